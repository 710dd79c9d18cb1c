"""Operators of Python's scalars, strings, lists, tuples, sets and dicts."""

from __future__ import annotations

import operator as op
from collections.abc import Callable, Hashable
from typing import Any

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.containers import MAX_ITEMS, DictValue, Elements, ListValue, Run, SetValue, TupleValue
from pylint_lstmshape.domain.dim import MAX_BITS, Dim, at_least, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import TYPES, LibraryName
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import Column, Table
from pylint_lstmshape.domain.values import (
    NONE,
    Constant,
    Integer,
    Real,
    Text,
    Truth,
    Unknown,
    Value,
    integer,
    scalar_kind,
)
from pylint_lstmshape.knowledge import Context
from pylint_lstmshape.library.python.sets import combined

_CONCRETE: dict[str, Callable[[Any, Any], Any]] = {
    "+": op.add, "-": op.sub, "*": op.mul, "/": op.truediv, "//": op.floordiv, "%": op.mod, "**": op.pow,
    "&": op.and_, "|": op.or_, "^": op.xor, "<<": op.lshift, ">>": op.rshift,
    "==": op.eq, "!=": op.ne, "<": op.lt, "<=": op.le, ">": op.gt, ">=": op.ge,
}  # fmt: skip
_ORDER = {"<", "<=", ">", ">="}
MAX_TEXT = 4000


def binary(ctx: Context, operator: str, left: Value, right: Value) -> Value | Conflict | None:
    """`left operator right` for everything that is no array or table; None where it is not known here."""
    if operator in ("is", "is not"):
        return _identity(operator, left, right)
    if operator in ("in", "not in"):
        return _membership(ctx, operator, left, right)
    if isinstance(left, Constant) and isinstance(right, Constant):
        return _concrete(ctx, operator, left.value, right.value)
    if operator in ("==", "!="):
        return _equality(operator, left, right)
    if operator in _ORDER:
        return _ordering(operator, left, right)
    sequence = _sequence(ctx, operator, left, right)
    if sequence is not None:
        return sequence
    if "U" in (scalar_kind(left), scalar_kind(right)):
        return _text(ctx, operator, left, right)
    return _arithmetic(ctx, operator, left, right)


def _concrete(ctx: Context, operator: str, left: Any, right: Any) -> Value | None:
    if _is_huge(operator, left, right):
        return None
    try:
        result = _CONCRETE[operator](left, right)
    except (ArithmeticError, TypeError, ValueError, KeyError, MemoryError):
        return None
    if isinstance(result, bool | int | float | complex | str | bytes | type(None)):
        return Constant(result)
    return None


def _is_huge(operator: str, left: Any, right: Any) -> bool:
    if operator == "**" and isinstance(left, int) and isinstance(right, int):
        return right > 4096 or left.bit_length() * max(right, 1) > MAX_BITS
    if operator == "<<" and isinstance(right, int):
        return right > MAX_BITS
    if operator == "*":
        if isinstance(left, str | bytes) or isinstance(right, str | bytes):
            text, times = (left, right) if isinstance(left, str | bytes) else (right, left)
            return isinstance(times, int) and len(text) * times > MAX_TEXT
        if isinstance(left, int) and isinstance(right, int):
            return left.bit_length() + right.bit_length() > MAX_BITS
    return operator == "%" and isinstance(left, str)  # formatting: a text, see _text


def is_none(value: Value) -> bool | None:
    """Whether it is None, as are the dims that a symbolic tensor leaves open; None where nobody knows."""
    if isinstance(value, Integer):
        return str(value.dim) == "None"
    return True if value == NONE else None if isinstance(value, Unknown) or value.optional else False


def _identity(operator: str, left: Value, right: Value) -> Value | None:
    same: bool | None = None
    if NONE in (left, right):
        same = is_none(right if left == NONE else left)
    elif isinstance(left, Constant) and isinstance(right, Constant):
        same = _same_object(left.value, right.value)
    else:
        same = _same_class(left, right)
    if same is None:
        key = ("is", _key(left), _key(right))
        return Unknown(key) if operator == "is" else Unknown(("not", key))
    return Constant(same if operator == "is" else not same)


def _same_class(left: Value, right: Value) -> bool | None:
    """Whether two classes are one, where both are of plain data or of the program; None for anything else."""
    if "type" in (left.type_path, right.type_path):
        others = [one for one in (left, right) if one.type_path != "type"]
        plain = all(isinstance(one, LibraryName) and one.path in TYPES for one in others)
        return left is right if plain else None
    if not isinstance(left, LibraryName) or not isinstance(right, LibraryName):
        return None
    return left.path == right.path if {left.path, right.path} <= set(TYPES) else None


