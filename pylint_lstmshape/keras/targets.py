"""Targets against outputs: which y belongs to which output, and what its loss and metrics say to the two shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pylint_lstmshape.domain.containers import DictValue, ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim, equal, substitute
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, Array, Constant, Value
from pylint_lstmshape.facts import Described, LayerInfo, NoProbabilities, TargetBroadcast, TargetConflict
from pylint_lstmshape.keras import backends, losses, meeting, training_arguments, training_inputs
from pylint_lstmshape.keras.graphs import Graph
from pylint_lstmshape.keras.layers import masks
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.values import BATCH, LayerValue, is_open
from pylint_lstmshape.knowledge import Context

(_BATCH,) = BATCH.atoms
_WITH_ACTIVATION = tuple(f"keras.layers.{one}" for one in ("Dense", "Activation", "LSTM", "GRU", "SimpleRNN"))


@dataclass(frozen=True)
class Output:
    """One output: its shape in each Keras generation, and the layer that makes it."""

    shapes: Mapping[int, Shape | None]
    layer: LayerInfo | None = None
    activation: str | None = None
    tensor: Array | None = None


def outputs_of(model: ModelValue, found: meeting.Meeting) -> list[Output]:
    """The outputs of a call, from what each generation gives."""
    graph = next(iter(model.state.graphs.values()), None)
    number = max((len(shapes) for shapes in found.outputs.values()), default=0)
    layers = meeting.last_layers(graph) if graph is not None and len(graph.outputs) == number else [None] * number
    if found.layers:
        return [
            Output(
                {generation: shapes[index] for generation, shapes in found.outputs.items()},
                None if layer is None else layer.info,
                None if layer is None else _activation_of(layer),
            )
            for index, layer in enumerate(found.layers)
        ]
    return [
        Output(
            {generation: shapes[index] for generation, shapes in found.outputs.items() if index < len(shapes)},
            layers[index],
            _activation(graph, index),
            graph.outputs[index] if layers[index] is not None and graph is not None else None,
        )
        for index in range(number)
    ]


def of_so_many(outputs: Sequence[Output], number: Dim | None, samples: Dim | None) -> list[Output]:
    """The outputs, where it is known of an array how many `samples` there are, and of x only that they are `number`."""
    atoms = () if number is None else tuple(number.atoms)
    if samples is None or samples.constant is None or len(atoms) != 1 or number != Dim({atoms: 1}):
        return [*outputs]
    return [
        replace(
            one,
            shapes={
                generation: shape and tuple(substitute(dim, atoms[0], samples) for dim in shape)
                for generation, shape in one.shapes.items()
            },
        )
        for one in outputs
    ]


def _activation(graph: Graph | None, index: int) -> str | None:
    node = graph.outputs[index].node if graph is not None and index < len(graph.outputs) else None
    return None if node is None else _activation_of(node.layer)


def _activation_of(layer: Value | None) -> str | None:
    if not isinstance(layer, LayerValue) or not layer.info.path.startswith(_WITH_ACTIVATION):
        return None
    return losses.activation_of(layer.spec.config.get("activation"))


def read(ctx: Context, y: Value, outputs: Sequence[Output], source: Described | None) -> list[Described] | None:
    """The targets in the order of the outputs; None where nobody knows. `source`: the generator they come from."""
    if y == NONE or not outputs:
        return None
    layers = [one.layer.name if one.layer is not None else "" for one in outputs]
    found = training_inputs.arrays(ctx, y, layers, source)
    return found if isinstance(found, list) else None


def check(
    ctx: Context,
    model: ModelValue,
    targets: Sequence[Described],
    outputs: Sequence[Output],
    batches: Sequence[Dim | None],
    method: str,
    role: str,
    weighted: bool,
) -> None:
    """Record what each loss and metric rejects or broadcasts; `batches` are the sizes that batches have, `weighted`: with weights."""
    compiled = model.state.compiled
    if compiled is None:
        return
    _check_names(ctx, model, outputs, method)
    if len(targets) != len(outputs):
        if losses.name_of(compiled.loss) is not None:
            text = f"the model has {len(outputs)} outputs, but gets {len(targets)} targets"
            meeting.record_count(ctx, model, targets, Conflict("outputs", text), method, frozenset({3}))
        return
    for index, (target, output) in enumerate(zip(targets, outputs, strict=True)):
        loss = losses.name_of(_part(compiled.loss, index, output, len(outputs)) or NONE)
        rejected = loss is not None and _check_one(ctx, model, target, output, loss, batches, method, role, weighted)
        if len(outputs) == 1 and not rejected:
            for metric in names(compiled.metrics):
                _check_metric(ctx, model, target, output, metric, batches, method, role)


def _check_names(ctx: Context, model: ModelValue, outputs: Sequence[Output], method: str) -> None:
    """Record losses by names that no output has, and (Keras 3) a list of metrics that is not one for each output."""
    compiled, graph = model.state.compiled, next(iter(model.state.graphs.values()), None)
    if compiled is None or graph is None or not graph.sure or graph.output_keys:
        return
    known = [one.layer.name if one.layer is not None else "" for one in outputs]
    keys = [key for key, _ in compiled.loss.cell.content.items] if isinstance(compiled.loss, DictValue) else []
    texts = [key.value for key in keys if isinstance(key, Constant) and isinstance(key.value, str)]
    wrong = [text for text in texts if text not in known]
    if wrong and all(known):
        text = f"loss has the key {wrong[0]!r}, but the outputs are {', '.join(map(repr, known))}"
        training_arguments.report(ctx, model, method, Conflict("loss", text))
    metrics = compiled.metrics
    items = metrics.cell.content.items if isinstance(metrics, ListValue) else None
    if items and len(outputs) > 1 and graph.is_list and len(items) != len(outputs):
        text = f"metrics has {len(items)} entries for {len(outputs)} outputs: give a list for each, or a dict by name"
        training_arguments.report(ctx, model, method, Conflict("metrics", text), frozenset({3}))


def _part(loss: Value, index: int, output: Output, number: int) -> Value | None:
    """The loss of one output."""
    if isinstance(loss, DictValue):
        name = output.layer.name if output.layer is not None else ""
        return loss.cell.content.get(Constant(name)) if name else None
    if isinstance(loss, ListValue | TupleValue):
        items = loss.cell.content.items if isinstance(loss, ListValue) else loss.elements.items
        return items[index] if items is not None and len(items) == number else None
    return loss


def names(metrics: Value) -> list[str]:
    """The canonical names of the metrics in a list."""
    items = metrics.cell.content.items if isinstance(metrics, ListValue) else None
    items = metrics.elements.items if isinstance(metrics, TupleValue) else items
    return [name for item in items or () if (name := losses.name_of(item)) is not None]


def loss_of(model: ModelValue, output: Output) -> str | None:
    """The name of the loss that a model of one output was compiled with."""
    compiled = model.state.compiled
    return None if compiled is None else losses.name_of(_part(compiled.loss, 0, output, 1) or NONE)


def pair_of(output: Output, generation: int, given: Shape | None, batch: Dim | None) -> tuple[Shape, Shape] | None:
    """Output and target shape of one batch; None where they are unknown."""
    made = output.shapes.get(generation)
    if not made or given is None:
        return None
    if not given:
        return made, given
    size = batch if batch is not None else BATCH
    rows = size
    alike = is_open(made[0]) or equal(made[0], given[0])
    if alike is not True:
        drawn = None if output.tensor is None else output.tensor.shape
        if not drawn or any(_BATCH in dim.atoms for dim in drawn[1:]) or _BATCH not in drawn[0].atoms:
            return None  # nobody knows what the first axis of the output is
        if drawn[0] == BATCH and alike is False:
            return None  # the samples differ, of which others tell
        rows = substitute(drawn[0], _BATCH, size)
    return (rows, *made[1:]), (size, *given[1:])


def _masked(output: Output, generation: int) -> int:
    """How many axes of the output its mask has, 0 where there is none or nobody knows."""
    mask = None if output.tensor is None else masks.of(output.tensor, generation)
    if not isinstance(mask, tuple) or output.tensor is None or not output.tensor.shape:
        return 0
    return len(mask) if mask == output.tensor.shape[: len(mask)] else 0


def _rows(output: Output) -> Dim:
    """The first axis of an output for one batch: other than the batch where a layer joins or folds along it."""
    drawn = None if output.tensor is None else output.tensor.shape
    return drawn[0] if drawn and _BATCH in drawn[0].atoms else BATCH


def _pairs(
    output: Output, generation: int, target: Described, batches: Sequence[Dim | None]
) -> Iterator[tuple[Shape, Shape]]:
    """Output and target shape of each size of batch."""
    for batch in batches:
        pair = pair_of(output, generation, training_inputs.shape_of(target), batch)
        if pair is not None and (pair[1] or target.stream):
            yield pair


def _check_one(
    ctx: Context,
    model: ModelValue,
    target: Described,
    output: Output,
    loss: str,
    batches: Sequence[Dim | None],
    method: str,
    role: str,
    weighted: bool,
) -> bool:
    """Whether the loss raises in some generation."""
    _check_probabilities(ctx, model, output, loss, method)
    rejected: dict[int, Conflict] = {}
    broadcast: set[int] = set()
    array = target.value
    if not isinstance(array, Array):
        return False  # nobody knows what it is
    shape: Shape = ()
    for generation in sorted(ctx.generations & set(output.shapes)):
        for pair in _pairs(output, generation, target, batches):
            verdict = losses.check(
                loss,
                *pair,
                generation,
                kind=array.kind,
                values=array.range,
                reached=array.reached,
                activation=output.activation,
            )
            shape = (_rows(output), *pair[0][1:])
            if not isinstance(verdict, Conflict) and not weighted:
                verdict = losses.masked(loss, *pair, _masked(output, generation), generation) or verdict
            if isinstance(verdict, Conflict):
                rejected.setdefault(generation, verdict)
            elif verdict == "broadcast":
                broadcast.add(generation)
    broadcast -= set(rejected)
    _record_rejected(ctx, model, target, output, loss, rejected, shape, method, role)
    if broadcast:
        where = frozenset(broadcast)
        layer, tensor = output.layer, output.tensor
        ctx.record(TargetBroadcast(target.site, method, model.info, target, shape, loss, where, role, layer, tensor))
    return bool(rejected)


def _check_probabilities(ctx: Context, model: ModelValue, output: Output, loss: str, method: str) -> None:
    """Record a crossentropy of numbers that are no probabilities, where its name is given: from_logits is False then."""
    compiled = model.state.compiled
    shape = next((one for one in output.shapes.values() if one), None)
    named = compiled is not None and isinstance(compiled.loss, Constant)
    if named and shape and output.layer is not None and losses.is_crossentropy(loss):
        if output.activation in losses.NO_PROBABILITIES:
            ctx.record(NoProbabilities(ctx.site, method, model.info, output.layer, loss, output.activation, shape))


def _check_metric(
    ctx: Context,
    model: ModelValue,
    target: Described,
    output: Output,
    metric: str,
    batches: Sequence[Dim | None],
    method: str,
    role: str,
) -> None:
    rejected: dict[int, Conflict] = {}
    shape: Shape = ()
    for generation in sorted(ctx.generations & set(output.shapes)):
        for pair in _pairs(output, generation, target, batches):
            conflict = losses.check_metric(metric, *pair, generation)
            if conflict is not None:
                rejected.setdefault(generation, conflict)
                shape = (_rows(output), *pair[0][1:])
    _record_rejected(ctx, model, target, output, metric, rejected, shape, method, role)


def _record_rejected(
    ctx: Context,
    model: ModelValue,
    target: Described,
    output: Output,
    loss: str,
    rejected: Mapping[int, Conflict],
    shape: Shape,
    method: str,
    role: str,
) -> None:
    """Record in one fact what a loss or metric rejects in which generations."""
    if not backends.is_tensorflow(ctx):
        rejected = {where: one for where, one in rejected.items() if one.error != "InvalidArgumentError"}
    if rejected:
        fact = TargetConflict(target.site, method, model.info, target, shape, loss, rejected[max(rejected)])
        compiled = None if model.state.compiled is None else model.state.compiled.site
        layer, tensor, where = output.layer, output.tensor, frozenset(rejected)
        ctx.record(replace(fact, generations=where, role=role, last_layer=layer, tensor=tensor, compiled=compiled))
