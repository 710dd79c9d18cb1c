"""Calls of what reads files."""

from __future__ import annotations

import io
import sqlite3
from typing import Any
from unittest import mock

import pandas as pd
from hypothesis import strategies as st
from pandas.io.excel._base import BaseExcelReader, ExcelFile
from pandas.io.parquet import BaseImpl

from tests.library.calls import Call, Draw, maybe
from tests.library.pandas.drawing import calls, numbers
from tests.library.truth import RENAMED

UNTOLD = "which columns a file has, and which of them are numbers, only the file tells"


def a_csv(draw: Draw) -> tuple[str, int, int]:
    rows, width = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    lines = [",".join("abcd"[:width])]
    lines += [
        ",".join(str(at * 10 + one + draw(st.sampled_from([0, 0.5]))) for one in range(width)) for at in range(rows)
    ]
    return "\n".join(lines) + "\n", rows, width


@calls("pandas.read_table", loose=True, lenient=UNTOLD)
def _read_table(draw: Draw) -> Call:
    (text,), options = _read_csv(draw)
    return [text], {**options, "sep": ","}


@calls("pandas.read_csv", loose=True, lenient=UNTOLD)
def _read_csv(draw: Draw) -> Call:
    text, _, width = a_csv(draw)
    some = list("abcd"[:width])
    options = maybe(
        draw, nrows=lambda: draw(st.integers(1, 3)), usecols=lambda: draw(st.sampled_from([[0], [width - 1, 0], some, ["a"]])),
        index_col=lambda: draw(st.sampled_from([0, "a", False])), names=lambda: [f"n{at}" for at in range(width)],
        dtype=lambda: float, sep=lambda: ",",
    )  # fmt: skip
    return [io.StringIO(text)], options


def stored(table: pd.DataFrame) -> io.BytesIO:
    """A file that the readers below read."""
    file = io.BytesIO()
    table.to_pickle(file)
    file.seek(0)
    return file


class StoredTables(BaseExcelReader):
    """Reads such a file as pandas reads a workbook: the packages that read real ones are not installed."""

    _workbook_class = dict

    def load_workbook(self, file: Any, options: Any) -> Any:
        """Its sheets."""
        table = pd.read_pickle(file)
        return {"one": table, "two": table.iloc[:1]}

    sheet_names = property(lambda self: list(self.book))

    def get_sheet_by_name(self, name: str) -> Any:
        """A sheet."""
        return self.book[name]

    def get_sheet_by_index(self, index: int) -> Any:
        """A sheet."""
        return list(self.book.values())[index]

    def get_sheet_data(self, sheet: Any, rows: int | None = None) -> list[Any]:
        """The cells of its rows."""
        return [list(sheet.columns), *sheet.to_numpy().tolist()]


class StoredTable(BaseImpl):
    """Reads such a file as pandas reads one of the parquet format."""

    def read(self, path: Any, columns: Any = None, **options: Any) -> pd.DataFrame:
        """Its columns, or some of them."""
        table = pd.read_pickle(path)
        return table if columns is None else table[columns]


ExcelFile._engines["stored"] = StoredTables  # type: ignore[attr-defined]  # pandas's own table of engines
RENAMED["pandas.read_excel"] = lambda file, *args, **options: pd.read_excel(file, *args, engine="stored", **options)
KEYS = [0, 1, "one", "two", [0, "two"], ["one"], "three", None]


@calls("pandas.read_excel", loose=True, lenient="which sheets a file has is not known")
def _read_excel(draw: Draw) -> Call:
    options = maybe(draw, sheet_name=lambda: draw(st.sampled_from(KEYS)), index_col=lambda: 0, nrows=lambda: 1)
    return [stored(numbers(draw).rename(columns=str))], options


@calls("pandas.read_html", loose=True)
def _read_html(draw: Draw) -> Call:
    page = "".join(numbers(draw).to_html() for _ in range(draw(st.integers(1, 2))))
    return [io.StringIO(page)], maybe(draw, header=lambda: 0, index_col=lambda: 0)


def read_parquet(file: Any, *args: Any, **options: Any) -> Any:
    """pandas.read_parquet, with an engine that reads such a file."""
    with mock.patch("pandas.io.parquet.get_engine", lambda engine: StoredTable()):
        return pd.read_parquet(file, *args, **options)


RENAMED["pandas.read_parquet"] = RENAMED["pandas.read_feather"] = read_parquet


@calls("pandas.read_parquet", "pandas.read_feather", loose=True)
def _read_parquet(draw: Draw) -> Call:
    table = numbers(draw).rename(columns=str)
    return [stored(table)], maybe(draw, columns=lambda: [table.columns[0]])


@calls("pandas.read_json", loose=True)
def _read_json(draw: Draw) -> Call:
    table = numbers(draw).rename(columns=str).loc[:, lambda one: ~one.columns.duplicated()].reset_index(drop=True)
    if draw(st.booleans()):
        return [io.StringIO(table.to_json(orient="records", lines=True))], {"lines": True} | maybe(
            draw, chunksize=lambda: 2
        )
    orient = draw(st.sampled_from(["columns", "records", "index", "split", "values"]))
    typ = draw(st.sampled_from(["frame", "frame", "series"])) if orient == "index" else "frame"
    return [io.StringIO(table.to_json(orient=orient))], {"orient": orient, "typ": typ}


@calls("pandas.read_fwf", loose=True)
def _read_fwf(draw: Draw) -> Call:
    return [io.StringIO(a_csv(draw)[0].replace(",", "   "))], {}


@calls("pandas.read_stata", loose=True)
def _read_stata(draw: Draw) -> Call:
    file = io.BytesIO()
    numbers(draw).rename(columns=str).to_stata(file, write_index=False)
    file.seek(0)
    return [file], {}


@calls("pandas.read_sql", loose=True)
def _read_sql(draw: Draw) -> Call:
    args, options = _read_query(draw)
    return args, options | maybe(draw, columns=lambda: ["b"])  # which a query does not heed


@calls("pandas.read_sql_query", loose=True)
def _read_query(draw: Draw) -> Call:
    base = sqlite3.connect(":memory:")
    base.execute("create table readings (a, b)")
    base.executemany("insert into readings values (?, ?)", [(at, 0.5) for at in range(draw(st.integers(0, 4)))])
    return ["select * from readings", base], maybe(draw, index_col=lambda: "a", chunksize=lambda: 2)
