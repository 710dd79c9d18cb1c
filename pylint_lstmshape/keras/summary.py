"""What model.summary() would print: the layers of a model in Keras's order, their outputs and their parameters.

Source of the order: Keras 3 `ops/function.py` (map_graph, _build_map), Keras 2 `engine/functional.py` (the same).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array, Site, Value
from pylint_lstmshape.keras.graphs import Graph, layer_of, reads, seen
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.parameters import Count, count, parts
from pylint_lstmshape.keras.values import LayerValue, Node

NOTHING = Count(Dim.of(0), Dim.of(0))
Above = tuple[tuple[int, Shape | None], ...]


@dataclass(frozen=True)
class Row:
    """One layer. `made` counts the layers of a run in the order they were made; `above`: the rows that it reads, and
    the shapes of what it reads.

    `inputs` and `outputs` are those of its first call, the batch axis first, None where unknown; `kinds` the dtype
    kinds of the outputs. `arguments` are those that the program gave. `layer` is None for an Input or an operation.
    """

    class_name: str
    name: str
    site: Site
    made: int
    inputs: tuple[Shape | None, ...]
    outputs: tuple[Shape | None, ...]
    kinds: tuple[str | None, ...]
    parameters: Count
    above: Above = ()
    layer: Value | None = None


@dataclass(frozen=True)
class Summary:
    """A model. `complete`: there are no other layers. `inputs`, `outputs`: the shapes of its ends, None where open;
    `heads`, `tails`: the rows that they are (a Sequential's input is none).
    """

    rows: tuple[Row, ...]
    complete: bool
    inputs: tuple[Shape | None, ...]
    outputs: tuple[Shape | None, ...]
    heads: tuple[int, ...] = ()
    tails: tuple[int, ...] = ()


def summarize(model: ModelValue, owner: Value | None, generation: int) -> Summary:
    """The rows of a model in one Keras generation; of one of the program's own class the layers that it holds."""
    state = model.state
    graph = model.graph(generation)
    ends = ((), ()) if graph is None else (_shapes(graph.inputs), _shapes(graph.outputs))
    if isinstance(owner, Instance) and not state.layers:
        rows = [_row(layer, [], graph, generation) for layer in parts(owner) if layer is not model]
        return Summary(tuple(rows), True, *ends)
    if graph is None or graph.is_sequential:
        return Summary(tuple(_chain(state.layers, graph, generation)), state.complete, *ends)
    return _functional(graph, state.complete, generation)


def _chain(layers: Sequence[Value], graph: Graph | None, generation: int) -> Iterator[Row]:
    nodes = [] if graph is None else seen(graph)
    above: Above = ()
    for at, layer in enumerate(layers):
        row = _row(layer, [one for one in nodes if layer_of(one) is layer], graph, generation, above)
        yield row
        above = ((at, row.outputs[0] if row.outputs else None),)


def _shapes(tensors: Sequence[Array]) -> tuple[Shape | None, ...]:
    return tuple(tensor.shape for tensor in tensors)


def _functional(graph: Graph, complete: bool, generation: int) -> Summary:
    groups = _by_depth(graph)
    places = {id(node): place for place, group in enumerate(groups) for node in group}
    rows = []
    for group in groups:
        read = [one for node in group for one in _given(node, graph) if id(one.node) in places]
        above = dict.fromkeys((places[id(one.node)], one.shape) for one in read)
        layer = layer_of(group[0]) if not is_input(group[0], graph) else None
        rows.append(_row(layer, group, graph, generation, tuple(above)))
    heads, tails = (
        tuple(places[id(one.node)] for one in group if id(one.node) in places)
        for group in (graph.inputs, graph.outputs)
    )
    return Summary(tuple(rows), complete, _shapes(graph.inputs), _shapes(graph.outputs), heads, tails)


def _row(layer: Value | None, nodes: Sequence[Node], graph: Graph | None, generation: int, above: Above = ()) -> Row:
    outputs = tuple(_outputs(layer, nodes[0], graph)) if nodes and graph is not None else ()
    inputs = () if not nodes else nodes[0].inputs if nodes[0].own is None else reads(nodes[0])
    if layer is None:
        (node, *_) = nodes
        first = graph is not None and is_input(node, graph)
        name = "InputLayer" if first else node.operation.rpartition(".")[2] or "operation"
        return Row(name, node.name, node.site, 0, _shapes(inputs), _shapes(outputs), _kinds(outputs), NOTHING, above)
    parameters = count(frozenset({generation}), layer)
    shapes, kinds = _shapes(outputs), _kinds(outputs)
    if isinstance(layer, LayerValue):
        info, made = layer.info, layer.cell.number
        return Row(
            info.class_name, info.name, info.site, made, _shapes(inputs), shapes, kinds, parameters, above, layer
        )
    if isinstance(layer, ModelValue):
        made = layer.cell.number
        return Row(layer.kind, layer.name, layer.site, made, _shapes(inputs), shapes, kinds, parameters, above, layer)
    name, site = _own(layer, nodes)
    made = layer.cell.number if isinstance(layer, Instance) else 0
    return Row(name, "", site, made, _shapes(inputs), shapes, kinds, parameters, above, layer)


def _own(layer: Value, nodes: Sequence[Node]) -> tuple[str, Site]:
    """Of what the program made itself: its class, and where it was called."""
    name = getattr(layer.cls, "name", "") if isinstance(layer, Instance) else ""
    call = nodes[0].own if nodes else None
    return name or "layer", call.site if call is not None else nodes[0].site if nodes else Site("", 0)


def _kinds(tensors: Sequence[Array]) -> tuple[str | None, ...]:
    return tuple(tensor.kind for tensor in tensors)


def _outputs(layer: Value | None, node: Node, graph: Graph) -> Iterator[Array]:
    """What a call gave: all of it where the layer remembers, else what the model takes of it."""
    kept = list(flat(layer.cell.content.output)) if isinstance(layer, LayerValue) else []
    if kept and all(one.node is node for one in kept):
        yield from kept
        return
    taken = [*graph.inputs, *graph.outputs, *(one for other in seen(graph) for one in reads(other))]
    found = {id(one): one for one in taken if one.node is node}
    yield from found.values()


def flat(value: Value | None) -> Iterator[Array]:
    """The tensors in what a call gave."""
    if isinstance(value, Array):
        yield value
    elements = value.elements if isinstance(value, TupleValue) else None
    elements = value.cell.content if isinstance(value, ListValue) else elements
    for item in (elements.items or ()) if elements is not None else ():
        yield from flat(item)


def is_input(node: Node, graph: Graph) -> bool:
    """Whether a node is an input of the model."""
    return any(one.node is node for one in graph.inputs)


def _given(node: Node, graph: Graph) -> tuple[Array, ...]:
    return () if is_input(node, graph) else reads(node)


def _by_depth(graph: Graph) -> list[list[Node]]:
    """The nodes, grouped by the layer that they are calls of, in Keras's order: farthest from the outputs first."""
    order, first_seen = _walk(graph)
    depths: dict[int, int] = {}
    of_layer: dict[int, int] = {}
    for node in reversed(order):
        depth = max(depths.get(id(node), 0), of_layer.get(_key(node), 0))
        depths[id(node)] = of_layer[_key(node)] = depth
        for one in _given(node, graph):
            depths[id(one.node)] = max(depth + 1, depths.get(id(one.node), 0))
    groups: dict[int, list[Node]] = {}
    for node in order:
        groups.setdefault(_key(node), []).append(node)
    for one in graph.inputs:
        groups.setdefault(_key(one.node), [one.node])
    return sorted(
        groups.values(), key=lambda group: (-of_layer.get(_key(group[0]), 0), first_seen.get(_key(group[0]), -1))
    )


def _key(node: Node) -> int:
    layer = layer_of(node)
    return id(node) if layer is None else id(layer)


def _walk(graph: Graph) -> tuple[list[Node], dict[int, int]]:
    """The nodes, each behind those it depends on, and the number under which each layer was first met on the way."""
    order: list[Node] = []
    done: set[int] = set()
    first_seen: dict[int, int] = {}
    pending: list[tuple[Node, bool]] = [(one.node, False) for one in reversed(graph.outputs) if one.node is not None]
    while pending:
        node, ready = pending.pop()
        if id(node) in done:
            continue
        if ready:
            done.add(id(node))
            order.append(node)
            continue
        first_seen.setdefault(_key(node), len(first_seen))
        pending.append((node, True))
        pending += [(one.node, False) for one in reversed(_given(node, graph)) if one.node is not None]
    return order, first_seen
