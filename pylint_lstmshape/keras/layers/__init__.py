"""Keras layers: one module for each family; `LAYERS` finds a layer class by its dotted name."""

from pylint_lstmshape.keras.layers import (
    attention,
    cells,
    conv_lstm,
    convolutional,
    core,
    merging,
    normalization,
    pooling,
    preprocessing,
    recurrent,
    reshaping,
    spatial,
    wrappers,
)
from pylint_lstmshape.keras.layers.base import LAYERS

__all__ = [
    "LAYERS",
    "attention",
    "cells",
    "conv_lstm",
    "convolutional",
    "core",
    "merging",
    "normalization",
    "pooling",
    "preprocessing",
    "recurrent",
    "reshaping",
    "spatial",
    "wrappers",
]
