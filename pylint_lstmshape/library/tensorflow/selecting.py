"""tf.gather, tf.split, tf.boolean_mask …: parts of tensors."""

from __future__ import annotations

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_array, promote
from pylint_lstmshape.domain.containers import Elements, ListValue, Run, TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least, divide, equal
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import NONE, Array, Constant, Range, Value
from pylint_lstmshape.knowledge import Context, Ranked, Result, models
from pylint_lstmshape.library.numpy import indexing
from pylint_lstmshape.library.numpy.common import shape_argument
from pylint_lstmshape.library.tensorflow.tensors import as_tensors, tensor

BIT = Range(0, 1)


@models("tensorflow.split")
def split(
    ctx: Context,
    value: Ranked,
    num_or_size_splits: Value,
    axis: int = 0,
    num: Value | None = None,
    name: Value | str = "split",
) -> Result:
    """Parts of equal size, or of the sizes given (tf.split). Raises where they do not add up."""
    at = shapes.normalize_axis(axis, len(value.shape))
    if isinstance(at, Conflict):
        return at
    length = value.shape[at]
    sizes = num_or_size_splits
    if isinstance(sizes, Constant) and isinstance(sizes.value, int):
        if sizes.value < 1 or (length.constant is not None and length.constant % sizes.value):
            return Conflict("split", f"tf.split cannot cut {length} into {sizes.value} equal parts")
        part = length // sizes.value if length.constant is not None else _divided(length, sizes.value)
        return _list(_with_dim(value, at, part) for _ in range(sizes.value))
    parts = shape_argument(ctx, sizes) if isinstance(sizes, ListValue | TupleValue) else None
    if not isinstance(parts, tuple):
        return ctx.unknown()
    given = [part for part in parts if part != -1]
    total = sum(given, start=Dim.of(0))
    if len(given) == len(parts) and equal(total, length) is False:
        return Conflict("split", f"tf.split into sizes {show(parts)}, which do not add up to {length}")
    return _list(_with_dim(value, at, length - total if part == -1 else part) for part in parts)


def _divided(length: Dim, by: int) -> Dim:
    exact = divide(length, Dim.of(by))
    return length // by if exact is None else exact


def _with_dim(value: Array, axis: int, dim: Dim) -> Value:
    assert value.shape is not None
    return as_tensors(value.derived((*value.shape[:axis], dim, *value.shape[axis + 1 :]), value.kind, value.range))


def _list(values: object) -> Value:
    return ListValue(Cell(Elements.of(values)))  # type: ignore[arg-type]  # any iterable of values


@models("tensorflow.unstack")
def tf_unstack(value: Ranked, num: Value | None = None, axis: int = 0, name: Value | str = "unstack") -> Result:
    """The slices along an axis (tf.unstack)."""
    return unstack(value, num, axis)


@models("keras.ops.unstack")
def unstack(x: Ranked, num: Value | None = None, axis: int = 0) -> Result:
    """The slices along an axis (keras.ops.unstack)."""
    at = shapes.normalize_axis(axis, len(x.shape))
    if isinstance(at, Conflict) or not x.shape:
        return at if isinstance(at, Conflict) else Conflict("unstack", "unstack of a scalar")
    rest = (*x.shape[:at], *x.shape[at + 1 :])
    part = as_tensors(x.derived(rest, x.kind, x.range))
    return ListValue(Cell(Elements((Run(part, x.shape[at]),))))


@models("tensorflow.gather")
def gather(
    params: Ranked,
    indices: Ranked,
    validate_indices: Value | None = None,
    axis: Value | None = None,
    batch_dims: int = 0,
    name: Value | None = None,
) -> Result:
    """params with `axis` replaced by the shape of indices (tf.gather)."""
    place = batch_dims if axis is None or axis == NONE else axis.value if isinstance(axis, Constant) else None
    if not isinstance(place, int) or batch_dims < 0:
        return tensor(params, None, params.kind)
    at = shapes.normalize_axis(place, len(params.shape))
    if isinstance(at, Conflict):
        return at
    return tensor(params, (*params.shape[:at], *indices.shape[batch_dims:], *params.shape[at + 1 :]), params.kind,
                  params.range.picked)  # fmt: skip


