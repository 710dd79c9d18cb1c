"""Interval arithmetic: between which numbers the results of an operation lie."""

from __future__ import annotations

import math
from collections.abc import Callable

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.values import ANY, Range

_LIMITS = {"b": (0, 1), "u": (0, 255), "i": (-(2**31), 2**31 - 1)}  # what the narrowest usual type of the kind holds


def fit(values: Range, kind: str | None) -> Range:
    """`values` unless integers of this kind may wrap around there."""
    limits = _LIMITS.get(kind or "")
    if limits is None:
        return values if kind == "f" else ANY
    if values.low is None or values.high is None or values.low < limits[0] or values.high > limits[1]:
        return ANY
    return values


def widened(kind: str | None, values: Range) -> Range:
    """`values` as elements of an array of `kind` after they were stored there."""
    if kind in ("i", "u", "b") and not (_whole(values.low) and _whole(values.high)):
        low = None if values.low is None or not math.isfinite(values.low) else math.floor(values.low)
        high = None if values.high is None or not math.isfinite(values.high) else math.ceil(values.high)
        values = Range(low, high)
    if kind == "b":
        return Range(0, 1)
    return fit(values, kind) if kind == "u" else values


def combine(operator: str, left: Range, right: Range) -> Range:
    """The range of `left operator right`."""
    rule = _RULES.get(operator)
    return ANY if rule is None else rule(left, right)


def negate(values: Range) -> Range:
    """The range of -x."""
    return Range(None if values.high is None else -values.high, None if values.low is None else -values.low)


def absolute(values: Range) -> Range:
    """The range of abs(x)."""
    if values.low is None or values.high is None:
        return Range(0, None)
    least = 0 if values.low <= 0 <= values.high else min(abs(values.low), abs(values.high))
    return Range(least, max(abs(values.low), abs(values.high)))


def between(values: Range, low: float | None, high: float | None) -> Range:
    """The range after clipping to low..high."""
    bottom = values.low if low is None else low if values.low is None else max(values.low, low)
    top = values.high if high is None else high if values.high is None else min(values.high, high)
    if bottom is not None and high is not None:
        bottom = min(bottom, high)
    if top is not None and low is not None:
        top = max(top, low)
    if low is None or high is None:
        return Range(bottom, top)
    return Range(bottom, top, _moved(values, lambda number: min(max(number, low), high)))


def monotonic(function: Callable[[float], float], values: Range) -> Range:
    """The range of an increasing function."""
    try:
        return Range(
            None if values.low is None else function(values.low),
            None if values.high is None else function(values.high),
            _moved(values, function),
        )
    except (ValueError, OverflowError):
        return ANY


def _moved(values: Range, function: Callable[[float], float]) -> tuple[float, Dim] | None:
    """What the largest element comes up to after an increasing function."""
    return None if values.reached is None else (function(values.reached[0]), values.reached[1])


def _whole(number: float | None) -> bool:
    return number is None or (math.isfinite(number) and number == int(number))


def _add(left: Range, right: Range) -> Range:
    low = None if left.low is None or right.low is None else left.low + right.low
    high = None if left.high is None or right.high is None else left.high + right.high
    one, other = (left, right) if left.reached is not None else (right, left)
    if one.reached is None or other.low is None:
        return Range(low, high)
    return Range(low, high, (one.reached[0] + other.low, one.reached[1]))


def _subtract(left: Range, right: Range) -> Range:
    return _add(left, negate(right))


def _corners(left: Range, right: Range, function: Callable[[float, float], float]) -> Range:
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return ANY
    try:
        corners = [function(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    except (ArithmeticError, ValueError):
        return ANY
    return ANY if any(math.isnan(corner) for corner in corners) else Range(min(corners), max(corners))


def _multiply(left: Range, right: Range) -> Range:
    if left.low is not None and left.low == left.high:
        left, right = right, left
    if right.low is not None and right.low == right.high and right.low > 0:
        factor = right.low
        return monotonic(lambda number: number * factor, left)
    return _corners(left, right, lambda one, other: one * other)


def _divide(left: Range, right: Range) -> Range:
    if right.low is None or right.high is None or right.low <= 0 <= right.high:
        return ANY
    if right.low == right.high and right.low > 0:
        divisor = right.low
        return monotonic(lambda number: number / divisor, left)
    return _corners(left, right, lambda one, other: one / other)


def _floor_divide(left: Range, right: Range) -> Range:
    quotient = _divide(left, right)
    if quotient.low is None or quotient.high is None or not math.isfinite(quotient.low + quotient.high):
        return ANY
    return monotonic(math.floor, quotient)


def _modulo(left: Range, right: Range) -> Range:
    if right.low is None or right.high is None or right.low <= 0:
        return ANY
    if left.low is not None and left.high is not None and left.low >= 0 and left.high < right.low:
        return left
    whole = isinstance(right.high, int) and isinstance(left.low, int | None) and isinstance(left.high, int | None)
    return Range(0, right.high - 1 if whole and (left.low, left.high) != (None, None) else right.high)


def _power(left: Range, right: Range) -> Range:
    exponent = right.low
    if exponent is None or exponent != right.high or exponent not in (0, 1, 2, 3, 4) or left.low is None:
        return ANY
    if left.low < 0:
        return _power(absolute(left), right) if exponent in (2, 4) and left.high is not None else ANY
    return monotonic(lambda number: number**exponent, left)


_RULES: dict[str, Callable[[Range, Range], Range]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "//": _floor_divide,
    "%": _modulo,
    "**": _power,
}
