"""Recurrent cells, and RNN around them. Source: keras/src/layers/rnn/{rnn,stacked_rnn_cells,lstm,gru,simple_rnn}.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.containers import Elements, ListValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell as HeapCell
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import NONE, Array, Constant, Unknown, Value
from pylint_lstmshape.keras.layers.base import InputSpec, Layer, Outputs, Problem, layer
from pylint_lstmshape.keras.layers.recurrent import (
    GRU,
    LSTM,
    Recurrent,
    SimpleRNN,
    compare_states,
    state_shapes,
)
from pylint_lstmshape.keras.values import LayerValue, is_open
from pylint_lstmshape.knowledge import Context, Result, attribute


class Cell(Layer):
    """One step of a recurrent layer: (batch, features), states -> (batch, units), states."""

    recurrent: ClassVar[type[Recurrent]] = SimpleRNN
    takes_states = True
    uncast = frozenset({2})
    call_arguments = ("states", "training")
    wanted_arguments = ("states",)

    def _whole(self) -> Recurrent:
        """The recurrent layer of this cell."""
        return self.recurrent({self.generation: self.config})

    def invalid_argument(self) -> Problem | None:
        """units must be positive, activations known."""
        return self._whole().invalid_argument()

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """The output, and the list of its states: the one state as it is where it was given so."""
        units = self.config.dim("units")
        if units is None or len(shapes[0]) != 2 or is_open(shapes[0][-1]):
            return None
        states = state_shapes(keywords.get("states", NONE))
        if not states or any(len(one) != 2 or one[1] != units for one in states):
            return None
        if len(states) != self.recurrent.states:
            return None
        output = (shapes[0][0], units)
        return [output, output if isinstance(keywords.get("states"), Array) else [output] * self.recurrent.states]

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Those of the recurrent layer."""
        return self._whole().weights(shape)


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
class StackedRNNCells(Layer):
    """Several cells, one on the other. Called by itself it is not followed."""

    def output_shape(self, shape: Shape) -> Outputs:
        """Not followed."""
        return None


@dataclass(frozen=True)
class Step:
    """What one step of a cell gives: the width of the output and of each state; `single`: its one state is no list."""

    output: Dim
    states: tuple[Dim, ...]
    single: bool = False


