"""LSTM, GRU, SimpleRNN, RNN with cells, Bidirectional, ConvLSTM. Source: keras/src/layers/rnn/*.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import NONE, Array, Constant, Unknown, Value
from pylint_lstmshape.keras.layers.base import InputSpec, Layer, Outputs, layer
from pylint_lstmshape.keras.layers.convolutional import spatial_length
from pylint_lstmshape.keras.layers.core import not_positive
from pylint_lstmshape.keras.values import LayerValue, is_open
from pylint_lstmshape.knowledge import Context


class Recurrent(Layer):
    """(batch, timesteps, features) -> (batch, units), or (batch, timesteps, units) with return_sequences."""

    wanted_ndim = 3
    is_recurrent = True
    takes_states = True
    call_arguments = ("mask", "training", "initial_state")
    gates: ClassVar[int] = 1
    states: ClassVar[int] = 1

    @property
    def is_time_major(self) -> bool:
        """Whether Keras 2 was told that time comes first."""
        return self.config.flag("time_major") is not False and not self.config.is_none("time_major")

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """3-D; the features are fixed once the cell is built."""
        return InputSpec(ndim=3, axes={2: built_for[0][2]} if built_for and len(built_for[0]) == 3 else {})

    def invalid_argument(self) -> tuple[str, str] | None:
        """units must be positive."""
        return not_positive(self, "units")

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """As output_shape, once the features are known and the initial states fit."""
        if is_open(shapes[0][2]):
            return Conflict("features", f"the features are None in {show(shapes[0])}: they must be a number")
        problem = self.check_states(shapes, keywords.get("initial_state", NONE))
        return problem if problem is not None else self.output_shape(shapes[0])

    def check_states(self, shapes: list[Shape], given: Value) -> Conflict | None:
        """The Conflict that initial states of another width raise."""
        units = self.config.dim("units")
        elements = sequence_elements(given)
        items = elements.items if elements is not None else None
        states = [one for one in items or () if isinstance(one, Array)]
        for state in states:
            if state.shape is not None and units is not None and len(state.shape) == 2:
                if equal(state.shape[1], units) is False and not is_open(state.shape[1]):
                    return Conflict(
                        "states",
                        f"initial_state {show(state.shape)} is not (batch, {units}), as its {units} units want",
                    )
        return None

    def output_shape(self, shape: Shape) -> Outputs:
        """The last step or all of them; with return_state a list, the states after the output."""
        units = self.config.dim("units")
        sequences, state = self.config.flag("return_sequences"), self.config.flag("return_state")
        if units is None or sequences is None or state is None or self.is_time_major:
            return None
        output = (*shape[:2], units) if sequences else (shape[0], units)
        return [output, *[(shape[0], units)] * self.states] if state else output

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Kernel, recurrent kernel and bias, each as wide as the gates together."""
        units, bias = self.config.dim("units"), self.config.flag("use_bias")
        if units is None or (bias is None and not self.config.is_none("use_bias")):
            return None
        width = units * self.gates
        return [(shape[2], width), (units, width), *([(width,)] if bias is not False else [])]


@layer("LSTM", "CuDNNLSTM")
class LSTM(Recurrent):
    """Long short-term memory: four gates, two states."""

    gates = 4
    states = 2


@layer("GRU", "CuDNNGRU")
class GRU(Recurrent):
    """Gated recurrent unit: three gates, one state; with reset_after two biases."""

    gates = 3

    def weights(self, shape: Shape) -> list[Shape] | None:
        """As every recurrent layer, the bias doubled by reset_after."""
        plain = super().weights(shape)
        reset = self.config.flag("reset_after")
        if plain is None or reset is None:
            return None
        return [*plain[:2], (Dim.of(2), *plain[2])] if reset and len(plain) > 2 else plain


@layer("SimpleRNN")
class SimpleRNN(Recurrent):
    """Fully connected recurrence: one state."""


