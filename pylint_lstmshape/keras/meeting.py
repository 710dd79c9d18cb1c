"""Data meets model: what comes out in each Keras generation, and the facts about what does not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import Array, Range, Site
from pylint_lstmshape.facts import CountConflict, Described, Fact, InputAdapted, InputConflict, LayerConflict, LayerInfo
from pylint_lstmshape.keras import backends, graphs, ragged, sequential
from pylint_lstmshape.keras.graphs import Accepted, Graph, Rejection
from pylint_lstmshape.keras.layers.base import is_recurrent
from pylint_lstmshape.keras.layers.convolutional import NO_PLACE
from pylint_lstmshape.keras.model_values import ModelValue, Trace, layer_info
from pylint_lstmshape.keras.training_inputs import shape_of
from pylint_lstmshape.keras.values import BATCH, LayerValue, is_open
from pylint_lstmshape.keras.within import Within, flush
from pylint_lstmshape.knowledge import Context

TRACED = "traced"  # the kind of Conflict of an array with the rank that TensorFlow traced a function for


@dataclass(frozen=True)
class Meeting:
    """What one call found: for each generation that does not raise, the output shapes."""

    outputs: Mapping[int, tuple[Shape | None, ...]] = field(default_factory=dict)
    raised: frozenset[int] = frozenset()
    layers: tuple[LayerValue | None, ...] = ()  # of a model of the program's own: which gave each output as it is


def meet(
    ctx: Context,
    model: ModelValue,
    inputs: Sequence[Described | None],
    method: str,
    *,
    mode: str = graphs.ARRAYS,
    role: str = "training",
    before: Trace | None = None,
) -> Meeting:
    """Run the model on these arrays (None: nobody knows), build it where it is not built, and record what raises.

    `before`: what the TensorFlow function of this call was traced for earlier.
    """
    shapes = [None if one is None else shape_of(one) for one in inputs]
    eager = backends.is_eager(ctx) if method == "call" else backends.runs_eagerly(ctx, model)
    outcomes: dict[int, Accepted | Rejection] = {}
    raised: set[int] = set()
    built = {generation: graph for generation in ctx.generations if (graph := model.graph(generation)) is not None}
    built = {generation: graph for generation, graph in built.items() if len(graph.inputs) == len(shapes)}
    unbuilt = frozenset(generation for generation in ctx.generations if model.graph(generation) is None)
    for generation, graph in built.items():
        outcome = graphs.accept(graph, shapes, generation, mode, eager=eager is True)
        if isinstance(outcome, Accepted) and before is not None:
            outcome = _retraced(graph, shapes, before, generation) or outcome
        if isinstance(outcome, Rejection):
            unsure = not graph.sure or (eager is None and outcome.conflict.kind == NO_PLACE)
            if unsure or (method != "call" and _once_took(ctx, graph, shapes, generation, mode)):
                outcome = Accepted((None,) * len(graph.outputs))
            else:
                raised.add(generation)
        outcomes[generation] = outcome
    part: Within | None = None
    if unbuilt and not model.state.met:
        ctx.heap.write(model.cell, replace(model.state, met=True))
    if unbuilt and len(shapes) == 1 and sequential.can_build(model):
        part, made = _build(ctx, model, inputs[0], unbuilt)
        if eager is not False:
            part.facts = [one for fact in part.facts if (one := _eagerly(fact)) is not None]
        if 2 in unbuilt and method != "call" and _once_built(ctx, model, shapes[0]):
            part.facts = [one for fact in part.facts if (one := _in_keras_3(fact)) is not None]
        if part.conflicts:
            raised |= set(unbuilt)
        elif made is not None:
            for generation in unbuilt:
                outcomes[generation] = graphs.accept(made, shapes, generation, mode, eager=eager is True)
    if 2 in unbuilt and sequential.is_empty(model):
        outcomes[2] = Accepted(tuple(shapes))
    _report(ctx, model, inputs, built, outcomes, part, method, role, before)
    graph = model.graph(3) if isinstance(outcomes.get(3), Accepted) else None
    refusing = None if graph is None else ragged.refusing(graph, inputs)
    if refusing is not None:
        data = next(given for given in inputs if ragged.is_ragged(given))
        ctx.record(LayerConflict(ctx.site, refusing, None, ragged.CONFLICT, frozenset({3}), data=data))
        outcomes.pop(3)
        raised.add(3)
    if isinstance(outcomes.get(2), Accepted) and trains(method, role):
        _check_trained(ctx, model)
    outputs = {generation: outcome.outputs for generation, outcome in outcomes.items() if isinstance(outcome, Accepted)}
    return Meeting(outputs, frozenset(raised))


def trains(method: str, role: str) -> bool:
    """Whether a call trains on this data."""
    return method in ("fit", "train_on_batch", "fit_generator") and role == "training"


def _check_trained(ctx: Context, model: ModelValue) -> None:
    """Record the first layer that Keras 2 cannot train on what it gets."""
    graph = model.graph(2)
    for node in () if graph is None else graphs.ordered(graph):
        if isinstance(node.layer, LayerValue) and "training" not in node.told:
            text = node.layer.spec.at(2).mistyped_in_training([tensor.kind for tensor in node.inputs])
            if text is not None:
                conflict = Conflict("dtype", text)
                ctx.record(LayerConflict(ctx.site, node.layer.info, node.inputs[0].shape, conflict, frozenset({2})))
                return


def _eagerly(fact: Fact) -> Fact | None:
    """What is left of a fact of a build where TensorFlow runs eagerly: Keras 3 makes a graph all the same."""
    if not isinstance(fact, LayerConflict) or fact.conflict.kind != NO_PLACE:
        return fact
    return _in_keras_3(fact)


def _in_keras_3(fact: Fact) -> Fact | None:
    """What is left of a conflict that is none in every Keras 2."""
    if not isinstance(fact, LayerConflict):
        return fact
    return replace(fact, generations=frozenset({3})) if 3 in fact.generations else None


def _expanded(shape: Shape | None) -> Shape | None:
    """What Keras 2 up to TensorFlow 2.6 makes of an array without a second axis: (n,) is (n, 1).

    Source: `expand_1d` of engine/data_adapter.py; before it `standardize_single_array` of engine/training_utils.py.
    """
    return (*shape, Dim.of(1)) if shape is not None and len(shape) == 1 else shape


def _once_took(ctx: Context, graph: Graph, shapes: Sequence[Shape | None], generation: int, mode: str) -> bool:
    """Whether an older Keras 2 takes what this one rejects."""
    older = [_expanded(shape) for shape in shapes]
    if generation != 2 or not ctx.early or older == list(shapes):
        return False
    return isinstance(graphs.accept(graph, older, generation, mode), Accepted)


def _once_built(ctx: Context, model: ModelValue, shape: Shape | None) -> bool:
    """Whether an older Keras 2 builds a Sequential that declares nothing for such an array."""
    if not ctx.early or shape is None or len(shape) != 1:
        return False
    part = Within(ctx, frozenset({2}), ctx.site, None)
    sequential.build(part, model, (BATCH, Dim.of(1)), keep=False)
    return not part.conflicts


def _build(
    ctx: Context, model: ModelValue, given: Described | None, generations: frozenset[int]
) -> tuple[Within, Graph | None]:
    """Build a Sequential that declares nothing for the first data it gets."""
    part = Within(ctx, generations, ctx.site, given if given is not None and shape_of(given) is not None else None)
    shape = None if given is None else shape_of(given)
    if shape is None:
        return part, sequential.build(part, model, None, keep=False)
    array = None if given is None else given.value
    kind = array.kind if isinstance(array, Array) and generations == {2} else None  # Keras 3 declares floats anyway
    return part, sequential.build(part, model, (BATCH, *shape[1:]) if shape else shape, keep=True, kind=kind)


def _report(
    ctx: Context,
    model: ModelValue,
    inputs: Sequence[Described | None],
    built: Mapping[int, Graph],
    outcomes: Mapping[int, Accepted | Rejection],
    part: Within | None,
    method: str,
    role: str,
    before: Trace | None,
) -> None:
    rejected = {one: outcome for one, outcome in outcomes.items() if isinstance(outcome, Rejection) and one in built}
    if part is not None:
        if part.conflicts and rejected:
            others = frozenset(rejected)
            part.facts = [
                replace(fact, generations=fact.generations | others) if isinstance(fact, LayerConflict) else fact
                for fact in part.facts
            ]
            rejected = {}
        flush(ctx, part)
    by_kind: dict[tuple[bool, int], list[int]] = {}
    for generation, rejection in rejected.items():
        key = (_is_input(built[generation], inputs, rejection), rejection.input)
        by_kind.setdefault(key, []).append(generation)
    for (is_input, index), found in by_kind.items():
        first = found[-1]
        rejection, given = rejected[first], inputs[index]
        if is_input and given is not None:
            traced = before.site if before is not None and rejection.conflict.kind == TRACED else None
            _record_input(ctx, model, given, built[first], rejection, frozenset(found), method, role, traced)
        elif rejection.layer is not None:
            data = given if rejection.first else None
            ctx.record(
                LayerConflict(
                    ctx.site,
                    rejection.layer,
                    rejection.shape,
                    rejection.conflict,
                    frozenset(found),
                    data=data,
                    tensor=rejection.tensor,
                )
            )
    _report_adapted(ctx, model, inputs, built, outcomes, method, role)


def _is_input(graph: Graph, inputs: Sequence[Described | None], rejection: Rejection) -> bool:
    """Whether it is the declared input that an array does not fit, not a layer further inside."""
    if rejection.layer is None:
        return True
    for index, (tensor, given) in enumerate(zip(graph.inputs, inputs, strict=True)):
        shape = None if given is None else shape_of(given)
        if tensor.shape is not None and shape is not None and graphs.difference(tensor.shape, shape):
            return index == rejection.input or len(inputs) == 1
    return False


def _record_input(
    ctx: Context,
    model: ModelValue,
    given: Described,
    graph: Graph,
    rejection: Rejection,
    generations: frozenset[int],
    method: str,
    role: str,
    traced: Site | None,
) -> None:
    tensor, shape = graph.inputs[rejection.input], shape_of(given)
    assert tensor.shape is not None and shape is not None
    conflict = graphs.mismatch(tensor.shape, shape) if traced is None else rejection.conflict
    if not conflict.kind:
        conflict = Conflict("shape", conflict.text)
    site = tensor.node.site if tensor.node is not None else None
    layer = first_layer(graph)
    ctx.record(
        InputConflict(
            given.site, method, model.info, given, tensor.shape, site, conflict, generations, role, layer, traced
        )
    )


def _retraced(graph: Graph, shapes: Sequence[Shape | None], before: Trace, generation: int) -> Rejection | None:
    """An array of another rank than its function was traced for. In Keras 2 a recurrent layer raises, others may go on."""
    layer = first_layer(graph)
    if generation == 2 and (len(shapes) > 1 or layer is None or not is_recurrent(layer.path)):
        return None
    if len(before.ranks) != len(shapes):
        return None
    for index, (rank, shape, tensor) in enumerate(zip(before.ranks, shapes, graph.inputs, strict=True)):
        if shape is not None and tensor.shape is not None and len(shape) != rank:
            return Rejection(Conflict(TRACED, f"{rank}-D"), None, shape, index)
    return None


def _report_adapted(
    ctx: Context,
    model: ModelValue,
    inputs: Sequence[Described | None],
    built: Mapping[int, Graph],
    outcomes: Mapping[int, Accepted | Rejection],
    method: str,
    role: str,
) -> None:
    for index, given in enumerate(inputs):
        ways: dict[str, set[int]] = {}
        for generation, outcome in outcomes.items():
            if generation in built and isinstance(outcome, Accepted) and len(outcome.adapted) > index:
                ways.setdefault(outcome.adapted[index], set()).add(generation)
        swapped = {generation for generation in ways.get("", ()) if _is_swapped(built[generation].inputs[index], given)}
        if swapped:
            ways["axes swapped"] = swapped
        for how, found in ways.items():
            tensor = built[min(found)].inputs[index]
            if how == "timesteps unchecked" and not built[min(found)].explicit:
                continue  # the first data has declared them: the model takes any
            if how and given is not None and tensor.shape is not None:
                fact = InputAdapted(given.site, method, model.info, given, tensor.shape, how, frozenset(found), role)
                ctx.record(replace(fact, declared_site=None if tensor.node is None else tensor.node.site))


def _is_swapped(tensor: Array, given: Described | None) -> bool:
    """Whether the last two dims are declared the other way round: it fits only where they happen to be equal.

    Beside a 1 an unknown number often is 1 too (one reading a step): that is no mistake.
    """
    declared, shape = tensor.shape, None if given is None else shape_of(given)
    return (
        declared is not None
        and shape is not None
        and len(declared) == len(shape) == 3
        and (declared[1], declared[2]) == (shape[2], shape[1])
        and declared[1] != declared[2]
        and not (1 in declared[1:] and not any(at_least(dim, 2) for dim in declared[1:]))
    )


def record_count(
    ctx: Context, model: ModelValue, given: Sequence[Described], conflict: Conflict, method: str, where: frozenset[int]
) -> None:
    """Record that arrays differ in number or in samples."""
    generations = where & ctx.generations
    if generations:
        ctx.record(CountConflict(ctx.site, method, model.info, tuple(given), conflict, generations))


def first_layer(graph: Graph) -> LayerInfo | None:
    """The layer behind the first input."""
    for node in graphs.layers_of(graph):
        if any(tensor.node is one.node for tensor in node.inputs for one in graph.inputs):
            return layer_info(node.layer) if node.layer is not None else None
    return None


def last_layers(graph: Graph) -> list[LayerInfo | None]:
    """The layer that makes each output."""
    return [
        layer_info(one.node.layer) if one.node is not None and one.node.layer is not None else None
        for one in graph.outputs
    ]


def merge(ctx: Context, meeting: Meeting) -> list[Shape | None] | None:
    """The output shapes, whatever the generation; None where not even their number is known."""
    found = list(meeting.outputs.values())
    if not found or any(len(one) != len(found[0]) for one in found):
        return None
    return [_merge_shapes(ctx, [one[index] for one in found]) for index in range(len(found[0]))]


def _merge_shapes(ctx: Context, shapes: Sequence[Shape | None]) -> Shape | None:
    first = shapes[0]
    if first is None or any(shape is None or len(shape) != len(first) for shape in shapes):
        return None
    columns = zip(*[shape for shape in shapes if shape is not None], strict=True)
    return tuple(dims[0] if all(dim == dims[0] for dim in dims) else ctx.fresh(lower=1) for dims in columns)


def of_batch(ctx: Context, shape: Shape | None, number: Dim | None) -> Shape | None:
    """An output shape for this many samples; what Keras shows as None becomes a number nobody knows."""
    if not shape:
        return shape
    rest = tuple(ctx.fresh() if is_open(dim) else dim for dim in shape[1:])
    return (number if number is not None else ctx.fresh("samples", 1), *rest)


def arrays(shapes: Sequence[Shape | None], library: str) -> list[Array]:
    """What a model gives, of these shapes."""
    return [Array(shape, "f", Cell(Range(predicted=True)), library=library) for shape in shapes]
