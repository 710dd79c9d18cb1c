"""keras.Model(inputs, outputs), and calling a model on arrays or symbolic tensors.

Sources: Keras 3 `models/functional.py`, `models/model.py`; Keras 2 `engine/functional.py`, `engine/training.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, Array, Constant, Value
from pylint_lstmshape.facts import BOTH, Described, ModelCall, ModelMade
from pylint_lstmshape.keras import graphs, meeting, training_inputs
from pylint_lstmshape.keras.graphs import Graph, ordered
from pylint_lstmshape.keras.model_values import ModelState, ModelValue, layer_info, model_of
from pylint_lstmshape.keras.training_arguments import report
from pylint_lstmshape.keras.values import LayerValue, Node
from pylint_lstmshape.knowledge import Context, models

# Functions that do not take symbolic tensors, by generation (measured: tf_keras 2.21, Keras 3.15).
_FOREIGN = (
    (2, ("keras.ops.",), "Keras 2 has no keras.ops"),
    (3, ("tensorflow.", "keras.backend."), "in Keras 3 use keras.ops, or a Lambda layer, on symbolic tensors"),
)


@models("keras.Model")
def model(ctx: Context, inputs: Value = NONE, outputs: Value = NONE, name: Value = NONE, **others: Value) -> Value:
    """The model from symbolic inputs to symbolic outputs; of unknown layers where those are not known."""
    text = name.value if isinstance(name, Constant) and isinstance(name.value, str) else ""
    made = ModelValue("Functional", text, ctx.site)
    ctx.record(ModelMade(ctx.site, made))
    _check_names(ctx, made, others, connected=NONE not in (inputs, outputs))
    first, second = others.get("input", NONE), others.get("output", NONE)
    _connect(ctx, made, inputs if inputs != NONE else first, outputs if outputs != NONE else second)
    return made


def _check_names(ctx: Context, made: ModelValue, names: Iterable[str], *, connected: bool) -> None:
    """Record words that Model has no parameter for; Keras 3 minds them only where it lacks inputs or outputs.

    Keras 1 wrote input= and output=, which Keras 2.0 to 2.3 still take.
    """
    for name in names:
        old = name in ("input", "output")
        where = frozenset({generation for generation in (2, 3) if generation == 2 or not connected})
        where -= {2} if name == "trainable" or (old and ctx.translates) else set()
        text = f"Model takes no argument {name}{f': write {name}s=' if old else ''}"
        report(ctx, made, "Model", Conflict("argument", text), where, name)


@models("keras.Model.__init__")
def initialize(
    ctx: Context, self: Value, inputs: Value = NONE, outputs: Value = NONE, name: Value = NONE, **others: Value
) -> Value:
    """`super().__init__(inputs, outputs)` of a subclass."""
    made = model_of(ctx, self)
    if made is not None and inputs != NONE:
        _connect(ctx, made, inputs, outputs)
    return NONE


def _connect(ctx: Context, made: ModelValue, inputs: Value, outputs: Value) -> None:
    ends = [tensors(inputs), tensors(outputs)]
    where = frozenset({3}) if outputs == NONE else BOTH  # Keras 2 heeds nothing of super().__init__("name")
    for parameter, given in (("inputs", inputs), ("outputs", outputs)):
        what = _no_tensor(given)
        if what:
            text = f"the {parameter} of a Model are tensors that come from an Input, and this is {what}"
            report(ctx, made, "Model", Conflict("tensor", text), where, parameter)
    if not ends[0] or not ends[1] or any(one.node is None for one in (*ends[0], *ends[1])):
        ctx.heap.write(made.cell, ModelState(complete=False))
        return
    graph = Graph(
        tuple(ends[0]),
        tuple(ends[1]),
        keys=_keys(inputs),
        output_keys=_keys(outputs),
        is_list=not isinstance(outputs, Array),
    )
    sure = _check(ctx, made, graph)
    layers = tuple(node.layer for node in ordered(graph) if node.layer is not None)
    unique = tuple(layer for at, layer in enumerate(layers) if not any(layer is one for one in layers[:at]))
    made_by = {one: replace(graph, sure=one in sure) for one in ctx.generations} if sure != ctx.generations else {}
    ctx.heap.write(made.cell, ModelState(unique, made_by or dict.fromkeys(ctx.generations, graph)))


def _no_tensor(value: Value) -> str:
    """What a value is, or holds, that is surely no symbolic tensor; "" for any other."""
    if isinstance(value, Array) and value.library == "numpy" and value.kind is not None:
        return "an array"  # of no kind are those of which a check of the program told the shape alone
    if isinstance(value, Constant) and value != NONE:
        return repr(value.value)
    if isinstance(value, LayerValue):
        return f"a layer that is not called: {value.info.class_name}(...)(tensor)"
    elements = sequence_elements(value) if isinstance(value, ListValue | TupleValue) else None
    items = () if elements is None else elements.items or ()
    return next((what for item in items if (what := _no_tensor(item))), "")


def _check(ctx: Context, made: ModelValue, graph: Graph) -> frozenset[int]:
    """Record what keeps the tensors from being a model; the generations in which nothing does."""
    stops = {id(tensor.node) for tensor in graph.inputs}
    inner = [node for node in ordered(graph) if id(node) not in stops]
    if any(node.layer is None and not node.inputs for node in inner):
        text = "the outputs come from an Input that is not among the model's inputs: write Model(inputs, outputs)"
        report(ctx, made, "Model", Conflict("graph", text))
        return frozenset()
    names = Counter(name for name in _names(graph) if name and "renamed" not in ctx.options)
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        text = f"two layers of the model are named {twice[0]!r}: a name is for one"
        report(ctx, made, "Model", Conflict("names", text))
        return frozenset()
    failing: set[int] = set()
    for node in inner:
        for generation, modules, why in _FOREIGN:
            if generation in ctx.generations - failing and node.operation.startswith(modules):
                text = f"{node.operation} cannot be in a model: {why}"
                report(ctx, made, "Model", Conflict("operation", text), frozenset({generation}))
                failing.add(generation)
    return ctx.generations - failing


def _names(graph: Graph) -> list[str]:
    """The names that the program gave to the layers and inputs of a model, each layer's once."""
    made: dict[int, str] = {}
    for node in graphs.seen(graph):
        layer = graphs.layer_of(node)
        info = None if layer is None else layer_info(layer)
        if info is not None:
            made[id(getattr(layer, "cell", layer))] = info.name
        elif layer is None and not node.inputs:
            made[id(node)] = node.name
    return list(made.values())


