"""Abstract values: what a name of the program stands for, as far as the source tells.

Values are immutable; what the program mutates lives in a heap `Cell` that aliases share. `join` gives the value that
stands for either of two, when a branch or a loop leaves it open. `Unknown` is a value like any other: two reads of the
same unknown thing are equal, by `key`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from pylint_lstmshape.domain.dim import Atom, Dim, DimLike, Opaque, Symbol, at_least, substitute
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Shape, size


@dataclass(frozen=True)
class Site:
    """A place in a source file: lines from 1, columns from 0 in UTF-8 bytes, as astroid counts them."""

    file: str
    line: int
    column: int = 0
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True)
class Origin:
    """How a value came to be: by `maker` (a function's short name, or what the reader would call it) at `site`."""

    maker: str
    site: Site


class Joiner(Protocol):
    """What `join` needs: fresh numbers, fresh unknowns, and a way to say that knowledge was lost that worlds keep."""

    def fresh(self, name: str = "?", lower: int | None = 0) -> Dim:
        """A number nobody knows."""

    def unknown(self, name: str = "") -> Unknown:
        """A value nobody knows."""

    def lose(self) -> None:
        """Say that two shapes, models or layers were merged although they differ."""

    def merge(self, left: Cell[Any], right: Cell[Any]) -> None:
        """Let both cells, from now on one value, hold the join of their contents."""


class Value:
    """Base of every abstract value."""

    type_path: str = "object"  # the canonical name under which its methods and attributes are modelled

    def join(self, other: Value, joiner: Joiner) -> Value:
        """The value that stands for `self` or `other`, which differ."""
        return joiner.unknown()

    def substitute(self, atom: Atom, dim: DimLike) -> Value:
        """This value with a number in the place of a symbol (an element of a loop's list at one index)."""
        return self

    def mentions(self, atom: Atom) -> bool:
        """Whether its shape or number depends on `atom`."""
        return False

    def to_array(self) -> Array | None:
        """What numpy.asarray makes of a container of another library (a table); None for everything else."""
        return None


@dataclass(frozen=True)
class Unknown(Value):
    """Something the source does not tell; equal to another read of the same thing. Rules never report on it."""

    key: Hashable
    name: str = field(default="", compare=False)
    type_path = "unknown"


class Truth(Unknown):
    """True or False: what a comparison of two numbers or texts gives."""


@dataclass(frozen=True, eq=False)
class Constant(Value):
    """A literal: None, bool, int, float, complex, str, bytes or Ellipsis, small enough to compute with."""

    value: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Constant) and type(self.value) is type(other.value) and self.value == other.value

    def __hash__(self) -> int:
        return hash((type(self.value), self.value))

    @property
    def type_path(self) -> str:  # type: ignore[override]  # a class attribute elsewhere
        """The dotted name under which its methods are modelled."""
        return type(self.value).__name__

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Numbers join to a number, strings to a string."""
        return join_scalars(self, other, joiner)


@dataclass(frozen=True)
class Integer(Value):
    """An int that is symbolic (a known one is a Constant: build it with `integer`)."""

    dim: Dim
    type_path = "int"

    def join(self, other: Value, joiner: Joiner) -> Value:
        """A number nobody knows."""
        return join_scalars(self, other, joiner)

    def substitute(self, atom: Atom, dim: DimLike) -> Value:
        """The number for this index."""
        return integer(substitute(self.dim, atom, dim))

    def mentions(self, atom: Atom) -> bool:
        """Whether the number depends on `atom`."""
        return atom in self.dim.atoms


@dataclass(frozen=True)
class Real(Value):
    """A float nobody knows, equal by `key`; where known, it is `factor * dim`."""

    key: Hashable
    factor: float | None = None
    dim: Dim | None = None
    type_path = "float"

    def join(self, other: Value, joiner: Joiner) -> Value:
        """A number nobody knows."""
        return join_scalars(self, other, joiner)


@dataclass(frozen=True)
class Text(Value):
    """A str nobody knows, of length `length`."""

    key: Hashable
    length: Dim
    type_path = "str"

    def join(self, other: Value, joiner: Joiner) -> Value:
        """A str nobody knows."""
        return join_scalars(self, other, joiner)


def integer(number: DimLike) -> Value:
    """The int value of a Dim: Constant where it is known."""
    dim = Dim.of(number)
    constant = dim.constant
    return Integer(dim) if constant is None else Constant(constant)


NONE = Constant(None)
TRUE = Constant(True)
FALSE = Constant(False)


def join_scalars(left: Value, right: Value, joiner: Joiner) -> Value:
    """The join of two numbers or two strings; Unknown for a mixture."""
    if isinstance(right, Array):
        return right.join(left, joiner)
    kinds = {scalar_kind(left), scalar_kind(right)}
    if kinds <= {"i", "b"} and "i" in kinds:
        low = Range(*scalar_range(left)).join(Range(*scalar_range(right))).low
        return Integer(joiner.fresh("?", lower=None if low is None else int(low)))
    if kinds <= {"i", "b", "f"} and kinds != {"b"}:
        return Real(joiner.unknown().key)
    if kinds == {"U"}:
        return Text(joiner.unknown().key, joiner.fresh("len"))
    return joiner.unknown()


def scalar_kind(value: Value) -> str | None:
    """The NumPy dtype kind of a Python scalar: b, i, f, c, U, S, O (None); None for anything else."""
    if isinstance(value, Constant):
        return _KINDS.get(type(value.value))
    if isinstance(value, Integer):
        return "i"
    if isinstance(value, Real):
        return "f"
    return "U" if isinstance(value, Text) else None


_KINDS = {bool: "b", int: "i", float: "f", complex: "c", str: "U", bytes: "S", type(None): "O"}


def scalar_range(value: Value) -> tuple[float | None, float | None]:
    """The least and greatest number a scalar can be, None where unbounded."""
    if isinstance(value, Constant) and isinstance(value.value, bool | int | float):
        number = value.value
        return (number, number) if number == number else (None, None)
    if isinstance(value, Integer) and len(value.dim.terms) == 1:
        ((monomial, factor),) = value.dim.terms.items()
        if factor == 1 and len(monomial) == 1:
            atom = monomial[0]
            return atom.lower, None if atom.upper is None else atom.upper.constant
    return None, None


@dataclass(frozen=True)
class Held:
    """An element of an object array: a "list", "tuple" or "array", the shape of one of its steps, their dtype kind.

    length: how many steps, where that is a plain number and cannot change.
    """

    container: str
    step: Shape
    kind: str | None
    length: int | None = None


@dataclass(frozen=True)
class Range:
    """Between which numbers an array's elements lie (inclusive, None: unbounded), as far as the source tells."""

    low: float | None = None
    high: float | None = None
    reached: tuple[float, Dim] | None = None  # what the largest of so many elements surely comes up to
    nature: str = ""  # FRACTIONS; WORDS: the ids of words or labels; OBJECTS: perhaps no numbers, but arrays or lists
    held: frozenset[Held] | None = None  # of an object array: what lies in it (nothing yet, where the set is empty)
    predicted: bool = False  # a model gave them, or what it gave went into each

    def join(self, other: Range, joiner: Joiner | None = None) -> Range:
        """The range that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        reached = self.reached if self.reached == other.reached else None
        held = None if self.held is None or other.held is None else self.held | other.held
        nature = self.nature if self.nature == other.nature else ""
        return Range(low, high, reached, nature, held, self.predicted and other.predicted)

    def made_of(self, *sources: Range) -> Range:
        """The same range, of elements that were computed from others."""
        predicted = any(one.predicted for one in sources)
        return self if self.predicted or not predicted else replace(self, predicted=True)

    @property
    def picked(self) -> Range:
        """The range of as many elements picked from these, which may leave out the largest."""
        return replace(self, reached=None)


FRACTIONS, WORDS, OBJECTS = "fractions", "words", "objects"
ANY = Range()


@dataclass(frozen=True, eq=False)
class Array(Value):
    """An n-dimensional array or tensor.

    shape: its dims, None where even the rank is unknown. kind: the NumPy dtype kind (b i u f c U S O M), None unknown.
    contents: the cell with the range of its elements, shared with its views. library: "numpy", "tensorflow" (an eager
    tensor), "ragged" (one whose rows differ in length) or "keras" (a symbolic tensor of a model under construction,
    whose `node` says what produced it).
    """

    shape: Shape | None
    kind: str | None = "f"
    contents: Cell[Range] = field(default_factory=lambda: Cell(ANY))
    origin: Origin | None = None
    library: str = "numpy"
    node: Any = None

    @property
    def type_path(self) -> str:  # type: ignore[override]  # a class attribute elsewhere
        """The dotted name under which its methods are modelled."""
        return _ARRAY_TYPES[self.library]

    @property
    def range(self) -> Range:
        """Between which numbers its elements lie."""
        return self.contents.content

    @property
    def reached(self) -> float | None:
        """What its largest element surely comes up to; None where unknown. A part of an array may lack that element."""
        values = self.range
        if self.shape is not None and values.reached is not None and size(self.shape) == values.reached[1]:
            return values.reached[0]
        return values.low

    def spread_over(self, shape: Shape | None) -> Range:
        """The range of an array of `shape` that holds these elements, each at least once, and no others."""
        values, reached = self.range, self.reached
        return replace(values, reached=None if shape is None or reached is None else (reached, size(shape)))

    @property
    def ndim(self) -> int | None:
        """The rank, where known."""
        return None if self.shape is None else len(self.shape)

    @property
    def is_scalar(self) -> bool:
        """Whether it is surely a number of NumPy's. One without an origin may be a Python number: see `join`."""
        return self.shape == () and self.library == "numpy" and self.origin is not None

    def _identity(self) -> tuple[Any, ...]:
        return (self.shape, self.kind, self.library, self.node, self.contents.content, self.is_scalar)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Array) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash((self.shape, self.kind, self.library))

    def with_shape(self, shape: Shape | None) -> Array:
        """The same elements in another shape: a view. It is a new thing to the reader, so its origin is open."""
        return self if shape == self.shape else replace(self, shape=shape, origin=None)

    def derived(self, shape: Shape | None, kind: str | None, values: Range = ANY) -> Array:
        """A new array of the same library with elements of its own."""
        same = shape == self.shape
        contents = Cell(values.made_of(self.range))
        return replace(self, shape=shape, kind=kind, contents=contents, origin=self.origin if same else None)

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Unequal dims become unknown ones; an unequal rank is a loss. A number is as good as an array without axes."""
        if self.shape == () and scalar_kind(other) in _NUMBERS:
            other = Array((), scalar_kind(other), Cell(Range(*scalar_range(other))))
        if not isinstance(other, Array) or self.library != other.library:
            joiner.lose()
            return joiner.unknown()
        kind = self.kind if self.kind == other.kind else None
        shape = join_shapes(self.shape, other.shape, joiner)
        node = self.node if self.node == other.node else None
        origin = self.origin if self.origin == other.origin else None
        return Array(shape, kind, Cell(self.range.join(other.range)), origin, self.library, node)

    def substitute(self, atom: Atom, dim: DimLike) -> Value:
        """The array for this index."""
        if self.shape is None or not self.mentions(atom):
            return self
        return replace(self, shape=tuple(substitute(one, atom, dim) for one in self.shape))

    def mentions(self, atom: Atom) -> bool:
        """Whether a dim depends on `atom`."""
        return self.shape is not None and any(atom in dim.atoms for dim in self.shape)


_NUMBERS = ("b", "i", "f")
_ARRAY_TYPES = {
    "numpy": "numpy.ndarray",
    "tensorflow": "tensorflow.Tensor",
    "ragged": "tensorflow.RaggedTensor",
    "keras": "keras.KerasTensor",
}


def join_shapes(left: Shape | None, right: Shape | None, joiner: Joiner) -> Shape | None:
    """Equal dims stay, others become numbers nobody knows; unequal ranks give None. Either is a loss."""
    if left == right:
        return left
    joiner.lose()
    if left is None or right is None or len(left) != len(right):
        return None
    return tuple(one if one == other else joiner.fresh(lower=1) for one, other in zip(left, right, strict=True))


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


def join(left: Value, right: Value, joiner: Joiner) -> Value:
    """The value that stands for either."""
    return left if left is right or left == right else left.join(right, joiner)


@dataclass(frozen=True)
class ListValue(Value):
    """A list (or set, or deque): its elements live in a cell that aliases share."""

    cell: Cell[Elements]
    type_path = "list"

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

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Two dicts become one that holds what either holds."""
        if not isinstance(other, DictValue):
            return joiner.unknown()
        joiner.merge(self.cell, other.cell)
        return self


