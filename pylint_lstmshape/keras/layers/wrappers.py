"""Bidirectional and TimeDistributed. Source: keras/src/layers/rnn/{bidirectional,time_distributed}.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import Elements, ListValue
from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import NONE, Array, Constant, Unknown, Value
from pylint_lstmshape.keras.layers import checks
from pylint_lstmshape.keras.layers.base import InputSpec, Layer, Outputs, Problem, Tree, layer
from pylint_lstmshape.keras.layers.recurrent import Recurrent, compare_states, state_shapes
from pylint_lstmshape.keras.values import LayerValue, is_open
from pylint_lstmshape.knowledge import Context

_MODES = ("sum", "mul", "ave", "concat")


@layer("Bidirectional")
class Bidirectional(Layer):
    """A recurrent layer forwards and backwards; merge_mode joins the two."""

    is_recurrent = True
    input_names = ("inputs", "sequences")
    takes_states = True
    differs = True
    call_arguments = ("mask", "training", "initial_state")

    @property
    def uncast(self) -> frozenset[int]:  # type: ignore[override]  # a class attribute elsewhere
        """As the wrapped layer."""
        return frozenset() if self.inner is None else self.inner.uncast

    @property
    def inner(self) -> Layer | None:
        """The wrapped layer."""
        inner = self.config.get("layer")
        return inner.spec.at(self.generation) if isinstance(inner, LayerValue) else None

    @property
    def backward(self) -> Layer | None:
        """The layer that goes backwards: given, or the wrapped one again."""
        if self.config.is_none("backward_layer"):
            return self.inner
        given = self.config.get("backward_layer")
        return given.spec.at(self.generation) if isinstance(given, LayerValue) else None

    def cannot_build(self, ndim: int) -> bool:
        """As the wrapped layer."""
        return self.inner is not None and self.inner.cannot_build(ndim)

    def invalid_argument(self) -> Problem | None:
        """A merge_mode of another name; a backward layer that is not the wrapped one's mirror."""
        if self.inner is not None and not isinstance(self.inner, Recurrent):
            return Problem("layer", f"Bidirectional takes a recurrent layer, not {self.inner.class_name}")
        mode = checks.choice(self, "merge_mode", _MODES)
        if mode is not None or self.config.is_none("backward_layer") or self.inner is None or self.backward is None:
            return mode
        one, other = self.inner.config, self.backward.config
        if one.flag("go_backwards") is not None and one.flag("go_backwards") == other.flag("go_backwards"):
            return Problem("backward_layer", "backward_layer must go the other way: give it go_backwards=True")
        for name in ("stateful", "return_sequences", "return_state"):
            if None not in (one.flag(name), other.flag(name)) and one.flag(name) != other.flag(name):
                return Problem("backward_layer", f"backward_layer must have the same {name} as layer")
        return None

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """That of the wrapped layer."""
        return InputSpec() if self.inner is None else self.inner.input_spec(built_for)

    def run_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """That of the wrapped layer; what its direction is built for is not looked at."""
        return InputSpec() if self.inner is None else self.inner.run_spec(built_for)

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """As output_shape, once the features are known and the initial states fit."""
        if isinstance(self.inner, Recurrent) and is_open(shapes[0][-1]):
            return Conflict("features", f"the features are None in {show(shapes[0])}: they must be a number")
        given = keywords.get("initial_state", NONE)
        states = shapes[1:] if len(shapes) > 1 else state_shapes(given)
        if states and len(states) % 2 and self.generation == 2:
            return Conflict("states", f"it gets {len(states)} initial states: half of them are for each direction")
        problem = self.check_states(states) if states and self.generation == 2 else None
        if problem is None and self.inner is not None:
            called = self.inner.call_shape(ctx, shapes[:1], inputs, {})
            problem = called if isinstance(called, Conflict) else None
        if problem is None and self.generation == 3 and not self._is_even(shapes[0]):
            return None  # Keras 3 takes the backward layer to be like the forward one until it runs
        return problem if problem is not None else self.output_shape(shapes[0])

    def _is_even(self, shape: Shape) -> bool:
        pair = [None if one is None else one.output_shape(shape) for one in (self.inner, self.backward)]
        return pair[0] == pair[1]

    def check_states(self, states: list[Shape]) -> Conflict | None:
        """The Conflict that initial states of another number or width raise: forward ones first, then backward."""
        if not isinstance(self.inner, Recurrent) or not isinstance(self.backward, Recurrent):
            return None
        forward, backward = self.inner.config.dim("units"), self.backward.config.dim("units")
        if forward is None or backward is None or self.inner.states != self.backward.states:
            return None
        wanted = [forward] * self.inner.states + [backward] * self.backward.states
        return compare_states(states, wanted, f"{forward} units")

    def run_states(self, states: list[Shape]) -> Conflict | None:
        """As check_states; Keras 3 gives each GRU half of them, of which it reads the first."""
        if self.generation == 3 and isinstance(self.inner, Recurrent) and self.inner.states == 1:
            return None
        return self.check_states(states)

    def output_shape(self, shape: Shape) -> Outputs:
        """Concatenated: twice the units; sum, mul, ave: the units; None: a list of both."""
        forward = None if self.inner is None else self.inner.output_shape(shape)
        backward = None if self.backward is None else self.backward.output_shape(shape)
        for outputs in (forward, backward):
            if outputs is None or isinstance(outputs, Conflict):
                return outputs
        mode = self.config.get("merge_mode")
        if isinstance(mode, Unknown) or not isinstance(mode, Constant):
            return None
        first, *states = _parts(forward)
        second, *others = _parts(backward)
        if not isinstance(first, tuple) or not isinstance(second, tuple):
            return None
        merged: list[Tree] = [first, second]
        if mode.value == "concat":
            merged = [(*first[:-1], first[-1] + second[-1])]
        elif mode != NONE:
            if equal(first[-1], second[-1]) is False and 1 not in (first[-1], second[-1]):
                return Conflict("merge", f"merge_mode {mode.value!r} joins {show(first)} and {show(second)}")
            merged = [second if first[-1] == 1 else first]
        return [*merged, *states, *others] if states or len(merged) > 1 else merged[0]

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Those of both layers."""
        parts = [None if one is None else one.weights(shape) for one in (self.inner, self.backward)]
        known = [part for part in parts if part is not None]
        return [one for part in known for one in part] if len(known) == len(parts) else None

    def frozen(self, shape: Shape) -> list[Shape]:
        """Those of both layers."""
        return [one for part in (self.inner, self.backward) if part is not None for one in part.frozen(shape)]


def _parts(outputs: Outputs) -> list[Tree]:
    return outputs if isinstance(outputs, list) else [outputs] if isinstance(outputs, tuple) else []


def _of_one_step(value: Value) -> Value:
    """The input or inputs of one step: time, the second axis, is gone."""
    if isinstance(value, Array):
        return replace(value, shape=None if value.shape is None else (value.shape[0], *value.shape[2:]))
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    return value if items is None else ListValue(Cell(Elements.of(map(_of_one_step, items))))


@layer("TimeDistributed")
class TimeDistributed(Layer):
    """A layer applied to every step: (batch, timesteps, ...) -> (batch, timesteps, ...)."""

    least_ndim = 3
    differs = True

    @property
    def inner(self) -> Layer | None:
        """The wrapped layer, where it is one of Keras's own."""
        inner = self.config.get("layer")
        return inner.spec.at(self.generation) if isinstance(inner, LayerValue) else None

    @property
    def uncast(self) -> frozenset[int]:  # type: ignore[override]  # a class attribute elsewhere
        """As the wrapped layer."""
        return frozenset() if self.inner is None else self.inner.uncast

    @property
    def accepts_lists(self) -> bool:  # type: ignore[override]  # a class attribute elsewhere
        """Keras 2 takes a step of each of several inputs."""
        return self.generation == 2

    @property
    def may_give_many(self) -> bool:
        """As the wrapped layer."""
        return self.inner is not None and self.inner.may_give_many

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """The inner layer (or model) on one step, time put back."""
        shape = shapes[0]
        flat = next((one for one in shapes if len(one) < self.least_ndim), None)
        if flat is not None:
            return Conflict(
                "inputs", f"each of its inputs needs {self.least_ndim} axes or more, and one is {show(flat)}"
            )
        steps = [(one[0], *one[2:]) for one in shapes]
        given = _of_one_step(inputs)
        if self.inner is not None:
            is_one = len(shapes) == 1 and not self.inner.takes_many
            conflict = self.inner.input_spec().check(steps[0]) if is_one else None
            if len(shapes) > 1 and not (self.inner.takes_many or self.inner.accepts_lists):
                return None
            if conflict is not None and self.generation == 3:  # which finds out when it builds, or when it runs
                return conflict if self.inner.cannot_build(len(steps[0])) else None
            outputs = conflict if conflict is not None else self.inner.call_shape(ctx, steps, given, {})
        else:
            result = ctx.call(self.config.get("layer"), given)
            outputs = result.shape if isinstance(result, Array) else None
        is_late = self.generation == 3 and not isinstance(self.inner, TimeDistributed)
        if isinstance(outputs, Conflict) and outputs.kind == "ndim" and is_late:
            return None
        return self._timed(outputs, shape)

    def cannot_build(self, ndim: int) -> bool:
        """There is no axis of steps."""
        return ndim < 3

    def run_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """The axes that the inner layer was built for, as one step has them, with time before them."""
        if self.inner is None or built_for is None or any(len(shape) < 3 for shape in built_for):
            return self.input_spec(built_for)
        axes = self.inner.run_spec(tuple((shape[0], *shape[2:]) for shape in built_for)).axes
        return InputSpec(None, self.least_ndim, {axis + (axis > 0): dim for axis, dim in axes.items()})

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """As the wrapped layer."""
        return "f" if self.inner is None or self.generation == 3 else self.inner.output_kind(kinds)

    def _timed(self, outputs: Outputs, shape: Shape) -> Outputs:
        if isinstance(outputs, tuple):
            return (shape[0], shape[1], *outputs[1:])
        return outputs if isinstance(outputs, Conflict) else None

    def output_shape(self, shape: Shape) -> Outputs:
        """Where the inner one is a layer."""
        if self.inner is None:
            return None
        step = (shape[0], *shape[2:])
        conflict = self.inner.run_spec().check(step)
        return self._timed(conflict if conflict is not None else self.inner.output_shape(step), shape)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Those of the inner layer."""
        return None if self.inner is None else self.inner.weights((shape[0], *shape[2:]))

    def frozen(self, shape: Shape) -> list[Shape]:
        """Those of the inner layer."""
        return [] if self.inner is None else self.inner.frozen((shape[0], *shape[2:]))
