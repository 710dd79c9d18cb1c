"""Calls of reductions and universal functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pylint_lstmshape.library.numpy import ufuncs
from tests.library.calls import Call, Draw, maybe, names
from tests.library.numpy.drawing import TABLE, a_flag, an_array, an_axis, calls, filled, related, some_axes

# reductions


def reduction(draw: Draw, **options: Callable[[], Any]) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis=lambda: some_axes(draw, array.ndim), keepdims=a_flag(draw), **options)


@calls(*names("numpy", "sum prod product nansum nanprod mean all any max min amax amin count_nonzero nanmean"),
       *names("numpy.ndarray", "sum prod mean all any max min"))  # fmt: skip
def _sum(draw: Draw) -> Call:
    return reduction(draw)


@calls(*names("numpy", "std var nanstd nanvar nanmax nanmin median nanmedian"), *names("numpy.ndarray", "std var"))
def _std(draw: Draw) -> Call:
    array = an_array(draw, low=1, least=1, kinds="if")
    return [array], maybe(draw, axis=lambda: some_axes(draw, array.ndim), keepdims=a_flag(draw))


@calls("numpy.ptp")
def _ptp(draw: Draw) -> Call:
    array = an_array(draw, kinds="ifu")
    return [array], maybe(draw, axis=lambda: some_axes(draw, array.ndim), keepdims=a_flag(draw))


@calls(*names("numpy", "argmax argmin nanargmax nanargmin"), *names("numpy.ndarray", "argmax argmin"))
def _argmax(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim), keepdims=a_flag(draw))


@calls(*names("numpy", "cumsum cumprod nancumsum nancumprod"), *names("numpy.ndarray", "cumsum cumprod"))
def _cumsum(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls(*names("numpy", "percentile nanpercentile"))
def _percentile(draw: Draw) -> Call:
    array = an_array(draw, least=1, kinds="if")
    q = draw(st.sampled_from([50, [5, 95], 2.5]))
    return [array, q], maybe(draw, axis=lambda: some_axes(draw, array.ndim), keepdims=a_flag(draw))


@calls(*names("numpy", "quantile nanquantile"))
def _quantile(draw: Draw) -> Call:
    (array, _), kwargs = _percentile(draw)
    return [array, draw(st.sampled_from([0.5, [0.1, 0.9]]))], kwargs


@calls("numpy.average")
def _average(draw: Draw) -> Call:
    array = an_array(draw, least=1)
    return [array], maybe(draw, axis=lambda: some_axes(draw, array.ndim))


@calls("numpy.clip", "numpy.ndarray.clip")
def _clip(draw: Draw) -> Call:
    return [an_array(draw, kinds="if"), 0, draw(st.sampled_from([1, 2]))], {}


@calls("numpy.trace", "numpy.ndarray.trace", "numpy.diagonal", "numpy.ndarray.diagonal")
def _trace(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis2=lambda: an_axis(draw, array.ndim))


@calls("numpy.diff")
def _diff(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, n=lambda: draw(st.integers(-1, 3)), axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.ediff1d")
def _ediff(draw: Draw) -> Call:
    return [an_array(draw, kinds="if")], {}


# ufuncs


@calls(*(f"numpy.{name}" for name in ufuncs.TO_FLOAT))
def _to_float(draw: Draw) -> Call:
    return [an_array(draw)], {}


@calls(*(f"numpy.{name}" for name in ("abs", "absolute", *ufuncs.SAME_KIND, *ufuncs.ROUNDING)))
def _same_kind(draw: Draw) -> Call:
    return [an_array(draw, kinds="if")], {}


@calls(*(f"numpy.{name}" for name in ufuncs.TO_BOOL))
def _to_bool(draw: Draw) -> Call:
    return [an_array(draw, kinds="f")], {}


def is_allowed(operator: str, kinds: str) -> bool:
    """Whether NumPy has this operation for these kinds at all (the model has no opinion on dtype errors)."""
    if operator in ("&", "|", "^", "<<", ">>"):
        return "f" not in kinds
    return operator != "-" or kinds != "bb"


def pair(draw: Draw, operator: str) -> Call:
    left = an_array(draw)
    right: Any = related(draw, left.shape)
    if operator == "@":
        right = related(draw, left.shape[:-2] + left.shape[-1:] + (3,)) if left.ndim else right
    if operator in ("**", "<<", ">>"):
        right = np.abs(right)
    if not is_allowed(operator, left.dtype.kind + right.dtype.kind):
        left, right = left.astype(int), right.astype(int)
    if operator != "@" and draw(st.integers(0, 3)) == 0 and is_allowed(operator, left.dtype.kind + "f"):
        right = draw(st.sampled_from([2, 1.5, 255.0, 10]))
    return [left, right], {}


def _register_operator(name: str, operator: str) -> None:
    @calls(f"numpy.{name}", loose=operator in ("==", "!="))
    def operation(draw: Draw) -> Call:
        return pair(draw, operator)


for _name, _operator in ufuncs.OPERATORS.items():
    _register_operator(_name, _operator)


PAIRED = {*ufuncs.BINARY_SAME, *ufuncs.BINARY_FLOAT, *ufuncs.BINARY_BOOL} - {"gcd", "lcm"}


@calls(*(f"numpy.{name}" for name in sorted(PAIRED)), "numpy.isclose")
def _pairs(draw: Draw) -> Call:
    return pair(draw, "+")


@calls("numpy.gcd", "numpy.lcm")
def _gcd(draw: Draw) -> Call:
    return [an_array(draw, kinds="i"), 4], {}


@calls("numpy.divmod")
def _divmod(draw: Draw) -> Call:
    array = an_array(draw, kinds="if")
    return [array, related(draw, array.shape, "if")], {}


_REDUCING = ("add", "multiply", "maximum", "minimum", *ufuncs.BINARY_BOOL)
_OTHERS = ("subtract", "equal", "less", "greater", "power", "divide")


@calls(*(f"numpy.{name}.reduce" for name in _REDUCING), *(f"numpy.{name}.reduce" for name in ("subtract", "divide")))
def _reduce(draw: Draw) -> Call:
    array = an_array(draw, least=1, kinds="f")
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls(*(f"numpy.{name}.reduce" for name in ("equal", "less", "greater", "power")))
def _reduce_vector(draw: Draw) -> Call:
    return [filled((2, 3), "b")], {}


TABLE.loose.update(f"numpy.{name}.reduce" for name in ("equal", "less", "greater", "power"))


@calls(*(f"numpy.{name}.accumulate" for name in (*_REDUCING, *_OTHERS)), loose=True)
def _accumulate(draw: Draw) -> Call:
    return [an_array(draw, low=1, least=1, kinds="bf")], {}


@calls(*(f"numpy.{name}.outer" for name in (*_REDUCING, *_OTHERS)))
def _outer_ufunc(draw: Draw) -> Call:
    return [an_array(draw, high=2, kinds="f"), an_array(draw, high=2, kinds="f")], {}


@calls("numpy.round", "numpy.around", "numpy.round_", "numpy.ndarray.round")
def _round(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, decimals=lambda: draw(st.integers(0, 2 if array.dtype.kind != "b" else 0)))


@calls("numpy.angle", "numpy.unwrap")
def _angle(draw: Draw) -> Call:
    return [an_array(draw, low=1, least=1, kinds="f")], {}