@models("keras.backend.gather")
def backend_gather(reference: Ranked, indices: Ranked) -> Result:
    """The rows that indices name (keras.backend.gather)."""
    if not reference.shape:
        return Conflict("axis", "keras.backend.gather of a scalar")
    return tensor(reference, (*indices.shape, *reference.shape[1:]), reference.kind, reference.range.picked)


@models("tensorflow.nn.embedding_lookup")
def embedding_lookup(params: Ranked, ids: Ranked, max_norm: Value | None = None, name: Value | None = None) -> Result:
    """The row of params for each id (tf.nn.embedding_lookup)."""
    if not params.shape:
        return Conflict("axis", "tf.nn.embedding_lookup of a scalar")
    return tensor(ids, (*ids.shape, *params.shape[1:]), params.kind, params.range.picked)


@models("tensorflow.gather_nd")
def gather_nd(
    params: Ranked,
    indices: Ranked,
    batch_dims: int = 0,
    name: Value | None = None,
    bad_indices_policy: Value | str = "",
) -> Result:
    """The slices that the last axis of indices names (tf.gather_nd)."""
    depth = indices.shape[-1].constant if indices.shape else None
    if depth is None or batch_dims:
        return tensor(params, None, params.kind)
    if depth > len(params.shape):
        return Conflict("gather_nd", f"indices of {depth} numbers for a tensor of shape {show(params.shape)}")
    return tensor(params, (*indices.shape[:-1], *params.shape[depth:]), params.kind, params.range.picked)


@models("tensorflow.boolean_mask")
def boolean_mask(
    ctx: Context, tensor: Ranked, mask: Ranked, axis: Value | None = None, name: Value | str = "boolean_mask"
) -> Result:
    """The elements where the mask holds: its axes become one (tf.boolean_mask)."""
    return _masked(ctx, tensor, mask, axis)


def _masked(ctx: Context, tensor_: Ranked, mask: Ranked, axis: Value | None) -> Result:
    start = 0 if axis is None or axis == NONE else axis.value if isinstance(axis, Constant) else None
    if not isinstance(start, int) or start < 0:
        return tensor(tensor_, None, tensor_.kind)
    if not mask.shape:
        return Conflict("mask", "tf.boolean_mask with a scalar mask")
    covered = tensor_.shape[start : start + len(mask.shape)]
    if shapes.same(covered, mask.shape) is False:
        return Conflict("mask", f"tf.boolean_mask of shape {show(mask.shape)} for {show(tensor_.shape)}")
    rest = tensor_.shape[start + len(mask.shape) :]
    return tensor(tensor_, (*tensor_.shape[:start], ctx.fresh("kept"), *rest), tensor_.kind, tensor_.range)


@models("tensorflow.sequence_mask")
def sequence_mask(
    ctx: Context,
    lengths: Ranked,
    maxlen: Value | None = None,
    dtype: Value | None = None,
    name: Value | None = None,
) -> Result:
    """lengths.shape + (maxlen,), the longest where none is given (tf.sequence_mask)."""
    steps = shape_argument(ctx, maxlen) if maxlen is not None and maxlen != NONE else None
    last = steps[0] if isinstance(steps, tuple) and len(steps) == 1 else ctx.fresh("steps")
    return tensor(lengths, (*lengths.shape, last), kind_of(dtype, "b"), BIT)


@models("tensorflow.where")
def where(ctx: Context, condition: Ranked, x: Value | None = None, y: Value | None = None,
          name: Value | None = None) -> Result:  # fmt: skip
    """The elements of x or y; the places where the condition holds as rows, where these are not given (tf.where)."""
    if x is None or y is None or NONE in (x, y):
        return tensor(condition, (ctx.fresh("places"), Dim.of(len(condition.shape))), "i")
    one, other = as_array(x), as_array(y)
    if not isinstance(one, Array) or not isinstance(other, Array) or one.shape is None or other.shape is None:
        return tensor(condition, None, None)
    shape: Shape | Conflict = condition.shape
    for array in (one, other):
        assert array.shape is not None
        shape = shapes.broadcast(shape, array.shape) if not isinstance(shape, Conflict) else shape
    like = next((array for array in (condition, one, other) if array.library == "keras"), one)
    return tensor(like, shape, promote([one.kind, other.kind]), one.range.join(other.range))


@models("tensorflow.pad")
def pad(ctx: Context, tensor: Ranked, paddings: Value, mode: Value | str = "CONSTANT",
        constant_values: Value | int = 0, name: Value | None = None) -> Result:  # fmt: skip
    """Each axis longer by what is put before and behind it (tf.pad)."""
    return _padded(ctx, tensor, paddings)


