"""How many parameters a layer or a model has: `count_params()`."""

from __future__ import annotations

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import size
from pylint_lstmshape.domain.values import Value, integer
from pylint_lstmshape.keras.graphs import layers_of
from pylint_lstmshape.keras.layers.wrappers import TimeDistributed
from pylint_lstmshape.keras.model_values import ModelValue, common_graph, model_of
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.knowledge import Context, Result, models


def total(ctx: Context, layer: Value) -> Dim | None:
    """The number of weights, trainable or not, once it is built; None where unknown."""
    if isinstance(layer, LayerValue):
        return _of_layer(ctx, layer)
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


@models("keras.layers.Layer.count_params")
def count_params(ctx: Context, self: Value) -> Result:
    """The number of parameters."""
    found = total(ctx, self if isinstance(self, LayerValue) else model_of(ctx, self) or self)
    return ctx.unknown() if found is None else integer(found)
