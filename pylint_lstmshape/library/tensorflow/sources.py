"""Where a tf.data pipeline begins: from_tensor_slices, from_generator, range, zip, files."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, as_dim, sequence_elements
from pylint_lstmshape.domain.containers import DictValue, ListValue, Stream, TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim, equal, minimum
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, Array, Constant, Range, Value
from pylint_lstmshape.knowledge import Context, Result, alias, constant, models
from pylint_lstmshape.library.tensorflow.structures import as_tuple, first_dim, mapped, parts, reshaped, tensors

alias("tensorflow.compat.v2.data", "tensorflow.data")
alias("tensorflow.data.experimental.AUTOTUNE", "tensorflow.data.AUTOTUNE")
constant("tensorflow.data.AUTOTUNE", Constant(-1))
_PATH = "tensorflow.data.Dataset"


@models(f"{_PATH}.from_tensor_slices")
def from_tensor_slices(ctx: Context, tensors: Value, name: Value | None = None) -> Result:
    """One element for each row: the first axis goes. Raises where the arrays differ in it."""
    dims: list[Dim] = []
    for leaf in parts(tensors):
        array = as_array(leaf)
        if isinstance(array, Conflict):
            return array
        if array is not None and array.shape == ():
            return Conflict("slices", "from_tensor_slices needs arrays, not scalars")
        if array is not None and array.shape:
            dims.append(array.shape[0])
    for dim in dims[1:]:
        if equal(dims[0], dim) is False:
            return Conflict("slices", f"from_tensor_slices of arrays that differ in length: {dims[0]} and {dim}")
    return Dataset(reshaped(ctx, tensors, lambda shape: shape[1:]), first_dim(tensors), signed=True)


@models(f"{_PATH}.from_tensors")
def from_tensors(ctx: Context, tensors: Value, name: Value | None = None) -> Result:
    """One element: the whole."""
    return Dataset(reshaped(ctx, tensors, lambda shape: shape), Dim.of(1), signed=True)


@models(f"{_PATH}.range")
def range_(ctx: Context, *args: Value, output_type: Value | None = None, name: Value | None = None) -> Result:
    """Scalars from start up to stop."""
    dims = [as_dim(one) for one in args]
    kind = kind_of(output_type, "i")
    scalar = Array((), kind, Cell(Range(0, None) if len(dims) == 1 else Range()), library="tensorflow")
    if not dims or None in dims or len(dims) > 3:
        return Dataset(scalar)
    known = [dim for dim in dims if dim is not None]
    start, stop = (Dim.of(0), known[0]) if len(known) == 1 else (known[0], known[1])
    step = known[2].constant if len(known) == 3 else 1
    if not step:
        return Dataset(scalar)
    distance = stop - start if step > 0 else start - stop
    if distance.constant is not None:
        distance = Dim.of(max(distance.constant, 0))
    size = abs(step)
    return Dataset(scalar, distance if size == 1 else (distance + (size - 1)) // size)


@models(f"{_PATH}.zip")
def zip_(ctx: Context, *args: Value, datasets: Value | None = None, name: Value | None = None) -> Result:
    """Tuples (or the structure given) of what each dataset gives, until the shortest ends."""
    whole = args[0] if len(args) == 1 else TupleValue.of(*args) if args else datasets
    leaves = [] if whole is None else list(parts(whole))
    known = [leaf for leaf in leaves if isinstance(leaf, Dataset)]
    if whole is None or not known or len(known) != len(leaves):
        return ctx.unknown()
    count: Dim | None = None
    for one in known:
        if one.endless:
            continue
        if one.count is None:
            count = None
            break
        count = one.count if count is None else minimum(count, one.count)
    element = mapped(whole, lambda leaf: leaf.element if isinstance(leaf, Dataset) else leaf)
    endless, signed = all(one.endless for one in known), all(one.signed for one in known)
    return Dataset(element, count, endless=endless, signed=signed)


@models("tensorflow.TensorSpec", "tensorflow.RaggedTensorSpec")
def tensor_spec(
    ctx: Context, shape: Value = NONE, dtype: Value | None = None, *more: Value, **options: Value
) -> Result:
    """An array of the spec's shape: None is a dim nobody knows."""
    return Array(spec_shape(ctx, shape), kind_of(dtype, "f"), library="tensorflow")