@layer("RNN")
class RNN(Recurrent):
    """A recurrent layer around a cell, a list of them, or a cell of the program's own."""

    @property
    def uncast(self) -> frozenset[int]:  # type: ignore[override]  # a class attribute elsewhere
        """As Keras's own cells, unless the first is the program's."""
        first = (self.cells() or (NONE,))[0]
        return first.spec.uncast if isinstance(first, LayerValue) else frozenset()

    def cells(self) -> tuple[Value, ...] | None:
        """The cells one by one."""
        cell = self.config.get("cell")
        if isinstance(cell, LayerValue) and isinstance(cell.spec, StackedRNNCells):
            cell = cell.spec.config.get("cells")
        elements = sequence_elements(cell)
        return (cell,) if elements is None else elements.items

    @property
    def accepts_lists(self) -> bool:  # type: ignore[override]  # a class attribute elsewhere
        """Whether several inputs, and several outputs, are the business of a cell of the program's own."""
        return not all(isinstance(cell, LayerValue) for cell in self.cells() or (NONE,))

    @property
    def is_stacked(self) -> bool:
        """Whether the states come in a list for each cell."""
        cell = self.config.get("cell")
        return sequence_elements(cell) is not None or (
            isinstance(cell, LayerValue) and isinstance(cell.spec, StackedRNNCells)
        )

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Keras 3 does not look at it before it runs."""
        return InputSpec() if self.generation == 3 else self.run_spec(built_for)

    def run_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """3-D where the cells are Keras's own."""
        cells = self.cells()
        own = cells and all(isinstance(one, LayerValue) for one in cells)
        return InputSpec(ndim=3, filled=self._time_axis) if own else InputSpec(min_ndim=3)

    def invalid_argument(self) -> Problem | None:
        """A cell has states and makes one step; Keras 3 finds out about a whole recurrent layer when it is called."""
        for cell in self.cells() or ():
            if isinstance(cell, Constant):
                return Problem("cell", f"cell={cell.value!r} must be a cell such as LSTMCell({cell.value})")
        name = self._whole_layer()
        return Problem("cell", _no_cell(name)) if name and (self.generation == 2 or name not in _CELLS) else None

    def _whole_layer(self) -> str:
        """The class of a layer that is given for a cell, and is none; "" where there is none."""
        layers = [one.spec for one in self.cells() or () if isinstance(one, LayerValue)]
        return next((one.class_name for one in layers if not isinstance(one, Cell | StackedRNNCells)), "")

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """By the sizes that the cells tell."""
        if self._whole_layer():
            return Conflict("cell", _no_cell(self._whole_layer()))
        if keywords.get("initial_state", NONE) != NONE or len(shapes) > 1:
            return self._with_states(ctx, shapes, keywords)
        steps = self._steps(ctx)
        if steps is None or len(shapes[0]) < 2 or (len(shapes[0]) != 3 and self.generation == 2):
            return None
        step = (shapes[0][0], *shapes[0][2:])
        if is_open(step[-1]):
            return Conflict("features", f"the features are None in {show(shapes[0])}: they must be a number")
        own = isinstance((self.cells() or (NONE,))[0], Instance)
        if own and self.generation == 2 and isinstance(inputs, Array) and inputs.kind != "f":
            return None  # what the program's own cell makes of ints is its affair
        return self._stepped(shapes[0], steps)

    def _with_states(self, ctx: Context, shapes: list[Shape], keywords: Mapping[str, Value]) -> Outputs:
        steps, states = self._steps(ctx), state_shapes(keywords.get("initial_state", NONE))
        if steps is None or len(shapes) > 1 or len(shapes[0]) != 3 or self.is_stacked or not states:
            return None
        problem = compare_states(states, list(steps[0].states), "cell's states")
        return problem if problem is not None and self.generation == 2 else self._stepped(shapes[0], steps)

    def run_states(self, states: list[Shape]) -> Conflict | None:
        """The width of the first state of a single cell."""
        steps = self._steps(None)
        if steps is None or self.is_stacked:
            return None
        return compare_states(states[:1], list(steps[0].states[:1]), "cell's states")

    def output_shape(self, shape: Shape) -> Outputs:
        """As call_shape, where all cells are Keras's own."""
        steps = self._steps(None)
        return None if steps is None or len(shape) != 3 else self._stepped(shape, steps)

    def _stepped(self, shape: Shape, steps: list[Step]) -> Outputs:
        plain = self.stepped(shape, (steps[-1].output,), [(width,) for step in steps for width in step.states])
        if not isinstance(plain, list) or not self.is_stacked:
            return plain
        states = iter(plain[1:])
        given = [[next(states) for _ in step.states] for step in steps]
        return [plain[0], *(one[0] if step.single else one for one, step in zip(given, steps, strict=True))]

    def _steps(self, ctx: Context | None) -> list[Step] | None:
        steps = [_step(ctx, cell, self.generation) for cell in self.cells() or ()]
        known = [step for step in steps if step is not None]
        return known if known and len(known) == len(steps) else None

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Those of the cells, each fed by the one before."""
        total: list[Shape] = []
        shape = (shape[0], *shape[2:])
        for cell in self.cells() or ():
            if not isinstance(cell, LayerValue) or not isinstance(cell.spec, Cell):
                return None
            one, units = cell.spec.weights(shape), cell.spec.config.dim("units")
            if one is None or units is None:
                return None
            total += one
            shape = (shape[0], units)
        return total


_CELLS = {"LSTM": "LSTMCell", "GRU": "GRUCell", "SimpleRNN": "SimpleRNNCell"}


@attribute(*(f"keras.layers.{name}.state_size" for name in ("LSTMCell", "GRUCell", "SimpleRNNCell")))
def state_size(ctx: Context, self: Value) -> Result:
    """The width of its state; of the two of an LSTM a list."""
    if not isinstance(self, LayerValue) or not isinstance(self.spec, Cell):
        return ctx.unknown()
    units, count = self.spec.config.get("units"), self.spec.recurrent.states
    return units if count == 1 else ListValue(HeapCell(Elements.of([units] * count)))


def _no_cell(name: str) -> str:
    return f"{name} is a layer and no cell{f': write {_CELLS[name]}' if name in _CELLS else ''}"


def _step(ctx: Context | None, cell: Value, generation: int) -> Step | None:
    if isinstance(cell, LayerValue) and isinstance(cell.spec, Cell):
        units = cell.spec.config.dim("units")
        count = cell.spec.recurrent.states
        return None if units is None else Step(units, (units,) * count, count == 1 and generation == 2)
    if not isinstance(cell, Instance) or ctx is None:
        return None
    size = ctx.attribute(cell, "state_size")
    elements = sequence_elements(size)
    items = (size,) if elements is None else elements.items
    widths = [as_dim(item) for item in items or () if not isinstance(item, Unknown)]
    states = [width for width in widths if width is not None]
    if not states or items is None or len(states) != len(items):
        return None
    given = ctx.attribute(cell, "output_size")
    output = states[0] if isinstance(given, Unknown) else as_dim(given)
    return None if output is None else Step(output, tuple(states), elements is None)
