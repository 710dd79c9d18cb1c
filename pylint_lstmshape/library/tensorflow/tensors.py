"""Tensors: made of an array's shape, and their attributes and methods. Source: tf.Tensor, keras.KerasTensor."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.dtypes import dtype_object
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import ANY, NONE, Array, Range, Value, integer
from pylint_lstmshape.knowledge import Context, Ranked, Result, attribute, bases, models

bases("tensorflow.Variable", "tensorflow.Tensor")


def tensor(like: Array | None, shape: Shape | Conflict | None, kind: str | None = "f", values: Range = ANY) -> Result:
    """A tensor of this shape: symbolic where `like` is; a Conflict passes through."""
    if isinstance(shape, Conflict):
        return shape
    if like is not None and like.library == "keras":
        return replace(like, shape=shape, kind=kind, contents=Cell(values), origin=None)
    if like is not None and like.library == "ragged":
        return Array(shape, kind, Cell(values), library="ragged")
    return Array(shape, kind, Cell(values), library="tensorflow")


def as_tensors(value: Value) -> Value:
    """The ndarrays in a result as eager tensors."""
    if isinstance(value, Array):
        return replace(value, library="tensorflow", node=None, origin=None)
    if isinstance(value, TupleValue):
        return replace(value, elements=value.elements.map(as_tensors))
    if isinstance(value, ListValue) and value.type_path == "list":
        return ListValue(Cell(value.cell.content.map(as_tensors)))
    return value


@attribute("tensorflow.Tensor.shape", "keras.KerasTensor.shape")
def shape(ctx: Context, self: Array) -> Result:
    """The dims."""
    return ctx.unknown("shape") if self.shape is None else TupleValue.of(*map(integer, self.shape))


@models("tensorflow.Tensor.get_shape", "keras.KerasTensor.get_shape")
def get_shape(ctx: Context, self: Array) -> Result:
    """The dims."""
    return shape(ctx, self)


@attribute("tensorflow.Tensor.ndim", "keras.KerasTensor.ndim")
def ndim(ctx: Context, self: Array) -> Result:
    """The rank."""
    return ctx.unknown("ndim") if self.shape is None else integer(len(self.shape))


@attribute("tensorflow.Tensor.dtype", "keras.KerasTensor.dtype")
def dtype(self: Array) -> Result:
    """The element type."""
    return dtype_object(self.kind)


def as_ndarray(tensor: Array) -> Array | None:
    """The ndarray of an eager tensor; None for a single text, which comes as bytes."""
    if tensor.library == "ragged" or (tensor.shape == () and tensor.kind not in ("b", "i", "u", "f", "c")):
        return None
    return replace(tensor, library="numpy", node=None)


@models("tensorflow.Tensor.numpy")
def numpy(ctx: Context, self: Array) -> Result:
    """The ndarray of an eager tensor; of a single text, bytes."""
    made = as_ndarray(self)
    return ctx.unknown() if made is None else made


@models("tensorflow.Variable.read_value", "tensorflow.Variable.value")
def read_value(self: Array) -> Result:
    """The tensor it holds."""
    return self


@models("tensorflow.Tensor.set_shape", "keras.KerasTensor.set_shape")
def set_shape(ctx: Context, self: Array, shape: Value) -> Result:
    """States dims of a tensor that are not known yet: every name of it means the tensor of that shape from here on."""
    new = _stated(ctx, self, shape)
    if isinstance(new, Conflict):
        return new
    if new is not None:
        ctx.rebind(self, replace(self, shape=new))
    return NONE


def _stated(ctx: Context, tensor: Array, shape: Value) -> Shape | Conflict | None:
    """The dims of a tensor where some of them are stated; None where nobody knows which."""
    elements = sequence_elements(shape)
    items = None if elements is None else elements.items
    if items is None:
        return None
    known = tuple(ctx.fresh(lower=1) for _ in items) if tensor.shape is None else tensor.shape
    stated = [None if item == NONE else as_dim(item) for item in items]
    if len(known) != len(stated) or any(
        new is not None and equal(new, old) is False for new, old in zip(stated, known, strict=True)
    ):
        text = ", ".join("None" if dim is None else str(dim) for dim in stated)
        return Conflict("shape", f"the shape ({text}) is stated of a tensor of shape {show(known)}")
    return tuple(old if new is None else new for new, old in zip(stated, known, strict=True))


@models("tensorflow.ensure_shape")
def ensure_shape(ctx: Context, x: Array, shape: Value, name: Value | None = None) -> Result:
    """The tensor, whose dims are known from here on (tf.ensure_shape). Raises where they are others."""
    new = _stated(ctx, x, shape)
    return new if isinstance(new, Conflict) else tensor(x, x.shape if new is None else new, x.kind, x.range)


@models("tuple.as_list")
def as_list(self: Value) -> Result:
    """The dims of a TensorShape as a list."""
    return ListValue(Cell(self.elements)) if isinstance(self, TupleValue) else self


@attribute("tuple.rank")
def rank(self: Value) -> Result:
    """The number of dims of a TensorShape."""
    assert isinstance(self, TupleValue)
    return integer(self.elements.length)


def ranked(value: Value) -> Ranked | None:
    """`value` where it is an array of known rank."""
    return value if isinstance(value, Array) and value.shape is not None else None  # type: ignore[return-value]  # which is what Ranked means
