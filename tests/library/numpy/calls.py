"""Random calls of every modelled function: all tables together."""

from tests.library.numpy import (
    calls_creation,
    calls_linear,
    calls_random,
    calls_reductions,
    calls_selecting,
    calls_shape,
)
from tests.library.numpy.drawing import LENIENT, LOOSE, TABLE, filled

__all__ = [
    "LENIENT",
    "LOOSE",
    "TABLE",
    "calls_creation",
    "calls_linear",
    "calls_random",
    "calls_reductions",
    "calls_selecting",
    "calls_shape",
    "filled",
]
