"""Making arrays: array, zeros, arange, linspace, eye. Source: numpy/_core/numeric.py, lib/_twodim_base_impl.py."""

from __future__ import annotations

import math

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_array, as_dim, promote
from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least, equal, minimum
from pylint_lstmshape.domain.shape import Conflict, shape_of
from pylint_lstmshape.domain.values import ANY, Array, Constant, Range, Real, Value, scalar_range
from pylint_lstmshape.knowledge import Context, Result, constant, models
from pylint_lstmshape.library.numpy.common import (
    BIT,
    broadcast_all,
    derived,
    flag,
    given,
    known_int,
    made,
    new_shape,
    over,
    plain,
)
from pylint_lstmshape.library.numpy.dtypes import cast_range, kind_of

ZERO, ONE = Range(0, 0), Range(1, 1)
NUMBERS = {"pi": math.pi, "e": math.e, "euler_gamma": 0.5772156649015329, "inf": math.inf, "nan": math.nan}

for _name, _constant in NUMBERS.items():
    constant(f"numpy.{_name}", Constant(_constant))
for _name, _constant in {"Inf": math.inf, "infty": math.inf, "NaN": math.nan, "NAN": math.nan}.items():
    constant(f"numpy.{_name}", Constant(_constant))  # until NumPy 2
constant("numpy.newaxis", Constant(None))


@models("numpy.array")
def array(
    ctx: Context,
    object: Value,
    dtype: Value | None = None,
    *,
    copy: Value | bool = True,
    order: Value | str = "K",
    subok: Value | bool = False,
    ndmin: int = 0,
    ndmax: int = 0,
    like: Value | None = None,
) -> Result:
    """A new array of the elements, with axes of length 1 in front up to `ndmin`. Raises for ragged lists."""
    if isinstance(dtype, ListValue | TupleValue):
        return Array(None, "V")  # a record each
    source = _read(object, kind_of(dtype))
    if isinstance(source, Conflict):
        return source
    kind = kind_of(dtype, source.kind)
    shape = over(source, lambda dims: shape_of(*[1] * (ndmin - len(dims)), *dims))
    return derived(source, shape, kind, cast_range(source.range, source.kind, kind))


def _read(value: Value, kind: str | None) -> Array | Conflict:
    read = as_array(value)
    if kind == "O" and (isinstance(read, Conflict) or _may_be_ragged(value, read)):
        return Array(None, "O")
    return Array(None, None) if read is None or (isinstance(read, Array) and read.library == "ragged") else read


def _may_be_ragged(value: Value, read: Array | None) -> bool:
    """Whether a list holds parts whose lengths nobody knows: where they differ, an array of objects has one axis."""
    shape = None if read is None or isinstance(value, Array) else read.shape
    return any(dim.constant is None for dim in (shape or ())[1:])


@models("numpy.asarray", "numpy.asanyarray", "numpy.ascontiguousarray", "numpy.asfortranarray",
        "numpy.asarray_chkfinite", "numpy.require")  # fmt: skip
def asarray(ctx: Context, a: Value, dtype: Value | None = None, *options: Value, **more: Value) -> Result:
    """The array itself, or a new one where it is a list or has another dtype. Raises for ragged lists."""
    source = _read(a, kind_of(dtype))
    if isinstance(source, Conflict):
        return source
    kind = kind_of(dtype, source.kind)
    if kind == source.kind:
        return plain(source)
    return derived(source, source.shape, kind, cast_range(source.range, source.kind, kind))


@models("numpy.copy")
def copy(a: Array, order: Value | str = "K", subok: Value | bool = False) -> Result:
    """The same shape, elements of its own."""
    return derived(a, a.shape, a.kind, a.range)


NOTHING = Range(held=frozenset())  # what an array of objects holds before anything was put into it


