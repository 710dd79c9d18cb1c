"""Sorting, searching, sets and counting: sort, unique, searchsorted, histogram, bincount. Source: numpy/lib."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, promote
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.shape import Conflict, Shape, ShapeResult, normalize_axis, size
from pylint_lstmshape.domain.values import NONE, Array, Range, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.common import (
    BIT,
    Identity,
    derived,
    elements_of,
    flag,
    given,
    known_int,
    made,
    over,
    tuple_of,
)


def _along(array: Array, axis: int | None) -> Shape | Conflict | None:
    """The shape after work along an axis, of the flattened array where None."""

    def rule(shape: Shape) -> ShapeResult:
        if axis is None:
            return (size(shape),)
        at = normalize_axis(axis, len(shape))
        return at if isinstance(at, Conflict) else shape

    return over(array, rule)


@models("numpy.sort")
def sort(
    a: Array,
    axis: int | None = -1,
    kind: Value | None = None,
    order: Value | None = None,
    *,
    stable: Value | None = None,
) -> Result:
    """A sorted copy."""
    return derived(a, _along(a, axis), a.kind, a.range)


@models("numpy.ndarray.sort", "numpy.ndarray.partition")
def sort_in_place(self: Array, *arguments: Value, **options: Value) -> Result:
    """Sorted in place: gives None."""
    return NONE


@models("numpy.argsort", "numpy.ndarray.argsort")
def argsort(
    a: Array,
    axis: int | None = -1,
    kind: Value | None = None,
    order: Value | None = None,
    *,
    stable: Value | None = None,
) -> Result:
    """The indices that sort along an axis."""
    shape = (Dim.of(1),) if a.shape == () and axis in (0, -1) else _along(a, axis)
    return derived(a, shape, "i", Range(0, _last(shape, axis)))


def _last(shape: Shape | Conflict | None, axis: int | None) -> int | None:
    if shape is None or isinstance(shape, Conflict) or not shape:
        return None
    length = shape[-1 if axis is None else axis].constant
    return None if length is None or length < 1 else length - 1


@models("numpy.partition")
def partition(
    a: Array, kth: Value, axis: int | None = -1, kind: Value | str = "introselect", order: Value | None = None
) -> Result:
    """A partly sorted copy."""
    return derived(a, _along(a, axis), a.kind, a.range)


@models("numpy.argpartition", "numpy.ndarray.argpartition")
def argpartition(
    a: Array, kth: Value, axis: int | None = -1, kind: Value | str = "introselect", order: Value | None = None
) -> Result:
    """The indices that partly sort along an axis."""
    return derived(a, _along(a, axis), "i", Range(0, None))


@models("numpy.lexsort")
def lexsort(keys: Value, axis: int = -1) -> Result:
    """The indices that sort by several keys."""
    elements = elements_of(keys)
    first = None if elements is None or not elements.runs else as_array(elements.runs[0].value)
    return derived(first, first.shape, "i") if isinstance(first, Array) else Array(None, "i")


@models("numpy.unique")
def unique(
    ctx: Context,
    ar: Array,
    return_index: Value | bool = False,
    return_inverse: Value | bool = False,
    return_counts: Value | bool = False,
    axis: int | None = None,
    *,
    equal_nan: Value | bool = True,
    sorted: Value | bool = True,
) -> Result:
    """The different elements, sorted, or the different slices along an axis; then what the flags ask for."""
    flags = [flag(return_index), flag(return_inverse), flag(return_counts)]
    if None in flags:
        return ctx.unknown()
    length = _different(ar, axis)
    shape: Shape | Conflict | None = (length,)
    if axis is not None:
        shape = over(ar, lambda dims: _with_length(dims, axis, length))
    values = derived(ar, shape, ar.kind, ar.range)
    count = None if ar.shape is None else size(ar.shape).constant
    extra = [
        Array((length,), "i"),
        _inverse(ctx, ar, axis),
        made((length,), "i", Range(1, count if axis is None else None)),
    ]
    wanted = [one for one, asked in zip(extra, flags, strict=True) if asked]
    return tuple_of([values, *wanted]) if wanted else values


def _inverse(ctx: Context, array: Array, axis: int | None) -> Result:
    """The number of the different element for each: of the array's shape since NumPy 2, flat before."""
    if array.shape is not None and len(array.shape) == 1:
        return made(array.shape, "i", Range(0, None))
    return Array(None, "i")


def _different(array: Array, axis: int | None) -> Dim:
    """How many different elements: the same number as long as the very array is not written to."""
    key = ("different", Identity(array), Identity(array.range), axis)
    if array.shape is None:
        return Dim.symbol(key, "unique")
    is_flat = axis is None or not -len(array.shape) <= axis < len(array.shape)
    length = size(array.shape) if is_flat or axis is None else array.shape[axis]
    if length.constant in (0, 1):
        return length
    return Dim.symbol(key, "unique", 1 if at_least(length, 1) else 0, length)


