"""What compile, fit and add are called with: an argument by its present name, a method that is still there."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.facts import CallConflict
from pylint_lstmshape.fixes import style
from pylint_lstmshape.fixes.places import callee, keyword, lineage, statement_of
from pylint_lstmshape.fixes.situation import Fix, Situation
from pylint_lstmshape.fixes.spelling import as_whole
from pylint_lstmshape.keras.layers.checks import WHOLE
from pylint_lstmshape.keras.training_arguments import PARAMETERS, meant

_OF_OPTIMIZERS = {"lr": "learning_rate"}
_METHODS = {
    "fit_generator": "fit",
    "evaluate_generator": "evaluate",
    "predict_generator": "predict",
    "predict_proba": "predict",
}


def call(situation: Situation) -> Iterator[Fix]:
    """The argument renamed, made whole, or left out; the method that took the place of an old one."""
    fact = situation.fact
    if not isinstance(fact, CallConflict):
        return
    found = situation.places.at(fact.site)
    made = _call_around(found)
    if made is None:
        return
    given = next((one for one in made.keywords if one.value is found or found is one), None)
    kind = fact.conflict.kind
    if kind == "method":
        yield from _method(situation, made)
    if given is None:
        return
    now = meant(fact.method, given.arg) if fact.method in PARAMETERS else _OF_OPTIMIZERS.get(given.arg, "")
    if kind == "argument" and now and keyword(made, now) is None:
        patch = situation.patch()
        start = patch.span(given)[0]
        patch.add(given, start, start + len(given.arg), now)
        yield Fix("spelling", f"{given.arg} is called {now}", patch.edits)
    if kind == WHOLE:
        patch = situation.patch()
        as_whole(patch, given.value)
        yield Fix("spelling", "a whole number", patch.edits)
    if not fact.conflict.instead:
        patch = situation.patch()
        patch.remove_argument(made, given)
        yield Fix("left-out", f"without {given.arg}", patch.edits)


def _call_around(node: nodes.NodeNG | None) -> nodes.Call | None:
    while node is not None and not node.is_statement:
        if isinstance(node, nodes.Call):
            return node
        node = node.parent
    return None


def _method(situation: Situation, made: nodes.Call) -> Iterator[Fix]:
    name = callee(made)
    patch = situation.patch()
    end = patch.span(made.func)[1]
    receiver = patch.text(made.func.expr) if isinstance(made.func, nodes.Attribute) else ""
    if name in _METHODS:
        patch.add(made, end - len(name), end, _METHODS[name])
        for old in ("workers", "max_queue_size", "use_multiprocessing", "pickle_safe"):
            given = keyword(made, old)
            if given is not None:
                patch.remove_argument(made, given)
        yield Fix("spelling", f"{name} is {_METHODS[name]} now", patch.edits)
    elif name == "predict_classes":
        patch.add(made, end - len(name), end, "predict")
        if _gives_one_number(situation):
            patch.wrap(made, "(", f" > 0.5).astype({style.quoted(patch, made, 'int32')})")
            yield Fix("spelling", "1 where the probability is above 0.5", patch.edits)
            return
        whole = patch.span(made)[1]
        patch.add(made, whole, whole, ".argmax(axis=-1)")
        yield Fix("spelling", "the class with the greatest probability", patch.edits)
    elif name == "reset_states" and isinstance(made.parent, nodes.Expr):
        step = "    "
        statement = statement_of(made)
        for around in lineage(made):
            if around is not statement:
                step = patch.indent(statement)[len(patch.indent(around)) :] or step
                break
        outer = patch.indent(statement)
        name = style.quoted(patch, made, name)
        text = (
            f"for layer in {receiver}.layers:\n{outer}{step}if hasattr(layer, {name}):\n"
            f"{outer}{step}{step}layer.reset_states()"
        )
        patch.replace(made, text)
        yield Fix("spelling", "the states of each recurrent layer", patch.edits)


def _gives_one_number(situation: Situation) -> bool:
    """Whether the model whose method is called has one unit at its end."""
    fact = situation.fact
    calls = situation.calls_of(fact.model) if isinstance(fact, CallConflict) else []
    shapes = [output.shape for call in calls for output in call.outputs]
    return any(shape is not None and len(shape) > 1 and equal(shape[-1], 1) is True for shape in shapes)


def misplaced(situation: Situation) -> Iterator[Fix]:
    """model.add(LSTM(16), input_shape=(10, 3)): the argument belongs to the layer."""
    for made in situation.tree.nodes_of_class(nodes.Call):
        if callee(made) != "add" or len(made.args) != 1 or not isinstance(made.args[0], nodes.Call):
            continue
        if made.keywords:
            patch = situation.patch()
            moved = ", ".join(patch.text(one) for one in made.keywords)
            patch.remove_argument(made, *made.keywords)
            patch.add_argument(made.args[0], moved)
            yield Fix("spelling", f"{made.keywords[0].arg} belongs to {callee(made.args[0])}", patch.edits)
