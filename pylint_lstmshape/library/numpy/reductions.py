"""Reductions over axes: sum, mean, max, argmax, median, percentile, cumsum … Source: numpy/_core/fromnumeric.py."""

from __future__ import annotations

from collections.abc import Callable

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import promote
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict, Shape, ShapeResult, normalize_axis, size
from pylint_lstmshape.domain.values import ANY, OBJECTS, Array, Range, Value
from pylint_lstmshape.knowledge import Axes, Context, Result, models
from pylint_lstmshape.library.numpy import ranges
from pylint_lstmshape.library.numpy.common import (
    BIT,
    MaybeShape,
    broadcast_all,
    derived,
    flag,
    given,
    into,
    normalize_axes,
    over,
)
from pylint_lstmshape.library.numpy.dtypes import kind_of

Kind = Callable[[str | None], str | None]
Bounds = Callable[[Range], Range]


def reduced(
    array: Array,
    axis: Axes,
    keepdims: bool,
    kind: str | None,
    values: Range = ANY,
    *,
    empty: bool = True,
    scalar: bool = True,
) -> Result:
    """`array` without the axes, or with 1 in their place. Raises where there is nothing to reduce, unless `empty`.

    A number has an axis 0 to ufuncs (`scalar`), to other functions none.
    """

    def rule(shape: Shape) -> ShapeResult:
        if scalar and shape == () and axis in (0, -1):
            return ()
        axes = None if axis is None else normalize_axes(axis, len(shape))
        if isinstance(axes, Conflict):
            return axes
        result = shapes.reduce(shape, axes, keepdims=keepdims)
        gone = size([shape[at] for at in (range(len(shape)) if axes is None else axes)])
        if not empty and gone == 0 and not isinstance(result, Conflict):
            return Conflict("empty", "zero-size array to reduction operation which has no identity")
        return result

    if array.shape is None and axis is None and not keepdims:
        return derived(array, (), kind, values)
    shape = over(array, rule)
    # Objects are added and compared as they are: the sum of arrays is an array.
    is_object = array.kind == "O" or (array.kind is None and array.range.nature == OBJECTS)
    return derived(array, None if is_object and shape == () else shape, kind, values)


def summed(kind: str | None) -> str | None:
    """The kind of a sum: of booleans an int."""
    return "i" if kind == "b" else kind


def averaged(kind: str | None) -> str | None:
    """The kind of a mean: at least a float."""
    return promote(["f", kind]) if kind is not None and kind in "buifc" else None


@models("numpy.sum", "numpy.prod", "numpy.product", "numpy.nansum", "numpy.nanprod",
        "numpy.ndarray.sum", "numpy.ndarray.prod")  # fmt: skip
def sum(
    ctx: Context,
    a: Array,
    axis: Axes = None,
    dtype: Value | None = None,
    out: Value | None = None,
    keepdims: bool = False,
    initial: Value | None = None,
    where: Value | None = None,
) -> Result:
    """The sum (product) over axes."""
    return into(ctx, out, reduced(a, axis, keepdims, kind_of(dtype, summed(a.kind))))


@models("numpy.nanmean")
def nanmean(
    ctx: Context,
    a: Array,
    axis: Axes = None,
    dtype: Value | None = None,
    out: Value | None = None,
    keepdims: bool = False,
    *,
    where: Value | None = None,
) -> Result:
    """The mean over axes of what is not NaN."""
    return into(ctx, out, reduced(a, axis, keepdims, kind_of(dtype, averaged(a.kind)), a.range))


@models("numpy.mean", "numpy.ndarray.mean")
def mean(
    ctx: Context,
    a: Array,
    axis: Axes = None,
    dtype: Value | None = None,
    out: Value | None = None,
    keepdims: bool = False,
    *,
    where: Value | None = None,
) -> Result:
    """The mean over axes."""
    return into(ctx, out, reduced(a, axis, keepdims, kind_of(dtype, averaged(a.kind)), a.range, scalar=False))


@models("numpy.std", "numpy.var", "numpy.nanstd", "numpy.nanvar", "numpy.ndarray.std", "numpy.ndarray.var")
def std(
    ctx: Context,
    a: Array,
    axis: Axes = None,
    dtype: Value | None = None,
    out: Value | None = None,
    ddof: Value | int = 0,
    keepdims: bool = False,
    *,
    where: Value | None = None,
    mean: Value | None = None,
    correction: Value | None = None,
) -> Result:
    """The standard deviation (variance) over axes."""
    kind = averaged(a.kind)
    return into(ctx, out, reduced(a, axis, keepdims, kind_of(dtype, "f" if kind == "c" else kind), Range(0, None)))


