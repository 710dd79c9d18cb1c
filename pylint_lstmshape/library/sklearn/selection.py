"""train_test_split and the cross-validation splitters. Source: sklearn/model_selection/_split.py."""

from __future__ import annotations

import math

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import Elements, ListValue, Run, Stream, TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import Column, Labels, Table, with_rows
from pylint_lstmshape.domain.values import NONE, Array, Constant, Integer, Range, Value, integer
from pylint_lstmshape.knowledge import Context, Result, alias, models
from pylint_lstmshape.library.pandas.common import gaps_of, labels_of
from pylint_lstmshape.library.sklearn.common import consistent, option, register, rows_of

alias("sklearn.cross_validation", "sklearn.model_selection")
MAX_FOLDS = 32  # that are told apart


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
    """For each array its training rows and its test rows: n_test = ceil(test_size * n), n_train the rest.

    Raises where the arrays differ in samples, where a size is out of bounds, and where no training row is left.
    """
    if not arrays:
        return Conflict("sklearn", "At least one array required as input")
    wrong = consistent(arrays)
    if wrong is not None:
        return wrong
    total = next((rows for one in arrays if (rows := rows_of(one)) is not None), None)
    sizes = split_sizes(ctx, total, test_size, train_size, 0.25)
    if isinstance(sizes, Conflict):
        return sizes
    train, test = sizes
    identity = ctx.unknown().key
    parts = [
        part for one in arrays for part in (taken(ctx, one, train, identity, 0), taken(ctx, one, test, identity, 1))
    ]
    return ListValue(Cell(Elements.of(parts)))


def split_sizes(
    ctx: Context, total: Dim | None, test_size: Value, train_size: Value, default: float
) -> tuple[Dim, Dim] | Conflict:
    """How many training and test rows (sklearn's _validate_shuffle_split)."""
    unknown = ctx.symbol("train", "train", lower=1), ctx.symbol("test", "test", lower=1)
    if total is None:
        return unknown
    if test_size == NONE and train_size == NONE:
        test_size = Constant(default)
    test = _part(total, test_size, "ceil")
    train = _part(total, train_size, "int")
    for part in (test, train):
        if isinstance(part, Conflict):
            return part
    assert not isinstance(test, Conflict) and not isinstance(train, Conflict)
    if (test is None and test_size != NONE) or (train is None and train_size != NONE):
        if train is None and test is None:
            return unknown
    if train is None:
        train = total - test if test is not None and train_size == NONE else unknown[0]
    if test is None:
        test = total - train if test_size == NONE else unknown[1]
    if at_least(total, train + test) is False:
        return Conflict("sklearn", f"{train} training rows and {test} test rows are more than the {total} samples")
    if at_least(train, 1) is False:
        return Conflict("sklearn", f"of {total} samples none is left to train on")
    return train, test


def _part(total: Dim, size: Value, rounding: str) -> Dim | Conflict | None:
    """The number of rows of one part, the same term as int(0.8 * n) or ceil(0.2 * n); None where not given or unknown."""
    if isinstance(size, Integer):
        return size.dim
    share = size.value if isinstance(size, Constant) else None
    if isinstance(share, bool) or share is None:
        return None
    if isinstance(share, int):
        if share <= 0 or at_least(share, total):
            return Conflict("sklearn", f"a part of {share} rows is not between 1 and the {total} samples")
        return Dim.of(share)
    if not isinstance(share, float):
        return None
    if not 0 < share < 1:
        return Conflict("sklearn", f"a part of {share} is not between 0 and 1")
    if total.constant is not None:
        return Dim.of(math.ceil(share * total.constant) if rounding == "ceil" else math.floor(share * total.constant))
    return Dim.opaque(rounding, f"{round(share, 6)}*{total}", total, lower=0, upper=total)


def taken(ctx: Context, value: Value, rows: Dim, *how: object) -> Value:
    """So many rows of an array, table or list; parts of one split keep going together."""
    if isinstance(value, Table | Column):
        key = labels_of(value).cut(*(one if isinstance(one, int) else str(one) for one in how))
        gaps = gaps_of(value)
        known = gaps is not None and gaps[0] == 0 and gaps[1] == 0
        return with_rows(value, rows, Labels(key.key, key.names, key.kind), gaps if known else None)
    if isinstance(value, Array):
        shape = None if not value.shape else (rows, *value.shape[1:])
        return Array(shape, value.kind, Cell(value.range.picked)) if value.library == "numpy" else ctx.unknown()
    elements = sequence_elements(value)
    element = None if elements is None else elements.element(ctx)
    return ctx.unknown() if element is None else ListValue(Cell(Elements((Run(element, rows),))))


# name: its parameters before the `*`, and how many folds it makes of itself
SPLITTERS: dict[str, tuple[tuple[str, ...], int]] = {
    "KFold": (("n_splits",), 5), "StratifiedKFold": (("n_splits",), 5), "GroupKFold": (("n_splits",), 5),
    "TimeSeriesSplit": (("n_splits",), 5), "ShuffleSplit": (("n_splits",), 10),
    "StratifiedShuffleSplit": (("n_splits",), 10), "RepeatedKFold": ((), 5), "LeaveOneOut": ((), 0),
}  # fmt: skip
_BASE = "sklearn.model_selection."


