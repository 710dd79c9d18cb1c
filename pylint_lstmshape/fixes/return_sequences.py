"""return-sequences: whether a recurrent layer gives its output at every step or at the last one only."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import LayerCall, LayerConflict, LayerInfo, ModelInfo, TargetBroadcast, TargetConflict
from pylint_lstmshape.fixes import network
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import keyword
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
        title = f"{layer.class_name} at line {layer.site.line} gives its output at every step"
        turn = _turn(inner)
        if turn is not None:
            patch = situation.patch()
            _say(patch, inner, turn)
            yield Fix("return-sequences", f"{layer.class_name} gives every step but in the last turn", patch.edits)
        patch = situation.patch()
        _say(patch, inner, "True")
        yield Fix("return-sequences", title, patch.edits)


def vectors_before(situation: Situation, fact: LayerConflict) -> list[LayerInfo]:
    """The recurrent layers that give a vector, nearest to the conflict first."""
    found = [fact.producer] if fact.producer is not None and is_recurrent(fact.producer.path) else []
    calls = [one for one in reversed(situation.facts) if isinstance(one, LayerCall) and is_recurrent(one.layer.path)]
    found += [call.layer for call in calls if call.outputs and _gives_vector(call.outputs[0])]
    return list({layer.site: layer for layer in found}.values())


def _gives_vector(output: Array) -> bool:
    return output.shape is not None and len(output.shape) in (2, 4)


def _turn(call: nodes.Call) -> str | None:
    """For a layer made in `for i in range(n)`: the condition that another turn follows."""
    node = call.parent
    while node is not None and not isinstance(node, nodes.For | nodes.FunctionDef | nodes.Module):
        node = node.parent
    if not isinstance(node, nodes.For) or not isinstance(node.target, nodes.AssignName):
        return None
    turns = node.iter
    if isinstance(turns, nodes.Call) and turns.func.as_string() == "range" and len(turns.args) == 1:
        index = node.target.name
        return f"{index} < {turns.args[0].as_string()} - 1" if index != "_" else None
    return None


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
        yield from _set(situation, fact.model, "False", "gives its last step only")
    elif len(fact.output) < len(have):
        yield from _set(situation, fact.model, "True", "gives its output at every step")


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
            yield Fix("return-sequences", f"{layer.class_name} at line {layer.site.line} {what}", patch.edits)
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
