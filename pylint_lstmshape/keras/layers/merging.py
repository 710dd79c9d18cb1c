"""Concatenate, Add and their kin, Dot, attention. Source: keras/src/layers/merging/*.py, attention/*.py."""

from __future__ import annotations

from collections.abc import Mapping

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.shape import Conflict, Shape, normalize_axis, show
from pylint_lstmshape.domain.values import FALSE, Array, Value
from pylint_lstmshape.keras.layers.base import Layer, Outputs, layer
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.knowledge import Context


def _differ(one: Shape, other: Shape, axis: int) -> bool:
    return equal(one[axis], other[axis]) is False and not is_open(one[axis]) and not is_open(other[axis])


@layer("Concatenate")
class Concatenate(Layer):
    """Inputs joined along `axis`, the last by default."""

    takes_many = True

    def merge_shape(self, shapes: list[Shape]) -> Outputs:
        """Conflict where ranks or another axis differ."""
        axis = self.config.integers("axis")
        if axis is None or len(axis) != 1 or len(shapes) < 1:
            return None
        first = shapes[0]
        for other in shapes[1:]:
            at = normalize_axis(axis[0], len(first))
            if isinstance(at, Conflict):
                return None
            if len(other) != len(first) or any(_differ(first, other, one) for one in range(1, len(first)) if one != at):
                return Conflict(
                    "merge",
                    f"it joins inputs that differ in other axes than {axis[0]}: {show(first)} and {show(other)}",
                )
        at = normalize_axis(axis[0], len(first))
        if isinstance(at, Conflict):
            return None
        total = first[at]
        for other in shapes[1:]:
            total = total + other[at]
        return (*first[:at], total, *first[at + 1 :])


class Elementwise(Layer):
    """Inputs combined element by element; shapes broadcast from the right, the batch apart."""

    takes_many = True

    def merge_shape(self, shapes: list[Shape]) -> Outputs:
        """Conflict where dims differ and neither is 1 (keras.src.layers.merging.base_merge)."""
        result = shapes[0]
        for other in shapes[1:]:
            merged = _broadcast(result[1:], other[1:])
            if merged is None or isinstance(merged, Conflict):
                return merged
            result = (result[0], *merged)
        return result


def _broadcast(one: Shape, other: Shape) -> Shape | Conflict | None:
    if len(one) < len(other):
        one, other = other, one
    result = list(one)
    for offset in range(1, len(other) + 1):
        left, right = one[-offset], other[-offset]
        if right == 1 or equal(left, right):
            continue
        if left == 1:
            result[-offset] = right
        elif equal(left, right) is False and not is_open(left) and not is_open(right):
            return Conflict("merge", f"it combines inputs whose shapes do not match: {show(one)} and {show(other)}")
        else:
            result[-offset] = right if is_open(left) else left
    return tuple(result)


@layer("Dot")
class Dot(Layer):
    """The product along `axes`."""

    takes_many = True

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
        if equal(one, other) is False and not is_open(one) and not is_open(other):
            return Conflict(
                "merge", f"axes {pair} of {show(shapes[0])} and {show(shapes[1])} differ: {one} and {other}"
            )
        left = [dim for at, dim in enumerate(shapes[0]) if at != known[0]]
        right = [dim for at, dim in enumerate(shapes[1]) if at not in (0, known[1])]
        result = (*left, *right)
        return result if len(result) > 1 else None


@layer("Attention")
class Attention(Layer):
    """[query (B, Tq, d), value (B, Tv, d)] -> (B, Tq, d)."""

    takes_many = True

    def merge_shape(self, shapes: list[Shape]) -> Outputs:
        """The query's shape, as wide as the value."""
        if len(shapes) < 2 or any(len(shape) != 3 for shape in shapes):
            return None
        return (*shapes[0][:-1], shapes[1][-1])

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """With return_attention_scores also the scores (B, Tq, Tv)."""
        asked = ctx.truth(keywords.get("return_attention_scores", FALSE))
        result = self.merge_shape(shapes)
        if asked is None or not isinstance(result, tuple):
            return None
        return [result, (*shapes[0][:-1], shapes[1][1])] if asked else result

    def weights(self, shape: Shape) -> list[Shape] | None:
        """A scale or bias, where asked for: not followed."""
        return None


@layer("MultiHeadAttention")
class MultiHeadAttention(Layer):
    """query (B, T, d), value -> (B, T, d), or as wide as output_shape says."""

    accepts_lists = True

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """The query's shape."""
        if not self.config.is_none("output_shape") or "return_attention_scores" in keywords:
            return None
        return shapes[0]

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Projections that depend on the value's width too."""
        return None


def _register() -> None:
    for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"):
        layer(name)(type(name, (Elementwise,), {"__doc__": f"{name}: element by element."}))
    layer("AdditiveAttention")(type("AdditiveAttention", (Attention,), {"__doc__": "Additive attention."}))


_register()

__all__ = ["Array", "sequence_elements"]
