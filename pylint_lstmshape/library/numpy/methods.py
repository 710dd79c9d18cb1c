"""Attributes of ndarray and the methods that are no function too: shape, astype, item, tolist, fill, iteration."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, scalar_dim
from pylint_lstmshape.domain.containers import Elements, ListValue, Run, Stream, TupleValue
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape, size
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Integer, Real, Text, Unknown, Value, integer
from pylint_lstmshape.knowledge import Context, Result, attribute, models
from pylint_lstmshape.library.numpy import ranges
from pylint_lstmshape.library.numpy.common import Identity, derived, element
from pylint_lstmshape.library.numpy.dtypes import cast_range, kind_of

MAX_PARTS = 16  # elements of an array that are told apart


@attribute("numpy.ndarray.shape")
def shape(ctx: Context, self: Array) -> Result:
    """The dims; of an array of unknown rank the same unknown on every read."""
    if self.shape is None:
        return Unknown(("shape", Identity(self)), "shape")
    return TupleValue.of(*map(integer, self.shape))


@attribute("numpy.ndarray.ndim")
def ndim(ctx: Context, self: Array) -> Result:
    """The number of axes."""
    return Unknown(("ndim", Identity(self)), "ndim") if self.shape is None else Constant(len(self.shape))


@attribute("numpy.ndarray.size")
def array_size(ctx: Context, self: Array) -> Result:
    """The number of elements."""
    return Unknown(("size", Identity(self)), "size") if self.shape is None else integer(size(self.shape))


@models("numpy.shape")
def shape_of(ctx: Context, a: Array) -> Result:
    """a.shape."""
    return shape(ctx, a)


@models("numpy.ndim")
def ndim_of(ctx: Context, a: Array) -> Result:
    """a.ndim."""
    return ndim(ctx, a)


@models("numpy.size")
def size_of(ctx: Context, a: Array, axis: int | None = None) -> Result:
    """The number of elements, along an axis where given."""
    if axis is None or a.shape is None:
        return array_size(ctx, a) if axis is None else ctx.unknown()
    if not -len(a.shape) <= axis < len(a.shape):
        return Conflict("axis", f"axis {axis} is out of range of {len(a.shape)} axes", "IndexError")
    return integer(a.shape[axis])


@attribute("numpy.ndarray.real", "numpy.ndarray.imag")
def real(self: Array) -> Result:
    """The real (imaginary) parts."""
    return derived(self, self.shape, "f" if self.kind == "c" else self.kind)


@attribute("numpy.ndarray.flat")
def flat(self: Array) -> Result:
    """An iterator over all elements."""
    count = size(self.shape) if self.shape is not None else None
    part = self.derived((), self.kind, self.range)
    return Stream(Elements((Run(part, count),)), type_path="numpy.flatiter") if count is not None else Array(None, None)


@attribute("numpy.ndarray.itemsize", "numpy.ndarray.nbytes")
def itemsize(ctx: Context, self: Array) -> Result:
    """A number of bytes."""
    return Integer(ctx.fresh("bytes"))


@models("numpy.ndarray.astype")
def astype(
    self: Array,
    dtype: Value,
    order: Value | str = "K",
    casting: Value | str = "unsafe",
    subok: Value | bool = True,
    copy: Value | bool = True,
) -> Result:
    """A copy with another element type."""
    kind = kind_of(dtype)
    return derived(self, self.shape, kind, cast_range(self.range, self.kind, kind))


@models("numpy.astype")
def astype_of(x: Array, dtype: Value, /, *, copy: Value | bool = True, device: Value | None = None) -> Result:
    """A copy with another element type."""
    return astype(x, dtype)


@models("numpy.ndarray.copy", "numpy.ndarray.__copy__", "numpy.ndarray.__deepcopy__")
def copy(self: Array, *options: Value, **more: Value) -> Result:
    """The same shape, elements of its own."""
    return derived(self, self.shape, self.kind, self.range)


@models("numpy.ndarray.conj", "numpy.ndarray.conjugate", "numpy.ndarray.byteswap")
def conjugate(self: Array, *options: Value) -> Result:
    """The same shape and dtype."""
    return derived(self, self.shape, self.kind)


@models("numpy.ndarray.fill")
def fill(ctx: Context, self: Array, value: Value) -> Result:
    """Every element becomes `value`: gives None."""
    new = as_array(value)
    values = new.range if isinstance(new, Array) else ANY
    ctx.heap.write(self.contents, self.range.join(ranges.widened(self.kind, values)))
    return NONE


@models("numpy.ndarray.put", "numpy.ndarray.itemset")
def put(ctx: Context, self: Array, *arguments: Value, **options: Value) -> Result:
    """Elements are overwritten: gives None."""
    ctx.heap.write(self.contents, ANY)
    return NONE


@models("numpy.ndarray.setflags")
def setflags(self: Array, *arguments: Value, **options: Value) -> Result:
    """Gives None."""
    return NONE


@models("numpy.ndarray.item", "numpy.asscalar")
def item(ctx: Context, self: Array, *args: Value) -> Result:
    """One element as a Python number. Raises without an index unless there is just one."""
    if not args and self.shape is not None and equal(size(self.shape), 1) is False:
        return Conflict("item", "can only convert an array of size 1 to a Python scalar")
    return scalar(ctx, self)


def scalar(ctx: Context, array: Array) -> Value:
    """An element of `array` as a Python object."""
    low, high = array.range.low, array.range.high
    if array.kind in ("i", "u"):
        if low is not None and low == high:
            return Constant(int(low))
        if array.shape == () and (dim := scalar_dim(array)) is not None:
            return integer(dim)
        return Integer(ctx.fresh("?", None if low is None else int(low)))
    if array.kind == "f":
        return Real(ctx.unknown().key)
    return Text(ctx.unknown().key, ctx.fresh("len")) if array.kind == "U" else ctx.unknown()


@models("numpy.ndarray.__int__", "numpy.ndarray.__float__", "numpy.ndarray.__index__")
def number(ctx: Context, self: Array) -> Result:
    """int(x) and float(x) of an array with one element."""
    return item(ctx, self)


@models("numpy.ndarray.tolist")
def tolist(ctx: Context, self: Array) -> Result:
    """Nested lists of Python numbers."""
    return ctx.unknown() if self.shape is None else _nested(ctx, self, self.shape)


def _nested(ctx: Context, array: Array, dims: Shape) -> Value:
    if not dims:
        return scalar(ctx, array)
    count = dims[0].constant
    if count is not None and count <= MAX_PARTS and len(dims) <= 2:
        return ListValue(Cell(Elements.of([_nested(ctx, array, dims[1:]) for _ in range(count)])))
    return ListValue(Cell(Elements((Run(_nested(ctx, array, dims[1:]), dims[0]),))))


@models("numpy.ndarray.tobytes", "numpy.ndarray.tostring")
def tobytes(ctx: Context, self: Array, order: Value | str = "C") -> Result:
    """Bytes."""
    return ctx.unknown()


@models("numpy.ndarray.__iter__")
def iterate(ctx: Context, self: Array) -> Result:
    """The parts along the first axis. Raises for a number."""
    if self.shape is None:
        return ctx.unknown()
    if self.shape == ():
        return Conflict("ndim", "iteration over a 0-d array", "TypeError")
    count = self.shape[0].constant
    if count is not None and count <= MAX_PARTS:
        return Stream(Elements.of([element(self, self.shape[1:]) for _ in range(count)]))
    return Stream(Elements((Run(element(self, self.shape[1:]), self.shape[0]),)))


@models("numpy.ndarray.__len__")
def length(ctx: Context, self: Array) -> Result:
    """The first dim. Raises for a number."""
    if self.shape is None:
        return Integer(Dim.symbol(("length", Identity(self)), "len"))
    if self.shape == ():
        return Conflict("ndim", "len() of unsized object", "TypeError")
    return integer(self.shape[0])


@models("numpy.ndarray.__array__")
def as_ndarray(self: Array, *options: Value, **more: Value) -> Result:
    """The array itself."""
    return self


@models("numpy.ndenumerate", "numpy.nditer", "numpy.ndindex")
def enumerate_all(ctx: Context, *arrays: Value, **options: Value) -> Result:
    """An iterator nobody follows."""
    return ctx.unknown()
