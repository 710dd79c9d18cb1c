"""table[key] = new, table.iloc[...] = new, table.loc[...] = new. Source: pandas/core/indexing.py, frame.py."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, scalar_dim
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.tables import (
    COUNTED,
    NO_GAPS,
    Column,
    ColumnType,
    Indexer,
    Table,
    TableContent,
    same_label,
    widest_gaps,
)
from pylint_lstmshape.domain.values import Array, Constant, Integer, SliceValue, Value, scalar_kind
from pylint_lstmshape.knowledge import Context
from pylint_lstmshape.library.pandas.common import (
    NO_LABEL,
    differ,
    forget,
    gaps_of,
    label,
    labels_in,
    labels_of,
    some_labels,
    type_of,
)
from pylint_lstmshape.library.pandas.indexing import is_int, is_mask


def set_item(ctx: Context, value: Value, key: Value, new: Value) -> Conflict | None:
    """table[name] = ...: a new column, or another content of one. Raises where the lengths differ."""
    if isinstance(value, Indexer):
        _set_at(ctx, value, key, new)
        return None
    if isinstance(value, Column):
        _set_elements(ctx, value, new)
        if not (is_mask(key) or isinstance(key, SliceValue)) and not _has_row(value, key):  # a label may be a new one
            kind = None if scalar_kind(new) is None else value.kind  # a new element may be a list
            longer = replace(value.content, kind=kind, rows=ctx.fresh("rows"), labels=some_labels(ctx))
            ctx.heap.write(value.cell, longer)
        return None
    if not isinstance(value, Table):
        return None
    if is_mask(key) or isinstance(key, SliceValue | Table):
        ctx.heap.write(value.cell, replace(value.content.retyped(ColumnType()), gaps=None))
        return None
    name = label(key)
    if name is not NO_LABEL:
        return set_column(ctx, value, name, new)
    names = labels_in(key)
    if names is None:
        width = value.content.width + 1 if key.type_path == "str" else ctx.fresh("columns", 1)
        if key.type_path == "str":
            width = ctx.fresh("columns", 1)
        content = value.content
        ctx.heap.write(value.cell, TableContent(content.rows, width, labels=content.labels))
        return None
    array = as_array(new)
    if isinstance(array, Array) and array.shape is not None and len(array.shape) == 2:
        if differ(array.shape[1], Dim.of(len(names))):
            return Conflict("columns", f"{len(names)} columns are set from an array of shape {show(array.shape)}")
        if not isinstance(new, Table) and differ(array.shape[0], value.length()) and value.content.width != 0:
            return Conflict("rows", f"{value.length()} rows are set from an array of shape {show(array.shape)}")
    for name in names:
        _put_column(ctx, value, name, type_of(new), None)
    return None


def _set_elements(ctx: Context, column: Column, new: Value) -> None:
    """Some elements become `new`: numbers of the column's own kind leave it as it is."""
    kind = column.kind if column.kind in ("i", "f") and type_of(new).kind == column.kind else None
    ctx.heap.write(column.content.elements, column.range.join(type_of(new).values))
    ctx.heap.write(column.cell, replace(column.content, kind=kind, gaps=None))