class Cell(Layer):
    """One step of a recurrent layer: (batch, features) -> (batch, units)."""

    recurrent: ClassVar[type[Recurrent]] = SimpleRNN

    def output_shape(self, shape: Shape) -> Outputs:
        """Called by itself a cell gives the output and the states: not followed."""
        return None


@layer("LSTMCell")
class LSTMCell(Cell):
    """The step of an LSTM."""

    recurrent = LSTM


@layer("GRUCell")
class GRUCell(Cell):
    """The step of a GRU."""

    recurrent = GRU


@layer("SimpleRNNCell")
class SimpleRNNCell(Cell):
    """The step of a SimpleRNN."""


@layer("StackedRNNCells")
class StackedRNNCells(Cell):
    """Several cells, one on the other."""


@layer("RNN")
class RNN(Recurrent):
    """A recurrent layer around a cell, or a list of them."""

    def _cells(self) -> list[LayerValue] | None:
        cell = self.config.get("cell")
        if isinstance(cell, LayerValue) and isinstance(cell.spec, StackedRNNCells):
            cell = cell.spec.config.get("cells")
        elements = sequence_elements(cell)
        items = (cell,) if elements is None else elements.items
        cells = [one for one in items or () if isinstance(one, LayerValue) and isinstance(one.spec, Cell)]
        return cells if items and len(cells) == len(items) else None

    @property
    def accepts_lists(self) -> bool:  # type: ignore[override]  # depends on the cell here
        """Whether several inputs, and several outputs, are the business of a cell of the program's own."""
        return self._cells() is None

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """3-D where the cells are Keras's own."""
        return InputSpec(ndim=3) if self._cells() is not None else InputSpec(min_ndim=3)

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """The width is the last cell's units."""
        return self.output_shape(shapes[0])

    def output_shape(self, shape: Shape) -> Outputs:
        """(batch, units) or (batch, timesteps, units); with return_state unknown."""
        cells = self._cells()
        sequences, state = self.config.flag("return_sequences"), self.config.flag("return_state")
        if not cells or sequences is None or state is not False or self.is_time_major:
            return None
        units = cells[-1].spec.config.dim("units")
        if units is None:
            return None
        return (*shape[:2], units) if sequences else (shape[0], units)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Those of the cells, each fed by the one before."""
        cells = self._cells()
        if cells is None:
            return None
        total: list[Shape] = []
        for cell in cells:
            assert isinstance(cell.spec, Cell)
            one = cell.spec.recurrent(cell.spec.config).weights(shape)
            units = cell.spec.config.dim("units")
            if one is None or units is None:
                return None
            total += one
            shape = (*shape[:2], units)
        return total


@layer("Bidirectional")
class Bidirectional(Layer):
    """A recurrent layer forwards and backwards; merge_mode joins the two."""

    is_recurrent = True
    takes_states = True
    call_arguments = ("mask", "training", "initial_state")

    @property
    def inner(self) -> Layer | None:
        """The wrapped layer."""
        inner = self.config.get("layer")
        return inner.spec if isinstance(inner, LayerValue) else None

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """That of the wrapped layer."""
        return InputSpec() if self.inner is None else self.inner.input_spec(built_for)

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """As output_shape, once the features are known."""
        if isinstance(self.inner, Recurrent) and len(shapes[0]) == 3 and is_open(shapes[0][2]):
            return Conflict("features", f"the features are None in {show(shapes[0])}: they must be a number")
        return self.output_shape(shapes[0])

    def output_shape(self, shape: Shape) -> Outputs:
        """Concatenated: twice the units; sum, mul, ave: the units; None: a list of both."""
        outputs = None if self.inner is None else self.inner.output_shape(shape)
        if outputs is None or isinstance(outputs, Conflict):
            return outputs
        every = outputs if isinstance(outputs, list) else [outputs]
        mode = self.config.get("merge_mode")
        if isinstance(mode, Unknown) or not isinstance(mode, Constant):
            return None
        first = every[0]
        if mode == NONE:
            merged = [first, first]
        else:
            merged = [(*first[:-1], first[-1] * 2) if mode.value == "concat" else first]
        states = every[1:] * 2
        return [*merged, *states] if states or len(merged) > 1 else merged[0]

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Those of the wrapped layer, twice."""
        weights = None if self.inner is None else self.inner.weights(shape)
        return None if weights is None else weights * 2


