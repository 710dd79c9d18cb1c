"""table[key], table.iloc[...], table.loc[...] and assignment to them."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, scalar_dim, sequence_elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, slice_length
from pylint_lstmshape.domain.tables import Column, Indexer, Table, TableContent, with_rows
from pylint_lstmshape.domain.values import NONE, Array, Constant, SliceValue, TupleValue, Unknown, Value, scalar_kind
from pylint_lstmshape.knowledge import Context


def get_item(ctx: Context, value: Value, key: Value) -> Value | Conflict:
    """What selecting by `key` gives; unknown where the key is."""
    if isinstance(value, Indexer):
        return _at(ctx, value, key)
    if isinstance(value, Column):
        return _rows(ctx, value, key, by_label=False)
    if not isinstance(value, Table) or isinstance(key, Unknown):
        return ctx.unknown()
    if isinstance(key, Constant):
        return _column(value, key.value)
    if isinstance(key, SliceValue) or _is_mask(key):
        return _rows(ctx, value, key, by_label=False)
    return _columns(ctx, value, key)


def _column(table: Table, name: object) -> Column:
    columns = table.content.columns
    return Column(
        table.content.rows, columns.get(name) if columns is not None else None, name=name, origin=table.origin
    )


def _columns(ctx: Context, table: Table, key: Value) -> Value:
    if isinstance(key, Column):
        return Table(Cell(TableContent(table.content.rows, key.rows)))
    elements = sequence_elements(key)
    if elements is None:
        return ctx.unknown()
    items, columns = elements.items, table.content.columns
    if items is None or not all(isinstance(item, Constant) for item in items):
        return Table(Cell(TableContent(table.content.rows, elements.length)))
    names = [item.value for item in items if isinstance(item, Constant)]
    chosen = {name: None if columns is None else columns.get(name) for name in names}
    return Table(Cell(TableContent.of(table.content.rows, chosen)), table.origin)


def _is_mask(key: Value) -> bool:
    return (isinstance(key, Array) and key.kind == "b") or (isinstance(key, Column) and key.kind == "b")


def _rows(ctx: Context, value: Table | Column, key: Value, *, by_label: bool) -> Value:
    """Some of the rows; a single one of a column is a number, of a table a column."""
    rows = value.length()
    if isinstance(key, SliceValue):
        ends = [None if end == NONE else scalar_dim(end) for end in (key.start, key.stop)]
        unknown = any(end is None and given != NONE for end, given in zip(ends, (key.start, key.stop), strict=True))
        step = 1 if key.step == NONE else key.step.value if isinstance(key.step, Constant) else 0
        if unknown or step == 0 or (by_label and (key.start != NONE or key.stop != NONE)):
            return with_rows(value, ctx.fresh("rows"))
        return with_rows(value, slice_length(rows, ends[0], ends[1], step))
    if _is_mask(key):
        return with_rows(value, ctx.fresh("rows"))
    if isinstance(key, Unknown):
        return ctx.unknown()
    array = as_array(key)
    if isinstance(array, Array) and array.shape is not None and len(array.shape) == 1:
        return with_rows(value, array.shape[0])
    if isinstance(key, Column):
        return with_rows(value, key.rows)
    if isinstance(value, Column):
        return Array((), value.kind, Cell(value.values)) if value.kind in ("i", "f", "b", "u") else ctx.unknown()
    return Column(value.content.width, value.content.kind)


def _at(ctx: Context, indexer: Indexer, key: Value) -> Value:
    table = indexer.table
    if not isinstance(table, Table):
        return _rows(ctx, table, key, by_label=indexer.by_label) if isinstance(table, Column) else ctx.unknown()
    parts = key.elements.items if isinstance(key, TupleValue) else (key,)
    if parts is None or len(parts) > 2:
        return ctx.unknown()
    if len(parts) == 1:
        return _rows(ctx, table, parts[0], by_label=indexer.by_label)
    chosen = _chosen_columns(ctx, table, parts[1], by_label=indexer.by_label)
    if isinstance(chosen, Table | Column):
        return _rows(ctx, chosen, parts[0], by_label=indexer.by_label)
    return chosen


def _chosen_columns(ctx: Context, table: Table, key: Value, *, by_label: bool) -> Value:
    content = table.content
    if isinstance(key, SliceValue):
        if key.start == NONE and key.stop == NONE:
            return table
        if by_label:
            return Table(Cell(TableContent(content.rows, ctx.fresh("columns", 1))))
        ends = [None if end == NONE else scalar_dim(end) for end in (key.start, key.stop)]
        if any(end is None and given != NONE for end, given in zip(ends, (key.start, key.stop), strict=True)):
            return Table(Cell(TableContent(content.rows, ctx.fresh("columns", 1))))
        width = slice_length(content.width, ends[0], ends[1])
        known = content.names is not None and all(end is None or end.constant is not None for end in ends)
        if known and content.names is not None:
            cut = slice(*[None if end is None else end.constant for end in ends])
            kinds = content.kinds[cut] if content.kinds is not None else None
            return Table(Cell(TableContent(content.rows, width, content.names[cut], kinds)))
        return Table(Cell(TableContent(content.rows, width)))
    if isinstance(key, Constant):
        if by_label:
            return _column(table, key.value)
        columns = list((content.columns or {}).items())
        at = key.value if isinstance(key.value, int) else None
        inside = at is not None and -len(columns) <= at < len(columns)
        return Column(content.rows, columns[at][1] if inside and at is not None else None)
    if isinstance(key, Unknown) or scalar_kind(key) is not None:
        return ctx.unknown() if isinstance(key, Unknown) else Column(content.rows)
    elements = sequence_elements(key)
    if elements is None:
        return ctx.unknown()
    return _columns(ctx, table, key) if by_label else Table(Cell(TableContent(content.rows, elements.length)))


def set_item(ctx: Context, value: Value, key: Value, new: Value) -> Conflict | None:
    """table[name] = ...: a new column, or another content of one."""
    if isinstance(value, Table):
        columns = value.content.columns
        if isinstance(key, Constant) and columns is not None:
            changed = {**columns, key.value: _kind(new)}
            ctx.heap.write(value.cell, TableContent.of(value.content.rows, changed))
        elif not _is_mask(key):
            ctx.heap.write(value.cell, replace(value.content, width=ctx.fresh("columns", 1), names=None, kinds=None))
    return None


def _kind(value: Value) -> str | None:
    if isinstance(value, Column | Array):
        return value.kind
    return scalar_kind(value)


__all__ = ["Dim", "get_item", "set_item"]
