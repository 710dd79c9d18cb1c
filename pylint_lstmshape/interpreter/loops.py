"""Loops: few turns are executed; a loop that cannot be counted runs on a symbolic index and its effect is generalised.

Generalisation of one turn's writes, exact where the turn is regular:
- a list that got elements: that many a turn, so `count` times as many; each element may depend on the index;
- a number that grew by a constant: before + step * turns;
- anything else: the join of before and after (widening).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

from astroid import nodes

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.dim import Atom, Dim, Symbol, divide, minimum, substitute
from pylint_lstmshape.domain.heap import ABSENT, Cell
from pylint_lstmshape.domain.values import Array, Elements, Entries, Run, Unknown, Value, integer, join
from pylint_lstmshape.interpreter.branches import merge_flows, replay, truth
from pylint_lstmshape.interpreter.frames import NORMAL, Flow, Frame, evaluate
from pylint_lstmshape.interpreter.machine import MAX_TURNS, SymbolicLoop

Body = Callable[[], Flow]
RunBlock = Callable[[Frame, Sequence[nodes.NodeNG]], Flow]
Places = dict[tuple[int, Hashable], tuple[Any, Hashable, Any]]


def run_for(frame: Frame, node: nodes.For, bind: Callable[[Value], None], run_block: RunBlock) -> Flow:
    """A `for` statement."""
    from pylint_lstmshape.interpreter.calls import iterate  # calls interpret functions, which loop

    elements, endless = iterate(frame, evaluate(frame, node.iter), node.iter)
    flow = run_elements(frame, elements, bind, lambda: run_block(frame, node.body), endless=endless)
    if flow.normal and node.orelse:
        return merge_flows(frame.machine, replace(flow, normal=False), run_block(frame, node.orelse))
    return flow


def run_elements(
    frame: Frame, elements: Elements, bind: Callable[[Value], None], body: Body, *, endless: bool = False
) -> Flow:
    """Run `body` for each element, bound by `bind` first."""
    machine = frame.machine
    total: Flow = NORMAL
    turns = 0
    for run in elements.runs:
        count = run.count.constant
        if count is not None and turns + count <= MAX_TURNS and not endless:
            for offset in range(count):
                turns += 1
                bind(run.at(offset))
                machine.heap.begin()
                flow = body()
                before = machine.heap.commit()
                total = merge_flows(machine, replace(total, breaks=False, continues=False), flow)
                if flow.breaks and not flow.normal and not flow.continues:
                    return replace(total, normal=True, breaks=False, continues=False)
                if not flow.goes_on:
                    return replace(total, normal=False, breaks=False, continues=False)
                if flow.breaks:
                    # It may have ended here: what the remaining turns do is uncertain.
                    rest = Elements((Run(_any_element(frame, elements), machine.fresh("turns")),))
                    del before
                    later = run_elements(frame, rest, bind, body)
                    return merge_flows(machine, replace(total, breaks=False, continues=False), later)
        else:
            flow = _run_symbolic(frame, run, bind, body, endless=endless)
            total = merge_flows(machine, total, flow)
    if total.returned is not None:
        return Flow(normal=True, returned=total.returned)
    return NORMAL


def _any_element(frame: Frame, elements: Elements) -> Value:
    return elements.element(frame.machine) or frame.machine.unknown()


def _run_symbolic(frame: Frame, run: Run, bind: Callable[[Value], None], body: Body, *, endless: bool = False) -> Flow:
    machine = frame.machine
    count = run.count
    if run.index is None:
        index = Symbol(("turn", machine.next()), "i", 0, count - 1)
    else:
        index = replace(run.index, upper=count - 1)
    splittable, machine.splittable = machine.splittable, False
    loop = SymbolicLoop(index)
    machine.loops.append(loop)
    start = len(machine.facts)

    def turn() -> Flow:
        bind(run.at(Dim({(index,): 1})))
        return body()

    # A trial turn from the state before the loop tells what a turn changes and under which condition it breaks.
    machine.heap.begin()
    flow = turn()
    first = machine.heap.rollback()
    del machine.facts[start:]
    if loop.break_at:
        for bound in loop.break_at:
            count = minimum(count, bound)
        index = replace(index, upper=count - 1)
        loop.index = index
        loop.break_at = []
        machine.heap.begin()
        flow = turn()
        first = machine.heap.rollback()
        del machine.facts[start:]
    position = Dim({(index,): 1})
    changes = {place: (machine.heap.get(container, key), content) for place, (container, key, content) in first.items()}
    for place, (before, after) in changes.items():
        container, key, _ = first[place]
        entry = _at_turn(machine, before, after, position, index)
        if entry is not before:
            machine.heap.set(container, key, entry)
    # The turn in general: facts count, and what it writes is what every turn writes.
    machine.heap.begin()
    flow = turn()
    second = machine.heap.rollback()
    if not flow.goes_on and flow.returned is None and not endless:
        replay(machine, second)
    for place in {**first, **second}:
        container, key, _written = second.get(place) or first[place]
        before = changes[place][0] if place in changes else machine.heap.get(container, key)
        now = machine.heap.get(container, key)
        after = second[place][2] if place in second else now
        uncertain = flow.breaks or flow.returned is not None
        machine.heap.set(container, key, _after_all(machine, before, now, after, count, index, uncertain=uncertain))
    machine.loops.pop()
    machine.splittable = splittable
    return Flow(normal=True, returned=flow.returned)


def _growth(before: Any, after: Any) -> tuple[Run, ...] | None:
    """The runs that `after` has behind those of `before`; None where it is not `before` grown."""
    if isinstance(before, Elements) and isinstance(after, Elements):
        known = len(before.runs)
        if after.runs[:known] == before.runs:
            return after.runs[known:]
    return None


def _step(before: Any, after: Any, index: Atom) -> Dim | None:
    """By how much a number grew in a turn, where that is the same in every turn."""
    if not isinstance(before, Value) or not isinstance(after, Value):
        return None
    if isinstance(before, Unknown | Array) or isinstance(after, Unknown | Array):
        return None
    left, right = as_dim(before), as_dim(after)
    if left is None or right is None:
        return None
    step = right - left
    return None if index in step.atoms or step.constant is None else step


def _at_turn(machine: Any, before: Any, after: Any, position: Dim, index: Symbol) -> Any:
    """What a place holds when turn number `position` begins, from its content before and after a first turn."""
    if before is ABSENT or before is after or before == after:
        return before
    grown = _growth(before, after)
    if grown is not None:
        element = Elements(grown).element(machine)
        each = Elements(grown).length
        if element is None or index in each.atoms:
            return before
        return Elements((*before.runs, Run(element, each * position, index if len(grown) == 1 else None)))
    step = _step(before, after, index)
    if step is not None:
        return integer(_dim(before) + step * position)
    return machine.join_contents(before, after)


def _after_all(machine: Any, before: Any, entry: Any, after: Any, count: Dim, index: Symbol, *, uncertain: bool) -> Any:
    """What a place holds behind the loop: `entry` is what it held when the general turn began, `after` when it ended."""
    if before is ABSENT:
        return after.substitute(index, count - 1) if isinstance(after, Value) else after
    if entry is after or entry == after:
        return after
    grown = _growth(entry, after)
    if grown is not None and isinstance(before, Elements):
        element = Elements(grown).element(machine)
        if element is None:
            return before
        each = Elements(grown).length
        if uncertain or index in each.atoms or _varies(each):
            return Elements((*before.runs, Run(element, machine.fresh("len"), None)))
        return Elements((*before.runs, Run(element, each * count, index if len(grown) == 1 and each == 1 else None)))
    step = None if uncertain else _step(entry, after, index)
    if step is not None:
        return integer(_dim(before) + step * count)
    if isinstance(before, Entries) and isinstance(after, Entries) and not uncertain:
        return machine.join_contents(before, after)
    result = machine.join_contents(entry, after)
    if isinstance(result, Value) and result.mentions(index):
        return machine.unknown()
    return result if result is not after else machine.join_contents(before, after)


def _varies(each: Dim) -> bool:
    """Whether the number of elements a turn adds is itself a number nobody knows (an append under a condition)."""
    return each.constant is None and any(str(atom) in ("len", "?") for atom in each.atoms)


def _dim(value: Value) -> Dim:
    dim = as_dim(value)
    assert dim is not None
    return dim


def breaks_loop(frame: Frame, test: Value, node: nodes.If) -> bool:
    """Whether `if test: break` ends the innermost symbolic loop at a turn that can be solved for; notes that turn."""
    machine = frame.machine
    if not machine.loops or len(node.body) < 1 or not isinstance(node.body[-1], nodes.Break):
        return False
    turn = _solve(test, machine.loops[-1].index)
    if turn is None:
        return False
    machine.loops[-1].break_at.append(turn)
    return True


def _solve(test: Value, index: Symbol) -> Dim | None:
    """The first turn at which a comparison that is linear and growing in the index holds."""
    key = test.key if isinstance(test, Unknown) else None
    if not (isinstance(key, tuple) and len(key) == 4 and key[0] == "compare"):
        return None
    operator, left, right = key[1:]
    if not isinstance(left, Dim) or not isinstance(right, Dim):
        return None
    if operator in ("<", "<="):
        left, right = right, left
    elif operator not in (">", ">="):
        return None
    difference = left - right - (1 if operator in (">", "<") else 0)  # holds where difference >= 0
    slope = difference.terms.get((index,))
    rest = substitute(difference, index, 0)
    if slope is None or slope < 1 or index in rest.atoms:
        return None
    return -rest if slope == 1 else divide(-rest, Dim.of(slope)) or (-rest + (slope - 1)) // slope


def run_while(frame: Frame, node: nodes.While, run_block: RunBlock) -> Flow:
    """A `while` statement."""
    machine = frame.machine
    total: Flow = NORMAL
    for _ in range(MAX_TURNS):
        known = truth(machine, evaluate(frame, node.test))
        if known is None or (frame.yields is not None and _is_endless(node)):
            break
        if not known:
            return _else(frame, node, total, run_block)
        flow = run_block(frame, node.body)
        total = merge_flows(machine, replace(total, breaks=False, continues=False), flow)
        if flow.breaks and not flow.normal and not flow.continues:
            return replace(total, normal=True, breaks=False, continues=False)
        if not flow.goes_on:
            return replace(total, normal=False, breaks=False, continues=False)
        if flow.breaks:
            break
    if frame.yields is not None and _is_endless(node):
        frame.endless = True
    turns = machine.fresh("turns", 1)

    def body() -> Flow:
        test = evaluate(frame, node.test)
        turn = _solve(_negated(test), machine.loops[-1].index) if truth(machine, test) is None else None
        if turn is not None:
            machine.loops[-1].break_at.append(turn)
        return run_block(frame, node.body)

    nothing = Unknown(("while", machine.next()))
    later = run_elements(frame, Elements((Run(nothing, turns),)), lambda _: None, body)
    return _else(frame, node, merge_flows(machine, replace(total, breaks=False, continues=False), later), run_block)


def _else(frame: Frame, node: nodes.While, flow: Flow, run_block: RunBlock) -> Flow:
    if node.orelse and flow.normal:
        return merge_flows(frame.machine, replace(flow, normal=False), run_block(frame, node.orelse))
    return flow


def _is_endless(node: nodes.While) -> bool:
    test = node.test
    return isinstance(test, nodes.Const) and bool(test.value)


_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _negated(test: Value) -> Value:
    key = test.key if isinstance(test, Unknown) else None
    if isinstance(key, tuple) and len(key) == 4 and key[0] == "compare" and key[1] in _OPPOSITE:
        return Unknown(("compare", _OPPOSITE[key[1]], key[2], key[3]))
    return test


__all__ = ["Cell", "Places", "breaks_loop", "join", "run_elements", "run_for", "run_while"]
