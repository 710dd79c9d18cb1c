"""tf.data: what one element of a pipeline looks like. Source: tf.data.Dataset's methods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, as_dim
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim, divide, minimum
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import (
    Array,
    Constant,
    DictValue,
    Elements,
    Entries,
    LibraryObject,
    ListValue,
    Run,
    Stream,
    TupleValue,
    Unknown,
    Value,
    integer,
)
from pylint_lstmshape.knowledge import Context, Dims, Result, alias, models
from pylint_lstmshape.library.numpy.dtypes import kind_of

alias("tensorflow.compat.v2.data", "tensorflow.data")
_PATH = "tensorflow.data.Dataset"


def each(value: Value, rule: Callable[[Array], Value | None]) -> Value | None:
    """A structure of arrays (tuple, dict, one array) with `rule` of each; None where one is unknown."""
    if isinstance(value, TupleValue):
        items = value.elements.items
        parts = [None] if items is None else [each(item, rule) for item in items]
        known = [part for part in parts if part is not None]
        return TupleValue.of(*known) if len(known) == len(parts) else None
    if isinstance(value, DictValue):
        entries = [(key, each(one, rule)) for key, one in value.cell.content.items]
        found = tuple((key, one) for key, one in entries if one is not None)
        return DictValue(Cell(Entries(found))) if len(found) == len(entries) else None
    array = as_array(value)
    return rule(array) if isinstance(array, Array) else None


def _reshaped(value: Value, rule: Callable[[Shape], Shape]) -> Value | None:
    def one(array: Array) -> Value | None:
        shape = None if array.shape is None else rule(array.shape)
        return Array(shape, array.kind, array.contents, library="tensorflow")

    return each(value, one)


def _first_dim(value: Value) -> Dim | None:
    dims: list[Dim] = []

    def note(array: Array) -> Value:
        if array.shape:
            dims.append(array.shape[0])
        return array

    each(value, note)
    return dims[0] if dims else None


@models("tensorflow.data.Dataset.from_tensor_slices")
def from_tensor_slices(ctx: Context, tensors: Value, name: Value | None = None) -> Result:
    """One element for each row: the first axis goes."""
    element = _reshaped(tensors, lambda shape: shape[1:])
    return Dataset(element or ctx.unknown(), _first_dim(tensors))


@models("tensorflow.data.Dataset.from_tensors")
def from_tensors(tensors: Value, name: Value | None = None) -> Result:
    """One element: the whole."""
    return Dataset(_reshaped(tensors, lambda shape: shape) or tensors, Dim.of(1))


@models("tensorflow.data.Dataset.range")
def range_(*args: Value, **options: Value) -> Result:
    """Scalars."""
    count = as_dim(args[0]) if len(args) == 1 else None
    return Dataset(Array((), "i", library="tensorflow"), count)


@models("tensorflow.data.Dataset.zip")
def zip_(ctx: Context, *args: Value, datasets: Value | None = None, name: Value | None = None) -> Result:
    """Tuples of what each gives."""
    first = args[0] if len(args) == 1 else TupleValue.of(*args)
    parts = first.elements.items if isinstance(first, TupleValue) else None
    known = [part for part in parts or () if isinstance(part, Dataset)]
    if not known or parts is None or len(known) != len(parts):
        return ctx.unknown()
    return Dataset(TupleValue.of(*[part.element for part in known]), known[0].count)


@models("tensorflow.TensorSpec")
def tensor_spec(ctx: Context, shape: Dims, dtype: Value | None = None, name: Value | None = None) -> Result:
    """An array of the spec's shape."""
    return Array(shape, kind_of(dtype, "f"), library="tensorflow")


@models("tensorflow.data.Dataset.from_generator")
def from_generator(
    ctx: Context,
    generator: Value,
    output_types: Value | None = None,
    output_shapes: Value | None = None,
    args: Value | None = None,
    output_signature: Value | None = None,
    name: Value | None = None,
) -> Result:
    """What the signature says, else what the generator yields."""
    if output_signature is not None and output_signature != Constant(None):
        return Dataset(output_signature)
    stream = ctx.call(generator)
    if not isinstance(stream, Stream):
        return Dataset(ctx.unknown())
    element = stream.elements.element(ctx)
    made = None if element is None else _reshaped(element, lambda shape: shape)
    return Dataset(made or ctx.unknown())


def _same(name: str) -> None:
    @models(f"{_PATH}.{name}")
    def same(self: Value, *args: Value, **options: Value) -> Result:
        return self

    same.__doc__ = f"The same elements (tf.data.Dataset.{name})."


for _name in ("prefetch", "cache", "with_options", "as_numpy_iterator", "shuffle", "apply_options"):
    _same(_name)