def _folds(self: Value) -> int | None:
    name = self.type_path.removeprefix(_BASE)
    given = option(self, "n_splits")
    count = SPLITTERS[name][1] if given is None else given.value if isinstance(given, Constant) else None
    repeats = option(self, "n_repeats")
    if name == "RepeatedKFold":
        times = 10 if repeats is None else repeats.value if isinstance(repeats, Constant) else None
        return count * times if isinstance(count, int) and isinstance(times, int) else None
    return count if isinstance(count, int) and name != "LeaveOneOut" else None


@models(*(f"{_BASE}{name}.split" for name in SPLITTERS))
def split(ctx: Context, self: Value, X: Value, y: Value = NONE, groups: Value = NONE) -> Result:
    """Pairs of row numbers for training and test, one for each fold. Raises for more folds than samples."""
    name, total, folds = self.type_path.removeprefix(_BASE), rows_of(X), _folds(self)
    wrong = consistent([one for one in (X, y) if one != NONE])
    if wrong is not None:
        return wrong
    if name == "LeaveOneOut" and total is not None:
        return Stream(Elements((Run(_pair(total - 1, Dim.of(1), total), total),)))
    exact = (
        None if total is None or total.constant is None or folds is None else _exact(self, name, total.constant, folds)
    )
    if isinstance(exact, Conflict):
        return exact
    if exact is not None and total is not None and len(exact) <= MAX_FOLDS:
        return Stream(Elements.of(_pair(Dim.of(train), Dim.of(test), total) for train, test in exact))
    count = Dim.of(folds) if folds is not None else ctx.symbol("folds", "folds", lower=1)
    test = ctx.symbol("test", "test", lower=1)
    train = ctx.symbol("train", "train", lower=1)
    if "Shuffle" in name:
        sizes = split_sizes(ctx, total, option(self, "test_size") or NONE, option(self, "train_size") or NONE, 0.1)
        if isinstance(sizes, Conflict):
            return sizes
        train, test = sizes
    elif name != "TimeSeriesSplit" and total is not None:
        train = total - test
    return Stream(Elements((Run(_pair(train, test, total), count),)))


def _pair(train: Dim, test: Dim, total: Dim | None) -> Value:
    last = None if total is None or total.constant is None else total.constant - 1
    return TupleValue.of(Array((train,), "i", Cell(Range(0, last))), Array((test,), "i", Cell(Range(0, last))))


def _exact(self: Value, name: str, total: int, folds: int) -> list[tuple[int, int]] | Conflict | None:
    """The sizes of each fold, where the number of samples alone tells them."""
    if folds < 1:
        return None
    if name in ("KFold", "GroupKFold", "StratifiedKFold", "RepeatedKFold"):
        parts = folds if name != "RepeatedKFold" else SPLITTERS[name][1]
        given = option(self, "n_splits")
        if isinstance(given, Constant) and isinstance(given.value, int):
            parts = given.value
        if parts > total:
            return Conflict(
                "sklearn", f"Cannot have number of splits n_splits={parts} greater than the {total} samples"
            )
        if name in ("GroupKFold", "StratifiedKFold") or parts < 2:
            return None
        sizes = [total // parts + (at < total % parts) for at in range(parts)]
        return [(total - size, size) for size in sizes] * (folds // parts)
    if name == "TimeSeriesSplit":
        gap, size, most = (option(self, one) for one in ("gap", "test_size", "max_train_size"))
        if any(one is not None and not isinstance(one, Constant) for one in (gap, size, most)):
            return None
        skipped = _number(gap) or 0
        if folds + 1 > total:
            return Conflict("sklearn", f"Cannot have number of folds={folds + 1} greater than the {total} samples")
        test = _number(size) or total // (folds + 1)
        if total - skipped - test * folds <= 0:
            return Conflict(
                "sklearn", f"Too many splits={folds} for {total} samples with test_size={test} and gap={skipped}"
            )
        limit = _number(most)
        found = []
        for start in range(total - folds * test, total, test):
            train = start - skipped
            found.append((min(train, limit) if limit else train, test))
        return found
    return None


def _number(value: Value | None) -> int | None:
    return value.value if isinstance(value, Constant) and isinstance(value.value, int) else None


@models(*(f"{_BASE}{name}.get_n_splits" for name in SPLITTERS))
def get_n_splits(ctx: Context, self: Value, X: Value = NONE, y: Value = NONE, groups: Value = NONE) -> Result:
    """The number of folds."""
    folds = _folds(self)
    if self.type_path.endswith("LeaveOneOut"):
        rows = rows_of(X)
        return ctx.unknown() if rows is None else integer(rows)
    return ctx.unknown() if folds is None else Constant(folds)


for _name, (_positional, _) in SPLITTERS.items():
    register(f"{_BASE}{_name}", _positional)
