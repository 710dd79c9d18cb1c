"""Elements picked: take, where, nonzero, take_along_axis, select, diagonal. Source: numpy/_core/fromnumeric.py."""

from __future__ import annotations

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_array, as_dims, promote
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.shape import Conflict, Shape, ShapeResult, normalize_axis, show, size
from pylint_lstmshape.domain.values import NONE, Array, Range, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.arithmetic import combined, mixed_kinds
from pylint_lstmshape.library.numpy.common import (
    arrays_of,
    broadcast_all,
    derived,
    given,
    into,
    known_int,
    new_shape,
    over,
    plain,
    shape_argument,
    view,
)
from pylint_lstmshape.library.numpy.creation import diagonal_length
from pylint_lstmshape.library.numpy.indexing import literal_numbers, true_count


@models("numpy.take", "numpy.ndarray.take")
def take(
    ctx: Context,
    a: Array,
    indices: Value,
    axis: int | None = None,
    out: Value | None = None,
    mode: Value | str = "raise",
) -> Result:
    """a[indices] along an axis, of the flattened array where None. Raises for an index out of range."""
    which = as_array(indices)
    if isinstance(which, Conflict):
        return which
    if which is None or which.shape is None or a.shape is None:
        return derived(a, None, a.kind, a.range.picked)
    picked = which.shape

    def rule(shape: Shape) -> ShapeResult:
        dims = (size(shape),) if axis is None or (not shape and axis in (0, -1)) else shape
        at = normalize_axis(axis or 0, len(dims))
        if isinstance(at, Conflict):
            return at
        before = all(at_least(dim, 1) for dim in dims[:at])  # else NumPy looks at no index
        for number in _numbers(indices) if mode == "raise" and before else ():
            if at_least(number, dims[at]) or at_least(-number, dims[at] + 1):
                text = f"index {number} is out of bounds for axis {at} with size {dims[at]}"
                return Conflict("index", text, "IndexError")
        if dims[at] == 0 and before and all(at_least(dim, 1) for dim in (*dims[at + 1 :], *picked)):
            return Conflict("index", "cannot do a non-empty take from an empty axes.", "IndexError")
        return (*dims[:at], *picked, *dims[at + 1 :])

    return into(ctx, out, derived(a, over(a, rule), a.kind, a.range.picked))


def _numbers(indices: Value) -> list[int]:
    """The indices that are surely asked for."""
    single = known_int(indices)
    return [single] if single is not None else literal_numbers(indices) or []


@models("numpy.take_along_axis")
def take_along_axis(ctx: Context, arr: Array, indices: Array, axis: int | None = -1) -> Result:
    """Elements picked along an axis by indices of the same rank; the other axes are broadcast."""
    if arr.shape is None or indices.shape is None:
        return derived(arr, None, arr.kind, arr.range)
    shape = arr.shape if axis is not None else (size(arr.shape),)
    at = normalize_axis(-1 if axis is None else axis, len(shape))
    if isinstance(at, Conflict):
        return at
    if len(shape) != len(indices.shape):
        return Conflict("ndim", "`indices` and `arr` must have the same number of dimensions")
    one = Dim.of(1)
    both = shapes.broadcast((*shape[:at], one, *shape[at + 1 :]), (*indices.shape[:at], one, *indices.shape[at + 1 :]))
    if isinstance(both, Conflict):
        return Conflict("index", both.text, "IndexError")
    return derived(arr, (*both[:at], indices.shape[at], *both[at + 1 :]), arr.kind, arr.range.picked)


@models("numpy.put_along_axis", "numpy.put", "numpy.place", "numpy.putmask", "numpy.copyto", "numpy.fill_diagonal")
def overwrite(ctx: Context, a: Value, *arguments: Value, **options: Value) -> Result:
    """Elements of the first argument are overwritten."""
    if isinstance(a, Array):
        ctx.heap.write(a.contents, Range(0, 1) if a.kind == "b" else Range())
    return NONE


