"""scikit-learn: splits, scalers and encoders, example data sets."""

from pylint_lstmshape.library.sklearn import datasets, preprocessing, selection

__all__ = ["datasets", "preprocessing", "selection"]
