"""Array operations that cannot hold: the reshape that adds timesteps out of nothing, a vector where a column is due."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.facts import OperationConflict
from pylint_lstmshape.fixes.operand import Operand, operand
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import callee, keyword
from pylint_lstmshape.fixes.situation import Fix, Situation
from pylint_lstmshape.fixes.windows import slide

_BY_COLUMNS = ("transform", "inverse_transform", "fit_transform", "fit")


def _reshape(situation: Situation) -> tuple[nodes.Call, nodes.NodeNG, list[nodes.NodeNG]] | None:
    """The reshape that fails: the call, what is reshaped, and its target's dims."""
    fact = situation.fact
    call = situation.places.call(fact.site)
    if not isinstance(fact, OperationConflict) or fact.conflict.kind != "reshape" or call is None:
        return None
    given = list(call.args)
    if fact.operand is not None and isinstance(call.func, nodes.Attribute) and given:
        receiver = situation.places.at(fact.operand.site)
        if receiver is not None and receiver is given[0]:
            given = given[1:]
            thing: nodes.NodeNG = receiver
        else:
            thing = call.func.expr
    elif len(given) > 1:
        thing, given = given[0], given[1:]
    else:
        return None
    named = keyword(call, "newshape", "shape")
    if not given and named is not None:
        given = [named.value]
    if len(given) == 1 and isinstance(given[0], nodes.Tuple | nodes.List):
        given = list(given[0].elts)
    return call, thing, given


def fold(situation: Situation) -> Iterator[Fix]:
    """reshape(N, T, F) of N rows of F: as many samples as the rows make, -1."""
    found = _reshape(situation)
    if found is None or len(found[2]) < 2:
        return
    _, _, dims = found
    if len(dims) == 3:
        patch = situation.patch()
        patch.replace(dims[0], "-1")
        yield Fix("reshape", "as many samples as the values make: -1", patch.edits)


def windows(situation: Situation) -> Iterator[Fix]:
    """reshape(N, T, F) of N rows of F: N - T + 1 windows of T rows."""
    found = _reshape(situation)
    fact = situation.fact
    if found is None or len(found[2]) != 3 or not isinstance(fact, OperationConflict) or fact.operand is None:
        return
    call, thing, dims = found
    patch = situation.patch()
    x = operand(patch, situation.tree, patch.operand(thing), fact.operand.value)
    if x is None or x.rank != 2 or x.is_tensor:
        return
    steps = patch.text(dims[1])
    patch.replace(call, _slide(x, steps))
    yield Fix("windows", f"windows of {steps} rows that follow in time", patch.edits)


def _slide(x: Operand, steps: str) -> str:
    return slide(x, 0).replace(f"{x.text}, 0", f"{x.text}, {steps}", 1)


def column(situation: Situation) -> Iterator[Fix]:
    """A vector given to a scaler, that wants a table: x.reshape(-1, 1)."""
    fact = situation.fact
    call = situation.places.call(fact.site)
    if not isinstance(fact, OperationConflict) or call is None or callee(call) not in _BY_COLUMNS or not call.args:
        return
    for ending in (".reshape(-1, 1)", ".reshape(1, -1)"):
        patch = situation.patch()
        patch.replace(call.args[0], f"{patch.operand(call.args[0])}{ending}")
        yield Fix("reshape", "a column of one value a row", patch.edits)
    rank = _rank(fact)
    if rank == 3:
        patch = situation.patch()
        text = patch.operand(call.args[0])
        patch.replace(call.args[0], f"{text}.reshape(-1, {text}.shape[-1])")
        yield Fix("reshape", "the steps of all samples below each other", patch.edits)


def _rank(fact: OperationConflict) -> int | None:
    shape = getattr(fact.operand.value, "shape", None) if fact.operand is not None else None
    return None if shape is None else len(shape)


def last_axis(situation: Situation) -> Iterator[Fix]:
    """x.shape[2] of a matrix: its last axis is x.shape[-1]."""
    fact = situation.fact
    node = situation.places.at(fact.site, nodes.Subscript)
    if not isinstance(fact, OperationConflict) or not isinstance(node, nodes.Subscript):
        return
    if isinstance(node.value, nodes.Attribute) and node.value.attrname == "shape":
        for index in ("-1", "1"):
            patch: Patch = situation.patch()
            patch.replace(node.slice, index)
            yield Fix("axis", "the axis that the array has", patch.edits)
