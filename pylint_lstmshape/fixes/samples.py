"""align: x and y differ in samples; y is cut where the windows of x were; inputs: an array for each input."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.domain.dim import at_least, divide
from pylint_lstmshape.facts import CountConflict, DataConflict, Described
from pylint_lstmshape.fixes import arrays, style
from pylint_lstmshape.fixes.places import bindings, callee, keyword, scope_of
from pylint_lstmshape.fixes.situation import Fix, Situation, shape_of

_STACKS = ("array", "asarray", "stack")


def align(situation: Situation) -> Iterator[Fix]:
    """The longer array from as many rows on as it is longer: y[look_back:]; or its first rows."""
    fact = situation.fact
    if not isinstance(fact, CountConflict) or len(fact.arrays) < 2:
        return
    for long in fact.arrays:
        for short in fact.arrays:
            have, want = shape_of(long), shape_of(short)
            if not have or not want:
                continue
            more = have[0] - want[0]
            if at_least(more, 1) is not True:
                continue
            times = divide(have[0], want[0])
            if times is not None and times.constant is not None:
                yield from _cut(situation, long, f"{times - 1}::{times}", f"every {times}th row of {long.text}")
            if more.constant is not None:
                yield from _cut(situation, long, f"{more}:", f"{long.text} from row {more} on, as the windows")
            yield from _cut(situation, long, f":len({short.text})", f"as many rows of {long.text} as of {short.text}")


def _cut(situation: Situation, long: Described, index: str, title: str) -> Iterator[Fix]:
    for inline in (False, True):
        patch = situation.patch()
        if arrays.change(situation, patch, [long], lambda x: x.index(index), inline=inline):
            yield Fix("align", title, patch.edits)


def list_of_inputs(situation: Situation) -> Iterator[Fix]:
    """np.array([a, b]) for a model with two inputs: the list itself."""
    fact = situation.fact
    if not isinstance(fact, CountConflict):
        return
    for one in fact.arrays:
        node = situation.places.at(one.site)
        made = node
        if isinstance(node, nodes.Name):
            found = [stmt for stmt in bindings(scope_of(node), node.name) if stmt.lineno < node.lineno]
            made = found[-1].value if found and isinstance(found[-1], nodes.Assign) else None
        if not isinstance(made, nodes.Call) or callee(made) not in _STACKS:
            continue
        if made.args and isinstance(made.args[0], nodes.List | nodes.Tuple):
            patch = situation.patch()
            patch.replace(made, patch.text(made.args[0]))
            yield Fix("inputs", "a list with an array for each input", patch.edits)


def as_arrays(situation: Situation) -> Iterator[Fix]:
    """A list of numbers, or of lists, given to fit: np.array(list), for x and y alike."""
    fact = situation.fact
    if not isinstance(fact, DataConflict):
        return
    call = next((one for one in situation.tree.nodes_of_class(nodes.Call) if _holds(situation, one, fact)), None)
    if call is None:
        return
    named = [one.value for name in ("x", "y") if (one := keyword(call, name)) is not None]
    for several in (True, False):
        patch = situation.patch()
        np = style.numpy(patch, situation.tree)
        given = [*call.args[:2], *named] if several else [situation.places.at(fact.data.site)]
        for argument in given:
            if argument is not None and not isinstance(argument, nodes.Call):
                patch.wrap(argument, f"{np}.array(", ")")
        yield Fix("array", "the list as an array", patch.edits)


def padded(situation: Situation) -> Iterator[Fix]:
    """An array of arrays that differ in length: pad_sequences makes them equal."""
    fact = situation.fact
    if not isinstance(fact, DataConflict):
        return
    node = situation.places.at(fact.data.site)
    patch = situation.patch()
    function = style.keras_function(patch, situation.tree, "preprocessing.sequence", "pad_sequences")
    if node is not None and function is not None:
        patch.replace(node, f"{function}({patch.text(node)}, dtype={style.quoted(patch, 'float32')})")
        yield Fix("pad", "sequences padded to one length", patch.edits)


def _holds(situation: Situation, call: nodes.Call, fact: DataConflict) -> bool:
    node = situation.places.at(fact.data.site)
    return node is not None and (node in call.args or any(one.value is node for one in call.keywords))
