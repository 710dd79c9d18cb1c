"""Joining and splitting: concatenate, stack, hstack … and split, array_split. Source: numpy/_core/shape_base.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_array, promote
from pylint_lstmshape.domain.containers import Elements, ListValue, Run
from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape, ShapeResult, normalize_axis, size, slice_length
from pylint_lstmshape.domain.values import ANY, Array, Constant, Range, Real, Unknown, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.common import (
    element,
    elements_of,
    into,
    list_of,
    made,
    over,
    plain,
    shape_argument,
    tuple_of,
)
from pylint_lstmshape.library.numpy.dtypes import cast_range, kind_of

Lift = Callable[[Shape], Shape]


def read_arrays(elements: Elements) -> list[Array] | Conflict | None:
    """One array for each run; None where one of them is unknown."""
    arrays: list[Array] = []
    for run in elements:
        array = as_array(run.value)
        if array is None or isinstance(array, Conflict):
            return array
        arrays.append(plain(array))
    return arrays


def concatenate_arrays(
    ctx: Context, elements: Elements, axis: int, lift: Lift = tuple, dtype: Value | None = None
) -> Result:
    """The arrays, each seen in the shape that `lift` gives it, joined along `axis`."""
    runs = [run for run in elements if run.count != 0]
    arrays = read_arrays(Elements(tuple(runs)))
    if arrays is None:
        return Array(_revealed(ctx, runs, axis, lift), kind_of(dtype))
    if isinstance(arrays, Conflict):
        return arrays
    kind = kind_of(dtype, promote(array.kind for array in arrays) if arrays else "f")
    lifted = [over(array, lift) for array in arrays]
    parts: list[Shape] = []
    for run, shape in zip(runs, lifted, strict=True):
        if shape is None:
            return Array(_revealed(ctx, runs, axis, lift), kind)
        if isinstance(shape, Conflict):
            return shape
        parts.append(_repeated(ctx, run, shape, axis))
    shape = shapes.concatenate(parts, axis)
    return made(shape, kind, cast_range(_joined_range(runs, arrays, shape), None if not arrays else kind, kind))


def _revealed(ctx: Context, runs: Sequence[Run], axis: int, lift: Lift) -> Shape | None:
    """What joins with something unknown has its rank and its other dims: those of one that is known and surely there."""
    for run in runs:
        array = as_array(run.value) if at_least(run.count, 1) else None
        shape = over(plain(array), lift) if isinstance(array, Array) else None
        if isinstance(shape, tuple) and isinstance(at := normalize_axis(axis, len(shape)), int):
            dims = _repeated(ctx, run, shape, axis)
            return (*dims[:at], ctx.fresh(), *dims[at + 1 :])
    return None


def _repeated(ctx: Context, run: Run, shape: Shape, axis: int) -> Shape:
    """The shape of all elements of a run joined along `axis`."""
    at = normalize_axis(axis, len(shape))
    if isinstance(at, Conflict) or (run.count == 1 and not run.is_ragged):
        return shape
    if run.index is None:
        return (*shape[:at], shape[at] * run.count, *shape[at + 1 :])
    dims = [ctx.fresh() if run.index in dim.atoms else dim for dim in shape]
    if run.index not in shape[at].atoms:
        dims[at] = shape[at] * run.count
    return tuple(dims)


def _joined_range(runs: Sequence[Run], arrays: Sequence[Array], shape: ShapeResult) -> Range:
    """The range of the arrays' elements together, as an array of `shape`."""
    values: Range | None = None
    reached: list[float] = []
    for run, array in zip(runs, arrays, strict=True):
        if 0 not in [dim.constant for dim in array.shape or ()]:
            values = array.range if values is None else values.join(array.range)
            if array.reached is not None and array.shape is not None and at_least(run.count * size(array.shape), 1):
                reached.append(array.reached)
    if values is None or not reached or not isinstance(shape, tuple):
        return values or ANY
    return replace(values, reached=(max(reached), size(shape)))


def _joined(
    ctx: Context, arrays: Value, axis: int, lift: Lift, dtype: Value | None = None, out: Value | None = None
) -> Result:
    elements = elements_of(arrays, ctx)
    if elements is None:
        return Array(None, kind_of(dtype)) if isinstance(arrays, Unknown | Array) else ctx.unknown()
    return into(ctx, out, concatenate_arrays(ctx, elements, axis, lift, dtype))


@models("numpy.concatenate", "numpy.concat")
def concatenate(
    ctx: Context,
    arrays: Value,
    axis: int | None = 0,
    out: Value | None = None,
    *,
    dtype: Value | None = None,
    casting: Value | str = "same_kind",
) -> Result:
    """Joined along an existing axis (None: flattened). Raises unless all other dims match."""
    if axis is None:
        return _joined(ctx, arrays, 0, lambda shape: (size(shape),), dtype, out)
    return _joined(ctx, arrays, axis, tuple, dtype, out)


