"""Random calls of every modelled function: for each dotted name a way to draw arguments, good and bad ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pylint_lstmshape.library.numpy import ufuncs
from pylint_lstmshape.library.numpy.dtypes import SCALAR_TYPES

Draw = Callable[[Any], Any]
Call = tuple[list[Any], dict[str, Any]]
Maker = Callable[[Draw], Call]
TABLE: dict[str, Maker] = {}
LOOSE: set[str] = set()  # shape or kind may stay open
LENIENT: set[str] = set()  # some errors depend on more than the model knows
DTYPES = {"b": np.bool_, "i": np.int64, "u": np.uint8, "f": np.float64}
RNG = np.random.default_rng(0)


def calls(*paths: str, loose: bool = False, lenient: bool = False) -> Callable[[Maker], Maker]:
    def register(maker: Maker) -> Maker:
        for path in paths:
            assert path not in TABLE, path
            TABLE[path] = maker
        if loose:
            LOOSE.update(paths)
        if lenient:
            LENIENT.update(paths)
        return maker

    return register


def names(prefix: str, words: str) -> list[str]:
    return [f"{prefix}.{word}" for word in words.split()]


def filled(shape: tuple[int, ...], kind: str = "i", seed: int = 0) -> np.ndarray:
    size = int(np.prod(shape, dtype=int))
    values = (np.arange(size) * 7 + seed) % 5
    if kind in "if":
        values = values - (seed % 2)
    return (values / 2 if kind == "f" else values).astype(DTYPES[kind]).reshape(shape)


def a_shape(draw: Draw, low: int = 0, high: int = 4, least: int = 0, most: int = 4) -> tuple[int, ...]:
    return tuple(draw(st.lists(st.integers(least, most), min_size=low, max_size=high)))


def an_array(draw: Draw, low: int = 0, high: int = 4, least: int = 0, kinds: str = "bifu", most: int = 4) -> np.ndarray:
    return filled(a_shape(draw, low, high, least, most), draw(st.sampled_from(kinds)), draw(st.integers(0, 3)))


def an_axis(draw: Draw, ndim: int, wrong: bool = True) -> int:
    margin = 1 if wrong and draw(st.integers(0, 9)) == 0 else 0
    if ndim + margin == 0:
        return 0
    return draw(st.integers(-ndim - margin, ndim - 1 + margin))


def some_axes(draw: Draw, ndim: int) -> Any:
    which = draw(st.integers(0, 3))
    if which == 0:
        return None
    return an_axis(draw, ndim) if which < 3 else tuple(an_axis(draw, ndim) for _ in range(draw(st.integers(1, 2))))


def maybe(draw: Draw, **options: Callable[[], Any]) -> dict[str, Any]:
    """A random part of keyword arguments."""
    return {name: make() for name, make in options.items() if draw(st.booleans())}


def a_flag(draw: Draw) -> Callable[[], bool]:
    return lambda: draw(st.booleans())


def a_dtype(draw: Draw) -> Callable[[], Any]:
    return lambda: draw(
        st.sampled_from([None, float, int, bool, "float32", "int64", "uint8", np.float32, "f4", np.int32])
    )


def related(draw: Draw, shape: tuple[int, ...], kinds: str = "bifu") -> np.ndarray:
    """An array whose shape mostly broadcasts with `shape`."""
    dims = [draw(st.sampled_from([dim, dim, 1])) for dim in shape[draw(st.integers(0, len(shape))) :]]
    if dims and draw(st.integers(0, 5)) == 0:
        dims[draw(st.integers(0, len(dims) - 1))] = draw(st.integers(0, 4))
    return filled(tuple(dims), draw(st.sampled_from(kinds)), draw(st.integers(0, 3)))


# creation


@calls(*names("numpy", "zeros ones empty"), "numpy.full")
def _filled(draw: Draw) -> Call:
    shape = draw(st.one_of(st.integers(-1, 4), st.just(2.5), st.lists(st.integers(-1, 4), max_size=4),
                           st.lists(st.integers(0, 4), max_size=4).map(tuple)))  # fmt: skip
    return [shape], maybe(draw, dtype=a_dtype(draw))


def _full(draw: Draw) -> Call:
    args, kwargs = _filled(draw)
    return [*args, draw(st.sampled_from([0, 7, 1.5, True]))], kwargs


TABLE["numpy.full"] = _full


@calls(*names("numpy", "zeros_like ones_like empty_like"))
def _like(draw: Draw) -> Call:
    return [an_array(draw)], maybe(draw, dtype=a_dtype(draw), shape=lambda: a_shape(draw))


@calls("numpy.full_like")
def _full_like(draw: Draw) -> Call:
    return [an_array(draw), draw(st.sampled_from([1, 2.5]))], maybe(draw, dtype=a_dtype(draw))


def nested(draw: Draw, depth: int) -> Any:
    if depth == 0:
        return draw(st.sampled_from([0, 1, 5, 2.5, True]))
    lengths = st.sampled_from([2, 2, 2, 2, 2, 1, 0])
    return [nested(draw, depth - 1) for _ in range(draw(lengths))]


@calls("numpy.array")
def _array(draw: Draw) -> Call:
    thing = draw(st.integers(0, 3))
    made = nested(draw, thing) if draw(st.booleans()) else an_array(draw)
    return [made], maybe(draw, dtype=a_dtype(draw), ndmin=lambda: draw(st.integers(0, 5)))


@calls(*names("numpy", "asarray asanyarray ascontiguousarray asfortranarray asarray_chkfinite require"))
def _asarray(draw: Draw) -> Call:
    return [an_array(draw, low=1)], maybe(draw, dtype=lambda: draw(st.sampled_from([float, "int32", np.bool_])))


@calls("numpy.copy", "numpy.ndarray.copy", "numpy.ndarray.__copy__", "numpy.ndarray.conj", "numpy.ndarray.conjugate",
       "numpy.ndarray.flatten", "numpy.ndarray.ravel", "numpy.ravel", "numpy.ndarray.T", "numpy.ndarray.shape",
       "numpy.ndarray.ndim", "numpy.ndarray.size", "numpy.shape", "numpy.ndim", "numpy.ndarray.real",
       "numpy.ndarray.imag", "numpy.real", "numpy.imag", "numpy.nan_to_num", "numpy.ndarray.view",
       "numpy.ndarray.__array__", "numpy.unique_values",
       "numpy.ndarray.byteswap", "numpy.modf", "numpy.diagflat")  # fmt: skip
def _one(draw: Draw) -> Call:
    return [an_array(draw, kinds="if")], {}


for _path in ("numpy.ndarray.conj", "numpy.ndarray.conjugate", "numpy.unique_values", "numpy.ndarray.byteswap"):
    LOOSE.add(_path)


@calls("numpy.ndarray.__deepcopy__")
def _deep(draw: Draw) -> Call:
    return [an_array(draw), {}], {}


@calls("numpy.arange")
def _arange(draw: Draw) -> Call:
    numbers = st.one_of(st.integers(-6, 6), st.sampled_from([0.5, -1.5, 3.0]))
    args = draw(st.lists(numbers, min_size=1, max_size=2))
    if len(args) == 2 and draw(st.booleans()):
        args.append(draw(st.sampled_from([1, 2, -1, -3, 0.5, 0.3])))
    return args, maybe(draw, dtype=lambda: draw(st.sampled_from([float, "int32"])))


@calls("numpy.linspace", "numpy.logspace")
def _linspace(draw: Draw) -> Call:
    start = draw(st.sampled_from([0, 1.5, np.array([0.0, 1.0])]))
    return [start, 3], maybe(draw, num=lambda: draw(st.integers(-1, 5)), endpoint=a_flag(draw), axis=lambda: -1)


@calls("numpy.geomspace")
def _geomspace(draw: Draw) -> Call:
    return [draw(st.sampled_from([1, 1.5])), 3], maybe(draw, num=lambda: draw(st.integers(0, 5)))


@calls("numpy.eye")
def _eye(draw: Draw) -> Call:
    size = st.integers(-1, 4)
    return [draw(size)], maybe(draw, M=lambda: draw(size), k=lambda: draw(st.integers(-2, 2)), dtype=a_dtype(draw))


@calls("numpy.tri")
def _tri(draw: Draw) -> Call:
    size = st.integers(0, 4)
    return [draw(size)], maybe(draw, M=lambda: draw(size), k=lambda: draw(st.integers(-2, 2)))


@calls("numpy.identity")
def _identity(draw: Draw) -> Call:
    return [draw(st.integers(-1, 4))], maybe(draw, dtype=a_dtype(draw))


@calls("numpy.diag", "numpy.tril", "numpy.triu")
def _diag(draw: Draw) -> Call:
    return [an_array(draw, high=3)], maybe(draw, k=lambda: draw(st.integers(-3, 3)))


@calls("numpy.vander")
def _vander(draw: Draw) -> Call:
    return [an_array(draw, high=2)], maybe(draw, N=lambda: draw(st.integers(0, 4)))


LOOSE.add("numpy.vander")


@calls("numpy.frombuffer")
def _frombuffer(draw: Draw) -> Call:
    return [b"12345678" * 2], {"count": draw(st.integers(-1, 2)), "dtype": "int64"}


LOOSE.add("numpy.frombuffer")


@calls("numpy.fromiter")
def _fromiter(draw: Draw) -> Call:
    return [draw(st.lists(st.integers(0, 5), min_size=2, max_size=4)), float], maybe(draw, count=lambda: 2)


@calls("numpy.fromstring", loose=True)
def _fromstring(draw: Draw) -> Call:
    return ["1 2 3"], {"sep": " "}


# grids


@calls("numpy.meshgrid")
def _meshgrid(draw: Draw) -> Call:
    xi = [an_array(draw, high=2) for _ in range(draw(st.integers(1, 3)))]
    return xi, maybe(draw, sparse=a_flag(draw), indexing=lambda: draw(st.sampled_from(["xy", "ij"])))


@calls("numpy.indices")
def _indices(draw: Draw) -> Call:
    return [a_shape(draw)], {}


def a_grid_slice(draw: Draw) -> slice:
    return slice(draw(st.sampled_from([None, 0, 1])), draw(st.integers(2, 5)), draw(st.sampled_from([None, 1, 2, 3j])))


@calls("numpy.mgrid.__getitem__", "numpy.ogrid.__getitem__")
def _mgrid(draw: Draw) -> Call:
    parts = tuple(a_grid_slice(draw) for _ in range(draw(st.integers(1, 3))))
    return [parts if len(parts) > 1 or draw(st.booleans()) else parts[0]], {}


@calls("numpy.r_.__getitem__")
def _r(draw: Draw) -> Call:
    count = draw(st.integers(1, 3))
    return [tuple(draw(st.sampled_from([3, 2.5, slice(0, 4), filled((3,)), [1, 2]])) for _ in range(count))], {}


@calls("numpy.c_.__getitem__")
def _c(draw: Draw) -> Call:
    return [tuple(filled(draw(st.sampled_from([(3,), (3, 2)])), "f") for _ in range(draw(st.integers(1, 3))))], {}


# joining and splitting


def a_family(draw: Draw, low: int = 0) -> list[np.ndarray]:
    """Arrays that mostly fit together."""
    base = a_shape(draw, low, 4)
    found = []
    for seed in range(draw(st.integers(1, 3))):
        shape = list(base)
        if shape and draw(st.integers(0, 2)) == 0:
            shape[draw(st.integers(0, len(shape) - 1))] = draw(st.integers(0, 4))
        if draw(st.integers(0, 9)) == 0:
            shape.append(1)
        found.append(filled(tuple(shape), draw(st.sampled_from("bifu")), seed))
    return found


@calls("numpy.concatenate", "numpy.concat")
def _concatenate(draw: Draw) -> Call:
    parts = a_family(draw, 1)
    if draw(st.integers(0, 5)) == 0:
        return [an_array(draw, low=2, least=1)], {}
    return [parts], maybe(draw, axis=lambda: draw(st.one_of(st.none(), st.just(an_axis(draw, parts[0].ndim)))))


@calls("numpy.stack")
def _stack(draw: Draw) -> Call:
    parts = a_family(draw)
    return [tuple(parts)], maybe(draw, axis=lambda: an_axis(draw, parts[0].ndim + 1))


@calls(*names("numpy", "vstack row_stack hstack dstack column_stack"))
def _stacked(draw: Draw) -> Call:
    return [a_family(draw)], {}


@calls("numpy.append")
def _append(draw: Draw) -> Call:
    parts = (a_family(draw, 1) * 2)[:2]
    return list(parts), maybe(draw, axis=lambda: an_axis(draw, parts[0].ndim))


@calls("numpy.block")
def _block(draw: Draw) -> Call:
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    flat = [filled((rows, 2)), filled((rows, columns))]
    return [[flat, flat] if draw(st.booleans()) else flat], {}


@calls("numpy.split", "numpy.array_split")
def _split(draw: Draw) -> Call:
    array = an_array(draw, most=6)
    where = draw(st.one_of(st.integers(0, 4), st.lists(st.integers(0, 6), max_size=3).map(sorted)))
    return [array, where], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls(*names("numpy", "hsplit vsplit dsplit"))
def _hsplit(draw: Draw) -> Call:
    return [an_array(draw), draw(st.sampled_from([1, 2, [1], [1, 3]]))], {}


# manipulation


def a_target(draw: Draw, array: np.ndarray) -> Any:
    dims = list(array.shape) or [1]
    if draw(st.booleans()):
        dims = draw(st.permutations(dims))
    how = draw(st.integers(0, 4))
    if how == 0:
        dims = [*dims, 1]
    elif how == 1:
        dims[draw(st.integers(0, len(dims) - 1))] = -1
    elif how == 2:
        dims = [array.size]
    elif how == 3:
        dims = draw(st.lists(st.integers(-1, 4), max_size=4))
    return dims[0] if len(dims) == 1 and draw(st.booleans()) else tuple(dims)


@calls("numpy.reshape")
def _reshape(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, a_target(draw, array)], {}


@calls("numpy.ndarray.reshape")
def _reshape_method(draw: Draw) -> Call:
    array = an_array(draw)
    target = a_target(draw, array)
    if isinstance(target, tuple) and target and draw(st.booleans()):
        return [array, *target], {}
    return [array, target], {}


@calls("numpy.transpose", "numpy.permute_dims", "numpy.ndarray.transpose")
def _transpose(draw: Draw) -> Call:
    array = an_array(draw)
    if draw(st.booleans()):
        return [array], {}
    axes = draw(st.permutations(range(array.ndim)))
    if array.ndim and draw(st.integers(0, 4)) == 0:
        axes = [an_axis(draw, array.ndim) for _ in axes]
    return [array, tuple(axes)], {}


@calls("numpy.matrix_transpose", "numpy.ndarray.mT")
def _mT(draw: Draw) -> Call:
    return [an_array(draw)], {}


@calls("numpy.swapaxes", "numpy.ndarray.swapaxes", "numpy.moveaxis")
def _swapaxes(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, an_axis(draw, array.ndim), an_axis(draw, array.ndim)], {}


@calls("numpy.rollaxis")
def _rollaxis(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, an_axis(draw, array.ndim)], maybe(draw, start=lambda: draw(st.integers(-array.ndim, array.ndim)))


@calls("numpy.expand_dims")
def _expand_dims(draw: Draw) -> Call:
    array = an_array(draw, high=3)
    axis = an_axis(draw, array.ndim + 1)
    return [array, axis if draw(st.booleans()) else (axis, an_axis(draw, array.ndim + 2))], {}


@calls("numpy.squeeze", "numpy.ndarray.squeeze")
def _squeeze(draw: Draw) -> Call:
    array = an_array(draw, most=2)
    return [array], maybe(draw, axis=lambda: some_axes(draw, array.ndim))


@calls(*names("numpy", "atleast_1d atleast_2d atleast_3d"))
def _atleast(draw: Draw) -> Call:
    return [an_array(draw) for _ in range(draw(st.integers(1, 2)))], {}


@calls("numpy.broadcast_to")
def _broadcast_to(draw: Draw) -> Call:
    shape = a_shape(draw)
    return [related(draw, shape), shape], {}


@calls("numpy.broadcast_arrays")
def _broadcast_arrays(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, related(draw, array.shape)], {}


@calls("numpy.resize")
def _resize(draw: Draw) -> Call:
    return [an_array(draw, least=1), a_shape(draw)], {}


# rearranging


@calls("numpy.flip")
def _flip(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis=lambda: some_axes(draw, array.ndim))


@calls("numpy.flipud", "numpy.fliplr")
def _flipud(draw: Draw) -> Call:
    return [an_array(draw)], {}


@calls("numpy.rot90")
def _rot90(draw: Draw) -> Call:
    array = an_array(draw)
    plane = lambda: (an_axis(draw, array.ndim), an_axis(draw, array.ndim))  # noqa: E731
    return [array], maybe(draw, k=lambda: draw(st.integers(-3, 4)), axes=plane)


@calls("numpy.roll")
def _roll(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, draw(st.integers(-3, 3))], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.repeat", "numpy.ndarray.repeat")
def _repeat(draw: Draw) -> Call:
    array = an_array(draw)
    axis = an_axis(draw, array.ndim)
    if draw(st.booleans()) and array.ndim and -array.ndim <= axis < array.ndim:
        return [array, [1] * max(0, array.shape[axis] - draw(st.integers(0, 1)))], {"axis": axis}
    return [array, draw(st.integers(-1, 3))], {"axis": axis} if draw(st.booleans()) else {}


@calls("numpy.tile")
def _tile(draw: Draw) -> Call:
    return [an_array(draw, high=3), draw(st.one_of(st.integers(0, 3), st.lists(st.integers(0, 3), max_size=4)))], {}


@calls("numpy.pad")
def _pad(draw: Draw) -> Call:
    array = an_array(draw, low=1, high=3)
    pair = lambda: (draw(st.integers(-1 if draw(st.integers(0, 9)) == 0 else 0, 2)), draw(st.integers(0, 2)))  # noqa: E731
    width = draw(st.sampled_from([0, 1, 2, (1, 0), [(2, 1)], "each"]))
    return [array, [pair() for _ in array.shape] if width == "each" else width], {}


@calls("numpy.delete")
def _delete(draw: Draw) -> Call:
    array = an_array(draw, low=1)
    obj = draw(
        st.one_of(st.integers(-4, 4), st.lists(st.integers(-3, 3), min_size=1, max_size=3), st.just(slice(0, 2)))
    )
    return [array, obj], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.insert")
def _insert(draw: Draw) -> Call:
    array = an_array(draw, low=1)
    obj = draw(st.one_of(st.integers(-4, 4), st.lists(st.integers(0, 2), min_size=2, max_size=3)))
    return [array, obj, draw(st.sampled_from([0, 1]))], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.trim_zeros", loose=True)
def _trim(draw: Draw) -> Call:
    return [an_array(draw, low=1, high=1, least=1)], {}


# reductions


def reduction(draw: Draw, **options: Callable[[], Any]) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis=lambda: some_axes(draw, array.ndim), keepdims=a_flag(draw), **options)


@calls(*names("numpy", "sum prod product nansum nanprod mean all any max min amax amin count_nonzero nanmean"),
       *names("numpy.ndarray", "sum prod mean all any max min"))  # fmt: skip
def _sum(draw: Draw) -> Call:
    return reduction(draw)


LENIENT.update(names("numpy", "nanmean count_nonzero"))


@calls(*names("numpy", "std var nanstd nanvar nanmax nanmin median nanmedian"), *names("numpy.ndarray", "std var"),
       lenient=True)  # fmt: skip
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


@calls(*names("numpy", "percentile nanpercentile"), lenient=True)
def _percentile(draw: Draw) -> Call:
    array = an_array(draw, least=1, kinds="if")
    q = draw(st.sampled_from([50, [5, 95], 2.5]))
    return [array, q], maybe(draw, axis=lambda: some_axes(draw, array.ndim), keepdims=a_flag(draw))


@calls(*names("numpy", "quantile nanquantile"), lenient=True)
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


@calls(*(f"numpy.{name}" for name in (*ufuncs.SAME_KIND, *ufuncs.ROUNDING)))
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
    @calls(f"numpy.{name}", loose=operator in ("==", "!="), lenient=operator in ("==", "!="))
    def operation(draw: Draw) -> Call:
        return pair(draw, operator)


for _name, _operator in ufuncs.OPERATORS.items():
    _register_operator(_name, _operator)


@calls(*(f"numpy.{name}" for name in (*ufuncs.BINARY_SAME, *ufuncs.BINARY_FLOAT, *ufuncs.BINARY_BOOL) if name not in ("gcd", "lcm")),
       "numpy.isclose", "numpy.heaviside")  # fmt: skip
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


LOOSE.update(f"numpy.{name}.reduce" for name in ("equal", "less", "greater", "power"))


@calls(*(f"numpy.{name}.accumulate" for name in (*_REDUCING, *_OTHERS)), loose=True)
def _accumulate(draw: Draw) -> Call:
    return [an_array(draw, low=1, least=1, kinds="f")], {}


LENIENT.update(f"numpy.{name}.accumulate" for name in ("equal", "less", "greater"))


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


# selecting


@calls("numpy.take", "numpy.ndarray.take")
def _take(draw: Draw) -> Call:
    array = an_array(draw)
    indices = draw(st.one_of(st.integers(-4, 4), st.lists(st.integers(-3, 3), max_size=3)))
    if indices == []:
        indices = np.zeros((0,), int)
    return [array, indices], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.take_along_axis")
def _take_along(draw: Draw) -> Call:
    array = an_array(draw, low=1, least=1)
    axis = an_axis(draw, array.ndim, wrong=False)
    shape = list(array.shape)
    shape[axis] = draw(st.integers(1, 3))
    return [array, np.zeros(shape, int)], {"axis": axis}


@calls("numpy.where")
def _where(draw: Draw) -> Call:
    array = an_array(draw)
    return [array > 1, array if draw(st.booleans()) else 0, related(draw, array.shape)], {}


@calls("numpy.nonzero", "numpy.ndarray.nonzero", "numpy.argwhere", "numpy.flatnonzero", loose=True)
def _nonzero(draw: Draw) -> Call:
    return [an_array(draw)], {}


@calls("numpy.extract", "numpy.compress", loose=True)
def _extract(draw: Draw) -> Call:
    array = an_array(draw, low=1, high=1)
    return [array > 1, array], {}


@calls("numpy.choose")
def _choose(draw: Draw) -> Call:
    which = filled(a_shape(draw), "b").astype(int)
    return [which, [related(draw, which.shape), related(draw, which.shape)]], {}


@calls("numpy.select")
def _select(draw: Draw) -> Call:
    array = an_array(draw, kinds="if")
    return [[array > 0, array > 1], [array, related(draw, array.shape, "if")]], {}


@calls("numpy.lib.stride_tricks.sliding_window_view")
def _windows(draw: Draw) -> Call:
    array = an_array(draw, low=1)
    if draw(st.booleans()):
        return [array, draw(st.integers(0, 3))], {"axis": an_axis(draw, array.ndim)}
    return [array, tuple(draw(st.integers(0, 3)) for _ in range(array.ndim))], {}


@calls("numpy.lib.stride_tricks.as_strided")
def _strided(draw: Draw) -> Call:
    return [filled((6,)), (2, 3)], {"strides": (8, 8)}


@calls("numpy.unravel_index")
def _unravel(draw: Draw) -> Call:
    return [filled(a_shape(draw)) + 1, (3, 4)], {}


@calls("numpy.ravel_multi_index")
def _ravel_index(draw: Draw) -> Call:
    return [(filled((3,), "u").astype(int), filled((3,), "u").astype(int)), (5, 5)], {}


@calls("numpy.diag_indices")
def _diag_indices(draw: Draw) -> Call:
    return [draw(st.integers(1, 4))], maybe(draw, ndim=lambda: draw(st.integers(1, 3)))


@calls("numpy.triu_indices", "numpy.tril_indices", loose=True)
def _triangles(draw: Draw) -> Call:
    return [draw(st.integers(1, 4))], {}


# sorting, sets, counting


@calls("numpy.sort", "numpy.argsort", "numpy.ndarray.argsort")
def _sort(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.partition", "numpy.argpartition", "numpy.ndarray.argpartition")
def _partition(draw: Draw) -> Call:
    array = an_array(draw, low=1, least=1)
    return [array, 0], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.lexsort")
def _lexsort(draw: Draw) -> Call:
    return [[filled((4,)), filled((4,), "f")]], {}


@calls("numpy.unique", loose=True)
def _unique(draw: Draw) -> Call:
    array = an_array(draw)
    flags = maybe(draw, return_index=a_flag(draw), return_inverse=a_flag(draw), return_counts=a_flag(draw))
    return [array], flags | maybe(draw, axis=lambda: an_axis(draw, array.ndim))


LENIENT.add("numpy.unique")


@calls(*names("numpy", "intersect1d union1d setdiff1d setxor1d"), loose=True)
def _sets(draw: Draw) -> Call:
    return [an_array(draw, kinds="if"), an_array(draw, kinds="if")], {}


@calls("numpy.isin", "numpy.in1d")
def _isin(draw: Draw) -> Call:
    return [an_array(draw, kinds="if"), [1, 2]], {}


@calls("numpy.searchsorted", "numpy.ndarray.searchsorted")
def _searchsorted(draw: Draw) -> Call:
    return [an_array(draw, high=2, kinds="f"), an_array(draw, kinds="f")], {}


@calls("numpy.digitize")
def _digitize(draw: Draw) -> Call:
    return [an_array(draw, kinds="f"), np.array([0.0, 1.0, 2.0])], {}


@calls("numpy.histogram", "numpy.histogram_bin_edges")
def _histogram(draw: Draw) -> Call:
    return [an_array(draw, kinds="f")], maybe(draw, bins=lambda: draw(st.sampled_from([1, 5, [0.0, 1.0, 2.0]])))


@calls("numpy.histogram2d")
def _histogram2d(draw: Draw) -> Call:
    return [filled((4,), "f"), filled((4,), "f")], maybe(draw, bins=lambda: 3)


@calls("numpy.bincount", loose=True)
def _bincount(draw: Draw) -> Call:
    return [an_array(draw, high=2, kinds="u")], maybe(draw, minlength=lambda: 3)


# linear algebra


@calls("numpy.dot", "numpy.ndarray.dot", "numpy.inner")
def _dot(draw: Draw) -> Call:
    left = an_array(draw, high=3)
    inner = left.shape[-1:] or (2,)
    right = draw(st.sampled_from([inner, (*inner, 3), (2, *inner, 3), (3, *inner), (), (4,)]))
    return [left, filled(right, draw(st.sampled_from("bifu")))], {}


@calls("numpy.vdot")
def _vdot(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, an_array(draw) if draw(st.integers(0, 4)) == 0 else array.ravel()], {}


@calls("numpy.outer", "numpy.kron")
def _outer(draw: Draw) -> Call:
    return [an_array(draw, high=2, least=1), an_array(draw, high=2, least=1)], {}


@calls("numpy.tensordot")
def _tensordot(draw: Draw) -> Call:
    left, right = filled((2, 3, 4), "f"), filled((3, 4, 2), "f")
    return [left, right], maybe(draw, axes=lambda: draw(st.sampled_from(
        [0, 1, 2, ([0], [2]), ([1, 2], [0, 1]), (0, 0), ([0, 2], [2, 1]), ([0], [5])])))  # fmt: skip


@calls("numpy.einsum")
def _einsum(draw: Draw) -> Call:
    texts = ["ij,jk->ik", "ij,jk", "ij,ij->", "ij,kj->ki", "ii,jk", "...j,jk->...k", "ij,jk->iq", "ij", "ij,jk,kl"]
    return [draw(st.sampled_from(texts)), an_array(draw, 2, 2, 1), an_array(draw, 2, 2, 1)], {}


@calls("numpy.cross")
def _cross(draw: Draw) -> Call:
    return [filled((4, 3)), filled((4, 3), "f")], {}


def a_matrix(draw: Draw) -> np.ndarray:
    side = draw(st.integers(1, 3))
    batch = a_shape(draw, 0, 2, 1)
    if draw(st.integers(0, 3)) == 0:
        return an_array(draw, high=2, kinds="f")
    return np.broadcast_to(np.eye(side) * 2, (*batch, side, side)).copy()


@calls(*names("numpy.linalg", "inv det slogdet cholesky eigvalsh"))
def _inv(draw: Draw) -> Call:
    return [a_matrix(draw)], {}


LENIENT.update(names("numpy.linalg", "inv cholesky"))
LOOSE.add("numpy.linalg.eigvalsh")


@calls(*names("numpy.linalg", "eig eigh eigvals"), loose=True)
def _eig(draw: Draw) -> Call:
    return [a_matrix(draw)], {}


@calls("numpy.linalg.matrix_power", loose=True)
def _power(draw: Draw) -> Call:
    return [a_matrix(draw), 2], {}


@calls(*names("numpy.linalg", "pinv qr matrix_rank"), lenient=True)
def _pinv(draw: Draw) -> Call:
    return [an_array(draw, low=1, high=3, least=1, kinds="f")], {}


@calls("numpy.linalg.svd")
def _svd(draw: Draw) -> Call:
    return [an_array(draw, high=3, least=1, kinds="f")], maybe(
        draw, full_matrices=a_flag(draw), compute_uv=a_flag(draw)
    )


@calls("numpy.linalg.solve", lenient=True)
def _solve(draw: Draw) -> Call:
    return [np.eye(3), filled(draw(st.sampled_from([(3,), (3, 2), (4, 2)])), "f")], {}


@calls("numpy.linalg.lstsq", loose=True)
def _lstsq(draw: Draw) -> Call:
    return [filled((4, 2), "f"), filled(draw(st.sampled_from([(4,), (4, 3), (3,)])), "f")], {}


@calls("numpy.linalg.norm")
def _norm(draw: Draw) -> Call:
    array = an_array(draw, low=1, high=3, kinds="f")
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim), keepdims=a_flag(draw))


@calls("numpy.linalg.multi_dot")
def _multi_dot(draw: Draw) -> Call:
    return [[filled((2, 3), "f"), filled((draw(st.sampled_from([3, 3, 4])), 4), "f"), filled((4, 5), "f")]], {}


@calls("numpy.cov", "numpy.corrcoef", loose=True)
def _cov(draw: Draw) -> Call:
    return [an_array(draw, low=1, high=3, least=1, kinds="f")], maybe(draw, rowvar=a_flag(draw))


# signals


@calls("numpy.interp")
def _interp(draw: Draw) -> Call:
    return [an_array(draw, kinds="f"), np.array([0.0, 1.0]), filled((draw(st.sampled_from([2, 2, 3])),), "f")], {}


@calls("numpy.convolve", "numpy.correlate")
def _convolve(draw: Draw) -> Call:
    left, right = an_array(draw, high=2, most=6), an_array(draw, low=1, high=1)
    return [left, right], maybe(draw, mode=lambda: draw(st.sampled_from(["full", "same", "valid"])))


@calls("numpy.gradient")
def _gradient(draw: Draw) -> Call:
    array = an_array(draw, low=1, high=3, kinds="if")
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim))


@calls("numpy.trapezoid", "numpy.trapz")
def _trapezoid(draw: Draw) -> Call:
    return [an_array(draw, low=1, kinds="if")], {}


@calls("numpy.polyfit")
def _polyfit(draw: Draw) -> Call:
    return [np.arange(5.0), filled(draw(st.sampled_from([(5,), (5, 2), (4,)])), "f"), draw(st.integers(1, 3))], {}


@calls("numpy.polyval")
def _polyval(draw: Draw) -> Call:
    return [[1.5, 2.0], an_array(draw, kinds="if")], {}


@calls(*names("numpy", "hanning hamming blackman bartlett"))
def _window(draw: Draw) -> Call:
    return [draw(st.integers(0, 5))], {}


@calls("numpy.kaiser")
def _kaiser(draw: Draw) -> Call:
    return [draw(st.integers(0, 5)), 14], {}


@calls(*names("numpy.fft", "fft ifft rfft irfft"))
def _fft(draw: Draw) -> Call:
    array = an_array(draw, low=1, kinds="if")
    return [array], maybe(draw, n=lambda: draw(st.integers(0, 6)), axis=lambda: an_axis(draw, array.ndim))


@calls(*names("numpy.fft", "fft2 ifft2 fftn ifftn fftshift ifftshift"))
def _fftn(draw: Draw) -> Call:
    return [an_array(draw, low=2, least=1, kinds="f")], {}


@calls("numpy.fft.fftfreq", "numpy.fft.rfftfreq")
def _fftfreq(draw: Draw) -> Call:
    return [draw(st.integers(1, 6))], {}


# random


def a_size(draw: Draw) -> Any:
    return draw(
        st.one_of(st.none(), st.integers(0, 4), st.lists(st.integers(0, 3), max_size=3).map(tuple), st.just(-1))
    )


_LEGACY_SELF = np.random.RandomState(0)


def _register_random(name: str, args: list[Any], owners: tuple[str, ...]) -> None:
    for owner in owners:
        receiver = {"numpy.random": [], "numpy.random.RandomState": [_LEGACY_SELF], "numpy.random.Generator": [RNG]}[
            owner
        ]

        @calls(f"{owner}.{name}")
        def drawing(draw: Draw, receiver: list[Any] = receiver) -> Call:
            return [*receiver, *args], maybe(draw, size=lambda: a_size(draw))


_OWNERS = ("numpy.random", "numpy.random.RandomState", "numpy.random.Generator")
for _name, _args in {
    "uniform": [0, 5], "normal": [], "lognormal": [], "laplace": [], "logistic": [], "gumbel": [], "exponential": [],
    "rayleigh": [], "poisson": [3], "gamma": [2.0], "beta": [1, 2], "binomial": [5, 0.5], "geometric": [0.5],
    "chisquare": [3], "standard_t": [3], "weibull": [2.0], "pareto": [2.0], "vonmises": [0, 1],
    "triangular": [0, 1, 2], "standard_normal": [], "standard_exponential": [], "standard_cauchy": [],
    "multivariate_normal": [np.zeros(2), np.eye(2)],
}.items():  # fmt: skip
    _register_random(_name, _args, _OWNERS)
_register_random("random", [], _OWNERS)
_register_random("random_sample", [], _OWNERS[:2])
for _name in ("ranf", "sample"):
    _register_random(_name, [], _OWNERS[:1])
_register_random("randint", [0, 25], _OWNERS[:2])
_register_random("random_integers", [5], _OWNERS[:1])
_register_random("integers", [0, 25], _OWNERS[2:])


@calls("numpy.random.rand", "numpy.random.randn")
def _rand(draw: Draw) -> Call:
    return list(a_shape(draw)), {}


@calls("numpy.random.RandomState.rand", "numpy.random.RandomState.randn")
def _rand_method(draw: Draw) -> Call:
    return [_LEGACY_SELF, *a_shape(draw)], {}


def a_choice(draw: Draw) -> Call:
    return [draw(st.sampled_from([5, [1, 2, 3], filled((3,), "f"), filled((3, 2))]))], maybe(
        draw, size=lambda: a_size(draw)
    )


@calls("numpy.random.choice")
def _choice(draw: Draw) -> Call:
    return a_choice(draw)


@calls("numpy.random.RandomState.choice")
def _choice_method(draw: Draw) -> Call:
    args, kwargs = a_choice(draw)
    return [_LEGACY_SELF, *args], kwargs


@calls("numpy.random.Generator.choice")
def _choice_generator(draw: Draw) -> Call:
    args, kwargs = a_choice(draw)
    return [RNG, *args], kwargs | maybe(draw, axis=lambda: draw(st.integers(-1, 0)))


@calls("numpy.random.permutation")
def _permutation(draw: Draw) -> Call:
    return [draw(st.sampled_from([4, [1, 2], filled((3, 2))]))], {}


@calls("numpy.random.RandomState.permutation")
def _permutation_method(draw: Draw) -> Call:
    return [_LEGACY_SELF, *_permutation(draw)[0]], {}


@calls("numpy.random.Generator.permutation", "numpy.random.Generator.permuted")
def _permutation_generator(draw: Draw) -> Call:
    return [RNG, draw(st.sampled_from([[1, 2], filled((3, 2))]))], {}


# methods and scalars


@calls(*(f"numpy.{name}" for name in SCALAR_TYPES if hasattr(np, name) and name not in
         ("str_", "bytes_", "datetime64", "timedelta64", "void", "object_")))  # fmt: skip
def _scalar(draw: Draw) -> Call:
    return [draw(st.sampled_from([0, 1, 2, 2.5]))], {}


@calls("numpy.ndarray.astype", "numpy.astype")
def _astype(draw: Draw) -> Call:
    array = an_array(draw)
    return [array, draw(st.sampled_from([np.float32, np.int64, np.bool_, np.uint8]))], {}


@calls("numpy.ndarray.item", "numpy.ndarray.tolist", "numpy.asscalar")
def _item(draw: Draw) -> Call:
    return [an_array(draw, kinds="if", most=2)], {}


@calls("numpy.ndarray.__len__")
def _len(draw: Draw) -> Call:
    return [an_array(draw)], {}


@calls("numpy.size")
def _size(draw: Draw) -> Call:
    array = an_array(draw)
    return [array], maybe(draw, axis=lambda: an_axis(draw, array.ndim))
