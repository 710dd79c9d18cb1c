"""tf.nn, where it is more than an element-wise function."""

from __future__ import annotations

from collections.abc import Callable

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.knowledge import Axes, Context, Ranked, Result, models
from pylint_lstmshape.library.tensorflow.tensors import tensor


@models("tensorflow.nn.moments")
def moments(x: Ranked, axes: Axes, shift: Value | None = None, keepdims: bool = False,
            name: Value | None = None) -> Result:  # fmt: skip
    """Mean and variance over axes (tf.nn.moments)."""
    return _moments(x, axes, keepdims)


@models("keras.ops.moments")
def ops_moments(x: Ranked, axes: Axes, keepdims: bool = False, synchronized: Value | bool = False) -> Result:
    """Mean and variance over axes (keras.ops.moments)."""
    return _moments(x, axes, keepdims)


def _moments(x: Ranked, axes: Axes, keepdims: bool) -> Result:
    shape = shapes.reduce(x.shape, (axes,) if isinstance(axes, int) else axes, keepdims=keepdims)
    if isinstance(shape, Conflict):
        return shape
    one, two = tensor(x, shape), tensor(x, shape)
    assert isinstance(one, Array) and isinstance(two, Array)
    return TupleValue.of(one, two)


@models("tensorflow.nn.dropout")
def dropout(x: Array, rate: Value, noise_shape: Value | None = None, seed: Value | None = None,
            name: Value | None = None) -> Result:  # fmt: skip
    """The same shape (tf.nn.dropout)."""
    return tensor(x, x.shape, x.kind)


def _per_row(path: str, parameters: str) -> Callable[..., Result]:
    def loss(labels: Value | None = None, logits: Ranked | None = None, axis: int = -1,
             name: Value | None = None) -> Result:  # fmt: skip
        assert logits is not None
        return tensor(logits, logits.shape[:-1])

    loss.__doc__ = f"One loss for each row ({path})."
    return models(path)(loss)


_per_row("tensorflow.nn.softmax_cross_entropy_with_logits", "labels, logits, axis")


@models("tensorflow.nn.sparse_softmax_cross_entropy_with_logits")
def sparse_softmax(labels: Ranked, logits: Ranked, name: Value | None = None) -> Result:
    """One loss for each label (tf.nn.sparse_softmax_cross_entropy_with_logits)."""
    if not logits.shape or shapes.same(labels.shape, logits.shape[:-1]) is False:
        return Conflict("labels", f"labels {show(labels.shape)} for logits {show(logits.shape)}")
    return tensor(logits, logits.shape[:-1])


@models("tensorflow.nn.sigmoid_cross_entropy_with_logits")
def sigmoid_cross_entropy(
    ctx: Context, labels: Ranked | None = None, logits: Ranked | None = None, name: Value | None = None
) -> Result:
    """A loss for each element (tf.nn.sigmoid_cross_entropy_with_logits)."""
    if labels is None or logits is None:
        return ctx.unknown()
    if shapes.same(labels.shape, logits.shape) is False:
        return Conflict("labels", f"labels {show(labels.shape)} for logits {show(logits.shape)}")
    return tensor(logits, logits.shape)


@models("tensorflow.nn.bias_add")
def bias_add(value: Array, bias: Array, data_format: Value | None = None, name: Value | None = None) -> Result:
    """The same shape (tf.nn.bias_add)."""
    return tensor(value, value.shape, value.kind)


@models("keras.backend.bias_add")
def backend_bias_add(x: Array, bias: Array, data_format: Value | None = None) -> Result:
    """The same shape (keras.backend.bias_add)."""
    return tensor(x, x.shape, x.kind)