@models("numpy.where")
def where(ctx: Context, condition: Array, x: Value | None = None, y: Value | None = None) -> Result:
    """Elements of x where the condition holds, else of y, all broadcast; with the condition alone, its nonzero."""
    if x is None or y is None:
        return nonzero(ctx, condition)
    left, right = as_array(x), as_array(y)
    for one in (left, right):
        if isinstance(one, Conflict):
            return one
    if not isinstance(left, Array) or not isinstance(right, Array):
        return Array(None, None)
    shape = broadcast_all([condition.shape, left.shape, right.shape])
    if isinstance(shape, Conflict):
        return shape
    kinds = mixed_kinds(x, y)
    values = left.range.join(right.range).made_of(condition.range)
    return combined(plain(condition), left, right, shape, promote(kinds), values)


@models("numpy.nonzero", "numpy.ndarray.nonzero")
def nonzero(ctx: Context, a: Array) -> Result:
    """The indices of what is not zero: one array for each axis. Raises for a number."""
    if a.shape is None:
        return ctx.unknown()
    if a.shape == ():
        return Conflict("ndim", "Calling nonzero on 0d arrays is not allowed.")
    count = true_count(a)
    return TupleValue.of(*(_index_array((count,), dim) for dim in a.shape))


def _index_array(shape: Shape, dim: Dim) -> Array:
    last = None if dim.constant is None or dim.constant < 1 else dim.constant - 1
    result = derived(Array(None), shape, "i", Range(0, last))
    assert isinstance(result, Array)
    return result


@models("numpy.argwhere")
def argwhere(a: Array) -> Result:
    """The indices of what is not zero: a row for each."""
    if a.shape is None:
        return derived(a, None, "i")
    return derived(a, (true_count(a), Dim.of(len(a.shape))), "i", Range(0, None))


@models("numpy.flatnonzero")
def flatnonzero(a: Array) -> Result:
    """The indices, in the flattened array, of what is not zero."""
    return derived(a, (true_count(a),), "i", Range(0, None))


@models("numpy.extract")
def extract(ctx: Context, condition: Array, arr: Array) -> Result:
    """The elements where the condition holds."""
    return derived(arr, (true_count(condition),), arr.kind, arr.range)


@models("numpy.compress")
def compress(ctx: Context, condition: Value, a: Array, axis: int | None = None, out: Value | None = None) -> Result:
    """The slices along an axis where the condition holds."""

    def rule(shape: Shape) -> ShapeResult:
        if axis is None:
            return (ctx.fresh(),)
        at = normalize_axis(axis, len(shape))
        return at if isinstance(at, Conflict) else (*shape[:at], ctx.fresh(), *shape[at + 1 :])

    return into(ctx, out, derived(a, over(a, rule), a.kind, a.range.picked))


@models("numpy.choose")
def choose(a: Array, choices: Value, out: Value | None = None, mode: Value | str = "raise") -> Result:
    """For each index in `a` the element of that choice, all broadcast."""
    arrays = arrays_of(choices)
    if arrays is None or isinstance(arrays, Conflict):
        return Array(None, None)
    shape = broadcast_all([a.shape, *(one.shape for one in arrays)])
    return derived(a, shape, promote(one.kind for one in arrays))


@models("numpy.select")
def select(condlist: Value, choicelist: Value, default: Value | int = 0) -> Result:
    """For each element the choice of the first condition that holds, all broadcast."""
    conditions, choices = arrays_of(condlist), arrays_of(choicelist)
    if conditions is None or choices is None or isinstance(conditions, Conflict) or isinstance(choices, Conflict):
        return Array(None, None)
    if len(conditions) != len(choices):
        return Conflict("select", "list of cases must be same length as list of conditions")
    if not conditions:
        return Conflict("select", "select with an empty condition list is not possible")
    other = as_array(default) if isinstance(default, Value) else Array((), "b")
    if not isinstance(other, Array):
        return Array(None, None)
    shape = broadcast_all([one.shape for one in (*conditions, *choices, other)])
    return derived(choices[0], shape, promote([one.kind for one in (*choices, other)]))


