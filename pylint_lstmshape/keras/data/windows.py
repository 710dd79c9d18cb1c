"""TimeseriesGenerator and timeseries_dataset_from_array: windows of a series, in batches.

Sources: keras_preprocessing/sequence.py (Keras 2), keras/src/utils/timeseries_dataset_utils.py.
"""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, as_dim, scalar_dim
from pylint_lstmshape.domain.containers import Elements, Run, Stream, TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim, at_least, divide, equal, minimum
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import NONE, Array, Constant, Unknown, Value
from pylint_lstmshape.knowledge import Context, Ranked, Result, alias, models

_GENERATOR = "keras.preprocessing.sequence.TimeseriesGenerator"
alias("keras_preprocessing.sequence.TimeseriesGenerator", _GENERATOR)
alias("keras.preprocessing.timeseries_dataset_from_array", "keras.utils.timeseries_dataset_from_array")
alias("keras.preprocessing.timeseries.timeseries_dataset_from_array", "keras.utils.timeseries_dataset_from_array")


def _ceil(number: Dim, divisor: Dim) -> Dim | None:
    """number / divisor, rounded up; None where the divisor is unknown."""
    exact = divide(number, divisor)
    if exact is not None:
        return exact
    return None if divisor.constant is None else (number + (divisor - 1)) // divisor


def _batch(ctx: Context, rows: Dim | None, size: Dim) -> Dim:
    """How many rows any one batch of `rows` has: `size`, or fewer in the last one."""
    if rows is not None and divide(rows, size) is not None:
        return size
    if rows is not None and at_least(size, rows):
        return rows
    key = next(iter(ctx.fresh("batch", 1).atoms))
    return Dim.symbol(("batch", key), "batch", 1, size)


@models(_GENERATOR)
def timeseries_generator(
    ctx: Context,
    data: Ranked,
    targets: Ranked,
    length: Dim,
    sampling_rate: Dim = Dim.of(1),
    stride: Dim = Dim.of(1),
    start_index: Dim = Dim.of(0),
    end_index: Value = NONE,
    shuffle: Value | bool = False,
    reverse: Value | bool = False,
    batch_size: Dim = Dim.of(128),
) -> Result:
    """(batch, length / sampling_rate, *data.shape[1:]), (batch, *targets.shape[1:]).

    Raises where data and targets differ in length, and where the series is no longer than a window.
    """
    if not data.shape or not targets.shape:
        return ctx.unknown()
    if equal(data.shape[0], targets.shape[0]) is False:
        return Conflict(
            "windows", f"data and targets must be of the same length, not {data.shape[0]} and {targets.shape[0]}"
        )
    last = data.shape[0] - 1 if end_index == NONE else scalar_dim(end_index)
    steps = _ceil(length, sampling_rate)
    if last is None or steps is None or isinstance(end_index, Unknown):
        return ctx.unknown()
    windows = last - start_index - length + 1
    if at_least(windows, 1) is False:
        return Conflict("windows", f"{start_index + length} > {last}: the series is no longer than a window")
    rows = _ceil(windows, stride)
    element = TupleValue.of(
        Array((_batch(ctx, rows, batch_size), steps, *data.shape[1:]), data.kind, data.contents),
        Array((_batch(ctx, rows, batch_size), *targets.shape[1:]), targets.kind, targets.contents),
    )
    count = _ceil(windows, batch_size * stride)
    return Dataset(_same_rows(element), count, _GENERATOR, rows=rows, batch_size=batch_size)


def _same_rows(element: TupleValue) -> TupleValue:
    """x and y with one and the same number of rows."""
    x, *others = element.elements.items or ()
    assert isinstance(x, Array) and x.shape
    alike = [Array((x.shape[0], *y.shape[1:]), y.kind, y.contents) for y in others if isinstance(y, Array) and y.shape]
    return TupleValue.of(x, *alike)


@models(f"{_GENERATOR}.__getitem__", "keras.preprocessing.image.Iterator.__getitem__")
def generator_item(ctx: Context, self: Value, index: Value) -> Result:
    """The batch of this number: the last one may be smaller."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    at = as_dim(index)
    if at is None or self.rows is None or self.batch_size is None or not at_least(at, 0):
        return self.element
    rows = minimum(self.batch_size, self.rows - at * self.batch_size)
    items = self.element.elements.items if isinstance(self.element, TupleValue) else None
    parts = [one for one in items or () if isinstance(one, Array) and one.shape]
    return TupleValue.of(*(one.with_shape((rows, *(one.shape or ())[1:])) for one in parts))


@models(f"{_GENERATOR}.__iter__", "keras.preprocessing.image.Iterator.__iter__")
def generator_batches(ctx: Context, self: Value) -> Result:
    """The batches in order."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    return Stream(Elements((Run(self.element, self.count or ctx.fresh("batches", 1)),)), self.endless)


@models("keras.utils.timeseries_dataset_from_array")
def timeseries_dataset_from_array(
    ctx: Context,
    data: Ranked,
    targets: Value,
    sequence_length: Dim,
    sequence_stride: Dim = Dim.of(1),
    sampling_rate: Dim = Dim.of(1),
    batch_size: Value = Constant(128),
    shuffle: Value | bool = False,
    seed: Value = NONE,
    start_index: Value = NONE,
    end_index: Value = NONE,
) -> Result:
    """(batch, sequence_length, *data.shape[1:]) and, where targets is not None, (batch, *targets.shape[1:])."""
    if not data.shape:
        return ctx.unknown()
    wanted = None if targets == NONE else as_array(targets)
    if isinstance(wanted, Conflict):
        return wanted
    windows = _windows(data, wanted, sequence_length, sampling_rate, start_index, end_index)
    rows = None if windows is None else _ceil(windows, sequence_stride)
    size = None if batch_size == NONE else as_dim(batch_size)
    if batch_size != NONE and size is None:
        size = ctx.symbol("batch", "batch", lower=1)
    front = () if size is None else (_batch(ctx, rows, size),)
    x = Array((*front, sequence_length, *data.shape[1:]), data.kind, data.contents, library="tensorflow")
    count = rows if size is None or rows is None else _ceil(rows, size)
    if targets == NONE:
        return Dataset(x, count, rows=rows, batch_size=size)
    if wanted is None or not wanted.shape:
        return Dataset(TupleValue.of(x, ctx.unknown()), count)
    y = Array((*front, *wanted.shape[1:]), wanted.kind, wanted.contents, library="tensorflow")
    return Dataset(TupleValue.of(x, y), count, rows=rows, batch_size=size)


def _windows(
    data: Ranked, targets: Array | None, length: Dim, sampling_rate: Dim, start: Value, end: Value
) -> Dim | None:
    """How many places a window can begin at."""
    first = Dim.of(0) if start == NONE else as_dim(start)
    last = data.shape[0] if end == NONE else as_dim(end)
    if first is None or last is None or isinstance(end, Unknown) or isinstance(start, Unknown):
        return None
    places = last - first - (length - 1) * sampling_rate
    if targets is not None and targets.shape:
        places = minimum(places, targets.shape[0])
    return places
