"""compile, fit, evaluate, predict and their kin: data meets the model, targets meet its output.

Sources: Keras 3 `backend/tensorflow/trainer.py`, `trainers/trainer.py`; Keras 2 `engine/training.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Run
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.values import NONE, TRUE, Array, Constant, Real, Value
from pylint_lstmshape.keras import functional, meeting, sessions, targets, training_arguments, training_inputs
from pylint_lstmshape.keras.model_values import Compiled, ModelValue, layer_info, model_of
from pylint_lstmshape.keras.training_inputs import Data
from pylint_lstmshape.knowledge import Context, models

_AUTO, _ONE, _ZERO, _RMSPROP = Constant("auto"), Constant(1), Constant(0.0), Constant("rmsprop")


@models("keras.Model.compile")
def compile_model(
    ctx: Context,
    self: Value,
    optimizer: Value = _RMSPROP,
    loss: Value = NONE,
    loss_weights: Value = NONE,
    metrics: Value = NONE,
    weighted_metrics: Value = NONE,
    **others: Value,
) -> Value:
    """Keep what the loss and the metrics are; the third and fourth parameter are the other way round in Keras 2."""
    model = model_of(ctx, self)
    if targets.names(loss_weights):
        metrics = loss_weights
    if model is not None:
        _check_call(ctx, self, "compile", others)
        training_arguments.check_optimizer(ctx, model, optimizer)
        eager = _flag(others.get("run_eagerly", NONE))
        jit = others.get("jit_compile", NONE) not in (NONE, Constant(False), _AUTO)
        compiled = Compiled(loss, metrics, ctx.site, jit, eager)
        ctx.heap.write(model.cell, replace(model.state, compiled=compiled, traces=()))
    return NONE


def _flag(value: Value) -> bool | None:
    return bool(value.value) if isinstance(value, Constant) else None


@models("keras.Model.run_eagerly.setter")
def set_run_eagerly(ctx: Context, self: Value, value: Value) -> Value:
    """`model.run_eagerly = value` after compile."""
    model = model_of(ctx, self)
    if model is not None:
        compiled = replace(model.state.compiled or Compiled(), eager=_flag(value))
        ctx.heap.write(model.cell, replace(model.state, compiled=compiled))
    return NONE


@models("keras.Model.fit")
def fit(
    ctx: Context,
    self: Value,
    x: Value = NONE,
    y: Value = NONE,
    batch_size: Value = NONE,
    epochs: Value = _ONE,
    verbose: Value = _AUTO,
    callbacks: Value = NONE,
    validation_split: Value = _ZERO,
    validation_data: Value = NONE,
    shuffle: Value = TRUE,
    class_weight: Value = NONE,
    sample_weight: Value = NONE,
    **others: Value,
) -> Value:
    """A History."""
    data = replace(training_inputs.read(ctx, x, y, sample_weight), class_weights=class_weight)
    data = replace(data, steps=others.get("steps_per_epoch", NONE))
    model = _check_call(ctx, self, "fit", others, batch_size)
    if model is not None:
        training_arguments.check_whole(ctx, model, "fit", "epochs", epochs)
        training_arguments.check_split(ctx, model, data, validation_split)
        training_arguments.check_validation(ctx, model, validation_data)
        training_arguments.check_class_weight(ctx, model, "fit", class_weight, data.y)
        training_arguments.check_target(ctx, model, "fit", data, y)
    sessions.run(ctx, self, data, batch_size, "fit", split=validation_split, shuffle=shuffle)
    sessions.validate(ctx, self, validation_data, others.get("validation_batch_size", batch_size), "fit")
    return _history(ctx)


def _check_call(
    ctx: Context, self: Value, method: str, others: Mapping[str, Value], batch_size: Value = NONE
) -> ModelValue | None:
    """The model of a call, whose further arguments are looked at."""
    model = model_of(ctx, self)
    if model is not None:
        training_arguments.check_names(ctx, model, method, others)
        training_arguments.check_batch_size(ctx, model, method, batch_size)
    return model


@models("keras.Model.fit_generator")
def fit_generator(
    ctx: Context, self: Value, generator: Value, steps_per_epoch: Value = NONE, epochs: Value = NONE, **others: Value
) -> Value:
    """A History (Keras 2 only)."""
    training_arguments.check_method(ctx, self, "fit_generator")
    sessions.run(ctx, self, training_inputs.read(ctx, generator), NONE, "fit_generator")
    sessions.validate(ctx, self, others.get("validation_data", NONE), NONE, "fit_generator")
    return _history(ctx)


@models("keras.Model.evaluate")
def evaluate(
    ctx: Context,
    self: Value,
    x: Value = NONE,
    y: Value = NONE,
    batch_size: Value = NONE,
    verbose: Value = _AUTO,
    sample_weight: Value = NONE,
    **others: Value,
) -> Value:
    """The loss, or a list of it and the metrics."""
    data = replace(training_inputs.read(ctx, x, y, sample_weight), steps=others.get("steps", NONE))
    model = _check_call(ctx, self, "evaluate", others, batch_size)
    if model is not None:
        training_arguments.check_target(ctx, model, "evaluate", data, y)
    sessions.run(ctx, self, data, batch_size, "evaluate")
    return _scores(ctx, self)


@models("keras.Model.evaluate_generator")
def evaluate_generator(ctx: Context, self: Value, generator: Value, **others: Value) -> Value:
    """As evaluate (Keras 2 only)."""
    training_arguments.check_method(ctx, self, "evaluate_generator")
    sessions.run(ctx, self, training_inputs.read(ctx, generator), NONE, "evaluate_generator")
    return _scores(ctx, self)


@models("keras.Model.train_on_batch")
def train_on_batch(ctx: Context, self: Value, x: Value, y: Value = NONE, **others: Value) -> Value:
    """The loss, or a list of it and the metrics."""
    _check_call(ctx, self, "train_on_batch", others)
    sessions.run(ctx, self, Data(x, y, others.get("sample_weight", NONE)), ctx.unknown(), "train_on_batch")
    return _scores(ctx, self)


@models("keras.Model.test_on_batch")
def test_on_batch(ctx: Context, self: Value, x: Value, y: Value = NONE, **others: Value) -> Value:
    """The loss, or a list of it and the metrics."""
    _check_call(ctx, self, "test_on_batch", others)
    sessions.run(ctx, self, Data(x, y, others.get("sample_weight", NONE)), ctx.unknown(), "test_on_batch")
    return _scores(ctx, self)


@models("keras.Model.predict")
def predict(
    ctx: Context,
    self: Value,
    x: Value,
    batch_size: Value = NONE,
    verbose: Value = _AUTO,
    steps: Value = NONE,
    callbacks: Value = NONE,
    **others: Value,
) -> Value:
    """The outputs for all samples."""
    _check_call(ctx, self, "predict", others, batch_size)
    return _predict(ctx, self, replace(training_inputs.read(ctx, x), steps=steps), "predict", batch_size)


@models("keras.Model.predict_proba")
def predict_proba(ctx: Context, self: Value, x: Value, batch_size: Value = NONE, verbose: Value = NONE) -> Value:
    """As predict (Keras 2 only)."""
    training_arguments.check_method(ctx, self, "predict_proba")
    return _predict(ctx, self, training_inputs.read(ctx, x), "predict_proba", batch_size)


@models("keras.Model.predict_on_batch")
def predict_on_batch(ctx: Context, self: Value, x: Value) -> Value:
    """The outputs for one batch."""
    return _predict(ctx, self, Data(x), "predict_on_batch")


@models("keras.Model.predict_generator")
def predict_generator(ctx: Context, self: Value, generator: Value, **others: Value) -> Value:
    """As predict (Keras 2 only)."""
    training_arguments.check_method(ctx, self, "predict_generator")
    return _predict(ctx, self, training_inputs.read(ctx, generator), "predict_generator")


@models("keras.Model.reset_states")
def reset_states(ctx: Context, self: Value, states: Value = NONE) -> Value:
    """None (Keras 2 only)."""
    training_arguments.check_method(ctx, self, "reset_states")
    return NONE


@models("keras.Sequential.predict_classes")
def predict_classes(ctx: Context, self: Value, x: Value, batch_size: Value = NONE, verbose: Value = NONE) -> Value:
    """Class ids: argmax over the last axis, or for one unit whether it is above 0.5 (Keras 2 only)."""
    training_arguments.check_method(ctx, self, "predict_classes")
    scores = _predict(ctx, self, training_inputs.read(ctx, x), "predict_classes", batch_size)
    if not isinstance(scores, Array) or not scores.shape:
        return ctx.unknown()
    last = scores.shape[-1].constant
    if last is None:
        return Array(None, "i")
    return scores.derived(scores.shape if last == 1 else scores.shape[:-1], "i")


def _predict(ctx: Context, self: Value, data: Data, method: str, batch_size: Value = NONE) -> Value:
    model = model_of(ctx, self)
    found = sessions.run(ctx, self, data, batch_size, method)
    if model is None or found is None or (model.kind == "Functional" and not model.state.graphs):
        return ctx.unknown()  # one array, or a list of several
    shapes, number = found
    if any(layer_info(layer) is None for layer in model.state.layers):
        number = ctx.fresh("rows")  # a layer nobody knows may fold the samples
    outputs = meeting.arrays([meeting.of_batch(ctx, shape, number) for shape in shapes], "numpy")
    return functional.packed(ctx, model, outputs)


def _history(ctx: Context) -> Value:
    losses = ListValue(Cell(Elements((Run(Real(ctx.unknown().key), ctx.fresh("epochs", 1)),))))
    history = DictValue(Cell(Entries((), Run(losses, ctx.fresh("metrics", 1)))))
    return LibraryObject("keras.callbacks.History", Cell(Attributes((("history", history),))))


def _scores(ctx: Context, self: Value) -> Value:
    """The loss; with metrics a list of numbers."""
    model = model_of(ctx, self)
    compiled = None if model is None else model.state.compiled
    if compiled is None:
        return ctx.unknown()
    if compiled.metrics == NONE:
        return Real(ctx.unknown().key) if not isinstance(compiled.loss, ListValue | DictValue) else ctx.unknown()
    items = compiled.metrics.cell.content.items if isinstance(compiled.metrics, ListValue) else None
    graph = None if model is None else next(iter(model.state.graphs.values()), None)
    if items is None or graph is None or len(graph.outputs) != 1:
        return ctx.unknown()
    if not items:
        return Real(ctx.unknown().key)
    return ListValue(Cell(Elements.of(Real(ctx.unknown().key) for _ in range(len(items) + 1))))