def _filled(name: str, values: Range) -> None:
    def filled(
        ctx: Context, shape: Value, dtype: Value | None = None, order: Value | str = "C", **options: Value
    ) -> Result:
        kind = kind_of(dtype, "f")
        return made(new_shape(ctx, shape), kind, NOTHING if name == "empty" and kind == "O" else values)

    def filled_like(
        ctx: Context,
        a: Array,
        dtype: Value | None = None,
        order: Value | str = "K",
        subok: Value | bool = True,
        shape: Value | None = None,
        **options: Value,
    ) -> Result:
        return derived(a, new_shape(ctx, shape) if given(shape) else a.shape, kind_of(dtype, a.kind), values)

    filled.__doc__ = f"A new array of `shape` (numpy.{name}). Raises for negative dims."
    filled_like.__doc__ = f"A new array of the shape of a, or of `shape` (numpy.{name}_like)."
    models(f"numpy.{name}")(filled)
    models(f"numpy.{name}_like")(filled_like)


_filled("zeros", ZERO)
_filled("ones", ONE)
_filled("empty", ANY)


@models("numpy.full")
def full(
    ctx: Context,
    shape: Value,
    fill_value: Value,
    dtype: Value | None = None,
    order: Value | str = "C",
    **options: Value,
) -> Result:
    """A new array of `shape`, each element `fill_value`."""
    fill = as_array(fill_value)
    if isinstance(fill, Conflict):
        return fill
    kind = kind_of(dtype, None if fill is None else fill.kind)
    return made(new_shape(ctx, shape), kind, ANY if fill is None else cast_range(fill.range, fill.kind, kind))


@models("numpy.full_like")
def full_like(
    ctx: Context,
    a: Array,
    fill_value: Value,
    dtype: Value | None = None,
    order: Value | str = "K",
    subok: Value | bool = True,
    shape: Value | None = None,
    **options: Value,
) -> Result:
    """A new array of the shape and dtype of a, each element `fill_value`."""
    fill, kind = as_array(fill_value), kind_of(dtype, a.kind)
    values = cast_range(fill.range, fill.kind, kind) if isinstance(fill, Array) else ANY
    return derived(a, new_shape(ctx, shape) if given(shape) else a.shape, kind, values)


@models("numpy.arange")
def arange(
    ctx: Context,
    start: Value | None = None,
    stop: Value | None = None,
    step: Value | None = None,
    dtype: Value | None = None,
    **options: Value,
) -> Result:
    """start, start + step, … below stop."""
    if not given(stop):
        start, stop = None, start
    parts = [part if part is not None and given(part) else None for part in (start, stop, step)]
    numbers = [_number(part, default) for part, default in zip(parts, (0, None, 1), strict=True)]
    kinds = [kind for part in parts if part is not None and (kind := _scalar_kind(part)) is not None]
    natural = promote(["i", *kinds]) if len(kinds) == 3 - parts.count(None) else None
    kind = kind_of(dtype, natural)
    count, values = _count(numbers, parts)
    return made((ctx.fresh() if count is None else count,), kind, values if kind == natural else ANY)


def _number(part: Value | None, default: int | None) -> float | None:
    if part is None:
        return default
    low, high = scalar_range(part) if not isinstance(part, Array) else (part.range.low, part.range.high)
    return low if low is not None and low == high and _is_number(part) else None


def _is_number(part: Value) -> bool:
    return isinstance(part, Constant) or (isinstance(part, Array) and part.shape == ())


def _scalar_kind(part: Value) -> str | None:
    array = as_array(part)
    return array.kind if isinstance(array, Array) and array.shape == () else None


def _count(numbers: list[float | None], parts: list[Value | None]) -> tuple[Dim | None, Range]:
    """How many numbers, and between which bounds they lie."""
    start, stop, step = numbers
    if start is not None and stop is not None and step:
        length = (stop - start) / step
        if not math.isfinite(length):
            return None, ANY
        count = max(0, math.ceil(length))
        last = start + step * max(0, count - 1)
        return Dim.of(count), Range(min(start, last), max(start, last), (max(start, last), Dim.of(count)))
    if step is None or not isinstance(step, int) or step == 0:
        return None, ANY
    first = Dim.of(0) if parts[0] is None else _whole(parts[0])
    end = None if parts[1] is None else _whole(parts[1])
    if first is None or end is None:
        return None, ANY
    span = end - first if step > 0 else first - end
    if at_least(span, 0) is False:
        return Dim.of(0), ANY
    count_ = span if abs(step) == 1 else (span + (abs(step) - 1)) // abs(step)
    return count_, Range(start, None) if step > 0 else Range(None, start)


