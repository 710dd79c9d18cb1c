"""scikit-learn: splits, scalers and encoders, metrics, pipelines, example data sets."""

from pylint_lstmshape.library.sklearn import (
    datasets,
    decomposition,
    encoding,
    metrics,
    preprocessing,
    selection,
    text,
    utils,
)

__all__ = ["datasets", "decomposition", "encoding", "metrics", "preprocessing", "selection", "text", "utils"]
