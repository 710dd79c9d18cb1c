"""tf.one_hot, tf.split, keras.ops.cast …: functions of tensors that are no twins of NumPy's."""

from __future__ import annotations

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_array, promote
from pylint_lstmshape.domain.containers import Elements, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import cast_range, kind_of
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Integer, Range, Value, integer
from pylint_lstmshape.knowledge import Context, Ranked, Result, constant, models
from pylint_lstmshape.library.numpy.arithmetic import binary, is_bias
from pylint_lstmshape.library.numpy.common import shape_argument
from pylint_lstmshape.library.tensorflow.structures import as_tuple, mapped, parts
from pylint_lstmshape.library.tensorflow.tensors import as_tensors, tensor

constant("tensorflow.newaxis", NONE)
BIT = Range(0, 1)


@models("tensorflow.cast")
def tf_cast(x: Array, dtype: Value, name: Value | None = None) -> Result:
    """Another element type (tf.cast)."""
    return cast(x, dtype)


@models("keras.ops.cast", "keras.backend.cast")
def cast(x: Array, dtype: Value) -> Result:
    """Another element type (keras.ops.cast)."""
    kind = kind_of(dtype)
    return tensor(x, x.shape, kind, cast_range(x.range, x.kind, kind))


@models("keras.ops.add")
def add(ctx: Context, x1: Array, x2: Array) -> Result:
    """numpy.add, where x2 is no bias: that is added along an axis of its size, whatever else is broadcast."""
    result = binary(ctx, "+", x1, x2)
    if not is_bias(x1.shape, x2.shape) or (isinstance(result, Array) and result.shape == x1.shape):
        return as_tensors(result) if isinstance(result, Value) else result
    return ctx.unknown()


@models("tensorflow.one_hot")
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
    return _one_hot(indices, depth, -1 if axis is None else axis, dtype, on_value is None and off_value is None)


@models("keras.ops.one_hot")
def ops_one_hot(
    x: Ranked, num_classes: Dim, axis: int = -1, dtype: Value | None = None, sparse: Value | bool = False
) -> Result:
    """x.shape with `num_classes` at `axis` (keras.ops.one_hot)."""
    return _one_hot(x, num_classes, axis, dtype, True)


@models("keras.backend.one_hot")
def backend_one_hot(indices: Ranked, num_classes: Dim) -> Result:
    """indices.shape + (num_classes,)."""
    return _one_hot(indices, num_classes, -1, None, True)


def _one_hot(indices: Ranked, depth: Dim, axis: int, dtype: Value | None, plain: bool) -> Result:
    if axis < -1:
        return Conflict("axis", f"the axis of one_hot is -1 or counted from the front, not {axis}")
    return tensor(
        indices,
        shapes.insert(indices.shape, axis, depth),
        kind_of(dtype, "f" if plain else None),
        BIT if plain else ANY,
    )


@models("keras.ops.multi_hot")
def multi_hot(
    inputs: Ranked,
    num_classes: Dim | None = None,
    axis: int = -1,
    dtype: Value | None = None,
    sparse: Value | bool = False,
) -> Result:
    """The steps of each row fall together into one vector of `num_classes` (keras.ops.multi_hot)."""
    rest = inputs.shape[:1] if len(inputs.shape) > 1 else ()
    if len(inputs.shape) > 2 or axis != -1 or num_classes is None:
        return tensor(inputs, None, kind_of(dtype, "f"))
    return tensor(inputs, (*rest, num_classes), kind_of(dtype, "f"), BIT)


@models("tensorflow.shape")
def tf_shape(ctx: Context, input: Array, out_type: Value | None = None, name: Value | None = None) -> Result:
    """The dims, as a tuple would be (tf.shape)."""
    return shape(ctx, input)


@models("keras.ops.shape", "keras.backend.shape", "keras.backend.int_shape")
def shape(ctx: Context, x: Array) -> Result:
    """The dims, as a tuple would be (keras.ops.shape)."""
    return ctx.unknown("shape") if x.shape is None else TupleValue.of(*map(integer, x.shape))


@models("tensorflow.matmul", "tensorflow.linalg.matmul")
def matmul(a: Ranked, b: Ranked, transpose_a: bool = False, transpose_b: bool = False,
           adjoint_a: bool = False, adjoint_b: bool = False, a_is_sparse: Value | bool = False,
           b_is_sparse: Value | bool = False, output_type: Value | None = None, grad_a: Value | bool = False,
           grad_b: Value | bool = False, name: Value | None = None) -> Result:  # fmt: skip
    """The matrix product (tf.matmul). Raises for vectors."""
    if len(a.shape) < 2 or len(b.shape) < 2:
        return Conflict("matmul", f"tf.matmul needs matrices, not {show(a.shape)} and {show(b.shape)}")
    left = _swapped(a.shape) if transpose_a or adjoint_a else a.shape
    right = _swapped(b.shape) if transpose_b or adjoint_b else b.shape
    return tensor(b if b.library == "keras" else a, shapes.matmul(left, right), promote([a.kind, b.kind]))


def _swapped(shape: Shape) -> Shape:
    return (*shape[:-2], shape[-1], shape[-2])


