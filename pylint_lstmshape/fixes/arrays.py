"""Change every array that meets a model in the same way: train, validation, test, predict, the batches of a generator.

An array that has a name is bound anew behind the last statement that binds any of them, in the module of the project
whose name it is; what has none is changed where it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from astroid import nodes

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.facts import Described, ModelCall
from pylint_lstmshape.fixes import generators
from pylint_lstmshape.fixes.operand import Change, operand
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import bindings, block_of, is_parameter, keyword, lineage, scope_of
from pylint_lstmshape.fixes.situation import Misfit, Situation, array_of, shape_of


def meeting(situation: Situation, misfit: Misfit) -> list[Described]:
    """The arrays that meet the model in the place of the misfit's and are of its rank."""
    found = [misfit.array] if misfit.array is not None else []
    rank = None if misfit.shape is None else len(misfit.shape)
    for call in situation.calls_of(misfit.model):
        if len(call.inputs) > misfit.position:
            one = call.inputs[misfit.position]
            shape = shape_of(one)
            if shape is not None and len(shape) == rank:
                found.append(one)
    return unique(found)


def targets(situation: Situation, misfit: Misfit) -> list[Described]:
    """The targets that go with them."""
    found: list[Described] = []
    for call in situation.calls_of(misfit.model):
        if call.targets:
            found += call.targets[:1]
        else:  # it did not come so far
            found += _written(situation, call)
    return unique(found)


