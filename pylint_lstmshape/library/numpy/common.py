"""What the transfer functions of NumPy share: making arrays and views, and reading arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pylint_lstmshape.domain import object_arrays
from pylint_lstmshape.domain.arrays import as_array, as_dims, scalar_dim, sequence_elements
from pylint_lstmshape.domain.containers import Elements, ListValue, Run, TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape, broadcast, normalize_axis, show
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Joiner, Range, Real, Unknown, Value
from pylint_lstmshape.knowledge import Context, Result

MaybeShape = Shape | Conflict | None  # None: even the rank is unknown
BIT = Range(0, 1)


class Identity:
    """An object as a part of a symbol's key: equal to the same object only."""

    __slots__ = ("thing",)

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)


def made(shape: MaybeShape, kind: str | None = "f", values: Range = ANY) -> Result:
    """A new array; a Conflict passes through."""
    return shape if isinstance(shape, Conflict) else Array(shape, kind, Cell(values))


def derived(array: Array, shape: MaybeShape, kind: str | None, values: Range = ANY) -> Result:
    """A new NumPy array made of the elements of `array`; a Conflict passes through."""
    return shape if isinstance(shape, Conflict) else plain(array).derived(shape, kind, values)


def view(array: Array, shape: MaybeShape) -> Result:
    """The same elements in another shape; a Conflict passes through."""
    if shape is None:  # a thing of its own: reading its shape gives other numbers
        return replace(plain(array), shape=None, origin=None)
    return shape if isinstance(shape, Conflict) else plain(array).with_shape(shape)


def plain(array: Array) -> Array:
    """`array` as numpy.asarray gives it: a tensor becomes an ndarray; a ragged one is an object to NumPy."""
    if array.library == "ragged":
        return Array(None, None)
    return array if array.library == "numpy" else replace(array, library="numpy", node=None)


def over(array: Array, rule: Callable[[Shape], MaybeShape]) -> MaybeShape:
    """`rule` of the shape; None where the rank is unknown."""
    return None if array.shape is None else rule(array.shape)


def normalize_axes(axes: int | Iterable[int], ndim: int) -> list[int] | Conflict:
    """Axes counted from the front, each once (numpy.lib.array_utils.normalize_axis_tuple)."""
    result: list[int] = []
    for axis in (axes,) if isinstance(axes, int) else axes:
        at = normalize_axis(axis, ndim)
        if isinstance(at, Conflict):
            return at
        if at in result:
            return Conflict("axis", f"repeated axis {axis}")
        result.append(at)
    return result


def broadcast_all(shapes: Iterable[Shape | None]) -> MaybeShape:
    """The shape that all of `shapes` broadcast to."""
    result: MaybeShape = ()
    for shape in shapes:
        if result is None or isinstance(result, Conflict):
            return result
        result = None if shape is None else broadcast(result, shape)
    return result


def is_float(value: Value) -> bool:
    """Whether a value is surely a Python float."""
    return isinstance(value, Real) or (isinstance(value, Constant) and isinstance(value.value, float))


def shape_argument(ctx: Context, value: Value | int | None) -> MaybeShape:
    """The shape that an argument asks for, negative dims as they are. Raises for a float among them."""
    if isinstance(value, int):
        return (Dim.of(value),)
    if value is None or isinstance(value, Unknown):
        return None
    elements = sequence_elements(value)
    for part in [value] if elements is None else [run.value for run in elements]:
        if is_float(part):
            return Conflict("shape", "a float cannot be a dimension of a shape; use //, or int()", "TypeError")
    if isinstance(value, Array):
        single = scalar_dim(value)
        return _dims_of_array(ctx, value) if single is None else (single,)
    dims = as_dims(value)
    if dims is not None or elements is None:
        return dims
    items = elements.items
    if items is None:
        return None
    return tuple(_dim_or_fresh(ctx, item) for item in items)


def _dim_or_fresh(ctx: Context, item: Value) -> Dim:
    dim = scalar_dim(item)
    return ctx.fresh() if dim is None else dim


