"""Flatten, Reshape, Permute, RepeatVector. Source: keras/src/layers/reshaping/*.py."""

from __future__ import annotations

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_dims
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict, Shape, show, size
from pylint_lstmshape.domain.values import Constant
from pylint_lstmshape.keras.layers import checks
from pylint_lstmshape.keras.layers.base import Layer, Outputs, Problem, layer
from pylint_lstmshape.keras.values import is_open


@layer("Flatten")
class Flatten(Layer):
    """(batch, a, b, ...) -> (batch, a * b * ...)."""

    least_ndim = 1
    keeps = frozenset({2, 3})

    def output_shape(self, shape: Shape) -> Outputs:
        """All axes but the batch in one."""
        return (shape[0], size(shape[1:]))


@layer("Reshape")
class Reshape(Layer):
    """(batch, ...) -> (batch, *target_shape), in which one dim may be -1."""

    keeps = frozenset({2, 3})
    differs = True

    def invalid_argument(self) -> Problem | None:
        """target_shape is a tuple."""
        value = self.config.get("target_shape")
        if not isinstance(value, Constant) or isinstance(value.value, str | bytes):
            return None
        return Problem("target_shape", f"target_shape={value.value} must be a tuple: write ({value.value},)")

    def output_shape(self, shape: Shape) -> Outputs:
        """Conflict where the number of values differs."""
        target = as_dims(self.config.get("target_shape"))
        if target is None:
            return None
        holes = [dim for dim in target if dim == -1]
        if len(holes) > 1 and self.generation == 2 and any(is_open(dim) for dim in shape[1:]):
            return None  # Keras 2 does not compare sizes then
        result = shapes.reshape(shape[1:], target)
        if isinstance(result, Conflict):
            return Conflict("reshape", f"{show(shape[1:])} has not as many values as target_shape {show(target)}")
        return (shape[0], *result)


@layer("Permute")
class Permute(Layer):
    """Axes in the order of `dims`, counted from 1, the batch left out."""

    keeps = frozenset({2, 3})

    def invalid_argument(self) -> Problem | None:
        """Each axis once, from 1."""
        order = self.config.integers("dims")
        if order is None or sorted(order) == list(range(1, len(order) + 1)):
            return None
        return Problem("dims", f"dims={order} must name each axis once, counted from 1 (the batch has none)")

    def output_shape(self, shape: Shape) -> Outputs:
        """Conflict where dims do not name each axis once."""
        order = self.config.integers("dims")
        if order is None or sorted(order) != list(range(1, len(order) + 1)):
            return None
        if len(order) != len(shape) - 1:
            return Conflict("ndim", f"dims {order} do not match an input of shape {show(shape)}")
        return (shape[0], *(shape[axis] for axis in order))


@layer("RepeatVector")
class RepeatVector(Layer):
    """(batch, features) -> (batch, n, features)."""

    wanted_ndim = 2
    keeps = frozenset({2})

    def invalid_argument(self) -> Problem | None:
        """A whole number, in Keras 3 a positive one."""
        wrong = checks.whole(self, "n") or checks.python_int(self, "n")
        return wrong or (checks.number(self, "n") if self.generation == 3 else None)

    def output_shape(self, shape: Shape) -> Outputs:
        """n copies along a new axis of time."""
        count: Dim | None = self.config.dim("n")
        return None if count is None else (shape[0], count, shape[1])
