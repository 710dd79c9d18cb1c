"""tf.data: what one element of a pipeline looks like, and how many there are. Source: tf.data.Dataset's methods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, Run, Stream, TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim, at_least, divide, maximum, minimum
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, Array, Constant, Unknown, Value, integer, join
from pylint_lstmshape.knowledge import Context, Result, attribute, models
from pylint_lstmshape.library.numpy.common import flag
from pylint_lstmshape.library.tensorflow.structures import mapped, mapped_entries, numpy, parts, reshaped, tensors

_PATH = "tensorflow.data.Dataset"


def _same(name: str) -> None:
    @models(f"{_PATH}.{name}")
    def same(self: Value, *args: Value, **more: Value) -> Result:
        return self

    same.__doc__ = f"The same elements (tf.data.Dataset.{name})."


for _name in ("prefetch", "cache", "with_options", "shuffle", "ignore_errors"):
    _same(_name)


def _recounted(name: str) -> None:
    @models(f"{_PATH}.{name}")
    def recounted(self: Value, *args: Value, **options: Value) -> Result:
        return replace(self, count=None, rows=None) if isinstance(self, Dataset) else self

    recounted.__doc__ = f"The same elements, more or fewer of them (tf.data.Dataset.{name})."


for _name in ("filter", "snapshot", "unique", "rejection_resample", "take_while", "shard"):
    _recounted(_name)


@models(f"{_PATH}.repeat")
def repeat(self: Value, count: Value = NONE, name: Value | None = None) -> Result:
    """The elements `count` times over; for ever where it is None or -1."""
    if not isinstance(self, Dataset):
        return self
    times = as_dim(count) if count != NONE else Dim.of(-1)
    if times == -1:
        return replace(self, count=None, endless=True, rows=None)
    known = self.count is not None and times is not None and at_least(times, 0)
    return replace(self, count=self.count * times if known and self.count is not None and times else None, rows=None)


@models(f"{_PATH}.take")
def take(self: Value, count: Dim, name: Value | None = None) -> Result:
    """The first `count`."""
    if not isinstance(self, Dataset) or count == -1:
        return self
    if self.endless:
        return replace(self, count=count, endless=False, rows=None)
    return replace(self, count=None if self.count is None else minimum(self.count, count), rows=None)


@models(f"{_PATH}.skip")
def skip(self: Value, count: Dim, name: Value | None = None) -> Result:
    """Without the first `count`."""
    if not isinstance(self, Dataset):
        return self
    left = None if self.count is None or count == -1 else maximum(self.count - count, 0)
    return replace(self, count=left, rows=None)


@models(f"{_PATH}.concatenate")
def concatenate(ctx: Context, self: Value, dataset: Value, name: Value | None = None) -> Result:
    """The elements of one behind those of the other."""
    if not isinstance(self, Dataset) or not isinstance(dataset, Dataset):
        return ctx.unknown()
    count = None if self.count is None or dataset.count is None else self.count + dataset.count
    return Dataset(join(self.element, dataset.element, ctx), count, endless=self.endless or dataset.endless)


@models(f"{_PATH}.enumerate")
def enumerate_(ctx: Context, self: Value, start: Value | int = 0, name: Value | None = None) -> Result:
    """(number, element) pairs."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    return replace(self, element=TupleValue.of(Array((), "i", library="tensorflow"), self.element), rows=None)


@models(f"{_PATH}.batch")
def batch(
    ctx: Context,
    self: Value,
    batch_size: Dim,
    drop_remainder: Value | bool = False,
    num_parallel_calls: Value | None = None,
    deterministic: Value | None = None,
    name: Value | None = None,
) -> Result:
    """A new first axis: `batch_size` long, or less in the last batch."""
    return _batched(ctx, self, batch_size, flag(drop_remainder), lambda shape: shape)


@models(f"{_PATH}.padded_batch")
def padded_batch(
    ctx: Context,
    self: Value,
    batch_size: Dim,
    padded_shapes: Value | None = None,
    padding_values: Value | None = None,
    drop_remainder: Value | bool = False,
    name: Value | None = None,
) -> Result:
    """Batches in which each element is padded to the longest, or to padded_shapes: these say what elements have axes."""
    if isinstance(self, Dataset) and isinstance(self.element, Unknown) and padded_shapes is not None:
        self = replace(self, element=_padded(ctx, padded_shapes))
    return _batched(
        ctx, replace(self, signed=False) if isinstance(self, Dataset) else self, batch_size, flag(drop_remainder),
        lambda shape: tuple(dim if dim.constant is not None and padded_shapes is None else ctx.fresh() for dim in shape),
    )  # fmt: skip


def _padded(ctx: Context, shapes: Value) -> Value:
    """An element that nobody knows, of the structure and the ranks of padded_shapes."""
    if isinstance(shapes, DictValue):
        return mapped_entries(shapes, lambda one: _padded(ctx, one))
    elements = sequence_elements(shapes)
    items = None if elements is None else elements.items
    if items is None:
        return ctx.unknown()
    dims = [ctx.fresh() if item == NONE or item == Constant(-1) else as_dim(item) for item in items]
    known = [dim for dim in dims if dim is not None]
    if len(known) == len(items) and not any(isinstance(item, Unknown) for item in items):
        return Array(tuple(known), None, library="tensorflow")
    if any(sequence_elements(item) is None and not isinstance(item, DictValue) for item in items):
        return ctx.unknown()
    return TupleValue.of(*(_padded(ctx, item) for item in items))


