"""train_test_split and the cross-validation splitters. Source: sklearn/model_selection/_split.py."""

from __future__ import annotations

import math

from pylint_lstmshape.domain.arrays import as_array, sequence_elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.tables import Column, Labels, Table, with_rows
from pylint_lstmshape.domain.values import (
    NONE,
    Array,
    Constant,
    Elements,
    LibraryObject,
    ListValue,
    Run,
    Stream,
    TupleValue,
    Value,
)
from pylint_lstmshape.knowledge import Context, Result, alias, models

alias("sklearn.cross_validation.train_test_split", "sklearn.model_selection.train_test_split")


@models("sklearn.model_selection.train_test_split")
def train_test_split(
    ctx: Context,
    *arrays: Value,
    test_size: Value = NONE,
    train_size: Value = NONE,
    random_state: Value = NONE,
    shuffle: Value = Constant(True),
    stratify: Value = NONE,
) -> Result:
    """For each array its training rows and its test rows: n_test = ceil(test_size * n), n_train the rest."""
    total = next((rows for one in arrays if (rows := _rows(one)) is not None), None)
    train, test = _sizes(ctx, total, test_size, train_size)
    parts = [part for one in arrays for part in (_taken(ctx, one, train), _taken(ctx, one, test))]
    return ListValue(Cell(Elements.of(parts)))


def _rows(value: Value) -> Dim | None:
    if isinstance(value, Table | Column):
        return value.length()
    if isinstance(value, Array):
        return value.shape[0] if value.shape else None
    elements = sequence_elements(value)
    return None if elements is None else elements.length


def _sizes(ctx: Context, total: Dim | None, test_size: Value, train_size: Value) -> tuple[Dim, Dim]:
    number = None if total is None else total.constant
    known = all(isinstance(one, Constant) for one in (test_size, train_size))
    test, train = (one.value if isinstance(one, Constant) else None for one in (test_size, train_size))
    if number is None or not known:
        rows = ctx.symbol("test rows", "test", lower=1)
        if isinstance(test, int) and not isinstance(test, bool):
            rows = Dim.of(test)
        if total is None or train is not None or not known:
            return ctx.symbol("training rows", "train", lower=1), rows
        return total - rows, rows
    if test is None and train is None:
        test = 0.25
    n_test = math.ceil(test * number) if isinstance(test, float) else test
    n_train = math.floor(train * number) if isinstance(train, float) else train
    if n_test is None:
        return Dim.of(n_train or 0), Dim.of(number - (n_train or 0))
    return Dim.of(number - n_test if n_train is None else n_train), Dim.of(n_test)


def _taken(ctx: Context, value: Value, rows: Dim) -> Value:
    if isinstance(value, Table | Column):
        return with_rows(value, rows, Labels(ctx.unknown().key, (None,), None))
    if isinstance(value, Array):
        shape = None if not value.shape else (rows, *value.shape[1:])
        return Array(shape, value.kind, value.contents)
    elements = sequence_elements(value)
    element = None if elements is None else elements.element(ctx)
    return ctx.unknown() if element is None else ListValue(Cell(Elements((Run(element, rows),))))


_SPLITTERS = (
    "KFold",
    "StratifiedKFold",
    "TimeSeriesSplit",
    "ShuffleSplit",
    "StratifiedShuffleSplit",
    "RepeatedKFold",
    "GroupKFold",
)


def _register(name: str) -> None:
    path = f"sklearn.model_selection.{name}"

    @models(path)
    def make(*args: Value, **options: Value) -> Result:
        return LibraryObject(path)

    make.__doc__ = f"A {name}."

    @models(f"{path}.split")
    def split(ctx: Context, self: Value, X: Value, y: Value = NONE, groups: Value = NONE) -> Result:
        train, test = ctx.symbol("training rows", "train", lower=1), ctx.symbol("test rows", "test", lower=1)
        pair = TupleValue.of(Array((train,), "i"), Array((test,), "i"))
        return Stream(Elements((Run(pair, ctx.symbol("folds", "folds", lower=1)),)))

    split.__doc__ = "Pairs of row numbers for training and test."


for _name in _SPLITTERS:
    _register(_name)

__all__ = ["as_array"]