@dataclass(frozen=True)
class SliceValue(Value):
    """start:stop:step, each NONE where it is not written."""

    start: Value = NONE
    stop: Value = NONE
    step: Value = NONE
    type_path = "slice"


@dataclass(frozen=True)
class LibraryName(Value):
    """A module, function, class or constant of a library, by its dotted name: numpy.reshape.

    spelled: how the program reaches it: tensorflow.keras.layers, where `path` is keras.layers.
    """

    path: str
    spelled: str = field(default="", compare=False)
    type_path = "library name"


@dataclass(frozen=True)
class BoundMethod(Value):
    """`receiver.name`, where the method is modelled under the dotted name `path`."""

    receiver: Value
    path: str
    type_path = "method"


@dataclass(frozen=True)
class Attributes:
    """The attributes of a library object that has been looked at or written."""

    items: tuple[tuple[str, Value], ...] = ()

    def get(self, name: str) -> Value | None:
        """The value of an attribute."""
        return next((value for have, value in self.items if have == name), None)

    def set(self, **values: Value) -> Attributes:
        """With these attributes set."""
        return Attributes(tuple({**dict(self.items), **values}.items()))

    def join(self, other: Attributes, joiner: Joiner) -> Attributes:
        """What either has: unknown where the other lacks it."""
        names = dict.fromkeys(name for name, _ in (*self.items, *other.items))
        pairs = [(name, self.get(name), other.get(name)) for name in names]
        return Attributes(
            tuple(
                (name, joiner.unknown(name) if ours is None or theirs is None else join(ours, theirs, joiner))
                for name, ours, theirs in pairs
            )
        )


