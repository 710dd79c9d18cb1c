"""tf.reshape, tf.concat, keras.ops.stack …: shapes as in NumPy, on eager and on symbolic tensors alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_array, promote
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Elements, Range, TupleValue, Value, integer
from pylint_lstmshape.knowledge import Axes, Dims, Ranked, Result, attribute, constant, models
from pylint_lstmshape.library.numpy.dtypes import kind_of

constant("tensorflow.newaxis", NONE)


def tensor(like: Array | None, shape: Shape | Conflict | None, kind: str | None = "f", values: Range = ANY) -> Result:
    """A tensor of this shape: symbolic where `like` is; a Conflict passes through."""
    if isinstance(shape, Conflict):
        return shape
    if like is not None and like.library == "keras":
        return replace(like, shape=shape, kind=kind, contents=Cell(values), origin=None)
    return Array(shape, kind, Cell(values), library="tensorflow")


def _axes(axis: Axes) -> Sequence[int] | None:
    return (axis,) if isinstance(axis, int) else axis


@models("tensorflow.reshape", "keras.ops.reshape", "keras.backend.reshape")
def reshape(tensor_: Ranked, shape: Dims, name: Value | None = None) -> Result:
    """The same values in another shape (tf.reshape)."""
    return tensor(tensor_, shapes.reshape(tensor_.shape, shape), tensor_.kind, tensor_.range)


@models("tensorflow.expand_dims", "keras.ops.expand_dims", "keras.backend.expand_dims")
def expand_dims(input: Ranked, axis: int = -1, name: Value | None = None) -> Result:
    """A new axis of length 1 (tf.expand_dims)."""
    return tensor(input, shapes.insert(input.shape, axis), input.kind, input.range)


@models("tensorflow.squeeze", "keras.ops.squeeze", "keras.backend.squeeze")
def squeeze(input: Ranked, axis: Axes = None, name: Value | None = None) -> Result:
    """Axes of length 1 removed (tf.squeeze)."""
    return tensor(input, shapes.squeeze(input.shape, _axes(axis)), input.kind, input.range)


@models("tensorflow.transpose", "keras.ops.transpose", "keras.backend.permute_dimensions")
def transpose(a: Ranked, perm: Axes = None, conjugate: Value | None = None, name: Value | None = None) -> Result:
    """Axes permuted (tf.transpose)."""
    return tensor(a, shapes.transpose(a.shape, _axes(perm)), a.kind, a.range)


@models("tensorflow.cast", "keras.ops.cast", "keras.backend.cast")
def cast(x: Array, dtype: Value, name: Value | None = None) -> Result:
    """Another element type (tf.cast)."""
    return tensor(x, x.shape, kind_of(dtype), x.range)


@models("tensorflow.concat", "keras.ops.concatenate", "keras.backend.concatenate")
def concat(values: Elements, axis: int = 0, name: Value | None = None) -> Result:
    """Tensors joined along an axis (tf.concat)."""
    return _joined(values, lambda parts: shapes.concatenate(parts, axis))


@models("tensorflow.stack", "keras.ops.stack", "keras.backend.stack")
def stack(values: Elements, axis: int = 0, name: Value | None = None) -> Result:
    """Tensors joined along a new axis (tf.stack)."""
    return _joined(values, lambda parts: shapes.stack(parts, axis))


def _joined(values: Elements, rule: object) -> Result:
    items = values.items
    arrays = [] if items is None else [as_array(item) for item in items]
    ranked = [one for one in arrays if isinstance(one, Array) and one.shape is not None]
    if items is None or len(ranked) != len(arrays) or not ranked:
        return Array(None, None, library="tensorflow")
    symbolic = next((one for one in ranked if one.library == "keras"), None)
    shape = rule([one.shape for one in ranked])  # type: ignore[operator]  # a rule of domain.shape
    return tensor(symbolic, shape, promote(one.kind for one in ranked))


@models("tensorflow.one_hot", "keras.ops.one_hot")
def one_hot(
    indices: Ranked,
    depth: Dim,
    on_value: Value | None = None,
    off_value: Value | None = None,
    axis: int | None = None,
    dtype: Value | None = None,
    name: Value | None = None,
) -> Result:
    """indices.shape with `depth` at `axis` (tf.one_hot)."""
    return tensor(indices, shapes.insert(indices.shape, -1 if axis is None else axis, depth), "f", Range(0, 1))


@models("keras.backend.one_hot")
def backend_one_hot(indices: Ranked, num_classes: Dim) -> Result:
    """indices.shape + (num_classes,)."""
    return tensor(indices, (*indices.shape, num_classes), "f", Range(0, 1))


@models("tensorflow.convert_to_tensor", "tensorflow.constant", "tensorflow.Variable", "keras.ops.convert_to_tensor")
def convert_to_tensor(value: Array, dtype: Value | None = None, **options: Value) -> Result:
    """A tensor of the same shape (tf.convert_to_tensor)."""
    return tensor(value, value.shape, kind_of(dtype, value.kind), value.range)


@models("tensorflow.identity", "tensorflow.stop_gradient", "keras.ops.stop_gradient")
def identity(input: Array, name: Value | None = None) -> Result:
    """The same tensor."""
    return input


def _filled(name: str, values: Range) -> None:
    @models(f"tensorflow.{name}", f"keras.ops.{name}")
    def filled(shape: Dims, dtype: Value | None = None, name: Value | None = None) -> Result:
        return tensor(None, shape, kind_of(dtype, "f"), values)

    filled.__doc__ = f"A tensor of `shape` (tf.{name})."

    @models(f"tensorflow.{name}_like", f"keras.ops.{name}_like")
    def filled_like(x: Array, dtype: Value | None = None, **options: Value) -> Result:
        return tensor(x, x.shape, kind_of(dtype, x.kind), values)

    filled_like.__doc__ = f"A tensor of the shape of x (tf.{name}_like)."


_filled("zeros", Range(0, 0))
_filled("ones", Range(1, 1))


@models("tensorflow.fill")
def fill(dims: Dims, value: Value, name: Value | None = None) -> Result:
    """A tensor of `dims` (tf.fill)."""
    return tensor(None, dims, None)


@models("tensorflow.random.normal", "tensorflow.random.uniform", "tensorflow.random.truncated_normal",
        "keras.random.normal", "keras.random.uniform")  # fmt: skip
def random(shape: Dims, *limits: Value, dtype: Value | None = None, **options: Value) -> Result:
    """A tensor of `shape` (tf.random.normal)."""
    return tensor(None, shape, kind_of(dtype, "f"))


@models("tensorflow.range", "keras.ops.arange")
def range_(start: Dim, limit: Dim | None = None, delta: Dim | None = None, **options: Value) -> Result:
    """0, 1, … (tf.range)."""
    low, high = (Dim.of(0), start) if limit is None else (start, limit)
    step = 1 if delta is None else delta.constant
    if step is None or step < 1:
        return Array(None, "i", library="tensorflow")
    return tensor(None, (shapes.slice_length(high, low, None, step),), "i")


@models("tensorflow.shape", "keras.ops.shape", "keras.backend.shape", "keras.backend.int_shape")
def shape(input: Ranked, **options: Value) -> Result:
    """The dims, as a tuple would be (tf.shape)."""
    return TupleValue.of(*map(integer, input.shape))


@models("tensorflow.matmul", "keras.ops.matmul", "tensorflow.linalg.matmul")
def matmul(a: Ranked, b: Ranked, transpose_a: bool = False, transpose_b: bool = False, **options: Value) -> Result:
    """The matrix product (tf.matmul)."""
    left, right = (_swapped(a.shape) if transpose_a else a.shape), (_swapped(b.shape) if transpose_b else b.shape)
    return tensor(b if b.library == "keras" else a, shapes.matmul(left, right), promote([a.kind, b.kind]))


def _swapped(shape: Shape) -> Shape:
    return shape if len(shape) < 2 else (*shape[:-2], shape[-1], shape[-2])


@models("tensorflow.tile", "keras.ops.tile", "keras.backend.tile")
def tile(input: Ranked, multiples: Dims, name: Value | None = None) -> Result:
    """Each axis repeated (tf.tile)."""
    if len(multiples) != len(input.shape):
        return Array(None, input.kind, library=input.library)
    return tensor(input, tuple(dim * times for dim, times in zip(input.shape, multiples, strict=True)), input.kind)


@models("keras.backend.image_data_format")
def image_data_format() -> Result:
    """ "channels_last", the default of every installation."""
    return Constant("channels_last")


@attribute("tensorflow.Tensor.shape", "keras.KerasTensor.shape")
def tensor_shape(self: Ranked) -> Result:
    """The dims."""
    return TupleValue.of(*map(integer, self.shape))


@models("tensorflow.Tensor.numpy")
def to_numpy(self: Array) -> Result:
    """The ndarray of an eager tensor."""
    return replace(self, library="numpy", node=None)


@models("tensorflow.TensorShape.as_list")
def as_list(self: Value) -> Result:
    """The dims as a list."""
    return self