class ConvLSTM(Recurrent):
    """(batch, timesteps, *space, channels) -> (batch[, timesteps], *new space, filters)."""

    rank: ClassVar[int] = 2

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """One axis for time, one for channels, and those of space."""
        return InputSpec(ndim=self.rank + 3)

    def invalid_argument(self) -> tuple[str, str] | None:
        """filters must be positive."""
        return not_positive(self, "filters")

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """As output_shape."""
        return self.output_shape(shapes[0])

    def output_shape(self, shape: Shape) -> Outputs:
        """Each spatial axis as a convolution makes it."""
        filters, sequences, state = (
            self.config.dim("filters"),
            self.config.flag("return_sequences"),
            self.config.flag("return_state"),
        )
        kernel, strides = self.config.dims("kernel_size", self.rank), self.config.dims("strides", self.rank)
        padding = self.config.text("padding")
        first = self.config.text("data_format") == "channels_first"
        if (
            filters is None
            or sequences is None
            or state is not False
            or kernel is None
            or strides is None
            or padding is None
        ):
            return None
        space = shape[3:] if first else shape[2:-1]
        new = [spatial_length(*part, padding, Dim.of(1)) for part in zip(space, kernel, strides, strict=True)]
        dims = [dim for dim in new if isinstance(dim, Dim)]
        if len(dims) != len(new):
            return None
        head = shape[:2] if sequences else shape[:1]
        return (*head, filters, *dims) if first else (*head, *dims, filters)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Kernel, recurrent kernel and bias of four gates."""
        filters, bias, kernel = (
            self.config.dim("filters"),
            self.config.flag("use_bias"),
            self.config.dims("kernel_size", self.rank),
        )
        if filters is None or bias is None or kernel is None:
            return None
        channels = shape[2] if self.config.text("data_format") == "channels_first" else shape[-1]
        return [(*kernel, channels, filters * 4), (*kernel, filters, filters * 4), *([(filters * 4,)] if bias else [])]


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


@layer("TimeDistributed")
class TimeDistributed(Layer):
    """A layer applied to every step: (batch, timesteps, ...) -> (batch, timesteps, ...)."""

    least_ndim = 3

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """The inner layer (or model) on one step, time put back."""
        inner, shape = self.config.get("layer"), shapes[0]
        step = (shape[0], *shape[2:])
        if isinstance(inner, LayerValue):
            conflict = inner.spec.input_spec().check(step)
            outputs: Outputs = conflict if conflict is not None else inner.spec.call_shape(ctx, [step], inputs, {})
        elif isinstance(inputs, Array):
            from dataclasses import replace

            result = ctx.call(inner, replace(inputs, shape=step))
            outputs = result.shape if isinstance(result, Array) else None
        else:
            return None
        if outputs is None or isinstance(outputs, Conflict | list):
            return outputs if isinstance(outputs, Conflict) else None
        return (outputs[0], shape[1], *outputs[1:])

    def output_shape(self, shape: Shape) -> Outputs:
        """Where the inner one is a layer."""
        inner = self.config.get("layer")
        outputs = inner.spec.output_shape((shape[0], *shape[2:])) if isinstance(inner, LayerValue) else None
        return (outputs[0], shape[1], *outputs[1:]) if isinstance(outputs, tuple) else None

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Those of the inner layer."""
        inner = self.config.get("layer")
        return inner.spec.weights((shape[0], *shape[2:])) if isinstance(inner, LayerValue) else None
