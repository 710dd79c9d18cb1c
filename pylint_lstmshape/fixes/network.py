"""Layers in the source: put one before or behind another, take one out, wrap one; in every style of building a model."""

from __future__ import annotations

from astroid import nodes

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import bindings, callee, same_scope, scope_of, statement_of
from pylint_lstmshape.fixes.situation import Situation

WRAPPERS = ("Bidirectional", "TimeDistributed")


def whole(call: nodes.Call) -> nodes.Call:
    """The layer with the wrappers around it: Bidirectional(LSTM(8))."""
    while isinstance(call.parent, nodes.Call) and call in call.parent.args and callee(call.parent) in WRAPPERS:
        call = call.parent
    return call


def core(call: nodes.Call) -> nodes.Call:
    """The layer within its wrappers."""
    while callee(call) in WRAPPERS and call.args and isinstance(call.args[0], nodes.Call):
        call = call.args[0]
    return call


def applied(situation: Situation, layer: nodes.Call, at: Site | None) -> nodes.Call | None:
    """The call layer(x) of the functional style; None in a Sequential."""
    if isinstance(layer.parent, nodes.Call) and layer.parent.func is layer:
        return layer.parent
    call = situation.places.call(at)
    if call is None or call is layer or _is_add(call) or _in_list(layer):
        return None
    if isinstance(call.func, nodes.Name) and call.args:
        return call
    return None


def _is_add(call: nodes.Call) -> bool:
    return isinstance(call.func, nodes.Attribute) and call.func.attrname == "add"


def _in_list(layer: nodes.NodeNG) -> bool:
    return isinstance(layer.parent, nodes.List | nodes.Tuple)


def is_first(layer: nodes.Call) -> bool:
    """Whether no layer stands before this one in a Sequential: in its list, or added to the same model before."""
    layer = whole(layer)
    if _in_list(layer):
        return bool(layer.parent.elts[0] is layer)
    if not (isinstance(layer.parent, nodes.Call) and _is_add(layer.parent)):
        return False
    receiver, statement = layer.parent.func.expr.as_string(), statement_of(layer)
    made = [one for one in bindings(scope_of(layer), receiver) if one.lineno < statement.lineno]
    started = made[-1].value if made and isinstance(made[-1], nodes.Assign) else None
    since = made[-1].lineno if made else 0
    added = [one for one in same_scope(scope_of(layer)) if isinstance(one, nodes.Call) and _is_add(one)]
    return not (isinstance(started, nodes.Call) and started.args) and not any(
        one.func.expr.as_string() == receiver and since <= one.lineno < statement.lineno for one in added
    )


def insert_before(situation: Situation, patch: Patch, layer: nodes.Call, new: str, at: Site | None = None) -> bool:
    """Put a layer (its source) before another; False where nobody knows how."""
    layer = whole(layer)
    call = applied(situation, layer, at)
    if call is not None:
        if not call.args or isinstance(call.args[0], nodes.List | nodes.Tuple | nodes.Starred):
            return False
        patch.wrap(call.args[0], f"{new}(", ")")
        return True
    if isinstance(layer.parent, nodes.Call) and _is_add(layer.parent):
        receiver = patch.text(layer.parent.func.expr)
        patch.insert_before(statement_of(layer), f"{receiver}.add({new})")
        return True
    if _in_list(layer):
        start = patch.span(layer)[0]
        patch.add(layer, start, start, f"{new},{_gap(patch, layer)}")
        return True
    return False


def insert_after(situation: Situation, patch: Patch, layer: nodes.Call, new: str, at: Site | None = None) -> bool:
    """Put a layer (its source) behind another."""
    layer = whole(layer)
    call = applied(situation, layer, at)
    if call is not None:
        patch.wrap(call, f"{new}(", ")")
        return True
    if isinstance(layer.parent, nodes.Call) and _is_add(layer.parent):
        receiver = patch.text(layer.parent.func.expr)
        patch.insert_after(statement_of(layer), f"{receiver}.add({new})")
        return True
    if _in_list(layer):
        end = patch.span(layer)[1]
        patch.add(layer, end, end, f",{_gap(patch, layer)}{new}")
        return True
    return False


def _gap(patch: Patch, layer: nodes.NodeNG) -> str:
    """What stands between the elements of a list of layers: a blank, or a new line."""
    start = patch.span(layer)[0]
    source = patch.source(layer)
    before = source.text[source.line_start(layer.lineno) : start]
    return f"\n{before}" if not before.strip() else " "


def remove(situation: Situation, patch: Patch, layer: nodes.Call, at: Site | None = None) -> bool:
    """Take a layer out of the network."""
    layer = whole(layer)
    call = applied(situation, layer, at)
    if call is not None:
        if not call.args or isinstance(call.args[0], nodes.List | nodes.Tuple):
            return False
        if isinstance(call.parent, nodes.Assign) and patch.text(call.parent.targets[0]) == patch.text(call.args[0]):
            patch.delete_statement(call.parent)
        else:
            patch.replace(call, patch.text(call.args[0]))
        return True
    if isinstance(layer.parent, nodes.Call) and _is_add(layer.parent):
        patch.delete_statement(statement_of(layer))
        return True
    if _in_list(layer):
        elements = layer.parent.elts
        index = next(index for index, one in enumerate(elements) if one is layer)
        if index + 1 < len(elements):
            patch.add(layer, patch.span(layer)[0], patch.span(elements[index + 1])[0], "")
        elif index:
            patch.add(layer, patch.span(elements[index - 1])[1], patch.span(layer)[1], "")
        else:
            return False
        return True
    return False


def wrap(patch: Patch, layer: nodes.Call, wrapper: str) -> None:
    """Put a layer into a wrapper: TimeDistributed(Dense(3))."""
    patch.wrap(whole(layer), f"{wrapper}(", ")")