def _whole(value: Value) -> Dim | None:
    """The Dim of what is surely an int."""
    return as_dim(value) if _scalar_kind(value) == "i" and not isinstance(value, Array) else None


@models("numpy.linspace")
def linspace(
    ctx: Context,
    start: Array,
    stop: Array,
    num: Value | int = 50,
    endpoint: Value | bool = True,
    retstep: Value | bool = False,
    dtype: Value | None = None,
    axis: int = 0,
    *,
    device: Value | None = None,
) -> Result:
    """`num` numbers along a new axis, evenly from start to stop. Raises for a negative num."""
    result = _spaced(ctx, start, stop, num, dtype, axis, start.range.join(stop.range))
    if flag(retstep) is False or isinstance(result, Conflict):
        return result
    return TupleValue.of(result, Real(ctx.unknown().key)) if flag(retstep) else ctx.unknown()


@models("numpy.logspace")
def logspace(
    ctx: Context,
    start: Array,
    stop: Array,
    num: Value | int = 50,
    endpoint: Value | bool = True,
    base: Value | float = 10.0,
    dtype: Value | None = None,
    axis: int = 0,
) -> Result:
    """`num` numbers along a new axis, evenly on a logarithmic scale."""
    return _spaced(ctx, start, stop, num, dtype, axis, ANY)


@models("numpy.geomspace")
def geomspace(
    ctx: Context,
    start: Array,
    stop: Array,
    num: Value | int = 50,
    endpoint: Value | bool = True,
    dtype: Value | None = None,
    axis: int = 0,
) -> Result:
    """`num` numbers along a new axis in geometric progression."""
    return _spaced(ctx, start, stop, num, dtype, axis, ANY)


def _spaced(
    ctx: Context, start: Array, stop: Array, num: Value | int, dtype: Value | None, axis: int, values: Range
) -> Result:
    shape = broadcast_all([start.shape, stop.shape])
    count = new_shape(ctx, num)
    if isinstance(count, Conflict):
        return count
    kind = kind_of(dtype, promote(["f", start.kind, stop.kind]))
    if shape is None or isinstance(shape, Conflict):
        return made(shape, kind)
    return made(shapes.insert(shape, axis, ctx.fresh() if count is None else count[0]), kind, values)


@models("numpy.eye")
def eye(
    N: Dim, M: Dim | None = None, k: Value | int = 0, dtype: Value | None = None, *options: Value, **more: Value
) -> Result:
    """(N, M) with ones on a diagonal. Raises for negative sizes."""
    return made(_sizes(N, N if M is None else M), kind_of(dtype, "f"), BIT)


@models("numpy.identity")
def identity(n: Dim, dtype: Value | None = None, *, like: Value | None = None) -> Result:
    """(n, n) with ones on the diagonal. Raises for a negative size."""
    return made(_sizes(n, n), kind_of(dtype, "f"), BIT)


@models("numpy.tri")
def tri(
    N: Dim, M: Dim | None = None, k: Value | int = 0, dtype: Value | None = None, *, like: Value | None = None
) -> Result:
    """(N, M) with ones at and below a diagonal."""
    return made((N, N if M is None else M), kind_of(dtype, "f"), BIT)


def _sizes(*dims: Dim) -> shapes.ShapeResult:
    if any(at_least(dim, 0) is False for dim in dims):
        return Conflict("shape", f"negative dimensions are not allowed: {shapes.show(dims)}")
    return dims


