"""Operators between columns, tables, arrays and numbers: rows are paired by their labels."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.tables import NO_GAPS, Column, ColumnType, Table, TableContent, widest_gaps
from pylint_lstmshape.domain.values import Array, Range, Unknown, Value, scalar_kind
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy import ranges
from pylint_lstmshape.library.numpy.arithmetic import result_kind
from pylint_lstmshape.library.pandas.common import (
    INDEX,
    SERIES,
    both,
    differ,
    gaps_of,
    table_of,
    type_of,
)
from pylint_lstmshape.library.pandas.joining import aligned_rows
from pylint_lstmshape.library.pandas.shaping import retyped

_COMPARISONS = {"==", "!=", "<", "<=", ">", ">="}
BIT = Range(0, 1)


def binary(ctx: Context, operator: str, left: Value, right: Value) -> Value | Conflict | None:
    """Element by element. Raises for an array of another length, and for comparing columns of different labels."""
    if operator == "@":
        return None
    table = left if isinstance(left, Table | Column) else right
    other = right if table is left else left
    assert isinstance(table, Table | Column)
    if isinstance(other, Column | Table):
        return _aligned(ctx, operator, left, right)
    if isinstance(other, Unknown) and operator in _COMPARISONS and table.type_path == SERIES:
        return retyped(table, ColumnType("b", BIT), NO_GAPS)  # whatever it is compared with, a truth for each element
    array = as_array(other)
    if isinstance(array, Array) and array.shape == () and array.library == "numpy":
        return _with_scalar(operator, table, other, reverse=table is right)
    if not isinstance(array, Array) or array.shape is None or array.library != "numpy":
        return None
    if isinstance(table, Column) and table.type_path != INDEX:
        return _with_array(ctx, operator, table, array, left, right)
    if isinstance(table, Table):
        return retyped(table, None, None)
    return ctx.unknown()


def _with_scalar(operator: str, table: Table | Column, other: Value, *, reverse: bool) -> Value:
    """Each element with one number."""

    def combined(kind: ColumnType) -> ColumnType:
        pair = (type_of(other), kind) if reverse else (kind, type_of(other))
        return _kind(operator, *pair) or ColumnType()

    gaps = gaps_of(table) if operator in ("+", "-", "*") and scalar_kind(other) in ("i", "f") else None
    if isinstance(table, Column):
        return retyped(table, combined(table.type), gaps)
    content = table.content
    types = None if content.types is None else tuple(map(combined, content.types))
    return table_of(replace(content, types=types, each=combined(content.each), gaps=gaps, written=()))


def _with_array(
    ctx: Context, operator: str, column: Column, array: Array, left: Value, right: Value
) -> Value | Conflict:
    assert array.shape is not None
    if len(array.shape) == 1:
        if differ(array.shape[0], column.rows) and not (array.shape[0] == 1 or column.rows == 1):
            text = f"operands could not be broadcast together: {column.rows} rows and an array of shape {show(array.shape)}"
            return Conflict("broadcast", text)
        return retyped(column, _kind(operator, type_of(left), type_of(right)), None)
    return ctx.unknown()


def _kind(operator: str, one: ColumnType, other: ColumnType) -> ColumnType | None:
    if operator in _COMPARISONS:
        return ColumnType("b", BIT)
    if operator in ("&", "|", "^") and one.kind == other.kind == "b":
        return ColumnType("b", BIT)
    numbers = ("i", "u", "f", "b")
    if (
        one.kind in numbers
        and other.kind in numbers
        and operator in ("+", "-", "*", "/")
        and "b" not in (one.kind, other.kind)
    ):
        kind = result_kind(operator, (one.kind, other.kind))
        return ColumnType(kind, ranges.fit(ranges.combine(operator, one.values, other.values), kind))
    return None


def _aligned(ctx: Context, operator: str, left: Value, right: Value) -> Value | Conflict | None:
    assert isinstance(left, Table | Column) and isinstance(right, Table | Column)
    if isinstance(left, Column) and isinstance(right, Column):
        if INDEX in (left.type_path, right.type_path):
            return ctx.unknown()
        rows, labels, complete = aligned_rows(ctx, [left, right], outer=True)
        if operator in _COMPARISONS and differ(left.rows, right.rows):
            return Conflict("rows", f"columns of {left.rows} and {right.rows} rows cannot be compared")
        kind = _kind(operator, left.type, right.type) if complete else None
        gaps = widest_gaps([gaps_of(left), gaps_of(right)]) if complete and operator in "+-*" else None
        made = kind or ColumnType()
        name = left.content.name if left.content.name == right.content.name else None
        return Column.of(rows, made.kind, made.values, name, labels, gaps)
    if isinstance(left, Table) and isinstance(right, Table):
        one, two = left.content, right.content
        if one.names is not None and one.names == two.names and one.rows == two.rows and one.labels == two.labels:
            return retyped(left, ColumnType("b", BIT) if operator in _COMPARISONS else None, None)
        return ctx.unknown()
    table, column = (left, right) if isinstance(left, Table) else (right, left)
    if not isinstance(table, Table) or column.type_path == INDEX:
        return ctx.unknown()
    # The column's labels are paired with the names of the columns: those of either are there, the rows are the table's.
    kind = ColumnType("b", BIT) if operator in _COMPARISONS else ColumnType()
    content = table.content
    return table_of(TableContent(content.rows, ctx.fresh("columns", 1), None, None, kind, content.labels))


_METHODS = {
    "add": "+", "sub": "-", "subtract": "-", "mul": "*", "multiply": "*", "div": "/", "divide": "/", "truediv": "/",
    "floordiv": "//", "mod": "%", "pow": "**", "radd": "+", "rsub": "-", "rmul": "*", "rdiv": "/", "eq": "==", "ne": "!=",
    "lt": "<", "le": "<=", "gt": ">", "ge": ">=",
}  # fmt: skip


def _register(name: str, operator: str) -> None:
    @models(*both(name))
    def method(ctx: Context, self: Value, other: Value, *args: Value, **options: Value) -> Result:
        if args or options:
            return ctx.unknown()
        array = as_array(other)
        listed = array.shape if isinstance(array, Array) and not isinstance(other, Column | Table) else None
        if isinstance(self, Column) and listed and differ(listed[0], self.rows):
            text = f"lengths must be equal: {self.rows} rows and an array of shape {show(listed)}"
            return Conflict("broadcast", text)
        result = binary(ctx, operator, other, self) if name.startswith("r") else binary(ctx, operator, self, other)
        return ctx.unknown() if result is None else result

    method.__doc__ = f"As the operator {operator}; a column raises for a list or array of another length, be it one."


for _name, _operator in _METHODS.items():
    _register(_name, _operator)


def unary(operator: str, value: Table | Column) -> Value:
    """`-x`, `+x`, `~x`."""
    if operator == "~":
        kinds = (
            [value.kind]
            if isinstance(value, Column)
            else [one.kind for one in value.content.types or (value.content.each,)]
        )
        return retyped(value, ColumnType("b", BIT) if all(kind == "b" for kind in kinds) else None, gaps_of(value))
    kept = ColumnType(value.kind if value.kind in ("i", "f") else None) if isinstance(value, Column) else None
    return retyped(value, kept, gaps_of(value))
