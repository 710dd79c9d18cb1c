"""keras.backend, where it has words of its own."""

from __future__ import annotations

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import promote
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.values import NONE, Array, Constant, Value
from pylint_lstmshape.knowledge import Context, Dims, Ranked, Result, models
from pylint_lstmshape.library.tensorflow.tensors import tensor


@models("keras.backend.cast_to_floatx")
def cast_to_floatx(x: Array) -> Result:
    """As floats (keras.backend.cast_to_floatx): a NumPy array stays one."""
    return x.derived(x.shape, "f", x.range)


@models("keras.backend.eval", "keras.backend.get_value", "keras.ops.convert_to_numpy")
def convert_to_numpy(x: Array) -> Result:
    """The ndarray of an eager tensor."""
    return Array(x.shape, x.kind, Cell(x.range))


@models("tensorflow.config.run_functions_eagerly", "tensorflow.config.experimental_run_functions_eagerly")
def run_functions_eagerly(ctx: Context, run_eagerly: Value) -> Result:
    """Whether models run without a graph from here on."""
    ctx.heap.bind(ctx.options, "run_functions_eagerly", run_eagerly)
    return NONE


_ORDERINGS = {"tf": "channels_last", "th": "channels_first"}  # the names of Keras 1


@models("keras.backend.image_data_format", "keras.config.image_data_format")
def image_data_format(ctx: Context) -> Result:
    """What the program set, else "channels_last", the default of every installation."""
    return ctx.options.get("image_data_format", Constant("channels_last"))


@models("keras.backend.set_image_data_format", "keras.config.set_image_data_format")
def set_image_data_format(ctx: Context, data_format: Value) -> Result:
    """The data_format of the layers made from here on."""
    ctx.heap.bind(ctx.options, "image_data_format", data_format)
    return NONE


@models("keras.backend.image_dim_ordering")
def image_dim_ordering(ctx: Context) -> Result:
    """The data format in the words of Keras 1: "tf" or "th" (keras.backend of Keras up to 2.2)."""
    chosen = image_data_format(ctx)
    words = {Constant(new): Constant(old) for old, new in _ORDERINGS.items()}
    return words.get(chosen) or ctx.unknown() if isinstance(chosen, Constant) else ctx.unknown()


@models("keras.backend.set_image_dim_ordering")
def set_image_dim_ordering(ctx: Context, dim_ordering: Value) -> Result:
    """The data format, set in the words of Keras 1 (keras.backend of Keras up to 2.2)."""
    word = _ORDERINGS.get(str(dim_ordering.value)) if isinstance(dim_ordering, Constant) else None
    return set_image_data_format(ctx, ctx.unknown() if word is None else Constant(word))


@models("keras.backend.floatx")
def floatx(ctx: Context) -> Result:
    """What the program set, else "float32", the default of every installation."""
    return ctx.options.get("floatx", Constant("float32"))


@models("keras.backend.set_floatx", "keras.config.set_floatx")
def set_floatx(ctx: Context, value: Value) -> Result:
    """What floatx() gives from here on."""
    ctx.heap.bind(ctx.options, "floatx", value)
    return NONE


@models("keras.backend.epsilon")
def epsilon(ctx: Context) -> Result:
    """What the program set, else 1e-07, the default of every installation."""
    return ctx.options.get("epsilon", Constant(1e-07))


@models("keras.backend.set_epsilon", "keras.config.set_epsilon")
def set_epsilon(ctx: Context, value: Value) -> Result:
    """What epsilon() gives from here on."""
    ctx.heap.bind(ctx.options, "epsilon", value)
    return NONE


@models("keras.backend.clear_session")
def clear_session(free_memory: Value | bool = True) -> Result:
    """Nothing that matters to shapes."""
    return NONE


@models("keras.backend.repeat")
def backend_repeat(x: Ranked, n: Dim) -> Result:
    """(samples, n, features) (keras.backend.repeat)."""
    if len(x.shape) != 2:
        return Conflict("repeat", f"keras.backend.repeat needs (samples, features), not {show(x.shape)}")
    return tensor(x, (x.shape[0], n, x.shape[1]), x.kind, x.range)


@models("keras.backend.batch_flatten")
def batch_flatten(x: Ranked) -> Result:
    """(samples, everything else) (keras.backend.batch_flatten)."""
    if not x.shape:
        return Conflict("reshape", "keras.backend.batch_flatten of a scalar")
    return tensor(x, (x.shape[0], shapes.size(x.shape[1:])), x.kind, x.range)


@models("keras.backend.dot")
def backend_dot(x: Ranked, y: Ranked) -> Result:
    """x's last axis times y's last but one (keras.backend.dot)."""
    return tensor(y if y.library == "keras" else x, shapes.dot(x.shape, y.shape), promote([x.kind, y.kind]))


@models("keras.backend.temporal_padding")
def temporal_padding(x: Ranked, padding: Dims = (Dim.of(1), Dim.of(1))) -> Result:
    """Steps put before and behind (keras.backend.temporal_padding)."""
    if len(x.shape) != 3 or len(padding) != 2:
        return Conflict("pad", f"keras.backend.temporal_padding needs 3 axes, not {show(x.shape)}")
    return tensor(x, (x.shape[0], x.shape[1] + padding[0] + padding[1], x.shape[2]), x.kind)


@models("keras.backend.repeat_elements")
def repeat_elements(x: Ranked, rep: Dim, axis: int) -> Result:
    """Each element `rep` times along an axis (keras.backend.repeat_elements)."""
    at = shapes.normalize_axis(axis, len(x.shape))
    if isinstance(at, Conflict):
        return at
    return tensor(x, (*x.shape[:at], x.shape[at] * rep, *x.shape[at + 1 :]), x.kind, x.range)
