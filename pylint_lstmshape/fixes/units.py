"""units: the last layer as wide as the target."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.facts import LayerInfo, TargetBroadcast, TargetConflict
from pylint_lstmshape.fixes import arrays, network
from pylint_lstmshape.fixes.places import bindings, keyword, scope_of, written
from pylint_lstmshape.fixes.situation import Fix, Situation, array_of, shape_of

_WIDE = ("Dense", "LSTM", "GRU", "SimpleRNN", "TimeDistributed", "Bidirectional")


def width(situation: Situation) -> Iterator[Fix]:
    """Dense(n) with the target's last dim, or with as many units as there are classes of ids."""
    fact = situation.fact
    if not isinstance(fact, TargetConflict | TargetBroadcast):
        return
    have, array = shape_of(fact.target), array_of(fact.target)
    if have is None or array is None or not fact.output:
        return
    wanted = []
    if "sparse" in fact.loss.lower():
        high = array.range.high
        wanted += [str(int(high) + 1)] if high is not None and high > 0 else []
    elif len(have) == 1:
        wanted += ["1"]
    elif have[-1].constant is not None and equal(have[-1], fact.output[-1]) is False:
        wanted += [str(have[-1])]
        if len(have) == 3 and have[2] == 1 and len(fact.output) == 2:
            wanted.insert(0, str(have[1]))
    for layer in _last_wide(fact):
        call = situation.places.call(layer.site)
        if call is None:
            continue
        if not wanted and len(have) == len(fact.output) and _is_bound(situation, fact, call):
            wanted.append(f"{fact.target.text}.shape[{len(have) - 1}]")
        inner = network.core(call)
        named = keyword(inner, "units", "output_dim")
        argument = named.value if named is not None else inner.args[0] if inner.args else None
        if argument is None:
            continue
        for number in wanted:
            if number == "1" and "categorical" in fact.loss.lower():
                continue  # of one class there is nothing to learn
            patch = situation.patch()
            if patch.text(argument) != number:
                patch.replace(written(argument) if number.isdecimal() else argument, number)
                activation = keyword(inner, "activation")
                if (
                    number == "1"
                    and activation is not None
                    and activation.value.as_string() in ("'softmax'", '"softmax"')
                ):
                    patch.replace(activation.value, patch.text(activation.value).replace("softmax", "sigmoid"))
                yield Fix(
                    "units",
                    f"{layer.class_name} with {number} unit{'s' * (number != '1')}, as wide as the target",
                    patch.edits,
                )
        return


def _is_bound(situation: Situation, fact: TargetConflict | TargetBroadcast, layer: nodes.Call) -> bool:
    """Whether the target's name has its value already where the layer is made."""
    node = situation.places.at(fact.target.site)
    if not isinstance(node, nodes.Name) or scope_of(node) is not scope_of(layer):
        return False
    lines = [one.lineno for one in bindings(scope_of(node), node.name) if one.lineno < node.lineno]
    return bool(lines) and max(lines) < layer.lineno


def horizon(situation: Situation) -> Iterator[Fix]:
    """(N, H, 1) wanted, one number given: a unit for each of the H steps, and the targets as (N, H)."""
    fact = situation.fact
    if not isinstance(fact, TargetConflict | TargetBroadcast):
        return
    have = shape_of(fact.target)
    if have is None or len(have) != 3 or have[2] != 1 or have[1].constant is None or len(fact.output) != 2:
        return
    for layer in _last_wide(fact):
        call = situation.places.call(layer.site)
        inner = None if call is None else network.core(call)
        named = None if inner is None else keyword(inner, "units")
        argument = named.value if named is not None else inner.args[0] if inner is not None and inner.args else None
        goals = arrays.unique(one.targets[0] for one in situation.calls_of(fact.model) if len(one.targets) == 1)
        patch = situation.patch()
        if argument is not None and arrays.change(situation, patch, goals, lambda y: y.index("...", "0"), goals=True):
            patch.replace(argument, str(have[1]))
            yield Fix("units", f"a unit for each of the {have[1]} steps of the target", patch.edits)
        return


def _last_wide(fact: TargetConflict | TargetBroadcast) -> list[LayerInfo]:
    found = [layer for layer in reversed(fact.model.layers) if layer.class_name in _WIDE]
    if not found and fact.last_layer is not None:
        found = [fact.last_layer]
    return found
