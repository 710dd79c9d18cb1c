"""Calls of pandas: creation, joining, reading, methods of tables and columns, grouping."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from tests.library.calls import Call, Draw, maybe, names
from tests.library.pandas import calls_reading  # noqa: F401  # more calls
from tests.library.pandas.drawing import (
    TABLE,
    a_column,
    a_frame,
    a_name,
    an_index,
    calls,
    filled,
    numbers,
    owner,
    some_names,
)
from tests.library.pandas.truth import Derived
from tests.library.truth import RENAMED

FRAME, SERIES, INDEX = "pandas.DataFrame", "pandas.Series", "pandas.Index"


def of_both(words: str) -> list[str]:
    return [f"{one}.{name}" for name in words.split() for one in (FRAME, SERIES)]


def each(words: list[str], kinds: str = "ifnbsM", *, loose: bool = False, lenient: str = "", least: int = 1) -> Any:
    """Register, for each path, calls on an owner drawn for it: `make(draw, owner)` gives the other arguments."""

    def register(make: Any) -> Any:
        for path in words:
            TABLE.calls(path, loose=loose, lenient=lenient)(_on_owner(path, make, kinds, least))
        return make

    return register


def _on_owner(path: str, make: Any, kinds: str, least: int) -> Any:
    def maker(draw: Draw) -> Call:
        table = owner(path, draw, kinds, least)
        args, kwargs = make(draw, table)
        return [table, *args], kwargs

    return maker


def a_flag(draw: Draw) -> Any:
    return lambda: draw(st.booleans())


# creation


def an_array(draw: Draw, rows: int, width: int) -> np.ndarray:
    return np.stack([np.asarray(filled(rows, "f", at)) for at in range(width)], 1) if width else np.zeros((rows, 0))


@calls("pandas.DataFrame", loose=True)
def _frame(draw: Draw) -> Call:
    rows, width = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    array = an_array(draw, rows, width)
    data: Any = draw(
        st.sampled_from(["array", "int", "list", "dict", "frame", "column", "vector", "cube", "texts", "dicts"])
    )
    if data == "dict":
        columns: dict[Any, Any] = {
            name: filled(rows + (draw(st.integers(0, 9)) == 0), draw(st.sampled_from("ifnbsM")), 2)
            for name in "abc"[:width]
        }
        if draw(st.integers(0, 3)) == 0:
            columns["z"] = draw(st.sampled_from([1, 1.5, "t"]))
        if draw(st.integers(0, 3)) == 0:
            columns["s"] = a_column(draw)
        return [columns], {}
    made = {
        "array": array, "int": array.astype(int), "list": array.tolist(), "vector": array[:, 0],
        "frame": a_frame(draw), "column": a_column(draw), "cube": array[None], "texts": [["a", 1], ["b", 2]],
        "dicts": [{"a": 1}, {"b": 2}],
    }[data]  # fmt: skip
    if data in ("frame", "column", "dicts"):
        return [made], {}
    count = width if np.ndim(made) == 2 else 1
    if data == "texts":
        count = 2
    wanted = [f"c{at}" for at in range(count + (draw(st.integers(0, 5)) == 0))]
    how_many = len(made) + (draw(st.integers(0, 9)) == 0)
    return [made], maybe(draw, columns=lambda: wanted, index=lambda: pd.date_range("2020", periods=how_many))


@calls("pandas.DataFrame.from_dict", "pandas.DataFrame.from_records", loose=True)
def _from_dict(draw: Draw) -> Call:
    return [{"a": [1, 2], "b": [1.5, 2.5]}], {}


@calls("pandas.Series", loose=True)
def _series(draw: Draw) -> Call:
    rows = draw(st.integers(1, 5))
    data = draw(st.sampled_from([filled(rows, kind) for kind in "ifnbsM"] + [an_array(draw, rows, 2)]))
    if draw(st.integers(0, 4)) == 0:
        data = draw(st.sampled_from([[1, 2], [1.5, 2], ["a", "b"], [], [[1], [2, 3]], {"a": 1}, 3, a_column(draw)]))
    options = maybe(draw, name=lambda: "t")
    if isinstance(data, np.ndarray) and draw(st.integers(0, 3)) == 0:
        options["index"] = pd.RangeIndex(rows + draw(st.integers(0, 1)))
    return [data], options


@calls("pandas.Index", loose=True)
def _index(draw: Draw) -> Call:
    return [draw(st.sampled_from([["a", "b"], [1, 2, 3], np.arange(4), pd.Index(["x"])]))], {}


@calls("pandas.DatetimeIndex", loose=True)
def _dates(draw: Draw) -> Call:
    return [
        draw(st.sampled_from([["2020-01-01", "2021-02-03"], [1, 2, 3], np.arange(4), pd.Index(["2020-01-01"])]))
    ], {}


@calls("pandas.date_range", "pandas.bdate_range", loose=True)
def _date_range(draw: Draw) -> Call:
    periods = draw(st.integers(0, 9))
    if draw(st.booleans()):
        return ["2020-01-01"], {"periods": periods, "freq": draw(st.sampled_from(["D", "h", "MS"]))}
    return ["2020-01-01", "2020-02-01"], {}


@calls("pandas.get_dummies", loose=True)
def _get_dummies(draw: Draw) -> Call:
    if draw(st.booleans()):
        return [a_column(draw, "is")], maybe(draw, dtype=lambda: float, drop_first=a_flag(draw))
    table = a_frame(draw, "ifs")
    return [table], maybe(draw, columns=lambda: [one for one in table.columns if draw(st.booleans())])


@calls("pandas.to_datetime", loose=True)
def _to_datetime(draw: Draw) -> Call:
    return [draw(st.sampled_from([a_column(draw, "M"), ["2020-01-01", "2020-01-02"], "2020-01-01"]))], {}


@calls("pandas.to_numeric", loose=True)
def _to_numeric(draw: Draw) -> Call:
    return [a_column(draw, "ifb")], {}


@calls("pandas.cut", "pandas.qcut", loose=True)
def _cut(draw: Draw) -> Call:
    return [a_column(draw, "if", 3), 2], {}


@calls("pandas.factorize", "pandas.unique", loose=True)
def _factorize(draw: Draw) -> Call:
    return [a_column(draw, "ifs")], {}


@calls("pandas.isna", "pandas.isnull", "pandas.notna", "pandas.notnull", loose=True)
def _isna(draw: Draw) -> Call:
    return [draw(st.sampled_from([a_column(draw), a_frame(draw), np.zeros((2, 3)), [1.0, 2.0]]))], {}


# joining


def a_part(draw: Draw, rows: int) -> Any:
    kind = draw(st.sampled_from("ifns"))
    index = draw(st.sampled_from([pd.RangeIndex(rows), pd.RangeIndex(rows), pd.date_range("2020", periods=rows)]))
    if draw(st.integers(0, 2)) == 0:
        return pd.Series(filled(rows, kind), index=index, name=draw(st.sampled_from(["a", "s", None])))
    return pd.DataFrame(
        {name: filled(rows, kind) for name in draw(st.sampled_from(["ab", "ab", "bc", "d"]))}, index=index
    )


@calls("pandas.concat", loose=True)
def _concat(draw: Draw) -> Call:
    rows = draw(st.integers(1, 4))
    parts = [a_part(draw, rows + draw(st.integers(0, 1))) for _ in range(draw(st.integers(0, 3)))]
    return [parts], maybe(
        draw, axis=lambda: draw(st.sampled_from([0, 1, "columns"])), ignore_index=a_flag(draw),
        join=lambda: draw(st.sampled_from(["inner", "outer"])),
    )  # fmt: skip


def test_pairs(draw: Draw) -> tuple[pd.DataFrame, pd.DataFrame]:
    left = pd.DataFrame({"k": [1, 2, 2], "a": [1.0, 2.0, 3.0]})
    right = pd.DataFrame({"k": [2, 3], draw(st.sampled_from(["a", "b"])): [1, 2]})
    return left, right


@calls("pandas.merge", f"{FRAME}.merge", loose=True)
def _merge(draw: Draw) -> Call:
    left, right = test_pairs(draw)
    how = maybe(draw, how=lambda: draw(st.sampled_from(["left", "inner", "outer"])))
    which = draw(st.integers(0, 3))
    if which == 0:
        return [left, right], {**how, "on": "k"}
    if which == 1:
        return [left, right], {**how, "left_on": "k", "right_on": right.columns[1]}
    return [left, right], how if which == 2 else {"left_index": True, "right_index": True}


@calls(f"{FRAME}.join", loose=True)
def _join(draw: Draw) -> Call:
    left = a_frame(draw, "if")
    right = a_frame(draw, "if") if draw(st.booleans()) else a_column(draw, "if").rename("joined")
    return [left, right], {}


# attributes


@each(of_both("shape ndim size empty values index T"), loose=True)
def _attribute(draw: Draw, table: Any) -> Call:
    return [], {}


TABLE.loose -= set(of_both("shape ndim size empty T"))


@each([f"{FRAME}.columns", f"{FRAME}.dtypes", f"{FRAME}.keys", f"{FRAME}._values"], loose=True)
def _columns(draw: Draw, table: Any) -> Call:
    return [], {}


@calls(f"{INDEX}.name", loose=True)
def _index_name(draw: Draw) -> Call:
    return [pd.Index(["a"], name=draw(st.sampled_from([None, "key"])))], {}


@calls(f"{INDEX}.name.setter")
def _set_index_name(draw: Draw) -> Call:
    return [pd.Index(["a"]), "key"], {}


@each([f"{SERIES}.name"], loose=True)
def _name(draw: Draw, table: Any) -> Call:
    return [], {}


@each([f"{FRAME}.columns.setter"])
def _set_columns(draw: Draw, table: Any) -> Call:
    return [list("pqrs")[: table.shape[1] + (draw(st.integers(0, 4)) == 0)]], {}


@each(of_both("index.setter"))
def _set_index_attribute(draw: Draw, table: Any) -> Call:
    return [an_index(draw, len(table) + (draw(st.integers(0, 4)) == 0))], {}


@each([f"{SERIES}.name.setter"])
def _set_name(draw: Draw, table: Any) -> Call:
    return ["new"], {}


@each(of_both("to_numpy __array__"), "ifnbM", loose=True)
def _to_numpy(draw: Draw, table: Any) -> Call:
    return [], {}


@each([f"{FRAME}.__getattr__"])
def _getattr(draw: Draw, table: Any) -> Call:
    return [str(table.columns[0]) if isinstance(table.columns[0], str) else "shape_"], {}


TABLE.lenient[f"{FRAME}.__getattr__"] = "what is no column may be an attribute of pandas's own"
TABLE.loose.add(f"{FRAME}.__getattr__")


@each([f"{FRAME}.transpose"], "ifb", loose=True)
def _transpose(draw: Draw, table: Any) -> Call:
    return [], {}


# rows and elements


@each(of_both("copy abs round cumsum cummax cummin cumprod infer_objects convert_dtypes"), "ifn", loose=True)
def _elementwise(draw: Draw, table: Any) -> Call:
    return [], {}


@each(of_both("rank pct_change"), "if", loose=True)
def _as_floats(draw: Draw, table: Any) -> Call:
    return [], {}


@each(of_both("isna isnull notna notnull"))
def _tested(draw: Draw, table: Any) -> Call:
    return [], {}


@each([*of_both("isin")])
def _isin(draw: Draw, table: Any) -> Call:
    return [[1, 2]], {}


@each([f"{SERIES}.between"], "if")
def _between(draw: Draw, table: Any) -> Call:
    return [0, 1], {}


@each(of_both("duplicated"))
def _duplicated(draw: Draw, table: Any) -> Call:
    return [], {}


@each(of_both("clip"), "if")
def _clip(draw: Draw, table: Any) -> Call:
    return [0, 1], maybe(draw, inplace=a_flag(draw))


TABLE.loose.update(of_both("clip"))


@each(of_both("replace"), "if", loose=True)
def _replace(draw: Draw, table: Any) -> Call:
    return [1, 2], {}


@each(of_both("where mask"), "if", loose=True)
def _where(draw: Draw, table: Any) -> Call:
    return [table > 1], {}


@each([f"{FRAME}.map", *of_both("transform")], "if", loose=True)
def _mapped(draw: Draw, table: Any) -> Call:
    return [abs], {}


@each(of_both("fillna"), "ifn", loose=True)
def _fillna(draw: Draw, table: Any) -> Call:
    return [draw(st.sampled_from([0, 1.5]))], maybe(draw, inplace=a_flag(draw))


@each(of_both("ffill bfill"), loose=True)
def _ffill(draw: Draw, table: Any) -> Call:
    return [], maybe(draw, inplace=a_flag(draw))


@each(of_both("interpolate"), "ifn", loose=True)
def _interpolate(draw: Draw, table: Any) -> Call:
    return [], {}


@each(of_both("astype"), "if", loose=True)
def _astype(draw: Draw, table: Any) -> Call:
    if isinstance(table, pd.DataFrame) and draw(st.booleans()):
        return [{table.columns[0]: "float32"}], {}
    return [draw(st.sampled_from(["float32", float, int, "int64", "str", bool]))], {}


@each([f"{FRAME}.sort_values"], "ifn", loose=True)
def _sort_values(draw: Draw, table: Any) -> Call:
    return [table.columns[0]], maybe(draw, ignore_index=a_flag(draw), inplace=a_flag(draw))


@each([f"{SERIES}.sort_values", *of_both("sort_index")], "ifn", loose=True)
def _sort_index(draw: Draw, table: Any) -> Call:
    return [], maybe(draw, inplace=a_flag(draw))


@each(of_both("head tail"))
def _head(draw: Draw, table: Any) -> Call:
    return [draw(st.integers(-8, 8))] if draw(st.booleans()) else [], {}


@each(of_both("sample"), "ifn")
def _sample(draw: Draw, table: Any) -> Call:
    if draw(st.booleans()):
        return [], {"frac": draw(st.sampled_from([1, 0.5, 0.3, 0.75, 1.0]))}
    return [draw(st.integers(0, 7))], maybe(draw, replace=a_flag(draw))


@each(of_both("dropna"), "ifn", loose=True)
def _dropna(draw: Draw, table: Any) -> Call:
    options = maybe(draw, inplace=a_flag(draw), ignore_index=a_flag(draw))
    if isinstance(table, pd.DataFrame) and draw(st.integers(0, 3)) == 0:
        options = {"axis": 1}
    return [], options


@each(of_both("drop_duplicates"), loose=True)
def _drop_duplicates(draw: Draw, table: Any) -> Call:
    return [], {}


@each([f"{SERIES}.nlargest", f"{SERIES}.nsmallest"], "if", loose=True)
def _nlargest(draw: Draw, table: Any) -> Call:
    return [2], {}


@each([f"{FRAME}.nlargest", f"{FRAME}.nsmallest"], "if", loose=True)
def _nlargest_of(draw: Draw, table: Any) -> Call:
    return [2, table.columns[0]], {}


@each([f"{FRAME}.query"], "if", loose=True)
def _query(draw: Draw, table: Any) -> Call:
    return ["index == index"], {}


@each(of_both("truncate"), "if", loose=True)
def _truncate(draw: Draw, table: Any) -> Call:
    return [], {}


TIMES = {
    "between_time": ("06:00", "18:00"),
    "at_time": ("12:00",),
    "asfreq": ("6h",),
    "tz_localize": ("UTC",),
    "to_period": (),
}


def _register_times(path: str, arguments: tuple[str, ...]) -> None:
    @calls(path, loose=True)
    def times(draw: Draw) -> Call:
        rows = draw(st.integers(1, 5))
        column = pd.Series(filled(rows, "f"), index=pd.date_range("2020", periods=rows, freq="12h"), name="a")
        return [column.to_frame() if path.startswith(FRAME) else column, *arguments], {}


for _name, _arguments in TIMES.items():
    for _path in of_both(_name):
        _register_times(_path, _arguments)


@each(of_both("reindex"), "ifn", loose=True)
def _reindex(draw: Draw, table: Any) -> Call:
    if isinstance(table, pd.DataFrame) and draw(st.booleans()):
        return [], {"columns": draw(st.sampled_from([["another"], [*table.columns, "another"], table.columns[:1]]))}
    return [[0, 1, 9]], {}


@each([f"{SERIES}.explode"], "if", loose=True)
def _explode(draw: Draw, table: Any) -> Call:
    return [], {}


@each([f"{FRAME}.explode"], "if", loose=True)
def _explode_column(draw: Draw, table: Any) -> Call:
    return [table.columns[0]], {}


@each([f"{FRAME}.filter"], loose=True)
def _filter(draw: Draw, table: Any) -> Call:
    return [], {"items": some_names(draw, table)} if draw(st.booleans()) else {"like": "a"}


@each([f"{SERIES}.filter"], loose=True)
def _filter_rows(draw: Draw, table: Any) -> Call:
    return [], {"items": [0, 1]}


@each([f"{FRAME}.select_dtypes"], loose=True)
def _select_dtypes(draw: Draw, table: Any) -> Call:
    return [], {"include": "number"}


@each(of_both("shift"), "ifnbs")
def _shift(draw: Draw, table: Any) -> Call:
    is_numeric = all(kind.kind in "if" for kind in np.ravel(np.array(table.dtypes, object)) if hasattr(kind, "kind"))
    fill = maybe(draw, fill_value=lambda: 0) if is_numeric else {}
    return [draw(st.integers(-3, 3))] if draw(st.booleans()) else [], fill


@each(of_both("diff"), "ifn")
def _diff(draw: Draw, table: Any) -> Call:
    return [draw(st.integers(-3, 3))] if draw(st.booleans()) else [], {}


# columns by name


@each(
    [f"{FRAME}.drop"],
    loose=True,
    lenient="which labels the rows have is not known, and a missing one no matter of shapes",
)
def _drop(draw: Draw, table: Any) -> Call:
    which = draw(st.integers(0, 4))
    options = maybe(draw, inplace=a_flag(draw), errors=lambda: draw(st.sampled_from(["raise", "ignore"])))
    if which == 0:
        return [a_name(draw, table)], {"axis": draw(st.sampled_from([1, "columns"])), **options}
    if which == 1:
        return [some_names(draw, table)], {"axis": 1, **options}
    if which == 2:
        return [], {"columns": draw(st.sampled_from([some_names(draw, table), a_name(draw, table)])), **options}
    rows = draw(st.sampled_from([0, [0], [0, 0], list(table.index[:2]), table.index[-1:]]))
    return ([rows], options) if which == 3 else ([], {"index": rows, **options})


@each([f"{SERIES}.drop"], loose=True, lenient="which labels the rows have is not known")
def _drop_rows(draw: Draw, table: Any) -> Call:
    return [draw(st.sampled_from([0, [0, 1], list(table.index[:2])]))], {}


@each([f"{FRAME}.pop", f"{FRAME}.__delitem__"], loose=True)
def _pop(draw: Draw, table: Any) -> Call:
    return [a_name(draw, table)], {}


@each([f"{FRAME}.insert"])
def _insert(draw: Draw, table: Any) -> Call:
    name = draw(st.sampled_from(["new", table.columns[0]]))
    value = draw(st.sampled_from([1, 1.5, np.arange(len(table)), np.zeros(len(table) + 1), "t"]))
    return [draw(st.integers(0, table.shape[1])), name, value], {}


@calls(f"{FRAME}.assign")
def _assign(draw: Draw) -> Call:
    table = a_frame(draw)
    return [table], {
        "new": draw(st.sampled_from([1, np.arange(len(table)), np.zeros(len(table) + 1), table.iloc[:, 0]]))
    }


@each([f"{FRAME}.set_index"])
def _set_index(draw: Draw, table: Any) -> Call:
    keys = a_name(draw, table) if draw(st.booleans()) else [table.columns[0]]
    if draw(st.integers(0, 4)) == 0:
        keys = list(table.columns[:2])
    return [keys], maybe(draw, drop=a_flag(draw), inplace=a_flag(draw))


TABLE.loose.add(f"{FRAME}.set_index")


@each([f"{FRAME}.reset_index"])
def _reset_index(draw: Draw, table: Any) -> Call:
    return [], maybe(draw, drop=a_flag(draw), inplace=a_flag(draw))


@each([f"{SERIES}.reset_index"])
def _reset_index_of_column(draw: Draw, table: Any) -> Call:
    return [], {"drop": True} if draw(st.booleans()) else maybe(draw, name=lambda: "value")


@each([f"{FRAME}.rename"])
def _rename(draw: Draw, table: Any) -> Call:
    if draw(st.integers(0, 3)) == 0:
        return [], {"index": {0: "first"}}
    return [], {"columns": {a_name(draw, table): "renamed"}, **maybe(draw, inplace=a_flag(draw))}


@each([f"{FRAME}.add_prefix", f"{FRAME}.add_suffix"], loose=True)
def _add_prefix(draw: Draw, table: Any) -> Call:
    return ["p"], {}


@each([f"{SERIES}.rename"], loose=True)
def _rename_column(draw: Draw, table: Any) -> Call:
    return ["new"], {}


@each([*of_both("rename_axis")], loose=True)
def _rename_axis(draw: Draw, table: Any) -> Call:
    return ["axis"], {}


@each(of_both("set_axis"), loose=True)
def _set_axis(draw: Draw, table: Any) -> Call:
    return [list(range(5, 5 + len(table)))], {}


@each([f"{FRAME}.squeeze"], loose=True)
def _squeeze(draw: Draw, table: Any) -> Call:
    return [], maybe(draw, axis=lambda: 1)


@each(of_both("take"), loose=True)
def _take(draw: Draw, table: Any) -> Call:
    return [[0, 0]], {}


@each([f"{SERIES}.to_frame"])
def _to_frame(draw: Draw, table: Any) -> Call:
    return [], maybe(draw, name=lambda: "column")


# one column


@each([f"{SERIES}.map", f"{SERIES}.apply"], "ifs", loose=True)
def _map(draw: Draw, table: Any) -> Call:
    return [str], {}


@each([f"{SERIES}.tolist", f"{SERIES}.to_list"], "ifnb", loose=True)
def _tolist(draw: Draw, table: Any) -> Call:
    return [], {}


@each([f"{SERIES}.unique", f"{SERIES}.factorize", f"{SERIES}.value_counts"], "ifns", loose=True)
def _unique(draw: Draw, table: Any) -> Call:
    return [], {}


@each([f"{FRAME}.value_counts"], "if", loose=True)
def _value_counts(draw: Draw, table: Any) -> Call:
    return [], {}


@each([f"{SERIES}.argsort"], "if", loose=True)
def _argsort(draw: Draw, table: Any) -> Call:
    return [], {}


@calls(f"{INDEX}.get_loc", loose=True)
def _get_loc(draw: Draw) -> Call:
    return [pd.Index(["a", "b"]), draw(st.sampled_from(["a", "b"]))], {}


@calls(f"{INDEX}.difference", loose=True)
def _other_labels(draw: Draw) -> Call:
    some = st.lists(st.sampled_from("dbca"), max_size=5)
    other = draw(some)
    return [pd.Index(draw(some), dtype="object"), pd.Index(other) if draw(st.booleans()) else other], {}


@calls(*names(INDEX, "union intersection append"), loose=True)
def _set_of_labels(draw: Draw) -> Call:
    return [pd.Index(["a", "b"]), pd.Index(["b", "c"])], {}


@calls(*names(INDEX, "sort_values to_series normalize day_name month_name"), loose=True)
def _labels(draw: Draw) -> Call:
    return [pd.date_range("2020", periods=3)], {}


@calls(*names(INDEX, "repeat shift"), loose=True)
def _moved_labels(draw: Draw) -> Call:
    return [pd.date_range("2020", periods=3), 2], {}


@calls(f"{INDEX}.astype", f"{INDEX}.strftime", f"{INDEX}.rename", loose=True)
def _changed_labels(draw: Draw) -> Call:
    return [pd.date_range("2020", periods=3), "str"], {}


@calls(f"{INDEX}.map", loose=True)
def _mapped_labels(draw: Draw) -> Call:
    return [pd.date_range("2020", periods=3), str], {}


RENAMED.update(
    {
        f"{INDEX}.{name}": getattr(pd.DatetimeIndex, name)
        for name in ["shift", "strftime", "day_name", "month_name", "normalize"]
    }
)


DATES = (
    "year month day hour minute second microsecond dayofweek weekday dayofyear quarter day_of_week day_of_year "
    "days_in_month is_month_start is_month_end date time"
)


@calls(*names(INDEX, DATES), loose=True)
def _part_of_labels(draw: Draw) -> Call:
    return [pd.date_range("2020", periods=3)], {}


@calls(*names("pandas.Accessor", DATES))
def _part_of_dates(draw: Draw) -> Call:
    return [Derived(a_column(draw, "M"), "dt")], {}


@calls(*names("pandas.Accessor", "day_name month_name normalize"))
def _of_dates(draw: Draw) -> Call:
    return [Derived(a_column(draw, "M"), "dt")], {}


@calls(*names("pandas.Accessor", "lower upper strip lstrip rstrip len title capitalize isnumeric isdigit swapcase"))
def _of_texts(draw: Draw) -> Call:
    return [Derived(a_column(draw, "s"), "str")], {}


@calls(*names("pandas.Accessor", "contains startswith endswith count find match"))
def _with_text(draw: Draw) -> Call:
    return [Derived(a_column(draw, "s"), "str"), "w"], {}


@calls("pandas.Accessor.get", loose=True)
def _part_of_texts(draw: Draw) -> Call:
    return [Derived(a_column(draw, "s"), "str"), draw(st.integers(-1, 3))], {}


@calls("pandas.Accessor.replace")
def _replace_text(draw: Draw) -> Call:
    return [Derived(a_column(draw, "s"), "str"), "w", "v"], {}


@calls(*names("pandas.Accessor", "pad slice zfill"))
def _padded(draw: Draw) -> Call:
    return [Derived(a_column(draw, "s"), "str"), 3], {}


@calls(*names("pandas.Accessor", "floor ceil round strftime"))
def _rounded_dates(draw: Draw) -> Call:
    return [Derived(a_column(draw, "M"), "dt"), "D"], {}


@calls("pandas.Accessor.split", "pandas.Accessor.rsplit", loose=True)
def _split(draw: Draw) -> Call:
    return [Derived(a_column(draw, "s"), "str"), "r"], maybe(draw, expand=a_flag(draw))


@calls("pandas.Categories.codes", loose=True)
def _codes(draw: Draw) -> Call:
    return [Derived(a_column(draw, "is").astype("category"), "cat")], {}


# reductions


@each(of_both("mean std var median sem skew max min sum prod count nunique any all"), "if", loose=True)
def _reduced(draw: Draw, table: Any) -> Call:
    if isinstance(table, pd.DataFrame):
        return [], maybe(draw, axis=lambda: draw(st.sampled_from([0, 1])))
    return [], {}


@each([f"{FRAME}.corr"], "if", loose=True)
def _corr(draw: Draw, table: Any) -> Call:
    return [], {}


@each(of_both("quantile"), "if", loose=True)
def _quantile(draw: Draw, table: Any) -> Call:
    return [draw(st.sampled_from([0.5, [0.25, 0.75]]))], {}


@each(of_both("describe"), "if", loose=True)
def _describe(draw: Draw, table: Any) -> Call:
    return [], {}


@each([f"{FRAME}.apply"], "if", loose=True)
def _apply(draw: Draw, table: Any) -> Call:
    return [sum], {}


@each(of_both("agg aggregate"), "if", loose=True)
def _agg(draw: Draw, table: Any) -> Call:
    return [draw(st.sampled_from(["mean", ["mean", "max"]]))], {}


METHODS = "pow rdiv add sub subtract mul multiply div divide truediv floordiv mod radd rsub rmul eq ne lt le gt ge"


@each(of_both(METHODS), "if", loose=True)
def _operator(draw: Draw, table: Any) -> Call:
    other = draw(st.sampled_from([2, 1.5, np.ones(len(table)), np.ones(len(table) + 1)]))
    if isinstance(table, pd.DataFrame):
        other = draw(st.sampled_from([2, 1.5, table]))
    return [other], {}


# groups and windows


def a_grouping(draw: Draw, kinds: str = "if") -> Derived:
    table = a_frame(draw, kinds)
    return Derived(
        table,
        "groupby",
        (draw(st.sampled_from([table.columns[0], [table.columns[0]]])),),
        maybe(draw, as_index=a_flag(draw)),
    )


@calls(
    *names("pandas.Grouped", "mean median std var sem sum min max first last prod nunique count size any all"),
    loose=True,
)
def _of_groups(draw: Draw) -> Call:
    return [a_grouping(draw)], {}


@calls(
    *names("pandas.Grouped", "cumsum cummax cummin shift diff pct_change rank ffill bfill cumcount ngroup"), loose=True
)
def _row_by_row(draw: Draw) -> Call:
    return [a_grouping(draw)], {}


@calls("pandas.Grouped.transform", loose=True)
def _transform(draw: Draw) -> Call:
    return [a_grouping(draw), "mean"], {}


@calls("pandas.Grouped.agg", "pandas.Grouped.aggregate", loose=True)
def _aggregated(draw: Draw) -> Call:
    table = numbers(draw).assign(last=1.5)  # without a further column there is nothing to aggregate
    grouping = Derived(table, "groupby", (table.columns[0],), maybe(draw, as_index=a_flag(draw)))
    last = table.columns[-1]
    how = draw(st.sampled_from(["mean", ["mean", "max"], {last: "mean"}, {last: ["mean", "max"]}]))
    return [grouping, how], {}


@calls("pandas.Grouped.head", "pandas.Grouped.tail", "pandas.Grouped.nth", "pandas.Grouped.sample", loose=True)
def _head_of_groups(draw: Draw) -> Call:
    return [a_grouping(draw), 1], {}


@calls("pandas.Grouped.get_group", loose=True)
def _get_group(draw: Draw) -> Call:
    table = pd.DataFrame({"a": [1, 1, 2], "b": [1.0, 2.0, 3.0]})
    return [Derived(table, "groupby", ("a",)), 1], {}


@calls(*names("pandas.Windows", "mean sum std var"), loose=True)
def _weighted(draw: Draw) -> Call:
    return [a_window(draw, ["rolling", "expanding", "ewm"])], {}


@calls(*names("pandas.Windows", "sem skew kurt min max median count rank"), loose=True)
def _windowed(draw: Draw) -> Call:
    return [a_window(draw, ["rolling", "expanding"])], {}


def a_window(draw: Draw, kinds: list[str]) -> Derived:
    table = draw(st.sampled_from([a_column(draw, "ifn"), numbers(draw)]))
    which = draw(st.sampled_from(kinds))
    arguments: dict[str, Any] = {"rolling": {"window": 2}, "expanding": {}, "ewm": {"span": 2}}[which]
    return Derived(table, which, (), arguments)


@calls("pandas.Windows.quantile", loose=True)
def _window_quantile(draw: Draw) -> Call:
    return [Derived(numbers(draw), "rolling", (2,)), 0.5], {}
