"""Functions of each element: sqrt, exp, add, maximum, isnan … Source: numpy's universal functions."""

from __future__ import annotations

import math
from collections.abc import Callable

from pylint_lstmshape.domain.arrays import as_array, promote
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import ANY, Array, Range, Value
from pylint_lstmshape.knowledge import Axes, Context, Result, models
from pylint_lstmshape.library.numpy import ranges
from pylint_lstmshape.library.numpy.arithmetic import binary, combined, mixed_kinds, result_kind
from pylint_lstmshape.library.numpy.common import BIT, broadcast_all, derived, into, made, plain
from pylint_lstmshape.library.numpy.dtypes import kind_of
from pylint_lstmshape.library.numpy.reductions import reduced, summed

TO_FLOAT = [
    "sqrt", "cbrt", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "arcsin",
    "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "deg2rad", "rad2deg",
    "degrees", "radians", "sinc", "asin", "acos", "atan", "asinh", "acosh", "atanh", "i0", "rint",
]  # fmt: skip
SAME_KIND = ["negative", "positive", "square", "conjugate", "conj", "sign", "reciprocal"]
ROUNDING = ["floor", "ceil", "trunc", "fix"]
TO_BOOL = [
    "isnan", "isinf", "isfinite", "logical_not", "isneginf", "isposinf", "signbit", "iscomplex", "isreal",
]  # fmt: skip
OPERATORS = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/", "true_divide": "/", "floor_divide": "//",
    "mod": "%", "remainder": "%", "fmod": "%", "power": "**", "pow": "**", "matmul": "@", "bitwise_and": "&",
    "bitwise_or": "|", "bitwise_xor": "^", "left_shift": "<<", "right_shift": ">>", "equal": "==", "not_equal": "!=",
    "less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">=",
}  # fmt: skip
BINARY_SAME = ["maximum", "minimum", "fmax", "fmin", "gcd", "lcm"]
BINARY_FLOAT = [
    "arctan2", "atan2", "hypot", "logaddexp", "logaddexp2", "copysign", "nextafter", "float_power", "heaviside",
]  # fmt: skip
BINARY_BOOL = ["logical_and", "logical_or", "logical_xor"]
_RANGES: dict[str, Callable[[Range], Range]] = {
    "sqrt": lambda values: ranges.monotonic(math.sqrt, values),
    "exp": lambda values: ranges.monotonic(math.exp, values),
    "log1p": lambda values: ranges.monotonic(math.log1p, values),
    "tanh": lambda values: ranges.monotonic(math.tanh, values),
    "sin": lambda values: Range(-1, 1),
    "cos": lambda values: Range(-1, 1),
    "abs": ranges.absolute,
    "absolute": ranges.absolute,
    "negative": ranges.negate,
    "positive": lambda values: values,
    "sign": lambda values: Range(-1, 1),
    "floor": lambda values: ranges.monotonic(math.floor, values),
    "ceil": lambda values: ranges.monotonic(math.ceil, values),
    "rint": lambda values: ranges.monotonic(round, values),
}


def float_kind(kind: str | None) -> str | None:
    """The kind of sqrt: of an int a float."""
    return promote(["f", kind]) if kind is not None and kind in "buifc" else None


def _register_unary(name: str, kind_rule: Callable[[str | None], str | None]) -> None:
    def elementwise(
        ctx: Context, x: Array, out: Value | None = None, *, dtype: Value | None = None, **options: Value
    ) -> Result:
        kind = kind_of(dtype, kind_rule(x.kind))
        values = BIT if kind == "b" else _RANGES[name](x.range) if name in _RANGES else ANY
        return into(ctx, out, derived(x, x.shape, kind, ranges.fit(values, kind)))

    elementwise.__doc__ = f"numpy.{name} of each element."
    models(f"numpy.{name}")(elementwise)


for _name in TO_FLOAT:
    _register_unary(_name, float_kind)
