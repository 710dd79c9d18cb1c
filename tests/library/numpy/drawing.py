"""Random arguments, good and bad ones, and the table of what is called with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.library.calls import CallTable, Draw

TABLE = CallTable()
calls = TABLE.calls
DTYPES = {"b": np.bool_, "i": np.int64, "u": np.uint8, "f": np.float64}
RNG = np.random.default_rng(0)


def filled(shape: tuple[int, ...], kind: str = "i", seed: int = 0) -> np.ndarray:
    size = int(np.prod(shape, dtype=int))
    values: np.ndarray = (np.arange(size) * 7 + seed) % 5
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
    return int(draw(st.integers(-ndim - margin, ndim - 1 + margin)))


def some_axes(draw: Draw, ndim: int) -> Any:
    which = draw(st.integers(0, 3))
    if which == 0:
        return None
    return an_axis(draw, ndim) if which < 3 else tuple(an_axis(draw, ndim) for _ in range(draw(st.integers(1, 2))))


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
