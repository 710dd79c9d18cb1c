"""int, float, str, bool, round: values made into others."""

from __future__ import annotations

import math

from pylint_lstmshape.domain.arrays import scalar_dim
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.values import NONE, Array, Constant, Integer, Real, Text, Truth, Unknown, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.python.paths import path_text


@models("builtins.int")
def int_(ctx: Context, x: Value = Constant(0), base: Value = NONE) -> Result:
    """The whole part of a number; of `0.8 * n` a term of its own that is at most n."""
    if base != NONE:
        known = x.value if isinstance(x, Constant) else None, base.value if isinstance(base, Constant) else None
        if not isinstance(known[0], str) or not isinstance(known[1], int):
            return ctx.unknown()
        try:
            return Constant(int(known[0], known[1]))
        except ValueError:
            return ctx.unknown()
    if isinstance(x, Constant) and isinstance(x.value, bool | int | float | str):
        try:
            return Constant(int(x.value))
        except (ValueError, OverflowError):
            return ctx.unknown()
    if isinstance(x, Integer):
        return x
    if isinstance(x, Real):
        if x.dim is None or x.factor is None:
            return Integer(Dim.opaque("int", x.key, lower=None))
        # A part of a number whose sign nobody knows is taken for a part of a length, which is never negative.
        inside = 0 <= x.factor <= 1 and at_least(x.dim, 0) is not False
        text = f"{round(x.factor, 6)}*{x.dim}"
        lower = 0 if x.factor >= 0 and at_least(x.dim, 0) else None
        return Integer(Dim.opaque("int", text, x.dim, lower=lower, upper=x.dim if inside else None))
    if isinstance(x, Array):
        dim = scalar_dim(x)
        return Integer(dim) if dim is not None else ctx.unknown()
    return Unknown(("int", x.key), x.name) if isinstance(x, Unknown) else ctx.unknown()


@models("builtins.round")
def round_(ctx: Context, number: Value, ndigits: Value = NONE) -> Result:
    """A whole number near x, or with `ndigits` a float."""
    places = ndigits.value if isinstance(ndigits, Constant) else "?"
    if isinstance(number, Constant) and isinstance(number.value, int | float) and isinstance(places, int | None):
        try:
            return Constant(round(number.value, places))
        except (ValueError, OverflowError):
            return ctx.unknown()
    if ndigits == NONE:
        return _near(ctx, "round", number)
    return Real(("round", ctx.fresh("x"))) if isinstance(number, Real) else ctx.unknown()


@models("math.trunc")
def trunc(ctx: Context, x: Value) -> Result:
    """The whole part of a number."""
    return int_(ctx, x)


@models("math.floor")
def floor(ctx: Context, x: Value) -> Result:
    """The whole number below: what int makes of a number that is not negative."""
    if isinstance(x, Constant) and isinstance(x.value, int | float) and math.isfinite(x.value):
        return Constant(math.floor(x.value))
    if isinstance(x, Real) and (x.factor is None or x.dim is None or x.factor < 0 or not at_least(x.dim, 0)):
        return Integer(ctx.fresh("floor", None))
    return int_(ctx, x)


@models("math.ceil")
def ceil(ctx: Context, x: Value) -> Result:
    """A whole number near x."""
    if isinstance(x, Constant) and isinstance(x.value, int | float) and math.isfinite(x.value):
        return Constant(math.ceil(x.value))
    return _near(ctx, "ceil", x)


def _near(ctx: Context, name: str, x: Value) -> Result:
    if isinstance(x, Real):
        inside = x.factor is not None and x.dim is not None and 0 <= x.factor <= 1 and at_least(x.dim, 0)
        text = x.key if x.factor is None else f"{round(x.factor, 6)}*{x.dim}"
        lower, upper = (0, x.dim) if inside else (None, None)
        return Integer(Dim.opaque(name, text, x.dim, lower=lower, upper=upper))
    return x if isinstance(x, Integer) else ctx.unknown()


@models("builtins.ord")
def ord_(ctx: Context, c: Value) -> Result:
    """The number of a letter."""
    if isinstance(c, Constant) and isinstance(c.value, str) and len(c.value) == 1:
        return Constant(ord(c.value))
    return Integer(ctx.fresh("ord"))


@models("builtins.chr")
def chr_(ctx: Context, i: Value) -> Result:
    """A letter."""
    number = i.value if isinstance(i, Constant) else None
    if isinstance(number, int) and 0 <= number < 0x110000:
        return Constant(chr(number))
    return Text(("chr", ctx.fresh("chr")), Dim.of(1))


@models("builtins.float")
def float_(ctx: Context, x: Value = Constant(0.0)) -> Result:
    """A float."""
    if isinstance(x, Constant) and isinstance(x.value, int | float | str):
        try:
            return Constant(float(x.value))
        except (ValueError, OverflowError):
            return ctx.unknown()
    return x if isinstance(x, Real) else Real(("float", ctx.fresh("float")))


@models("builtins.str")
def str_(ctx: Context, object: Value = Constant("")) -> Result:
    """A str, of a pathlib.Path too."""
    if isinstance(object, Constant) and isinstance(object.value, int | bool):
        return Constant(str(object.value))
    path = path_text(object)
    if path is not None:
        return Constant(path)
    return Text(("str", ctx.fresh("str")), ctx.fresh("len"))


@models("builtins.bool")
def bool_(ctx: Context, x: Value = Constant(False)) -> Result:
    """True or False."""
    known = ctx.truth(x)
    if known is not None:
        return Constant(known)
    return x if isinstance(x, Unknown) else Truth(("bool", ctx.fresh()))


@models("builtins.abs")
def abs_(ctx: Context, x: Value) -> Result:
    """The size of a number, or of each element."""
    if isinstance(x, Constant) and isinstance(x.value, int | float):
        return Constant(abs(x.value))
    if isinstance(x, Array):
        return x.derived(x.shape, x.kind)
    return x if isinstance(x, Integer) and at_least(x.dim, 0) else ctx.unknown()
