"""Unknown branches: both ways are tried; where their results differ in shape they go on as worlds, else they join."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from astroid import nodes

from pylint_lstmshape.domain.heap import Writes, is_younger, mark
from pylint_lstmshape.domain.values import FALSE, NONE, TRUE, Unknown, Value, join
from pylint_lstmshape.interpreter.frames import NORMAL, Flow, Frame
from pylint_lstmshape.interpreter.machine import MAX_SPLITS, Decision, Machine, Recorded, World

Result = TypeVar("Result", Flow, Value)


def truth(machine: Machine, value: Value) -> bool | None:
    """bool(value), also from what is assumed in this branch; None where unknown."""
    from pylint_lstmshape.interpreter.operators import plain_truth  # operators evaluate with branches' help

    known = plain_truth(value)
    if known is not None or not isinstance(value, Unknown):
        return known
    return assumed(machine, value.key)


def assumed(machine: Machine, key: Hashable) -> bool | None:
    """What is assumed of the unknown value `key`: `not x` follows from x."""
    if key in machine.conditions:
        return machine.conditions[key]
    if isinstance(key, tuple) and len(key) == 2 and key[0] == "not":
        inner = assumed(machine, key[1])
        return None if inner is None else not inner
    return None


def assume(machine: Machine, condition: Value, outcome: bool) -> None:
    """From here on in this branch the unknown `condition` is `outcome`."""
    if isinstance(condition, Unknown):
        machine.heap.bind(machine.conditions, *_plain_key(condition, outcome))


def _plain_key(condition: Value, outcome: bool) -> tuple[Hashable, bool]:
    """The key of an unknown condition without `not` before it, and which outcome of it that means."""
    key: Hashable = condition.key if isinstance(condition, Unknown) else None
    while isinstance(key, tuple) and len(key) == 2 and key[0] == "not":
        key, outcome = key[1], not outcome
    return key, outcome


def fork(
    frame: Frame,
    condition: Value,
    node: nodes.NodeNG,
    then: Callable[[], Result],
    otherwise: Callable[[], Result],
) -> Result:
    """The result of a branch on `condition`, both ways where it is unknown."""
    machine: Machine = frame.machine
    known = truth(machine, condition)
    if known is not None:
        return then() if known else otherwise()
    key = frame.fork_key(node)
    is_guard = isinstance(condition, Unknown) and condition.key in machine.installed
    decision = machine.decisions.get(key)
    if decision is not None:
        machine.taken.append(decision)
        assume(machine, condition, decision.taken)
        machine.guarded += is_guard
        try:
            return then() if decision.taken else otherwise()
        finally:
            machine.guarded -= is_guard
    moment = mark()
    machine.guarded += is_guard
    try:
        first, first_writes, first_facts = _try(machine, condition, True, then)
        second, second_writes, second_facts = _try(machine, condition, False, otherwise)
    finally:
        machine.guarded -= is_guard
    one_ends, other_ends = _ends(first), _ends(second)
    if one_ends != other_ends:
        # One way returns or raises: what follows is the other way's state.
        machine.facts += first_facts + second_facts
        assume(machine, condition, other_ends)
        way: Flow | Value = first if one_ends else second
        if isinstance(way, Flow) and way.returned is not None:
            frame.assumed.append(_plain_key(condition, True)[0])  # whoever called goes on either way
        replay(machine, second_writes if one_ends else first_writes)
        ended: Result = _merge_results(machine, first, second)
        return ended
    machine.heap.begin()
    lost_before = machine.lost
    machine.lost = False
    _merge_writes(machine, first_writes, second_writes, moment, is_guard=is_guard)
    result: Result = _merge_results(machine, first, second)
    lossy = machine.lost
    machine.lost = lost_before
    if lossy and machine.splittable and len(machine.decisions) < MAX_SPLITS:
        machine.heap.rollback()
        text, site = node.as_string()[:60].splitlines()[0], frame.site(node)
        yes, no = (Decision(key, taken, text, site, is_guard) for taken in (True, False))
        machine.alternatives.append(World(tuple(machine.facts), (*machine.decisions.values(), no)))
        machine.decisions[key] = yes
        machine.taken.append(yes)
        machine.facts += first_facts
        replay(machine, first_writes)
        assume(machine, condition, True)
        return first
    machine.heap.commit()
    machine.facts += first_facts + second_facts
    return result


def _try(
    machine: Machine, condition: Value, outcome: bool, arm: Callable[[], Result]
) -> tuple[Result, Writes, list[Recorded]]:
    """Run one way, take its writes and facts back and give them."""
    machine.heap.begin()
    start = len(machine.facts)
    assume(machine, condition, outcome)
    splittable, machine.splittable = machine.splittable, False
    machine.branching += 1
    try:
        result = arm()
    finally:
        machine.branching -= 1
        machine.splittable = splittable
        writes = machine.heap.rollback()
    facts = machine.facts[start:]
    del machine.facts[start:]
    return result, writes, facts


def _ends(result: Flow | Value) -> bool:
    return isinstance(result, Flow) and not result.goes_on


def replay(machine: Machine, writes: Writes) -> None:
    """Do what a branch wrote, except what it assumed."""
    for container, key, content in writes.values():
        if container is not machine.conditions:
            machine.heap.set(container, key, content)


def _merge_writes(machine: Machine, first: Writes, second: Writes, moment: int, *, is_guard: bool) -> None:
    """Let each place hold what either way left in it; a cell made on one way is that way's alone."""
    places = {**first, **second}
    for place in sorted(places, key=lambda one: not is_younger(places[one][0], moment)):
        container, key, _ = places[place]
        if container is machine.conditions:
            continue
        before = machine.heap.get(container, key)
        left = first[place][2] if place in first else before
        right = second[place][2] if place in second else before
        if is_younger(container, moment):
            machine.heap.set(container, key, left if place in first else right)
        elif not (left is right is before):
            joined = machine.join_contents(left, right)
            machine.heap.set(container, key, joined)
            if is_guard and isinstance(joined, Unknown):
                machine.installed.add(joined.key)


def _merge_results(machine: Machine, first: Any, second: Any) -> Any:
    if isinstance(first, Value):
        return machine.join_contents(first, second)
    return merge_flows(machine, first, second)


def merge_flows(machine: Machine, first: Flow, second: Flow) -> Flow:
    """The flow of a block that ends either way."""
    returned = first.returned
    if returned is None or second.returned is None:
        returned = returned if second.returned is None else second.returned
    else:
        returned = machine.either(returned, second.returned)
    return Flow(
        first.normal or second.normal, first.breaks or second.breaks, first.continues or second.continues, returned
    )


def choose(frame: Frame, condition: Value, node: nodes.NodeNG, yes: Value, no: Value) -> Value:
    """`yes if condition else no` for values at hand."""
    known = truth(frame.machine, condition)
    if known is not None:
        return yes if known else no
    return join(yes, no, frame.machine)


__all__ = ["FALSE", "NONE", "NORMAL", "TRUE", "assume", "choose", "fork", "merge_flows", "replay", "truth"]
