"""What every model has besides training: its names in Keras, its layers, inputs and outputs, and copies of it."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, Instance, LibraryObject
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, Array, Constant, Value, integer
from pylint_lstmshape.facts import LayerInfo, ModelMade, NamesAdded
from pylint_lstmshape.keras import (
    functional,
    losses,
    sequential,
    subclassed,
    training,
    training_arguments,
    weight_lists,
)
from pylint_lstmshape.keras.graphs import Graph
from pylint_lstmshape.keras.model_values import ModelState, ModelValue, common_graph, layer_info, model_of
from pylint_lstmshape.keras.values import LayerValue, is_open
from pylint_lstmshape.knowledge import Context, Result, alias, attribute, bases, models

_SEQUENTIAL = ("keras.models.Sequential", "keras.engine.sequential.Sequential", "keras.models.sequential.Sequential")
_MODEL = (
    "keras.models.Model",
    "keras.engine.training.Model",
    "keras.engine.functional.Functional",
    "keras.Functional",
    "keras.models.Functional",
    "keras.models.model.Model",
)
for _path in _SEQUENTIAL:
    alias(_path, "keras.Sequential")
for _path in _MODEL:
    alias(_path, "keras.Model")
bases("keras.Sequential", "keras.Model")
bases("keras.Model", "keras.layers.Layer")


@attribute("keras.Model.layers")
def layers(ctx: Context, self: Value) -> Value:
    """The layers in order; a functional model's are preceded by its inputs, and known only where they form a chain."""
    model = model_of(ctx, self)
    if model is None or not model.state.complete or not model.state.layers:
        return ctx.unknown("layers")
    found: list[Value] = list(model.state.layers)
    if model.kind != "Sequential":
        graph = common_graph(ctx.generations, model)
        if graph is None or not _is_chain(graph, len(found)):
            return ctx.unknown("layers")
        found.insert(0, graph.inputs[0] if graph.inputs[0].node.layer is None else ctx.unknown())
    return ListValue(Cell(Elements.of(found)))


def _is_chain(graph: Graph, number: int) -> bool:
    node, steps = graph.outputs[0].node, 0
    while len(graph.outputs) == 1 and node is not None and node.layer is not None and len(node.inputs) == 1:
        node, steps = node.inputs[0].node, steps + 1
    return len(graph.inputs) == 1 and steps == number and node is graph.inputs[0].node


@models("keras.Model.get_layer")
def get_layer(ctx: Context, self: Value, name: Value = NONE, index: Value = NONE) -> Value:
    """The layer with this name, or at this place."""
    model = model_of(ctx, self)
    if isinstance(index, Constant) and isinstance(index.value, int):
        every: object = layers(ctx, self)
        items = every.cell.content.items if isinstance(every, ListValue) else None
        return items[index.value] if items is not None and -len(items) <= index.value < len(items) else ctx.unknown()
    if model is None or not isinstance(name, Constant):
        return ctx.unknown()
    infos = [layer_info(layer) for layer in model.state.layers]
    for layer, info in zip(model.state.layers, infos, strict=True):
        if info is not None and info.name and info.name == name.value:
            return layer
    known = [info for info in infos if info is not None]
    inputs = {
        tensor.node.name for graph in model.state.graphs.values() for tensor in graph.inputs if tensor.node is not None
    }
    is_whole = (
        "renamed" not in ctx.options
        and isinstance(self, ModelValue)
        and self.kind == "Sequential"
        and model.state.complete
    )
    if is_whole and known and len(known) == len(infos) and name.value not in inputs:
        if isinstance(name.value, str) and not any(
            _may_be_named(*one, name.value) for one in zip(model.state.layers, known, strict=True)
        ):
            text = f"the model has no layer {name.value!r}: {', '.join(info.name or info.class_name for info in known)}"
            training_arguments.report(ctx, model, "get_layer", Conflict("layer", text))
    return ctx.unknown()


def _may_be_named(layer: Value, info: LayerInfo, name: str) -> bool:
    """Whether Keras itself may have given a layer this name, or the Input before it; AvgPool1D is average_pooling1d."""
    if info.name:
        return name.startswith("input")
    is_known = isinstance(layer, LayerValue) and layer.spec.config.is_none("name")
    return not is_known or name.startswith(("input", info.class_name[0].lower()))