def _padded(ctx: Context, tensor_: Ranked, paddings: Value) -> Result:
    from pylint_lstmshape import knowledge

    entry = knowledge.lookup("numpy.pad")
    assert entry is not None
    array = as_array(paddings)
    if isinstance(array, Array) and array.shape is not None and len(array.shape) == 2:
        rows = array.shape[0].constant
        if rows is not None and rows != len(tensor_.shape):
            return Conflict("pad", f"tf.pad with {rows} pairs for a tensor of shape {show(tensor_.shape)}")
    result = knowledge.apply(entry, ctx, [tensor_, paddings], {})
    if isinstance(result, Conflict):
        return result
    return tensor(tensor_, result.shape, tensor_.kind) if isinstance(result, Array) else ctx.unknown()


@models("tensorflow.slice")
def slice_(ctx: Context, input_: Value, begin: Value, size: Value, name: Value | None = None) -> Result:
    """`size` elements from `begin` on each axis, -1: all that are left (tf.slice); so for a tensor nobody knows."""
    starts, sizes = shape_argument(ctx, begin), shape_argument(ctx, size)
    if not isinstance(input_, Array) or input_.shape is None:
        if not isinstance(sizes, tuple):
            return ctx.unknown()
        return Array(tuple(ctx.fresh() if one == -1 else one for one in sizes), None, library="tensorflow")
    if not isinstance(starts, tuple) or not isinstance(sizes, tuple):
        return tensor(input_, tuple(ctx.fresh() for _ in input_.shape), input_.kind)
    if len(starts) != len(input_.shape) or len(sizes) != len(input_.shape):
        return Conflict("slice", f"tf.slice with {len(starts)} starts for a tensor of shape {show(input_.shape)}")
    dims: list[Dim] = []
    for length, start, wanted in zip(input_.shape, starts, sizes, strict=True):
        taken = length - start if wanted == -1 else wanted
        if at_least(taken, 0) is False or at_least(start, 0) is False or at_least(length - start, taken) is False:
            return Conflict("slice", f"tf.slice from {start}, {wanted} long, of {length}")
        dims.append(taken)
    return tensor(input_, tuple(dims), input_.kind, input_.range)


@models("keras.ops.slice")
def ops_slice(ctx: Context, inputs: Value, start_indices: Value, shape: Value) -> Result:
    """A part of `shape` (keras.ops.slice)."""
    return slice_(ctx, inputs, start_indices, shape)


@models("keras.ops.get_item")
def ops_get_item(ctx: Context, x: Array, key: Value) -> Result:
    """`x[key]` (keras.ops.get_item)."""
    return indexing.get_item(ctx, x, key)


@models("tensorflow.unique")
def unique(ctx: Context, x: Ranked, out_idx: Value | None = None, name: Value | None = None) -> Result:
    """The distinct elements, and for each element which of them it is (tf.unique)."""
    if len(x.shape) != 1:
        return Conflict("unique", f"tf.unique needs a vector, not {show(x.shape)}")
    values = tensor(x, (ctx.fresh("distinct"),), x.kind, x.range)
    places = tensor(x, x.shape, "i")
    assert isinstance(values, Array) and isinstance(places, Array)
    return TupleValue.of(values, places)


@models("tensorflow.math.top_k", "tensorflow.nn.top_k")
def top_k(input: Ranked, k: Dim = Dim.of(1), sorted: Value | bool = True, index_type: Value | None = None,
          name: Value | None = None) -> Result:  # fmt: skip
    """The k greatest along the last axis and their places (tf.math.top_k)."""
    if not input.shape or at_least(input.shape[-1], k) is False:
        return Conflict("top_k", f"tf.math.top_k of {k} in a tensor of shape {show(input.shape)}")
    values, places = (tensor(input, (*input.shape[:-1], k), kind) for kind in (input.kind, "i"))
    assert isinstance(values, Array) and isinstance(places, Array)
    return TupleValue.of(values, places)


@models("keras.ops.top_k")
def ops_top_k(x: Ranked, k: Dim, sorted: Value | bool = True) -> Result:
    """The k greatest along the last axis and their places (keras.ops.top_k)."""
    return top_k(x, k)
