"""`Dim`: an exact integer, possibly symbolic.

A Dim is a polynomial with integer coefficients over atoms. An atom is a `Symbol` (a number that the source does not
tell: rows of a file, a parameter) or an opaque term (`n // 3`, `min(a, b)`, `int(0.8 * n)`) that is equal to every
other term built from equal parts. Comparison is three-valued: equal, different, unknown.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Union

MAX_TERMS = 24  # a longer polynomial is an unknown number: nobody reads it, and products of them explode
MAX_DEGREE = 24  # so many numbers are multiplied with each other
MAX_TEXT = 80  # characters of a term within another one
MAX_BITS = 4096  # no Python integer larger than this is ever computed

Atom = Union["Symbol", "Opaque"]
Monomial = tuple[Atom, ...]
DimLike = Union[int, "Dim"]


@dataclass(frozen=True, eq=False)
class Symbol:
    """A number the source does not tell, `lower` <= number <= `upper`; equal to another when `key` is equal."""

    key: Hashable
    name: str = "?"
    lower: int | None = 0
    upper: Dim | None = None

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Symbol) and self.key == other.key)

    @cached_property
    def _hash(self) -> int:
        return hash(self.key)

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, eq=False)
class Opaque:
    """A function of other numbers that is not a polynomial; equal when built from equal parts."""

    function: str
    arguments: tuple[Hashable, ...]
    lower: int | None = 0
    upper: Dim | None = None

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Opaque)
            and self._hash == other._hash
            and (self.function, self.arguments) == (other.function, other.arguments)
        )

    @cached_property
    def _hash(self) -> int:
        return hash((self.function, self.arguments))

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _text(self) -> str:
        parts = [_short(str(argument)) for argument in self.arguments]
        if self.function == "//":
            return "//".join(f"({part})" if " " in part else part for part in parts)
        if self.function in ("int", "ceil"):
            return f"{self.function}({parts[0]})"  # it names the rest: 0.8*n
        return f"{self.function}({', '.join(parts)})"

    def __str__(self) -> str:
        return self._text


def _short(text: str) -> str:
    """A part of a longer text: terms within terms within terms are not written out."""
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 3] + "..."


class Dim:
    """A polynomial over atoms: `terms` maps each product of atoms to its coefficient, the empty product to the rest."""

    __slots__ = ("_hash", "terms")

    def __init__(self, terms: Mapping[Monomial, int]) -> None:
        self.terms: dict[Monomial, int] = dict(terms)
        if not all(terms.values()):
            self.terms = {monomial: factor for monomial, factor in terms.items() if factor}
        self._hash: int | None = None

    @staticmethod
    def of(number: DimLike) -> Dim:
        """The Dim of an int."""
        return number if isinstance(number, Dim) else _SMALL.get(number) or Dim({(): number})

    @staticmethod
    def symbol(key: Hashable, name: str = "?", lower: int | None = 0, upper: Dim | None = None) -> Dim:
        """The number named by `key`."""
        return Dim({(Symbol(key, name, lower, upper),): 1})

    @staticmethod
    def opaque(function: str, *arguments: Hashable, lower: int | None = 0, upper: Dim | None = None) -> Dim:
        """`function(*arguments)` as a term of its own."""
        return Dim({(Opaque(function, arguments, lower, upper),): 1})

    @property
    def constant(self) -> int | None:
        """The int this Dim is, or None where it is symbolic."""
        if not self.terms:
            return 0
        return self.terms.get(()) if len(self.terms) == 1 else None

    @property
    def atoms(self) -> set[Atom]:
        """The symbols and opaque terms it is made of."""
        return {atom for monomial in self.terms for atom in monomial}

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Dim):
            return self is other or self.terms == other.terms
        return isinstance(other, int) and self.constant == other

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __add__(self, other: DimLike) -> Dim:
        others = Dim.of(other).terms
        if not others:
            return self
        terms = dict(self.terms)
        for monomial, factor in others.items():
            terms[monomial] = terms.get(monomial, 0) + factor
        return _bounded(terms, "+", self, other)

    def __neg__(self) -> Dim:
        return Dim({monomial: -factor for monomial, factor in self.terms.items()})

    def __sub__(self, other: DimLike) -> Dim:
        return self + (-Dim.of(other))

    def __radd__(self, other: int) -> Dim:
        return self + other

    def __rsub__(self, other: int) -> Dim:
        return Dim.of(other) - self

    def __mul__(self, other: DimLike) -> Dim:
        terms: dict[Monomial, int] = {}
        others = Dim.of(other).terms
        degree = max(map(len, self.terms), default=0) + max(map(len, others), default=0)
        if len(self.terms) * len(others) > 4 * MAX_TERMS or degree > MAX_DEGREE:
            return Dim.opaque("*", self, Dim.of(other), lower=None)
        for left, factor in self.terms.items():
            for right, times in others.items():
                monomial = tuple(sorted(left + right, key=_order))
                terms[monomial] = terms.get(monomial, 0) + factor * times
        return _bounded(terms, "*", self, other)

    def __rmul__(self, other: int) -> Dim:
        return self * other

    def __floordiv__(self, other: DimLike) -> Dim:
        divisor = Dim.of(other)
        exact = divide(self, divisor)
        if exact is not None:
            return exact
        left, right = self.constant, divisor.constant
        if left is not None and right:
            return Dim.of(left // right)
        nonnegative = at_least(self, 0) is True and right is not None and right > 0
        return Dim.opaque("//", self, divisor, lower=0 if nonnegative else None, upper=self if nonnegative else None)

    def __rfloordiv__(self, other: int) -> Dim:
        return Dim.of(other) // self

    def __mod__(self, other: DimLike) -> Dim:
        left, right = self.constant, Dim.of(other).constant
        if left is not None and right:
            return Dim.of(left % right)
        return self - (self // other) * other

    def __str__(self) -> str:
        if not self.terms:
            return "0"
        text = ""
        for monomial, factor in sorted(self.terms.items(), key=lambda item: (not item[0], -item[1])):
            size = abs(factor)
            alone = size == 1 and len(monomial) == 1
            names = "*".join(str(atom) if alone or " " not in str(atom) else f"({atom})" for atom in monomial)
            part = names if names and size == 1 else f"{size}*{names}" if names else str(size)
            sign = "-" if factor < 0 else "+"
            text = f"{text} {sign} {part}" if text else (f"-{part}" if factor < 0 else part)
        return "?" if "?" in text else text  # what is computed from a number nobody knows is no more known

    __repr__ = __str__


_SMALL = {number: Dim({(): number}) for number in range(-8, 1025)}  # most dims are such numbers


def _order(atom: Atom) -> tuple[int, str, int]:
    return (0 if isinstance(atom, Symbol) else 1, str(atom), hash(atom))


def _bounded(terms: dict[Monomial, int], operator: str, left: Dim, right: DimLike) -> Dim:
    """The Dim of `terms`, or an opaque term where it grew beyond what anybody reads."""
    if len(terms) > MAX_TERMS or max(map(int.bit_length, terms.values()), default=0) > MAX_BITS:
        return Dim.opaque(operator, left, Dim.of(right), lower=None)
    return Dim(terms)


def divide(dividend: Dim, divisor: Dim) -> Dim | None:
    """`dividend / divisor` where that is a polynomial, else None (also for a divisor of 0)."""
    if not divisor.terms:
        return None
    by = divisor.constant
    if by is not None:
        if any(factor % by for factor in dividend.terms.values()):
            return None
        return Dim({monomial: factor // by for monomial, factor in dividend.terms.items()})
    lead, lead_factor = max(divisor.terms.items(), key=lambda term: _degree(term[0]))
    quotient, rest = Dim({}), dividend
    for _ in range(MAX_TERMS):
        if not rest.terms:
            return quotient
        monomial, factor = max(rest.terms.items(), key=lambda term: _degree(term[0]))
        remaining = _without(monomial, lead)
        if remaining is None or factor % lead_factor:
            return None
        step = Dim({remaining: factor // lead_factor})
        quotient, rest = quotient + step, rest - step * divisor
    return None


def _degree(monomial: Monomial) -> tuple[int, tuple[tuple[int, str, int], ...]]:
    return (len(monomial), tuple(_order(atom) for atom in monomial))


def _without(monomial: Monomial, part: Monomial) -> Monomial | None:
    left = list(monomial)
    for atom in part:
        if atom not in left:
            return None
        left.remove(atom)
    return tuple(left)


def at_least(dim: DimLike, bound: DimLike) -> bool | None:
    """Whether `dim` >= `bound`: True, False, or None where the bounds of its atoms do not tell."""
    difference = Dim.of(dim) - bound
    lowest = _extreme(difference, lower=True)
    if lowest is not None and lowest >= 0:
        return True
    highest = _extreme(difference, lower=False)
    return False if highest is not None and highest < 0 else None


def equal(left: DimLike, right: DimLike) -> bool | None:
    """Whether two Dims are the same number: True, False, or None (unknown)."""
    difference = Dim.of(left) - right
    constant = difference.constant
    if constant is not None:
        return constant == 0
    if at_least(difference, 1) or at_least(-difference, 1):
        return False
    return None


def _extreme(dim: Dim, *, lower: bool) -> int | None:
    """A number that `dim` never falls below (`lower`) or never exceeds, by substituting the bounds of its atoms."""
    for _ in range(8):
        constant = dim.constant
        if constant is not None:
            return constant
        if not any(_is_entwined(monomial, factor, lower=lower) for monomial, factor in dim.terms.items()):
            return _sum_of_bounds(dim, lower=lower)
        replaced = _substitute_bound(dim, lower=lower)
        if replaced is None:
            return None
        dim = replaced
    return None


def _is_entwined(monomial: Monomial, factor: int, *, lower: bool) -> bool:
    """Whether the bound of a term is made of other atoms, or of what it multiplies."""
    if not monomial:
        return False
    atom = monomial[0]
    if len(monomial) > 1 or (isinstance(atom, Opaque) and atom.function == "//"):
        return True
    return atom.upper is not None and (factor > 0) != lower


def _sum_of_bounds(dim: Dim, *, lower: bool) -> int | None:
    """The extreme where each atom stands alone, with no upper bound where that is wanted."""
    total = 0
    for monomial, factor in dim.terms.items():
        bound = monomial[0].lower if monomial else 1
        if bound is None or (monomial and (factor > 0) != lower):
            return None
        total += factor * bound
    return total


def _substitute_bound(dim: Dim, *, lower: bool) -> Dim | None:
    # Symbolic upper bounds first: they may cancel what is left (i <= n - 1 in n - i).
    for want_upper in (True, False):
        found = [
            (monomial, bound)
            for monomial, factor in dim.terms.items()
            if monomial and (factor > 0) == (want_upper != lower)
            if (bound := _bound(monomial, factor, upper=want_upper)) is not None
        ]
        for monomial, bound in found:
            # What another bound is made of (n, in i <= n - 1) is wanted as it is until that one is in its place.
            if all(monomial[-1] not in other.atoms for one, other in found if one is not monomial):
                return dim - Dim({monomial: dim.terms[monomial]}) + bound
        if found:
            monomial, bound = found[0]
            return dim - Dim({monomial: dim.terms[monomial]}) + bound
    return None


def _bound(monomial: Monomial, factor: int, *, upper: bool) -> Dim | None:
    """What `factor * monomial` becomes when its last atom is put at its upper (or lower) bound."""
    atom, others = monomial[-1], monomial[:-1]
    if isinstance(atom, Opaque) and atom.function == "//" and not others:
        dividend, divisor = atom.arguments
        by = divisor.constant if isinstance(divisor, Dim) else None
        if by and by > 0 and factor % by == 0 and isinstance(dividend, Dim):
            # k * (d // k) lies within d - (k - 1) .. d
            return (dividend if upper else dividend - (by - 1)) * (factor // by)
    limit = atom.upper if upper else None if atom.lower is None else Dim.of(atom.lower)
    if limit is None or any(other.lower is None or other.lower < 0 for other in others):
        return None
    return Dim({others: factor}) * limit


def minimum(left: DimLike, right: DimLike) -> Dim:
    """`min(left, right)`, opaque where unknown."""
    left, right = Dim.of(left), Dim.of(right)
    if at_least(right, left):
        return left
    if at_least(left, right):
        return right
    lower = 0 if at_least(left, 0) and at_least(right, 0) else None
    first, second = sorted((left, right), key=str)
    return Dim.opaque("min", first, second, lower=lower, upper=left if left.constant is None else right)


def maximum(left: DimLike, right: DimLike) -> Dim:
    """`max(left, right)`, opaque where unknown."""
    left, right = Dim.of(left), Dim.of(right)
    if at_least(left, right):
        return left
    if at_least(right, left):
        return right
    lower = left.constant if left.constant is not None else right.constant
    first, second = sorted((left, right), key=str)
    return Dim.opaque("max", first, second, lower=lower if lower is not None else 0)


def substitute(dim: Dim, atom: Atom, value: DimLike) -> Dim:
    """`dim` with `value` in the place of `atom` (inside opaque terms only where they are this atom)."""
    if atom not in dim.atoms:
        return dim
    total = Dim({})
    for monomial, factor in dim.terms.items():
        part = Dim({(): factor})
        for one in monomial:
            part = part * (value if one == atom else Dim({(one,): 1}))
        total = total + part
    return total
