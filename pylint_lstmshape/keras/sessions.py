"""One call with data: what is given meets the model, the targets meet its output, and all that raises is recorded.

Sources: Keras 3 `backend/tensorflow/trainer.py`, `trainers/trainer.py`; Keras 2 `engine/training.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, Constant, Unknown, Value
from pylint_lstmshape.facts import BOTH, CallConflict, DataConflict, DataGiven, Described, ModelCall
from pylint_lstmshape.keras import (
    backends,
    embedded,
    engine,
    functional,
    losses,
    meeting,
    sequential,
    stateful,
    subclassed,
    targets,
    traces,
    training_data,
    training_inputs,
    weighting,
)
from pylint_lstmshape.keras.graphs import ARRAYS
from pylint_lstmshape.keras.layers.checks import nearest, perhaps
from pylint_lstmshape.keras.model_values import ModelValue, model_of
from pylint_lstmshape.keras.training_arguments import report
from pylint_lstmshape.keras.training_data import Unusable
from pylint_lstmshape.keras.training_inputs import Data
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.knowledge import Context

_COMPARING = ("fit", "evaluate", "train_on_batch", "test_on_batch", "fit_generator", "evaluate_generator")


def run(
    ctx: Context,
    self: Value,
    data: Data,
    batch_size: Value,
    method: str,
    role: str = "training",
    split: Value = NONE,
    shuffle: Value = NONE,
) -> tuple[list[Shape | None], Dim | None] | None:
    """The output shapes of one call for its samples, and their number; None where not even that is known.

    `split` is fit's validation_split: then the batches are those of the parts. `shuffle` is fit's.
    """
    model = model_of(ctx, self)
    arrays = [one for part in (data.x, data.y) for one in training_inputs.every_array(part)]
    ctx.record(DataGiven(ctx.site, method, tuple(arrays), role))
    if model is None:
        return None
    unbuilt = frozenset(generation for generation in ctx.generations if model.graph(generation) is None)
    unbuilt = frozenset() if model.state.met else unbuilt
    is_own = isinstance(self, Instance) and not model.state.graphs and not model.state.layers
    loss = model.state.compiled.loss if model.state.compiled is not None else NONE
    is_instance = isinstance(self, Instance)
    wrong = training_data.empty(data, method) if is_instance else training_data.check(data, model, method, loss)
    _record_unusable(ctx, model, wrong, method, role)
    if not is_instance:
        _check_layers(ctx, model, method)
    _check_layer_names(ctx, model, method)
    if method in _COMPARING:
        _check_loss(ctx, model, method)
    if data.x == NONE:
        return None
    steps_itself = isinstance(self, Instance) and subclassed.steps_itself(ctx, self, method, role)
    if is_own or steps_itself:
        given: list[Described | None] | None = _given(ctx, data)
        found = (
            meeting.Meeting()
            if steps_itself
            else subclassed.forward(ctx, self, model, data, method, trains=meeting.trains(method, role))
        )
    else:
        given = functional.match(ctx, model, data.x, method, data.source)
        if given is None:
            _check_samples(
                ctx, model, [*_loose(ctx, data.x, data.source), *_loose(ctx, data.y, data.source)], data, method, split
            )
            return None
        trace = traces.trace_of(ctx, model, given, data, method, role)
        before = traces.earlier(model, trace)
        found = meeting.meet(ctx, model, given, method, mode=data.looked_at, role=role, before=before)
        traces.keep(ctx, model, trace)
    known = [one for one in given or () if one is not None]
    outputs = targets.outputs_of(model, found)
    wanted = [] if method.startswith("predict") else targets.read(ctx, data.y, outputs, data.source) or []
    every = [*known, *(wanted or _loose(ctx, data.y, data.source)), *_weights(ctx, data)]
    _check_samples(ctx, model, every, data, method, split)
    parts = stateful.parts(known, split)
    stateful.check(ctx, model, known, [*parts, *stateful.rest(data)], data.mode, batch_size, method, role)
    if data.mode == ARRAYS:
        stateful.check_first(ctx, model, known, batch_size, method, role, unbuilt)
    if data.mode == ARRAYS:
        stateful.check_shuffle(ctx, model, known, batch_size, shuffle)
    embedded.check(ctx, model, given or (), method, role)
    number = training_inputs.samples(known)
    if wanted and not (isinstance(self, Instance) and subclassed.trains_itself(ctx, self)):
        counted = training_inputs.counted([*known, *wanted])  # where the others have as many, or it raises anyway
        split_up = [rows for rows, _ in stateful.parts(counted, split)]
        dealt = [size for rows in split_up for size in training_inputs.batches(rows, batch_size, data)]
        batches = [number] if method.endswith("on_batch") else list(dict.fromkeys(dealt))
        weighted = data.weights != NONE or data.class_weights != NONE
        outputs = targets.of_so_many(outputs, number, training_inputs.samples(counted))
        targets.check(ctx, model, wanted, outputs, batches, method, role, weighted)
        if len(outputs) == 1:
            weighting.check(ctx, model, data, outputs[0], batches[0], method)
    shapes = meeting.merge(ctx, found)
    if known or model.state.layers:
        unsure = _may_fail(model) or weighting.may_lack(data.class_weights, data.y, ctx.generations)
        arrays = meeting.arrays(() if unsure else shapes or (), "numpy")
        told = wanted or _loose(ctx, data.y, data.source)  # where x does not fit, no output tells which target is whose
        ctx.record(ModelCall(ctx.site, method, model.info, tuple(known), tuple(told), tuple(arrays), role))
    if shapes is None:
        return None
    return shapes, number if data.mode == ARRAYS and not _may_pad(model, number) else None


def _may_fail(model: ModelValue) -> bool:
    """Whether a run hangs on more than shapes: on a GPU (CuDNN), on a rate that leaves nothing, on time that is first."""
    layers = [layer for layer in model.state.layers if isinstance(layer, LayerValue)]
    return any(
        layer.info.class_name.startswith("CuDNN")
        or layer.spec.config.flag("time_major") is True
        or any(_drops_all(layer.spec.config.get(name)) for name in ("rate", "dropout", "recurrent_dropout"))
        for layer in layers
    )


def _drops_all(rate: Value) -> bool:
    return isinstance(rate, Constant) and isinstance(rate.value, int | float) and rate.value >= 1


def _may_pad(model: ModelValue, number: Dim | None) -> bool:
    """Whether a last batch of one may come out as a full one: of a stateful model with a declared batch size."""
    inputs = [tensor.shape for graph in model.state.graphs.values() for tensor in graph.inputs]
    sizes = [size for shape in inputs if shape and (size := shape[0].constant) is not None]
    rows = None if number is None else number.constant
    return any(size > 1 and (rows is None or rows % size == 1) for size in sizes)


def _given(ctx: Context, data: Data) -> list[Described | None]:
    found = training_inputs.arrays(ctx, data.x, ("",), data.source)
    return list(found) if isinstance(found, list) else []


def _loose(ctx: Context, value: Value, source: Described | None) -> list[Described]:
    """The arrays in x or y whatever the model takes: their samples count all the same."""
    found = training_inputs.arrays(ctx, value, ("",), source)
    return found if isinstance(found, list) else []


def _weights(ctx: Context, data: Data) -> list[Described]:
    return [training_inputs.described(ctx, data.weights)] if training_inputs.array_of(data.weights) is not None else []


def _record_unusable(ctx: Context, model: ModelValue, unusable: Iterable[Unusable], method: str, role: str) -> None:
    for found in unusable:
        where = found.generations & ctx.generations
        if where:
            seen = ctx.describe(found.value)
            ctx.record(DataConflict(seen.site, method, model.info, seen, found.conflict, where, role))


def _check_samples(
    ctx: Context, model: ModelValue, given: Sequence[Described], data: Data, method: str, split: Value
) -> None:
    """Arrays that differ in samples. Of one batch Keras does not count them, but the loss cannot compare them.

    validation_split cuts all arrays where the first is to be cut, and leaves out what others have more.
    """
    conflict = training_inputs.sample_conflict(given, cut=split not in (Constant(0.0), Constant(0), NONE))
    if conflict is None:
        return
    is_compared = method in _COMPARING and _has_loss(model) and not training_inputs.has_one_sample(given)
    if data.mode == ARRAYS:
        where = frozenset({2}) if method.endswith("on_batch") and not is_compared else BOTH
    else:
        where = BOTH if is_compared else frozenset()
    meeting.record_count(ctx, model, given, conflict, method, where)


def _check_loss(ctx: Context, model: ModelValue, method: str) -> None:
    """Record a string that compile was given and that names no loss: found out when the model first needs it."""
    compiled = model.state.compiled
    text = compiled.loss.value if compiled is not None and isinstance(compiled.loss, Constant) else None
    if compiled is None or not isinstance(text, str):
        return
    where = frozenset(generation for generation in ctx.generations if not losses.knows_string(text, generation))
    if where:
        meant = nearest(text, losses.LOSSES, 0.75)
        conflict = Conflict("name", f"loss={text!r} in compile names no loss that Keras knows{perhaps(meant)}")
        ctx.record(CallConflict(compiled.site or ctx.site, method, model.info, conflict, where))


def _check_layers(ctx: Context, model: ModelValue, method: str) -> None:
    """Record a Sequential that data meets before any layer was added."""
    if sequential.is_empty(model):
        report(
            ctx,
            model,
            method,
            Conflict("layers", f"{method} runs a Sequential without layers: add them first"),
            frozenset({3}),
        )


def _check_layer_names(ctx: Context, model: ModelValue, method: str) -> None:
    """Record a layer whose name is none for a graph of TensorFlow: Keras 3 finds out when it makes one."""
    if 3 not in ctx.generations or not backends.makes_graphs(ctx, model):
        return
    for layer in model.state.layers:
        text = layer.spec.config.get("name") if isinstance(layer, LayerValue) else NONE
        if isinstance(layer, LayerValue) and isinstance(text, Constant) and isinstance(text.value, str):
            if engine.NO_SCOPE.search(text.value):
                told = f"{layer.info.class_name} has name={text.value!r}: letters, digits and _ . - only"
                report(ctx, model, method, Conflict("layer name", told), frozenset({3}))
                return


def _has_loss(model: ModelValue) -> bool:
    return model.state.compiled is not None and losses.name_of(model.state.compiled.loss) is not None


def validate(ctx: Context, self: Value, validation: Value, batch_size: Value, method: str) -> None:
    """What fit does with validation_data: as evaluate."""
    if validation == NONE or isinstance(validation, Unknown):
        return
    ctx = ctx.within("validation_data")
    items = validation.elements.items if isinstance(validation, TupleValue) else None
    items = validation.cell.content.items if isinstance(validation, ListValue) else items
    if items is None:
        data = training_inputs.read(ctx, validation)
        if data.origin is None:
            return
    elif len(items) in (2, 3):
        data = Data(items[0], items[1], items[2] if len(items) == 3 else NONE)
    else:
        return
    run(ctx, self, data, batch_size, method, "validation")