def _same_object(left: Any, right: Any) -> bool | None:
    """Whether CPython holds two constants in one object: it keeps one of each bool and of each int from -5 to 256."""
    if type(left) is not type(right):
        return False
    if isinstance(left, bool):
        return left is right
    if isinstance(left, int | str | bytes) and left != right:
        return False
    return True if isinstance(left, int) and -5 <= left <= 256 else None


def _key(value: Value) -> Hashable:
    if isinstance(value, Unknown):
        return value.key
    dim = as_dim(value)
    return dim if dim is not None else value if _is_hashable(value) else id(value)


def _is_hashable(value: Value) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _membership(ctx: Context, operator: str, left: Value, right: Value) -> Value | None:
    items: tuple[Value, ...] | None = None
    if isinstance(right, DictValue):
        entries = right.cell.content
        items = None if entries.others is not None else tuple(key for key, _ in entries.items)
    elif isinstance(right, Constant) and isinstance(left, Constant):
        try:
            return Constant((left.value in right.value) == (operator == "in"))
        except TypeError:
            return None
    elif isinstance(right, ListValue | TupleValue):
        elements = right.cell.content if isinstance(right, ListValue) else right.elements
        items = elements.items
    elif isinstance(right, Table) or (isinstance(right, Column) and right.type_path == "pandas.Index"):
        names = right.content.names if isinstance(right, Table) else right.content.items
        if names is not None and isinstance(left, Constant) and all(isinstance(one, str | int) for one in names):
            return Constant((left.value in names) == (operator == "in"))
    answers = [_same_class(left, item) for item in items or ()]
    if items and (True in answers or None not in answers):
        return Constant((True in answers) == (operator == "in"))
    if items is None or not isinstance(left, Constant) or not all(isinstance(item, Constant) for item in items):
        key = ("in", _key(left), _key(right))
        return Unknown(key if operator == "in" else ("not", key))
    return Constant(any(item.value == left.value for item in items if isinstance(item, Constant)) == (operator == "in"))


def _equality(operator: str, left: Value, right: Value) -> Value | None:
    known = _equal(left, right)
    if known is None:
        key = ("compare", "==", _key(left), _key(right))
        return _undecided(key if operator == "==" else ("not", key), left, right)
    return Constant(known if operator == "==" else not known)


def _equal(left: Value, right: Value) -> bool | None:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return True if left == right else None
    same = _same_class(left, right)
    if same is not None:
        return same
    if is_none(left) or is_none(right):
        return None if left.optional or right.optional else is_none(left) and is_none(right)
    numbers = {"b", "i"}
    if scalar_kind(left) in numbers and scalar_kind(right) in numbers:
        one, other = as_dim(left), as_dim(right)
        return None if one is None or other is None else equal(one, other)
    if isinstance(left, TupleValue | ListValue) and type(left) is type(right):
        ours, theirs = sequence_elements(left), sequence_elements(right)
        if ours is None or theirs is None:
            return None
        if equal(ours.length, theirs.length) is False:
            return False
        pairs = zip(ours.items or (), theirs.items or (), strict=False)
        answers = [_equal(one, other) for one, other in pairs]
        if False in answers:
            return False
        return True if ours.items is not None and theirs.items is not None and None not in answers else None
    kinds = scalar_kind(left), scalar_kind(right)
    if None not in kinds and kinds[0] != kinds[1] and not set(kinds) <= {"b", "i", "f", "c"}:
        return False
    return None


def _ordering(operator: str, left: Value, right: Value) -> Value | None:
    one, other = as_dim(left), as_dim(right)
    if one is None or other is None:
        return _undecided(("compare", operator, _key(left), _key(right)), left, right)
    if operator in ("<", ">"):
        known = at_least(other, one + 1) if operator == "<" else at_least(one, other + 1)
    else:
        known = at_least(other, one) if operator == "<=" else at_least(one, other)
    return _undecided(("compare", operator, one, other), left, right) if known is None else Constant(known)


def _undecided(key: Hashable, left: Value, right: Value) -> Unknown:
    """What a comparison gives that may be either; of other things than numbers and texts it need be no bool."""
    return Unknown(key) if None in (scalar_kind(left), scalar_kind(right)) else Truth(key)


def _sequence(ctx: Context, operator: str, left: Value, right: Value) -> Value | None:
    if operator == "+" and isinstance(left, TupleValue) and isinstance(right, TupleValue):
        return TupleValue(left.elements + right.elements)
    if operator == "+" and isinstance(left, ListValue) and isinstance(right, ListValue):
        return ListValue(Cell(left.cell.content + right.cell.content))
    if operator == "*":
        for sequence, times in ((left, right), (right, left)):
            if isinstance(sequence, TupleValue) or (isinstance(sequence, ListValue) and sequence.type_path == "list"):
                return _repeated(ctx, sequence, times)
    if operator == "|" and isinstance(left, DictValue) and isinstance(right, DictValue):
        return DictValue(Cell(left.cell.content.updated(right.cell.content, ctx)))
    if isinstance(left, SetValue) and isinstance(right, SetValue) and operator in ("|", "&", "-", "^"):
        return combined(ctx, operator, left, right)
    return None


