"""Lists, tuples, sets, dicts and what is read one by one: their elements as runs of what looks alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from pylint_lstmshape.domain.dim import Atom, Dim, DimLike, Opaque, Symbol, at_least
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import Constant, Joiner, Unknown, Value, join, scalar_kind


@dataclass(frozen=True)
class Run:
    """`count` elements in a row that look alike; `value` may depend on `index`, which counts them from 0."""

    value: Value
    count: Dim
    index: Symbol | None = None

    @property
    def is_ragged(self) -> bool:
        """Whether the shape of its elements depends on which one it is."""
        return self.index is not None and self.value.mentions(self.index)

    def at(self, offset: DimLike) -> Value:
        """The element at `offset` within the run."""
        return self.value if self.index is None else self.value.substitute(self.index, offset)


@dataclass(frozen=True)
class Elements:
    """What a list, tuple, set or iterator holds, in order."""

    runs: tuple[Run, ...] = ()

    @staticmethod
    def of(values: Iterable[Value]) -> Elements:
        """One element each."""
        one = Dim.of(1)
        return Elements(tuple(Run(value, one) for value in values))

    @cached_property
    def length(self) -> Dim:
        """How many elements."""
        total, known = Dim.of(0), 0
        for run in self.runs:
            constant = run.count.constant
            if constant is None:
                total = total + run.count
            known += constant or 0
        return total + known

    @cached_property
    def items(self) -> tuple[Value, ...] | None:
        """The elements one by one, where their number is known and small."""
        if all(run.count == 1 for run in self.runs):
            return tuple(run.at(0) for run in self.runs)
        counts = [run.count.constant for run in self.runs]
        if any(count is None or count > MAX_ITEMS for count in counts):
            return None
        return tuple(run.at(offset) for run in self.runs for offset in range(run.count.constant or 0))

    def get(self, index: Dim) -> Value | None:
        """The element at `index` (negative: from the end); None where it is unknown which one that is."""
        if len(self.runs) == 1 and at_least(index, 0):
            return self.runs[0].at(index)
        constant = index.constant
        if constant is None:
            return None
        runs = self.runs if constant >= 0 else tuple(reversed(self.runs))
        left = constant if constant >= 0 else -constant - 1
        for run in runs:
            count = run.count.constant
            if count is None:
                inside = at_least(run.count, left + 1)
                return run.at(left if constant >= 0 else run.count - left - 1) if inside else None
            if left < count:
                return run.at(left if constant >= 0 else count - left - 1)
            left -= count
        return None

    def slice(self, start: int | None, stop: int | None, step: int | None) -> Elements | None:
        """The elements of a slice with known bounds, where they are known one by one."""
        items = self.items
        return None if items is None else Elements.of(items[slice(start, stop, step)])

    def __add__(self, other: Elements) -> Elements:
        return Elements((self.runs + other.runs)[:MAX_RUNS]) if len(self.runs + other.runs) <= MAX_RUNS else UNCOUNTED

    def map(self, function: Callable[[Value], Value]) -> Elements:
        """Each run's value replaced by `function` of it."""
        return Elements(tuple(replace(run, value=function(run.value)) for run in self.runs))

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs)

    def join(self, other: Elements, joiner: Joiner) -> Elements:
        """Element by element where the lengths are equal, else an unknown number of what either holds."""
        if len(self.runs) == len(other.runs) and all(
            one.count == two.count for one, two in zip(self.runs, other.runs, strict=True)
        ):
            pairs = zip(self.runs, other.runs, strict=True)
            return Elements(tuple(replace(one, value=join(one.value, two.value, joiner)) for one, two in pairs))
        shared = 0
        while shared < min(len(self.runs), len(other.runs)) and self.runs[shared] == other.runs[shared]:
            shared += 1
        rest = Elements(self.runs[shared:]) + Elements(other.runs[shared:])
        element = rest.element(joiner)
        if element is None:
            return self
        return Elements((*self.runs[:shared], Run(element, joiner.fresh("len"))))

    def element(self, joiner: Joiner) -> Value | None:
        """One value that stands for every element; None where there is none."""
        values = [
            run.at(joiner.fresh()) if run.index is not None and run.is_ragged else run.value
            for run in self.runs
            if run.count != 0
        ]
        values = _telling(values)
        result = values[0] if values else None
        for value in values[1:]:
            result = join(result, value, joiner) if result is not None else value
        return result


def _telling(values: list[Value]) -> list[Value]:
    """Of many literal ints or strs those that decide what they join to: the least and the greatest."""
    constants = [value.value for value in values if isinstance(value, Constant)]
    if len(constants) < len(values) or len({type(one) for one in constants}) != 1 or len(values) < 3:
        return values
    if not isinstance(constants[0], int | str) or isinstance(constants[0], bool):
        return values
    least, greatest = min(constants), max(constants)
    return values[:1] if least == greatest else [Constant(least), Constant(greatest)]


MAX_ITEMS = 256  # a longer run is not taken apart
MAX_RUNS = 1024  # a list of more pieces is summed up
UNCOUNTED = Elements((Run(Unknown("too many elements"), Dim.symbol("too many elements", "len")),))