@models(f"{_PATH}.ragged_batch")
def ragged_batch(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Ragged tensors, which are not followed."""
    return Dataset(ctx.unknown())


def _batched(ctx: Context, self: Value, size: Dim, drop: bool | None, inner: Callable[[Shape], Shape]) -> Result:
    if not isinstance(self, Dataset):
        return ctx.unknown()
    if at_least(size, 1) is False:
        return Conflict("batch", f"batch_size must be positive, not {size}")
    if any(isinstance(part, Dataset) for part in parts(self.element)):
        return ctx.unknown()
    count = None if self.count is None else batches(self.count, size, drop)
    exact = drop or self.endless or (self.count is not None and divide(self.count, size) is not None)
    whole = self.count if self.count is not None and at_least(size, self.count) else None
    rows = size if exact else whole if whole is not None and not drop else _up_to(ctx, size)
    element = reshaped(ctx, self.element, lambda shape: (rows, *inner(shape)))
    dealt = None if drop is None or self.count is None else self.count // size * size if drop else self.count
    signed = self.signed and self.batch_size is None  # the axis of an earlier batch is None before any is made
    return Dataset(element, count, endless=self.endless, rows=dealt, batch_size=size, signed=signed)


def _up_to(ctx: Context, size: Dim) -> Dim:
    key = next(iter(ctx.fresh("batch", 1).atoms))
    return Dim.symbol(("batch", key), "batch", 1, size)


def batches(rows: Dim, size: Dim, drop: bool | None) -> Dim | None:
    """How many batches `rows` elements make: the last one smaller, or dropped."""
    exact = divide(rows, size)
    if exact is not None:
        return exact
    if drop is None or size.constant is None:
        return None
    return rows // size if drop else (rows + (size - 1)) // size


@models(f"{_PATH}.unbatch")
def unbatch(ctx: Context, self: Value, name: Value | None = None) -> Result:
    """The first axis goes."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    return Dataset(
        reshaped(ctx, self.element, lambda shape: shape[1:]), self.rows, endless=self.endless, signed=self.signed
    )


@models(f"{_PATH}.map")
def map_(
    ctx: Context,
    self: Value,
    map_func: Value,
    num_parallel_calls: Value | None = None,
    deterministic: Value | None = None,
    synchronous: Value | None = None,
    use_unbounded_threadpool: Value | bool = False,
    name: Value | None = None,
) -> Result:
    """What the function makes of an element; a tuple comes as several arguments."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    made = ctx.call(map_func, *_arguments(self.element))
    known = self.signed and all(any(one is given for given in parts(self.element)) for one in parts(made))
    return replace(self, element=made if isinstance(made, Unknown) else tensors(ctx, made), signed=known)


@models(f"{_PATH}.flat_map")
def flat_map(ctx: Context, self: Value, map_func: Value, name: Value | None = None) -> Result:
    """The elements of the datasets that the function makes, one dataset after the other."""
    return _flattened(ctx, self, map_func)


@models(f"{_PATH}.interleave")
def interleave(ctx: Context, self: Value, map_func: Value, *args: Value, **options: Value) -> Result:
    """The elements of the datasets that the function makes, in turn."""
    return _flattened(ctx, self, map_func)


def _flattened(ctx: Context, self: Value, function: Value) -> Result:
    if not isinstance(self, Dataset):
        return ctx.unknown()
    made = ctx.call(function, *_arguments(self.element))
    if not isinstance(made, Dataset):
        return Dataset(ctx.unknown())
    exact = self.count is not None and made.count is not None and made.count.constant is not None
    count = self.count * made.count if exact and self.count is not None and made.count is not None else None
    return Dataset(made.element, count, endless=self.endless)


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
    stride: Dim = Dim.of(1),
    drop_remainder: Value | bool = False,
    name: Value | None = None,
) -> Result:
    """Datasets of `size` elements each (fewer in the last ones), one for each array of an element."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    step, drop = size if shift is None else shift, flag(drop_remainder)
    count: Dim | None = None
    if self.count is not None and drop is not None:
        rows = self.count - (size - 1) * stride if drop else self.count
        count = rows if step == 1 else None if step.constant is None else (rows + (step - 1)) // step
        if count is not None and count.constant is not None:
            count = Dim.of(max(count.constant, 0))
    inner = size if drop else None
    return Dataset(mapped(self.element, lambda leaf: Dataset(leaf, inner)), count, endless=self.endless)


@models(f"{_PATH}.apply")
def apply(ctx: Context, self: Value, transformation_func: Value) -> Result:
    """What the function makes of the dataset."""
    return ctx.call(transformation_func, self)


@models(f"{_PATH}.cardinality", f"{_PATH}.__len__")
def cardinality(ctx: Context, self: Value) -> Result:
    """How many elements; -1 without end, -2 where TensorFlow cannot tell either."""
    if not isinstance(self, Dataset) or self.endless:
        return Constant(-1) if isinstance(self, Dataset) else ctx.unknown()
    return ctx.unknown("cardinality") if self.count is None else integer(self.count)


@attribute(f"{_PATH}.element_spec")
def element_spec(ctx: Context, self: Value) -> Result:
    """Shapes and types of one element."""
    return self.element if isinstance(self, Dataset) else ctx.unknown()


@models(f"{_PATH}.get_single_element")
def get_single_element(ctx: Context, self: Value, name: Value | None = None) -> Result:
    """The only element."""
    return self.element if isinstance(self, Dataset) else ctx.unknown()


@models(f"{_PATH}.__iter__")
def iterate(ctx: Context, self: Value) -> Result:
    """The elements in order."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    return Stream(Elements((Run(self.element, self.count or ctx.fresh("batches", 1)),)), self.endless)


@models(f"{_PATH}.as_numpy_iterator")
def as_numpy_iterator(ctx: Context, self: Value) -> Result:
    """The elements in order, as ndarrays."""
    if not isinstance(self, Dataset):
        return ctx.unknown()
    return iterate(ctx, replace(self, element=numpy(ctx, self.element)))