@attribute("keras.Model.input")
def model_input(ctx: Context, self: Value) -> Value:
    """The symbolic input, a list of several."""
    _check_called(ctx, self, "input")
    graph = _graph(ctx, self)
    return ctx.unknown("input") if graph is None else _packed(graph.inputs, graph.keys)


@attribute("keras.Model.output")
def model_output(ctx: Context, self: Value) -> Value:
    """The symbolic output, a list of several."""
    _check_called(ctx, self, "output")
    graph = _graph(ctx, self)
    return ctx.unknown("output") if graph is None else _packed(graph.outputs, graph.output_keys)


@attribute("keras.Model.inputs")
def model_inputs(ctx: Context, self: Value) -> Value:
    """The symbolic inputs as a list."""
    graph = _graph(ctx, self)
    return ctx.unknown("inputs") if graph is None else ListValue(Cell(Elements.of(graph.inputs)))


@attribute("keras.Model.outputs")
def model_outputs(ctx: Context, self: Value) -> Value:
    """The symbolic outputs as a list."""
    graph = _graph(ctx, self)
    return ctx.unknown("outputs") if graph is None else ListValue(Cell(Elements.of(graph.outputs)))


@attribute("keras.Model.input_shape")
def input_shape(ctx: Context, self: Value) -> Value:
    """The shape of the input, None for what is open."""
    graph = _graph(ctx, self)
    shape = graph.inputs[0].shape if graph is not None and len(graph.inputs) == 1 else None
    return ctx.unknown("input_shape") if shape is None else _shape_value(shape)


@attribute("keras.Model.output_shape")
def output_shape(ctx: Context, self: Value) -> Value:
    """The shape of the output, None for what is open."""
    graph = _graph(ctx, self)
    shape = graph.outputs[0].shape if graph is not None and len(graph.outputs) == 1 else None
    return ctx.unknown("output_shape") if shape is None else _shape_value(shape)


def _check_called(ctx: Context, self: Value, name: str) -> None:
    """Record that a Sequential of Keras 3 has none before it is called on a symbolic tensor (ops/operation.py)."""
    if isinstance(self, ModelValue) and self.kind == "Sequential" and not self.state.called:
        text = f"a Sequential of Keras 3 that was not called on a tensor has no {name}: write model.{name}s[0]"
        training_arguments.report(ctx, self, name, Conflict("uncalled", text), frozenset({3}))


def _graph(ctx: Context, self: Value) -> Graph | None:
    model = model_of(ctx, self)
    graph = None if model is None else common_graph(ctx.generations, model)
    return graph if graph is not None and graph.sure and graph.explicit else None


def _packed(tensors: tuple[Array, ...], keys: tuple[str, ...]) -> Value:
    if keys:
        return DictValue(Cell(Entries(tuple((Constant(key), one) for key, one in zip(keys, tensors, strict=True)))))
    return tensors[0] if len(tensors) == 1 else ListValue(Cell(Elements.of(tensors)))


def _shape_value(shape: Shape) -> Value:
    return TupleValue.of(*(NONE if is_open(dim) else integer(dim) for dim in shape))


@attribute("keras.Model.name")
def model_name(ctx: Context, self: Value) -> Value:
    """The name it was given."""
    model = model_of(ctx, self)
    return Constant(model.name) if model is not None and model.name else ctx.unknown("name")


# Arguments of a first layer that build a Sequential, whether their values are known or not.
_DECLARING = frozenset(("input_shape", "batch_input_shape", "input_dim", "input_length"))


@models("keras.Model.summary")
def summary(ctx: Context, self: Value, *args: Value, **kwargs: Value) -> Value:
    """None; Keras 2 has nothing to show of a model that no shape has reached."""
    model = model_of(ctx, self)
    if model is None or isinstance(self, Instance) or model.state.met or model.graph(2) is not None:
        return NONE
    if sequential.is_empty(model) or (sequential.can_build(model) and _declares_nothing(model.state.layers[0])):
        text = "the model is not built yet, so summary has nothing to show: declare its input, keras.Input(...)"
        training_arguments.report(ctx, model, "summary", Conflict("summary", text), frozenset({2}))
    return NONE


