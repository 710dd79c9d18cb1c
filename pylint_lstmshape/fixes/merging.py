"""Layers that get several inputs, or one that does not fit what was built: merges, states, tuples taken for a tensor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from astroid import nodes

from pylint_lstmshape.domain.shape import ONE_TENSOR
from pylint_lstmshape.facts import LayerCall, LayerConflict, OperationConflict
from pylint_lstmshape.fixes import network, style
from pylint_lstmshape.fixes.places import callee, keyword
from pylint_lstmshape.fixes.situation import Fix, Situation
from pylint_lstmshape.keras.layers.base import is_recurrent
from pylint_lstmshape.keras.values import LayerValue


def return_state(situation: Situation) -> Iterator[Fix]:
    """A layer with return_state=True gives several tensors: without it, or the first of them."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.conflict.kind != "inputs" or fact.producer is None:
        return
    call = situation.places.call(fact.producer.site)
    if call is None:
        return
    inner = network.core(call)
    given = keyword(inner, "return_state")
    if given is not None:
        patch = situation.patch()
        patch.remove_argument(inner, given)
        yield Fix("return-state", f"{fact.producer.class_name} without its states", patch.edits)
    user = situation.places.call(fact.site)
    if user is not None and user.args:
        patch = situation.patch()
        patch.replace(user.args[0], f"{patch.operand(user.args[0])}[0]")
        yield Fix("return-state", "the output, without the states", patch.edits)


def with_states(situation: Situation) -> Iterator[Fix]:
    """One tensor that is unpacked into output and states: return_state=True on the recurrent layer that gave it."""
    fact = situation.fact
    if not isinstance(fact, OperationConflict) or fact.conflict.kind != ONE_TENSOR or fact.operand is None:
        return
    layer = getattr(getattr(fact.operand.value, "node", None), "layer", None)
    if not isinstance(layer, LayerValue) or not layer.spec.is_recurrent:
        return
    call = situation.places.call(layer.info.site)
    if call is not None:
        patch = situation.patch()
        patch.set_keyword(network.core(call), "return_state", "True")
        yield Fix("return-state", f"{layer.info.class_name} with its states", patch.edits)


def vector_or_sequence(situation: Situation) -> Iterator[Fix]:
    """Another return_sequences on a recurrent layer before, the nearest first."""
    for layer in _before(situation):
        if not is_recurrent(layer.layer.path):
            continue
        call = situation.places.call(layer.layer.site)
        if call is None:
            continue
        inner = network.core(call)
        have = keyword(inner, "return_sequences")
        patch = situation.patch()
        if have is not None and have.value.as_string() == "True":
            patch.remove_argument(inner, have)
            title = f"let {layer.layer.class_name} at line {layer.layer.site.line} give its last step only"
        else:
            patch.set_keyword(inner, "return_sequences", "True")
            title = f"let {layer.layer.class_name} at line {layer.layer.site.line} give its output at every step"
        yield Fix("return-sequences", title, patch.edits)


def _before(situation: Situation) -> list[LayerCall]:
    """The layer calls of this file, the latest first."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict):
        return []
    found = [one for one in situation.facts if isinstance(one, LayerCall) and one.site.file == fact.site.file]
    return list(reversed(found))


def reshape_order(situation: Situation) -> Iterator[Fix]:
    """Reshape((a, b)) before: its axes in another order."""
    for layer in _before(situation):
        call = situation.places.call(layer.layer.site)
        if call is None or callee(call) != "Reshape":
            continue
        named = keyword(call, "target_shape")
        target = named.value if named is not None else call.args[0] if call.args else None
        if not isinstance(target, nodes.Tuple | nodes.List):
            continue
        for order in permutations(range(len(target.elts))):
            patch = situation.patch()
            for element, other in zip(target.elts, order, strict=True):
                if target.elts[other] is not element:
                    patch.replace(element, patch.text(target.elts[other]))
            yield Fix("reshape-layer", "Reshape with its axes in the order that is wanted", patch.edits)


def argument_order(situation: Situation) -> Iterator[Fix]:
    """Attention()([query, value]): in the other order."""
    for layer in _before(situation):
        if "Attention" not in layer.layer.class_name:
            continue
        call = situation.places.call(layer.site)
        given = call.args[0] if call is not None and call.args else None
        if isinstance(given, nodes.List | nodes.Tuple) and len(given.elts) == 2:
            first, second = given.elts
            patch = situation.patch()
            patch.replace(first, patch.text(second))
            patch.replace(second, patch.text(first))
            yield Fix("swap", f"{layer.layer.class_name} gets [query, value] in this order", patch.edits)


def merge_axis(situation: Situation) -> Iterator[Fix]:
    """Concatenate along the axis in which its inputs differ."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.conflict.kind != "merge":
        return
    call = situation.places.call(fact.layer.site) or situation.places.call(fact.site)
    if call is None or callee(call).lower() != "concatenate":
        return
    for axis in ("-1", "1", "2"):
        patch = situation.patch()
        patch.set_keyword(call, "axis", axis)
        yield Fix("axis", f"joined along axis {axis}", patch.edits)


