"""Calls that make arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.library.calls import Call, Draw, maybe, names
from tests.library.numpy.drawing import TABLE, a_dtype, a_flag, a_shape, an_array, calls, filled

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
    TABLE.loose.add(_path)


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


TABLE.loose.add("numpy.vander")


@calls("numpy.frombuffer")
def _frombuffer(draw: Draw) -> Call:
    return [b"12345678" * 2], {"count": draw(st.integers(-1, 2)), "dtype": "int64"}


TABLE.loose.add("numpy.frombuffer")


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
