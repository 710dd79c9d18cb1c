"""LSTM, GRU, SimpleRNN. Source: keras/src/layers/rnn/{rnn,lstm,gru,simple_rnn}.py, tf_keras/src/layers/rnn/*.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import NONE, Array, Value
from pylint_lstmshape.keras.layers import checks
from pylint_lstmshape.keras.layers.base import InputSpec, Layer, Outputs, Problem, layer
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.knowledge import Context


class Recurrent(Layer):
    """(batch, timesteps, features) -> (batch, units), or (batch, timesteps, units) with return_sequences."""

    wanted_ndim = 3
    is_recurrent = True
    input_names = ("inputs", "sequences")
    takes_states = True
    differs = True
    uncast = frozenset({2})
    call_arguments = ("mask", "training", "initial_state")
    gates: ClassVar[int] = 1
    states: ClassVar[int] = 1

    @property
    def is_time_major(self) -> bool | None:
        """Whether Keras 2 was told that time comes first."""
        if self.generation == 3 or self.config.is_none("time_major"):
            return False
        return self.config.flag("time_major")

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """3-D; the features are fixed once the cell is built."""
        axes = {2: built_for[0][2]} if built_for and len(built_for[0]) == 3 else {}
        return InputSpec(ndim=3, axes=axes, filled=self._time_axis if self.generation == 2 else None)

    def run_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """There is a step to begin with."""
        return replace(self.input_spec(built_for), filled=self._time_axis)

    @property
    def _time_axis(self) -> int | None:
        major = self.is_time_major
        return None if major is None else 0 if major else 1

    def cannot_build(self, ndim: int) -> bool:
        """Its cell finds no features."""
        return ndim < 3

    def invalid_argument(self) -> Problem | None:
        """units must be positive, activations known; whether it is a whole number Keras asks when the cell is built."""
        return checks.first(
            checks.whole(self, "units", floats=False),
            checks.number(self, "units"),
            checks.activation(self),
            checks.activation(self, "recurrent_activation"),
        )

    def unusable(self) -> Problem | None:
        """units is no whole number, or one that Keras 3 takes for none."""
        return checks.whole(self, "units") or (checks.python_int(self, "units") if self.generation == 3 else None)

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """As output_shape, once the features are known and the initial states fit."""
        if len(shapes) > 1 and self.generation == 3:
            text = f"it expects 1 input but gets a list of {len(shapes)}: give the states as initial_state=[...]"
            return Conflict("inputs", text)
        if is_open(shapes[0][-1]):
            return Conflict("features", f"the features are None in {show(shapes[0])}: they must be a number")
        if self.generation == 2 and is_open(shapes[0][1]) and self.config.flag("unroll"):
            return Conflict("steps", f"unroll=True needs a number of timesteps, and {show(shapes[0])} has none")
        given = keywords.get("initial_state", NONE)
        if self.generation == 2 and any(
            state.library == "numpy" and state.kind is not None for state in given_states(given) or ()
        ):
            return Conflict("states", "initial_state is an array of NumPy, and Keras 2 wants tensors: tf.constant(...)")
        states = shapes[1:] if len(shapes) > 1 else state_shapes(given)
        problem = self.check_states(states) if states is not None and (states or given != NONE) else None
        if problem is not None and self.generation == 2:  # Keras 3 finds out when it runs
            return problem
        return self.output_shape(shapes[0])

    def check_states(self, states: list[Shape]) -> Conflict | None:
        """The Conflict that initial states of another number or width raise."""
        units = self.config.dim("units")
        if units is None:
            return None
        return compare_states(states, [units] * self.states, f"{units} units")

    def run_states(self, states: list[Shape]) -> Conflict | None:
        """As check_states."""
        return self.check_states(states)

    def output_shape(self, shape: Shape) -> Outputs:
        """The last step or all of them; with return_state a list, the states after the output."""
        units = self.config.dim("units")
        return None if units is None else self.stepped(shape, (units,), [(units,)] * self.states)

    def stepped(self, shape: Shape, output: Shape, states: list[Shape]) -> Outputs:
        """The outputs for one step's output and states, batch left out."""
        sequences, state = self.config.flag("return_sequences"), self.config.flag("return_state")
        major = self.is_time_major
        if sequences is None or state is None or major is None:
            return None
        batch = shape[1] if major else shape[0]
        result = (*shape[:2], *output) if sequences else (batch, *output)
        return [result, *((batch, *one) for one in states)] if state else result

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Kernel, recurrent kernel and bias, each as wide as the gates together."""
        units, bias = self.config.dim("units"), self.config.flag("use_bias")
        if units is None or (bias is None and not self.config.is_none("use_bias")):
            return None
        width = units * self.gates
        return [(shape[-1], width), (units, width), *([(width,)] if bias is not False else [])]


def given_states(given: Value) -> list[Array] | None:
    """The initial states; None where one is unknown, [] where there are none."""
    if given == NONE:
        return []
    elements = sequence_elements(given)
    items = (given,) if isinstance(given, Array) else None if elements is None else elements.items
    if items is None:
        return None
    states = [one for one in items if isinstance(one, Array)]
    return states if len(states) == len(items) else None


def state_shapes(given: Value) -> list[Shape] | None:
    """The shapes of the initial states; None where one is unknown, [] where there are none."""
    states = given_states(given)
    shapes = [] if states is None else [one.shape for one in states if one.shape is not None]
    return None if states is None or len(shapes) != len(states) else shapes


def compare_states(states: list[Shape], wanted: list[Dim], whose: str) -> Conflict | None:
    """The Conflict where the initial states are not as many or as wide as the cell's."""
    want = ", ".join(f"(batch, {width})" for width in wanted)
    if len(states) != len(wanted):
        noun = "state" if len(states) == 1 else "states"
        return Conflict("states", f"it gets {len(states)} initial {noun} but takes {len(wanted)}: {want}")
    for state, width in zip(states, wanted, strict=True):
        if len(state) == 2 and equal(state[1], width) is False and not is_open(state[1]):
            return Conflict("states", f"initial_state (batch, {state[1]}) is not (batch, {width}), as its {whose} want")
    return None


@layer("LSTM", "CuDNNLSTM")
class LSTM(Recurrent):
    """Long short-term memory: four gates, two states."""

    gates = 4
    states = 2

    def run_states(self, states: list[Shape]) -> Conflict | None:
        """Keras 3 broadcasts a memory of width 1."""
        if self.generation == 3 and len(states) == self.states and states[1][-1:] == (Dim.of(1),):
            return self.check_states([states[0], states[0]])
        return self.check_states(states)


@layer("GRU", "CuDNNGRU")
class GRU(Recurrent):
    """Gated recurrent unit: three gates, one state; with reset_after two biases."""

    gates = 3

    def run_states(self, states: list[Shape]) -> Conflict | None:
        """Keras 3 reads the first state and says nothing of others."""
        return self.check_states(states[:1] if self.generation == 3 else states)

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