def tensors(value: Value) -> list[Array] | None:
    """The symbolic tensors in a structure, in Keras's order (a dict's by key); None where something else is in it."""
    if isinstance(value, Array):
        return [value] if value.library == "keras" else None
    if isinstance(value, DictValue):
        entries = value.cell.content
        if entries.others is not None or not _keys(value):
            return None
        items: Sequence[Value] | None = [one for key in _keys(value) if (one := entries.get(Constant(key))) is not None]
    elif isinstance(value, TupleValue):
        items = value.elements.items
    else:
        items = value.cell.content.items if isinstance(value, ListValue) else None
    if items is None:
        return None
    found: list[Array] = []
    for item in items:
        inner = tensors(item)
        if inner is None:
            return None
        found += inner
    return found


def _keys(value: Value) -> tuple[str, ...]:
    if not isinstance(value, DictValue):
        return ()
    keys = [key.value for key, _ in value.cell.content.items if isinstance(key, Constant)]
    return tuple(sorted(key for key in keys if isinstance(key, str)))


@models("keras.Model.__call__")
def call_method(
    ctx: Context, self: Value, inputs: Value, training: Value = NONE, mask: Value = NONE, **others: Value
) -> Value:
    """`model(x)`."""
    made = model_of(ctx, self)
    return ctx.unknown() if made is None else call_model(ctx, made, inputs)


def call_model(ctx: Context, made: ModelValue, inputs: Value) -> Value:
    """What a model gives for arrays or symbolic tensors."""
    symbolic = tensors(inputs)
    if symbolic:
        return _call_symbolic(ctx, made, symbolic)
    given = match(ctx, made, inputs, "call")
    found = meeting.meet(ctx, made, given, "call") if given is not None else meeting.Meeting()
    shapes = meeting.merge(ctx, found)
    known = [one for one in given or () if one is not None]
    number = training_inputs.samples(known)
    outputs = meeting.arrays([meeting.of_batch(ctx, shape, number) for shape in shapes or ()], "tensorflow")
    if known or made.state.layers:
        ctx.record(ModelCall(ctx.site, "call", made.info, tuple(known), (), tuple(outputs)))
    return packed(ctx, made, outputs) if shapes is not None else ctx.unknown()


def _call_symbolic(ctx: Context, made: ModelValue, inputs: list[Array]) -> Value:
    ctx.heap.write(made.cell, replace(made.state, called=True))
    given: list[Described | None] = [ctx.describe(one) for one in inputs]
    found = meeting.meet(ctx, made, given, "call", mode=graphs.SYMBOLIC)
    shapes: list[Shape | None] | None = meeting.merge(ctx, found)
    node = Node(made, tuple(inputs), ctx.site, made.name)
    outputs = [Array(shape, "f", library="keras", node=node) for shape in shapes or (None,)]
    return packed(ctx, made, outputs)


def packed(ctx: Context, made: ModelValue, outputs: Sequence[Array]) -> Value:
    """The outputs as the model gives them: one array, a list or a dict."""
    graph = next(iter(made.state.graphs.values()), None)
    if graph is not None and graph.output_keys and len(graph.output_keys) == len(outputs):
        pairs = zip(graph.output_keys, outputs, strict=True)
        return DictValue(Cell(Entries(tuple((Constant(key), one) for key, one in pairs))))
    if len(outputs) == 1 and not (graph is not None and graph.is_list and len(graph.outputs) > 1):
        return outputs[0]
    return ListValue(Cell(Elements.of(outputs)))


def match(
    ctx: Context, made: ModelValue, x: Value, method: str, source: Described | None = None
) -> list[Described | None] | None:
    """The arrays in the order of the model's inputs; None where nobody knows or their number is wrong.

    Records the names that a dict lacks and a wrong number of arrays.
    """
    graph = next(iter(made.state.graphs.values()), None)
    names = ("",) if graph is None else graph.input_names
    found = training_inputs.arrays(ctx, x, names, source)
    if isinstance(found, Conflict):
        if graph is not None and graph.sure:
            meeting.record_count(ctx, made, [ctx.describe(x)], found, method, ctx.generations)
        return None
    if found is None:
        return [None] * len(names)
    if len(found) != len(names) and not isinstance(x, DictValue):
        if graph is not None and graph.sure:
            where = frozenset({2}) if graph.is_sequential else frozenset({2, 3})
            text = f"the model has {_count(len(names), 'input')}, but gets {_count(len(found), 'array')}"
            meeting.record_count(ctx, made, found, Conflict("inputs", text), method, where)
            if graph.is_sequential and ctx.generations == {3} and found:
                return list(found[:1])  # it never looks at the others
        return None
    return list(found)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


__all__ = ["call_model", "match", "packed", "tensors"]
