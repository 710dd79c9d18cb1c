"""Keras layers: one module for each family; `LAYERS` finds a layer class by its dotted name."""

from pylint_lstmshape.keras.layers import convolutional, core, merging, recurrent, reshaping
from pylint_lstmshape.keras.layers.base import LAYERS

__all__ = ["LAYERS", "convolutional", "core", "merging", "recurrent", "reshaping"]
