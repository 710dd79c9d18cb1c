"""align: x and y differ in samples; y is cut where the windows of x were; inputs: an array for each input."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from astroid import nodes

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.dim import Dim, at_least, divide, equal
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import CountConflict, DataConflict, Described, InputConflict
from pylint_lstmshape.fixes import arrays, style
from pylint_lstmshape.fixes.inputs import agrees
from pylint_lstmshape.fixes.places import bindings, callee, names_in, same_scope, scope_of, statement_of
from pylint_lstmshape.fixes.situation import Fix, Situation, shape_of

MOST_INPUTS = 3  # whose orders are tried
_STACKS = ("array", "asarray", "stack")


def namesake(situation: Situation) -> Iterator[Fix]:
    """(x_test, y_train): the only name of the program for an array like y_train that has as many rows as x_test."""
    fact = situation.fact
    if not isinstance(fact, CountConflict) or len(fact.arrays) != 2:
        return
    for wrong, other in (fact.arrays[::-1], fact.arrays):
        node, rows = situation.places.at(wrong.site), shape_of(other)
        if not isinstance(node, nodes.Name) or not rows:
            continue
        names = [name for name in _visible(node) if _has(situation, name, node, rows[0], shape_of(wrong) or ())]
        if len(names) == 1:
            patch = situation.patch()
            patch.replace(node, names[0])
            yield Fix("align", f"{names[0]}, which has as many rows as {other.text}", patch.edits)


def _visible(node: nodes.NodeNG) -> list[str]:
    """The names that are bound in the scope of a node and not given there already."""
    found = (one.name for one in same_scope(scope_of(node)) if isinstance(one, nodes.AssignName))
    return sorted(set(found) - names_in(statement_of(node)))


def _has(situation: Situation, name: str, at: nodes.NodeNG, rows: Dim, like: Shape) -> bool:
    """Whether a name has so many rows there, of the same kind as those of another array."""
    every = situation.bound.get((at.root().file, name), [])
    value = next((one.value for one in reversed(every) if one.site.line < at.lineno), None)
    array = value if isinstance(value, Array) else None if value is None else value.to_array()
    shape = None if array is None else array.shape
    return shape is not None and len(shape) == len(like) and shape[1:] == like[1:] and equal(shape[0], rows) is True


def align(situation: Situation) -> Iterator[Fix]:
    """The longer array from as many rows on as it is longer: y[look_back:]; or its first rows."""
    fact = situation.fact
    if not isinstance(fact, CountConflict) or len(fact.arrays) < 2:
        return
    for long in fact.arrays:
        for short in fact.arrays:
            have, want = shape_of(long), shape_of(short)
            if not have or not want or long.stream or short.stream:
                continue
            more = have[0] - want[0]
            if at_least(more, 1) is not True:
                continue
            times = divide(have[0], want[0])
            if times is not None and times.constant is not None:
                yield from _cut(situation, long, f"{times - 1}::{times}", f"one row in {times} of {long.text}")
            if more.constant is not None and at_least(want[0] * 2, have[0]) is not False:
                yield from _cut(situation, long, f"{more}:", f"{long.text} from row {more} on, as the windows")
            yield from _cut(situation, long, f":len({short.text})", f"as many rows of {long.text} as of {short.text}")


def _cut(situation: Situation, long: Described, index: str, title: str) -> Iterator[Fix]:
    for inline in (False, True):
        patch = situation.patch()
        if arrays.change(situation, patch, [long], lambda x: x.index(index), inline=inline):
            yield Fix("align", title, patch.edits)


def order_of_inputs(situation: Situation) -> Iterator[Fix]:
    """fit([meta, text]) of a model of (text, meta): the arrays in another order; the proof tells which fits."""
    fact = situation.fact
    if not isinstance(fact, InputConflict):
        return
    node = situation.places.at(fact.array.site)
    given = None if node is None else node.parent
    if not isinstance(given, nodes.List | nodes.Tuple) or not 2 <= len(given.elts) <= MOST_INPUTS:
        return
    index = given.elts.index(node)
    for order in itertools.permutations(given.elts):
        if not _fits(situation, order[index], fact.declared):
            continue
        patch = situation.patch()
        for place, one in zip(given.elts, order, strict=True):
            if place is not one:
                patch.replace(place, patch.text(one))
        yield Fix("swap", "the arrays in the order of the model's inputs", patch.edits)


def _fits(situation: Situation, node: nodes.NodeNG, declared: Shape) -> bool:
    """Whether a name is bound to an array as it is declared."""
    value = situation.value_of(node)
    array = None if value is None else as_array(value)
    return isinstance(array, Array) and bool(array.shape) and agrees(declared[1:], (array.shape or ())[1:])


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
    """A list of numbers, or of lists, given to fit: np.array(list), for x, y and the validation data alike."""
    fact = situation.fact
    node = situation.places.at(fact.data.site) if isinstance(fact, DataConflict) else None
    if node is None:
        return
    call = node.parent
    while not isinstance(call, nodes.Call) and not call.is_statement:
        call = call.parent
    given = [*call.args[:2], *(one.value for one in call.keywords)] if isinstance(call, nodes.Call) else []
    pairs = [one.elts for one in given if isinstance(one, nodes.Tuple)]
    alike = [one for one in (*given, *(element for pair in pairs for element in pair)) if _is_list(situation, one)]
    for several in (alike, [node]):
        patch = situation.patch()
        for argument in dict.fromkeys([*several, node]):
            if not isinstance(argument, nodes.Call):
                patch.wrap(argument, f"{style.numpy(patch, node.root())}.array(", ")")
        yield Fix("array", "the list as an array", patch.edits)


def _is_list(situation: Situation, node: nodes.NodeNG) -> bool:
    value = situation.value_of(node)
    return value is not None and not isinstance(value, Array) and isinstance(as_array(value), Array)


def padded(situation: Situation) -> Iterator[Fix]:
    """An array of arrays that differ in length: pad_sequences makes them equal."""
    fact = situation.fact
    if not isinstance(fact, DataConflict):
        return
    node = situation.places.at(fact.data.site)
    if node is None:
        return
    patch = situation.patch()
    function = style.keras_function(patch, node.root(), "preprocessing.sequence", "pad_sequences")
    if function is not None:
        patch.replace(node, f"{function}({patch.text(node)}, dtype={style.quoted(patch, node, 'float32')})")
        yield Fix("pad", "sequences padded to one length", patch.edits)
