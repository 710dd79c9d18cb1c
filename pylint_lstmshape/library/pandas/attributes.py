"""Attributes of tables, columns and indexes: values, shape, columns, index, T, iloc, loc, dtypes; and setting them."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import at_least
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import (
    COUNTED,
    Accessor,
    Column,
    ColumnType,
    Indexer,
    Labels,
    Table,
    TableContent,
)
from pylint_lstmshape.domain.values import FALSE, NONE, TRUE, Array, Constant, Value, integer
from pylint_lstmshape.knowledge import Context, Result, attribute, bases, models
from pylint_lstmshape.library.numpy.dtypes import cast_range, dtype_object, kind_of
from pylint_lstmshape.library.pandas.common import (
    FRAME,
    INDEX,
    NO_LABEL,
    SERIES,
    both,
    column_at,
    column_of,
    differ,
    given,
    label,
    labels_in,
    labels_of,
    some_labels,
    table_of,
)

bases(INDEX, SERIES)


@attribute(*both("values"), f"{SERIES}.array", f"{FRAME}._values")
def values(ctx: Context, self: Value) -> Result:
    """The ndarray."""
    return self.to_array() if isinstance(self, Table | Column) else ctx.unknown()


@models(*both("to_numpy"), f"{FRAME}.__array__", f"{SERIES}.__array__")
def to_numpy(ctx: Context, self: Value, dtype: Value = NONE, *args: Value, **options: Value) -> Result:
    """The ndarray."""
    array = self.to_array() if isinstance(self, Table | Column) else None
    if array is None or not given(dtype):
        return ctx.unknown() if array is None else array
    kind = kind_of(dtype)
    return array.derived(array.shape, kind, cast_range(array.range, array.kind, kind))


@models(*both("as_matrix"))
def as_matrix(ctx: Context, self: Value, columns: Value = NONE) -> Result:
    """The ndarray (until pandas 0.25)."""
    return to_numpy(ctx, self) if not given(columns) else ctx.unknown()


@attribute(*both("shape"))
def shape(ctx: Context, self: Value) -> Result:
    """(rows, columns) or (rows,)."""
    array = self.to_array() if isinstance(self, Table | Column) else None
    return ctx.unknown() if array is None or array.shape is None else TupleValue.of(*map(integer, array.shape))


@attribute(*both("ndim"))
def ndim(self: Value) -> Result:
    """2 or 1."""
    return Constant(2 if isinstance(self, Table) else 1)


@attribute(*both("size"))
def size(ctx: Context, self: Value) -> Result:
    """The number of elements."""
    if isinstance(self, Table):
        return integer(self.content.rows * self.content.width)
    return integer(self.rows) if isinstance(self, Column) else ctx.unknown()


@attribute(*both("empty"))
def empty(ctx: Context, self: Value) -> Result:
    """Whether there is no element."""
    count = self.length() if isinstance(self, Table | Column) else None
    if count is None or (isinstance(self, Table) and at_least(self.content.width, 1) is not True):
        return ctx.unknown()
    return FALSE if at_least(count, 1) else TRUE if count == 0 else ctx.unknown()


@attribute(f"{FRAME}.columns")
def columns(ctx: Context, self: Value) -> Result:
    """The names of the columns."""
    if not isinstance(self, Table):
        return ctx.unknown()
    names = self.content.names
    if names is not None and all(isinstance(name, str | int | float | tuple) for name in names):
        plain = not any(isinstance(name, tuple) for name in names)
        kind = "i" if plain and names and all(isinstance(name, int) for name in names) else "O"
        return Column.index(self.content.width, kind, names if plain else None)
    return Column.index(self.content.width)


@models(f"{FRAME}.keys")
def keys(ctx: Context, self: Value) -> Result:
    """As columns."""
    return columns(ctx, self)


@models(f"{FRAME}.columns.setter")
def set_columns(ctx: Context, self: Value, names: Value) -> Result:
    """table.columns = names. Raises where their number is another."""
    if not isinstance(self, Table):
        return NONE
    content = self.content
    found = labels_in(names)
    array = as_array(names)
    count = array.shape[0] if isinstance(array, Array) and array.shape is not None and len(array.shape) == 1 else None
    if count is not None and differ(count, content.width):
        return Conflict("columns", f"the table has {content.width} columns, but {count} names are given")
    if found is None:
        ctx.heap.write(self.cell, replace(content, names=None, types=None, each=_each(content), written=()))
        return NONE
    types = content.types or (content.each,) * len(found)
    made = TableContent.of(content.rows, list(zip(found, types, strict=True)), content.labels, content.gaps)
    ctx.heap.write(self.cell, made)
    return NONE


def _each(content: TableContent) -> ColumnType:
    types = set(content.types or (content.each,))
    return types.pop() if len(types) == 1 else ColumnType()


@attribute(*both("index"))
def index(ctx: Context, self: Value) -> Result:
    """The labels of the rows."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    labels = labels_of(self)
    names = labels.names or ()
    kind = labels.kind if len(names) <= 1 else "O"
    made = Column.index(self.length(), kind, name=names[0] if len(names) == 1 else None)
    return replace(made, cell=Cell(replace(made.content, labels=labels)))