def _written(situation: Situation, model_call: ModelCall) -> list[Described]:
    """The y of a call as it stands in the source."""
    call = situation.places.call(model_call.site)
    if call is None or not model_call.inputs:
        return []
    x = situation.places.at(model_call.inputs[0].site)
    node: nodes.NodeNG | None = None
    if x is not None and isinstance(x.parent, nodes.Tuple) and len(x.parent.elts) > 1:
        node = x.parent.elts[1]
    elif (
        call.args and x is call.args[0] and model_call.method in ("fit", "evaluate", "train_on_batch", "test_on_batch")
    ):
        named = keyword(call, "y")
        node = named.value if named is not None else call.args[1] if len(call.args) > 1 else None
    value = None if node is None else situation.value_of(node)
    if node is None or value is None:
        return []
    site = Site(situation.places.file, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
    return [Described(node.as_string(), site, value)]


def unique(found: Iterable[Described]) -> list[Described]:
    """Each place once."""
    return list({one.site: one for one in found}.values())


@dataclass
class _Named:
    """One name that is bound anew: where it is used first, and its new value."""

    text: str
    value: str
    use: nodes.NodeNG
    anchor: nodes.NodeNG | None = None
    before: bool = False


@dataclass
class _Group:
    """The names that are bound anew in one block of statements."""

    block: list[nodes.NodeNG]
    names: list[_Named] = field(default_factory=list)


def change(
    situation: Situation,
    patch: Patch,
    arrays: Sequence[Described],
    how: Change,
    *,
    inline: bool = False,
    goals: bool = False,
) -> bool:
    """Add to the patch what changes these arrays; False where one of them cannot be changed. `inline`: at each use;
    `goals`: they are targets, which in a stream of batches come second.
    """
    done: set[str] = set()
    named: list[_Named] = []
    texts = {one.text for one in arrays}
    for described in arrays:
        node = situation.places.at(described.site)
        if node is None:
            return False
        batches = generators.source_of(node) or generators.dataset(node, situation.value_of(node))
        if batches is not None:
            array = array_of(described)
            if array is None or not generators.change(situation, patch, batches, array, how, int(goals)):
                return False
            continue
        if described.stream:
            return False  # its batches are made where nobody sees
        text = patch.text(node)
        if not inline and not isinstance(node, nodes.Name | nodes.Attribute) and _follows(node, texts):
            continue
        bound = situation.value_of(node)
        seen = (
            bound if bound is not None and bound.to_array() is not None else described.value
        )  # a table, to Keras an array
        home = None if inline else _home(situation, node)
        if home is not None:
            text = node.attrname
        thing = operand(patch, (home or node).root(), patch.operand(node) if home is None else text, seen)
        value = None if thing is None else how(thing)
        if value is None:
            return False
        if isinstance(node, nodes.Name | nodes.Attribute) and not inline:
            if text not in done:
                done.add(text)
                named.append(_Named(text, value, node, home))
        else:
            patch.replace(node, value)
    return _bind(patch, named)


def _follows(node: nodes.NodeNG, texts: set[str]) -> bool:
    """Whether an expression is made of an array that is changed itself: x_train[:10], x_train / 255."""
    inside = node.nodes_of_class((nodes.Name, nodes.Attribute))
    return any(one is not node and one.as_string() in texts for one in inside)


def _home(situation: Situation, node: nodes.NodeNG) -> nodes.NodeNG | None:
    """The statement that binds `data.x_train`, a name of a module of the project, there; None for any other name."""
    if not isinstance(node, nodes.Attribute) or not isinstance(node.expr, nodes.Name):
        return None
    imports = [one for one in bindings(node.root(), node.expr.name) if isinstance(one, nodes.Import | nodes.ImportFrom)]
    modules = {
        real.rpartition(".")[2] for one in imports for real, alias in one.names if node.expr.name in (real, alias)
    }
    for file, name in situation.bound:
        path = Path(file)
        module = path.parent.name if path.stem == "__init__" else path.stem
        if name == node.attrname and module in modules and (tree := situation.places.tree_of(file)) is not None:
            found = bindings(tree, name)
            return next(iter(list(lineage(found[-1]))[-1:]), None) if found else None
    return None


def _bind(patch: Patch, named: Sequence[_Named]) -> bool:
    groups: list[_Group] = []
    for one in named:
        if one.anchor is None and not _find_anchor(one):
            return False
        assert one.anchor is not None
        block = block_of(one.anchor)
        group = next((group for group in groups if group.block is block), None)
        if group is None:
            group = _Group(block)
            groups.append(group)
        group.names.append(one)
    for group in groups:
        _place(patch, group)
    return True


def _find_anchor(named: _Named) -> bool:
    """The statement that a new binding follows, or (`before`) precedes."""
    scope = scope_of(named.use)
    around = list(lineage(named.use))
    while True:
        found = [one for one in bindings(scope, named.text) if one.lineno < named.use.lineno and one not in around]
        if found:
            named.anchor = _level(found[-1], around)
            return named.anchor is not None
        if is_parameter(scope, named.text.partition(".")[0]) or isinstance(scope, nodes.Module):
            named.anchor, named.before = around[-1], True
            return True
        if "." in named.text and isinstance(scope, nodes.FunctionDef):
            named.anchor, named.before = around[-1], True
            return True
        scope = scope.parent.scope()
        outer = bindings(scope, named.text)
        if not outer and not isinstance(scope, nodes.Module):
            continue
        if not outer:
            return False
        named.anchor = list(lineage(outer[-1]))[-1]
        return True


def _level(binding: nodes.NodeNG, around: Sequence[nodes.NodeNG]) -> nodes.NodeNG | None:
    """The statement around a binding that stands in one block with a statement around the use."""
    blocks = [block_of(one) for one in around]
    for statement in lineage(binding):
        if any(block_of(statement) is block for block in blocks):
            return statement
    return None


def _place(patch: Patch, group: _Group) -> None:
    """Bind the names behind the last of their bindings that stands before their first use; late ones on their own."""
    first_use = min(_index(group.block, one) for one in group.names)
    early = [one for one in group.names if _anchor_index(group.block, one) < first_use]
    late = [one for one in group.names if one not in early]
    if early:
        last = max(early, key=lambda one: _anchor_index(group.block, one))
        lines = [f"{one.text} = {one.value}" for one in early]
        assert last.anchor is not None
        if last.before:
            patch.insert_before(last.anchor, *lines)
        else:
            patch.insert_after(last.anchor, *lines)
    for one in late:
        assert one.anchor is not None
        insert = patch.insert_before if one.before else patch.insert_after
        insert(one.anchor, f"{one.text} = {one.value}")


def _anchor_index(block: list[nodes.NodeNG], named: _Named) -> float:
    index = next(index for index, one in enumerate(block) if one is named.anchor)
    return index - 0.5 if named.before else index


def _index(block: list[nodes.NodeNG], named: _Named) -> float:
    """Where in the block the name is used."""
    around = list(lineage(named.use))
    for index, statement in enumerate(block):
        if any(statement is one for one in around):
            return index
    return float("inf")
