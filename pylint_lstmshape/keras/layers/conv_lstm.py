"""ConvLSTM1D/2D/3D. Source: keras/src/layers/rnn/conv_lstm.py, tf_keras/src/layers/rnn/base_conv_lstm.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import NONE, Value
from pylint_lstmshape.keras.layers import checks
from pylint_lstmshape.keras.layers.base import InputSpec, Outputs, Problem, layer
from pylint_lstmshape.keras.layers.convolutional import check_convolution, is_channels_first, windows
from pylint_lstmshape.keras.layers.recurrent import Recurrent
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.knowledge import Context


class ConvLSTM(Recurrent):
    """(batch, timesteps, *space, channels) -> (batch[, timesteps], *new space, filters)."""

    rank: ClassVar[int] = 2

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """One axis for time, one for channels, and those of space."""
        return InputSpec(ndim=self.rank + 3)

    uncast = frozenset({2, 3})

    def run_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Its cell keeps the channels that it was built for; in Keras 3 the space too, of which its states are."""
        if not built_for or len(built_for[0]) != self.rank + 3 or is_channels_first(self.config) is None:
            return self.input_spec(built_for)
        shape, channels = built_for[0], 2 if is_channels_first(self.config) else self.rank + 2
        kept = range(2, self.rank + 3) if self.generation == 3 else [channels]
        return InputSpec(self.rank + 3, axes={axis: shape[axis] for axis in kept if not is_open(shape[axis])})

    def cannot_build(self, ndim: int) -> bool:
        """Whatever else it gets."""
        return True

    def invalid_argument(self) -> Problem | None:
        """As a convolution's."""
        return checks.first(check_convolution(self, self.rank), checks.activation(self, "recurrent_activation"))

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """As output_shape; given states are not compared."""
        if len(shapes) > 1 or keywords.get("initial_state", NONE) != NONE:
            return None
        if is_open(self._channels(shapes[0])):
            return Conflict("features", f"the channels are None in {show(shapes[0])}: they must be a number")
        first = is_channels_first(self.config)
        space = shapes[0][3:] if first else shapes[0][2:-1]
        if self.generation == 3 and any(is_open(dim) for dim in space):
            return Conflict("features", f"the spatial dims of {show(shapes[0])} must be numbers")
        outputs = self.output_shape(shapes[0])
        if isinstance(outputs, Conflict) and any(is_open(dim) for dim in space):
            return None  # Keras 2 finds out when it runs
        return outputs

    def run_states(self, states: list[Shape]) -> Conflict | None:
        """Not compared."""
        return None

    def _channels(self, shape: Shape) -> Dim:
        return shape[2] if is_channels_first(self.config) else shape[-1]

    def output_shape(self, shape: Shape) -> Outputs:
        """Each spatial axis as a convolution makes it."""
        filters, first = self.config.dim("filters"), is_channels_first(self.config)
        if filters is None or first is None:
            return None
        space = windows(self.config, self.rank, shape[3:] if first else shape[2:-1])
        if space is None or isinstance(space, Conflict):
            return space
        step = (filters, *space) if first else (*space, filters)
        return self.stepped(shape, step, [step, step])

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Kernel, recurrent kernel and bias of four gates."""
        filters, bias = self.config.dim("filters"), self.config.flag("use_bias")
        kernel = self.config.dims("kernel_size", self.rank)
        if filters is None or bias is None or kernel is None:
            return None
        inner = (*kernel, self._channels(shape), filters * 4)
        return [inner, (*kernel, filters, filters * 4), *([(filters * 4,)] if bias else [])]


@layer("ConvLSTM1D")
class ConvLSTM1D(ConvLSTM):
    """One spatial axis."""

    rank = 1


@layer("ConvLSTM2D")
class ConvLSTM2D(ConvLSTM):
    """Two spatial axes."""


@layer("ConvLSTM3D")
class ConvLSTM3D(ConvLSTM):
    """Three spatial axes."""

    rank = 3
