"""Loops: few turns are executed; a loop that cannot be counted runs on a symbolic index and its effect is generalised.

Generalisation of one turn's writes, exact where the turn is regular:
- a list that got elements: that many a turn, so `count` times as many; each element may depend on the index;
- a number that grew by a constant: before + step * turns;
- anything else: the join of before and after (widening).
What is assumed of the turn in general is checked against what that turn makes of it, and widened until it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from astroid import nodes

from pylint_lstmshape.domain import heap
from pylint_lstmshape.domain.containers import Elements, Run
from pylint_lstmshape.domain.dim import Dim, Symbol, at_least, divide, minimum, substitute
from pylint_lstmshape.domain.heap import Place, Writes
from pylint_lstmshape.domain.values import Unknown, Value
from pylint_lstmshape.facts import NoTurns
from pylint_lstmshape.interpreter import widening
from pylint_lstmshape.interpreter.branches import assume, fork, merge_flows, replay, truth
from pylint_lstmshape.interpreter.context import record, source_text
from pylint_lstmshape.interpreter.frames import BREAK, NORMAL, Flow, Frame, evaluate
from pylint_lstmshape.interpreter.machine import MAX_TURNS, BudgetExceededError, Machine, SymbolicLoop, is_new

Body = Callable[[], Flow]
Bind = Callable[[Value], None]
RunBlock = Callable[[Frame, Sequence[nodes.NodeNG]], Flow]

MAX_LOOP_STEPS = 5_000  # a loop whose turns took so many goes on as one that cannot be counted
MAX_WIDENINGS = 3  # general turns that are tried before what still changes is unknown


def run_for(frame: Frame, node: nodes.For, bind: Bind, run_block: RunBlock) -> Flow:
    """A `for` statement."""
    from pylint_lstmshape.interpreter.calls import iterate  # calls interpret functions, which loop

    elements, endless = iterate(frame, evaluate(frame, node.iter), node.iter)
    if elements.length == 0 and not isinstance(node.iter, nodes.List | nodes.Tuple):
        record(frame, NoTurns(frame.site(node.iter), source_text(node.iter)))
    flow = run_elements(frame, elements, bind, lambda: run_block(frame, node.body), endless=endless)
    return _else(frame, node, flow, run_block)


def _else(frame: Frame, node: nodes.For | nodes.While, flow: Flow, run_block: RunBlock) -> Flow:
    """What follows a loop: its `else` where no `break` ended it (then `flow.breaks` is set)."""
    if node.orelse and flow.normal:
        if flow.breaks:
            unknown = frame.machine.unknown()
            other = fork(frame, unknown, node, lambda: run_block(frame, node.orelse), lambda: NORMAL)
            return merge_flows(frame.machine, replace(flow, normal=other.normal, breaks=False), other)
        return merge_flows(frame.machine, replace(flow, normal=False), run_block(frame, node.orelse))
    return replace(flow, normal=flow.normal or flow.breaks, breaks=False)


def run_elements(frame: Frame, elements: Elements, bind: Bind, body: Body, *, endless: bool = False) -> Flow:
    """Run `body` for each element, bound by `bind` first; the flow `breaks` where a `break` may have ended it."""
    machine = frame.machine
    total: Flow = NORMAL
    turns = 0
    begun = machine.steps
    for run in elements.runs:
        count = run.count.constant
        if count is None or turns + count > MAX_TURNS or endless:
            flow = _run_symbolic(frame, run, bind, body, endless=endless)
            total = merge_flows(machine, total, flow)
            if not flow.normal:
                return replace(total, normal=False)
            continue
        for offset in range(count):
            turns += 1
            bind(run.at(offset))
            flow = _concrete(machine, body)
            total = merge_flows(machine, replace(total, normal=False), flow)
            if not flow.normal and not flow.continues:
                return replace(total, normal=False, continues=False)
            left = elements.length - turns
            if flow.breaks or (machine.steps - begun > _most_steps(machine) and left != 0):
                # It may have ended here, or takes too long: what the remaining turns do is uncertain.
                element = elements.element(machine) or machine.unknown()
                rest = Run(element, machine.fresh("turns") if flow.breaks else left)
                later = _run_symbolic(frame, rest, bind, body)
                return replace(merge_flows(machine, total, later), normal=True, continues=False)
    return replace(total, normal=True, continues=False)


def _most_steps(machine: Machine) -> int:
    """How many steps a loop's turns may take one by one: a loop around that runs on an index does all several times."""
    return MAX_LOOP_STEPS >> 2 * _around(machine)


def _around(machine: Machine) -> int:
    """How many loops around run on a symbolic index."""
    return sum(loop is not None for loop in machine.loops)


def _concrete(machine: Machine, body: Body) -> Flow:
    """One turn as it is: a `break` in it ends no symbolic loop around."""
    machine.loops.append(None)
    try:
        return body()
    finally:
        machine.loops.pop()