@models("numpy.diagonal", "numpy.ndarray.diagonal")
def diagonal(ctx: Context, a: Array, offset: Value | int = 0, axis1: int = 0, axis2: int = 1) -> Result:
    """The diagonals in the plane of two axes, as a last axis. Raises for fewer axes."""

    def rule(shape: Shape) -> ShapeResult:
        if len(shape) < 2:
            return Conflict("ndim", "diag requires an array of at least two dimensions")
        one, other = normalize_axis(axis1, len(shape)), normalize_axis(axis2, len(shape))
        if isinstance(one, Conflict) or isinstance(other, Conflict):
            return one if isinstance(one, Conflict) else other if isinstance(other, Conflict) else ()
        if one == other:
            return Conflict("axis", "axis1 and axis2 cannot be the same")
        rest = tuple(dim for at, dim in enumerate(shape) if at not in (one, other))
        return (*rest, diagonal_length(ctx, shape[one], shape[other], known_int(offset)))

    return view(a, over(a, rule))


@models("numpy.lib.stride_tricks.sliding_window_view")
def sliding_window_view(
    ctx: Context,
    x: Array,
    window_shape: Value,
    axis: Value | None = None,
    *,
    subok: Value | bool = False,
    writeable: Value | bool = False,
) -> Result:
    """Windows over axes: each is shorter by window - 1, and the window's shape comes last. Raises for too long ones."""
    window = shape_argument(ctx, window_shape)
    if x.shape is None or window is None or isinstance(window, Conflict):
        return window if isinstance(window, Conflict) else view(x, None)
    if not given(axis):
        axes: list[int] = list(range(len(x.shape)))
    else:
        asked = shape_argument(ctx, axis)
        numbers = [dim.constant for dim in asked] if isinstance(asked, tuple) else [None]
        known = [number for number in numbers if number is not None]
        if len(known) != len(numbers):
            return view(x, tuple(ctx.fresh() for _ in (*x.shape, *window)))
        axes = []
        for number in known:
            at = normalize_axis(number, len(x.shape))
            if isinstance(at, Conflict):
                return at
            axes.append(at)
    if len(axes) != len(window):
        return Conflict("window", f"window_shape {show(window)} must have one length for each of {len(axes)} axes")
    if any(at_least(length, 0) is False for length in window):
        return Conflict("window", "window_shape cannot contain negative values")
    dims = list(x.shape)
    for at, length in zip(axes, window, strict=True):
        dims[at] = dims[at] - length + 1
        if at_least(dims[at], 1) is False:
            return Conflict("window", f"window shape cannot be larger than the array's: {length} of {x.shape[at]}")
    return view(x, (*dims, *window))


@models("numpy.lib.stride_tricks.as_strided")
def as_strided(
    ctx: Context,
    x: Array,
    shape: Value | None = None,
    strides: Value | None = None,
    subok: Value | bool = False,
    writeable: Value | bool = True,
    **options: Value,
) -> Result:
    """A view in the shape asked for."""
    return view(x, new_shape(ctx, shape) if given(shape) else x.shape)


@models("numpy.unravel_index")
def unravel_index(indices: Array, shape: Value, order: Value | str = "C") -> Result:
    """One array of coordinates for each axis of `shape`."""
    dims = as_dims(shape)
    if dims is None or indices.shape is None:
        return Array(None, "i")
    return TupleValue.of(*(_index_array(indices.shape, dim) for dim in dims))


@models("numpy.ravel_multi_index")
def ravel_multi_index(multi_index: Value, dims: Value, mode: Value | str = "raise", order: Value | str = "C") -> Result:
    """The flat index of each tuple of coordinates."""
    arrays = arrays_of(multi_index)
    if arrays is None or isinstance(arrays, Conflict):
        return Array(None, "i")
    return derived(Array(None, "i"), broadcast_all([one.shape for one in arrays]), "i")


@models("numpy.diag_indices")
def diag_indices(n: Dim, ndim: int = 2) -> Result:
    """The indices of the diagonal of an array of `ndim` axes."""
    return TupleValue.of(*(_index_array((n,), n) for _ in range(min(ndim, 64))))


@models("numpy.triu_indices", "numpy.tril_indices")
def triangle_indices(ctx: Context, n: Value, k: Value | int = 0, m: Value | None = None) -> Result:
    """The row and the column numbers of a part of a matrix."""
    count = ctx.fresh()
    return TupleValue.of(Array((count,), "i"), Array((count,), "i"))
