"""Dense, Embedding, Masking, Lambda and activations. Source: keras/src/layers/core/*.py."""

from __future__ import annotations

from collections.abc import Mapping

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.dim import at_least
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import NONE, Array, Constant, Unknown, Value
from pylint_lstmshape.keras.layers.base import InputSpec, Layer, Outputs, layer
from pylint_lstmshape.keras.values import BATCH, open_dim
from pylint_lstmshape.knowledge import Context

ACTIVATIONS = {
    "relu", "sigmoid", "softmax", "softplus", "softsign", "tanh", "selu", "elu", "exponential", "linear", "gelu", "swish",
    "silu", "hard_sigmoid", "mish", "relu6", "leaky_relu", "log_softmax", "hard_silu", "hard_swish", "celu", "glu",
    "hard_tanh", "hard_shrink", "soft_shrink", "squareplus", "tanh_shrink", "threshold", "sparsemax", "sparse_plus",
    "sparse_sigmoid", "log_sigmoid", "leakyrelu", "prelu",
}  # fmt: skip


def not_positive(spec: Layer, parameter: str) -> tuple[str, str] | None:
    """Why a number of units or filters is refused: 0 or less, by Keras 3."""
    dim = spec.config.dim(parameter)
    if dim is not None and not isinstance(spec.config.get(parameter), Unknown) and at_least(dim, 1) is False:
        return parameter, f"{parameter}={dim} must be a positive int"
    return None


@layer("Dense")
class Dense(Layer):
    """y = activation(x @ kernel + bias) on the last axis: (..., features) -> (..., units)."""

    least_ndim = 2

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """At least 2-D; the features are fixed once the kernel is built."""
        return InputSpec(min_ndim=2, axes={-1: built_for[0][-1]} if built_for else {})

    def invalid_argument(self) -> tuple[str, str] | None:
        """units must be positive."""
        return not_positive(self, "units")

    def output_shape(self, shape: Shape) -> Outputs:
        """(..., units)."""
        units = self.config.dim("units")
        return None if units is None else (*shape[:-1], units)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Kernel (features, units) and, unless use_bias is false, bias (units,)."""
        units, bias = self.config.dim("units"), self.config.flag("use_bias")
        if units is None or bias is None:
            return None
        return [(shape[-1], units), *([(units,)] if bias else [])]


@layer("Embedding")
class Embedding(Layer):
    """ids (...) -> vectors (..., output_dim)."""

    reads_input_dim = False

    def output_shape(self, shape: Shape) -> Outputs:
        """(..., output_dim)."""
        width = self.config.dim("output_dim")
        return None if width is None else (*shape, width)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """One table (input_dim, output_dim)."""
        rows, width = self.config.dim("input_dim"), self.config.dim("output_dim")
        return None if rows is None or width is None else [(rows, width)]

    def implied_input(self, generation: int, key: tuple[object, ...]) -> Shape | None:
        """Keras 2 declares (input_length,) or (None,) itself."""
        if generation == 3:
            return None
        length = None if self.config.is_none("input_length") else as_dim(self.config.get("input_length"))
        return (BATCH, length or open_dim(*key, "length"))


@layer("Dropout")
class Elementwise(Layer):
    """The shape stays."""


def _register_elementwise() -> None:
    # Their constructors take other arguments; the shape they give is that of their input.
    for name in [
        "SpatialDropout1D",
        "SpatialDropout2D",
        "SpatialDropout3D",
        "GaussianNoise",
        "GaussianDropout",
        "AlphaDropout",
        "ActivityRegularization",
        "BatchNormalization",
        "LayerNormalization",
        "UnitNormalization",
        "RMSNormalization",
        "LeakyReLU",
        "PReLU",
        "ELU",
        "ReLU",
        "Softmax",
        "ThresholdedReLU",
        "Identity",
        "Rescaling",
        "RandomNoise",
    ]:
        ndim = {"SpatialDropout1D": 3, "SpatialDropout2D": 4, "SpatialDropout3D": 5}.get(name)
        made = type(name, (Elementwise,), {"__doc__": f"{name}: the shape stays.", "wanted_ndim": ndim})
        layer(name)(made)


_register_elementwise()


@layer("Masking")
class Masking(Layer):
    """Marks steps to skip; the shape stays."""


@layer("Activation")
class Activation(Layer):
    """activation(x): the shape stays."""

    def invalid_argument(self) -> tuple[str, str] | None:
        """An unknown name raises."""
        value = self.config.get("activation")
        if isinstance(value, Constant) and isinstance(value.value, str) and value.value not in ACTIVATIONS:
            return "activation", f"activation={value.value!r} is no activation that Keras knows"
        return None


@layer("Lambda")
class Lambda(Layer):
    """A function of the program: evaluated on the input."""

    accepts_lists = True

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """The shape of what the function gives; with `output_shape` that is what Keras 2 takes."""
        if self.config.get("function") == NONE:
            return None
        result = ctx.call(self.config.get("function"), inputs)
        return result.shape if isinstance(result, Array) else None
