"""return-sequences: whether a recurrent layer gives its output at every step or at the last one only."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import LayerCall, LayerConflict, LayerInfo, ModelInfo, TargetBroadcast, TargetConflict
from pylint_lstmshape.fixes import network, turns
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import callee, keyword
from pylint_lstmshape.fixes.situation import Fix, Situation, shape_of
from pylint_lstmshape.keras.layers.base import is_recurrent


def keep(situation: Situation) -> Iterator[Fix]:
    """return_sequences=True on the layer that gives its last step only to one that needs all of them."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.input_shape is None:
        return
    for layer in vectors_before(situation, fact):
        call = situation.places.call(layer.site)
        if call is None:
            continue
        inner = network.core(call)
        yield from _in_turns(situation, fact, inner)
        patch = situation.patch()
        _say(patch, inner, "True")
        title = f"let {layer.class_name} at line {layer.site.line} give its output at every step"
        yield Fix("return-sequences", title, patch.edits)


def _in_turns(situation: Situation, fact: LayerConflict, call: nodes.Call) -> Iterator[Fix]:
    """The layers of a loop give every step but in its last turn: all that are made in it; one before it always does."""
    taker = situation.places.call(fact.layer.site)
    loop = turns.loop_of(call) or (None if taker is None else turns.loop_of(network.core(taker)))
    if loop is None:
        return
    patch = situation.patch()
    condition = turns.another_follows(patch, loop)
    if condition is None:
        return
    if turns.loop_of(call) is None:
        _say(patch, call, "True")
    for one in _recurrent_made(situation):
        have = keyword(one, "return_sequences")
        if turns.loop_of(one) is loop and (have is None or have.value.as_string() == "False"):
            _say(patch, one, condition)
    yield Fix("return-sequences", f"let {callee(call)} give every step but in the loop's last turn", patch.edits)


def _recurrent_made(situation: Situation) -> list[nodes.Call]:
    """Where the recurrent layers of the program are made, without their wrappers."""
    layers = [one.layer for one in situation.facts if isinstance(one, LayerCall | LayerConflict)]
    sites = dict.fromkeys(one.site for one in layers if is_recurrent(one.path))
    calls = [situation.places.call(site) for site in sites]
    return [network.core(call) for call in calls if call is not None]


def vectors_before(situation: Situation, fact: LayerConflict) -> list[LayerInfo]:
    """The recurrent layers that give a vector, nearest to the conflict first."""
    found = [fact.producer] if fact.producer is not None and is_recurrent(fact.producer.path) else []
    conflicts = [
        at
        for at, one in enumerate(situation.facts)
        if isinstance(one, LayerConflict) and (one.site, one.layer.site) == (fact.site, fact.layer.site)
    ]
    before = situation.facts[: conflicts[0]] if conflicts else situation.facts
    calls = [one for one in reversed(before) if isinstance(one, LayerCall) and is_recurrent(one.layer.path)]
    found += [call.layer for call in calls if call.outputs and _gives_vector(call.outputs[0])]
    return list({layer.site: layer for layer in found}.values())


def _gives_vector(output: Array) -> bool:
    return output.shape is not None and len(output.shape) in (2, 4)


def _say(patch: Patch, call: nodes.Call, value: str) -> None:
    patch.set_keyword(call, "return_sequences", value)


def of_the_target(situation: Situation) -> Iterator[Fix]:
    """The last recurrent layer gives what the target has: one output a sample, or one a step."""
    fact = situation.fact
    if not isinstance(fact, TargetConflict | TargetBroadcast):
        return
    have = shape_of(fact.target)
    if have is None:
        return
    if len(fact.output) > len(have):
        yield from _set(situation, fact.model, "False", "give its last step only")
    elif len(fact.output) < len(have):
        yield from _set(situation, fact.model, "True", "give its output at every step")


def _set(situation: Situation, model: ModelInfo, value: str, what: str) -> Iterator[Fix]:
    for layer in reversed(recurrent_layers(situation, model)):
        call = situation.places.call(layer.site)
        if call is None:
            continue
        inner = network.core(call)
        have = keyword(inner, "return_sequences")
        now = "False" if have is None else have.value.as_string()
        if now == value:
            continue
        for unwrapped in (True, False):
            patch = situation.patch()
            if value == "False" and have is not None:
                patch.remove_argument(inner, have)
            else:
                _say(patch, inner, value)
            if unwrapped and not _unwrap(situation, patch, layer, model, value):
                continue
            yield Fix("return-sequences", f"let {layer.class_name} at line {layer.site.line} {what}", patch.edits)
        return


def recurrent_layers(situation: Situation, model: ModelInfo) -> list[LayerInfo]:
    """The recurrent layers of a model in order; those of the whole file where the model lists none."""
    found = [layer for layer in model.layers if is_recurrent(layer.path)]
    if not found:
        calls = [one.layer for one in situation.facts if isinstance(one, LayerCall)]
        found = list({one.site: one for one in calls if is_recurrent(one.path)}.values())
    return found


def _unwrap(situation: Situation, patch: Patch, last: LayerInfo, model: ModelInfo, value: str) -> bool:
    """The layers behind the last recurrent one: out of TimeDistributed, or into it; False where there is none."""
    names = ("TimeDistributed",) if value == "False" else ("Conv2D", "Conv1D", "Flatten", "MaxPooling2D")
    changed = False
    for layer in model.layers:
        if layer.class_name in names and (layer.site.line, layer.site.column) > (last.site.line, last.site.column):
            call = situation.places.call(layer.site)
            if call is None:
                continue
            if value == "False":
                patch.replace(call, patch.text(call.args[0]))
            else:
                from pylint_lstmshape.fixes import style

                name = style.layer(patch, "TimeDistributed", like=call)
                if name is None:
                    return False
                network.wrap(patch, call, name)
            changed = True
    return changed
