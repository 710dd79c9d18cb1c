"""Ragged tensors: rows of lengths that differ. Source: tf.RaggedTensor, tf.ragged.

One is an Array of library "ragged", whose ragged dims are numbers that nobody knows. NumPy makes no such array of it.
"""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, as_dim, promote, sequence_elements
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Range, Value, integer, scalar_kind
from pylint_lstmshape.knowledge import Context, Result, alias, attribute, models

_PATH = "tensorflow.RaggedTensor"
alias("tensorflow.compat.v2.ragged", "tensorflow.ragged")


def ragged(shape: tuple[Dim, ...], kind: str | None, values: Range = ANY) -> Array:
    """A ragged tensor."""
    return Array(shape, kind, Cell(values), library="ragged")


@models("tensorflow.ragged.constant")
def constant(
    ctx: Context,
    pylist: Value,
    dtype: Value | None = None,
    ragged_rank: Value | None = None,
    inner_shape: Value | None = None,
    name: Value | None = None,
    row_splits_dtype: Value | None = None,
) -> Result:
    """(rows, …): as many axes as lists are nested in one another; those within the first are ragged, or may be."""
    elements = sequence_elements(pylist)
    depth, kind = _depth(pylist)
    if elements is None or not depth or (inner_shape is not None and inner_shape != NONE):
        return ctx.unknown()
    kind = "O" if kind in ("U", "S") else kind_of(dtype, kind)
    if depth == 1 or ragged_rank == Constant(0):
        array = as_array(pylist)
        return replace(array, kind=kind, library="tensorflow") if isinstance(array, Array) else ctx.unknown()
    given = ragged_rank.value if isinstance(ragged_rank, Constant) and ragged_rank != NONE else depth - 1
    if (ragged_rank is not None and not isinstance(ragged_rank, Constant)) or not isinstance(given, int):
        return ctx.unknown()
    inner: Value = pylist
    for _ in range(given + 1):
        rows = sequence_elements(inner)
        inner = rows.runs[0].value if rows is not None and rows.runs else NONE
    even = as_array(inner) if given < depth - 1 else None  # those of the last axes are tensors
    dims = even.shape if isinstance(even, Array) and even.shape is not None else ()
    if len(dims) != depth - 1 - given:
        return ctx.unknown()
    return ragged((elements.length, *(ctx.fresh("ragged") for _ in range(given)), *dims), kind)


def _depth(value: Value) -> tuple[int | None, str | None]:
    """How deep lists are nested, and the kind of what is in them; None where that is not known."""
    kind = scalar_kind(value)
    if kind is not None:
        return 0, kind
    if isinstance(value, Array):
        return value.ndim, value.kind
    elements = sequence_elements(value)
    if elements is None or not elements.runs:
        return None, None
    parts = [_depth(run.value) for run in elements if sequence_elements(run.value) is None or _filled(run.value)]
    depths = {depth for depth, _ in parts}
    if len(depths) != 1 or None in depths:
        return None, None
    return 1 + max(depth or 0 for depth in depths), promote(kind for _, kind in parts)


def _filled(value: Value) -> bool:
    """Whether a list surely shows how deep it is: an empty one does not."""
    elements = sequence_elements(value)
    return elements is not None and bool(elements.runs)


@models(f"{_PATH}.to_tensor")
def to_tensor(
    ctx: Context, self: Array, default_value: Value | None = None, name: Value | None = None, shape: Value | None = None
) -> Result:
    """A tensor padded to the longest row of each axis, or to `shape` where that has numbers."""
    if self.shape is None:
        return ctx.unknown()
    dims = [self.shape[0], *(ctx.fresh("longest") for _ in self.shape[1:])]
    if shape is not None and shape != NONE:
        elements = sequence_elements(shape)
        asked = None if elements is None else elements.items
        if asked is None or len(asked) != len(dims):
            return ctx.unknown()
        given = [None if one == NONE else as_dim(one) for one in asked]
        dims = [old if new is None else new for old, new in zip(dims, given, strict=True)]
    return Array(tuple(dims), self.kind, Cell(ANY), library="tensorflow")


@attribute(f"{_PATH}.shape")
def shape(ctx: Context, self: Array) -> Result:
    """The dims: a ragged one is None, and may be any that is not known."""
    if self.shape is None:
        return ctx.unknown()
    return TupleValue.of(*(integer(dim) if dim.constant is not None else ctx.unknown() for dim in self.shape))


@models(f"{_PATH}.nrows")
def nrows(self: Array, out_type: Value | None = None, name: Value | None = None) -> Result:
    """The number of rows, a tensor without axes."""
    return Array((), "i", library="tensorflow")


@models(f"{_PATH}.row_lengths")
def row_lengths(ctx: Context, self: Array, axis: Value = Constant(1), name: Value | None = None) -> Result:
    """The length of each row."""
    if self.shape is None or axis != Constant(1):
        return ctx.unknown()
    return Array((self.shape[0],), "i", library="tensorflow")


@models(f"{_PATH}.to_list", f"{_PATH}.numpy", f"{_PATH}.bounding_shape")
def outside(ctx: Context, self: Array, *args: Value, **options: Value) -> Result:
    """Lists, or an array of objects: not followed."""
    return ctx.unknown()


def rows_of(ctx: Context, texts: Value) -> Result:
    """What cutting each of some texts into parts gives: of one text a tensor, of several a ragged one."""
    array = as_array(texts)
    if isinstance(array, Conflict) or array is None or array.shape is None:
        return ctx.unknown()
    if not array.shape:
        return Array((ctx.fresh("parts"),), "O", library="tensorflow")
    return ragged((*array.shape, ctx.fresh("parts")), "O")