def _with_length(shape: Shape, axis: int, length: Dim) -> ShapeResult:
    at = normalize_axis(axis, len(shape))
    return at if isinstance(at, Conflict) else (*shape[:at], length, *shape[at + 1 :])


@models("numpy.unique_values")
def unique_values(x: Array) -> Result:
    """The different elements."""
    return derived(x, (_different(x, None),), x.kind, x.range)


@models("numpy.intersect1d", "numpy.union1d", "numpy.setxor1d")
def set_operation(ctx: Context, ar1: Array, ar2: Array, *options: Value, **more: Value) -> Result:
    """The different elements that are in both, in either, in the first only, in one only."""
    if more.get("return_indices") is not None:
        return ctx.unknown()
    return made((ctx.fresh(),), promote([ar1.kind, ar2.kind]), ar1.range.join(ar2.range))


@models("numpy.setdiff1d")
def setdiff1d(ctx: Context, ar1: Array, ar2: Array, assume_unique: Value | bool = False) -> Result:
    """The different elements that are in the first only."""
    return derived(ar1, (ctx.fresh(),), ar1.kind, ar1.range)


@models("numpy.isin")
def isin(element: Array, test_elements: Value, *options: Value, **more: Value) -> Result:
    """Whether each element is among others."""
    return derived(element, element.shape, "b", BIT)


@models("numpy.in1d")
def in1d(ar1: Array, ar2: Value, *options: Value, **more: Value) -> Result:
    """Whether each element is among others, flat."""
    return derived(ar1, None if ar1.shape is None else (size(ar1.shape),), "b", BIT)


@models("numpy.searchsorted", "numpy.ndarray.searchsorted")
def searchsorted(a: Array, v: Array, side: Value | str = "left", sorter: Value | None = None) -> Result:
    """Where each v would stand in the sorted vector a. Raises unless a is 1-D."""
    if a.ndim is not None and a.ndim != 1:
        return Conflict("ndim", "object of too small depth for desired array")
    return derived(v, v.shape, "i", Range(0, None if a.shape is None else a.shape[0].constant))


@models("numpy.digitize")
def digitize(x: Array, bins: Array, right: Value | bool = False) -> Result:
    """The bin of each x. Raises unless bins is 1-D."""
    if bins.ndim is not None and bins.ndim != 1:
        return Conflict("ndim", "object of too small depth for desired array")
    return derived(x, x.shape, "i", Range(0, None if bins.shape is None else bins.shape[0].constant))


@models("numpy.histogram")
def histogram(
    ctx: Context,
    a: Array,
    bins: Value | int = 10,
    range: Value | None = None,
    density: Value | None = None,
    weights: Value | None = None,
) -> Result:
    """Counts for each bin, and the edges, which are one more."""
    count = _bins(ctx, bins)
    kind = None if given(density) or given(weights) else "i"
    return TupleValue.of(Array((count,), kind), Array((count + 1,), _edge_kind(bins)))


@models("numpy.histogram_bin_edges")
def histogram_bin_edges(
    ctx: Context, a: Array, bins: Value | int = 10, range: Value | None = None, weights: Value | None = None
) -> Result:
    """The edges of the bins."""
    return Array((_bins(ctx, bins) + 1,), _edge_kind(bins))


def _edge_kind(bins: Value | int) -> str | None:
    if isinstance(bins, int) or known_int(bins) is not None:
        return "f"
    edges = as_array(bins)
    return edges.kind if isinstance(edges, Array) and edges.shape else None


def _bins(ctx: Context, bins: Value | int) -> Dim:
    number = known_int(bins)
    if number is not None:
        return Dim.of(number)
    edges = as_array(bins) if isinstance(bins, Value) else None
    if isinstance(edges, Array) and edges.shape is not None and len(edges.shape) == 1:
        return edges.shape[0] - 1
    return ctx.fresh()


@models("numpy.histogram2d")
def histogram2d(
    ctx: Context,
    x: Array,
    y: Array,
    bins: Value | int = 10,
    range: Value | None = None,
    density: Value | None = None,
    weights: Value | None = None,
) -> Result:
    """Counts for each pair of bins, and the edges of both."""
    number = known_int(bins)
    one = ctx.fresh() if number is None else Dim.of(number)
    other = ctx.fresh() if number is None else Dim.of(number)
    return TupleValue.of(Array((one, other), "f"), Array((one + 1,), "f"), Array((other + 1,), "f"))


@models("numpy.bincount")
def bincount(ctx: Context, x: Array, weights: Value | None = None, minlength: Value | int = 0) -> Result:
    """How often each number occurs, up to the greatest. Raises unless x is 1-D."""
    if x.ndim is not None and x.ndim != 1:
        return Conflict("ndim", f"object has {x.ndim} axes, bincount needs 1")
    least = known_int(minlength)
    return made((ctx.fresh("len", least if least is not None and least > 0 else 0),), "f" if given(weights) else "i")


@models("numpy.array_equal", "numpy.array_equiv", "numpy.allclose")
def compared(ctx: Context, a1: Value, a2: Value, *options: Value, **more: Value) -> Result:
    """One truth value."""
    return ctx.unknown()