@dataclass(frozen=True)
class ListValue(Value):
    """A list (or set, or deque): its elements live in a cell that aliases share."""

    cell: Cell[Elements]
    type_path = "list"
    holds_data = True

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Two lists become one that holds what either holds."""
        if not isinstance(other, type(self)):
            return joiner.unknown()
        joiner.merge(self.cell, other.cell)
        return self

    def mentions(self, atom: Atom) -> bool:
        """Whether an element depends on `atom`."""
        return any(run.value.mentions(atom) or atom in run.count.atoms for run in self.cell.content)


@dataclass(frozen=True)
class SetValue(ListValue):
    """A set: its number of elements is known only where they are known to differ."""

    type_path = "set"


@dataclass(frozen=True)
class TupleValue(Value):
    """A tuple; `names` where it is a named one, `type_name` the name of that type."""

    elements: Elements
    names: tuple[str, ...] = ()
    type_path = "tuple"
    holds_data = True

    @staticmethod
    def of(*values: Value) -> TupleValue:
        """The tuple of these values."""
        return TupleValue(Elements.of(values))

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Element by element."""
        if not isinstance(other, TupleValue):
            return joiner.unknown()
        return TupleValue(self.elements.join(other.elements, joiner), self.names if self.names == other.names else ())

    def substitute(self, atom: Atom, dim: DimLike) -> Value:
        """The tuple for this index."""
        return replace(self, elements=self.elements.map(lambda value: value.substitute(atom, dim)))

    def mentions(self, atom: Atom) -> bool:
        """Whether an element depends on `atom`."""
        return any(run.value.mentions(atom) or atom in run.count.atoms for run in self.elements)


@dataclass(frozen=True)
class Stream(Value):
    """An iterator or a lazy iterable (zip, map, range, a generator): what it gives, in order.

    `endless` where it never stops (`while True: yield`). It may be read once only, which is not followed.
    """

    elements: Elements
    endless: bool = False
    type_path: str = "generator"

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Element by element."""
        if not isinstance(other, Stream):
            return joiner.unknown()
        return Stream(self.elements.join(other.elements, joiner), self.endless or other.endless)


def may_be_equal(one: Value, other: Value) -> bool:
    """Whether two keys that are not known to be equal may be."""
    if isinstance(one, Constant) and isinstance(other, Constant):
        return one == other
    kinds = scalar_kind(one), scalar_kind(other)
    return None in kinds or (kinds[0] == "U") == (kinds[1] == "U")


@dataclass(frozen=True)
class Entries:
    """What a dict holds: known keys in order, and for keys nobody knows `others` (a value that stands for each)."""

    items: tuple[tuple[Value, Value], ...] = ()
    others: Run | None = None
    other_key: Value | None = None

    def get(self, key: Value) -> Value | None:
        """The value under a known key."""
        return next((value for have, value in self.items if have == key), None)

    def set(self, key: Value, value: Value) -> Entries:
        """With `key` bound to `value`."""
        if any(have == key for have, _ in self.items):
            return replace(self, items=tuple((have, value if have == key else old) for have, old in self.items))
        return replace(self, items=(*self.items, (key, value)), others=self._others_than(key))

    def _others_than(self, key: Value) -> Run | None:
        """`others` where one of them, perhaps, is under a key that becomes known."""
        if self.others is None or (self.other_key is not None and not may_be_equal(key, self.other_key)):
            return self.others
        count = self.others.count
        atom = next(iter(count.atoms)) if count.constant is None and len(count.atoms) == 1 else None
        known = atom.arguments[0] if isinstance(atom, Opaque) and atom.function == "others" else count
        fewer = Dim.opaque("others", known, len(self.items), lower=0, upper=count)
        return replace(self.others, count=fewer)

    def updated(self, other: Entries, joiner: Joiner) -> Entries:
        """With the entries of another dict over its own: under keys nobody knows it may write any of them."""
        entries = self
        for key, value in other.items:
            entries = entries.set(key, value)
        return entries if other.others is None else entries.set_some(other.other_key, other.others, joiner)

    def set_some(self, key: Value | None, new: Run, joiner: Joiner) -> Entries:
        """With values under keys nobody knows, of the kind of `key`: other ones, or those of known entries."""
        kept = tuple(
            (have, join(old, new.value, joiner) if key is None or may_be_equal(have, key) else old)
            for have, old in self.items
        )
        if self.others is None:
            return Entries(kept, new, key)
        held = join(self.others.value, new.value, joiner)
        if key is not None and self.other_key is not None:
            key = join(self.other_key, key, joiner)
        return Entries(kept, Run(held, joiner.fresh("len")), key)

    @property
    def length(self) -> Dim:
        """How many keys."""
        return Dim.of(len(self.items)) + (self.others.count if self.others else 0)

    def join(self, other: Entries, joiner: Joiner) -> Entries:
        """Key by key; a key that only one has may be there or not."""
        items: list[tuple[Value, Value]] = []
        loose = [run.value for run in (self.others, other.others) if run is not None]
        for key, value in self.items:
            theirs = other.get(key)
            if theirs is None:
                loose.append(value)
            else:
                items.append((key, join(value, theirs, joiner)))
        loose += [value for key, value in other.items if self.get(key) is None]
        if not loose:
            return Entries(tuple(items))
        rest = Elements.of(loose).element(joiner)
        others = Run(rest if rest is not None else joiner.unknown(), joiner.fresh("len"))
        return Entries(tuple(items), others, self.other_key or other.other_key)


@dataclass(frozen=True)
class DictValue(Value):
    """A dict: its entries live in a cell that aliases share."""

    cell: Cell[Entries]
    type_path: str = "dict"
    holds_data = True

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Two dicts become one that holds what either holds."""
        if not isinstance(other, DictValue):
            return joiner.unknown()
        joiner.merge(self.cell, other.cell)
        return self
