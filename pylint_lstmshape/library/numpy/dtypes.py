"""numpy.dtype, x.dtype and the scalar types (numpy.float32(value))."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.dtypes import KINDS, SCALAR_TYPES, cast_range, dtype_object, kind_of, kind_of_name
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Array, Constant, Value
from pylint_lstmshape.knowledge import Context, Result, attribute, models


@models("numpy.dtype")
def dtype(ctx: Context, dtype: Value, align: Value | bool = False, copy: Value | bool = False) -> Result:
    """A dtype object."""
    kind = kind_of(dtype)
    return ctx.unknown() if kind is None else dtype_object(kind)


@attribute("numpy.ndarray.dtype")
def array_dtype(self: Value) -> Result:
    """The dtype object, as a kind."""
    return dtype_object(self.kind if isinstance(self, Array) else None)


def _register_scalar_type(name: str) -> None:
    kind = KINDS[name]

    def convert(ctx: Context, value: Value | int = 0) -> Result:
        array = as_array(value if isinstance(value, Value) else Constant(value))
        if array is None:
            return ctx.unknown()
        if isinstance(array, Conflict):
            return array
        return Array(array.shape, kind, Cell(cast_range(array.range, array.kind, kind).made_of(array.range)))

    convert.__doc__ = f"numpy.{name}(value): a scalar, or an array of the shape of value."
    models(f"numpy.{name}")(convert)


for _name in SCALAR_TYPES:
    _register_scalar_type(_name)

__all__ = ["SCALAR_TYPES", "cast_range", "dtype_object", "kind_of", "kind_of_name"]
