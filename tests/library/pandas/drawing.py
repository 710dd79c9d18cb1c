"""Random tables and columns, with all kinds of columns and labels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from tests.library.calls import Draw
from tests.library.pandas.truth import PandasCalls

TABLE = PandasCalls()
calls = TABLE.calls


def filled(rows: int, kind: str, seed: int = 0) -> Any:
    """A list-like of so many elements: i f n (floats with NaN) b s (text) M (dates)."""
    numbers = (np.arange(rows) * 7 + seed) % 5
    if kind == "i":
        return numbers
    if kind == "f":
        return numbers / 2
    if kind == "n":
        return np.where(numbers % 3 == 0, np.nan, numbers / 2)
    if kind == "b":
        return numbers % 2 == 0
    if kind == "s":
        return [f"word{number}" for number in numbers]
    return pd.date_range("2020-01-01", periods=rows, freq="D")


def an_index(draw: Draw, rows: int) -> Any:
    which = draw(st.integers(0, 5))
    if which <= 2:
        return pd.RangeIndex(rows)
    if which == 3:
        return pd.date_range("2020-01-01", periods=rows, freq="D", name=draw(st.sampled_from([None, "date"])))
    if which == 4:
        return pd.Index([f"r{at}" for at in range(rows)], dtype="str", name=draw(st.sampled_from([None, "key"])))
    return pd.Index(np.arange(rows) + 1)


def a_frame(draw: Draw, kinds: str = "ifnbsM", least: int = 1, most: int = 6, width: int = 3) -> pd.DataFrame:
    rows = draw(st.integers(least, most))
    names: list[Any] = list(draw(st.sampled_from(["abcd", "abcd", "xyza", range(4)])))
    columns = {
        name: filled(rows, draw(st.sampled_from(kinds)), at)
        for at, name in enumerate(names[: draw(st.integers(1, width))])
    }
    return pd.DataFrame(columns, index=an_index(draw, rows)) if rows else pd.DataFrame(columns)


def numbers(draw: Draw, kinds: str = "ifn", least: int = 1) -> pd.DataFrame:
    return a_frame(draw, kinds, least)


def a_column(draw: Draw, kinds: str = "ifnbsM", least: int = 1, most: int = 6) -> pd.Series:
    rows = draw(st.integers(least, most))
    name = draw(st.sampled_from([None, "a", "b"]))
    return pd.Series(filled(rows, draw(st.sampled_from(kinds)), 1), index=an_index(draw, rows), name=name)


def either(draw: Draw, kinds: str = "ifnbsM", least: int = 1) -> Any:
    return a_column(draw, kinds, least) if draw(st.booleans()) else a_frame(draw, kinds, least)


def owner(path: str, draw: Draw, kinds: str = "ifnbsM", least: int = 1) -> Any:
    """What a method is called on."""
    return a_frame(draw, kinds, least) if path.startswith("pandas.DataFrame") else a_column(draw, kinds, least)


def a_name(draw: Draw, table: pd.DataFrame) -> Any:
    """Mostly the name of a column."""
    if draw(st.integers(0, 6)) == 0:
        return "missing"
    return draw(st.sampled_from(list(table.columns)))


def some_names(draw: Draw, table: pd.DataFrame) -> list[Any]:
    names = [one for one in table.columns if draw(st.booleans())]
    return [*names, "missing"] if draw(st.integers(0, 8)) == 0 else names
