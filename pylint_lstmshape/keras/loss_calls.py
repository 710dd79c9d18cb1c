"""A loss that the program calls itself: loss_fn(y, model(x)). Source: keras/src/losses/loss.py, tf_keras/src/losses.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import NONE, Array, Value
from pylint_lstmshape.keras import losses
from pylint_lstmshape.knowledge import Context, Result, models

CLASSES = (
    "BinaryCrossentropy", "BinaryFocalCrossentropy", "CategoricalCrossentropy", "CategoricalFocalCrossentropy",
    "CategoricalHinge", "CosineSimilarity", "Dice", "Hinge", "Huber", "KLDivergence", "LogCosh", "MeanAbsoluteError",
    "MeanAbsolutePercentageError", "MeanSquaredError", "MeanSquaredLogarithmicError", "Poisson",
    "SparseCategoricalCrossentropy", "SquaredHinge", "Tversky",
)  # fmt: skip


@models(*(f"keras.losses.{name}.__call__" for name in CLASSES))
def loss(ctx: Context, self: Value, y_true: Value, y_pred: Value, sample_weight: Value = NONE) -> Result:
    """A number (or one for each sample). Raises where y_true and y_pred do not go together, as in fit."""
    target, output, name = as_array(y_true), as_array(y_pred), losses.name_of(self)
    if not isinstance(target, Array) or not isinstance(output, Array) or target.shape is None or output.shape is None:
        return ctx.unknown()
    if name is None or "keras" in (target.library, output.library):
        return ctx.unknown()  # of symbolic tensors
    verdicts = [
        losses.check(name, output.shape, target.shape, generation, kind=target.kind, in_fit=False)
        for generation in ctx.generations
    ]
    first = next(iter(verdicts), None)
    return (
        first if isinstance(first, Conflict) and all(isinstance(one, Conflict) for one in verdicts) else ctx.unknown()
    )