def _declares_nothing(layer: Value) -> bool:
    return isinstance(layer, LayerValue) and not layer.spec.config.given & _DECLARING


@models("keras.Model.save")
def no_result(ctx: Context, self: Value, *args: Value, **kwargs: Value) -> Value:
    """None; the shapes stay."""
    return NONE


@models("keras.Model.save_weights", "keras.Model.load_weights")
def weights_only(ctx: Context, self: Value, *args: Value, **kwargs: Value) -> Value:
    """Something that matters to weights only."""
    return ctx.unknown()


@models("keras.Model.build")
def build(ctx: Context, self: Value, input_shape: Value = NONE) -> Result:
    """A Sequential is built for this shape; a functional model is built already."""
    return sequential.build_method(ctx, self, input_shape)


@models("keras.Model.spoil()")
def spoil(ctx: Context, self: Value) -> Value:
    """Code nobody knows got the model: it may have built it on data, added layers, compiled it."""
    model = model_of(ctx, self)
    if model is not None:
        complete = model.state.complete and bool(model.state.graphs)
        ctx.heap.write(model.cell, replace(model.state, complete=complete, compiled=None, called=True))
    return NONE


@models(
    "keras.utils.get_custom_objects",
    "keras.saving.get_custom_objects",
    "keras.utils.custom_object_scope",
    "keras.utils.CustomObjectScope",
    "keras.saving.custom_object_scope",
    "keras.saving.CustomObjectScope",
    "keras.utils.register_keras_serializable",
    "keras.saving.register_keras_serializable",
)
def custom_objects(ctx: Context, *args: Value, **kwargs: Value) -> Value:
    """From here on a string may name something of the program's own."""
    ctx.record(NamesAdded(ctx.site))
    return ctx.unknown()


@models("keras.models.clone_model", "keras.clone_model")
def clone_model(ctx: Context, model: Value, input_tensors: Value = NONE, clone_function: Value = NONE) -> Value:
    """The same layers with weights of their own, not compiled."""
    if not isinstance(model, ModelValue) or input_tensors != NONE or clone_function != NONE:
        return ctx.unknown()
    state = model.state
    made = ModelValue(model.kind, model.name, ctx.site, Cell(ModelState(state.layers, state.graphs, state.complete)))
    ctx.record(ModelMade(ctx.site, made))
    return made


@models("keras.initializers.Constant")
def constant_initializer(ctx: Context, value: Value = Constant(0.0)) -> Value:
    """An initializer that fills a weight with a number or an array."""
    return LibraryObject("keras.initializers.Constant", Cell(Attributes((("value", value),))))


def _register_named(module: str, names: tuple[str, ...]) -> None:
    """Loss and metric classes: an object that remembers its class."""
    for name in names:
        path = f"keras.{module}.{name}"

        def make(ctx: Context, *args: Value, _path: str = path, **kwargs: Value) -> Value:
            return LibraryObject(_path)

        make.__doc__ = f"An instance of {path}."
        models(path)(make)


_register_named(
    "losses",
    (
        "MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError",
        "CosineSimilarity", "Huber", "LogCosh", "Hinge", "SquaredHinge", "CategoricalHinge", "KLDivergence", "Poisson",
        "BinaryCrossentropy", "BinaryFocalCrossentropy", "CategoricalCrossentropy", "CategoricalFocalCrossentropy",
        "SparseCategoricalCrossentropy", "Dice", "Tversky", "CTC", "Circle", "CategoricalGeneralizedCrossEntropy",
    ),
)  # fmt: skip
_register_named(
    "metrics",
    (
        "MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "RootMeanSquaredError", "Accuracy",
        "BinaryAccuracy", "CategoricalAccuracy", "SparseCategoricalAccuracy", "AUC", "Precision", "Recall", "F1Score",
        "FBetaScore", "TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives",
    ),
)  # fmt: skip

__all__ = ["functional", "losses", "subclassed", "training", "weight_lists"]
