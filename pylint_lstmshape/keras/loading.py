"""Models that a file holds: of their layers and shapes nobody knows anything. Source: keras.saving.load_model."""

from __future__ import annotations

from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import Value
from pylint_lstmshape.keras.model_values import ModelState, ModelValue
from pylint_lstmshape.knowledge import Context, Result, models


@models(
    "keras.models.load_model",
    "keras.saving.load_model",
    "keras.models.model_from_json",
    "keras.models.model_from_yaml",
    "keras.models.model_from_config",
)
def load_model(ctx: Context, *args: Value, **options: Value) -> Result:
    """A model."""
    return ModelValue("Model", "", ctx.site, Cell(ModelState(complete=False)))