def _recounted(name: str) -> None:
    @models(f"{_PATH}.{name}")
    def recounted(self: Value, *args: Value, **options: Value) -> Result:
        return replace(self, count=None) if isinstance(self, Dataset) else self

    recounted.__doc__ = f"The same elements, more or fewer of them (tf.data.Dataset.{name})."


for _name in ("repeat", "filter", "shard", "concatenate", "snapshot", "sample_from_datasets", "unique"):
    _recounted(_name)


@models(f"{_PATH}.take")
def take(ctx: Context, self: Value, count: Dim, name: Value | None = None) -> Result:
    """The first `count`."""
    if not isinstance(self, Dataset):
        return self
    return replace(self, count=None if self.count is None or count == -1 else minimum(self.count, count))


@models(f"{_PATH}.skip")
def skip(self: Value, count: Dim, name: Value | None = None) -> Result:
    """Without the first `count`."""
    return replace(self, count=None) if isinstance(self, Dataset) else self


@models(f"{_PATH}.batch")
def batch(
    ctx: Context,
    self: Value,
    batch_size: Dim,
    drop_remainder: bool = False,
    num_parallel_calls: Value | None = None,
    deterministic: Value | None = None,
    name: Value | None = None,
) -> Result:
    """A new first axis: `batch_size` long, or less in the last batch."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    full = None if self.count is None else divide(self.count, batch_size)
    rows = batch_size if drop_remainder or (full is not None and full.constant) else ctx.fresh("batch", 1)
    element = self.element
    if isinstance(element, Dataset):
        return ctx.unknown()
    made = _reshaped(element, lambda shape: (rows, *shape))
    return Dataset(made or ctx.unknown(), full)


@models(f"{_PATH}.padded_batch")
def padded_batch(ctx: Context, self: Value, batch_size: Dim, *args: Value, **options: Value) -> Result:
    """Batches padded to their longest element."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    rows = ctx.fresh("batch", 1)
    made = _reshaped(self.element, lambda shape: (rows, *(dim if dim.constant else ctx.fresh() for dim in shape)))
    return Dataset(made or ctx.unknown())


@models(f"{_PATH}.unbatch")
def unbatch(ctx: Context, self: Value, name: Value | None = None) -> Result:
    """The first axis goes."""
    made = _reshaped(self.element, lambda shape: shape[1:]) if isinstance(self, Dataset) else None
    return Dataset(made or ctx.unknown())


@models(f"{_PATH}.map")
def map_(ctx: Context, self: Value, map_func: Value, *args: Value, **options: Value) -> Result:
    """What the function makes of an element; a tuple comes as several arguments."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    made = ctx.call(map_func, *_arguments(self.element))
    if isinstance(made, ListValue):
        items = made.cell.content.items
        made = TupleValue.of(*items) if items is not None else ctx.unknown()
    return replace(self, element=_reshaped(made, lambda shape: shape) or made)


@models(f"{_PATH}.flat_map", f"{_PATH}.interleave")
def flat_map(ctx: Context, self: Value, map_func: Value, *args: Value, **options: Value) -> Result:
    """The elements of the datasets that the function makes."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    made = ctx.call(map_func, *_arguments(self.element))
    return replace(made, count=None) if isinstance(made, Dataset) else Dataset(ctx.unknown())


def _arguments(element: Value) -> tuple[Value, ...]:
    if isinstance(element, TupleValue):
        return element.elements.items or (Unknown("elements"),)
    return (element,)


@models(f"{_PATH}.window")
def window(
    ctx: Context,
    self: Value,
    size: Dim,
    shift: Dim | None = None,
    stride: Dim | None = None,
    drop_remainder: bool = False,
    name: Value | None = None,
) -> Result:
    """Datasets of `size` elements each."""
    if not isinstance(self, Dataset) or isinstance(self.element, TupleValue):
        return ctx.unknown()
    return Dataset(Dataset(self.element, size if drop_remainder else None))


@models(f"{_PATH}.cardinality", f"{_PATH}.__len__")
def cardinality(ctx: Context, self: Value) -> Result:
    """How many elements."""
    count = self.count if isinstance(self, Dataset) else None
    return integer(ctx.fresh("batches") if count is None else count)


@models(f"{_PATH}.__iter__")
def iterate(ctx: Context, self: Value) -> Result:
    """The elements in order."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    return Stream(Elements((Run(self.element, self.count or ctx.fresh("batches", 1)),)))


@models("tensorflow.data.experimental.make_csv_dataset", "tensorflow.data.TextLineDataset")
def unknown_dataset(ctx: Context, *args: Value, **options: Value) -> Result:
    """Elements that only the files tell."""
    return Dataset(ctx.unknown())


__all__ = ["LibraryObject"]
