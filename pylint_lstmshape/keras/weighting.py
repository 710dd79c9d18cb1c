"""Weights of samples against the losses they multiply: `sample_weight`, and what `class_weight` makes of y.

Sources: Keras 3 `losses/loss.py` (reduce_weighted_values), `trainers/data_adapters/data_adapter_utils.py`
(class_weight_to_sample_weights: always one for each sample); Keras 2 `utils/losses_utils.py` (compute_weighted_loss:
weights of an axis more lose their last one, weights of an axis less get one).
"""

from __future__ import annotations

from pylint_lstmshape.domain.containers import DictValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import NONE, Value
from pylint_lstmshape.facts import BOTH
from pylint_lstmshape.keras import losses, training_arguments, training_inputs
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.targets import Output, loss_of, pair_of
from pylint_lstmshape.keras.training_inputs import Data
from pylint_lstmshape.knowledge import Context


def check(ctx: Context, model: ModelValue, data: Data, output: Output, batch: Dim | None, method: str) -> None:
    """Record weights that cannot multiply the losses of the model's one output."""
    loss, target = loss_of(model, output), training_inputs.array_of(data.y)
    if loss is None or target is None or (data.weights == NONE and not isinstance(data.class_weights, DictValue)):
        return
    where: dict[int, Conflict] = {}
    wanted: dict[str, None] = {}
    for generation in sorted(ctx.generations & set(output.shapes)):
        pair = pair_of(output, generation, target.shape, batch)
        values = None if pair is None else losses.of_samples(loss, *pair, generation)
        given = _weights(data, target.shape, generation)
        if pair is None or not values or not given:
            continue
        found = losses.weigh(values, (values[0], *given[1:]), generation)
        if found is not None:
            where[generation] = found
            wanted |= dict.fromkeys(map(show, (values, (values[0], *(Dim.of(1) for _ in values[1:])))))
    if where:
        parameter = "sample_weight" if data.weights != NONE else "class_weight"
        conflict = where[max(where)]
        shape = "its shape must be" if data.weights != NONE else "give a sample_weight of shape"
        text = f"{parameter} of shape {conflict.text} of {loss}: {shape} {' or '.join(wanted)}"
        told = Conflict("weights", text)
        training_arguments.report(ctx, model, method, told, frozenset(where) & BOTH, parameter)


def _weights(data: Data, target: Shape | None, generation: int) -> Shape | None:
    """The shape of the weights; those of classes are for each sample in Keras 3, for each class id in Keras 2."""
    if data.weights != NONE:
        array = training_inputs.array_of(data.weights)
        return None if array is None else array.shape
    if not target or len(target) > 2:
        return None
    return target[:1] if generation == 3 else target[:-1] if len(target) > 1 else target


def may_lack(class_weights: Value, y: Value, generations: frozenset[int]) -> bool:
    """Whether y may hold a class that class_weight has no weight for, which Keras 2 finds out when it comes."""
    target = training_inputs.array_of(y)
    if 2 not in generations or not isinstance(class_weights, DictValue) or target is None or not target.shape:
        return False
    number = len(class_weights.cell.content.items)
    if len(target.shape) > 1 and target.shape[-1] != 1:
        classes = target.shape[-1].constant
        return classes is None or classes > number
    return target.range.high is None or target.range.high >= number
