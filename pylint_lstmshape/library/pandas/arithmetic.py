"""Operators between columns, tables, arrays and numbers."""

from __future__ import annotations

from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import Column, Table, TableContent
from pylint_lstmshape.domain.values import Array, Value, scalar_kind
from pylint_lstmshape.knowledge import Context

_COMPARISONS = {"==", "!=", "<", "<=", ">", ">="}


def binary(ctx: Context, operator: str, left: Value, right: Value) -> Value | Conflict | None:
    """Element by element; rows are aligned by the index, so that another number of rows is no mistake."""
    table = left if isinstance(left, Table | Column) else right
    other = right if table is left else left
    plain = scalar_kind(other) is not None or isinstance(other, Array | Column | Table)
    if not isinstance(table, Table | Column) or not plain or operator == "@":
        return None
    same = scalar_kind(other) is not None or isinstance(other, Array) or _rows(other) == table.length()
    rows = table.length() if same else ctx.fresh("rows")
    kind = "b" if operator in _COMPARISONS else "f" if operator == "/" else None
    if isinstance(table, Column) and not isinstance(other, Table):
        return Column(rows, kind or (table.kind if scalar_kind(other) in ("i", "b") else None))
    if isinstance(table, Table) and not isinstance(other, Column | Table):
        return Table(Cell(TableContent(rows, table.content.width, table.content.names)))
    return ctx.unknown()


def _rows(value: Value) -> object:
    return value.length() if isinstance(value, Table | Column) else None
