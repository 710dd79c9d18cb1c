"""Tensors: made of an array's shape, and their attributes and methods. Source: tf.Tensor, keras.KerasTensor."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.dtypes import dtype_object
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import ANY, NONE, Array, ListValue, Range, TupleValue, Value, integer
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
    elements = sequence_elements(shape)
    items = None if elements is None else elements.items
    if items is not None and (self.shape is None or len(self.shape) == len(items)):
        known = self.shape or tuple(ctx.fresh(lower=1) for _ in items)
        stated = [None if item == NONE else as_dim(item) for item in items]
        if any(new is not None and equal(new, old) is False for new, old in zip(stated, known, strict=True)):
            return Conflict("shape", f"set_shape({show(stated)}) of a tensor of shape {show(known)}")
        dims = tuple(new if new is not None else old for old, new in zip(known, stated, strict=True))
        ctx.rebind(self, replace(self, shape=dims))
    elif items is not None and self.shape is not None:
        return Conflict("shape", f"set_shape with {len(items)} dims of a tensor of shape {show(self.shape)}")
    return NONE


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
    return value if isinstance(value, Array) and value.shape is not None else None  # type: ignore[return-value]
