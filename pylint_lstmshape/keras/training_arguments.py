"""What compile, fit and their kin take besides data, in each Keras generation: parameters, methods, kinds of values.

Sources: Keras 3 `trainers/trainer.py`, `backend/tensorflow/trainer.py`; Keras 2 `engine/training.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from pylint_lstmshape.domain.containers import DictValue, ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import NONE, Array, Constant, Real, Unknown, Value
from pylint_lstmshape.facts import BOTH, CallConflict
from pylint_lstmshape.keras import optimizers, training_inputs
from pylint_lstmshape.keras.graphs import ARRAYS
from pylint_lstmshape.keras.layers.checks import WHOLE, nearest, perhaps
from pylint_lstmshape.keras.model_values import ModelValue, common_graph, model_of
from pylint_lstmshape.keras.training_inputs import Data
from pylint_lstmshape.knowledge import Context, lookup

_TWO, _THREE = frozenset({2}), frozenset({3})
_QUEUE = ("max_queue_size", "workers", "use_multiprocessing")

# The parameters that a method has beyond those its transfer function names; the second tuple: in Keras 2 only.
PARAMETERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "compile": (("run_eagerly", "steps_per_execution", "jit_compile"), ("pss_evaluation_shards",)),
    "fit": (
        ("initial_epoch", "steps_per_epoch", "validation_steps", "validation_batch_size", "validation_freq"),
        _QUEUE,
    ),
    "evaluate": (("steps", "callbacks", "return_dict"), _QUEUE),
    "predict": ((), _QUEUE),
    "train_on_batch": (("sample_weight", "class_weight", "return_dict"), ("reset_metrics",)),
    "test_on_batch": (("sample_weight", "return_dict"), ("reset_metrics",)),
}
# Old names: their successor.
_SUCCESSORS = {
    "nb_epoch": "epochs",
    "epoch": "epochs",
    "val_data": "validation_data",
    "nb_val_samples": "validation_steps",
    "samples_per_epoch": "steps_per_epoch",
}
_KERAS_1 = {"nb_epoch", "nb_val_samples", "samples_per_epoch"}  # Keras 2.0 to 2.3 still takes them
# Methods that Keras 3 does not have, and what to write there.
GONE = {
    "fit_generator": "model.fit(generator)",
    "evaluate_generator": "model.evaluate(generator)",
    "predict_generator": "model.predict(generator)",
    "predict_classes": "model.predict(x).argmax(axis=-1), or model.predict(x) > 0.5 where it ends in one unit",
    "predict_proba": "model.predict(x)",
    "reset_states": "layer.reset_states() for each recurrent layer",
}
_GONE_EARLY = ("predict_classes", "predict_proba")  # since TensorFlow 2.6
# Words that compile takes besides its parameters in Keras 2 (engine/training.py, _validate_compile).
_COMPILE_2 = (
    "sample_weight_mode",
    "target_tensors",
    "distribute",
    "experimental_steps_per_execution",
    "cloning",
    "experimental_run_tf_function",
)


def report(
    ctx: Context, model: ModelValue, method: str, conflict: Conflict, where: frozenset[int] = BOTH, parameter: str = ""
) -> None:
    """Record that a call rejects an argument, at the argument's place."""
    generations = where & ctx.generations
    if generations:
        seen = ctx.argument(parameter) if parameter else None
        ctx.record(CallConflict(seen.site if seen else ctx.site, method, model.info, conflict, generations))


def check_method(ctx: Context, self: Value, method: str) -> None:
    """Record that Keras 3 has no such method."""
    model = model_of(ctx, self)
    if model is None:
        return
    where = BOTH if method in _GONE_EARLY and not ctx.early else _THREE
    text = f"Keras {min(where & ctx.generations, default=3)} has no {method}: write {GONE[method]}"
    report(ctx, model, method, Conflict("method", text), where)


def meant(method: str, name: str) -> str:
    """The parameter that an argument which the method does not take is meant for; "" where nobody knows."""
    entry = lookup(f"keras.Model.{method}")
    known = {*(entry.signature.parameters if entry is not None else ()), *PARAMETERS[method][0]}
    return _SUCCESSORS.get(name) or nearest(name, known - {"ctx", "self", "others", "x", "y"}, 0.75)


def check_names(ctx: Context, model: ModelValue, method: str, others: Iterable[str]) -> None:
    """Record the keyword arguments that the method has no parameter for."""
    shared, older = PARAMETERS[method]
    for name in others:
        if name in shared:
            continue
        translated = name in _KERAS_1 and ctx.translates
        where = _THREE if name in older or translated or (method == "compile" and name in _COMPILE_2) else BOTH
        better = f": write {meant(method, name)}=" if meant(method, name) else ""
        text = f"{method} takes no argument {name}{' in Keras 3' if where == _THREE else ''}{better}"
        report(ctx, model, method, Conflict("argument", text), where, name)