def _run_symbolic(
    frame: Frame, run: Run, bind: Bind, body: Body, *, endless: bool = False, counted: bool = True
) -> Flow:
    """A loop on a symbolic index. Not `counted`: only what breaks it tells how many turns there are."""
    start = len(frame.machine.facts)
    try:
        return _generalise(frame, run, bind, body, endless=endless, counted=counted)
    except (BudgetExceededError, RecursionError):
        del frame.machine.facts[start:]  # of a turn that is assumed: nobody knows whether there is such a one
        raise


def _generalise(frame: Frame, run: Run, bind: Bind, body: Body, *, endless: bool, counted: bool) -> Flow:
    machine = frame.machine
    splittable, machine.splittable = machine.splittable, False
    index = run.index or Symbol(("turn", machine.next()), "i")
    loop = SymbolicLoop(index, machine.branching, machine.next(), heap.mark())
    machine.loops.append(loop)
    start = len(machine.facts)
    count = run.count
    breaks: list[tuple[nodes.NodeNG, Dim]] = []
    before: Writes = {}

    def bounded(turns: Dim) -> None:
        """Let the index be less than `turns`, also in what the turn is entered with."""
        loop.index = replace(loop.index, upper=turns - 1)
        for container, key, _ in before.values():
            held = machine.heap.get(container, key)
            machine.heap.set(container, key, widening.at(machine, held, loop.index, Dim({(loop.index,): 1})))

    def once() -> tuple[Flow, Writes]:
        del machine.facts[start:]
        moment = heap.mark()
        machine.heap.begin()
        bind(run.at(Dim({(loop.index,): 1})))
        flow = body()
        writes = machine.heap.rollback()
        for container, key, content in writes.values():
            if heap.is_younger(container, moment):  # made in this turn: it is as the turn left it
                machine.heap.set(container, key, content)
        return flow, writes

    def turn() -> tuple[Flow, Writes]:
        """One turn that is not the one in which a `break` ends the loop; says how many turns there are."""
        nonlocal count, breaks
        bounded(run.count)
        loop.breaks, loop.vague = [], False
        found = once()
        breaks, count = loop.breaks, _turns(run.count, loop, counted)
        if breaks:
            bounded(count)
            found = once()
        return found

    # A trial turn from the state before the loop tells what a turn changes that goes on to the next.
    loop.trial = True
    _, first = turn()
    loop.trial = False
    for place, (container, key, after) in first.items():
        held = machine.heap.get(container, key)
        before[place] = (container, key, held)
        machine.heap.set(container, key, widening.at_turn(machine, held, after, loop))
    # The turn in general, until what it was entered with stands for what it leaves behind too.
    tries = MAX_WIDENINGS if _around(machine) <= 2 else 1
    for attempt in range(tries + 1):
        mark = heap.mark()
        flow, second = turn()
        unstable = _unstable(machine, second, loop.index, mark)
        if not unstable:
            break
        for place in unstable:
            container, key, after = second[place]
            now = machine.heap.get(container, key)
            before.setdefault(place, (container, key, now))
            if attempt == 0:
                wider = widening.refined(machine, before[place][2], now, after, loop)
            elif attempt < tries:
                wider = machine.join_contents(now, after)
            else:
                wider = widening.anything(machine, now)
            machine.heap.set(container, key, wider)
    uncertain = flow.breaks or flow.returned is not None or loop.vague
    if not flow.goes_on and flow.returned is None and not endless:
        replay(machine, second)
    for place in {**before, **second}:
        container, key, _ = second.get(place) or before[place]
        if container is machine.conditions:
            continue  # what a turn assumes holds for that turn
        now = machine.heap.get(container, key)
        old = before[place][2] if place in before else now
        after = second[place][2] if place in second else now
        if heap.is_younger(container, mark):
            machine.heap.set(container, key, after)
            continue
        left = widening.after_all(machine, old, now, after, count, loop, uncertain=uncertain)
        machine.heap.set(container, key, left)
    del machine.loops[-1]
    if breaks:
        _last_turn(frame, loop, breaks, run, count, bind, body)
    machine.splittable = splittable
    always = not flow.goes_on and at_least(count, 1) is True
    return Flow(normal=not always, breaks=flow.breaks or bool(breaks), returned=flow.returned)


def _turns(count: Dim, loop: SymbolicLoop, counted: bool) -> Dim:
    bounds = [turn for _, turn in loop.breaks]
    if counted or loop.vague or not bounds:
        bounds.append(count)
    fewest = bounds[0]
    for bound in bounds[1:]:
        fewest = minimum(bound, fewest)
    return fewest


def _unstable(machine: Machine, writes: Writes, index: Symbol, mark: int) -> list[Place]:
    """The places whose content after the turn is not what the next turn is assumed to begin with."""
    following = Dim({(index,): 1}) + 1
    found = []
    for place, (container, key, after) in writes.items():
        if heap.is_younger(container, mark) or container is machine.conditions:
            continue
        if not widening.holds(machine.heap.get(container, key), after, index, following):
            found.append(place)
    return found