@models("numpy.vstack", "numpy.row_stack")
def vstack(ctx: Context, tup: Value, *, dtype: Value | None = None, casting: Value | str = "same_kind") -> Result:
    """Joined as rows: along the first axis, vectors as (1, n)."""
    return _joined(ctx, tup, 0, at_least_2d, dtype)


@models("numpy.hstack")
def hstack(ctx: Context, tup: Value, *, dtype: Value | None = None, casting: Value | str = "same_kind") -> Result:
    """Joined as columns: along the second axis, vectors along the first."""
    elements = elements_of(tup, ctx)
    first = None if elements is None else next((run.value for run in elements if run.count != 0), None)
    array = None if first is None else as_array(first)
    if not isinstance(array, Array) or array.shape is None:
        return array if isinstance(array, Conflict) else Array(None, kind_of(dtype))
    return _joined(ctx, tup, 0 if len(array.shape) < 2 else 1, at_least_1d, dtype)


@models("numpy.dstack")
def dstack(ctx: Context, tup: Value) -> Result:
    """Joined along the third axis, matrices as (rows, columns, 1)."""
    return _joined(ctx, tup, 2, at_least_3d)


@models("numpy.column_stack")
def column_stack(ctx: Context, tup: Value) -> Result:
    """Joined along the second axis, vectors as columns."""
    return _joined(ctx, tup, 1, lambda shape: (*at_least_1d(shape), Dim.of(1)) if len(shape) < 2 else shape)


@models("numpy.stack")
def stack(
    ctx: Context,
    arrays: Value,
    axis: int = 0,
    out: Value | None = None,
    *,
    dtype: Value | None = None,
    casting: Value | str = "same_kind",
) -> Result:
    """Joined along a new axis. Raises unless all have the same shape."""
    elements = elements_of(arrays, ctx)
    if elements is None:
        return Array(None, kind_of(dtype))
    runs = [run for run in elements if run.count != 0]
    parts = read_arrays(Elements(tuple(runs)))
    if parts is None:
        return Array(None, kind_of(dtype))
    if isinstance(parts, Conflict):
        return parts
    if any(part.shape is None for part in parts) or any(run.is_ragged for run in runs):
        return Array(None, None)
    shape = shapes.stack([part.shape for part in parts if part.shape is not None], axis)
    if isinstance(shape, Conflict):
        return shape
    at = normalize_axis(axis, len(shape))
    assert isinstance(at, int)  # checked by shapes.stack
    kind = kind_of(dtype, promote(part.kind for part in parts))
    full = tuple(elements.length if one == at else dim for one, dim in enumerate(shape))
    return into(ctx, out, made(full, kind, _joined_range(runs, parts, full)))


@models("numpy.append")
def append(ctx: Context, arr: Value, values: Value, axis: int | None = None) -> Result:
    """The two joined along `axis`, or both flattened. Raises unless all other dims match."""
    pair = Elements.of([arr, values])
    if axis is None:
        return concatenate_arrays(ctx, pair, 0, lambda shape: (size(shape),))
    return concatenate_arrays(ctx, pair, axis)


@models("numpy.block")
def block(ctx: Context, arrays: Value) -> Result:
    """Nested lists of arrays joined, the innermost along the last axis."""
    depth = _depth(arrays)
    if depth == 0:
        array = as_array(arrays)
        return Array(None, None) if array is None else array
    rank = _block_rank(arrays)
    return Array(None, None) if rank is None else _block(ctx, arrays, depth, max(rank, depth))


def _depth(value: Value) -> int:
    elements = elements_of(value) if isinstance(value, ListValue) else None
    return 0 if elements is None else 1 + max((_depth(run.value) for run in elements), default=0)


def _block_rank(value: Value) -> int | None:
    if isinstance(value, ListValue):
        ranks = [_block_rank(run.value) for run in value.cell.content]
        return None if None in ranks else max((rank for rank in ranks if rank is not None), default=0)
    array = as_array(value)
    return array.ndim if isinstance(array, Array) else None


def _block(ctx: Context, value: Value, depth: int, rank: int) -> Result:
    if depth == 0:
        array = as_array(value)
        if not isinstance(array, Array) or array.shape is None:
            return Array(None, None)
        missing = (Dim.of(1),) * (rank - len(array.shape))
        return array.derived((*missing, *array.shape), array.kind, array.range)
    if not isinstance(value, ListValue):
        return Array(None, None)
    parts: list[Run] = []
    for run in value.cell.content:
        part = _block(ctx, run.value, depth - 1, rank)
        if isinstance(part, Conflict):
            return part
        parts.append(Run(part, run.count, run.index))
    return concatenate_arrays(ctx, Elements(tuple(parts)), -depth)


