"""tf.reduce_sum, keras.ops.mean, K.max … and elementwise functions of tensors."""

from __future__ import annotations

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.shape import broadcast
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.knowledge import Axes, Ranked, Result, models
from pylint_lstmshape.library.tensorflow.ops import tensor

_REDUCTIONS = ("sum", "mean", "max", "min", "prod", "std", "var", "any", "all", "logsumexp")
_ELEMENTWISE = [
    "abs",
    "exp",
    "log",
    "sqrt",
    "square",
    "sin",
    "cos",
    "tanh",
    "sigmoid",
    "relu",
    "softmax",
    "softplus",
    "round",
    "floor",
    "ceil",
    "sign",
    "negative",
    "is_nan",
    "isnan",
    "gelu",
    "elu",
    "selu",
    "log_softmax",
    "l2_normalize",
]
_BINARY = [
    "add",
    "subtract",
    "multiply",
    "divide",
    "maximum",
    "minimum",
    "equal",
    "greater",
    "less",
    "mod",
    "pow",
    "squared_difference",
]


def _register_reduction(name: str) -> None:
    @models(f"tensorflow.reduce_{name}", f"tensorflow.math.reduce_{name}", f"keras.ops.{name}", f"keras.backend.{name}")
    def reduction(input_tensor: Ranked, axis: Axes = None, keepdims: bool = False, **options: Value) -> Result:
        axes = (axis,) if isinstance(axis, int) else axis
        kind = "b" if name in ("any", "all") else input_tensor.kind
        return tensor(input_tensor, shapes.reduce(input_tensor.shape, axes, keepdims=keepdims), kind)

    reduction.__doc__ = f"tf.reduce_{name}: over `axis`, or over all axes."


def _register_elementwise(name: str) -> None:
    @models(f"tensorflow.{name}", f"tensorflow.math.{name}", f"tensorflow.nn.{name}", f"keras.ops.{name}",
            f"keras.backend.{name}", f"keras.activations.{name}")  # fmt: skip
    def elementwise(x: Array, *more: Value, **options: Value) -> Result:
        return tensor(x, x.shape, "f" if x.kind != "b" else None)

    elementwise.__doc__ = f"tf.{name}: element by element."


def _register_binary(name: str) -> None:
    @models(f"tensorflow.{name}", f"tensorflow.math.{name}", f"keras.ops.{name}")
    def binary(x: Ranked, y: Ranked, name: Value | None = None) -> Result:
        return tensor(y if y.library == "keras" else x, broadcast(x.shape, y.shape), None)

    binary.__doc__ = f"tf.{name}: the operands are broadcast."


for _name in _REDUCTIONS:
    _register_reduction(_name)
for _name in _ELEMENTWISE:
    _register_elementwise(_name)
for _name in _BINARY:
    _register_binary(_name)


@models("tensorflow.argmax", "tensorflow.math.argmax", "keras.ops.argmax", "keras.backend.argmax")
def argmax(input: Ranked, axis: int | None = None, output_type: Value | None = None, **options: Value) -> Result:
    """The index of the greatest along `axis` (tf.argmax; keras.ops over all where axis is None)."""
    return tensor(input, shapes.reduce(input.shape, None if axis is None else (axis,)), "i")
