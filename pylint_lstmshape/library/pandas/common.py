"""What the transfer functions of pandas share: reading labels and options, making tables, changing them in place."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from pylint_lstmshape.domain import object_arrays
from pylint_lstmshape.domain.arrays import as_array, as_dim, sequence_elements
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import (
    NO_GAPS,
    Column,
    ColumnContent,
    ColumnType,
    Gaps,
    Labels,
    Table,
    TableContent,
)
from pylint_lstmshape.domain.values import NONE, Array, Constant, Unknown, Value
from pylint_lstmshape.knowledge import Context, Result

FRAME, SERIES, INDEX = "pandas.DataFrame", "pandas.Series", "pandas.Index"
SCALARS = ("i", "u", "f", "b", "M")  # dtype kinds of columns whose elements are numbers or moments
MAX_NAMES = 256  # columns that are told apart by name


class NoLabel:
    """The answer where a value is no label that is known."""


NO_LABEL = NoLabel()


def both(*names: str) -> list[str]:
    """The methods of these names, of a DataFrame and of a Series."""
    return [f"{owner}.{name}" for name in names for owner in (FRAME, SERIES)]


def label(value: Value) -> object:
    """The label that a value is: a literal, or a tuple of them; NO_LABEL where it is not known to be one."""
    if isinstance(value, Constant):
        return value.value
    if isinstance(value, TupleValue):
        parts = labels_in(value)
        return NO_LABEL if parts is None else tuple(parts)
    return NO_LABEL


def labels_in(value: Value) -> list[object] | None:
    """The labels in a list, tuple or Index; None where one of them is not known."""
    if isinstance(value, Column):
        return None if value.content.items is None else list(value.content.items)
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    if items is None or len(items) > MAX_NAMES:
        return None
    found = [label(item) for item in items]
    return None if NO_LABEL in found else found


def a_label(ctx: Context) -> Unknown:
    """A label of a column or row, nobody knows which."""
    return Unknown(("label", ctx.unknown().key))


def is_a_label(value: Value) -> bool:
    """Whether a value is surely a label, and no truth of a mask."""
    if isinstance(value, Constant):
        return isinstance(value.value, str)
    unknown_label = isinstance(value, Unknown) and isinstance(value.key, tuple) and value.key[0] == "label"
    return unknown_label or value.type_path == "str"


def label_or_labels(value: Value) -> list[object] | None:
    """The labels that an argument such as `by` or `columns` names: one, or a list."""
    single = label(value) if not isinstance(value, TupleValue) else NO_LABEL
    return labels_in(value) if single is NO_LABEL else [single]


def given(value: Value | None) -> bool:
    """Whether an optional argument was given, and not as None."""
    return value is not None and value != NONE


def flag(value: Value | None, default: bool = False) -> bool | None:
    """The truth of an option; None where unknown."""
    if value is None:
        return default
    return bool(value.value) if isinstance(value, Constant) else None


def axis_of(value: Value | int | None, default: int = 0) -> int | None:
    """0 or 1 for an axis argument; None where unknown."""
    if value is None or value == NONE:
        return default
    if isinstance(value, int):
        return value
    names: dict[object, int] = {0: 0, 1: 1, "index": 0, "rows": 0, "columns": 1}
    return names.get(value.value) if isinstance(value, Constant) else None


def number(value: Value | None) -> Dim | None:
    """The int that a value is, also a symbolic one; None for anything else."""
    return None if value is None or isinstance(value, Unknown) else as_dim(value)


def table_of(content: TableContent) -> Table:
    """A new table."""
    return Table(Cell(content))


def some_labels(ctx: Context, kind: str | None = None, names: tuple[object, ...] | None = None) -> Labels:
    """Labels nobody knows."""
    return Labels(ctx.unknown().key, names, kind)


def labels_of(value: Table | Column) -> Labels:
    """The labels of the rows."""
    return value.content.labels


def gaps_of(value: Table | Column) -> Gaps | None:
    """Where NaN is: integers and truths hold none."""
    if isinstance(value, Column):
        return NO_GAPS if value.kind in ("i", "u", "b") else value.content.gaps
    kinds = [one.kind for one in value.content.types or (value.content.each,)]
    return NO_GAPS if all(kind in ("i", "u", "b") for kind in kinds) else value.content.gaps


def column_at(table: Table, place: int) -> Column:
    """The column at a known place."""
    content = table.content
    types = content.types or (content.each,) * len(content.names or ())
    name = None if content.names is None else content.names[place]
    kind = types[place] if place < len(types) else content.each
    return column_of(table, name, kind)


def some_column(table: Table, name: object = None) -> Column:
    """A column whose place is not known."""
    content = table.content
    types = set(content.types or (content.each,))
    return column_of(table, name, types.pop() if len(types) == 1 else ColumnType())


def column_of(table: Table, name: object, kind: ColumnType | None) -> Column:
    """A column of the rows of a table; `kind` None: of any of its columns."""
    if kind is None:
        return some_column(table, name)
    content = table.content
    gaps = NO_GAPS if kind.kind in ("i", "u", "b") else content.gaps
    if gaps is not None and gaps != NO_GAPS:
        gaps = None  # the widest gap of the table need not be this column's
    made = Column.of(content.rows, kind.kind, kind.values, name, content.labels, gaps)
    return replace(made, origin=table.origin)


def with_columns(table: Table, places: Sequence[int]) -> Table:
    """Some columns, by known place."""
    content = table.content
    columns = content.columns or []
    gaps = content.gaps if content.gaps == NO_GAPS else None
    return Table(
        Cell(TableContent.of(content.rows, [columns[place] for place in places], content.labels, gaps)), table.origin
    )


def with_width(table: Table, width: Dim) -> Table:
    """Other columns of unknown names."""
    content = table.content
    gaps = content.gaps if content.gaps == NO_GAPS else None
    each = content.type if len(set(content.types or ())) <= 1 else ColumnType()
    return Table(Cell(TableContent(content.rows, width, each=each, labels=content.labels, gaps=gaps)), table.origin)


def as_table(value: Table | Column) -> TableContent:
    """What a column is as a table of one column."""
    if isinstance(value, Table):
        return value.content
    return TableContent.of(value.rows, [(value.content.name, value.type)], labels_of(value), gaps_of(value))


def type_of(value: Value) -> ColumnType:
    """The type of a column that is filled with a value."""
    if isinstance(value, Table):
        return value.content.type
    if isinstance(value, Column):
        return value.type
    elements = sequence_elements(value)
    values = None if elements is None else object_arrays.range_of_all(elements)
    if values is not None and values.held:
        return ColumnType("O", values)
    array = as_array(value)
    if not isinstance(array, Array):
        return ColumnType()
    return ColumnType("O" if array.kind in ("U", "S") else array.kind, array.range)


def finish(
    ctx: Context, self: Table | Column, new: Table | Column, inplace: Value | None, *, gives: Value = NONE
) -> Result:
    """`new`; with inplace=True `self` changed to it, and the result `gives`."""
    in_place = flag(inplace)
    if in_place is None:
        forget(ctx, self)
        return ctx.unknown()
    if not in_place:
        return new
    if isinstance(self, Table) and isinstance(new, Table):
        ctx.heap.write(self.cell, new.content)
    elif isinstance(self, Column) and isinstance(new, Column):
        ctx.heap.write(self.cell, new.content)
    return gives


def forget(ctx: Context, value: Table | Column) -> None:
    """Something unknown happened to a table."""
    labels = some_labels(ctx)
    if isinstance(value, Table):
        ctx.heap.write(value.cell, TableContent(ctx.fresh("rows"), ctx.fresh("columns"), labels=labels))
    else:
        ctx.heap.write(value.cell, ColumnContent(ctx.fresh("rows"), labels=labels))


def fewer(ctx: Context, rows: Dim, name: str = "rows", *key: Hashable) -> Dim:
    """Some of so many rows."""
    return ctx.symbol(name, *key, upper=rows)


def missing(name: object, table: Table) -> Conflict:
    """The Conflict of a column that is not there."""
    names = ", ".join(map(repr, (table.content.names or ())[:8]))
    return Conflict("key", f"there is no column {name!r}; the columns are {names}", "KeyError")


def widened(kind: str | None) -> str | None:
    """The kind of a column that takes NaN."""
    return "f" if kind in ("i", "u") else "O" if kind == "b" else kind


def holding_nan(kind: ColumnType) -> ColumnType:
    """The type of a column that takes NaN."""
    return ColumnType(widened(kind.kind), kind.values)


def differ(one: Dim, other: Dim) -> bool:
    """Whether two numbers surely differ."""
    return equal(one, other) is False


def surely(dim: Dim, least: int) -> bool:
    """Whether a number is surely at least `least`."""
    return at_least(dim, least) is True