def at_least_1d(shape: Shape) -> Shape:
    """A number as (1,)."""
    return shape or (Dim.of(1),)


def at_least_2d(shape: Shape) -> Shape:
    """A vector as a row (1, n)."""
    return shape if len(shape) > 1 else (Dim.of(1), *at_least_1d(shape))


def at_least_3d(shape: Shape) -> Shape:
    """A vector as (1, n, 1), a matrix as (rows, columns, 1)."""
    return shape if len(shape) > 2 else (*at_least_2d(shape), Dim.of(1))


@models("numpy.split")
def split(ctx: Context, ary: Array, indices_or_sections: Value, axis: int = 0) -> Result:
    """A list of parts of equal length, or cut at the indices. Raises where the parts would not be equal."""
    return _split(ctx, ary, indices_or_sections, axis, equal_parts=True)


@models("numpy.array_split")
def array_split(ctx: Context, ary: Array, indices_or_sections: Value, axis: int = 0) -> Result:
    """A list of parts, the first ones longer by one where they cannot be equal."""
    return _split(ctx, ary, indices_or_sections, axis, equal_parts=False)


@models("numpy.hsplit")
def hsplit(ctx: Context, ary: Array, indices_or_sections: Value) -> Result:
    """split along the second axis, of a vector along its only one."""
    if ary.shape == ():
        return Conflict("ndim", "hsplit only works on arrays of 1 or more dimensions")
    return _split(ctx, ary, indices_or_sections, 1 if ary.ndim != 1 else 0, equal_parts=True)


@models("numpy.vsplit")
def vsplit(ctx: Context, ary: Array, indices_or_sections: Value) -> Result:
    """split along the first axis. Raises for a vector."""
    if ary.ndim is not None and ary.ndim < 2:
        return Conflict("ndim", "vsplit only works on arrays of 2 or more dimensions")
    return _split(ctx, ary, indices_or_sections, 0, equal_parts=True)


@models("numpy.dsplit")
def dsplit(ctx: Context, ary: Array, indices_or_sections: Value) -> Result:
    """split along the third axis. Raises for fewer axes."""
    if ary.ndim is not None and ary.ndim < 3:
        return Conflict("ndim", "dsplit only works on arrays of 3 or more dimensions")
    return _split(ctx, ary, indices_or_sections, 2, equal_parts=True)


def _split(ctx: Context, array: Array, where: Value, axis: int, *, equal_parts: bool) -> Result:
    if array.shape is None:
        return ctx.unknown()
    at = normalize_axis(axis, len(array.shape))
    if isinstance(at, Conflict):
        return at

    def part(length: Dim) -> Array:
        assert array.shape is not None
        return element(array, (*array.shape[:at], length, *array.shape[at + 1 :]))

    if isinstance(where, Real) and where.factor and where.dim is not None and equal_parts:
        each = round(1 / where.factor)  # len(x) / 7 sections: of 7 each, or it raises
        is_its = each > 0 and where.factor == 1 / each and equal(where.dim, array.shape[at]) is True
        return ListValue(Cell(Elements((Run(part(Dim.of(each)), where.dim // each),)))) if is_its else ctx.unknown()
    if isinstance(where, Constant) and isinstance(where.value, float) and where.value.is_integer():
        where = Constant(int(where.value))
    asked = shape_argument(ctx, where)
    if isinstance(asked, Conflict):
        return ctx.unknown()
    if asked is None:  # a number or a list of places that nobody knows
        return ListValue(Cell(Elements((Run(part(ctx.fresh("part")), ctx.fresh("parts")),))))
    if elements_of(where) is not None:
        cuts = [None, *asked, None]
        return list_of([part(slice_length(array.shape[at], *pair)) for pair in pairwise(cuts)])
    return _sections(array.shape[at], asked[0], part, equal_parts=equal_parts)


def _sections(length: Dim, sections: Dim, part: Callable[[Dim], Array], *, equal_parts: bool) -> Result:
    count = sections.constant
    if count is not None and count <= 0:
        return Conflict("split", "number sections must be larger than 0.")
    whole = length // sections
    if count is None:
        return ListValue(Cell(Elements((Run(part(whole), sections),))))
    if equal_parts and equal(length % sections, 0) is False:
        return Conflict("split", f"array split does not result in an equal division: {length} into {count}")
    if equal_parts or equal(length % sections, 0):
        return (
            ListValue(Cell(Elements((Run(part(whole), sections),))))
            if count > 64
            else list_of([part(whole) for _ in range(count)])
        )
    # The first length % count parts are longer by one: part i ends where (i + 1) of them would.
    return list_of([part((length + (count - 1 - at)) // count) for at in range(min(count, 64))])


def tuple_or_single(results: list[Result]) -> Result:
    """One result alone, several as a tuple (numpy.atleast_1d)."""
    return results[0] if len(results) == 1 else tuple_of(results)