def set_column(ctx: Context, table: Table, name: object, new: Value) -> Conflict | None:
    """table[name] = new. Raises ValueError where new has another length than the table, or several columns."""
    rows, content = table.length(), table.content
    labels, gaps = content.labels, None
    array = as_array(new)
    shape = array.shape if isinstance(array, Array) else None
    empty = content.width == 0 and rows == 0
    if isinstance(new, Column):
        if empty:
            rows, labels = new.rows, new.content.labels
        aligned = empty or (new.content.labels == labels and new.rows == rows)
        kind = new.type if aligned else holding_unknown(new)
        gaps = gaps_of(new) if aligned else None
    elif isinstance(new, Table):
        if differ(new.content.width, Dim.of(1)):
            return Conflict("columns", f"one column is set from a table of {new.content.width} columns")
        kind = ColumnType()
    else:
        kind = type_of(new)
        if (
            isinstance(new, Array)
            and shape is not None
            and len(shape) == 2
            and not (shape[1] == 1 or _may_be_one(shape[1]))
        ):
            return Conflict("columns", f"one column is set from an array of shape {show(shape)}")
        if shape:
            if empty:
                rows = shape[0]
            elif differ(shape[0], rows):
                return Conflict(
                    "rows", f"column {name!r} gets {shape[0]} values, the table has {rows} rows", "ValueError"
                )
        elif shape is None and empty:
            rows = ctx.fresh("rows")
        if shape == () and isinstance(new, Constant) and new.value is None:
            kind = ColumnType("O")
        gaps = NO_GAPS if kind.kind in ("i", "u", "b") else None
    ctx.heap.write(table.cell, replace(content, rows=rows, labels=labels))
    _put_column(ctx, table, name, kind, gaps)
    return None


def holding_unknown(column: Column) -> ColumnType:
    """The type of a column after its rows were aligned with other labels: NaN where there is none."""
    return ColumnType(None if column.kind in ("i", "u", "b") else column.kind, column.range)


def _may_be_one(dim: Dim) -> bool:
    return not differ(dim, Dim.of(1))


def _put_column(ctx: Context, table: Table, name: object, kind: ColumnType, gaps: tuple[Dim, Dim] | None) -> None:
    content = table.content
    columns = content.columns
    both = widest_gaps([content.gaps if content.width != 0 else NO_GAPS, gaps])
    if columns is None:
        written = (*((have, old) for have, old in content.written if not same_label(have, name)), (name, kind))
        made = replace(content, width=ctx.fresh("columns", 1), each=ColumnType(), gaps=both, written=written)
        ctx.heap.write(table.cell, made)
        return
    places = content.at(name) or []
    changed = [(have, kind if place in places else old) for place, (have, old) in enumerate(columns)]
    if not places:
        changed.append((name, kind))
    ctx.heap.write(table.cell, TableContent.of(content.rows, changed, content.labels, both))


def _set_at(ctx: Context, indexer: Indexer, key: Value, new: Value) -> None:
    """.loc[...] = may add a row or a column; .iloc[...] = only changes elements."""
    table = indexer.table
    if isinstance(table, Column):
        if indexer.by_label and not is_mask(key):
            forget(ctx, table)
        else:
            _set_elements(ctx, table, new)
        return
    if not isinstance(table, Table):
        return
    parts = key.elements.items if isinstance(key, TupleValue) else (key,)
    if not parts or len(parts) > 2:
        forget(ctx, table)
        return
    if indexer.by_label and not _has_row(table, parts[0]):
        content = replace(table.content, rows=ctx.fresh("rows"), labels=some_labels(ctx), gaps=None)
        ctx.heap.write(table.cell, content)
    name = label(parts[1]) if len(parts) == 2 else NO_LABEL
    if indexer.by_label and name is not NO_LABEL and not isinstance(name, list):
        _put_column(ctx, table, name, ColumnType(), None)
    elif indexer.by_label and len(parts) == 2 and not isinstance(parts[1], SliceValue):
        content = table.content
        ctx.heap.write(table.cell, TableContent(content.rows, ctx.fresh("columns", 1), labels=content.labels))
    else:
        ctx.heap.write(table.cell, replace(table.content.retyped(ColumnType()), gaps=None))


def _has_row(table: Table | Column, key: Value) -> bool:
    """Whether a label of .loc is surely there already."""
    if is_mask(key) or isinstance(key, SliceValue):
        return True
    place = scalar_dim(key) if isinstance(key, Integer | Array) or is_int(key) else None
    if place is None or labels_of(table) != COUNTED:
        return False
    return at_least(place, 0) is True and at_least(table.length(), place + 1) is True
