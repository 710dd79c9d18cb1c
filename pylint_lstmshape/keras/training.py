"""compile, fit, evaluate, predict and their kin: data meets the model, targets meet its output.

Sources: Keras 3 `backend/tensorflow/trainer.py`, `trainers/trainer.py`; Keras 2 `engine/training.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import (
    NONE,
    TRUE,
    Array,
    Attributes,
    Constant,
    DictValue,
    Elements,
    Entries,
    Instance,
    LibraryObject,
    ListValue,
    Real,
    Run,
    TupleValue,
    Unknown,
    Value,
)
from pylint_lstmshape.facts import DataConflict, DataGiven, Described, ModelCall
from pylint_lstmshape.keras import functional, meeting, subclassed, targets, training_inputs
from pylint_lstmshape.keras.graphs import ARRAYS
from pylint_lstmshape.keras.model_values import Compiled, ModelValue, model_of
from pylint_lstmshape.keras.training_inputs import Data
from pylint_lstmshape.knowledge import Context, models

_AUTO, _ONE, _ZERO, _RMSPROP = Constant("auto"), Constant(1), Constant(0.0), Constant("rmsprop")
_BOTH = frozenset({2, 3})
_ON_BATCH = frozenset({2})  # only Keras 2 compares the samples of a single batch before it runs


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
        ctx.heap.write(model.cell, replace(model.state, compiled=Compiled(loss, metrics, ctx.site)))
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
    data = training_inputs.read(ctx, x, y, sample_weight)
    whole = validation_split in (Constant(0.0), Constant(0), NONE)
    _session(ctx, self, data, batch_size if whole else ctx.unknown(), "fit")
    _validate(ctx, self, validation_data, others.get("validation_batch_size", batch_size), "fit")
    return _history(ctx)


@models("keras.Model.fit_generator")
def fit_generator(
    ctx: Context, self: Value, generator: Value, steps_per_epoch: Value = NONE, epochs: Value = NONE, **others: Value
) -> Value:
    """A History (Keras 2 only)."""
    _session(ctx, self, training_inputs.read(ctx, generator), NONE, "fit_generator")
    _validate(ctx, self, others.get("validation_data", NONE), NONE, "fit_generator")
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
    _session(ctx, self, training_inputs.read(ctx, x, y, sample_weight), batch_size, "evaluate")
    return _scores(ctx, self)


@models("keras.Model.evaluate_generator")
def evaluate_generator(ctx: Context, self: Value, generator: Value, **others: Value) -> Value:
    """As evaluate (Keras 2 only)."""
    _session(ctx, self, training_inputs.read(ctx, generator), NONE, "evaluate_generator")
    return _scores(ctx, self)


@models("keras.Model.train_on_batch")
def train_on_batch(ctx: Context, self: Value, x: Value, y: Value = NONE, **others: Value) -> Value:
    """The loss, or a list of it and the metrics."""
    _session(ctx, self, Data(x, y, others.get("sample_weight", NONE)), ctx.unknown(), "train_on_batch")
    return _scores(ctx, self)


@models("keras.Model.test_on_batch")
def test_on_batch(ctx: Context, self: Value, x: Value, y: Value = NONE, **others: Value) -> Value:
    """The loss, or a list of it and the metrics."""
    _session(ctx, self, Data(x, y, others.get("sample_weight", NONE)), ctx.unknown(), "test_on_batch")
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
    return _predict(ctx, self, training_inputs.read(ctx, x), "predict")


@models("keras.Model.predict_proba")
def predict_proba(ctx: Context, self: Value, x: Value, batch_size: Value = NONE, verbose: Value = NONE) -> Value:
    """As predict (Keras 2 only)."""
    return _predict(ctx, self, training_inputs.read(ctx, x), "predict_proba")


@models("keras.Model.predict_on_batch")
def predict_on_batch(ctx: Context, self: Value, x: Value) -> Value:
    """The outputs for one batch."""
    return _predict(ctx, self, Data(x), "predict_on_batch")


@models("keras.Model.predict_generator")
def predict_generator(ctx: Context, self: Value, generator: Value, **others: Value) -> Value:
    """As predict (Keras 2 only)."""
    return _predict(ctx, self, training_inputs.read(ctx, generator), "predict_generator")


@models("keras.Sequential.predict_classes")
def predict_classes(ctx: Context, self: Value, x: Value, batch_size: Value = NONE, verbose: Value = NONE) -> Value:
    """Class ids: argmax over the last axis, or for one unit whether it is above 0.5 (Keras 2 only)."""
    scores = _predict(ctx, self, training_inputs.read(ctx, x), "predict_classes")
    if not isinstance(scores, Array) or not scores.shape:
        return ctx.unknown()
    last = scores.shape[-1].constant
    if last is None:
        return Array(None, "i")
    return Array(scores.shape if last == 1 else scores.shape[:-1], "i")


def _predict(ctx: Context, self: Value, data: Data, method: str) -> Value:
    model = model_of(ctx, self)
    found = _session(ctx, self, data, NONE, method)
    if model is None or found is None or (model.kind == "Functional" and not model.state.graphs):
        return ctx.unknown()  # one array, or a list of several
    shapes, number = found
    outputs = meeting.arrays([meeting.of_batch(ctx, shape, number) for shape in shapes], "numpy")
    return functional.packed(ctx, model, outputs)


def _session(
    ctx: Context, self: Value, data: Data, batch_size: Value, method: str, role: str = "training"
) -> tuple[list[Shape | None], Dim | None] | None:
    """One call with data: the output shapes for its samples and their number; None where not even that is known."""
    model = model_of(ctx, self)
    arrays = [one for part in (data.x, data.y) for one in training_inputs.every_array(part)]
    ctx.record(DataGiven(ctx.site, method, tuple(arrays), role))
    if model is None or data.x == NONE:
        return None
    _check_lists(ctx, model, data, method, role)
    is_own = isinstance(self, Instance) and not model.state.graphs and not model.state.layers
    if is_own:
        given: list[Described | None] | None = _given(ctx, data)
        found = subclassed.forward(ctx, self, data, method)
    else:
        given = functional.match(ctx, model, data.x, method, data.source)
        if given is None:
            _check_samples(ctx, model, [*_loose(ctx, data.x), *_loose(ctx, data.y)], data, method)
            return None
        found = meeting.meet(ctx, model, given, method, mode=data.mode, role=role)
    known = [one for one in given or () if one is not None]
    outputs = targets.outputs_of(model, found)
    wanted = [] if method.startswith("predict") else targets.read(ctx, data.y, outputs, data.source) or []
    every = [*known, *(wanted or _loose(ctx, data.y)), *_weights(ctx, data)]
    _check_samples(ctx, model, every, data, method)
    number = training_inputs.samples(known)
    if wanted and not (is_own and subclassed.trains_itself(ctx, self)):
        batch = number if method.endswith("on_batch") else training_inputs.first_batch(number, batch_size, data.mode)
        targets.check(ctx, model, wanted, outputs, batch, method, role)
    shapes = meeting.merge(ctx, found)
    if known or model.state.layers:
        arrays = meeting.arrays(shapes or (), "numpy")
        ctx.record(ModelCall(ctx.site, method, model.info, tuple(known), tuple(wanted), tuple(arrays), role))
    if shapes is None:
        return None
    return shapes, number if data.mode == ARRAYS and not _may_pad(model, number) else None


def _may_pad(model: ModelValue, number: Dim | None) -> bool:
    """Whether a last batch of one may come out as a full one: of a stateful model with a declared batch size."""
    inputs = [tensor.shape for graph in model.state.graphs.values() for tensor in graph.inputs]
    sizes = [size for shape in inputs if shape and (size := shape[0].constant) is not None]
    rows = None if number is None else number.constant
    return any(size > 1 and (rows is None or rows % size == 1) for size in sizes)


def _given(ctx: Context, data: Data) -> list[Described | None]:
    found = training_inputs.arrays(ctx, data.x, ("",), data.source)
    return list(found) if isinstance(found, list) else []


def _loose(ctx: Context, value: Value) -> list[Described]:
    """The arrays in x or y whatever the model takes: their samples count all the same."""
    found = training_inputs.arrays(ctx, value, ("",))
    return found if isinstance(found, list) else []


def _weights(ctx: Context, data: Data) -> list[Described]:
    return [training_inputs.described(ctx, data.weights)] if training_inputs.array_of(data.weights) is not None else []


def _check_lists(ctx: Context, model: ModelValue, data: Data, method: str, role: str) -> None:
    found = training_inputs.list_conflict(data, method)
    if found is not None and found[2] & ctx.generations:
        seen = ctx.describe(found[0])
        where = found[2] & ctx.generations
        ctx.record(DataConflict(seen.site, method, model.info, seen, found[1], where, role))


def _check_samples(ctx: Context, model: ModelValue, given: Sequence[Described], data: Data, method: str) -> None:
    conflict = training_inputs.sample_conflict(given) if data.mode == ARRAYS else None
    if conflict is not None:
        where = _ON_BATCH if method.endswith("on_batch") else _BOTH
        meeting.record_count(ctx, model, given, conflict, method, where)


def _validate(ctx: Context, self: Value, validation: Value, batch_size: Value, method: str) -> None:
    if validation == NONE or isinstance(validation, Unknown):
        return
    items = validation.elements.items if isinstance(validation, TupleValue) else None
    items = validation.cell.content.items if isinstance(validation, ListValue) else items
    if items is None:
        data = training_inputs.read(ctx, validation)
        if data.x is validation:
            return
    elif len(items) in (2, 3):
        data = Data(items[0], items[1], items[2] if len(items) == 3 else NONE)
    else:
        return
    _session(ctx, self, data, batch_size, method, "validation")


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
