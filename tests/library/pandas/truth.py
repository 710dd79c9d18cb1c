"""DataFrames and Series as abstract values, and how a model's Table or Column is held against a real one."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from pandas.core.groupby import DataFrameGroupBy, SeriesGroupBy
from pandas.core.indexes.accessors import DatetimeProperties
from pandas.core.strings.accessor import StringMethods
from pandas.core.window import Rolling

import pylint_lstmshape.library.pandas  # noqa: F401  # registers the models
from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import (
    COUNTED,
    NAMELESS,
    NO_GAPS,
    Accessor,
    Column,
    ColumnContent,
    ColumnType,
    Gaps,
    Labels,
    Table,
    TableContent,
)
from pylint_lstmshape.domain.values import ANY, Array, Range, Unknown, Value
from tests.context import PlainContext
from tests.library.calls import CallTable
from tests.library.signatures import OWNERS
from tests.library.truth import RENAMED, abstract, ask_real, assert_same, assert_same_array, compares


def range_of(values: pd.Series) -> Range:
    if values.dtype.kind not in "biuf" or not len(values) or values.isna().any():
        return ANY
    return Range(values.min() * 1, values.max() * 1)


def labels_of(index: pd.Index) -> Labels:
    if isinstance(index, pd.RangeIndex) and index.start == 0 and index.step == 1 and index.name is None:
        return COUNTED
    return Labels(("labels", tuple(index)), tuple(index.names), index.dtype.kind)


def gaps_of(thing: Any) -> Gaps | None:
    return None if thing.isna().to_numpy().any() else NO_GAPS


@abstract.register
def _(thing: pd.DataFrame) -> Value:
    columns = [
        (name, ColumnType(thing.iloc[:, at].dtype.kind, range_of(thing.iloc[:, at])))
        for at, name in enumerate(thing.columns)
    ]
    return Table(Cell(TableContent.of(len(thing), columns, labels_of(thing.index), gaps_of(thing))))


@abstract.register
def _(thing: pd.Series) -> Value:
    return Column.of(
        len(thing), thing.dtype.kind, range_of(thing), thing.name, labels_of(thing.index), gaps_of(thing)
    )  # fmt: skip


@abstract.register
def _(thing: pd.Index) -> Value:
    items = tuple(thing) if thing.dtype.kind in "iO" and all(isinstance(one, str | int) for one in thing) else None
    content = ColumnContent(Dim.of(len(thing)), thing.dtype.kind, name=thing.name, labels=labels_of(thing), items=items)
    return Column(Cell(content), None, "pandas.Index")


@abstract.register
def _(thing: pd.Timestamp) -> Value:
    return Unknown(("timestamp", thing))


@dataclass
class Derived:
    """What a method of a table gives that is no table (a grouping, a window): made anew by the model and by pandas."""

    table: Any
    method: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)

    def real(self) -> Any:
        made = getattr(self.table, self.method)
        return made(*self.args, **self.kwargs) if callable(made) and self.method not in ("str", "dt", "cat") else made


@abstract.register
def _(thing: Derived) -> Value:
    table = abstract(thing.table)
    entry = knowledge.member(table.type_path, thing.method)
    assert entry is not None
    kwargs = {name: abstract(one) for name, one in thing.kwargs.items()}
    made = knowledge.apply(entry, PlainContext(), [table, *map(abstract, thing.args)], kwargs)
    assert isinstance(made, Value)
    return made


def _rename_derived() -> None:
    for path in knowledge.entries():
        owner, _, name = path.rpartition(".")
        if owner in ("pandas.Grouped", "pandas.Windows", "pandas.Accessor", "pandas.Categories"):
            RENAMED[path] = _method(name, knowledge.entries()[path].is_attribute)
        elif path.startswith("pandas.") and path.endswith(".setter"):
            RENAMED[path] = _setter(path.split(".")[2])


def _method(name: str, is_attribute: bool) -> Any:
    def call(derived: Derived, *args: Any, **kwargs: Any) -> Any:
        found = getattr(derived.real(), name)
        return found if is_attribute else found(*args, **kwargs)

    return call


def _setter(name: str) -> Any:
    return lambda table, new: setattr(table, name, new)


_rename_derived()


def assert_same_labels(said: Labels, real: pd.Index) -> None:
    if said == COUNTED:
        assert isinstance(real, pd.RangeIndex) and list(real) == list(range(len(real))), real
        assert real.name is None
    if said.names is not None:
        known = [one if one is not NAMELESS else other for one, other in zip(said.names, real.names, strict=True)]
        assert known == list(real.names), f"labels named {said.names}, really {real.names}"
    assert said.kind is None or len(real) == 0 or said.kind == real.dtype.kind, f"{said.kind}, really {real.dtype}"


def assert_same_gaps(said: Gaps | None, real: Any) -> None:
    if said is None:
        return
    rows = np.asarray(real.isna())
    rows = rows if rows.ndim == 1 else rows.any(axis=1)
    first, last = (int(one.constant or 0) for one in said)
    assert not rows[first : len(rows) - last].any(), f"gaps {said}, really {rows}"
    assert rows[:first].all() and rows[len(rows) - last :].all() if len(rows) >= first + last else True


@compares(pd.DataFrame)
def assert_same_table(said: Value, real: pd.DataFrame, loose: bool) -> None:
    assert isinstance(said, Table), f"{said}, really a table {real.shape}"
    content = said.content
    _assert_same_dim(content.rows, len(real), loose, "rows")
    _assert_same_dim(content.width, real.shape[1], loose, "columns")
    if content.names is not None:
        assert list(content.names) == list(real.columns), f"columns {content.names}, really {list(real.columns)}"
        assert len(content.types or content.names) == len(content.names)
    for at in range(real.shape[1]):
        column = content.each if content.types is None else content.types[at]
        assert_same_type(column, real.iloc[:, at])
    assert_same_labels(content.labels, real.index)
    assert_same_gaps(content.gaps, real)
    whole = real.to_numpy()
    if whole.size:
        assert_same_array(said.to_array(), whole, loose=True)


def assert_same_type(said: ColumnType, real: pd.Series) -> None:
    assert said.kind is None or said.kind == real.dtype.kind, f"{said.kind}, really {real.dtype}"
    if real.dtype.kind in "biuf" and len(real):
        low, high = said.values.low, said.values.high
        slack = 1e-6 * (1 + float(real.abs().max()))
        assert low is None or not (real < low - slack).any(), f"{said.values}, really {real.min()}"
        assert high is None or not (real > high + slack).any(), f"{said.values}, really {real.max()}"


def _assert_same_dim(said: Dim, real: int, loose: bool, what: str) -> None:
    answer = equal(said, real)
    assert answer or (answer is None and loose), f"{said} {what}, really {real}"


@compares(pd.Series)
def assert_same_column(said: Value, real: pd.Series, loose: bool) -> None:
    if isinstance(said, Unknown) and loose:
        return
    assert isinstance(said, Column) and said.type_path == "pandas.Series", f"{said}, really a column {real.shape}"
    _assert_same_dim(said.rows, len(real), loose, "rows")
    assert_same_type(said.type, real)
    assert_same_labels(said.content.labels, real.index)
    assert_same_gaps(said.content.gaps, real)


@compares(
    *[pd.Index, pd.RangeIndex, pd.DatetimeIndex, pd.CategoricalIndex, pd.MultiIndex, pd.TimedeltaIndex, pd.PeriodIndex]
)
def assert_same_index(said: Value, real: pd.Index, loose: bool) -> None:
    assert isinstance(said, Column) and said.type_path == "pandas.Index", f"{said}, really an index {real}"
    _assert_same_dim(said.rows, len(real), loose, "rows")
    assert said.kind is None or said.kind == real.dtype.kind, f"{said.kind}, really {real.dtype}"
    if said.content.items is not None:
        assert list(said.content.items) == list(real)


class PandasCalls(CallTable):
    """Compares what a call gives and what it leaves of the table it was called on."""

    def compare(self, path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
        entry = knowledge.lookup(path)
        assert entry is not None
        given = [abstract(one) for one in args]
        options = {name: abstract(one) for name, one in kwargs.items()}
        said = knowledge.apply(entry, PlainContext(), given, options)
        real = ask_real(path, args, kwargs)
        loose, lenient = path in self.loose, path in self.lenient
        if isinstance(real, Exception):
            assert isinstance(said, Conflict) or lenient, f"{real!r}, the model says {said}"
            return
        if isinstance(said, Unknown) and loose:
            return
        if (
            isinstance(real, np.generic)
            or np.isscalar(real)
            or real is None
            or real is pd.NaT
            or isinstance(real, pd.Timestamp)
        ):
            assert not isinstance(said, Conflict | Table | Column), f"{said}, really {real!r}"
            if isinstance(said, Array) and isinstance(real, np.generic):
                assert_same_array(said, np.asarray(real), loose=True)
        else:
            assert_same(said, real, loose=loose)
        for one, thing in zip(given, args, strict=True):
            if isinstance(thing, pd.DataFrame | pd.Series):
                assert_same(one, thing, loose=loose)


OWNERS.update({
    "pandas.Grouped": (DataFrameGroupBy, SeriesGroupBy), "pandas.Windows": (Rolling,),
    "pandas.Accessor": (StringMethods, DatetimeProperties), "pandas.Index": (pd.Index, pd.DatetimeIndex),
})  # fmt: skip
Key = Hashable
__all__ = ["Accessor", "Key", "PandasCalls"]
