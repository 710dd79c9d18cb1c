"""Models as values: `ModelValue` with its state in a heap cell, and the hidden model of an instance of a subclass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, Instance
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import NONE, Array, Joiner, Site, Value, join
from pylint_lstmshape.facts import LayerInfo, ModelInfo, ModelMade
from pylint_lstmshape.keras.graphs import Graph
from pylint_lstmshape.keras.values import LayerValue, Node
from pylint_lstmshape.knowledge import Context

HIDDEN = "__keras__"  # the attribute under which an instance of a subclass holds its model


@dataclass(frozen=True)
class Compiled:
    """What `compile` was given."""

    loss: Value = NONE
    metrics: Value = NONE
    site: Site | None = field(default=None, compare=False)
    may_be_jit: bool = False  # whether jit_compile was given and may be true
    eager: bool | None = False  # run_eagerly; None where nobody knows

    def join(self, other: Compiled, joiner: Joiner) -> Compiled:
        """Part by part; another loss is a loss of knowledge."""
        if self.loss != other.loss:
            joiner.lose()
        loss, metrics = join(self.loss, other.loss, joiner), join(self.metrics, other.metrics, joiner)
        eager = self.eager if self.eager == other.eager else None
        return Compiled(loss, metrics, self.site, self.may_be_jit or other.may_be_jit, eager)


@dataclass(frozen=True)
class Trace:
    """What TensorFlow traced one of a model's functions ("train", "test", "predict") for: see keras/traces.py.

    `form`: how the data came and with what dtypes; `ranks`: of the arrays in x.
    """

    function: str
    form: tuple[object, ...]
    ranks: tuple[int, ...]
    site: Site = field(compare=False)


@dataclass(frozen=True)
class ModelState:
    """What a model has become. `graphs`: for each Keras generation in which it is built, what it computes.

    `layers` are those added so far, in order, InputLayers left out; `complete`: there are no others.
    """

    layers: tuple[Value, ...] = ()
    graphs: Mapping[int, Graph] = field(default_factory=dict)
    complete: bool = True
    compiled: Compiled | None = None
    met: bool = False  # whether data, or a shape that nobody knows, may have built it
    traces: tuple[Trace, ...] = ()  # of those that surely were made since the last compile
    called: bool = False  # whether a symbolic tensor may have gone through it

    @property
    def is_opaque(self) -> bool:
        """Whether nothing is known of it: it was loaded."""
        return not (self.complete or self.layers or self.graphs)

    def join(self, other: ModelState, joiner: Joiner) -> ModelState:
        """What both have in common; other layers are a loss of knowledge."""
        compiled = self.compiled
        if self.compiled is not None and other.compiled is not None and self.compiled != other.compiled:
            compiled = self.compiled.join(other.compiled, joiner)
        elif self.compiled is None:
            compiled = other.compiled
        if self.layers == other.layers and self.complete and other.complete:
            graphs = _join_graphs(self.graphs, other.graphs)
            traces = tuple(one for one in self.traces if one in other.traces)
            called = self.called or other.called
            return ModelState(self.layers, graphs, True, compiled, self.met or other.met, traces, called)
        joiner.lose()
        shared = 0
        while shared < min(len(self.layers), len(other.layers)) and self.layers[shared] == other.layers[shared]:
            shared += 1
        return ModelState(
            self.layers[:shared], _common_inputs(self.graphs, other.graphs, joiner), False, compiled, True, called=True
        )


def _join_graphs(left: Mapping[int, Graph], right: Mapping[int, Graph]) -> dict[int, Graph]:
    """The graphs of either branch; one that is not in both, or not the same, is not sure."""
    graphs: dict[int, Graph] = {}
    for generation in {**left, **right}:
        one, other = left.get(generation), right.get(generation)
        kept = one or other
        assert kept is not None
        graphs[generation] = kept if one is other else replace(kept, sure=False)
    return graphs


def _common_inputs(left: Mapping[int, Graph], right: Mapping[int, Graph], joiner: Joiner) -> dict[int, Graph]:
    """The inputs that both declare, with an output that is either's: of a layer nobody knows."""
    graphs: dict[int, Graph] = {}
    made: dict[int, Graph] = {}
    for generation, one in left.items():
        other = right.get(generation)
        if other is not None and one.explicit and one.inputs == other.inputs:
            unknown = Node(joiner.unknown(), one.inputs, one.inputs[0].node.site)
            ends = one.outputs + other.outputs
            joined = join(*ends, joiner) if len(ends) == 2 else NONE
            shape = joined.shape if isinstance(joined, Array) else None
            output = Array(shape, None, library="keras", node=unknown)
            graphs[generation] = made.setdefault(id(one), replace(one, outputs=(output,)))
    return graphs


