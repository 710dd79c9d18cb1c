"""Models as plans that real Keras can build again, in JSON's own types: which layers, with which arguments, on what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array, Constant, Value
from pylint_lstmshape.keras.graphs import Graph, ordered
from pylint_lstmshape.keras.layers.base import is_recurrent
from pylint_lstmshape.keras.layers.binding import signature
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.summary import flat, is_input
from pylint_lstmshape.keras.values import LayerValue, Node, is_open

Plan = dict[str, Any]
_ENDS = ("_initializer", "_regularizer", "_constraint")  # of arguments that no shape hangs on
_LOOSE = ("activation", "recurrent_activation", "name", "trainable", "dtype", "seed", "weights", "activity_regularizer")
_DECLARING = ("input_shape", "input_length", "implementation")  # the plan has the input's shape itself
_DECLARING_2 = ("batch_input_shape", "batch_size")  # which Keras 3 refuses
_OWN_CODE = ("Lambda", "RNN", "ConvLSTM1D")  # made of code or cells of the program


class NoPlanError(Exception):
    """The model cannot be built again without running the program; the message says why."""


def plan(model: ModelValue, generation: int) -> Plan:
    """The plan of a model in one Keras generation. Raises NoPlanError."""
    graph, state = model.graph(generation), model.state
    if not state.complete or not state.layers:
        raise NoPlanError("not all of its layers are known")
    if graph is None or graph.is_sequential:
        declared = graph.inputs[0].shape if graph is not None and graph.explicit else None
        layers = [_layer(layer, generation) for layer in state.layers]
        return {"kind": "Sequential", "input": None if declared is None else _shape(declared), "layers": layers}
    return _functional(graph, generation)


def _functional(graph: Graph, generation: int) -> Plan:
    nodes = ordered(graph)
    places = {id(node): place for place, node in enumerate(nodes)}
    layers: list[Value] = []
    calls: list[Plan] = []
    for node in nodes:
        if is_input(node, graph):
            tensor = next(one for one in graph.inputs if one.node is node)
            calls.append({"input": _shape(tensor.shape)})
            continue
        if node.layer is None:
            raise NoPlanError(f"{node.operation or 'an operation'} at line {node.site.line} is no layer")
        if not any(node.layer is one for one in layers):
            layers.append(node.layer)
        number = next(at for at, one in enumerate(layers) if one is node.layer)
        if node.more and not (isinstance(node.layer, LayerValue) and is_recurrent(node.layer.info.path)):
            raise NoPlanError(f"the call at line {node.site.line} gets tensors by name")
        given, states = ([_place(one, places, nodes) for one in group] for group in (node.inputs, node.more))
        calls.append({"layer": number, "inputs": given, "states": states})
    tails = [_place(one, places, nodes) for one in graph.outputs]
    heads = [places[id(one.node)] for one in graph.inputs if id(one.node) in places]
    if len(heads) != len(graph.inputs):
        raise NoPlanError("an input leads nowhere")
    made = [_layer(layer, generation) for layer in layers]
    return {"kind": "Functional", "layers": made, "calls": calls, "heads": heads, "tails": tails}


def _place(tensor: Array, places: dict[int, int], nodes: Sequence[Node]) -> list[int]:
    """A tensor as the number of the call that gave it, and which of its outputs it is."""
    node = tensor.node
    if node is None or id(node) not in places:
        raise NoPlanError("where one of its tensors comes from is not known")
    call, layer = places[id(node)], node.layer
    gave = list(flat(layer.cell.content.output)) if isinstance(layer, LayerValue) else []
    if len(gave) > 1:
        if sum(one.layer is layer for one in nodes) > 1 or not any(one is tensor for one in gave):
            raise NoPlanError(f"which output of {layer.info.class_name} goes on is not known")
        return [call, next(at for at, one in enumerate(gave) if one is tensor)]
    return [call, 0]


def _shape(shape: Shape | None) -> list[int | None]:
    if shape is None:
        raise NoPlanError("the shape of its input is not known")
    return list(_dims(shape))


def _dims(shape: Shape) -> Iterator[int | None]:
    for dim in shape:
        if dim.constant is None and not is_open(dim):
            raise NoPlanError(f"a number that only a run tells: {dim}")
        yield dim.constant


def _layer(layer: Value, generation: int) -> Plan:
    if isinstance(layer, ModelValue):
        return {"model": plan(layer, generation)}
    if not isinstance(layer, LayerValue):
        raise NoPlanError("it has layers of the program's own")
    spec = layer.spec.at(generation)
    if spec.class_name in _OWN_CODE:
        raise NoPlanError(f"{spec.class_name} is made of the program's own code")
    config, arguments = spec.config, {}
    known = signature(spec.class_name, generation)
    defaults = {} if known is None else known.defaults
    for name in config.values:
        if config.get(name) == defaults.get(name):
            continue
        if (
            name in _DECLARING
            or (generation == 2 and name in _DECLARING_2)
            or (name == "input_dim" and spec.reads_input_dim)
        ):
            continue
        try:
            arguments[name] = _plain(config.get(name), generation)
        except NoPlanError as error:
            if name not in _LOOSE and not name.endswith(_ENDS):
                raise NoPlanError(f"{name} of {spec.class_name}: {error}") from None
    return {"class": spec.class_name, "line": layer.info.site.line, "arguments": arguments}


def _plain(value: Value, generation: int) -> Any:
    if isinstance(value, Constant) and isinstance(value.value, int | float | str | None):
        return value.value
    if isinstance(value, LayerValue | ModelValue):
        return {"layer": _layer(value, generation)}
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    if items is None:
        raise NoPlanError("a value that only a run tells")
    return [_plain(item, generation) for item in items]