@models("tensorflow.linalg.matvec")
def matvec(a: Ranked, b: Ranked, transpose_a: bool = False, adjoint_a: bool = False,
           a_is_sparse: Value | bool = False, b_is_sparse: Value | bool = False,
           name: Value | None = None) -> Result:  # fmt: skip
    """Matrix times vector (tf.linalg.matvec)."""
    if len(a.shape) < 2 or not b.shape:
        return Conflict("matmul", f"tf.linalg.matvec needs a matrix and a vector, not {show(a.shape)}, {show(b.shape)}")
    left = _swapped(a.shape) if transpose_a or adjoint_a else a.shape
    product = shapes.matmul(left, (*b.shape, Dim.of(1)))
    return tensor(a, product if isinstance(product, Conflict) else product[:-1], promote([a.kind, b.kind]))


@models("tensorflow.add_n", "tensorflow.math.add_n")
def add_n(ctx: Context, inputs: Elements, name: Value | None = None) -> Result:
    """The sum of tensors of one shape (tf.add_n)."""
    element = inputs.element(ctx)
    array = None if element is None else as_array(element)
    return array if isinstance(array, Conflict) else tensor(None, None if array is None else array.shape,
                                                            None if array is None else array.kind)  # fmt: skip


@models("tensorflow.tile")
def tile(ctx: Context, input: Ranked, multiples: Value, name: Value | None = None) -> Result:
    """Each axis so many times (tf.tile). Raises unless there is a number for each axis."""
    times = shape_argument(ctx, multiples)
    if not isinstance(times, tuple):
        return (
            times if isinstance(times, Conflict) else tensor(input, tuple(ctx.fresh() for _ in input.shape), input.kind)
        )
    if len(times) != len(input.shape) or isinstance(multiples, Constant | Integer):
        return Conflict("tile", f"tile needs a number for each axis of {show(input.shape)}, not {show(times)}")
    dims = tuple(dim * time for dim, time in zip(input.shape, times, strict=True))
    return tensor(input, dims, input.kind, input.spread_over(dims))


@models("keras.backend.tile")
def backend_tile(ctx: Context, x: Ranked, n: Value) -> Result:
    """Each axis so many times (keras.backend.tile): a number is a list of one."""
    return tile(ctx, x, TupleValue.of(n) if isinstance(n, Constant | Integer) else n)


@models("tensorflow.map_fn")
def map_fn(ctx: Context, fn: Value, elems: Value, dtype: Value | None = None, parallel_iterations: Value | None = None,
           back_prop: Value | bool = True, swap_memory: Value | bool = False, infer_shape: Value | bool = True,
           name: Value | None = None, fn_output_signature: Value | None = None) -> Result:  # fmt: skip
    """What fn makes of each slice along the first axis, stacked (tf.map_fn)."""
    return _mapped(ctx, fn, elems)


@models("keras.ops.map")
def ops_map(ctx: Context, f: Value, xs: Value) -> Result:
    """What f makes of each slice along the first axis, stacked (keras.ops.map)."""
    return _mapped(ctx, f, xs)


@models("keras.ops.vectorized_map")
def ops_vectorized_map(ctx: Context, function: Value, elements: Value) -> Result:
    """What function makes of each slice along the first axis, stacked (keras.ops.vectorized_map)."""
    return _mapped(ctx, function, elements)


@models("tensorflow.vectorized_map")
def vectorized_map(ctx: Context, fn: Value, elems: Value, fallback_to_while_loop: Value | bool = True,
                   warn: Value | bool = True) -> Result:  # fmt: skip
    """What fn makes of each slice along the first axis, stacked (tf.vectorized_map)."""
    return _mapped(ctx, fn, elems)


def _mapped(ctx: Context, function: Value, elements: Value) -> Result:
    elements = as_tuple(elements)
    leaves = [as_array(leaf) for leaf in parts(elements)]
    first = leaves[0] if leaves else None
    if not isinstance(first, Array) or not first.shape:
        return ctx.unknown()
    count = first.shape[0]

    def slice_of(leaf: Value) -> Value:
        array = as_array(leaf)
        if not isinstance(array, Array) or not array.shape:
            return ctx.unknown()
        return as_tensors(array.derived(array.shape[1:], array.kind, array.range))

    def stacked(leaf: Value) -> Value:
        made = as_array(leaf)
        if not isinstance(made, Array) or made.shape is None:
            return ctx.unknown()
        whole = tensor(first, (count, *made.shape), made.kind)
        return whole if isinstance(whole, Value) else ctx.unknown()

    return mapped(as_tuple(ctx.call(function, mapped(elements, slice_of))), stacked)


@models("keras.ops.hstack")
def hstack(ctx: Context, xs: Elements) -> Result:
    """Vectors joined behind each other, other tensors along the second axis (keras.ops.hstack)."""
    items = xs.items or ()
    arrays = [as_array(item) for item in items]
    ranked = [one for one in arrays if isinstance(one, Array) and one.shape is not None]
    if not ranked or len(ranked) != len(arrays):
        return ctx.unknown()
    like = next((one for one in ranked if one.library == "keras"), None)
    parts = [one.shape for one in ranked if one.shape is not None]
    return tensor(like, shapes.concatenate(parts, 0 if len(parts[0]) == 1 else 1), promote(one.kind for one in ranked))
