"""x[key] and x[key] = value. Source: NumPy's "Indexing on ndarrays", parts in the same order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pylint_lstmshape.domain import object_arrays
from pylint_lstmshape.domain.arrays import as_array, scalar_dim, sequence_elements
from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape, broadcast, maybe_one, show, size, slice_length
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Integer, SliceValue, Value
from pylint_lstmshape.knowledge import Context
from pylint_lstmshape.library.numpy import ranges
from pylint_lstmshape.library.numpy.common import Identity, element, is_float


@dataclass(frozen=True)
class Number:
    """An integer index: takes one element of an axis."""

    dim: Dim


@dataclass(frozen=True)
class Fancy:
    """An index array: `shape` takes the place of `axes` axes; a mask spans as many as it has dims."""

    shape: Shape
    axes: int = 1
    mask: Shape | None = None
    numbers: tuple[int, ...] = ()  # of a literal list


NEW_AXIS, ELLIPSIS = "newaxis", "..."
Item = Number | Fancy | SliceValue | str


@dataclass(frozen=True)
class Selection:
    """What a key selects: the shape, and whether it is a view of the elements."""

    shape: Shape
    is_view: bool


def get_item(ctx: Context, array: Array, key: Value) -> Value | Conflict:
    """`array[key]`. Raises IndexError for an index out of range and for more indices than axes."""
    selected = select(ctx, array, key)
    if isinstance(selected, Conflict):
        return ctx.unknown() if array.shape == () and array.kind in ("O", None) else selected  # it may be an object
    if selected is None:
        return replace(array, shape=None, origin=None)
    if array.kind in ("O", None) and selected.shape == () and array.library == "numpy":
        return object_arrays.element(array.range, ctx)  # an element of an object array may be a list
    if not selected.is_view:
        if array.library != "numpy":
            return ctx.unknown()
        return array.derived(selected.shape, array.kind, array.range.picked)
    if array.kind == "b":  # a part of a mask is another mask: rows it selects are counted by its cell
        return array.derived(selected.shape, "b", array.range)
    part = element(array, selected.shape)
    if array.range.predicted and NONE in (key.elements.items or () if isinstance(key, TupleValue) else (key,)):
        return replace(part, contents=Cell(replace(array.range, predicted=False)))  # every one is to meet every other
    return part


def set_item(ctx: Context, array: Array, key: Value, value: Value) -> Conflict | None:
    """`array[key] = value`: widens the range of the elements. Raises where value cannot broadcast into the place."""
    if array.library != "numpy":
        return None
    new = as_array(value)
    selected = select(ctx, array, key)
    stored = new.range if isinstance(new, Array) and new.kind is not None and new.kind in "biuf" else ANY
    if array.kind == "O":
        whole = isinstance(selected, Selection) and selected.shape == ()
        stored = object_arrays.range_of(value) if whole else ANY
    ctx.heap.write(array.contents, array.range.join(ranges.widened(array.kind, stored)))
    if isinstance(selected, Conflict):
        return selected
    if selected is None or not isinstance(new, Array) or new.shape is None or array.kind in (None, "O"):
        return None
    return fits_into(new.shape, selected.shape)


def fits_into(shape: Shape, place: Shape) -> Conflict | None:
    """The Conflict where an array of `shape` cannot be assigned to a selection of shape `place`."""
    extra = shape[: max(0, len(shape) - len(place))]
    inner = shape[len(extra) :]
    pairs = zip(reversed(inner), reversed(place), strict=False)
    fits = all(maybe_one(one) or equal(one, two) is not False for one, two in pairs)
    if (fits and all(maybe_one(dim) for dim in extra)) or (0 in shape and 0 in place):
        return None
    return Conflict("broadcast", f"could not broadcast an array of shape {show(shape)} into shape {show(place)}")


def select(ctx: Context, array: Array, key: Value) -> Selection | Conflict | None:
    """What `key` selects of `array`; None where even the rank of that is unknown."""
    if array.shape is None:
        return None
    items = _items(ctx, key)
    if items is None or isinstance(items, Conflict):
        return items
    used = sum(_axes_of(item) for item in items)
    if items.count(ELLIPSIS) > 1:
        return Conflict("index", "an index can only have a single ellipsis ('...')", "IndexError")
    if used > len(array.shape):
        return Conflict(
            "index",
            f"too many indices for array: array is {len(array.shape)}-dimensional, but {used} were indexed",
            "IndexError",
        )
    return _apply(ctx, array.shape, _spread(items, len(array.shape) - used))


def _items(ctx: Context, key: Value) -> list[Item] | Conflict | None:
    parts: Sequence[Value] | None = (key,)
    if isinstance(key, TupleValue):
        parts = key.elements.items
    if parts is None:
        return None
    items: list[Item] = []
    for part in parts:
        item = _item(ctx, part)
        if item is None or isinstance(item, Conflict):
            return item
        items.append(item)
    return items


def _item(ctx: Context, part: Value) -> Item | Conflict | None:
    if isinstance(part, SliceValue):
        return part
    if isinstance(part, Constant):
        if part.value is None:
            return NEW_AXIS
        if part.value is Ellipsis:
            return ELLIPSIS
        if isinstance(part.value, int) and not isinstance(part.value, bool):
            return Number(Dim.of(part.value))
    if isinstance(part, Integer):
        return Number(part.dim)
    if is_float(part):
        text = "only integers, slices, ..., None and integer or boolean arrays are indices, not floats"
        return Conflict("index", text, "IndexError")
    held = part.to_array()  # of a Series
    if held is not None or isinstance(part, Array | ListValue | TupleValue) or sequence_elements(part) is not None:
        return _fancy(ctx, held or part)
    return None


def _fancy(ctx: Context, part: Value) -> Item | Conflict | None:
    array = as_array(part)
    if not isinstance(array, Array) or array.shape is None:
        return None
    numbers = literal_numbers(part)
    if array.kind == "b":
        if array.shape == ():
            return None
        if numbers is not None and len(array.shape) == 1:
            return Fancy((Dim.of(sum(numbers)),), 1, array.shape)
        return Fancy((true_count(array),), len(array.shape), array.shape)
    if array.kind in ("i", "u"):
        if array.shape == ():
            dim = scalar_dim(array)
            return None if dim is None else Number(dim)
        return Fancy(array.shape, numbers=tuple(numbers or _bounds(array)))
    if isinstance(part, ListValue) and array.shape == (Dim.of(0),):
        return Fancy(array.shape)
    if array.kind in (None, "O") and len(array.shape) == 1:
        return Fancy((ctx.fresh("selected"),))  # a mask or places: either selects along one axis
    if array.kind not in ("f", "c", "M", "m") or array.shape == ():
        return None
    text = "arrays used as indices must be of integer (or boolean) type, and this one is not: astype(int)"
    return Conflict("index", text, "IndexError")


def literal_numbers(part: Value) -> list[int] | None:
    """The numbers of a short list of literals."""
    elements = sequence_elements(part) if not isinstance(part, Array) else None
    items = None if elements is None else elements.items
    if items is None:
        return None
    numbers: list[int] = []
    for item in items:
        if isinstance(item, Constant) and isinstance(item.value, int):
            numbers.append(int(item.value))
        elif (inner := literal_numbers(item)) is not None:
            numbers += inner
        else:
            return None
    return numbers


def _bounds(array: Array) -> list[int]:
    """A number that is surely among the elements, or less than one of them: all are equal, or it is from 0 on."""
    low, high, reached = array.range.low, array.range.high, array.reached
    if not all(at_least(dim, 1) for dim in array.shape or ()):
        return []
    if low is not None and low == high:
        return [int(low)]
    return [math.ceil(reached)] if reached is not None and 0 <= reached < math.inf else []


def true_count(mask: Array) -> Dim:
    """How many elements of a mask are true: the same number wherever the very mask is used, until it is written to."""
    key = ("true", mask.contents, Identity(mask.range))
    if mask.shape is None:
        return Dim.symbol(key, "selected")
    return Dim.symbol(key, "selected", 0, size(mask.shape))


def _axes_of(item: Item) -> int:
    if isinstance(item, Fancy):
        return item.axes
    return 0 if item in (NEW_AXIS, ELLIPSIS) else 1


def _spread(items: list[Item], missing: int) -> list[Item]:
    """The items with full slices for the ellipsis, or behind them where there is none."""
    full: list[Item] = [SliceValue(Constant(None), Constant(None), Constant(None))] * missing
    if ELLIPSIS not in items:
        return [*items, *full]
    at = items.index(ELLIPSIS)
    # An ellipsis separates index arrays even where it stands for no axis.
    return [*items[:at], *(full or [ELLIPSIS]), *items[at + 1 :]]


def _apply(ctx: Context, shape: Shape, items: list[Item]) -> Selection | Conflict:
    is_fancy = any(isinstance(item, Fancy) for item in items)
    result: list[Dim] = []
    joint: Shape = ()
    place: int | None = None
    closed = scattered = False
    wrong: Conflict | None = None
    axis = 0
    for item in items:
        if isinstance(item, Number | Fancy):
            wrong = wrong or _check(item, shape, axis)
            if wrong is not None and (isinstance(item, Number) or item.mask is not None):
                return wrong
            if is_fancy:
                scattered = scattered or closed
                place = len(result) if place is None else place
                both = broadcast(joint, item.shape if isinstance(item, Fancy) else ())
                if isinstance(both, Conflict):
                    return replace(both, kind="index", error="IndexError")
                joint = both
            axis += _axes_of(item)
            continue
        closed = closed or place is not None
        if item == NEW_AXIS:
            result.append(Dim.of(1))
        elif isinstance(item, SliceValue):
            taken = sliced(ctx, shape[axis], item)
            if isinstance(taken, Conflict):
                return taken
            result.append(taken)
            axis += 1
    if wrong is not None and all(at_least(dim, 1) for dim in joint):  # NumPy looks at no index where none is used
        return wrong
    if place is None:
        return Selection(tuple(result), True)
    at = 0 if scattered else place
    return Selection((*result[:at], *joint, *result[at:]), False)


def _check(item: Number | Fancy, shape: Shape, axis: int) -> Conflict | None:
    if isinstance(item, Fancy) and item.mask is not None:
        for at, dim in enumerate(item.mask):
            if equal(dim, shape[axis + at]) is False:
                return Conflict(
                    "index",
                    f"boolean index did not match indexed array along axis {axis + at}; size of axis is "
                    f"{shape[axis + at]} but size of corresponding boolean axis is {dim}",
                    "IndexError",
                )
        return None
    length = shape[axis]
    if length == 0 and isinstance(item, Fancy) and all(at_least(dim, 1) for dim in item.shape):
        return Conflict("index", f"no index is in bounds for axis {axis} with size 0", "IndexError")
    for index in (item.dim,) if isinstance(item, Number) else map(Dim.of, item.numbers):
        if at_least(index, length) or at_least(-index, length + 1):
            return Conflict("index", f"index {index} is out of bounds for axis {axis} with size {length}", "IndexError")
    return None


def sliced(ctx: Context, length: Dim, key: SliceValue) -> Dim | Conflict:
    """How many elements a slice takes of an axis. Raises TypeError for a float bound."""
    parts = (key.start, key.stop, key.step)
    if any(is_float(part) for part in parts):
        return Conflict("index", "slice indices must be integers or None or have an __index__ method", "TypeError")
    start, stop, step = (None if part == Constant(None) else scalar_dim(part) for part in parts)
    if any(dim is None and part != Constant(None) for dim, part in zip((start, stop, step), parts, strict=True)):
        return ctx.fresh()
    stride = 1 if step is None else step.constant
    if stride == 0:
        return Conflict("index", "slice step cannot be zero")
    if stride is None:
        return ctx.fresh()
    return slice_length(length, start, stop, stride)