for _name in SAME_KIND:
    _register_unary(_name, lambda kind: kind)
for _name in ("abs", "absolute"):
    _register_unary(_name, lambda kind: "f" if kind == "c" else kind)
for _name in ROUNDING:
    _register_unary(_name, lambda kind: kind if kind is not None and kind in "buif" else None)
for _name in TO_BOOL:
    _register_unary(_name, lambda kind: "b")


def _register_operator(name: str, operator: str) -> None:
    def ufunc(
        ctx: Context, x1: Value, x2: Value, out: Value | None = None, *, dtype: Value | None = None, **options: Value
    ) -> Result:
        left = as_array(x1)
        if isinstance(left, Conflict):
            return left
        result = binary(ctx, operator, x1 if isinstance(x1, Array) or left is None else _weak(x1, left), x2)
        if isinstance(result, Array) and (dtype is not None or name == "fmod"):  # fmod has the sign of x1, % of x2
            result = derived(result, result.shape, kind_of(dtype, result.kind))
        return into(ctx, out, plain(result) if isinstance(result, Array) else result)

    ufunc.__doc__ = f"x1 {operator} x2, broadcast (numpy.{name})."
    models(f"numpy.{name}")(ufunc)


def _weak(value: Value, array: Array) -> Value:
    """A list is an array to a ufunc; a number stays one, so that its dtype yields."""
    return array if array.shape != () else value


def _register_binary(name: str, kind_rule: Callable[[tuple[str | None, str | None]], str | None]) -> None:
    def ufunc(
        ctx: Context, x1: Value, x2: Value, out: Value | None = None, *, dtype: Value | None = None, **options: Value
    ) -> Result:
        left, right = as_array(x1), as_array(x2)
        for one in (left, right):
            if isinstance(one, Conflict):
                return one
        if not isinstance(left, Array) or not isinstance(right, Array):
            return ctx.unknown()
        shape = broadcast_all([left.shape, right.shape])
        if isinstance(shape, Conflict):
            return shape
        kind = kind_of(dtype, kind_rule(mixed_kinds(x1, x2)))
        values = BIT if kind == "b" else _extreme(name, left.range, right.range)
        return into(ctx, out, combined(plain(left), left, right, shape, kind, values))

    ufunc.__doc__ = f"numpy.{name} of each pair, broadcast."
    models(f"numpy.{name}")(ufunc)


def _extreme(name: str, left: Range, right: Range) -> Range:
    lows = [one.low for one in (left, right) if one.low is not None]
    highs = [one.high for one in (left, right) if one.high is not None]
    if name == "maximum":
        return Range(max(lows, default=None), max(highs) if len(highs) == 2 else None)
    if name == "minimum":
        return Range(min(lows) if len(lows) == 2 else None, min(highs, default=None))
    return ANY


for _name, _operator in OPERATORS.items():
    _register_operator(_name, _operator)
for _name in BINARY_SAME:
    _register_binary(_name, promote)
for _name in BINARY_FLOAT:
    _register_binary(_name, lambda kinds: float_kind(promote(kinds)))
for _name in BINARY_BOOL:
    _register_binary(_name, lambda kinds: "b")


_COMPARISONS = ("==", "<", ">")


