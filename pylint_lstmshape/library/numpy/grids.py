"""Coordinate grids: meshgrid, indices, fromfunction, mgrid, and the indexing objects r_, c_, s_."""

from __future__ import annotations

import math

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import promote
from pylint_lstmshape.domain.containers import Elements, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import Array, Constant, SliceValue, Value
from pylint_lstmshape.knowledge import Context, Dims, Result, models
from pylint_lstmshape.library.numpy import creation
from pylint_lstmshape.library.numpy.common import derived, flag, made, new_shape
from pylint_lstmshape.library.numpy.dtypes import kind_of
from pylint_lstmshape.library.numpy.joining import concatenate_arrays, read_arrays


@models("numpy.meshgrid")
def meshgrid(
    ctx: Context, *xi: Array, copy: Value | bool = True, sparse: Value | bool = False, indexing: str = "xy"
) -> Result:
    """One array for each vector, each of the grid's shape; with indexing "xy" the first two axes are swapped."""
    sizes = [ctx.fresh() if one.shape is None else shapes.size(one.shape) for one in xi]
    swap = indexing == "xy" and len(xi) > 1
    grids: list[Value] = []
    for at, one in enumerate(xi):
        dims = [size if at == axis or not flag(sparse) else Dim.of(1) for axis, size in enumerate(sizes)]
        if swap:
            dims[:2] = dims[1], dims[0]
        grids.append(one.derived(None if flag(sparse) is None else tuple(dims), one.kind, one.range))
    return TupleValue.of(*grids)


@models("numpy.indices")
def indices(ctx: Context, dimensions: Dims, dtype: Value | None = None, sparse: bool = False) -> Result:
    """(len(dimensions), *dimensions)."""
    if sparse:
        return ctx.unknown()
    return made((Dim.of(len(dimensions)), *dimensions), kind_of(dtype, "i"))


@models("numpy.fromfunction")
def fromfunction(
    ctx: Context, function: Value, shape: Value, *, dtype: Value | None = None, like: Value | None = None
) -> Result:
    """What `function` gives for one array of coordinates for each axis."""
    dims = new_shape(ctx, shape)
    if dims is None or isinstance(dims, Conflict):
        return ctx.unknown() if dims is None else dims
    return ctx.call(function, *(Array(dims, kind_of(dtype, "f")) for _ in dims))


@models("numpy.mgrid.__getitem__")
def mgrid(ctx: Context, key: Value) -> Result:
    """A dense grid of ranges."""
    return _grid(ctx, key, sparse=False)


@models("numpy.ogrid.__getitem__")
def ogrid(ctx: Context, key: Value) -> Result:
    """An open grid of ranges: a tuple of arrays."""
    return _grid(ctx, key, sparse=True)


def _grid(ctx: Context, key: Value, *, sparse: bool) -> Result:
    single = isinstance(key, SliceValue)
    parts = key.elements.items if isinstance(key, TupleValue) else (key,)
    if parts is None:
        return ctx.unknown()
    ranges = [_range(ctx, part) for part in parts]
    axes: list[Dim] = []
    kinds: list[str | None] = []
    for one in ranges:
        if not isinstance(one, Array) or one.shape is None:
            return ctx.unknown()
        axes += one.shape
        kinds.append(one.kind)
    if single:
        return made(tuple(axes), kinds[0])
    if not sparse:
        return made((Dim.of(len(axes)), *axes), promote(kinds))
    opened: list[Value] = []
    for at in range(len(axes)):
        dims: Shape = tuple(dim if at == axis else Dim.of(1) for axis, dim in enumerate(axes))
        opened.append(Array(dims, promote(kinds)))
    return TupleValue.of(*opened)


def _range(ctx: Context, part: Value) -> Result:
    """The 1-D array that `start:stop:step` means in r_ and mgrid: an imaginary step is a number of points."""
    if not isinstance(part, SliceValue):
        return ctx.unknown()
    if isinstance(part.step, Constant) and isinstance(part.step.value, complex):
        return made((Dim.of(math.floor(abs(part.step.value))),), "f")
    start = Constant(0) if part.start == Constant(None) else part.start
    return creation.arange(ctx, start, part.stop, None if part.step == Constant(None) else part.step)


@models("numpy.r_.__getitem__")
def r_(ctx: Context, key: Value) -> Result:
    """The parts, ranges and arrays, joined along the first axis."""
    parts = _parts(ctx, key)
    return ctx.unknown() if parts is None else concatenate_arrays(ctx, Elements.of(parts), 0)


@models("numpy.c_.__getitem__")
def c_(ctx: Context, key: Value) -> Result:
    """The parts as columns, joined along the last axis."""
    parts = _parts(ctx, key)
    arrays = None if parts is None else read_arrays(Elements.of(parts))
    if arrays is None or isinstance(arrays, Conflict):
        return ctx.unknown()
    columns: list[Value] = []
    for one in arrays:
        if one.shape is None:
            return Array(None, promote(array.kind for array in arrays))
        shape = (*one.shape, Dim.of(1))[:2] if len(one.shape) < 2 else one.shape
        result = derived(one, shape, one.kind, one.range)
        columns.append(result if isinstance(result, Array) else one)
    return concatenate_arrays(ctx, Elements.of(columns), -1)


def _parts(ctx: Context, key: Value) -> list[Value] | None:
    items = key.elements.items if isinstance(key, TupleValue) else (key,)
    parts: list[Value] = []
    for item in items or ():
        if isinstance(item, Constant) and isinstance(item.value, str):
            return None  # a directive
        part = _range(ctx, item) if isinstance(item, SliceValue) else item
        if isinstance(part, Conflict):
            return None
        if isinstance(part, Array) and part.shape == ():
            part = part.derived((Dim.of(1),), part.kind, part.range)
        elif isinstance(part, Constant) and isinstance(part.value, int | float):
            part = Array((Dim.of(1),), "i" if isinstance(part.value, int) else "f")
        parts.append(part)
    return None if items is None else parts


@models("numpy.s_.__getitem__", "numpy.index_exp.__getitem__")
def s_(key: Value) -> Result:
    """The key itself."""
    return key
