"""Array operations that cannot hold: the reshape that adds timesteps out of nothing, a vector where a column is due."""

from __future__ import annotations

import re
from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import OperationConflict
from pylint_lstmshape.fixes import style
from pylint_lstmshape.fixes.inputs import changed
from pylint_lstmshape.fixes.operand import Operand, operand
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import callee, keyword
from pylint_lstmshape.fixes.situation import Fix, Misfit, Situation, array_of, shape_of
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


def likeliest(situation: Situation) -> Iterator[Fix]:
    """accuracy_score(y_test, model.predict(x)): the class of each row, which is its greatest number."""
    fact, call = situation.fact, situation.places.call(situation.fact.site)
    if not isinstance(fact, OperationConflict) or fact.conflict.kind != "classes" or call is None:
        return
    named = [keyword(call, name) for name in ("y_pred", "y_true")]
    for node in [*(one.value for one in named if one is not None), *reversed(call.args[:2])]:
        patch = situation.patch()
        patch.replace(node, f"{patch.operand(node)}.argmax(axis=1)")
        yield Fix("argmax", "the likeliest class of each sample", patch.edits)


def fold(situation: Situation) -> Iterator[Fix]:
    """reshape(N, T, F) of N rows of F: as many samples as the rows make, -1."""
    found = _reshape(situation)
    if found is None or len(found[2]) < 2:
        return
    _, _, dims = found
    fact = situation.fact
    if len(dims) != 3 or not isinstance(fact, OperationConflict) or fact.operand is None:
        return
    array = array_of(fact.operand)
    folds = [(dims[0], "samples")]
    if array is None or not array.shape or not _takes_all_features(fact, array.shape):
        folds = [(dims[2], "features"), (dims[1], "timesteps"), *folds]
    for dim, title in folds:
        patch = situation.patch()
        patch.replace(dim, "-1")
        yield Fix("reshape", f"as many {title} as the values make: -1", patch.edits)


def windows(situation: Situation) -> Iterator[Fix]:
    """reshape(N, T, F) of N rows of F: N - T + 1 windows of T rows."""
    found = _reshape(situation)
    fact = situation.fact
    if found is None or len(found[2]) != 3 or not isinstance(fact, OperationConflict) or fact.operand is None:
        return
    call, thing, dims = found
    patch = situation.patch()
    x = operand(patch, thing.root(), patch.operand(thing), fact.operand.value)
    if x is None or x.rank != 2 or x.is_tensor or not _takes_all_features(fact, x.array.shape or ()):
        return
    steps = patch.text(dims[1])
    patch.replace(call, _slide(x, steps))
    yield Fix("windows", f"windows of {steps} rows that follow in time", patch.edits)


def _takes_all_features(fact: OperationConflict, shape: Shape) -> bool:
    """Whether the reshape keeps the columns and asks for timesteps beside them."""
    wanted = re.search(r"into \(([^)]*)\)", fact.conflict.text)
    last = wanted[1].split(",")[-1].strip() if wanted else ""
    return not last or last == str(shape[-1])


def _slide(x: Operand, steps: str) -> str:
    return slide(x, 0).replace(f"{x.text}, 0", f"{x.text}, {steps}", 1)


def column(situation: Situation) -> Iterator[Fix]:
    """A vector given to a scaler, that wants a table: x.reshape(-1, 1)."""
    fact = situation.fact
    call = _scaler_call(situation)
    if call is None or not isinstance(fact, OperationConflict) or _rank(fact) in (2, 3, 4):
        return
    given = call.args[0]
    for parts in ((-1, 1), (1, -1)):
        patch = situation.patch()
        value = fact.operand.value if fact.operand is not None else situation.value_of(given)
        x = None if value is None else operand(patch, call.root(), patch.operand(given), value)
        if x is None:  # perhaps a column of a table, which has no reshape
            x = Operand(
                f"{style.numpy(patch, call.root())}.array({patch.text(given)})", Array(None), patch, call.root()
            )
        patch.replace(given, x.reshape(*parts))
        yield Fix("reshape", "a column of one value a row", patch.edits)