def _register_methods(name: str, operator: str | None) -> None:
    """reduce, accumulate and outer of a binary ufunc."""

    def kind_after(kind: str | None) -> str | None:
        if operator in ("+", "*"):
            return summed(kind)
        return kind if operator is None else result_kind(operator, (kind, kind))

    def reduce(
        ctx: Context,
        array: Array,
        axis: Axes = 0,
        dtype: Value | None = None,
        out: Value | None = None,
        keepdims: bool = False,
        *options: Value,
    ) -> Result:
        kind = "b" if name in BINARY_BOOL else kind_after(array.kind)
        return into(ctx, out, reduced(array, axis, keepdims, kind_of(dtype, kind)))

    def accumulate(
        ctx: Context, array: Array, axis: int = 0, dtype: Value | None = None, out: Value | None = None
    ) -> Result:
        if operator in _COMPARISONS and array.kind in ("i", "u", "f", "c"):
            return Conflict(
                "dtype", f"{name} gives bools, which it cannot compare with numbers one by one", "TypeError"
            )
        if operator == "-" and array.kind == "b" and dtype is None:
            return Conflict("dtype", "NumPy does not subtract bools", "TypeError")
        kind = "b" if name in BINARY_BOOL else kind_after(array.kind)
        return into(ctx, out, derived(array, array.shape, kind_of(dtype, kind)))

    def outer(ctx: Context, A: Array, B: Array, *, dtype: Value | None = None) -> Result:
        shape = None if A.shape is None or B.shape is None else (*A.shape, *B.shape)
        kinds = (A.kind, B.kind)
        kind = "b" if name in BINARY_BOOL else promote(kinds) if operator is None else result_kind(operator, kinds)
        return made(shape, kind_of(dtype, kind))

    for method in (reduce, accumulate, outer):
        method.__doc__ = f"numpy.{name}.{method.__name__}."
        models(f"numpy.{name}.{method.__name__}")(method)


for _name in ("add", "subtract", "multiply", "equal", "less", "greater", "power", "divide"):
    _register_methods(_name, OPERATORS[_name])
for _name in ("maximum", "minimum", *BINARY_BOOL):
    _register_methods(_name, None)


@models("numpy.round", "numpy.around", "numpy.round_", "numpy.ndarray.round")
def round_(ctx: Context, a: Array, decimals: Value | int = 0, out: Value | None = None) -> Result:
    """Rounded; the dtype stays."""
    values = ranges.monotonic(round, a.range) if decimals == 0 else ANY
    return into(ctx, out, derived(a, a.shape, "f" if a.kind == "b" else a.kind, values))


@models("numpy.nan_to_num")
def nan_to_num(
    x: Array,
    copy: Value | bool = True,
    nan: Value | float = 0.0,
    posinf: Value | None = None,
    neginf: Value | None = None,
) -> Result:
    """NaN as 0 and infinities as large numbers."""
    return derived(x, x.shape, x.kind, ANY if x.kind in ("f", "c") else x.range)


@models("numpy.real", "numpy.imag")
def real(val: Array) -> Result:
    """The real (imaginary) part."""
    return derived(val, val.shape, "f" if val.kind == "c" else val.kind)


@models("numpy.angle")
def angle(z: Array, deg: Value | bool = False) -> Result:
    """The angle of a complex number."""
    return derived(z, z.shape, "f")


@models("numpy.isclose")
def isclose(
    a: Array,
    b: Array,
    rtol: Value | float = 1e-05,
    atol: Value | float = 1e-08,
    equal_nan: Value | bool = False,
) -> Result:
    """Whether each pair is equal within a tolerance."""
    return made(broadcast_all([a.shape, b.shape]), "b", BIT)


@models("numpy.divmod")
def divmod_(ctx: Context, x1: Array, x2: Array, **options: Value) -> Result:
    """Quotients and remainders."""
    shape = broadcast_all([x1.shape, x2.shape])
    if isinstance(shape, Conflict):
        return shape
    kind = result_kind("//", (x1.kind, x2.kind))
    return TupleValue.of(Array(shape, kind), Array(shape, kind))


@models("numpy.modf")
def modf(x: Array, **options: Value) -> Result:
    """Fractional and whole parts."""
    return TupleValue.of(x.derived(x.shape, "f"), x.derived(x.shape, "f"))


@models("numpy.unwrap")
def unwrap(p: Array, discont: Value | None = None, axis: int = -1, *, period: Value | None = None) -> Result:
    """Angles without jumps."""
    return derived(p, p.shape, "f")
