"""Random calls of every modelled function of Python, for the model and the real one."""

from tests.library.python import calls_containers, calls_iteration, calls_scalars, calls_stdlib
from tests.library.python.drawing import TABLE

__all__ = ["TABLE", "calls_containers", "calls_iteration", "calls_scalars", "calls_stdlib"]
