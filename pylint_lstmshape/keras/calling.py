"""`apply`: a layer of whatever kind on one tensor: Keras's own, a model, or an instance of the program's class."""

from __future__ import annotations

from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.keras import engine
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.knowledge import Context


def apply(ctx: Context, layer: Value, tensor: Array) -> Value:
    """What `layer(tensor)` gives."""
    if isinstance(layer, LayerValue):
        return engine.call_layer(ctx, layer, tensor, {})
    if isinstance(layer, ModelValue):
        from pylint_lstmshape.keras.functional import call_model  # a model is made of layers and is one

        return call_model(ctx, layer, tensor)
    return ctx.call(layer, tensor) if isinstance(layer, Instance) else ctx.unknown()
