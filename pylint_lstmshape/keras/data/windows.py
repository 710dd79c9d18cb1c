"""TimeseriesGenerator and timeseries_dataset_from_array: windows of a series, in batches."""

from __future__ import annotations

from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.values import Array, Constant, TupleValue, Value
from pylint_lstmshape.knowledge import Context, Ranked, Result, alias, bases, models

_GENERATOR = "keras.preprocessing.sequence.TimeseriesGenerator"
alias("keras_preprocessing.sequence.TimeseriesGenerator", _GENERATOR)
alias("keras.preprocessing.timeseries_dataset_from_array", "keras.utils.timeseries_dataset_from_array")
bases(_GENERATOR, "tensorflow.data.Dataset")


def _steps(length: Dim, sampling_rate: int) -> Dim:
    return length if sampling_rate == 1 else (length + (sampling_rate - 1)) // sampling_rate


@models(_GENERATOR)
def timeseries_generator(
    ctx: Context,
    data: Ranked,
    targets: Ranked,
    length: Dim,
    sampling_rate: int = 1,
    stride: Value = Constant(1),
    start_index: Value = Constant(0),
    end_index: Value = Constant(None),
    shuffle: Value = Constant(False),
    reverse: Value = Constant(False),
    batch_size: Value = Constant(128),
) -> Result:
    """(batch, length / sampling_rate, *data.shape[1:]), (batch, *targets.shape[1:])."""
    rows = ctx.fresh("batch", 1)
    x = Array((rows, _steps(length, sampling_rate), *data.shape[1:]), data.kind, data.contents)
    y = Array((rows, *targets.shape[1:]), targets.kind, targets.contents)
    return Dataset(TupleValue.of(x, y), None, _GENERATOR)


@models(f"{_GENERATOR}.__getitem__")
def generator_item(self: Value, index: Value) -> Result:
    """One batch."""
    return self.element if isinstance(self, Dataset) else self


@models("keras.utils.timeseries_dataset_from_array")
def timeseries_dataset_from_array(
    ctx: Context,
    data: Ranked,
    targets: Value,
    sequence_length: Dim,
    sequence_stride: Value = Constant(1),
    sampling_rate: Value = Constant(1),
    batch_size: Value = Constant(128),
    shuffle: Value = Constant(False),
    seed: Value = Constant(None),
    start_index: Value = Constant(None),
    end_index: Value = Constant(None),
) -> Result:
    """(batch, sequence_length, *data.shape[1:]) and, where targets is not None, (batch, *targets.shape[1:])."""
    from pylint_lstmshape.domain.arrays import as_array

    unbatched = batch_size == Constant(None)
    rows = () if unbatched else (ctx.fresh("batch", 1),)
    x = Array((*rows, sequence_length, *data.shape[1:]), data.kind, data.contents, library="tensorflow")
    if targets == Constant(None):
        return Dataset(x)
    wanted = as_array(targets)
    if not isinstance(wanted, Array) or wanted.shape is None:
        return Dataset(TupleValue.of(x, ctx.unknown()))
    y = Array((*rows, *wanted.shape[1:]), wanted.kind, wanted.contents, library="tensorflow")
    return Dataset(TupleValue.of(x, y))