def _scaler_call(situation: Situation) -> nodes.Call | None:
    fact = situation.fact
    call = situation.places.call(fact.site)
    is_call = isinstance(fact, OperationConflict) and call is not None and callee(call) in _BY_COLUMNS and call.args
    return call if is_call else None


def steps(situation: Situation) -> Iterator[Fix]:
    """(N, T, F) given to a scaler: the steps of all samples below each other, and laid out again behind it."""
    call = _scaler_call(situation)
    value = None if call is None else situation.value_of(call.args[0])
    if call is None or not isinstance(value, Array) or value.shape is None or len(value.shape) < 3:
        return
    patch = situation.patch()
    text = patch.operand(call.args[0])
    patch.replace(call.args[0], f"{text}.reshape(-1, {text}.shape[-1])")
    if callee(call) != "fit":
        end = patch.span(call)[1]
        patch.add(call, end, end, f".reshape({text}.shape)")
    yield Fix("reshape", "each step of each sample is a row to the scaler", patch.edits)


def wide(situation: Situation) -> Iterator[Fix]:
    """Predictions of one column given back to a scaler of several: of as many copies the column of the targets."""
    fact = situation.fact
    call = _scaler_call(situation)
    if call is None or callee(call) != "inverse_transform" or not isinstance(fact, OperationConflict):
        return
    for number in map(int, re.findall(r"\d+", fact.conflict.text)):
        if number < 2:
            continue
        column = _target_column(call) % number
        patch = situation.patch()
        np = style.numpy(patch, call.root())
        patch.wrap(call.args[0], f"{np}.repeat(", f", {number}, axis=1)")
        end = patch.span(call)[1]
        patch.add(call, end, end, f"[:, {column}:{column + 1}]")
        kept = "the first" if column == 0 else f"column {column}, that of the targets,"
        yield Fix("columns", f"the scaler's {number} columns, of which {kept} is kept", patch.edits)


def _target_column(inverse: nodes.Call) -> int:
    """The one column that the program picks from what the scaler gave it; the first where it picks none, or several."""
    scaler = inverse.func.expr.as_string()
    scaled = {
        target.as_string()
        for made in inverse.root().nodes_of_class(nodes.Assign)
        for target in made.targets
        if isinstance(made.value, nodes.Call) and made.value.func.as_string() == f"{scaler}.fit_transform"
    }
    picked = set()
    for one in inverse.root().nodes_of_class(nodes.Subscript):
        if one.value.as_string() in scaled and isinstance(one.slice, nodes.Tuple) and len(one.slice.elts) == 2:
            last = re.fullmatch(r"-?\d+", one.slice.elts[1].as_string())
            picked |= set() if last is None else {int(last[0])}
    return picked.pop() if len(picked) == 1 else 0


def feature_axis(situation: Situation) -> Iterator[Fix]:
    """x.shape[2] of a matrix that a model is fitted on: the feature axis is added before."""
    fact = situation.fact
    node = situation.places.at(fact.site, nodes.Subscript)
    if not isinstance(fact, OperationConflict) or not isinstance(node, nodes.Subscript):
        return
    if not isinstance(node.value, nodes.Attribute) or node.value.attrname != "shape":
        return
    name = node.value.expr.as_string()
    for call in situation.model_calls:
        for position, one in enumerate(call.inputs):
            if one.text == name and len(shape_of(one) or ()) == 2:
                found = Misfit(call.model, one, None, None, None, position)
                for kind, title, how in (
                    ("reshape", "timesteps of one value: (samples, timesteps, 1)", _as_steps),
                    ("one-step", "one timestep of all features: (samples, 1, features)", _as_features),
                ):
                    yield from changed(situation, found, kind, title, how, None)
                return


def _as_steps(x: Operand) -> str:
    return x.reshape(-1, x.dim(1), 1)


def _as_features(x: Operand) -> str:
    return x.reshape(-1, 1, x.dim(1))


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
