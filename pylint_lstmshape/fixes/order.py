"""Which repairs come into question for a fact, best first: by rank, element kind, value range and what is declared."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.facts import TargetConflict, maker_of
from pylint_lstmshape.fixes import (
    batch_axis,
    bridge,
    embedding,
    input_shape,
    loss,
    merging,
    names,
    one_hot,
    operations,
    reshape,
    return_sequences,
    samples,
    silent,
    spelling,
    stateful,
    table_of_ids,
    target_shape,
    training_call,
    transpose,
    units,
    windows,
)
from pylint_lstmshape.fixes.meaning import are_ids, classes_of
from pylint_lstmshape.fixes.situation import Fix, Misfit, Repair, Situation, array_of, misfit, shape_of

# The kinds of fix, as a user chooses among them.
KINDS: dict[str, str] = {
    "embedding": "ids stay a matrix, an Embedding learns a vector for each",
    "one-hot": "ids, or class targets, as zeros and a one",
    "reshape": "the axes that the values mean: (samples, timesteps, features)",
    "one-step": "independent rows as one timestep each",
    "windows": "rows that follow in time as windows",
    "transpose": "the axes in another order",
    "drop-axis": "without an axis of length 1",
    "input-shape": "another declared input shape",
    "drop-batch": "a declared shape without the number of samples",
    "floats": "whole numbers as floats",
    "newaxis": "one sample as a batch of one",
    "batch": "a dataset batched, and batched once",
    "return-sequences": "a recurrent layer that gives every step, or its last",
    "return-state": "a layer's output without its states",
    "reshape-layer": "a Reshape between two layers",
    "repeat-vector": "a vector repeated at each step",
    "time-distributed": "a layer applied at each step",
    "remove-layer": "without a layer that loses or adds an axis",
    "masking": "a mask of the steps, made where steps are",
    "sparse-loss": "the loss for class ids",
    "one-hot-loss": "the loss for one-hot targets",
    "units": "a layer as wide as what it meets",
    "target-shape": "targets with the output's axes",
    "flatten": "all steps of a sample together",
    "padding": "convolutions that keep the number of steps",
    "align": "as many targets as samples",
    "inputs": "an array for each input",
    "array": "a list as an array",
    "axis": "an axis that is there",
    "swap": "arguments, or a model's inputs, in another order",
    "spelling": "an argument under its present name, or in its present place",
    "activation": "probabilities at the end of the network",
    "batch-size": "batches of the size that states are kept for",
    "rows": "an Embedding with a row for each id",
    "pad": "sequences padded to one length",
    "columns": "as many columns as a scaler was fitted on",
    "shuffle": "samples in their order",
    "states": "as many states as a layer takes",
    "left-out": "without an argument that is not known",
    "argmax": "the likeliest class of each sample, of its probabilities",
    "list": "a text in a list, where a list of texts is wanted",
}

_FACTS: dict[str, tuple[Repair, ...]] = {
    "TargetConflict": (
        loss.other_loss,
        loss.of_two_classes,
        loss.one_hot_targets,
        return_sequences.of_the_target,
        units.width,
        target_shape.of_the_output,
        target_shape.flattened,
        target_shape.repeats,
        target_shape.decoder,
        target_shape.same_padding,
    ),
    "TargetBroadcast": (
        units.horizon,
        return_sequences.of_the_target,
        units.width,
        target_shape.of_the_output,
        target_shape.flattened,
        target_shape.repeats,
        target_shape.decoder,
    ),
    "CountConflict": (samples.list_of_inputs, samples.namesake, samples.align),
    "InputConflict": (bridge.without_embedding,),
    "DataConflict": (samples.as_arrays, samples.padded),
    "CallConflict": (spelling.word, training_call.call),
    "BatchConflict": (stateful.batch_of_calls, stateful.declared_batch, stateful.stateless),
    "IdsConflict": (table_of_ids.rows,),
    "InputAdapted": (
        batch_axis.newaxis,
        reshape.feature_axis,
        reshape.drop_axis,
        input_shape.of_the_data,
        transpose.transpose,
    ),
    "StatefulShuffle": (silent.unshuffled,),
    "TextSplit": (silent.list_of_texts,),
    "InputShapeIgnored": (silent.ignored,),
    "NoProbabilities": (silent.probabilities,),
    "Broadcast": (silent.column,),
    "Reshaped": (silent.transposed, silent.window_of_steps, silent.many_samples),
    "LayerCall": (silent.transposed, silent.every_step, silent.batch_first, silent.one_unit),
    "ModelCall": (table_of_ids.measurements, table_of_ids.words),
    "ArgumentConflict": (
        input_shape.a_number,
        spelling.word,
        spelling.whole_number,
        spelling.spelling,
        spelling.left_out,
    ),
    "NameConflict": (names.present_name,),
    "OperationConflict": (
        merging.with_states,
        operations.likeliest,
        operations.feature_axis,
        windows.rows_before,
        operations.column,
        operations.steps,
        operations.wide,
        operations.windows,
        operations.fold,
        operations.last_axis,
    ),
}
_LAYERS: tuple[Repair, ...] = (
    return_sequences.keep,
    bridge.without_embedding,
    bridge.without_flatten,
    bridge.mask_later,
    bridge.reshape_before,
    bridge.repeat_vector,
    bridge.time_distributed,
)
_MERGES: tuple[Repair, ...] = (
    merging.return_state,
    merging.joined_states,
    merging.argument_order,
    merging.vector_or_sequence,
    merging.reshape_order,
    merging.merge_axis,
    merging.same_width,
)


def candidates(situation: Situation) -> Iterator[Fix]:
    """What might repair it, best first; none of it is proved."""
    for repair in _repairs(situation):
        yield from repair(situation)


def _repairs(situation: Situation) -> Iterator[Repair]:
    found = misfit(situation)
    name = type(situation.fact).__name__
    if isinstance(situation.fact, TargetConflict) and shape_of(situation.fact.target) == ():
        yield batch_axis.of_targets
        return
    yield training_call.misplaced
    if name == "LayerConflict":
        yield from (stateful.declared_batch, stateful.stateless, reshape.as_floats, spelling.whole_number)
        yield reshape.channel_axis
    is_data = maker_of(None if found is None else found.array, situation.facts) is None
    if found is not None and name != "InputAdapted" and is_data:
        yield from _inputs(situation, found, getattr(situation.fact, "method", ""))
    if name == "LayerConflict":
        yield from _LAYERS
        yield from _MERGES
    yield from _FACTS.get(name, ())


def _inputs(situation: Situation, found: Misfit, method: str) -> Iterator[Repair]:
    """The repairs of an array that meets a model, or of what the model declares."""
    shape, declared = found.shape, found.declared
    if shape is None:
        yield from (input_shape.drop_batch, input_shape.feature_axis)
        return
    yield samples.order_of_inputs
    if declared is not None and len(declared) == len(shape) + 1 == 4:
        yield from (input_shape.of_the_data, input_shape.drop_batch)
    is_one = declared is not None and _is_one_sample(found)
    if is_one:
        yield batch_axis.newaxis
    if is_one and found.array is not None and found.array.stream:
        return  # its targets are one by one, too
    if is_one and method.startswith("predict"):
        pass  # its rows are no samples
    elif len(shape) == 2:
        yield from _matrix(situation, found)
    elif len(shape) == 1:
        yield from (reshape.one_window, batch_axis.newaxis, reshape.feature_axis, windows.windows)
    elif len(shape) == 3:
        yield from (transpose.transpose, input_shape.of_the_data)
    elif len(shape) == 4:
        yield from (reshape.one_frame, batch_axis.unbatch, reshape.drop_axis)
    yield from (input_shape.of_the_data, batch_axis.newaxis, batch_axis.unbatch)


def _is_one_sample(found: Misfit) -> bool:
    shape, declared = found.shape or (), found.declared or ()
    return len(shape) + 1 == len(declared) and batch_axis.is_sample(found.array, found)


def _matrix(situation: Situation, found: Misfit) -> tuple[Repair, ...]:
    """(samples, n): ids, readings of one quantity, rows of a series, or independent rows of features."""
    array, shape, declared = array_of(found.array), found.shape or (), found.declared
    assert array is not None
    sequence = declared[-2:] if declared is not None and len(declared) >= 3 else None
    features = None if sequence is None else sequence[1]
    if are_ids(array):
        if features is not None and features != 1 and features.constant in (classes_of(array), None):
            return (one_hot.one_hot, embedding.embedding, reshape.feature_axis)
        return (embedding.embedding, one_hot.one_hot, reshape.feature_axis, reshape.one_step)
    ids = (one_hot.one_hot, embedding.embedding)
    if sequence is not None and features is not None and features != 1:
        steps = sequence[0]
        if equal(features, shape[1]) is True:
            rows = (windows.windows, reshape.one_step)
            by_rows = rows if (steps.constant or 0) > 1 else tuple(reversed(rows))
            return (*by_rows, reshape.feature_axis, *ids)
        if equal(steps, shape[1]) is True:
            numbers = (reshape.feature_axis, reshape.one_step, windows.windows)
            return (*ids, *numbers) if array.kind in ("i", "u") else (*numbers, *ids)
        return (reshape.to_declared, reshape.one_step, reshape.feature_axis, windows.windows, *ids)
    if found.array is not None and situation.is_table(found.array):
        return (reshape.one_step, windows.windows, reshape.feature_axis, *ids)
    if sequence is not None and sequence[0].constant == 1:
        return (reshape.one_step, reshape.feature_axis, windows.windows, *ids)
    return (reshape.feature_axis, reshape.one_step, windows.windows, *ids)
