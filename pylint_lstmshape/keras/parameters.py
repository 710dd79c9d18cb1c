"""How many parameters a layer or a model has: `count_params()`."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import size
from pylint_lstmshape.domain.values import Array, Instance, TupleValue, Value, integer
from pylint_lstmshape.keras.graphs import layers_of
from pylint_lstmshape.keras.layers.wrappers import TimeDistributed
from pylint_lstmshape.keras.model_values import ModelValue, common_graph, model_of
from pylint_lstmshape.keras.own_layers import WEIGHTS
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.knowledge import Context, Result, is_kind_of, models


def total(ctx: Context, layer: Value) -> Dim | None:
    """The number of weights, trainable or not, once it is built; None where unknown."""
    if isinstance(layer, LayerValue):
        return _of_layer(ctx, layer)
    if isinstance(layer, Instance):
        return _of_instance(ctx, layer)
    if not isinstance(layer, ModelValue):
        return None
    graph = common_graph(ctx, layer)
    if graph is None or not graph.sure:
        return None
    parts: dict[int, Dim | None] = {}
    for node in layers_of(graph):
        assert node.layer is not None
        if id(node.layer) not in parts:
            parts[id(node.layer)] = total(ctx, node.layer)
    return _sum(list(parts.values()))


def _of_instance(ctx: Context, layer: Instance) -> Dim | None:
    """Its own weights, and those of the layers among its attributes."""
    attributes = layer.cell.content
    own = attributes.get(WEIGHTS)
    parts: dict[int, Dim | None] = {}
    for weight in (own.elements.items or ()) if isinstance(own, TupleValue) else ():
        parts[id(weight)] = size(weight.shape) if isinstance(weight, Array) and weight.shape is not None else None
    for name, value in attributes.items:
        elements = sequence_elements(value)
        for one in (value,) if elements is None or name == WEIGHTS else elements.items or ():
            if isinstance(one, LayerValue | ModelValue | Instance) and id(one) not in parts:
                parts[id(one)] = total(ctx, one)
    return _sum(list(parts.values()))


def _of_layer(ctx: Context, layer: LayerValue) -> Dim | None:
    built = layer.cell.content.built_for
    spec = layer.spec.at(max(ctx.generations & frozenset(layer.spec.configs), default=layer.spec.generation))
    if built is None:
        return None
    inner = spec.config.get("layer")
    if isinstance(spec, TimeDistributed) and isinstance(inner, ModelValue):
        return total(ctx, inner)
    weights = spec.weights_of(built)
    return None if weights is None else _sum([size(shape) for shape in weights])


def _sum(parts: list[Dim | None]) -> Dim | None:
    known = [part for part in parts if part is not None]
    return sum(known, Dim.of(0)) if len(known) == len(parts) else None


def is_plain(value: Value) -> bool:
    """Whether it is a layer of the program's own, and no model."""
    return isinstance(value, Instance) and not is_kind_of(value.library_base, "keras.Model")


@models("keras.layers.Layer.count_params")
def count_params(ctx: Context, self: Value) -> Result:
    """The number of parameters."""
    model = None if isinstance(self, LayerValue) or is_plain(self) else model_of(ctx, self)
    found = total(ctx, model or self)
    return ctx.unknown() if found is None else integer(found)