@dataclass(frozen=True)
class LibraryObject(Value):
    """An instance of a library's class (a scaler, a tokenizer, a random generator), modelled under `path`."""

    path: str
    cell: Cell[Attributes] = field(default_factory=lambda: Cell(Attributes()))

    @property
    def type_path(self) -> str:  # type: ignore[override]  # a class attribute elsewhere
        """The dotted name under which its methods are modelled."""
        return self.path

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Two objects of one class become one."""
        if not isinstance(other, LibraryObject) or self.path != other.path:
            return joiner.unknown()
        joiner.merge(self.cell, other.cell)
        return self


@dataclass(frozen=True)
class Instance(Value):
    """An instance of a class of the program; `library_base` is the library class it derives from, keras.Model say."""

    cls: Value
    cell: Cell[Attributes] = field(default_factory=lambda: Cell(Attributes()))
    library_base: str = ""

    @property
    def type_path(self) -> str:  # type: ignore[override]  # a class attribute elsewhere
        """The dotted name under which its methods are modelled."""
        return self.library_base or "object"

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Two objects of one class become one."""
        if not isinstance(other, Instance) or self.cls != other.cls:
            joiner.lose()
            return joiner.unknown()
        joiner.merge(self.cell, other.cell)
        return self


Number = Constant | Integer | Real
