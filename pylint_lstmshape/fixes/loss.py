"""sparse-loss and one-hot-loss: the loss that goes with the coding of the targets; or the targets coded for the loss."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.facts import TargetBroadcast, TargetConflict
from pylint_lstmshape.fixes import arrays
from pylint_lstmshape.fixes.operand import Operand
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import callee, keyword
from pylint_lstmshape.fixes.situation import Fix, Situation, array_of, shape_of

_TWINS = {
    "categorical_crossentropy": "sparse_categorical_crossentropy",
    "CategoricalCrossentropy": "SparseCategoricalCrossentropy",
    "categorical_accuracy": "sparse_categorical_accuracy",
    "CategoricalAccuracy": "SparseCategoricalAccuracy",
}


def other_loss(situation: Situation) -> Iterator[Fix]:
    """sparse_categorical_crossentropy for class ids, categorical_crossentropy for one-hot targets."""
    fact = situation.fact
    if not isinstance(fact, TargetConflict | TargetBroadcast) or "categorical" not in fact.loss.lower():
        return
    to_sparse = "sparse" not in fact.loss.lower()
    have = shape_of(fact.target)
    if to_sparse and have is not None and len(have) == len(fact.output) and have[-1] != 1:
        return  # as many axes as the output: no class ids
    names = _TWINS if to_sparse else {new: old for old, new in _TWINS.items()}
    for call in compiles(situation):
        patch = situation.patch()
        if _rename(patch, call, names):
            kind = "sparse-loss" if to_sparse else "one-hot-loss"
            what = "class ids" if to_sparse else "one-hot targets"
            yield Fix(kind, f"the loss for {what}", patch.edits)


def of_two_classes(situation: Situation) -> Iterator[Fix]:
    """binary_crossentropy with an output of several classes and class ids: the sparse loss."""
    fact = situation.fact
    if not isinstance(fact, TargetConflict | TargetBroadcast) or fact.loss.lower() != "binary_crossentropy":
        return
    array = array_of(fact.target)
    classes = fact.output[-1].constant if fact.output else None
    if array is None or classes is None or classes < 2 or array.kind not in ("i", "u", "b"):
        return
    names = {
        "binary_crossentropy": "sparse_categorical_crossentropy",
        "BinaryCrossentropy": "SparseCategoricalCrossentropy",
        "binary_accuracy": "sparse_categorical_accuracy",
    }
    for call in compiles(situation):
        patch = situation.patch()
        if _rename(patch, call, names):
            yield Fix("sparse-loss", f"the loss for ids of {classes} classes", patch.edits)


def compiles(situation: Situation) -> list[nodes.Call]:
    """The calls of compile in the program's files."""
    return [call for tree in situation.trees for call in tree.nodes_of_class(nodes.Call) if callee(call) == "compile"]


def _rename(patch: Patch, call: nodes.Call, names: dict[str, str]) -> bool:
    """Replace the loss, and the metrics that go with it, by their twins."""
    changed = False
    for argument in [*call.args, *[one.value for one in call.keywords]]:
        for node in argument.nodes_of_class(nodes.Const | nodes.Attribute):
            if isinstance(node, nodes.Const) and node.value in names:
                text = patch.text(node)
                patch.replace(node, text.replace(node.value, names[node.value]))
                changed = True
            elif isinstance(node, nodes.Attribute) and node.attrname in names:
                end = patch.span(node)[1]
                patch.add(node, end - len(node.attrname), end, names[node.attrname])
                changed = True
    return changed


def one_hot_targets(situation: Situation) -> Iterator[Fix]:
    """to_categorical(y, classes) for every target of the model, with as many classes as the model gives."""
    fact = situation.fact
    if not isinstance(fact, TargetConflict | TargetBroadcast) or not fact.output:
        return
    classes = fact.output[-1].constant
    if classes is None or "sparse" in fact.loss.lower() or "categorical" not in fact.loss.lower():
        return
    goals = arrays.unique(call.targets[0] for call in situation.calls_of(fact.model) if len(call.targets) == 1)

    def code(y: Operand) -> str | None:
        return y.one_hot(str(classes)) if y.array.kind in ("i", "u", "b") else None

    for inline in (False, True):
        patch = situation.patch()
        if goals and arrays.change(situation, patch, goals, code, inline=inline, goals=True):
            yield Fix("one-hot", f"targets as {classes} zeros and ones", patch.edits)


def loss_argument(call: nodes.Call) -> nodes.NodeNG | None:
    """The loss given to compile."""
    found = keyword(call, "loss")
    return found.value if found is not None else call.args[1] if len(call.args) > 1 else None