def _repeated(ctx: Context, sequence: Value, times: Value) -> Value | None:
    elements, count = sequence_elements(sequence), as_dim(times)
    if elements is None or count is None:
        return None
    if count.constant is not None and count.constant * max(len(elements.runs), 1) <= MAX_ITEMS:
        repeated = Elements(elements.runs * max(count.constant, 0))
    else:
        element = elements.element(ctx)
        repeated = Elements() if element is None else Elements((Run(element, elements.length * count),))
    return TupleValue(repeated) if isinstance(sequence, TupleValue) else ListValue(Cell(repeated))


def _length(value: Value) -> Dim | None:
    if isinstance(value, Constant) and isinstance(value.value, str):
        return Dim.of(len(value.value))
    return value.length if isinstance(value, Text) else None


def _text(ctx: Context, operator: str, left: Value, right: Value) -> Value | None:
    one, other = _length(left), _length(right)
    if operator == "+" and one is not None and other is not None:
        return Text(("+", _key(left), _key(right)), one + other)
    if operator == "*":
        times = as_dim(right) if one is not None else as_dim(left)
        length = one if one is not None else other
        if times is not None and length is not None:
            return Text(("*", _key(left), _key(right)), length * times)
    return Text(("text", ctx.fresh("text")), ctx.fresh("len")) if operator in "+*%" else None


def _arithmetic(ctx: Context, operator: str, left: Value, right: Value) -> Value | None:
    kinds = {scalar_kind(left), scalar_kind(right)}
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(("arithmetic", operator, left, right)) if _is_small(left) and _is_small(right) else None
    one, other = as_dim(left), as_dim(right)
    exact = one is not None and other is not None and "f" not in kinds and _integral(left) and _integral(right)
    if exact and one is not None and other is not None:
        if operator in ("+", "-", "*"):
            return integer({"+": one + other, "-": one - other, "*": one * other}[operator])
        if operator in ("//", "%") and equal(other, 0) is False:
            return integer(one // other if operator == "//" else one % other)
        if operator == "**" and other.constant in (1, 2, 3):
            return integer(one * one if other == 2 else one if other == 1 else one * one * one)
        if operator == "/":
            divisor = other.constant
            return Real(("/", one, other), 1 / divisor if divisor else None, one)
        return None
    if not kinds <= {"i", "b", "f"}:
        return None
    return _real(operator, left, right)


def _is_small(value: Value) -> bool:
    """Whether a value can be part of a symbol's key: numbers, and unknown things a few operations deep."""
    depth = 0
    while isinstance(value, Unknown) and isinstance(value.key, tuple) and value.key[:1] == ("arithmetic",):
        depth += 1
        value = value.key[2] if isinstance(value.key[2], Unknown) else value.key[3]
    return depth < 8 and isinstance(value, Unknown | Constant | Integer)


def _integral(value: Value) -> bool:
    return isinstance(value, Integer | Unknown) or (isinstance(value, Constant) and isinstance(value.value, int))


def _real(operator: str, left: Value, right: Value) -> Value:
    key = (operator, _key(left), _key(right))
    for one, other in ((left, right), (right, left)):
        factor = other.value if isinstance(other, Constant) else None
        if not isinstance(factor, int | float):
            continue
        if isinstance(one, Integer):
            if operator == "*":
                return Real(key, float(factor), one.dim)
            if operator == "/" and one is left and factor:
                return Real(key, 1 / factor, one.dim)
        if isinstance(one, Real) and one.factor is not None and operator == "*":
            return Real(key, one.factor * factor, one.dim)
    return Real(key)


def unary(ctx: Context, operator: str, value: Value) -> Value | None:
    """`-x`, `+x`, `~x`."""
    number = value.value if isinstance(value, Constant) else None
    if isinstance(number, int | float | complex):
        if operator == "~":
            return Constant(~number) if isinstance(number, int) else None
        return Constant(-number if operator == "-" else +number)
    if isinstance(value, Integer):
        return integer({"-": -value.dim, "+": value.dim, "~": -value.dim - 1}[operator])
    if isinstance(value, Real):
        return Real(
            (operator, value.key),
            None if value.factor is None else -value.factor if operator == "-" else value.factor,
            value.dim,
        )
    if isinstance(value, Unknown):
        return Unknown((operator, value.key), value.name)
    return None
