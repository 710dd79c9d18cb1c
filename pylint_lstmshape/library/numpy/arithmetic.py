"""Operators on arrays: broadcasting, dtype promotion, ranges. Source: numpy's ufuncs and NEP 50."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_array, promote
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import ANY, Array, Range, Unknown, Value, scalar_kind
from pylint_lstmshape.facts import Broadcast
from pylint_lstmshape.knowledge import Context
from pylint_lstmshape.library.numpy import ranges
from pylint_lstmshape.library.numpy.common import BIT, MaybeShape

COMPARISONS = {"==", "!=", "<", "<=", ">", ">="}
_CATEGORY = {"b": 0, "u": 1, "i": 1, "f": 2, "c": 3}
_PRIORITY = ("keras", "ragged", "tensorflow", "numpy")


def binary(ctx: Context, operator: str, left: Value, right: Value) -> Value | Conflict:
    """`left operator right` where one is an array. Raises ValueError where the shapes do not broadcast."""
    one, other = as_array(left), as_array(right)
    leader = _leader(left, right)
    if leader is None:
        return ctx.unknown()
    if isinstance(one, Conflict) or isinstance(other, Conflict):
        return ctx.unknown() if leader.library != "numpy" else one if isinstance(one, Conflict) else _conflict(other)
    if one is None or other is None:
        stranger = right if one is not None else left
        if not isinstance(stranger, Unknown):
            return ctx.unknown()  # an object with operators of its own
        return leader.derived(None, "b" if operator in COMPARISONS else None)
    shape = _shape(operator, one, other)
    if operator == "+" and leader.library == "keras" and 3 in ctx.generations and is_bias(one.shape, other.shape):
        shape = None if shape != one.shape else shape
    if isinstance(shape, Conflict):
        return ctx.unknown() if operator in ("==", "!=") else shape  # before NumPy 1.25 these gave False
    if operator in ("-", "==", "!=") and _pairs_all(one.shape, other.shape) and shape is not None:
        ctx.record(Broadcast(ctx.site, operator, ctx.describe(left), ctx.describe(right), shape))
    kind = result_kind(operator, mixed_kinds(left, right))
    values = ranges.fit(ranges.combine(operator, one.range, other.range), kind)
    return combined(leader, one, other, shape, kind, BIT if kind == "b" else values)


def is_bias(left: shapes.Shape | None, right: shapes.Shape | None) -> bool:
    """Whether Keras 3's `add` may take `right` as a bias, along axis 1 or -1 of `left`, whatever NumPy's broadcasting says.

    Source: keras/src/backend/tensorflow/numpy.py, add: (batch, 4, 5) + (4, 1) is (batch, 4, 5).
    """
    if left is None or right is None or len(left) < 2:
        return False
    wide = [dim for dim in right if dim != 1]
    return len(wide) == 1 and any(equal(wide[0], axis) is not False for axis in (left[1], left[-1]))


def _pairs_all(left: shapes.Shape | None, right: shapes.Shape | None) -> bool:
    """Whether (n,) meets (n, 1): every element of the one is paired with every element of the other."""
    if left is None or right is None or {len(left), len(right)} != {1, 2}:
        return False
    vector, column = sorted((left, right), key=len)
    return column[1] == 1 and vector[0] == column[0] and vector[0] != 1


def _conflict(value: Array | Conflict | None) -> Conflict:
    assert isinstance(value, Conflict)
    return value


def combined(
    leader: Array, one: Array, other: Array, shape: MaybeShape, kind: str | None, values: Range = ANY
) -> Array:
    """A new array of the leader's library; it goes by the origin of the operand that has its shape."""
    assert not isinstance(shape, Conflict)
    origin = next((array.origin for array in (one, other) if array.origin is not None and array.shape == shape), None)
    contents = Cell(values.made_of(one.range, other.range))
    return replace(leader, shape=shape, kind=kind, contents=contents, origin=origin)


def _leader(*operands: Value) -> Array | None:
    """The operand whose library makes the result: a symbolic tensor before an eager one before an ndarray."""
    arrays = [one for one in operands if isinstance(one, Array)]
    return min(arrays, key=lambda array: _PRIORITY.index(array.library), default=None)


def _shape(operator: str, left: Array, right: Array) -> MaybeShape:
    if left.shape is None or right.shape is None:
        return None
    return (shapes.matmul if operator == "@" else shapes.broadcast)(left.shape, right.shape)


def mixed_kinds(left: Value, right: Value) -> tuple[str | None, str | None]:
    """The kinds of two operands, that of a Python number adapted to the array's (NEP 50: weak scalars)."""
    kinds = [value.kind if isinstance(value, Array) else _plain_kind(value) for value in (left, right)]
    for at, value in enumerate((left, right)):
        mine, other = kinds[at], kinds[1 - at]
        if scalar_kind(value) is None or mine not in _CATEGORY or other not in _CATEGORY:
            continue
        if _CATEGORY[mine] <= _CATEGORY[other] and isinstance((left, right)[1 - at], Array):
            kinds[at] = other
    return kinds[0], kinds[1]


def _plain_kind(value: Value) -> str | None:
    array = as_array(value)
    return array.kind if isinstance(array, Array) else None


def result_kind(operator: str, kinds: tuple[str | None, str | None]) -> str | None:
    """The kind of the result; None where unknown, or where NumPy has no such operation."""
    if operator in COMPARISONS:
        return "b"
    if None in kinds:
        return None
    kind = promote(kinds)
    if kind == "O":
        return "O"
    if kind == "U":
        return "U" if operator == "+" and kinds == ("U", "U") else None
    if kinds == ("M", "M"):
        return "m" if operator == "-" else None
    if kind not in _CATEGORY:
        return None
    if operator == "/":
        return "c" if kind == "c" else "f"
    if kind == "b":
        return {"-": None, "//": "i", "%": "i", "**": "i", "<<": "i", ">>": "i"}.get(operator, "b")
    if operator in ("&", "|", "^", "<<", ">>"):
        return kind if kind in "iu" else None
    return None if kind == "c" and operator in ("//", "%") else kind


def unary(ctx: Context, operator: str, value: Array) -> Value:
    """-x, +x, ~x: the same shape."""
    values, kind = value.range, value.kind
    if operator == "-":
        values = ranges.fit(ranges.negate(values), kind)
    elif operator == "~":
        values = BIT if kind == "b" else ranges.fit(ranges.combine("-", ranges.negate(values), Range(1, 1)), kind)
    return value.derived(value.shape, kind, values)


def length(array: Array) -> Dim | None:
    """len(array): its first dim; None where unknown, or where it has none."""
    return array.shape[0] if array.shape else None