@models("numpy.tril", "numpy.triu")
def triangle(m: Array, k: Value | int = 0) -> Result:
    """A copy with the elements above (below) a diagonal zero; a 1-D array is broadcast to a square."""
    shape = over(m, lambda dims: dims if len(dims) != 1 else (dims[0], dims[0]))
    if shape == ():
        return Conflict("ndim", "Input must have at least one dimension, not 0", "TypeError")
    return derived(m, shape, m.kind, m.range.join(ZERO))


@models("numpy.diag")
def diag(ctx: Context, v: Array, k: Value | int = 0) -> Result:
    """The matrix with v on its diagonal k, or the diagonal k of a matrix. Raises unless v is 1-D or 2-D."""
    offset = known_int(k)
    if v.shape is None:
        return derived(v, None, v.kind, v.range.join(ZERO))
    if len(v.shape) == 1:
        side = ctx.fresh() if offset is None else v.shape[0] + abs(offset)
        return derived(v, (side, side), v.kind, v.range.join(ZERO))
    if len(v.shape) != 2:
        return Conflict("ndim", f"Input must be 1- or 2-d, not of shape {shapes.show(v.shape)}")
    return derived(v, (diagonal_length(ctx, v.shape[0], v.shape[1], offset),), v.kind, v.range)


def diagonal_length(ctx: Context, rows: Dim, columns: Dim, offset: int | None) -> Dim:
    """How many elements a diagonal of a matrix has."""
    if offset is None:
        return ctx.fresh()
    height, width = rows + min(offset, 0), columns - max(offset, 0)
    side = height if equal(height, width) else minimum(height, width)
    return Dim.of(0) if at_least(side, 0) is False else side


@models("numpy.diagflat")
def diagflat(ctx: Context, v: Array, k: Value | int = 0) -> Result:
    """The matrix with the flattened v on its diagonal k."""
    offset = known_int(k)
    if v.shape is None or offset is None:
        return derived(v, (ctx.fresh(), ctx.fresh()), v.kind)
    side = shapes.size(v.shape) + abs(offset)
    return derived(v, (side, side), v.kind, v.range.join(ZERO))


@models("numpy.vander")
def vander(ctx: Context, x: Array, N: Dim | None = None, increasing: Value | bool = False) -> Result:
    """Powers of a vector: (len(x), N). Raises unless x is 1-D."""
    if x.shape is None:
        return derived(x, None, x.kind)
    if len(x.shape) != 1:
        return Conflict("ndim", "x must be a one-dimensional array or sequence.")
    return derived(x, (x.shape[0], x.shape[0] if N is None else N), promote(["i", x.kind]))


@models("numpy.frombuffer")
def frombuffer(
    ctx: Context,
    buffer: Value,
    dtype: Value | None = None,
    count: Value | int = -1,
    offset: Value | int = 0,
    *,
    like: Value | None = None,
) -> Result:
    """A 1-D array of a buffer's content."""
    return made((_read_count(ctx, count),), kind_of(dtype, "f"))


@models("numpy.fromiter")
def fromiter(ctx: Context, iter: Value, dtype: Value, count: Value | int = -1, *, like: Value | None = None) -> Result:
    """A 1-D array of what an iterator gives."""
    if known_int(count) == -1:
        elements = ctx.iterate(iter)
        return made((ctx.fresh() if elements is None else elements.length,), kind_of(dtype))
    return made((_read_count(ctx, count),), kind_of(dtype))


@models("numpy.fromstring")
def fromstring(
    ctx: Context,
    string: Value,
    dtype: Value | None = None,
    count: Value | int = -1,
    *,
    sep: Value | None = None,
    like: Value | None = None,
) -> Result:
    """A 1-D array of the numbers in a text."""
    return made((_read_count(ctx, count),), kind_of(dtype, "f"))


def _read_count(ctx: Context, count: Value | int) -> Dim:
    number = known_int(count)
    return ctx.fresh() if number is None or number < 0 else Dim.of(number)
