"""Batches: from a generator function of the file, or a tf.data pipeline; changed where they are yielded or mapped."""

from __future__ import annotations

from dataclasses import dataclass, replace

from astroid import nodes

from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.fixes.operand import Change, Operand
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import bindings, callee, scope_of
from pylint_lstmshape.fixes.situation import Situation

_DATASETS = ("from_tensor_slices", "from_generator", "from_tensors", "timeseries_dataset_from_array")


@dataclass(frozen=True)
class Batches:
    """Where batches come from: what a generator yields, what a Sequence's __getitem__ returns, or the expression of a
    dataset.
    """

    node: nodes.NodeNG
    yields: tuple[nodes.Yield | nodes.Return, ...] = ()


def source_of(node: nodes.NodeNG, depth: int = 0) -> Batches | None:
    """The generator or dataset that an argument of fit is; None for an array."""
    made = _definition(node)
    if depth < 4 and made is not node and made is not None:
        return source_of(made, depth + 1)
    if isinstance(made, nodes.Call):
        function = _function(made)
        if function is not None:
            every = function.nodes_of_class((nodes.Yield, nodes.Return))
            wanted = nodes.Return if function.is_method() else nodes.Yield
            yields = tuple(one for one in every if isinstance(one, wanted) and one.scope() is function)
            return Batches(node, yields) if yields else None
        if _is_dataset(made):
            return Batches(node)
    return None


def dataset(node: nodes.NodeNG, value: Value | None) -> Batches | None:
    """A tf.data pipeline, whoever made it: what it gives is mapped where it is used."""
    return Batches(node) if isinstance(value, Dataset) and value.path == Dataset.path else None


def _definition(node: nodes.NodeNG) -> nodes.NodeNG | None:
    """The expression that a name was last bound to; anything else as it is."""
    if not isinstance(node, nodes.Name):
        return node
    found = [one for one in bindings(scope_of(node), node.name) if one.lineno < node.lineno]
    if not found or not isinstance(found[-1], nodes.Assign) or len(found[-1].targets) != 1:
        return None
    return found[-1].value if isinstance(found[-1].targets[0], nodes.AssignName) else None


def _function(call: nodes.Call) -> nodes.FunctionDef | None:
    """The function of this file that gives the batches: the one that is called, or __getitem__ of the class that is."""
    name, root = callee(call), call.root()
    found = [one for one in root.nodes_of_class((nodes.FunctionDef, nodes.ClassDef)) if one.name == name]
    if len(found) == 1 and isinstance(found[0], nodes.ClassDef):
        found = [one for one in found[0].mymethods() if one.name == "__getitem__"]
    return found[0] if len(found) == 1 else None


def _is_dataset(call: nodes.Call) -> bool:
    node: nodes.NodeNG = call
    while isinstance(node, nodes.Call):
        if callee(node) in _DATASETS:
            return True
        inner = node.func.expr if isinstance(node.func, nodes.Attribute) else None
        if isinstance(inner, nodes.Name):
            inner = _definition(inner)
        if inner is None:
            return False
        node = inner
    return False


def change(situation: Situation, patch: Patch, batches: Batches, array: Array, how: Change, which: int = 0) -> bool:
    """Change the x (`which` 0) or the y (1) of every batch."""
    if not batches.yields:
        value = how(Operand("xy"[which], replace(array, library="tensorflow"), patch, batches.node.root()))
        if value is None:
            return False
        pair = f"({value}, y)" if which == 0 else f"(x, {value})"
        patch.replace(batches.node, f"{patch.operand(batches.node)}.map(lambda x, y: {pair})")
        return True
    for one in batches.yields:
        pair = one.value
        if isinstance(pair, nodes.Tuple | nodes.List):
            part = pair.elts[which] if len(pair.elts) > which else None
        else:
            part = pair if which == 0 else None
        if part is None:
            return False
        value = how(Operand(patch.operand(part), array, patch, part.root()))
        if value is None:
            return False
        patch.replace(part, value)
    return True