def spec_shape(ctx: Context, value: Value) -> Shape | None:
    """The shape of a TensorSpec, TensorShape or output_shapes entry."""
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    if items is None:
        return None
    dims = [None if item == NONE else as_dim(item) for item in items]
    return tuple(ctx.fresh() if dim is None else dim for dim in dims)


@models("tensorflow.TensorShape")
def tensor_shape(ctx: Context, dims: Value) -> Result:
    """A shape, as a tuple."""
    return as_tuple(dims) if isinstance(dims, ListValue | TupleValue) else ctx.unknown()


@models(f"{_PATH}.from_generator")
def from_generator(
    ctx: Context,
    generator: Value,
    output_types: Value | None = None,
    output_shapes: Value | None = None,
    args: Value | None = None,
    output_signature: Value | None = None,
    name: Value | None = None,
) -> Result:
    """What the signature says, and where it leaves dims open what the generator yields."""
    given = NONE if args is None else as_tuple(args)
    stream = ctx.call(generator, *((given.elements.items or ()) if isinstance(given, TupleValue) else ()))
    found = stream.elements.element(ctx) if isinstance(stream, Stream) else None
    made = None if found is None else tensors(ctx, found)
    endless = isinstance(stream, Stream) and stream.endless
    if output_signature is not None and output_signature != NONE:
        return Dataset(_refined(as_tuple(output_signature), made), endless=endless)
    if output_shapes is not None and output_shapes != NONE and output_types is not None:
        shaped = _with_shapes(ctx, as_tuple(output_types), output_shapes)
        return Dataset(_refined(shaped, made), endless=endless)
    return Dataset(made if made is not None else ctx.unknown(), endless=endless)


def _with_shapes(ctx: Context, types: Value, shapes: Value) -> Value:
    if isinstance(types, TupleValue):
        elements = sequence_elements(shapes)
        inner = None if elements is None else elements.items
        kinds = types.elements.items or ()
        if inner is None or len(inner) != len(kinds):
            return ctx.unknown()
        return TupleValue.of(*(_with_shapes(ctx, kind, shape) for kind, shape in zip(kinds, inner, strict=True)))
    if isinstance(types, DictValue):
        return ctx.unknown()
    return Array(spec_shape(ctx, shapes), kind_of(types), library="tensorflow")


def _refined(spec: Value, made: Value | None) -> Value:
    """A spec with the dims it leaves open taken from what is really made, where that fits."""
    if isinstance(spec, TupleValue) and isinstance(made, TupleValue):
        ours, theirs = spec.elements.items or (), made.elements.items or ()
        if len(ours) == len(theirs):
            return TupleValue.of(*(_refined(one, other) for one, other in zip(ours, theirs, strict=True)))
    if isinstance(spec, Array) and isinstance(made, Array) and spec.shape is not None and made.shape is not None:
        if len(spec.shape) == len(made.shape):
            dims = zip(spec.shape, made.shape, strict=True)
            shape = tuple(dim if dim.constant is not None else other for dim, other in dims)
            return Array(shape, spec.kind, made.contents, library="tensorflow")
    return spec


@models(
    "tensorflow.data.TextLineDataset",
    "tensorflow.data.TFRecordDataset",
    "tensorflow.data.FixedLengthRecordDataset",
    f"{_PATH}.list_files",
)
def lines(ctx: Context, *args: Value, **options: Value) -> Result:
    """Scalar strings, as many as the files tell."""
    return Dataset(Array((), "O", library="tensorflow"))


@models(
    "tensorflow.data.experimental.make_csv_dataset",
    "tensorflow.data.experimental.CsvDataset",
    f"{_PATH}.load",
    f"{_PATH}.random",
    f"{_PATH}.sample_from_datasets",
    f"{_PATH}.choose_from_datasets",
)
def unknown_dataset(ctx: Context, *args: Value, **options: Value) -> Result:
    """Elements that only the files tell."""
    return Dataset(ctx.unknown())
