"""Keras's data utilities: padding, one-hot, tokenizing, windows, and the data sets that come with it."""

from pylint_lstmshape.keras.data import builtin_datasets, directories, images, sequences, text, windows

__all__ = ["builtin_datasets", "directories", "images", "sequences", "text", "windows"]
