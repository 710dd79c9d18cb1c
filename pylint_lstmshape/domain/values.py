"""Abstract values: what a name of the program stands for, as far as the source tells.

Values are immutable; what the program mutates lives in a heap `Cell` that aliases share. `join` gives the value that
stands for either of two, when a branch or a loop leaves it open. `Unknown` is a value like any other: two reads of the
same unknown thing are equal, by `key`.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from pylint_lstmshape.domain.dim import Atom, Dim, DimLike, substitute
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


@dataclass(frozen=True, eq=False)
class Value:
    """Base of every abstract value; `optional` where it may be None instead (a function gives either)."""

    optional: bool = field(default=False, kw_only=True, repr=False)
    type_path = "object"  # the canonical name under which its methods and attributes are modelled
    holds_data = False  # whether it is an array, a table or a container, which nobody means None by

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
    holds_data = True

    def __post_init__(self) -> None:
        """What is left of a ragged tensor without the axis that is ragged, such as a row, is a plain tensor."""
        if (
            self.library == "ragged"
            and self.shape is not None
            and all(one.constant is not None for one in self.shape[1:])
        ):
            object.__setattr__(self, "library", "tensorflow")

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
        return (self.shape, self.kind, self.library, self.node, self.contents.content, self.is_scalar, self.optional)

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


def join(left: Value, right: Value, joiner: Joiner) -> Value:
    """The value that stands for either."""
    if left is right or left == right:
        return left
    result = left.join(right, joiner)
    return replace(result, optional=True) if result.holds_data and (left.optional or right.optional) else result


@dataclass(frozen=True)
class SliceValue(Value):
    """start:stop:step, each NONE where it is not written."""

    start: Value = NONE
    stop: Value = NONE
    step: Value = NONE
    type_path = "slice"


Number = Constant | Integer | Real
