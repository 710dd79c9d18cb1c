"""Layers between two that do not fit: Reshape, RepeatVector, TimeDistributed; or without the one that lost the axis."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.facts import InputConflict, LayerCall, LayerConflict, LayerInfo
from pylint_lstmshape.fixes import network, style
from pylint_lstmshape.fixes.return_sequences import vectors_before
from pylint_lstmshape.fixes.situation import Fix, Situation, shape_of
from pylint_lstmshape.keras.layers.base import is_recurrent

_LOSING = ("Flatten", "GlobalAveragePooling1D", "GlobalMaxPooling1D", "GlobalAvgPool1D", "GlobalMaxPool1D")


def without_flatten(situation: Situation) -> Iterator[Fix]:
    """Flatten, or a global pooling, before a layer that needs the time axis: Reshape in its place, or nothing."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict):
        return
    for layer, before in _losing(situation, fact):
        call = situation.places.call(layer.site)
        if call is None:
            continue
        if len(before) == 3:
            patch = situation.patch()
            if network.remove(situation, patch, call):
                yield Fix("remove-layer", f"without {layer.class_name}, which loses the time axis", patch.edits)
        if len(before) > 3:
            patch = situation.patch()
            name = style.layer(patch, "Reshape", like=call)
            steps = before[1].constant
            if name is not None and steps is not None:
                patch.replace(call, f"{name}(({steps}, -1))")
                yield Fix("reshape-layer", f"Reshape keeps axis 1 ({steps}) as timesteps", patch.edits)


def without_embedding(situation: Situation) -> Iterator[Fix]:
    """An Embedding that gets vectors instead of ids: the vectors go to the recurrent layer as they are."""
    fact = situation.fact
    if isinstance(fact, InputConflict) and fact.first_layer is not None and fact.first_layer.class_name == "Embedding":
        made, shape = situation.places.call(fact.first_layer.site), shape_of(fact.array)
        patch = situation.patch()
        if made is not None and shape is not None and len(shape) == 3 and network.remove(situation, patch, made):
            yield Fix("remove-layer", "without Embedding, that wants ids and gets vectors", patch.edits)
    if not isinstance(fact, LayerConflict):
        return
    for call in reversed([one for one in situation.facts if isinstance(one, LayerCall)]):
        shape = call.inputs[0].shape if call.inputs else None
        if call.layer.class_name == "Embedding" and shape is not None and len(shape) == 3 and shape[2] != 1:
            made = situation.places.call(call.layer.site)
            patch = situation.patch()
            if made is not None and network.remove(situation, patch, made, at=call.site):
                yield Fix("remove-layer", "without Embedding, that wants ids and gets vectors", patch.edits)


def _losing(situation: Situation, fact: LayerConflict) -> Iterator[tuple[LayerInfo, Shape]]:
    """The layers before the conflict that flatten, and the shape that they get; nearest first."""
    for call in reversed([one for one in situation.facts if isinstance(one, LayerCall)]):
        if call.layer.class_name in _LOSING and call.inputs and call.inputs[0].shape is not None:
            yield call.layer, call.inputs[0].shape


