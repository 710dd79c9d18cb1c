"""spelling: an argument under the name that this Keras knows, moved to where it belongs now, or left out."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.facts import ArgumentConflict, CallConflict, LayerConflict
from pylint_lstmshape.fixes import network, style
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import keyword, written
from pylint_lstmshape.fixes.situation import Fix, Situation
from pylint_lstmshape.keras.layers.binding import RENAMED, signature
from pylint_lstmshape.keras.layers.checks import WHOLE

_INPUT = ("batch_input_shape", "batch_size", "input_length", "input_dim", "input_shape", "batch_shape")


def spelling(situation: Situation) -> Iterator[Fix]:
    """The nearest argument that the layer has, under its own name."""
    fact = situation.fact
    call = _call(situation)
    if call is None or not isinstance(fact, ArgumentConflict) or fact.conflict.kind == "input-shape":
        return
    given = keyword(call, fact.parameter)
    if given is None:
        yield from _missing(situation, call, fact.conflict.text.rpartition(" ")[2])
        return
    yield from _to_input(situation, call)
    taken = {one.arg for one in call.keywords}
    known = [name for name in _parameters(situation, fact.layer.class_name) if name not in taken]
    names = [RENAMED[fact.parameter]] if RENAMED.get(fact.parameter) in known else []
    names += [one for one in difflib.get_close_matches(fact.parameter, known, n=2, cutoff=0.75) if one not in names]
    for name in names:
        patch = situation.patch()
        start = patch.span(given)[0]
        patch.add(given, start, start + len(fact.parameter), name)
        yield Fix("spelling", f"{fact.parameter} is called {name}", patch.edits)
    if fact.parameter == "weights":
        yield from _initializer(situation, call, given)


def word(situation: Situation) -> Iterator[Fix]:
    """The activation, initializer or optimizer that a word is meant to name."""
    fact = situation.fact
    meant = fact.conflict.instead if isinstance(fact, ArgumentConflict | CallConflict) else ""
    argument = situation.places.at(fact.site) if meant else None
    node = None if argument is None else written(argument)
    if isinstance(node, nodes.Const):
        patch = situation.patch()
        patch.replace(node, style.quoted(patch, node, meant))
        yield Fix("spelling", f"{node.value} is called {meant}", patch.edits)


def whole_number(situation: Situation) -> Iterator[Fix]:
    """A float, or an integer of NumPy, where the layer wants an int."""
    fact = situation.fact
    if not isinstance(fact, ArgumentConflict | LayerConflict) or fact.conflict.kind != WHOLE:
        return
    name = fact.conflict.about
    call = situation.places.call(fact.layer.site)
    made = signature(fact.layer.class_name, max(situation.generations))
    if call is None or made is None or name not in made.positional:
        return
    given, at = keyword(call, name), made.positional.index(name)
    argument = given.value if given is not None else call.args[at] if at < len(call.args) else None
    if argument is not None:
        patch = situation.patch()
        as_whole(patch, argument)
        yield Fix("spelling", f"an int for {name}", patch.edits)


def as_whole(patch: Patch, number: nodes.NodeNG) -> None:
    """`a / b` as `a // b`, 4.0 as 4, anything else within int(...)."""
    if isinstance(number, nodes.Const) and isinstance(number.value, float):
        patch.replace(number, str(int(number.value)))
        return
    if isinstance(number, nodes.BinOp) and number.op == "/":
        start, end = patch.span(number.left)[1], patch.span(number.right)[0]
        between = patch.source(number).text[start:end]
        if between.strip(" ()") == "/":
            at = start + between.index("/")
            patch.add(number, at, at + 1, "//")
            return
    patch.wrap(number, "int(", ")")


def _missing(situation: Situation, call: nodes.Call, name: str) -> Iterator[Fix]:
    """An argument that the layer must have, given under another name."""
    for given in call.keywords:
        if RENAMED.get(given.arg or "") == name:
            patch = situation.patch()
            start = patch.span(given)[0]
            patch.add(given, start, start + len(given.arg), name)
            yield Fix("spelling", f"{given.arg} is called {name}", patch.edits)


def _call(situation: Situation) -> nodes.Call | None:
    fact = situation.fact
    return situation.places.call(fact.layer.site) if isinstance(fact, ArgumentConflict) else None


def _parameters(situation: Situation, name: str) -> list[str]:
    """The arguments that the class has in every Keras in question."""
    signatures = [signature(name, generation) for generation in sorted(situation.generations)]
    known = [sorted(one.names) for one in signatures if one is not None]
    return [one for one in known[0] if all(one in names for names in known)] if known else []


def _to_input(situation: Situation, call: nodes.Call) -> Iterator[Fix]:
    """The arguments that say what comes in: as an Input before the layer."""
    fact = situation.fact
    assert isinstance(fact, ArgumentConflict)
    if fact.parameter not in _INPUT:
        return
    patch = situation.patch()
    arguments = _input_arguments(patch, call) if network.is_first(call) else None  # it declares nothing elsewhere
    gone = [one for one in call.keywords if one.arg in _INPUT]
    if arguments is None:
        patch.remove_argument(call, *gone)
        yield Fix("spelling", f"without {fact.parameter}", patch.edits)
        return
    name = style.layer(patch, "Input", like=call)
    if name is None:
        return
    patch.remove_argument(call, *gone)
    if network.insert_before(situation, patch, call, f"{name}({arguments})"):
        yield Fix("spelling", f"{fact.parameter} is said by an Input of its own", patch.edits)


def _input_arguments(patch: Patch, call: nodes.Call) -> str | None:
    """The arguments of an Input that says the same."""
    said = {one.arg: patch.text(one.value) for one in call.keywords if one.arg in _INPUT}
    for name in ("batch_input_shape", "batch_shape"):
        if name in said:
            return f"batch_shape={said[name]}"
    shape = said.get("input_shape")
    if shape is None and "input_dim" in said:
        shape = f"({said.get('input_length', 'None')}, {said['input_dim']})"
    if shape is None:
        return None
    return f"shape={shape}, batch_size={said['batch_size']}" if "batch_size" in said else f"shape={shape}"


def _initializer(situation: Situation, call: nodes.Call, given: nodes.Keyword) -> Iterator[Fix]:
    """weights=[matrix]: Keras 3 has embeddings_initializer."""
    matrix = given.value.elts[0] if isinstance(given.value, nodes.List) and len(given.value.elts) == 1 else None
    patch = situation.patch()
    constant = style.keras_function(patch, given.root(), "initializers", "Constant")
    if matrix is not None and constant is not None:
        patch.replace(given, f"embeddings_initializer={constant}({patch.text(matrix)})")
        yield Fix("spelling", "weights are given by an initializer", patch.edits)


def left_out(situation: Situation) -> Iterator[Fix]:
    """Without the argument."""
    fact = situation.fact
    call = _call(situation)
    if call is None or not isinstance(fact, ArgumentConflict) or fact.conflict.instead:
        return
    given = keyword(call, fact.parameter)
    others = [one for one in situation.facts if isinstance(one, ArgumentConflict) and one.layer.site == fact.layer.site]
    if any(keyword(call, one.parameter) is None for one in others):
        return  # the layer lacks an argument: this one, under another name
    if given is not None:
        patch = situation.patch()
        patch.remove_argument(call, given)
        is_known = fact.parameter in _parameters(situation, fact.layer.class_name)
        why = "" if is_known else f", that {fact.layer.class_name} does not know"
        yield Fix("left-out", f"without {fact.parameter}{why}", patch.edits)
