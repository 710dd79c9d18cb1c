"""get_weights and set_weights: the weights of a layer or model as a list of arrays.

Sources: Keras 3 `layers/layer.py` (set_weights); Keras 2 `engine/base_layer.py` (set_weights).
"""

from __future__ import annotations

from pylint_lstmshape.domain.containers import Elements, ListValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape, same, show
from pylint_lstmshape.domain.values import NONE, Array, Value
from pylint_lstmshape.facts import CallConflict, ModelInfo
from pylint_lstmshape.keras.graphs import layers_of, ordered
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.knowledge import Context, Result, models


def shapes(layer: Value, generation: int) -> list[Shape] | None:
    """The shapes of all weights of a layer or model, as built in a Keras generation; None where unknown."""
    if isinstance(layer, LayerValue):
        built = layer.cell.content.built_for
        inner = layer.spec.config.get("layer")
        if built is None or isinstance(inner, ModelValue):
            return None
        return layer.spec.at(generation).weights_of(built)
    graph = layer.graph(generation) if isinstance(layer, ModelValue) else None
    if graph is None or not graph.sure or any(node.own is not None for node in ordered(graph)):
        return None
    unique = {id(node.layer): node.layer for node in layers_of(graph) if node.layer is not None}
    parts = [shapes(one, generation) for one in unique.values()]
    known = [part for part in parts if part is not None]
    return [one for part in known for one in part] if len(known) == len(parts) else None


@models("keras.Model.get_weights", "keras.layers.Layer.get_weights")
def get_weights(ctx: Context, self: Value) -> Result:
    """The weights as a list of arrays."""
    found = [shapes(self, generation) for generation in sorted(ctx.generations)]
    if not found or not found[0] or any(one != found[0] for one in found):
        return ctx.unknown()  # one without weights is asked for them only behind a test such as layer.trainable_weights
    return ListValue(Cell(Elements.of(Array(shape, "f") for shape in found[0])))


@models("keras.Model.set_weights", "keras.layers.Layer.set_weights")
def set_weights(ctx: Context, self: Value, weights: Value) -> Result:
    """None; it raises where the arrays are not as many, or not of the shapes, that the weights are."""
    items = weights.cell.content.items if isinstance(weights, ListValue) else None
    given = [one.shape for one in items or () if isinstance(one, Array)]
    if items is None or len(given) != len(items) or not isinstance(self, LayerValue | ModelValue):
        return NONE
    wrong: dict[int, Conflict] = {}
    for generation in ctx.generations:
        wanted = shapes(self, generation)
        found = None if wanted is None else _mismatch(wanted, given)
        if found is not None:
            wrong[generation] = found
    if wrong:
        info = (
            ModelInfo(self.info.class_name, self.info.name, self.info.site, (self.info,))
            if isinstance(self, LayerValue)
            else self.info
        )
        ctx.record(CallConflict(ctx.site, "set_weights", info, wrong[max(wrong)], frozenset(wrong)))
    return NONE


def _mismatch(wanted: list[Shape], given: list[Shape | None]) -> Conflict | None:
    """Weights are compared whatever their order: that of a whole model differs between the generations."""
    if len(wanted) != len(given):
        return Conflict("weights", f"set_weights gets {len(given)} arrays for {len(wanted)} weights")
    left = list(given)
    for one in wanted:
        fitting = [shape for shape in left if shape is None or same(shape, one) is not False]
        if not fitting:
            arrays = ", ".join(show(shape) for shape in given if shape is not None)
            return Conflict("weights", f"set_weights gets {arrays}, but the weights are {', '.join(map(show, wanted))}")
        left.remove(next((shape for shape in fitting if shape is not None and same(shape, one)), fitting[0]))
    return None