def _last_turn(
    frame: Frame, loop: SymbolicLoop, breaks: list[tuple[Any, Dim]], run: Run, count: Dim, bind: Bind, body: Body
) -> None:
    """The turn in which an `if …: break` ends the loop: what stands before it is done once more."""
    machine = frame.machine
    ending = [node for node, _ in breaks if isinstance(node, nodes.If)]
    if not ending:
        return
    start = len(machine.facts)

    def last() -> Flow:
        machine.loops.append(replace(loop, ending=tuple(ending), breaks=[]))
        bind(run.at(count))
        flow = body()
        machine.loops.pop()
        return replace(flow, normal=True)

    if len(breaks) == 1 and all(at_least(run.count - 1, turn) for _, turn in breaks):
        last()
    else:
        fork(frame, machine.unknown(), ending[0], last, lambda: NORMAL)
    del machine.facts[start:]  # the turn in general has told all of them


def breaks_loop(frame: Frame, test: Value, node: nodes.If) -> Flow | None:
    """How `if test: break` goes on where it ends the innermost loop at a turn that can be solved for; else None.

    The turn is noted, and this one goes on behind the `if`; in the loop's last turn it breaks.
    """
    from pylint_lstmshape.interpreter.statements import run_block

    machine = frame.machine
    loop = machine.loops[-1] if machine.loops else None
    if loop is None or not node.body or not isinstance(node.body[-1], nodes.Break):
        return None
    if node in loop.ending:
        if len(loop.ending) == 1:
            run_block(frame, node.body)
            return BREAK
        flow: Flow = fork(frame, machine.unknown(), node, lambda: run_block(frame, node.body), lambda: NORMAL)
        return flow if not flow.normal else None
    turn = _solve(test, loop) if machine.branching == loop.branching else None
    if turn is None:
        return NORMAL if loop.trial else None
    loop.breaks.append((node, turn))
    return NORMAL


def _solve(test: Value, loop: SymbolicLoop) -> Dim | None:
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
    slope = difference.terms.get((loop.index,))
    rest = substitute(difference, loop.index, 0)
    if slope is None or slope < 1 or loop.index in rest.atoms or is_new(rest, loop):
        return None
    return -rest if slope == 1 else divide(-rest, Dim.of(slope)) or (-rest + (slope - 1)) // slope


def run_while(frame: Frame, node: nodes.While, run_block: RunBlock) -> Flow:
    """A `while` statement."""
    machine = frame.machine
    total: Flow = NORMAL
    is_generator = frame.yields is not None and _is_endless(node)
    begun = machine.steps
    for _ in range(0 if is_generator else MAX_TURNS):
        if machine.steps - begun > _most_steps(machine):
            break
        machine.heap.begin()
        start = len(machine.facts)
        known = truth(machine, evaluate(frame, node.test))
        flow = _concrete(machine, lambda: run_block(frame, node.body)) if known else NORMAL
        if known is None or (flow.breaks and (flow.normal or flow.continues)):
            machine.heap.rollback()  # from here on it is not known how often
            del machine.facts[start:]
            break
        machine.heap.commit()
        if not known:
            return _else(frame, node, replace(total, normal=True, continues=False), run_block)
        total = merge_flows(machine, replace(total, normal=False), flow)
        if not flow.normal and not flow.continues:
            return _else(frame, node, replace(total, normal=False, continues=False), run_block)
    frame.endless = frame.endless or is_generator

    def body() -> Flow:
        test = evaluate(frame, node.test)
        loop = machine.loops[-1]
        if truth(machine, test) is None and loop is not None and not loop.ending:
            turn = _solve(_negated(test), loop)
            loop.vague = loop.vague or turn is None
            if turn is not None:
                loop.breaks.append((node, turn))
            assume(machine, test, True)
        return run_block(frame, node.body)

    endless = _is_endless(node)
    run = Run(Unknown(("while", machine.next())), machine.fresh("turns", 0))
    later = _run_symbolic(frame, run, lambda _: None, body, endless=is_generator, counted=False)
    if endless and not is_generator:
        later = replace(later, normal=False)
    return _else(frame, node, merge_flows(machine, replace(total, normal=False, continues=False), later), run_block)


def _is_endless(node: nodes.While) -> bool:
    test = node.test
    return isinstance(test, nodes.Const) and bool(test.value)


_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _negated(test: Value) -> Value:
    key = test.key if isinstance(test, Unknown) else None
    if isinstance(key, tuple) and len(key) == 4 and key[0] == "compare" and key[1] in _OPPOSITE:
        return Unknown(("compare", _OPPOSITE[key[1]], key[2], key[3]))
    return test


__all__ = ["breaks_loop", "run_elements", "run_for", "run_while"]
