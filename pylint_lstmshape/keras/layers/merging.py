"""Concatenate, Add and their kin, Dot, their functions. Source: keras/src/layers/merging/*.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Conflict, Shape, normalize_axis, show
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.keras.layers.base import Layer, Outputs, layer
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.knowledge import Context


def _differ(one: Shape, other: Shape, axis: int) -> bool:
    return equal(one[axis], other[axis]) is False and not is_open(one[axis]) and not is_open(other[axis])


class Merging(Layer):
    """Base of the layers that take a list of inputs."""

    takes_many = True
    differs = True
    keeps = frozenset({2, 3})
    most: ClassVar[int | None] = None

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """As merge_shape, once it is a list of as many inputs as it takes."""
        if isinstance(inputs, Array):
            return Conflict("inputs", "it takes a list of inputs but gets one: write [a, b]")
        if self.most is not None and len(shapes) != self.most:
            return Conflict("inputs", f"it takes {self.most} inputs but gets {len(shapes)}")
        return self.merge_shape(shapes)

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """Keras 2 keeps ints, Keras 3 makes floats of them."""
        return kinds[0] if self.generation == 2 else self.dtype_kind()

    def mistyped(self, kinds: Sequence[str | None]) -> str | None:
        """Keras 2 does not mix dtypes."""
        known = {kind for kind in kinds if kind is not None}
        return (
            f"Keras 2 does not mix inputs of different dtypes here ({', '.join(sorted(known))})"
            if len(known) > 1 and self.generation == 2
            else None
        )


def merged_batch(shapes: list[Shape]) -> Dim | Conflict:
    """The batch size of several inputs: a number where one is known."""
    known = [shape[0] for shape in shapes if shape and not is_open(shape[0])]
    if any(equal(known[0], other) is False for other in known):
        return Conflict("merge", f"the batch sizes of {' and '.join(map(show, shapes))} differ")
    return known[0] if known else shapes[0][0]


@layer("Concatenate")
class Concatenate(Merging):
    """Inputs joined along `axis`, the last by default."""

    def merge_shape(self, shapes: list[Shape]) -> Outputs:
        """Conflict where ranks or another axis differ."""
        axes = self.config.integers("axis")
        if axes is None or len(axes) != 1 or len(shapes) < 1:
            return None
        given, first = axes[0], shapes[0]
        for other in shapes[1:]:
            at = normalize_axis(given, len(first))
            if isinstance(at, Conflict):
                return Conflict("merge", f"it has no axis {given} to join {show(first)} and {show(other)} along")
            if len(other) != len(first) or any(_differ(first, other, one) for one in range(1, len(first)) if one != at):
                return Conflict(
                    "merge",
                    f"it joins inputs that differ in other axes than {given}: {show(first)} and {show(other)}",
                )
        at = normalize_axis(given, len(first))
        if isinstance(at, Conflict):
            return None
        result = list(first)
        if at:
            batch = merged_batch(shapes)
            if isinstance(batch, Conflict):
                return batch
            result[0] = batch
        for other in shapes[1:]:
            for axis, dim in enumerate(other):
                if axis == at:
                    result[at] = result[at] + dim
                elif axis and is_open(result[axis]):
                    result[axis] = dim
        return tuple(result)


class Elementwise(Merging):
    """Inputs combined element by element; shapes broadcast from the right, the batch apart."""

    def merge_shape(self, shapes: list[Shape]) -> Outputs:
        """Conflict where dims differ and neither is 1 (keras.src.layers.merging.base_merge)."""
        if any(not shape for shape in shapes):
            return None
        batch = merged_batch(shapes)
        if isinstance(batch, Conflict):
            return batch
        inner = shapes[0][1:]
        for other in shapes[1:]:
            merged = _broadcast(inner, other[1:], self.generation)
            if isinstance(merged, Conflict):
                return merged
            inner = merged
        return (batch, *inner)


def _broadcast(one: Shape, other: Shape, generation: int) -> Shape | Conflict:
    if len(one) < len(other):
        one, other = other, one
    result = list(one)
    for offset in range(1, len(other) + 1):
        left, right = one[-offset], other[-offset]
        if generation == 3 and (is_open(left) or is_open(right)):
            result[-offset] = left if is_open(left) else right
        elif right == 1 or equal(left, right):
            continue
        elif left == 1:
            result[-offset] = right
        elif equal(left, right) is False and not is_open(left) and not is_open(right):
            return Conflict("merge", f"it combines inputs whose shapes do not match: {show(one)} and {show(other)}")
        else:
            result[-offset] = right if is_open(left) else left
    return tuple(result)


@layer("Dot")
class Dot(Merging):
    """The product along `axes`."""

    most = 2

    def merge_shape(self, shapes: list[Shape]) -> Outputs:
        """Conflict where the two axes differ."""
        axes = self.config.integers("axes")
        if axes is None or len(shapes) != 2:
            return None
        pair = axes * 2 if len(axes) == 1 else axes
        places = [normalize_axis(axis, len(shape)) for axis, shape in zip(pair, shapes, strict=False)]
        known = [place for place in places if isinstance(place, int)]
        if len(known) != 2 or 0 in known:
            return None
        one, other = shapes[0][known[0]], shapes[1][known[1]]
        batch = merged_batch(shapes)
        if isinstance(batch, Conflict):
            return batch
        if is_open(one) != is_open(other):
            return Conflict(
                "merge", f"axes {pair} of {show(shapes[0])} and {show(shapes[1])} differ: {one} and {other}"
            )
        if equal(one, other) is False and not is_open(one) and not is_open(other):
            return Conflict(
                "merge", f"axes {pair} of {show(shapes[0])} and {show(shapes[1])} differ: {one} and {other}"
            )
        left = [dim for at, dim in enumerate(shapes[0]) if at != known[0]]
        right = [dim for at, dim in enumerate(shapes[1]) if at not in (0, known[1])]
        result = (batch, *left[1:], *right)
        return result if len(result) > 1 else (batch, Dim.of(1))


def _register() -> None:
    for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"):
        more = {"most": 2} if name == "Subtract" else {}
        layer(name)(type(name, (Elementwise,), {"__doc__": f"{name}: element by element.", **more}))


_register()
