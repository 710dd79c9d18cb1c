"""What cannot be drawn at random: iteration, callbacks, older names, and what symbolic numbers of rows become."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import pylint_lstmshape.library.pandas  # noqa: F401  # registers the models
import tests.library.pandas.truth  # noqa: F401  # how tables are abstracted
from pylint_lstmshape.domain.containers import DictValue, ListValue, Stream
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import (
    COUNTED,
    NO_GAPS,
    Accessor,
    Column,
    ColumnType,
    Grouped,
    Indexer,
    Labels,
    Table,
    TableContent,
    Windows,
)
from pylint_lstmshape.domain.values import Array, Constant, Unknown, Value
from tests.context import PlainContext
from tests.library.truth import abstract, ask_model

COVERED: set[str] = set()
N = Dim.symbol("n", "n")
FRAME, SERIES = "pandas.DataFrame", "pandas.Series"
AB = pd.DataFrame({"a": [1, 2, 3], "b": [1.5, 2.5, 3.5]})


def covers(*paths: str) -> Callable[[Any], Any]:
    COVERED.update(paths)
    return lambda test: test


def both(*names: str) -> list[str]:
    return [f"{owner}.{name}" for name in names for owner in (FRAME, SERIES)]


def ask(path: str, *args: Any, ctx: PlainContext | None = None, **kwargs: Any) -> Any:
    return ask_model(path, list(args), kwargs, ctx)


def a_table(*names: str, rows: Dim = N, kind: str = "f", gaps: Any = None) -> Table:
    return Table(Cell(TableContent.of(rows, [(name, ColumnType(kind)) for name in names], COUNTED, gaps)))


class Calling(PlainContext):
    """A context whose program functions are Python callables on values."""

    def __init__(self, function: Callable[..., Value]) -> None:
        super().__init__()
        self.function = function

    def call(self, function: Value, *arguments: Value, **keywords: Value) -> Value:
        return self.function(*arguments, **keywords)


# iteration


@covers(f"{FRAME}.__iter__", *both("items", "iteritems"))
def test_a_table_iterates_over_its_names_and_columns() -> None:
    assert ask(f"{FRAME}.__iter__", AB).elements.items == (Constant("a"), Constant("b"))
    pairs = ask(f"{FRAME}.items", AB).elements.items
    assert [pair.elements.items[1].rows for pair in pairs] == [3, 3]
    assert ask(f"{SERIES}.items", AB["a"]).elements.length == 3


@covers(f"{FRAME}.iterrows", f"{FRAME}.itertuples")
def test_rows_one_by_one() -> None:
    rows = ask(f"{FRAME}.iterrows", a_table("a", "b"))
    assert isinstance(rows, Stream) and rows.elements.length == N
    assert rows.elements.runs[0].value.elements.items[1].rows == len(next(AB.iterrows())[1])
    row = ask(f"{FRAME}.itertuples", AB).elements.runs[0].value
    assert row.names == next(AB.itertuples())._fields


@covers(f"{SERIES}.__iter__", f"{FRAME}.__len__", f"{SERIES}.__len__", f"{SERIES}.item")
def test_a_column_iterates_over_its_elements() -> None:
    assert ask(f"{SERIES}.__iter__", Column.of(N, "i")).elements.length == N
    assert ask(f"{SERIES}.__iter__", Column.index(2, "O", ["a", "b"])).elements.items == (Constant("a"), Constant("b"))
    assert ask(f"{FRAME}.__len__", AB) == Constant(len(AB))
    assert ask(f"{SERIES}.item", Column.of(1, "i")).shape == ()


@covers(*both("to_dict"))
def test_to_dict() -> None:
    records = ask(f"{FRAME}.to_dict", AB, "records")
    assert isinstance(records, ListValue) and records.cell.content.length == len(AB.to_dict("records"))
    lists = ask(f"{FRAME}.to_dict", AB, orient="list")
    assert isinstance(lists, DictValue) and lists.cell.content.length == 2


# views


@covers(*both("iloc", "loc", "at", "iat"))
def test_indexers() -> None:
    assert ask(f"{FRAME}.loc", AB).by_label and not ask(f"{SERIES}.iloc", AB["a"]).by_label
    assert isinstance(ask(f"{FRAME}.iat", AB), Indexer)


@covers(f"{SERIES}.str", f"{SERIES}.dt", f"{SERIES}.cat", f"{SERIES}.array", f"{SERIES}.dtype")
def test_accessors() -> None:
    assert isinstance(ask(f"{SERIES}.str", AB["a"]), Accessor)
    assert ask(f"{SERIES}.cat", AB["a"]).type_path == "pandas.Categories"
    assert ask(f"{SERIES}.array", AB["a"]).shape == (3,)
    assert ask(f"{SERIES}.dtype", AB["b"]).cell.content.get("kind") == Constant("f")


@covers(*both("groupby", "resample", "rolling", "expanding", "ewm"))
def test_groupings_and_windows() -> None:
    assert isinstance(ask(f"{FRAME}.groupby", AB, "a"), Grouped)
    assert isinstance(ask(f"{SERIES}.resample", AB["a"], "D"), Grouped)
    assert isinstance(ask(f"{FRAME}.rolling", AB, 2), Windows)
    assert isinstance(ask(f"{FRAME}.rolling", AB, 2, step=2), Unknown)


@covers("pandas.Grouped.__iter__", "pandas.Grouped.__len__", "pandas.Grouped.__getattr__", "pandas.Grouped.filter",
        "pandas.Grouped.fillna")  # fmt: skip
def test_groups_one_by_one() -> None:
    grouped = ask(f"{FRAME}.groupby", a_table("a", "b"), "a")
    key_and_rows = ask("pandas.Grouped.__iter__", grouped).elements.runs[0].value.elements.items
    assert key_and_rows[1].content.width == 2
    assert ask("pandas.Grouped.__len__", grouped).dim == grouped.groups
    assert ask("pandas.Grouped.mean", ask("pandas.Grouped.__getattr__", grouped, "b")).rows == grouped.groups
    assert ask("pandas.Grouped.fillna", grouped, 0).content.rows == N


@covers("pandas.Windows.apply")
def test_a_window_for_each_row() -> None:
    windows = ask(f"{FRAME}.rolling", a_table("a", "b"), 7)
    assert ask("pandas.Windows.apply", windows, Unknown("f")).content.rows == N


# older names


@covers(*both("append"))
def test_append_of_older_versions() -> None:
    both_rows = ask(f"{FRAME}.append", a_table("a"), a_table("a", rows=Dim.of(5)))
    assert both_rows.content.rows == N + 5
    assert ask(f"{SERIES}.append", Column.of(N), Column.of(2)).rows == N + 2


@covers(*both("as_matrix"))
def test_as_matrix_of_older_versions() -> None:
    assert ask(f"{FRAME}.as_matrix", AB).shape == AB.to_numpy().shape
    assert ask(f"{SERIES}.as_matrix", AB["a"]).shape == AB["a"].to_numpy().shape


@covers(f"{FRAME}.applymap")
def test_applymap_of_older_versions() -> None:
    assert ask(f"{FRAME}.applymap", a_table("a", "b"), Unknown("f")).content.width == 2


# effects


@covers(f"{FRAME}.eval", *both("update"))
def test_what_is_not_followed_is_forgotten() -> None:
    table = a_table("a")
    ask(f"{FRAME}.eval", table, "c = a + 1", inplace=True)
    assert table.content.names is None and equal(table.content.rows, N) is None


@covers(*both("to_csv"))
def test_a_file_that_is_written_is_no_evidence() -> None:
    ctx = PlainContext()
    ask(f"{FRAME}.to_csv", AB, "a.csv", index=False, ctx=ctx)
    assert "a.csv" in ctx.files


# callbacks


def test_apply_of_rows_is_a_column() -> None:
    ctx = Calling(lambda row: Array((), "f"))
    assert ask(f"{FRAME}.apply", a_table("a", "b"), Unknown("f"), axis=1, ctx=ctx).rows == N
    assert ask(f"{FRAME}.apply", a_table("a", "b"), Unknown("f"), ctx=ctx).rows == 2


def test_a_series_for_each_element_makes_a_table() -> None:
    ctx = Calling(lambda element: Column.of(4))
    table = ask(f"{SERIES}.apply", Column.of(N), Unknown("f"), ctx=ctx)
    assert (table.content.rows, table.content.width) == (N, 4)


# symbolic rows


@pytest.mark.parametrize(("n_in", "n_out"), [(1, 1), (3, 1), (2, 4)])
def test_shifted_columns_side_by_side(n_in: int, n_out: int) -> None:
    source = a_table("a", "b", gaps=NO_GAPS)
    parts = [ask(f"{FRAME}.shift", source, by) for by in range(n_in, 0, -1)]
    parts += [ask(f"{FRAME}.shift", source, -by) for by in range(n_out)]
    joined = ask("pandas.concat", parts, axis=1)
    assert (joined.content.rows, joined.content.width) == (N, 2 * (n_in + n_out))
    left = ask(f"{FRAME}.dropna", joined)
    real = pd.concat(
        [AB.reindex(range(9)).fillna(0).shift(by) for by in (*range(n_in, 0, -1), *range(0, -n_out, -1))], axis=1
    )
    assert left.content.rows == N - 9 + len(real.dropna())


def test_rows_dropped_from_unknown_data_are_some_of_them() -> None:
    left = ask(f"{FRAME}.dropna", a_table("a")).content.rows
    assert equal(left, N) is None and equal(left, N + 1) is False


def test_the_same_columns_of_one_selection_have_the_same_rows() -> None:
    train = ask(f"{FRAME}.head", a_table("a", "b"), 7)
    left = ask(f"{FRAME}.drop", train, columns="a")
    assert left.content.rows == train.content.rows and left.content.labels == train.content.labels


@pytest.mark.parametrize(("axis", "rows", "width"), [(0, N * 3, 2), (1, N, 6)])
def test_tables_made_in_a_loop(axis: int, rows: Dim, width: int) -> None:
    joined = ask("pandas.concat", [a_table("a", "b")] * 3, axis=axis)
    assert (joined.content.rows, joined.content.width) == (rows, width)


def test_other_labels_give_unknown_rows() -> None:
    dated = Table(Cell(TableContent.of(N, [("a", ColumnType("f"))], Labels("dates", (None,), "M"))))
    assert equal(ask("pandas.concat", [dated, a_table("b")], axis=1).content.rows, N) is None


def test_a_column_of_another_length_cannot_be_set() -> None:
    assert isinstance(ask(f"{FRAME}.insert", a_table("a"), 0, "b", Array((N - 1,), "f")), Conflict)
    assert not isinstance(ask(f"{FRAME}.insert", a_table("a"), 0, "b", Array((Dim.symbol("m"),), "f")), Conflict)


def test_abstract_tables_are_their_real_ones() -> None:
    table = abstract(AB)
    assert isinstance(table, Table) and table.content.names == ("a", "b")
