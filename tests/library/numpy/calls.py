"""Random calls of every modelled function: all tables together."""

from tests.library.numpy import (
    calls_creation,
    calls_linear,
    calls_random,
    calls_reductions,
    calls_selecting,
    calls_shape,
)
from tests.library.numpy.drawing import TABLE, filled
from tests.library.numpy.renamed import RENAMED_IN_NUMPY

__all__ = [
    "RENAMED_IN_NUMPY",
    "TABLE",
    "calls_creation",
    "calls_linear",
    "calls_random",
    "calls_reductions",
    "calls_selecting",
    "calls_shape",
    "filled",
]
