"""keras.Sequential: add, pop, build, and the graph it has as soon as its input is known.

Sources: Keras 3 `models/sequential.py` (add, _maybe_rebuild, build); Keras 2 `engine/sequential.py` (add, pop,
_build_graph_network_for_inferred_shape).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.objects import LibraryName
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, Array, Constant, Site, Value
from pylint_lstmshape.facts import (
    BOTH,
    AddConflict,
    CallConflict,
    InputShapeIgnored,
    LayerConflict,
    LayerInfo,
    ModelMade,
)
from pylint_lstmshape.keras import calling
from pylint_lstmshape.keras.graphs import Graph
from pylint_lstmshape.keras.inputs import declared_input, reject
from pylint_lstmshape.keras.layers.base import LAYERS
from pylint_lstmshape.keras.model_values import ModelState, ModelValue, is_same, layer_info, model_of, symbolic_input
from pylint_lstmshape.keras.values import BATCH, LayerState, LayerValue, Node, is_stateful, open_dim
from pylint_lstmshape.keras.within import Within, flush
from pylint_lstmshape.knowledge import Context, models

_FIRST_BATCH = Dim.symbol("keras first batch", "batch", lower=1)

_ASKS_MODELS = (3, 8)  # a Keras 3 in which a Sequential is built by a model that is its first layer
_CALLABLES = {"function": "function: Lambda(function) is a layer", "type": "class: write its brackets, too"}
MAX_SHOWN = 60  # a longer argument is not shown in a message


@models("keras.Sequential")
def sequential(ctx: Context, layers: Value = NONE, trainable: Value = NONE, name: Value = NONE) -> Value:
    """A linear stack of layers."""
    text = name.value if isinstance(name, Constant) and isinstance(name.value, str) else ""
    model = ModelValue("Sequential", text, ctx.site)
    ctx.record(ModelMade(ctx.site, model))
    _fill(ctx, model, layers)
    return model


@models("keras.Sequential.__init__")
def initialize(ctx: Context, self: Value, layers: Value = NONE, trainable: Value = NONE, name: Value = NONE) -> Value:
    """`super().__init__(layers)` of a subclass."""
    model = model_of(ctx, self)
    if model is not None:
        ctx.heap.write(model.cell, ModelState())
        _fill(ctx, model, layers)
    return NONE


def _fill(ctx: Context, model: ModelValue, layers: Value) -> None:
    if layers == NONE:
        return
    elements = sequence_elements(layers)
    items = None if elements is None else elements.items
    if items is None:
        ctx.heap.write(model.cell, replace(model.state, complete=False))
        return
    for layer in items:
        _add(ctx, model, layer, layer.info.site if isinstance(layer, LayerValue) else ctx.site)


@models("keras.Sequential.add")
def add(ctx: Context, self: Value, layer: Value, rebuild: Value = NONE, **more: Value) -> Value:
    """One more layer on top; it raises where the layer cannot take what the one below gives."""
    model = model_of(ctx, self)
    for parameter in more:
        _reject_argument(ctx, layer, parameter, BOTH)
    if rebuild != NONE:
        _reject_argument(ctx, layer, "rebuild", frozenset({2}))
    if model is not None:
        _add(ctx, model, layer, ctx.site)
    return NONE


def _reject_argument(ctx: Context, layer: Value, parameter: str, generations: frozenset[int]) -> None:
    described, made = ctx.argument(parameter), ctx.argument("layer")
    written = ""
    if described is not None and made is not None and made.text.endswith(")") and len(described.text) < MAX_SHOWN:
        comma = "" if made.text.endswith("()") else ", "
        written = f"{made.text[:-1]}{comma}{parameter}={described.text})"
    site = ctx.site if described is None else described.site
    ctx.record(AddConflict(site, parameter, layer_info(layer), written, generations))


def _add(ctx: Context, model: ModelValue, layer: Value, site: Site) -> None:
    state = model.state
    what = _no_layer(layer)
    if what:
        text = f"a Sequential takes layers, and gets {what}"
        ctx.record(CallConflict(site, "add", model.info, Conflict("layer", text)))
        ctx.heap.write(model.cell, replace(state, complete=False))
        return
    if not state.layers and not state.graphs and state.complete:
        ctx.heap.write(model.cell, _first(ctx, layer, site))
        return
    if isinstance(layer, Array):
        declared = not (state.layers and isinstance(state.layers[0], ModelValue))
        configured = frozenset(one for one, graph in state.graphs.items() if one == 3 and graph.explicit and declared)
        if configured and layer.node is not None and not layer.node.inputs:
            text = "a Sequential has one Input, before its first layer, and this one has it already"
            ctx.record(CallConflict(site, "add", model.info, Conflict("input", text), configured))
        return
    info = layer_info(layer)
    if (
        info is not None
        and info.name
        and "renamed" not in ctx.options
        and any(
            not is_same(one, layer) and (other := layer_info(one)) is not None and other.name == info.name
            for one in state.layers
        )
    ):
        text = f"two layers of the model are named {info.name!r}: a name is for one"
        ctx.record(CallConflict(site, "add", model.info, Conflict("names", text)))
    if state.complete and not _may_be_first(layer, state.layers):
        _ignore_input_shape(ctx, layer, state.graphs)
    grown = _extend_all(ctx, state.graphs, layer, site)
    layers = (*state.layers, layer) if state.complete else state.layers
    ctx.heap.write(model.cell, replace(state, layers=layers, graphs=grown))


def _no_layer(value: Value) -> str:
    """What a value is that is surely no layer; "" for any other."""
    if isinstance(value, Constant):
        return f"{value.value!r}"
    if isinstance(value, ListValue | TupleValue):
        return f"a {value.type_path} of them: add each by itself"
    if isinstance(value, LibraryName) and value.path in LAYERS:
        name = value.path.rpartition(".")[2]
        return f"the class {name}: write {name}(...)"
    if value.type_path in _CALLABLES:
        return f"a {_CALLABLES[value.type_path]}"
    if isinstance(value, Array) and value.library == "keras" and value.node is not None and value.node.inputs:
        return "what a layer gave: add the layer itself"
    return ""


def _may_be_first(layer: Value, before: Sequence[Value]) -> bool:
    """Whether the same code makes the first layer in another turn of a loop, or all before come from a loop."""
    sites = Counter(None if (info := layer_info(one)) is None else info.site for one in before)
    info = layer_info(layer)
    return (info is not None and info.site in sites) or min(sites.values(), default=1) > 1


def _ignore_input_shape(ctx: Context, layer: Value, graphs: Mapping[int, Graph]) -> None:
    """Record an input_shape on a layer that is not the first."""
    if isinstance(layer, LayerValue) and "input_shape" in layer.spec.config.given:
        declared = declared_input(layer, max(ctx.generations))
        given = {graph.outputs[0].shape for graph in graphs.values() if len(graph.outputs) == 1}
        if isinstance(declared, tuple):
            actual = given.pop() if len(given) == 1 else None
            ctx.record(InputShapeIgnored(layer.info.site, layer.info, declared, actual))


def _first(ctx: Context, layer: Value, site: Site) -> ModelState:
    """The state with the first layer, which may declare the input, in one Keras generation or in all."""
    if isinstance(layer, Array):
        graph = Graph((layer,), (layer,), is_sequential=True)
        return ModelState((), dict.fromkeys(ctx.generations, graph)) if layer.library == "keras" else ModelState()
    problem = layer.spec.at(2).misdeclared() if isinstance(layer, LayerValue) and 2 in ctx.generations else None
    if isinstance(layer, LayerValue) and problem is not None:
        value = layer.spec.config.get(problem.parameter)
        reject(ctx, layer.info, problem, value, frozenset({2}))
    made: dict[Shape | None, Graph] = {}
    started: dict[int, Graph] = {}
    for generation in sorted(ctx.generations):
        shape = _declared(ctx, layer, generation)
        if shape is not None:
            if shape not in made:
                tensor = symbolic_input(shape, site)
                made[shape] = Graph((tensor,), (tensor,), is_sequential=True)
            started[generation] = made[shape]
    return ModelState((layer,), _extend_all(ctx, started, layer, site))


def _declared(ctx: Context, layer: Value, generation: int) -> Shape | None:
    """The input shape that a first layer declares."""
    if isinstance(layer, LayerValue):
        shape = declared_input(layer, generation)
        return None if isinstance(shape, Conflict) else shape
    if isinstance(layer, ModelValue):
        inner = layer.state.layers
        if layer.kind == "Sequential" and generation == 2:  # it asks its first layer, of which an Input is none
            return _declared(ctx, inner[0], 2) if inner and layer.graph(2) is not None else None
        if generation == 3 and ctx.release < _ASKS_MODELS:
            return None
        if layer.kind == "Sequential" and len(inner) == 1 and isinstance(inner[0], ModelValue):
            return None  # built with its second layer
        graph = layer.graph(generation)
        return graph.inputs[0].shape if graph is not None and graph.explicit and len(graph.inputs) == 1 else None
    return None


def _extend_all(ctx: Context, graphs: Mapping[int, Graph], layer: Value, site: Site) -> dict[int, Graph]:
    """Every graph with one more layer; equal graphs grow once."""
    groups: dict[int, tuple[Graph, set[int]]] = {}
    for generation, graph in graphs.items():
        groups.setdefault(id(graph), (graph, set()))[1].add(generation)
    before = layer.cell.content if isinstance(layer, LayerValue) else None
    grown: dict[int, Graph] = {}
    parts: list[Within] = []
    for graph, generations in groups.values():
        if parts and isinstance(layer, LayerValue) and before is not None:
            ctx.heap.write(layer.cell, before)  # one generation's build is none of the other's
        part = Within(ctx, frozenset(generations), site)
        longer = extend(part, graph, layer)
        raised = {generation for conflict in part.conflicts for generation in conflict.generations}
        for generation in generations:
            grown[generation] = replace(longer, sure=False) if generation in raised else longer
        parts.append(part)
    flush(ctx, *parts)
    return grown


def extend(part: Within, graph: Graph, layer: Value) -> Graph:
    """The graph with one more layer, whose output is unknown where it rejects its input."""
    info = layer_info(layer)
    if len(graph.outputs) > 1 and info is not None:
        text = f"it gets {len(graph.outputs)} tensors, of which a layer in a Sequential takes one"
        part.record(_outputs_conflict(part, info, text, graph, 3))
        return replace(graph, outputs=(_unknown_output(part, layer, graph.outputs),))
    below = graph.outputs[0]
    outputs = tensors(part, calling.apply(part, layer, below), layer, (below,))
    if len(outputs) > 1 and info is not None:
        text = f"it gives {len(outputs)} tensors, and all layers in a Sequential should give one"
        part.record(_outputs_conflict(part, info, text, graph, 2))
    return replace(graph, outputs=outputs)


def _outputs_conflict(part: Within, info: LayerInfo, text: str, graph: Graph, generation: int) -> LayerConflict:
    where = frozenset({generation}) & part.generations
    return LayerConflict(part.site, info, graph.outputs[0].shape, Conflict("outputs", text), where)


def tensors(ctx: Context, value: Value, layer: Value, inputs: tuple[Array, ...]) -> tuple[Array, ...]:
    """The symbolic tensors that a call gave; one of unknown shape where that is unknown."""
    if isinstance(value, Array):
        made = value if value.node is not None else replace(value, library="keras", node=Node(layer, inputs, ctx.site))
        return (made,)
    items = value.cell.content.items if isinstance(value, ListValue) else None
    items = value.elements.items if isinstance(value, TupleValue) else items
    if items and all(isinstance(item, Array) for item in items):
        return tuple(item for item in items if isinstance(item, Array))
    return (_unknown_output(ctx, layer, inputs),)


def _unknown_output(ctx: Context, layer: Value, inputs: tuple[Array, ...]) -> Array:
    return Array(None, None, library="keras", node=Node(layer, inputs, ctx.site))


@models("keras.Sequential.pop")
def pop(ctx: Context, self: Value, rebuild: Value = NONE) -> Value:
    """Take the last layer away."""
    model = model_of(ctx, self)
    if model is None:
        return ctx.unknown()
    state = model.state
    if not state.layers or not state.complete:
        ctx.heap.write(model.cell, ModelState(complete=False, compiled=state.compiled))
        return ctx.unknown()
    last = state.layers[-1]
    shorter: dict[int, Graph] = {}
    made: dict[int, Graph] = {}
    for generation, graph in state.graphs.items():
        node = graph.outputs[0].node
        if node is not None and node.layer is last:
            shorter[generation] = made.setdefault(id(graph), replace(graph, outputs=node.inputs))
    complete = len(shorter) == len(state.graphs)
    ctx.heap.write(model.cell, replace(state, layers=state.layers[:-1], graphs=shorter, complete=complete))
    return last


def is_empty(model: ModelValue) -> bool:
    """Whether it is a Sequential to which nothing was added: Keras 2 gives back what it gets, Keras 3 raises."""
    state = model.state
    return model.kind == "Sequential" and state.complete and not state.layers and not state.graphs


def can_build(model: ModelValue) -> bool:
    """Whether it is a Sequential that waits for its input."""
    return model.kind == "Sequential" and model.state.complete and bool(model.state.layers)


def build(part: Within, model: ModelValue, shape: Shape | None, *, keep: bool, kind: str | None = None) -> Graph | None:
    """Build for an input of this shape (None: nobody knows; then what its first layer demands) and dtype kind; None
    where it raises.

    `keep`: the model is built from now on. One that raised is not looked at any more.
    """
    state = model.state
    for layer in state.layers:
        if isinstance(layer, LayerValue):
            # what another generation built it for
            part.heap.write(layer.cell, LayerState(trainable=layer.cell.content.trainable))
    if shape is None:
        shape = _demanded(part, state.layers[0])
    if shape and any(is_stateful(layer) for layer in state.layers):
        shape = (_FIRST_BATCH, *shape[1:])  # its states are for as many samples as the first batch has
    tensor = symbolic_input(shape, part.site)
    if kind is not None:
        tensor = replace(tensor, kind=kind)
    graph = Graph((tensor,), (tensor,), is_sequential=True, explicit=False, sure=keep)
    for layer in state.layers:
        graph = extend(part, graph, layer)
        if part.conflicts:
            break
    if part.conflicts:
        graph = Graph((tensor,), (_unknown_output(part, NONE, (tensor,)),), is_sequential=True, sure=False)
    if keep or part.conflicts:
        graphs = {**state.graphs, **dict.fromkeys(part.generations, graph)}
        part.heap.write(model.cell, replace(state, graphs=graphs))
    return None if part.conflicts else graph


def _demanded(part: Within, layer: Value) -> Shape | None:
    """What an input must look like for the first layer not to raise: its rank, where that is fixed."""
    if not isinstance(layer, LayerValue):
        return None
    rank = layer.spec.input_spec().ndim
    return None if rank is None else (BATCH, *(part.fresh(lower=1) for _ in range(rank - 1)))


@models("keras.Sequential.build")
def build_method(ctx: Context, self: Value, input_shape: Value = NONE) -> Value:
    """Build for a shape with its batch axis."""
    model = model_of(ctx, self)
    shape = None if input_shape == NONE else shape_argument(ctx, input_shape)
    if model is not None:
        ctx.heap.write(model.cell, replace(model.state, met=True))
    if model is None or shape is None or not can_build(model):
        return NONE
    waiting = frozenset(generation for generation in ctx.generations if model.graph(generation) is None)
    if waiting:
        part = Within(ctx, waiting)
        build(part, model, shape, keep=True)
        flush(ctx, part)
    return NONE


def shape_argument(ctx: Context, value: Value) -> Shape | None:
    """A shape argument with its batch axis: None becomes an open dim."""
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    if items is None:
        return None
    dims: list[Dim] = []
    for axis, item in enumerate(items):
        dim = as_dim(item) if item != NONE else BATCH if axis == 0 else open_dim(ctx.site, axis)
        if dim is None:
            return None
        dims.append(dim)
    return tuple(dims)


__all__ = ["build", "can_build", "extend", "is_empty", "shape_argument", "tensors"]
