"""Layers made in a loop: the condition, over the loop's own variable, that another turn follows."""

from __future__ import annotations

from typing import TypeAlias

from astroid import nodes

from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import callee, names_in

_NAMES = ("i", "turn", "number")  # for a loop that counts nothing itself
Loop: TypeAlias = nodes.For | nodes.Comprehension


def loop_of(node: nodes.NodeNG) -> Loop | None:
    """The innermost `for` that a node is made in, a statement's or a comprehension's; None within a function of its own."""
    child, parent = node, node.parent
    while parent is not None and not isinstance(parent, nodes.FunctionDef | nodes.Lambda | nodes.ClassDef):
        if isinstance(parent, nodes.For) and child is not parent.iter and any(child is one for one in parent.body):
            return parent
        if isinstance(parent, nodes.ListComp | nodes.GeneratorExp) and child is parent.elt:
            return parent.generators[-1] if len(parent.generators) == 1 and not parent.generators[0].ifs else None
        child, parent = parent, parent.parent
    return None


def another_follows(patch: Patch, loop: Loop) -> str | None:
    """i < n - 1, the patch counting the turns where the loop does not; None where the code does not tell how many."""
    turns = loop.iter
    if isinstance(turns, nodes.Call) and callee(turns) == "range" and not turns.keywords and len(turns.args) in (1, 2):
        return f"{_counter(patch, loop)} < {_less_one(patch, turns.args[-1])}"
    if isinstance(turns, nodes.Call) and callee(turns) == "enumerate" and len(turns.args) == 1 and not turns.keywords:
        last = _last(patch, turns.args[0])
        target = loop.target
        counts = isinstance(target, nodes.Tuple) and isinstance(target.elts[0], nodes.AssignName)
        return f"{_named(patch, loop, target.elts[0])} < {last}" if counts and last is not None else None
    last = _last(patch, turns)
    if last is None:
        return None
    name = _free(loop)
    target = patch.text(loop.target)
    if isinstance(loop.target, nodes.Tuple) and not target.startswith("("):
        target = f"({target})"
    patch.replace(loop.target, f"{name}, {target}")
    patch.wrap(turns, "enumerate(", ")")
    return f"{name} < {last}"


def _last(patch: Patch, turns: nodes.NodeNG) -> str | None:
    """The number of the last element of what is gone through."""
    if isinstance(turns, nodes.List | nodes.Tuple) and not any(isinstance(one, nodes.Starred) for one in turns.elts):
        return str(len(turns.elts) - 1)
    if isinstance(turns, nodes.Name | nodes.Attribute | nodes.Subscript):
        return f"len({patch.text(turns)}) - 1"
    if isinstance(turns, nodes.Call) and callee(turns) == "zip" and turns.args and not turns.keywords:
        return _last(patch, turns.args[0])
    return None


def _less_one(patch: Patch, number: nodes.NodeNG) -> str:
    if isinstance(number, nodes.Const) and isinstance(number.value, int):
        return str(number.value - 1)
    return f"{patch.text(number)} - 1"


def _counter(patch: Patch, loop: Loop) -> str:
    return _named(patch, loop, loop.target)


def _named(patch: Patch, loop: Loop, target: nodes.NodeNG) -> str:
    """The name of a counter; another where it is `_`, that says it is not used."""
    text = patch.text(target)
    if text != "_":
        return text
    name = _free(loop)
    patch.replace(target, name)
    return name


def _free(loop: Loop) -> str:
    used = names_in(loop.root()) | {one.name for one in loop.root().nodes_of_class(nodes.AssignName)}
    return next((one for one in _NAMES if one not in used), "layer_number")
