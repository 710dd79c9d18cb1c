"""What a `for` goes through."""

from __future__ import annotations

from pylint_lstmshape.domain import object_arrays
from pylint_lstmshape.domain.containers import DictValue, Elements, ListValue, Run, SetValue, Stream, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.values import Array, Constant, Text, Value
from pylint_lstmshape.knowledge import Context


def iterate(ctx: Context, value: Value) -> Elements | None:
    """The elements of an iterable of Python or NumPy; None where nobody knows."""
    if isinstance(value, SetValue):
        element = value.cell.content.element(ctx)
        return Elements() if element is None else Elements((Run(element, value.cell.content.length),))
    if isinstance(value, ListValue):
        return value.cell.content
    if isinstance(value, TupleValue | Stream):
        return value.elements
    if isinstance(value, DictValue):
        entries = value.cell.content
        known = Elements.of(key for key, _ in entries.items)
        return (
            known
            if entries.others is None
            else known + Elements((Run(entries.other_key or ctx.unknown(), entries.others.count),))
        )
    if isinstance(value, Constant) and isinstance(value.value, str):
        return (
            Elements.of(Constant(letter) for letter in value.value)
            if len(value.value) <= 256
            else _letters(ctx, Dim.of(len(value.value)))
        )
    if isinstance(value, Text):
        return _letters(ctx, value.length)
    if isinstance(value, Array) and value.shape and len(value.shape) == 1 and value.kind in ("O", None):
        return object_arrays.elements_of(value, ctx)  # an element of an object array may be a list
    if isinstance(value, Array) and value.shape:
        return Elements((Run(value.with_shape(value.shape[1:]), value.shape[0]),))
    return None


def _letters(ctx: Context, count: Dim) -> Elements:
    return Elements((Run(Text(("letter", ctx.fresh("letter")), Dim.of(1)), count),))