@models("numpy.max", "numpy.min", "numpy.amax", "numpy.amin", "numpy.nanmax", "numpy.nanmin",
        "numpy.ndarray.max", "numpy.ndarray.min")  # fmt: skip
def max(
    ctx: Context,
    a: Array,
    axis: Axes = None,
    out: Value | None = None,
    keepdims: bool = False,
    initial: Value | None = None,
    where: Value | None = None,
) -> Result:
    """The greatest (least) over axes. Raises where there is none."""
    values = ANY if given(initial) else a.range
    return into(ctx, out, reduced(a, axis, keepdims, a.kind, values, empty=given(initial)))


@models("numpy.ptp")
def ptp(ctx: Context, a: Array, axis: Axes = None, out: Value | None = None, keepdims: bool = False) -> Result:
    """Greatest minus least over axes. Raises where there is none."""
    return into(ctx, out, reduced(a, axis, keepdims, None if a.kind == "b" else a.kind, empty=False))


@models("numpy.all", "numpy.any", "numpy.ndarray.all", "numpy.ndarray.any")
def all(
    ctx: Context,
    a: Array,
    axis: Axes = None,
    out: Value | None = None,
    keepdims: bool = False,
    *,
    where: Value | None = None,
) -> Result:
    """Whether all (any) over axes."""
    return into(ctx, out, reduced(a, axis, keepdims, "b", BIT))


@models("numpy.argmax", "numpy.argmin", "numpy.nanargmax", "numpy.nanargmin",
        "numpy.ndarray.argmax", "numpy.ndarray.argmin")  # fmt: skip
def argmax(
    ctx: Context, a: Array, axis: int | None = None, out: Value | None = None, *, keepdims: bool = False
) -> Result:
    """The index of the greatest (least) along an axis, of all elements where None. Raises where there is none."""
    result = reduced(a, axis, keepdims, "i", Range(0, _last_index(a, axis)))
    if not isinstance(result, Conflict) and a.shape is not None:
        length = size(a.shape) if axis is None or not a.shape else a.shape[axis]
        if length == 0:
            return Conflict("empty", "attempt to get argmax of an empty sequence")
    return into(ctx, out, result)


def _last_index(array: Array, axis: int | None) -> int | None:
    if array.shape is None:
        return None
    at = None if axis is None else normalize_axis(axis, len(array.shape))
    length = size(array.shape) if at is None else array.shape[at] if isinstance(at, int) else Dim.of(1)
    return None if length.constant is None or length.constant < 1 else length.constant - 1


@models("numpy.cumsum", "numpy.cumprod", "numpy.nancumsum", "numpy.nancumprod",
        "numpy.ndarray.cumsum", "numpy.ndarray.cumprod")  # fmt: skip
def cumsum(
    ctx: Context, a: Array, axis: int | None = None, dtype: Value | None = None, out: Value | None = None
) -> Result:
    """Running sums (products) along an axis, of the flattened array where None."""
    shape: MaybeShape = (ctx.fresh(),) if a.shape is None and axis is None else over(a, lambda dims: _along(dims, axis))
    return into(ctx, out, derived(a, shape, kind_of(dtype, summed(a.kind))))


def _along(shape: Shape, axis: int | None) -> ShapeResult:
    if axis is None or (shape == () and axis in (0, -1)):
        return (size(shape),)
    at = normalize_axis(axis, len(shape))
    return at if isinstance(at, Conflict) else shape


@models("numpy.median", "numpy.nanmedian")
def median(
    ctx: Context,
    a: Array,
    axis: Axes = None,
    out: Value | None = None,
    overwrite_input: Value | bool = False,
    keepdims: bool = False,
) -> Result:
    """The median over axes."""
    if a.shape == () and axis is not None:
        return Conflict("axis", f"axis {axis} is out of bounds for an array of dimension 0", "AxisError")
    return into(ctx, out, reduced(a, axis, keepdims, averaged(a.kind), a.range))


