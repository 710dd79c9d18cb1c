"""target-shape: targets with the axes that the model gives; repeat-vector: a model that gives as many steps."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.facts import TargetBroadcast, TargetConflict
from pylint_lstmshape.fixes import arrays, network, style
from pylint_lstmshape.fixes.operand import Change
from pylint_lstmshape.fixes.places import keyword
from pylint_lstmshape.fixes.return_sequences import recurrent_layers
from pylint_lstmshape.fixes.situation import Fix, Situation, shape_of


def of_the_output(situation: Situation) -> Iterator[Fix]:
    """Change every target so that it has the output's axes."""
    fact = situation.fact
    if not isinstance(fact, TargetConflict | TargetBroadcast):
        return
    have = shape_of(fact.target)
    if have is None:
        return
    goals = arrays.unique(
        call.targets[0]
        for call in situation.calls_of(fact.model)
        if len(call.targets) == 1 and len(shape_of(call.targets[0]) or ()) == len(have)
    )
    for title, how in _ways(have, fact.output):
        for inline in (False, True):
            patch = situation.patch()
            if goals and arrays.change(situation, patch, goals, how, inline=inline, goals=True):
                yield Fix("target-shape", title, patch.edits)


def _ways(have: Shape, output: Shape) -> Iterator[tuple[str, Change]]:
    if len(have) + 1 == len(output):
        if len(have) == 2 and equal(have[1], output[1]) is True:
            yield "targets with an axis of one value a step", lambda y: y.index("...", "newaxis")
        if len(have) == 1:
            yield "targets as a column", lambda y: y.reshape(-1, 1)
        if len(have) == 2 and equal(have[-1], output[-1]) is True:
            yield "targets of one step", lambda y: y.index(":", "newaxis")
    if len(have) == len(output) + 1:
        if have[-1] == 1:
            yield "targets without their last axis, of length 1", lambda y: y.index("...", "0")
        if len(have) == 3:
            yield "the target of the last step", lambda y: y.index(":", "-1")
    if len(have) == 2 and have[1] == 1 and len(output) == 1:
        yield "targets without their last axis", lambda y: y.index(":", "0")


def repeats(situation: Situation) -> Iterator[Fix]:
    """(N, T, F) given, (N, T2, F) made behind RepeatVector(T2): as often as the targets have steps."""
    fact = situation.fact
    if not isinstance(fact, TargetConflict | TargetBroadcast):
        return
    have, made = shape_of(fact.target), fact.output
    if have is None or len(have) < 2 or len(made) != 3 or have[1].constant is None or equal(have[1], made[1]) is True:
        return
    for layer in reversed(fact.model.layers):
        call = situation.places.call(layer.site) if layer.class_name == "RepeatVector" else None
        if call is not None and (call.args or call.keywords):
            patch = situation.patch()
            patch.replace(call.args[0] if call.args else call.keywords[0].value, str(have[1]))
            yield Fix("repeat-vector", f"RepeatVector({have[1]}), as many steps as the targets have", patch.edits)
            return


def decoder(situation: Situation) -> Iterator[Fix]:
    """(N, T, F) given, (N, T2, F) wanted: the first recurrent layer gives a vector that RepeatVector repeats T2 times."""
    fact = situation.fact
    if not isinstance(fact, TargetConflict | TargetBroadcast):
        return
    have = shape_of(fact.target)
    if have is None or len(have) != 3 or have[1].constant is None:
        return
    steps = have[1].constant
    layers = recurrent_layers(situation, fact.model)
    if len(fact.output) == 3 and len(layers) > 1:
        call = situation.places.call(layers[-2].site)
        flag = None if call is None else keyword(network.core(call), "return_sequences")
        patch = situation.patch()
        if call is not None and flag is not None:
            inner = network.core(call)
            name = style.layer(patch, "RepeatVector", like=inner)
            patch.remove_argument(inner, flag)
            if name is not None and network.insert_after(situation, patch, call, f"{name}({steps})"):
                yield Fix("repeat-vector", f"one vector, repeated at each of {steps} steps", patch.edits)
    if len(fact.output) == 2 and layers:
        call = situation.places.call(layers[-1].site)
        patch = situation.patch()
        if call is not None:
            inner = network.core(call)
            name = style.layer(patch, "RepeatVector", like=inner)
            if name is not None and network.insert_after(situation, patch, call, f"{name}({steps})"):
                yield Fix("repeat-vector", f"the vector repeated at each of {steps} steps", patch.edits)


def flattened(situation: Situation) -> Iterator[Fix]:
    """One target a sample, and an output at every step: Flatten before the last layer that has units."""
    fact = situation.fact
    have = shape_of(fact.target) if isinstance(fact, TargetConflict | TargetBroadcast) else None
    if not isinstance(fact, TargetConflict | TargetBroadcast) or have is None or len(fact.output) != 3:
        return
    last = next((one for one in reversed(fact.model.layers) if one.class_name == "Dense"), None)
    call = None if last is None else situation.places.call(last.site)
    if call is None or len(have) > 2:
        return
    patch = situation.patch()
    name = style.layer(patch, "Flatten", like=network.core(call))
    if name is not None and network.insert_before(situation, patch, call, f"{name}()"):
        yield Fix("flatten", "all steps of a sample together: one output a sample", patch.edits)


def same_padding(situation: Situation) -> Iterator[Fix]:
    """Convolution and pooling shorten the time axis: padding="same", and no pooling."""
    fact = situation.fact
    if not isinstance(fact, TargetConflict | TargetBroadcast):
        return
    have = shape_of(fact.target)
    if have is None or len(have) != 3 or len(fact.output) != 3:
        return
    patch = situation.patch()
    changed = False
    for layer in fact.model.layers:
        call = situation.places.call(layer.site)
        if call is None:
            continue
        if layer.class_name == "Conv1D":
            patch.set_keyword(call, "padding", style.quoted(patch, call, "same"))
            changed = True
        elif layer.class_name in ("MaxPooling1D", "AveragePooling1D", "MaxPool1D"):
            changed = network.remove(situation, patch, call) or changed
    if changed:
        yield Fix("padding", "convolutions that keep the number of steps, and no pooling", patch.edits)
