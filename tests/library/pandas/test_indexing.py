"""table[key], .loc, .iloc and assignment to them, with random keys, against pandas."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import Column, Indexer, Table
from pylint_lstmshape.domain.values import Array, Constant, Unknown
from pylint_lstmshape.library.pandas.assigning import set_item
from pylint_lstmshape.library.pandas.indexing import get_item
from pylint_lstmshape.library.python.numbers import binary
from tests.context import PlainContext
from tests.library.calls import QUICK, Draw
from tests.library.pandas.drawing import a_column, a_frame, a_name, filled, some_names
from tests.library.truth import abstract, assert_same

ERRORS = (ValueError, LookupError, TypeError, NotImplementedError)


def a_slice(draw: Draw) -> slice:
    ends = [draw(st.one_of(st.none(), st.integers(-4, 7))) for _ in range(2)]
    return slice(*ends, draw(st.sampled_from([None, None, 1, 2, -1])))


def some_rows(draw: Draw, thing: Any) -> Any:
    rows = len(thing)
    which = draw(st.integers(0, 6))
    if which <= 1:
        return a_slice(draw)
    if which == 2:
        return draw(st.integers(-rows - 1, rows))
    if which == 3:
        return [draw(st.integers(0, rows - 1)) for _ in range(2)]
    if which == 4:
        return np.arange(rows) % 2 == 0
    if which == 5:
        first = thing if isinstance(thing, pd.Series) else thing.iloc[:, 0]
        return first.isna() if draw(st.booleans()) else first == first.iloc[0]
    return slice(None)


def a_key(draw: Draw, thing: Any, by: str) -> Any:
    if by == "[]":
        if isinstance(thing, pd.Series):
            return some_rows(draw, thing)
        which = draw(st.integers(0, 3))
        rows = some_rows(draw, thing)
        if which == 0 or not isinstance(rows, slice | pd.Series | np.ndarray):
            return draw(st.sampled_from([a_name(draw, thing), some_names(draw, thing)]))
        return rows
    rows = some_rows(draw, thing)
    if isinstance(thing, pd.Series) or draw(st.integers(0, 2)) == 0:
        return rows
    if by == "loc":
        names = list(thing.columns)
        columns: Any = draw(
            st.sampled_from([a_name(draw, thing), some_names(draw, thing), slice(names[0], names[-1]), slice(None)])
        )
    else:
        width = thing.shape[1]
        columns = draw(st.sampled_from([draw(st.integers(-width - 1, width)), [0], [0, width - 1], a_slice(draw)]))
    return rows, columns


def really(thing: Any, by: str, key: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return thing[key] if by == "[]" else getattr(thing, by)[key]
        except ERRORS as error:
            return error


@pytest.mark.parametrize("kind", ["frame", "column"])
@pytest.mark.parametrize("by", ["[]", "loc", "iloc"])
def test_selecting(kind: str, by: str) -> None:
    @QUICK
    @given(st.data())
    def check(data: st.DataObject) -> None:
        for _ in range(12):
            thing = a_frame(data.draw) if kind == "frame" else a_column(data.draw)
            key = a_key(data.draw, thing, by)
            held = abstract(thing)
            said = get_item(PlainContext(), held if by == "[]" else Indexer(held, by == "loc"), abstract(key))
            real = really(thing, by, key)
            where = f"{thing!r}\n{by} {key!r}"
            if isinstance(real, Exception):
                continue  # a label that is not there: not all are foreseen
            assert not isinstance(said, Conflict), f"{said} for {where}"
            if isinstance(said, Unknown) or np.isscalar(real) or isinstance(real, np.generic | pd.Timestamp):
                assert isinstance(said, Unknown | Array | Constant), where
                continue
            assert_same(said, real, loose=True)

    check()


@pytest.mark.parametrize("by", ["[]", "loc", "iloc"])
def test_what_is_foreseen_as_an_error_is_one(by: str) -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [1.0, 2.0, 3.0]})
    keys: dict[str, list[Any]] = {
        "[]": ["c", ["a", "c"], np.array([True])],
        "loc": [(slice(None), "c"), (slice(None), ["a", "c"]), 7],
        "iloc": [9, (slice(None), 2), (slice(None), -3), [0, 9]],
    }
    for key in keys[by]:
        held = abstract(frame)
        said = get_item(PlainContext(), held if by == "[]" else Indexer(held, by == "loc"), abstract(key))
        assert isinstance(said, Conflict), key
        assert isinstance(really(frame, by, key), Exception), key


def a_new_value(draw: Draw, rows: int) -> Any:
    kind = draw(st.integers(0, 5))
    if kind == 0:
        return draw(st.sampled_from([1, 1.5, "t"]))
    if kind == 1:
        return filled(rows + (draw(st.integers(0, 3)) == 0), draw(st.sampled_from("ifn")), 3)
    if kind == 2:
        return np.zeros((rows, draw(st.integers(1, 2))))
    if kind == 3:
        return pd.Series(filled(rows, "f"))
    return list(range(rows)) if kind == 4 else np.arange(rows)


@pytest.mark.parametrize("by", ["[]", "loc", "iloc"])
def test_assigning(by: str) -> None:
    @QUICK
    @given(st.data())
    def check(data: st.DataObject) -> None:
        for _ in range(8):
            frame = a_frame(data.draw, "ifnb")
            key: Any = data.draw(st.sampled_from(["new", "new", frame.columns[0], ["p", "q"]]))
            if by != "[]":
                key = a_key(data.draw, frame, by)
            new = a_new_value(data.draw, len(frame))
            held = abstract(frame)
            said = set_item(
                PlainContext(), held if by == "[]" else Indexer(held, by == "loc"), abstract(key), abstract(new)
            )
            where = f"{frame!r}\n{by} {key!r} = {new!r}"
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    if by == "[]":
                        frame[key] = new
                    else:
                        getattr(frame, by)[key] = new
                except ERRORS:
                    continue
            assert said is None, f"{said} for {where}"
            assert_same(held, frame, loose=True)

    check()


@pytest.mark.parametrize("by", ["[]", "loc", "iloc"])
def test_assigning_to_a_column(by: str) -> None:
    @QUICK
    @given(st.data())
    def check(data: st.DataObject) -> None:
        for _ in range(8):
            labels: list[Any] = data.draw(st.sampled_from([[0, 1, 2], ["p", "q", "r"]]))
            series = pd.Series(filled(3, data.draw(st.sampled_from("ifnb"))), index=labels)
            keys = [slice(None), slice(0, 2), np.array([True, False, True]), 0, 1]
            if by != "iloc":
                keys += [labels[0], "new", 7]
            key: Any = data.draw(st.sampled_from(keys))
            new = data.draw(st.sampled_from([1, 0, 1.5, "t", True, range(3), [1, 2, 3], np.arange(3), np.ones(3)]))
            held = abstract(series)
            said = set_item(
                PlainContext(), held if by == "[]" else Indexer(held, by == "loc"), abstract(key), abstract(new)
            )
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    (series if by == "[]" else getattr(series, by))[key] = new
                except ERRORS:
                    continue
            assert said is None
            assert_same(held, series, loose=True)

    check()


def test_a_column_of_another_length_is_foreseen() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3]})
    for new in (np.zeros(2), [1, 2], np.zeros((3, 2))):
        assert isinstance(set_item(PlainContext(), abstract(frame), Constant("b"), abstract(new)), Conflict)
        with pytest.raises(ValueError):
            frame["b"] = new


def test_masks_of_one_condition_select_the_same_rows() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [1.0, 2.0, 3.0]})
    table, mask = abstract(frame), abstract(frame["a"] > 1)
    one, other = (get_item(PlainContext(), held, mask) for held in (table, abstract(frame["b"])))
    assert isinstance(one, Table) and isinstance(other, Column)
    assert one.content.rows == other.rows and one.content.labels == other.content.labels


def test_whether_a_column_is_there_is_known() -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": [3.0, 4.0], 3: [5, 6]})
    for name in ("a", "c", 3, 4, True):
        for held in (frame, frame.columns):
            assert binary(PlainContext(), "in", abstract(name), abstract(held)) == abstract(name in held)
            assert binary(PlainContext(), "not in", abstract(name), abstract(held)) == abstract(name not in held)