@models("numpy.percentile", "numpy.nanpercentile", "numpy.quantile", "numpy.nanquantile")
def percentile(
    ctx: Context,
    a: Array,
    q: Array,
    axis: Axes = None,
    out: Value | None = None,
    overwrite_input: Value | bool = False,
    method: Value | str = "linear",
    keepdims: bool = False,
    *,
    weights: Value | None = None,
    interpolation: Value | None = None,
) -> Result:
    """The percentiles q over axes: the shape of q, then the axes that remain."""
    if a.shape == () and axis is not None:
        return Conflict("axis", f"axis {axis} is out of bounds for an array of dimension 0", "AxisError")
    result = reduced(a, axis, keepdims, averaged(a.kind), a.range)
    if not isinstance(result, Array) or result.shape is None:
        return result
    shape = None if q.shape is None else (*q.shape, *result.shape)
    return into(ctx, out, derived(a, shape, result.kind, a.range.picked))


@models("numpy.average")
def average(
    ctx: Context,
    a: Array,
    axis: Axes = None,
    weights: Value | None = None,
    returned: Value | bool = False,
    *,
    keepdims: bool = False,
) -> Result:
    """The weighted mean over axes."""
    if flag(returned) is not False:
        return ctx.unknown()
    return reduced(a, axis, keepdims, averaged(a.kind), a.range if not given(weights) else ANY, scalar=False)


@models("numpy.count_nonzero")
def count_nonzero(a: Array, axis: Axes = None, *, keepdims: bool = False) -> Result:
    """How many elements over axes are not zero."""
    top = size(a.shape).constant if a.shape is not None else None
    return reduced(a, axis, keepdims, "i", Range(0, top))


@models("numpy.clip", "numpy.ndarray.clip")
def clip(
    ctx: Context,
    a: Array,
    a_min: Array | None = None,
    a_max: Array | None = None,
    out: Value | None = None,
    *,
    min: Array | None = None,
    max: Array | None = None,
    **options: Value,
) -> Result:
    """Elements outside a_min..a_max set to these bounds; all are broadcast."""
    low, high = (a_min if a_min is not None else min), (a_max if a_max is not None else max)
    shape: MaybeShape = broadcast_all([one.shape for one in (a, low, high) if one is not None])
    bounds = [one.range for one in (low, high) if one is not None]
    sure = bounds and not any(one.low is None or one.low != one.high for one in bounds)
    values = ranges.between(a.range, None if low is None else low.range.low, None if high is None else high.range.high)
    kind = promote([a.kind, *(one.kind for one in (low, high) if one is not None and (one.shape or one.kind == "f"))])
    return into(ctx, out, derived(a, shape, kind, values if sure and kind == a.kind else ANY))


@models("numpy.trace", "numpy.ndarray.trace")
def trace(
    ctx: Context,
    a: Array,
    offset: Value | int = 0,
    axis1: int = 0,
    axis2: int = 1,
    dtype: Value | None = None,
    out: Value | None = None,
) -> Result:
    """The sum along diagonals. Raises for fewer than two axes."""
    return into(ctx, out, reduced_pair(a, axis1, axis2, kind_of(dtype, summed(a.kind))))


def reduced_pair(array: Array, axis1: int, axis2: int, kind: str | None) -> Result:
    """`array` without two different axes."""
    if array.ndim is not None and array.ndim < 2:
        return Conflict("ndim", "diag requires an array of at least two dimensions")
    return reduced(array, (axis1, axis2), keepdims=False, kind=kind)


@models("numpy.diff")
def diff(
    ctx: Context,
    a: Array,
    n: int = 1,
    axis: int = -1,
    prepend: Value | None = None,
    append: Value | None = None,
) -> Result:
    """Differences of neighbours along an axis, which is shorter by n. Raises for a number or a negative n."""
    if n == 0:
        return a
    if n < 0:
        return Conflict("diff", f"order must be non-negative but got {n}")
    if a.shape == ():
        return Conflict("ndim", "diff requires input that is at least one dimensional")
    if given(prepend) or given(append):
        return derived(a, over(a, lambda shape: tuple(ctx.fresh() for _ in shape)), None)

    def shorter(shape: Shape) -> ShapeResult:
        at = normalize_axis(axis, len(shape))
        if isinstance(at, Conflict):
            return at
        left = shapes.slice_length(shape[at], Dim.of(n), None)
        return (*shape[:at], left, *shape[at + 1 :])

    return derived(a, over(a, shorter), a.kind)


@models("numpy.ediff1d")
def ediff1d(ctx: Context, ary: Array, to_end: Value | None = None, to_begin: Value | None = None) -> Result:
    """Differences of neighbours of the flattened array."""
    if ary.shape is None or given(to_end) or given(to_begin):
        return derived(ary, (ctx.fresh(),), ary.kind)
    return derived(ary, (shapes.slice_length(size(ary.shape), Dim.of(1), None),), ary.kind)
