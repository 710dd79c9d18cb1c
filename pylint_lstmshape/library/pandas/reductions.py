"""mean, sum, max … describe, apply and agg. Source: pandas/core/frame.py, generic.py, apply.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.tables import Column, ColumnType, Table, TableContent
from pylint_lstmshape.domain.values import NONE, Array, Constant, Integer, Real, Value, scalar_kind
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.pandas.common import (
    FRAME,
    axis_of,
    both,
    flag,
    given,
    labels_of,
    some_column,
    some_labels,
    table_of,
)

NUMBERS = ("i", "u", "f", "b")
TO_FLOAT = ["mean", "std", "var", "median", "sem", "skew"]
SAME = ["max", "min", "sum", "prod"]
COUNTS = ["count", "nunique"]
TRUTHS = ["any", "all"]
REDUCING = {*TO_FLOAT, *SAME, *COUNTS}


@models(*both(*TO_FLOAT, *SAME, *TRUTHS), *both(*COUNTS))
def reduced(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A number of a column; a column of a table: one for each of its columns (axis 1: rows)."""
    if isinstance(self, Column):
        return ctx.unknown() if self.kind != "f" else Array((), None)
    if not isinstance(self, Table):
        return ctx.unknown()
    axis_value = args[0] if args else options.get("axis", Constant(0))
    axis = axis_of(axis_value)
    if axis is None or axis_value == NONE or "level" in options:
        return ctx.unknown()
    if axis == 1:
        return Column.of(self.content.rows, labels=labels_of(self))
    width = self.content.width
    types = self.content.types or (self.content.each,)
    if not all(one.kind in NUMBERS for one in types) and (
        flag(options.get("numeric_only")) is not False or len(args) > 1
    ):
        width = ctx.fresh("columns")
    return Column.of(width, labels=some_labels(ctx))


@models(f"{FRAME}.corr")
def corr(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A square table."""
    if not isinstance(self, Table):
        return ctx.unknown()
    types = self.content.types or (self.content.each,)
    width = self.content.width if all(one.kind in NUMBERS for one in types) else ctx.fresh("columns")
    return table_of(TableContent(width, width, each=ColumnType("f"), labels=some_labels(ctx)))


@models(*both("quantile"))
def quantile(ctx: Context, self: Value, q: Value = Constant(0.5), *args: Value, **options: Value) -> Result:
    """A number, or one for each q; of a table a column, or a table."""
    elements = sequence_elements(q)
    if elements is not None and isinstance(self, Column):
        return Column.of(elements.length, "f", labels=some_labels(ctx))
    if elements is None and isinstance(self, Table) and not args and not options and scalar_kind(q) == "f":
        return Column.of(self.content.width, labels=some_labels(ctx))
    return ctx.unknown()


@models(*both("describe"))
def describe(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Eight numbers for each numeric column."""
    if args or options:
        return ctx.unknown()
    if isinstance(self, Column):
        return Column.of(8, "f", labels=some_labels(ctx)) if self.kind in ("i", "u", "f") else ctx.unknown()
    if not isinstance(self, Table):
        return ctx.unknown()
    types = self.content.types or (self.content.each,)
    if all(one.kind in ("i", "u", "f") for one in types) and self.content.width != 0:
        if self.content.columns is None:
            return table_of(TableContent(Dim.of(8), self.content.width, each=ColumnType("f"), labels=some_labels(ctx)))
        columns = [(name, ColumnType("f")) for name, _ in self.content.columns]
        return table_of(TableContent.of(8, columns, some_labels(ctx)))
    return ctx.unknown()


@models(f"{FRAME}.apply")
def apply(ctx: Context, self: Value, func: Value, axis: Value = Constant(0), *args: Value, **options: Value) -> Result:
    """`func` of each column (axis 1: of each row): a column of numbers, or a table of columns."""
    side = axis_of(axis)
    if not isinstance(self, Table) or side is None or args or options:
        return ctx.unknown()
    content = self.content
    if side == 1:
        whole = content.type
        row = Column.of(content.width, whole.kind, whole.values, labels=some_labels(ctx))
        result = ctx.call(func, row)
        if _is_scalar(result):
            return Column.of(content.rows, labels=labels_of(self))
        return ctx.unknown()
    result = ctx.call(func, some_column(self))
    if isinstance(result, Column) and result.rows == content.rows:
        return table_of(content.retyped(ColumnType()))
    return Column.of(content.width, labels=some_labels(ctx)) if _is_scalar(result) else ctx.unknown()


def _is_scalar(value: Value) -> bool:
    return (
        isinstance(value, Real | Integer)
        or scalar_kind(value) in ("i", "f", "b")
        or (isinstance(value, Array) and value.shape == ())
    )


@models(*both("agg", "aggregate"))
def aggregate(ctx: Context, self: Value, func: Value = NONE, *args: Value, **options: Value) -> Result:
    """One reduction by name: as that method; several: a row for each."""
    if args or options or not given(func):
        return ctx.unknown()
    if isinstance(func, Constant) and func.value in REDUCING:
        return reduced(ctx, self)
    elements = sequence_elements(func)
    if (
        elements is not None
        and isinstance(self, Table)
        and all(isinstance(run.value, Constant) and run.value.value in REDUCING for run in elements)
    ):
        return table_of(TableContent(elements.length, self.content.width, labels=some_labels(ctx)))
    return ctx.unknown()
