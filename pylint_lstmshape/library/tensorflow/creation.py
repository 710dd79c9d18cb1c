"""tf.constant, tf.zeros, tf.range …: tensors made of numbers and shapes."""

from __future__ import annotations

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Range, Value
from pylint_lstmshape.knowledge import Context, Dims, Result, models
from pylint_lstmshape.library.numpy.common import shape_argument, whole_shape
from pylint_lstmshape.library.tensorflow.tensors import as_tensors, tensor

BIT = Range(0, 1)


@models("tensorflow.convert_to_tensor")
def convert_to_tensor(
    value: Array, dtype: Value | None = None, dtype_hint: Value | None = None, name: Value | None = None
) -> Result:
    """A tensor of the same shape (tf.convert_to_tensor)."""
    return tensor(value, value.shape, kind_of(dtype, value.kind), value.range)


@models("tensorflow.constant", "keras.backend.constant")
def constant_(
    ctx: Context, value: Array, dtype: Value | None = None, shape: Value | None = None, name: Value | None = None
) -> Result:
    """A tensor of `shape`, else of the shape of the value (tf.constant)."""
    wanted: Shape | Conflict | None = value.shape
    if shape is not None and shape != NONE:
        wanted = shape_argument(ctx, shape)
        if isinstance(wanted, tuple) and value.shape:
            wanted = shapes.reshape(value.shape, wanted)
    return tensor(value, wanted, kind_of(dtype, value.kind), value.range)


@models("tensorflow.Variable")
def variable(
    ctx: Context,
    initial_value: Value | None = None,
    trainable: Value | None = None,
    validate_shape: Value | bool = True,
    caching_device: Value | None = None,
    name: Value | None = None,
    variable_def: Value | None = None,
    dtype: Value | None = None,
    **options: Value,
) -> Result:
    """A tensor that can be assigned to (tf.Variable)."""
    return ctx.unknown() if initial_value is None else backend_variable(ctx, initial_value, dtype)


@models("keras.backend.variable")
def backend_variable(
    ctx: Context, value: Value, dtype: Value | None = None, name: Value | None = None, constraint: Value | None = None
) -> Result:
    """A tensor that can be assigned to (keras.backend.variable)."""
    array = as_array(value)
    if not isinstance(array, Array):
        return ctx.unknown()
    return Array(array.shape, kind_of(dtype, array.kind), Cell(ANY), library="tensorflow")


def _filled(name: str, values: Range) -> None:
    @models(f"tensorflow.{name}")
    def filled(
        ctx: Context,
        shape: Value,
        dtype: Value | None = None,
        name: Value | None = None,
        layout: Value | None = None,
    ) -> Result:
        return tensor(None, whole_shape(ctx, shape), kind_of(dtype, "f"), values)

    filled.__doc__ = f"A tensor of `shape` (tf.{name})."

    @models(f"keras.backend.{name}")
    def backend_filled(ctx: Context, shape: Value, dtype: Value | None = None, name: Value | None = None) -> Result:
        return tensor(None, shape_argument(ctx, shape), kind_of(dtype, "f"), values)

    backend_filled.__doc__ = f"A variable of `shape` (keras.backend.{name})."


_filled("zeros", Range(0, 0))
_filled("ones", Range(1, 1))


@models("tensorflow.fill")
def fill(ctx: Context, dims: Value, value: Array, name: Value | None = None, layout: Value | None = None) -> Result:
    """A tensor of `dims` (tf.fill)."""
    return tensor(None, shape_argument(ctx, dims), value.kind, value.range)


@models("tensorflow.eye", "tensorflow.linalg.eye")
def eye(
    num_rows: Dim,
    num_columns: Dim | None = None,
    batch_shape: Dims | None = None,
    dtype: Value | None = None,
    name: Value | None = None,
) -> Result:
    """Ones on the diagonal (tf.eye)."""
    columns = num_rows if num_columns is None else num_columns
    return tensor(None, (*(batch_shape or ()), num_rows, columns), kind_of(dtype, "f"), BIT)


@models("tensorflow.range")
def range_(
    ctx: Context, start: Value, limit: Value = NONE, delta: Value = Constant(1), dtype: Value | None = None,
    name: Value | None = None,
) -> Result:  # fmt: skip
    """0, 1, … (tf.range): as numpy.arange."""
    return arange(ctx, start, limit, delta, dtype)


@models("keras.backend.arange")
def arange(
    ctx: Context, start: Value, stop: Value = NONE, step: Value = Constant(1), dtype: Value | str | None = "int32"
) -> Result:
    """0, 1, … (keras.backend.arange): as numpy.arange."""
    from pylint_lstmshape import knowledge

    entry = knowledge.lookup("numpy.arange")
    assert entry is not None
    ends = [Constant(0), start] if stop == NONE else [start, stop]
    kind = Constant(dtype) if isinstance(dtype, str) else dtype
    result = knowledge.apply(entry, ctx, [*ends, step], {} if kind is None else {"dtype": kind})
    return result if isinstance(result, Conflict) else as_tensors(result)


@models("keras.ops.full")
def full(ctx: Context, shape: Value, fill_value: Array, dtype: Value | None = None) -> Result:
    """A tensor of `shape` (keras.ops.full)."""
    return tensor(None, shape_argument(ctx, shape), kind_of(dtype, fill_value.kind), fill_value.range)
