"""spelling: a name of Keras that Keras 3 lacks, by what stands for it now, one for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape import knowledge
from pylint_lstmshape.facts import NameConflict
from pylint_lstmshape.fixes import style
from pylint_lstmshape.fixes.situation import Fix, Situation


def present_name(situation: Situation) -> Iterator[Fix]:
    """The name in its present place: in the import, and wherever it is read."""
    fact = situation.fact
    node = situation.places.at(fact.site)
    if not isinstance(fact, NameConflict):
        return
    if isinstance(node, nodes.Attribute):
        yield from _attribute(situation, node, fact.name)
    elif isinstance(node, nodes.ImportFrom) and not node.level:
        yield from _import(situation, node)


def _attribute(situation: Situation, node: nodes.Attribute, spelled: str) -> Iterator[Fix]:
    """K.sum as keras.ops.sum, layers.CuDNNLSTM as layers.LSTM, keras.layers.recurrent as keras.layers."""
    now = knowledge.successor(spelled)
    if now is None:
        return
    patch = situation.patch()
    holder, name = now.rpartition(".")[::2]
    before = spelled.rpartition(".")[0]
    if now == before:
        text: str | None = patch.text(node.expr)
    elif holder == before:
        text = f"{patch.text(node.expr)}.{name}"
    else:
        module = style.keras_module(patch, node.root(), holder.removeprefix("keras."))
        text = None if module is None else f"{module}.{name}"
    if text is not None:
        patch.replace(node, text)
        yield Fix("spelling", f"it is {now} now", patch.edits)


def _import(situation: Situation, node: nodes.ImportFrom) -> Iterator[Fix]:
    """The import of what stands for it, under the name that the program uses."""
    spelled = [f"{node.modname}.{name}" for name, _ in node.names]
    now = [knowledge.successor(one) if knowledge.lacking(one) else one for one in spelled]
    holders = {one.rpartition(".")[0] for one in now if one is not None}
    if None in now or len(holders) != 1:
        return
    patch = situation.patch()
    start, end = patch.span(node)
    head = re.match(r"from\s+[\w.]+\s+import\b", patch.text(node))
    if head is None:
        return
    text = patch.text(node)[head.end() :]
    read: dict[str, str] = {}
    for (name, alias), path in zip(node.names, now, strict=True):
        new = str(path).rpartition(".")[2]
        if new != name:
            if not alias and _may_rename(node, name, new):
                read[name] = new
            text = re.sub(rf"\b{name}\b", new if alias or name in read else f"{new} as {name}", text, count=1)
    patch.add(node, start, end, f"from {holders.pop()} import{text}")
    for one in node.root().nodes_of_class(nodes.Name) if read else ():
        if one.name in read:
            patch.replace(one, read[one.name])
    changed = [str(new) for old, new in zip(spelled, now, strict=True) if old != new]
    yield Fix("spelling", f"it is {', '.join(changed)} now", patch.edits)


def _may_rename(node: nodes.ImportFrom, name: str, new: str) -> bool:
    """Whether an imported name is bound by that alone, and the new one by nothing: all that reads it can be told."""
    tree = node.root()
    bound = {one.name for one in tree.nodes_of_class((nodes.AssignName, nodes.DelName))}
    return new not in tree.locals and tree.locals.get(name) == [node] and not {name, new} & bound