@dataclass(frozen=True, eq=False)
class ModelValue(Value):
    """A model object: "Sequential", "Functional", or "Model" for one of a subclass whose layers nobody listed."""

    kind: str
    name: str
    site: Site
    cell: Cell[ModelState] = field(default_factory=lambda: Cell(ModelState()))

    @property
    def type_path(self) -> str:  # type: ignore[override]  # a class attribute elsewhere
        """Under which name its methods are modelled."""
        return "keras.Sequential" if self.kind == "Sequential" else "keras.Model"

    @property
    def state(self) -> ModelState:
        """What it has become."""
        return self.cell.content

    @property
    def info(self) -> ModelInfo:
        """The model as messages speak of it."""
        layers = tuple(info for layer in self.state.layers if (info := layer_info(layer)) is not None)
        return ModelInfo(self.kind, self.name, self.site, layers)

    def graph(self, generation: int) -> Graph | None:
        """Its graph in a Keras generation, where it is built."""
        return self.state.graphs.get(generation)

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Two that the same code built alike, in two turns of a loop, are one of its kind; others are not one."""
        if not self.is_like(other):
            joiner.lose()
            return joiner.unknown()
        assert isinstance(other, ModelValue)
        state = replace(self.state, met=True, traces=(), called=self.state.called or other.state.called)
        return ModelValue(self.kind, self.name, self.site, Cell(state))

    def is_like(self, other: Value) -> bool:
        """Whether the same code built both, of the same layers for the same inputs."""
        if isinstance(other, ModelValue) and self.state.is_opaque and other.state.is_opaque:
            return True
        if not isinstance(other, ModelValue) or (self.kind, self.name, self.site) != (
            other.kind,
            other.name,
            other.site,
        ):
            return False
        ours, theirs = self.state, other.state
        if not (ours.complete and theirs.complete and ours.graphs and ours.compiled == theirs.compiled):
            return False
        return (
            len(ours.layers) == len(theirs.layers)
            and all(map(_is_layer_like, ours.layers, theirs.layers))
            and ours.graphs.keys() == theirs.graphs.keys()
            and all(_is_graph_like(graph, theirs.graphs[one]) for one, graph in ours.graphs.items())
        )


def _is_layer_like(one: Value, other: Value) -> bool:
    if isinstance(one, ModelValue):
        return one.is_like(other)
    if not isinstance(one, LayerValue) or not isinstance(other, LayerValue) or one.info != other.info:
        return False
    trained = one.cell.content.trainable == other.cell.content.trainable
    return trained and {generation: (made.values, made.given) for generation, made in one.spec.configs.items()} == {
        generation: (made.values, made.given) for generation, made in other.spec.configs.items()
    }


def _is_graph_like(one: Graph, other: Graph) -> bool:
    """Whether both are declared, for the same known shapes."""
    shapes = [tensor.shape for tensor in (*one.inputs, *one.outputs)]
    if None in shapes or shapes != [tensor.shape for tensor in (*other.inputs, *other.outputs)]:
        return False
    sure = one.explicit and other.explicit and one.sure and other.sure and len(one.inputs) == len(other.inputs)
    return sure and (one.keys, one.output_keys, one.is_list) == (other.keys, other.output_keys, other.is_list)


def layer_info(layer: Value) -> LayerInfo | None:
    """A layer, or a model used as one, as messages speak of it."""
    if isinstance(layer, LayerValue):
        return layer.info
    if isinstance(layer, ModelValue):
        return LayerInfo(layer.kind, layer.name, layer.site, layer.type_path)
    return None


def is_same(one: Value, other: Value) -> bool:
    """Whether two values are one layer, or one model."""
    return one is other or getattr(one, "cell", one) is getattr(other, "cell", other)


def model_of(ctx: Context, value: Value) -> ModelValue | None:
    """The model that `value` is: itself, or the hidden one of an instance of a subclass; None where it is neither."""
    if isinstance(value, ModelValue):
        return value
    if not isinstance(value, Instance):
        return None
    hidden = value.cell.content.get(HIDDEN)
    if isinstance(hidden, ModelValue):
        return hidden
    kind = "Sequential" if value.library_base == "keras.Sequential" else "Model"
    made = ModelValue(kind, "", ctx.site)
    ctx.heap.write(value.cell, _with_hidden(value.cell.content, made))
    ctx.record(ModelMade(ctx.site, made, value))
    return made


def _with_hidden(attributes: Attributes, model: ModelValue) -> Attributes:
    return attributes.set(**{HIDDEN: model})


def common_graph(generations: frozenset[int], model: ModelValue) -> Graph | None:
    """The graph where it is one and the same in every Keras generation that is possible."""
    graphs = [model.graph(generation) for generation in sorted(generations)]
    first = graphs[0] if graphs else None
    return first if all(graph is first for graph in graphs) else None


def symbolic_input(shape: Shape | None, site: Site, name: str = "") -> Array:
    """A symbolic tensor that nothing produced."""
    return Array(shape, "f", library="keras", node=Node(None, (), site, name))
