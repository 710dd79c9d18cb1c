"""What a loop makes of the places it writes: their content when a turn begins, and behind all turns.

A place holds a Value, or the content of a cell: Elements of a list, Entries of a dict, Attributes, Range, and others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Run, TupleValue
from pylint_lstmshape.domain.dim import Atom, Dim, DimLike, Opaque, Symbol, at_least, substitute
from pylint_lstmshape.domain.heap import ABSENT
from pylint_lstmshape.domain.objects import Attributes, Instance, LibraryObject
from pylint_lstmshape.domain.values import Array, Integer, Range, Real, Text, Unknown, Value, integer, scalar_kind
from pylint_lstmshape.interpreter.machine import Machine, SymbolicLoop, is_new
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.values import LayerValue

BY_TURN = "each"  # a number that each turn of a loop draws anew
MAX_DEPTH = 4  # lists within lists that are compared


def at_turn(machine: Machine, before: Any, after: Any, loop: SymbolicLoop) -> Any:
    """What a place holds when turn number `index` begins, from its content before and after a first turn."""
    if before is ABSENT or before is after or before == after:
        return before
    position = Dim({(loop.index,): 1})
    grown = _growth(before, after)
    if grown is not None:
        return Elements((*before.runs, _repeated(machine, grown, position, loop)))
    step = _step(before, after)
    if step is not None:
        return integer(_dim(before) + step * position)
    return machine.join_contents(before, after)


def refined(machine: Machine, before: Any, entry: Any, after: Any, loop: SymbolicLoop) -> Any:
    """A wider `entry`: what a list gets in the turn in general says more than what it got in the first one."""
    grown = _growth(entry, after)
    if grown is not None and isinstance(before, Elements):
        return Elements((*before.runs, _repeated(machine, grown, Dim({(loop.index,): 1}), loop)))
    return machine.join_contents(entry, after)


def after_all(
    machine: Machine, before: Any, entry: Any, after: Any, count: Dim, loop: SymbolicLoop, *, uncertain: bool
) -> Any:
    """What a place holds behind `count` turns (or, `uncertain`, behind some of them).

    `entry` is what it held when the general turn began, `after` when that ended.
    """
    if entry is after or entry == after:
        return entry
    index = loop.index
    if before is ABSENT:
        return at(machine, after, index, None if uncertain else count - 1)
    grown = _growth(entry, after)
    if grown is not None and isinstance(before, Elements):
        turns = machine.fresh("len") if uncertain else count
        return Elements((*before.runs, _repeated(machine, grown, turns, loop)))
    step = None if uncertain else _step(entry, after)
    if step is not None and not isinstance(before, Unknown | Array):
        return integer(_dim(before) + step * count)
    last = at(machine, after, index, None if uncertain else count - 1)
    return last if at_least(count, 1) and not uncertain else machine.join_contents(before, last)


def anything(machine: Machine, content: Any) -> Any:
    """A content that stands for every other: nothing is known of it."""
    if isinstance(content, Elements):
        return Elements((Run(machine.unknown(), machine.fresh("len")),))
    if isinstance(content, Entries):
        return Entries((), Run(machine.unknown(), machine.fresh("len")))
    if isinstance(content, Attributes):
        return Attributes(tuple((name, machine.unknown(name)) for name, _ in content.items))
    if isinstance(content, Range):
        return Range()
    return machine.unknown() if isinstance(content, Value) else content


def holds(entry: Any, after: Any, index: Symbol, following: Dim) -> bool:
    """Whether `entry`, assumed of the beginning of turn `index`, stands for `after`, the beginning of the next turn."""
    if entry is ABSENT or entry is after or entry == after:
        return True
    if isinstance(entry, Elements) and isinstance(after, Elements):
        return _hold_elements(entry, after, index, following, MAX_DEPTH)
    if isinstance(entry, Value) and isinstance(after, Value):
        return covers(entry.substitute(index, following), after)
    if isinstance(entry, Entries) and isinstance(after, Entries):
        return _covers_entries(entry, after, MAX_DEPTH)
    if isinstance(entry, Attributes) and isinstance(after, Attributes):
        pairs = [(value, after.get(name)) for name, value in entry.items]
        return all(theirs is not None and covers(ours, theirs) for ours, theirs in pairs)
    if isinstance(entry, Range) and isinstance(after, Range):
        return entry.join(after) == entry
    return not isinstance(entry, Value) and not hasattr(entry, "join")


def covers(general: Value, special: Value, depth: int = MAX_DEPTH) -> bool:
    """Whether what is known of `general` also holds of `special`: numbers nobody knows stand for all."""
    if general is special or general == special or isinstance(general, Unknown):
        return True
    if isinstance(general, Array) and isinstance(special, Array):
        if general.library != special.library or general.kind not in (special.kind, None):
            return False
        if general.range.join(special.range) != general.range:
            return False
        return _covers_shape(general.shape, special.shape)
    if isinstance(general, Integer):
        return scalar_kind(special) in ("i", "b") and _is_free(general.dim)
    if isinstance(general, Real):
        return scalar_kind(special) in ("i", "b", "f") and general.dim is None
    if isinstance(general, Text):
        return scalar_kind(special) == "U" and _is_free(general.length)
    if depth == 0 or type(general) is not type(special):
        return False
    if isinstance(general, ListValue) and isinstance(special, ListValue):
        return general.cell is special.cell or _covers_elements(general.cell.content, special.cell.content, depth - 1)
    if isinstance(general, TupleValue) and isinstance(special, TupleValue):
        return _covers_elements(general.elements, special.elements, depth - 1)
    if isinstance(general, DictValue) and isinstance(special, DictValue):
        return general.cell is special.cell or _covers_entries(general.cell.content, special.cell.content, depth - 1)
    if isinstance(general, ModelValue):
        return general.is_like(special)
    if isinstance(general, Instance | LibraryObject) and isinstance(special, Instance | LibraryObject):
        return general.cell is special.cell
    return False


def _covers_shape(general: tuple[Dim, ...] | None, special: tuple[Dim, ...] | None) -> bool:
    if general is None:
        return True
    if special is None or len(general) != len(special):
        return False
    return all(one == other or _is_free(one) for one, other in zip(general, special, strict=True))


def _is_free(dim: Dim) -> bool:
    """Whether it is a number that a join made up, which may be any."""
    if len(dim.terms) != 1:
        return False
    ((monomial, factor),) = dim.terms.items()
    atom = monomial[0] if len(monomial) == 1 else None
    if factor == 1 and atom is not None and _is_by_turn(atom):
        return True
    return factor == 1 and isinstance(atom, Symbol) and isinstance(atom.key, tuple) and atom.key[0] == "fresh"


def _covers_elements(general: Elements, special: Elements, depth: int) -> bool:
    if len(general.runs) == len(special.runs) and all(
        (one.count == other.count or _is_free(one.count)) and covers(one.value, other.value, depth)
        for one, other in zip(general.runs, special.runs, strict=True)
    ):
        return True
    # A run of any length stands for all that follows.
    shared = len(general.runs) - 1
    if shared < 0 or not _is_free(general.runs[-1].count) or general.runs[:shared] != special.runs[:shared]:
        return False
    return all(covers(general.runs[-1].value, run.value, depth) for run in special.runs[shared:])


def _covers_entries(general: Entries, special: Entries, depth: int) -> bool:
    for key, value in special.items:
        ours = general.get(key)
        ours = ours if ours is not None or general.others is None else general.others.value
        if ours is None or not covers(ours, value, depth):
            return False
    if any(special.get(key) is None for key, _ in general.items):
        return False
    if special.others is None:
        return True
    return general.others is not None and covers(general.others.value, special.others.value, depth)


def _hold_elements(entry: Elements, after: Elements, index: Symbol, following: Dim, depth: int) -> bool:
    grown = _growth(entry, after)
    if grown and entry.runs:
        last, more = entry.runs[-1], Elements(grown)
        longer = Dim.of(0) if last.count == 0 else substitute(last.count, index, following) - last.count
        return longer == more.length and all(covers(last.value, run.value, depth) for run in grown)
    return _covers_elements(entry, after, depth)


def _growth(before: Any, after: Any) -> tuple[Run, ...] | None:
    """The runs that `after` has behind those of `before`; None where it is not `before` grown."""
    if isinstance(before, Elements) and isinstance(after, Elements):
        known = len(before.runs)
        if len(after.runs) > known and after.runs[:known] == before.runs:
            return after.runs[known:]
    return None


def _repeated(machine: Machine, grown: tuple[Run, ...], turns: Dim, loop: SymbolicLoop) -> Run:
    """The run of what one turn adds, in `turns` turns."""
    each, index = Elements(grown).length, loop.index
    if len(grown) == 1 and each == 1:
        return Run(_by_turn(_of_any_turn(machine, grown[0].at(0)), loop), turns, index)
    element = _of_any_turn(machine, Elements(grown).element(machine) or machine.unknown())
    if index in each.atoms or is_new(each, loop):  # an append under a condition
        return Run(at(machine, element, index, None), machine.fresh("len"))
    return Run(at(machine, element, index, None), each * turns)


def _of_any_turn(machine: Machine, value: Value) -> Value:
    """What a turn made, as that which another made: of layers, which remember what they meet, each is its own."""
    if isinstance(value, TupleValue):
        return replace(value, elements=value.elements.map(lambda one: _of_any_turn(machine, one)))
    is_own = isinstance(value, Instance) and value.library_base.startswith("keras.")
    if is_own or isinstance(value, LayerValue) or (isinstance(value, ModelValue) and not value.is_like(value)):
        return machine.unknown()
    return value


def _by_turn(value: Value, loop: SymbolicLoop) -> Value:
    """An array made in a turn, of which a dim that the turn drew anew is another one in each turn."""
    if isinstance(value, Array) and value.shape is not None:
        for atom in {atom for dim in value.shape for atom in dim.atoms}:
            if atom != loop.index and is_new(Dim({(atom,): 1}), loop) and not _is_by_turn(atom):
                value = value.substitute(atom, Dim.opaque(BY_TURN, Dim({(atom,): 1}), Dim({(loop.index,): 1})))
    return value


def _is_by_turn(atom: Atom) -> bool:
    return isinstance(atom, Opaque) and atom.function == BY_TURN


def at(machine: Machine, content: Any, index: Symbol, turn: DimLike | None) -> Any:
    """The content with a turn's number in the place of the index (None: of some turn)."""
    number = machine.fresh(index.name) if turn is None else turn
    if isinstance(content, Value):
        return content.substitute(index, number)
    if isinstance(content, Elements):
        return Elements(
            tuple(
                replace(
                    run,
                    value=run.value if run.index == index else run.value.substitute(index, number),
                    count=substitute(run.count, index, number),
                )
                for run in content
            )
        )
    return content


def _step(before: Any, after: Any) -> Dim | None:
    """By how much a number grew in a turn, where that is the same in every turn."""
    if not isinstance(before, Value) or not isinstance(after, Value):
        return None
    if isinstance(before, Unknown | Array) or isinstance(after, Unknown | Array):
        return None
    left, right = as_dim(before), as_dim(after)
    if left is None or right is None:
        return None
    step = right - left
    return None if step.constant is None else step


def _dim(value: Value) -> Dim:
    dim = as_dim(value)
    assert dim is not None
    return dim