def _dims_of_array(ctx: Context, array: Array) -> Shape | None:
    if array.shape is None or len(array.shape) != 1:
        return None
    count = array.shape[0].constant
    return None if count is None or count > 32 else tuple(ctx.fresh() for _ in range(count))


def whole_shape(ctx: Context, value: Value | int | None) -> MaybeShape:
    """`shape_argument` of an array that is made or laid out anew: None, as Keras has it for any length, is no dim there."""
    elements = sequence_elements(value) if isinstance(value, Value) else None
    if elements is not None and any(run.value == NONE and at_least(run.count, 1) for run in elements):
        return Conflict(
            "shape", "None cannot be a dimension of an array; -1 in a reshape stands for what is left", "TypeError"
        )
    return shape_argument(ctx, value)


def new_shape(ctx: Context, value: Value | int | None) -> MaybeShape:
    """The shape of an array to be made. Raises ValueError for a negative dimension."""
    shape = whole_shape(ctx, value)
    if shape is None or isinstance(shape, Conflict):
        return shape
    if any(at_least(dim, 0) is False for dim in shape):
        return Conflict("shape", f"negative dimensions are not allowed: {show(shape)}")
    return shape


def elements_of(value: Value, joiner: Joiner | None = None) -> Elements | None:
    """What iterating over a list, tuple, array or column gives; None where nobody knows, as of objects without a
    `joiner`.
    """
    array = value if isinstance(value, Array) else value.to_array()
    if array is None or (array is not value and array.ndim != 1):
        return sequence_elements(value)
    if not array.shape:
        return None
    if len(array.shape) == 1 and array.kind in ("O", None):  # an element of an object array may be a list
        return None if joiner is None else object_arrays.elements_of(array, joiner)
    return Elements((Run(element(array, array.shape[1:]), array.shape[0]),))


def element(array: Array, shape: Shape | None) -> Array:
    """A part of `array`: a view, but a number of its own where it is a single one."""
    if shape == ():
        return array.derived(shape, array.kind, array.range)
    return array.with_shape(shape)


def arrays_of(value: Value) -> list[Array] | Conflict | None:
    """The arrays of a short sequence one by one; None where their number or one of them is unknown."""
    elements = elements_of(value)
    items = None if elements is None else elements.items
    if items is None:
        return None
    arrays: list[Array] = []
    for item in items:
        array = as_array(item)
        if array is None or isinstance(array, Conflict):
            return array
        arrays.append(plain(array))
    return arrays


def known_int(value: Value | int | None) -> int | None:
    """The int that a value (or a default) is known to be."""
    if isinstance(value, int):
        return value
    if isinstance(value, Constant) and isinstance(value.value, int):
        return int(value.value)
    if isinstance(value, Array) and value.kind in ("i", "u") and value.shape == () and value.range.low is not None:
        return int(value.range.low) if value.range.low == value.range.high else None
    return None


def flag(value: Value | bool | None) -> bool | None:
    """The truth of an option: a default, a constant, or None where unknown."""
    if isinstance(value, bool):
        return value
    return bool(value.value) if isinstance(value, Constant) else None


def given(value: Value | None) -> bool:
    """Whether an optional argument was given, and not as None."""
    return value is not None and value != Constant(None)


def list_of(values: Sequence[Value]) -> ListValue:
    """A new list."""
    return ListValue(Cell(Elements.of(values)))


def tuple_of(results: Sequence[Result]) -> Result:
    """A tuple of results; the first Conflict among them instead."""
    values: list[Value] = []
    for result in results:
        if isinstance(result, Conflict):
            return result
        values.append(result)
    return TupleValue.of(*values)


def into(ctx: Context, out: Value | None, result: Result) -> Result:
    """`result`, written into `out` where that argument was given."""
    if not given(out) or isinstance(result, Conflict):
        return result
    if not isinstance(out, Array):
        return ctx.unknown()
    ctx.heap.write(out.contents, out.range.join(result.range) if isinstance(result, Array) else ANY)
    return out


def agree(left: Shape | None, right: Shape | None) -> bool:
    """Whether two shapes may be equal."""
    if left is None or right is None:
        return True
    return len(left) == len(right) and all(equal(*pair) is not False for pair in zip(left, right, strict=True))
