"""tf.train.Example records: what their features look like once they are parsed. Source: tf.io.parse_single_example."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, as_dims
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.values import FALSE, NONE, Array, Value
from pylint_lstmshape.knowledge import Context, Ranked, Result, alias, attribute, models

_FIXED = "tensorflow.io.FixedLenFeature"
_SEQUENCE = "tensorflow.io.FixedLenSequenceFeature"
_VARYING = "tensorflow.io.VarLenFeature"
_SPARSE = "tensorflow.SparseTensor"
for _name in ("FixedLenFeature", "FixedLenSequenceFeature", "VarLenFeature", "parse_single_example", "parse_example"):
    alias(f"tensorflow.{_name}", f"tensorflow.io.{_name}")
    alias(f"tensorflow.compat.v1.io.{_name}", f"tensorflow.io.{_name}")


def _object(path: str, **attributes: Value) -> LibraryObject:
    return LibraryObject(path, Cell(Attributes(tuple(attributes.items()))))


@models(_FIXED)
def fixed_length(shape: Value, dtype: Value, default_value: Value = NONE) -> Result:
    """A feature of this shape in every example."""
    return _object(_FIXED, shape=shape, dtype=dtype)


@models(_SEQUENCE)
def sequence_of_fixed_length(
    shape: Value, dtype: Value, allow_missing: Value = FALSE, default_value: Value = NONE
) -> Result:
    """A feature of any number of values of this shape."""
    return _object(_SEQUENCE, shape=shape, dtype=dtype)


@models(_VARYING)
def varying_length(dtype: Value) -> Result:
    """A feature of any number of values: a sparse tensor."""
    return _object(_VARYING, dtype=dtype)


@models("tensorflow.io.parse_single_example")
def parse_single_example(
    ctx: Context, serialized: Value, features: Value, example_names: Value = NONE, name: Value = NONE
) -> Result:
    """A dict of tensors: the shape of a fixed feature; (n, …) of a sequence; sparse of one that varies."""
    return _parsed(ctx, (), features)


@models("tensorflow.io.parse_example")
def parse_example(
    ctx: Context, serialized: Ranked, features: Value, example_names: Value = NONE, name: Value = NONE
) -> Result:
    """As parse_single_example, for a batch of serialized examples: (batch, …)."""
    return _parsed(ctx, serialized.shape, features)


@models("tensorflow.io.decode_csv")
def decode_csv(ctx: Context, records: Array, record_defaults: Elements, *more: Value, **options: Value) -> Result:
    """A list of tensors, one for each default, in its dtype: the shape of the records."""
    parts = [(run, as_array(run.value)) for run in record_defaults]
    kinds = [(run, one.kind if isinstance(one, Array) else None) for run, one in parts]
    kinds = [(run, "O" if kind in ("U", "S") else kind) for run, kind in kinds]
    columns = [replace(run, value=Array(records.shape, kind, library="tensorflow")) for run, kind in kinds]
    return ListValue(Cell(Elements(tuple(columns))))


def _parsed(ctx: Context, batch: tuple[Dim, ...], features: Value) -> Value:
    if not isinstance(features, DictValue) or features.cell.content.others is not None:
        return ctx.unknown()
    items = tuple((key, _tensor(ctx, batch, feature)) for key, feature in features.cell.content.items)
    return DictValue(Cell(Entries(items)))


def _tensor(ctx: Context, batch: tuple[Dim, ...], feature: Value) -> Value:
    if not isinstance(feature, LibraryObject):
        return ctx.unknown()
    kind = kind_of(feature.cell.content.get("dtype") or NONE)
    if feature.type_path == _VARYING:
        return _sparse(ctx, (*batch, ctx.fresh("values")), kind)
    shape = as_dims(feature.cell.content.get("shape") or NONE)
    if shape is None or feature.type_path not in (_FIXED, _SEQUENCE):
        return ctx.unknown()
    steps = (ctx.fresh("values"),) if feature.type_path == _SEQUENCE else ()
    return Array((*batch, *steps, *shape), kind, library="tensorflow")


def _sparse(ctx: Context, shape: tuple[Dim, ...], kind: str | None) -> LibraryObject:
    held = Array((ctx.fresh("held") if len(shape) > 1 else shape[0],), kind, library="tensorflow")
    return _object(_SPARSE, values=held, dense=Array(shape, kind, library="tensorflow"))


@attribute(f"{_SPARSE}.dtype")
def sparse_dtype(ctx: Context, self: LibraryObject) -> Result:
    """The dtype of what it holds."""
    held = self.cell.content.get("values")
    return ctx.unknown() if held is None else ctx.attribute(held, "dtype")


@models("tensorflow.sparse.to_dense")
def to_dense(ctx: Context, sp_input: Value, default_value: Value = NONE, **others: Value) -> Result:
    """The tensor with what is not held filled in."""
    dense = sp_input.cell.content.get("dense") if isinstance(sp_input, LibraryObject) else None
    return ctx.unknown() if dense is None else dense