@models(*(f"{owner}.index.setter" for owner in (FRAME, SERIES)))
def set_index(ctx: Context, self: Value, new: Value) -> Result:
    """table.index = labels. Raises where their number is another than the rows."""
    if not isinstance(self, Table | Column):
        return NONE
    array = as_array(new)
    count = array.shape[0] if isinstance(array, Array) and array.shape is not None and len(array.shape) == 1 else None
    if count is not None and differ(count, self.length()) and not (isinstance(self, Table) and self.content.width == 0):
        return Conflict("rows", f"there are {self.length()} rows, but {count} labels are given")
    name = new.content.name if isinstance(new, Column) else None
    labels: Labels = some_labels(ctx, array.kind if isinstance(array, Array) else None, (name,))
    if isinstance(new, Column) and new.type_path == INDEX:
        labels = replace(labels_of(new), names=(name,)) if labels_of(new) != COUNTED else labels
    if isinstance(self, Table):
        ctx.heap.write(self.cell, replace(self.content, labels=labels))
    else:
        ctx.heap.write(self.cell, replace(self.content, labels=labels))
    return NONE


@attribute(f"{SERIES}.name", f"{INDEX}.name")
def name(ctx: Context, self: Value) -> Result:
    """The column's name."""
    held = self.content.name if isinstance(self, Column) else None
    return Constant(held) if isinstance(held, str | int) else ctx.unknown()


@models(f"{SERIES}.name.setter", f"{INDEX}.name.setter")
def set_name(ctx: Context, self: Value, new: Value) -> Result:
    """series.name = name."""
    title = label(new)
    if isinstance(self, Column):
        ctx.heap.write(self.cell, replace(self.content, name=None if title is NO_LABEL else title))
    return NONE


@attribute(f"{SERIES}.dtype")
def dtype(ctx: Context, self: Value) -> Result:
    """The dtype."""
    return dtype_object(self.kind) if isinstance(self, Column) else ctx.unknown()


@attribute(f"{FRAME}.dtypes")
def dtypes(ctx: Context, self: Value) -> Result:
    """The dtype of each column."""
    return Column.of(self.content.width, "O", labels=some_labels(ctx)) if isinstance(self, Table) else ctx.unknown()


@attribute(*both("iloc", "iat"))
def iloc(self: Value) -> Result:
    """Indexing by place."""
    return Indexer(self, False)


@attribute(*both("loc", "at"))
def loc(self: Value) -> Result:
    """Indexing by label."""
    return Indexer(self, True)


@attribute(f"{FRAME}.T")
def transposed(ctx: Context, self: Value) -> Result:
    """Rows and columns exchanged."""
    if not isinstance(self, Table):
        return ctx.unknown()
    content = self.content
    return table_of(TableContent(content.width, content.rows, each=content.type, labels=some_labels(ctx)))


@models(f"{FRAME}.transpose")
def transpose(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """As T."""
    return transposed(ctx, self)


@attribute(f"{SERIES}.T")
def itself(self: Value) -> Result:
    """A column is its own transpose."""
    return self


@attribute(f"{SERIES}.str", f"{SERIES}.dt")
def accessor(self: Value) -> Result:
    """Operations on each element."""
    return Accessor(self)


@models(f"{FRAME}.__getattr__")
def column_as_attribute(ctx: Context, self: Value, name: str) -> Result:
    """table.name: the column of that name."""
    places = self.content.at(name) if isinstance(self, Table) else []
    if not isinstance(self, Table) or (places is not None and len(places) != 1):
        return ctx.unknown()
    return column_of(self, name, self.content.written_as(name)) if places is None else column_at(self, places[0])