def reshape_before(situation: Situation) -> Iterator[Fix]:
    """A Reshape before the layer: (T, A, B) to (T, A*B) steps; a vector of n to n steps of one, or one step of n."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.input_shape is None or fact.data is not None:
        return
    call = situation.places.call(fact.layer.site)
    if call is None:
        return
    if fact.producer is None and len(fact.input_shape) < 4:
        return
    targets: list[tuple[str, str]] = []
    dims = fact.input_shape[1:]
    if len(dims) == 3 and dims[0].constant == 1:
        targets.append((_tuple(dims[1:]), "without the axis of length 1"))
    if len(dims) == 3 and _known(dims[:2]) and is_convolved(fact):
        targets.append((f"({dims[0]} * {dims[1]}, {dims[2]})", "every position is a step"))
    if len(dims) == 3 and _known(dims[:1]):
        targets.append((f"({dims[0]}, -1)", f"{dims[0]} timesteps, the rest is features"))
    if len(dims) == 1 and _known(dims) and not vectors_before(situation, fact):  # whose units are no steps
        targets.append((f"({dims[0]}, 1)", f"{dims[0]} timesteps of one value"))
        targets.append((f"(1, {dims[0]})", f"one timestep of {dims[0]} features"))
    for shape, title in targets:
        patch = situation.patch()
        name = style.layer(patch, "Reshape", like=network.core(call))
        if name is not None and network.insert_before(situation, patch, call, f"{name}({shape})", at=fact.site):
            yield Fix("reshape-layer", f"Reshape before {fact.layer.class_name}: {title}", patch.edits)


def is_convolved(fact: LayerConflict) -> bool:
    """Whether the input comes from a layer on images, whose last axis is channels."""
    names = ("Conv2D", "MaxPooling2D", "AveragePooling2D", "Concatenate")
    return fact.producer is not None and fact.producer.class_name in names


def mask_later(situation: Situation) -> Iterator[Fix]:
    """Masking moved from a tensor of more axes to the first recurrent layer, which takes its mask."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.conflict.kind != "mask":
        return
    model = situation.model_with(fact.layer)
    takers = [fact.layer, *(() if model is None else model.layers)]
    taker = next((one for one in takers if is_recurrent(one.path)), fact.layer)
    made = situation.places.call(taker.site)
    for call in reversed([one for one in situation.facts if isinstance(one, LayerCall)]):
        masking = situation.places.call(call.layer.site)
        if call.layer.class_name == "Masking" and masking is not None and made is not None:
            patch = situation.patch()
            at = fact.site if taker is fact.layer else None
            if network.insert_before(situation, patch, made, patch.text(masking), at=at):
                if network.remove(situation, patch, masking, at=call.site):
                    yield Fix("masking", f"Masking directly before {taker.class_name}", patch.edits)
                    return


def repeat_vector(situation: Situation) -> Iterator[Fix]:
    """RepeatVector before a layer that gets a vector: once for each step of the target, or of the input."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.input_shape is None or len(fact.input_shape) != 2:
        return
    call = situation.places.call(fact.layer.site)
    if call is None or fact.producer is None:
        return
    for times in _steps(situation, fact):
        patch = situation.patch()
        name = style.layer(patch, "RepeatVector", like=network.core(call))
        if name is not None and network.insert_before(situation, patch, call, f"{name}({times})", at=fact.site):
            yield Fix("repeat-vector", f"the vector repeated at each of {times} steps", patch.edits)


def _steps(situation: Situation, fact: LayerConflict) -> list[int]:
    """Numbers of steps that the program knows: of its targets, of its inputs."""
    found: list[int] = []
    for call in situation.model_calls:
        for one in (*call.targets, *call.inputs):
            shape = getattr(one.value, "shape", None)
            if shape is not None and len(shape) == 3 and shape[1].constant is not None:
                found.append(shape[1].constant)
    for layer in situation.facts:
        if isinstance(layer, LayerCall) and is_recurrent(layer.layer.path):
            shape = layer.inputs[0].shape if layer.inputs else None
            if shape is not None and len(shape) == 3 and shape[1].constant is not None:
                found.append(shape[1].constant)
    return list(dict.fromkeys(found))


def time_distributed(situation: Situation) -> Iterator[Fix]:
    """The layers before, or the layer itself, applied at each step: TimeDistributed(layer)."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.input_shape is None or len(fact.input_shape) < 4:
        return
    call = situation.places.call(fact.layer.site)
    if call is None or len(fact.input_shape) != 4:
        return
    if fact.data is not None and fact.data.stream and fact.input_shape[1].constant is None:
        return  # of a dataset of open lengths, TensorFlow does not know how often
    patch = situation.patch()
    name = style.layer(patch, "TimeDistributed", like=network.core(call))
    if name is not None:
        network.wrap(patch, call, name)
        yield Fix("time-distributed", f"{fact.layer.class_name} at each step of axis 1", patch.edits)


def _known(dims: Shape) -> bool:
    return all(dim.constant is not None for dim in dims)


def _tuple(dims: Shape) -> str:
    parts = [str(dim) for dim in dims]
    return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"