def check_optimizer(ctx: Context, model: ModelValue, optimizer: Value) -> None:
    """Record a string that is no optimizer but nearly one."""
    text = optimizer.value if isinstance(optimizer, Constant) else None
    meant = optimizers.misspelt(text) if isinstance(text, str) else None
    if meant is not None:
        told = f"optimizer={text!r} names no optimizer that Keras knows{perhaps(meant)}"
        report(ctx, model, "compile", Conflict("name", told, instead=meant), BOTH, "optimizer")


def check_whole(ctx: Context, model: ModelValue, method: str, parameter: str, number: Value) -> None:
    """Record a batch_size, or epochs, that is no whole number."""
    if isinstance(number, Real) or (isinstance(number, Constant) and isinstance(number.value, float | str)):
        text = f"{parameter} must be a whole number: write int(...), or // instead of /"
        report(ctx, model, method, Conflict(WHOLE, text), BOTH, parameter)


def check_batch_size(ctx: Context, model: ModelValue, method: str, batch_size: Value) -> None:
    """Record a batch size that is no whole number, or none at all."""
    check_whole(ctx, model, method, "batch_size", batch_size)
    if batch_size == Constant(0):
        report(ctx, model, method, Conflict("batch size", "batch_size must be at least 1"), _TWO, "batch_size")


def check_split(ctx: Context, model: ModelValue, data: Data, split: Value) -> None:
    """Record a validation_split that leaves nothing to train on, or that cannot be cut from a generator."""
    if not isinstance(split, Constant) or not isinstance(split.value, int | float) or not split.value:
        return
    if data.mode != ARRAYS:
        text = "validation_split needs arrays: a generator or Dataset cannot be cut in two"
        report(ctx, model, "fit", Conflict("split", text), BOTH, "validation_split")
        return
    if split.value > 1:
        text = f"validation_split={split.value} must be the share to validate on, between 0 and 1"
        report(ctx, model, "fit", Conflict("split", text), _TWO, "validation_split")
        return
    rows = _rows(data.x)
    if rows is None or rows.constant is None or not 0 < split.value <= 1:
        return
    if math.floor(rows.constant * (1 - float(split.value))) == 0:
        text = f"validation_split={split.value} leaves none of the {rows} samples to train on"
        report(ctx, model, "fit", Conflict("split", text), BOTH, "validation_split")


def _rows(x: Value) -> Dim | None:
    array = training_inputs.array_of(x)
    return array.shape[0] if array is not None and array.shape else None


def check_validation(ctx: Context, model: ModelValue, validation: Value) -> None:
    """Record validation_data that is no (x, y)."""
    if isinstance(validation, Array):
        text = "validation_data is one array: write (x_val, y_val)"
        report(ctx, model, "fit", Conflict("validation", text), BOTH, "validation_data")
        return
    items = validation.elements.items if isinstance(validation, TupleValue) else None
    items = validation.cell.content.items if isinstance(validation, ListValue) else items
    if items is not None and len(items) < 2:
        text = "validation_data has no y: write (x_val, y_val)"
        report(ctx, model, "fit", Conflict("validation", text), _THREE, "validation_data")


def check_target(ctx: Context, model: ModelValue, method: str, data: Data, y: Value) -> None:
    """Record a y beside a generator or Dataset, which brings its own."""
    if y != NONE and not isinstance(y, Unknown) and data.mode != ARRAYS:
        text = "y must not be given beside a generator or Dataset: each of its elements is (x, y)"
        report(ctx, model, method, Conflict("target", text), BOTH, "y")


def check_class_weight(ctx: Context, model: ModelValue, method: str, weights: Value, y: Value) -> None:
    """Record class weights that are no dict, or that the targets of several outputs would share."""
    graph = common_graph(ctx.generations, model)
    outputs = len(graph.outputs) if graph is not None and graph.sure else 1
    given = weights.cell.content.items if isinstance(weights, DictValue) else ()
    if given and outputs > 1 and len(training_inputs.every_array(y)) > 1:
        text = f"class_weight is for models with one output, and this one has {outputs}"
        report(ctx, model, method, Conflict("class weight", text), BOTH, "class_weight")
        return
    is_text = isinstance(weights, Constant) and isinstance(weights.value, str)
    if is_text or isinstance(weights, ListValue | TupleValue | Array):
        text = "class_weight must be a dict from class id to weight, such as {0: 1.0, 1: 5.0}"
        report(ctx, model, method, Conflict("class weight", text), BOTH, "class_weight")
        return
    keys = [key for key, _ in weights.cell.content.items] if isinstance(weights, DictValue) else []
    if any(isinstance(key, Constant) and isinstance(key.value, str) for key in keys):
        text = "the keys of class_weight must be class ids, whole numbers from 0"
        report(ctx, model, method, Conflict("class weight", text), _TWO, "class_weight")
    numbers = [key.value for key in keys if isinstance(key, Constant) and isinstance(key.value, int)]
    if len(numbers) == len(keys) and sorted(numbers) != list(range(len(numbers))):
        text = f"class_weight has the classes {sorted(numbers)}: Keras 2 wants all of them from 0"
        report(ctx, model, method, Conflict("class weight", text), _TWO, "class_weight")