def same_width(situation: Situation) -> Iterator[Fix]:
    """Units of a layer before, or of this one, as wide as what it meets: states of 2 * units, two summands."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.conflict.kind not in ("merge", "states", "axis"):
        return
    numbers = _numbers(situation)
    sites = [fact.layer.site, *[one.layer.site for one in _before(situation)]]
    for site in dict.fromkeys(sites):
        call = situation.places.call(site)
        if call is None:
            continue
        inner = network.core(call)
        if callee(inner) not in ("Dense", "LSTM", "GRU", "SimpleRNN"):
            continue
        named = keyword(inner, "units")
        units = named.value if named is not None else inner.args[0] if inner.args else None
        for number in numbers:
            patch = situation.patch()
            if units is not None and patch.text(units) != str(number):
                patch.replace(units, str(number))
                yield Fix("units", f"{callee(inner)} at line {inner.lineno} with {number} units", patch.edits)


def _numbers(situation: Situation) -> list[int]:
    """The widths that the conflict names, then those of the tensors before."""
    fact = situation.fact
    text = fact.conflict.text if isinstance(fact, LayerConflict) else ""
    found = [int(number) for number in re.findall(r"(\d+)\)", text)]
    for layer in _before(situation)[:6]:
        for output in layer.outputs:
            last = output.shape[-1].constant if output.shape else None
            if last is not None:
                found.append(last)
    return list(dict.fromkeys(found))[:4]


def joined_states(situation: Situation) -> Iterator[Fix]:
    """Four states of a Bidirectional encoder for a decoder that wants two: joined in pairs, and the decoder as wide."""
    fact = situation.fact
    if not isinstance(fact, LayerConflict) or fact.conflict.kind != "states":
        return
    layer = situation.places.call(fact.layer.site)
    if layer is None:
        return
    calls = [one for one in layer.root().nodes_of_class(nodes.Call) if keyword(one, "initial_state") is not None]
    given = keyword(calls[0], "initial_state") if len(calls) == 1 else None
    if given is None or not isinstance(given.value, nodes.List | nodes.Tuple):
        return
    states = given.value.elts
    if len(states) not in (2, 4) or not all(isinstance(one, nodes.Name) for one in states):
        return
    inner = network.core(layer)
    patch = situation.patch()
    name = style.layer(patch, "Concatenate", like=inner)
    units = keyword(inner, "units")
    argument = units.value if units is not None else inner.args[0] if inner.args else None
    if name is None or argument is None:
        return
    half = len(states) // 2
    texts = [patch.text(one) for one in states]
    pairs = [f"{name}()([{one}, {other}])" for one, other in zip(texts[:half], texts[half:], strict=True)]
    patch.replace(given.value, f"[{', '.join(pairs)}]" if half > 1 else pairs[0])
    wide = argument.value * 2 if isinstance(argument, nodes.Const) else f"2 * {patch.operand(argument)}"
    patch.replace(argument, str(wide))
    yield Fix("states", "forward and backward states joined, the decoder as wide", patch.edits)
