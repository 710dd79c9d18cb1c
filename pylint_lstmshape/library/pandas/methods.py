"""Attributes and methods of tables and columns."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.dim import Dim, minimum
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.tables import Column, Indexer, Table, TableContent, with_rows
from pylint_lstmshape.domain.values import (
    NONE,
    TRUE,
    Array,
    Constant,
    Elements,
    ListValue,
    Run,
    Stream,
    TupleValue,
    Value,
    integer,
)
from pylint_lstmshape.knowledge import Context, Result, attribute, bases, models

_FRAME, _SERIES = "pandas.DataFrame", "pandas.Series"
bases("pandas.Index", _SERIES)


def _both(*names: str) -> list[str]:
    return [f"{owner}.{name}" for name in names for owner in (_FRAME, _SERIES)]


@attribute(*_both("values", "array"))
def values(ctx: Context, self: Value) -> Result:
    """The ndarray."""
    return self.to_array() if isinstance(self, Table | Column) else ctx.unknown()


@models(*_both("to_numpy", "as_matrix"))
def to_numpy(ctx: Context, self: Value, dtype: Value = NONE, copy: Value = NONE, na_value: Value = NONE) -> Result:
    """The ndarray."""
    return self.to_array() if isinstance(self, Table | Column) else ctx.unknown()


@attribute(*_both("shape"))
def shape(ctx: Context, self: Value) -> Result:
    """(rows, columns) or (rows,)."""
    array = self.to_array() if isinstance(self, Table | Column) else None
    return ctx.unknown() if array is None or array.shape is None else TupleValue.of(*map(integer, array.shape))


@attribute(f"{_FRAME}.columns")
def columns(ctx: Context, self: Value) -> Result:
    """The names."""
    if not isinstance(self, Table):
        return ctx.unknown()
    names = self.content.names
    if names is not None and all(isinstance(name, str | int) for name in names):
        return ListValue(Cell(Elements.of(Constant(name) for name in names)))
    return Column(self.content.width, "O")


@attribute(*_both("index"))
def index(ctx: Context, self: Value) -> Result:
    """The labels of the rows."""
    return Column(self.length()) if isinstance(self, Table | Column) else ctx.unknown()


@attribute(*_both("iloc", "iat"))
def iloc(self: Value) -> Result:
    """Indexing by place."""
    return Indexer(self, False)


@attribute(*_both("loc", "at", "ix"))
def loc(self: Value) -> Result:
    """Indexing by label."""
    return Indexer(self, True)


@attribute(f"{_FRAME}.T")
def transposed(ctx: Context, self: Value) -> Result:
    """Rows and columns exchanged."""
    return (
        Table(Cell(TableContent(self.content.width, self.content.rows))) if isinstance(self, Table) else ctx.unknown()
    )


def _changed(ctx: Context, self: Value, new: Table | Column, inplace: Value) -> Result:
    """`new`, or with inplace=True the table itself changed to it."""
    if inplace == TRUE:
        if isinstance(self, Table) and isinstance(new, Table):
            ctx.heap.write(self.cell, new.content)
        return NONE
    return new


@models(*_both("head", "tail"))
def head(ctx: Context, self: Value, n: Dim = Dim.of(5)) -> Result:
    """The first or last n rows."""
    return with_rows(self, minimum(n, self.length())) if isinstance(self, Table | Column) else ctx.unknown()


@models(*_both("dropna", "drop_duplicates", "query", "sample", "filter", "between_time", "truncate"))
def fewer_rows(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Some of the rows; with axis=1 some of the columns."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    if isinstance(self, Table) and options.get("axis", Constant(0)) != Constant(0):
        new: Table | Column = Table(Cell(TableContent(self.content.rows, ctx.fresh("columns", 1))))
    else:
        new = with_rows(self, ctx.symbol("rows", "rows", lower=1))
    return _changed(ctx, self, new, options.get("inplace", NONE))


@models(*_both("copy", "fillna", "ffill", "bfill", "interpolate", "shift", "astype", "sort_values", "sort_index", "round",
               "abs", "clip", "replace", "applymap", "cumsum", "pct_change", "diff", "rank", "rename", "infer_objects",
               "reindex_like", "mask", "where", "isnull", "isna", "notnull", "notna", "isin"))  # fmt: skip
def same_shape(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """The same number of rows and columns."""
    if isinstance(self, Column):
        return replace(self, kind=None)
    if not isinstance(self, Table):
        return ctx.unknown()
    return _changed(ctx, self, Table(Cell(self.content)), options.get("inplace", NONE))


@models(f"{_FRAME}.drop")
def drop(
    ctx: Context, self: Value, labels: Value = NONE, axis: Value = Constant(0), index: Value = NONE, columns: Value = NONE,
    level: Value = NONE, inplace: Value = NONE, errors: Value = NONE,
) -> Result:  # fmt: skip
    """Without some columns or rows."""
    if not isinstance(self, Table):
        return ctx.unknown()
    by_columns = columns != NONE or axis in (Constant(1), Constant("columns"))
    gone = columns if columns != NONE else labels
    if not by_columns:
        return _changed(
            ctx, self, Table(Cell(replace(self.content, rows=ctx.symbol("rows", "rows", lower=1)))), inplace
        )
    elements = sequence_elements(gone)
    items = (gone,) if isinstance(gone, Constant) else None if elements is None else elements.items
    known = self.content.columns
    names = [item.value for item in items or () if isinstance(item, Constant)]
    if known is not None and items is not None and len(names) == len(items):
        left = {name: kind for name, kind in known.items() if name not in names}
        return _changed(ctx, self, Table(Cell(TableContent.of(self.content.rows, left))), inplace)
    width = self.content.width - len(names) if items is not None else ctx.symbol("columns", "columns", lower=1)
    return _changed(ctx, self, Table(Cell(TableContent(self.content.rows, width))), inplace)


@models(f"{_FRAME}.pop")
def pop(ctx: Context, self: Value, item: Value) -> Result:
    """Takes a column out."""
    if not isinstance(self, Table):
        return ctx.unknown()
    column = Column(self.content.rows)
    known = self.content.columns
    if known is not None and isinstance(item, Constant):
        left = {name: kind for name, kind in known.items() if name != item.value}
        ctx.heap.write(self.cell, TableContent.of(self.content.rows, left))
    else:
        ctx.heap.write(self.cell, TableContent(self.content.rows, self.content.width - 1))
    return column


@models(f"{_FRAME}.__delitem__")
def delete(ctx: Context, self: Value, item: Value) -> Result:
    """del table[name]."""
    pop(ctx, self, item)
    return NONE


@models(f"{_FRAME}.reset_index", f"{_FRAME}.set_index")
def reindexed(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """The index becomes a column or a column the index: only the rows stay."""
    if not isinstance(self, Table):
        return ctx.unknown()
    if options.get("drop") == TRUE and not args:
        return _changed(ctx, self, Table(Cell(self.content)), options.get("inplace", NONE))
    width = ctx.symbol("columns", "columns", lower=1)
    return _changed(ctx, self, Table(Cell(TableContent(self.content.rows, width))), options.get("inplace", NONE))


@models(*_both("reset_index"))
def series_reset_index(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A column with drop=True, else a table."""
    if isinstance(self, Table):
        return reindexed(ctx, self, *args, **options)
    return self if options.get("drop") == TRUE else ctx.unknown()


@models(f"{_SERIES}.map", f"{_SERIES}.apply")
def mapped(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A column as long."""
    return Column(self.rows) if isinstance(self, Column) else ctx.unknown()


@models(f"{_SERIES}.tolist", f"{_SERIES}.to_list")
def tolist(ctx: Context, self: Value) -> Result:
    """The elements as a list."""
    if not isinstance(self, Column):
        return ctx.unknown()
    element = Array((), self.kind, Cell(self.values)) if self.kind in ("i", "u", "f", "b") else ctx.unknown()
    return ListValue(Cell(Elements((Run(element, self.rows),))))


@models(f"{_SERIES}.unique")
def unique(ctx: Context, self: Value) -> Result:
    """An array of the different values."""
    return Array((ctx.symbol("distinct", "distinct", lower=1),), self.kind if isinstance(self, Column) else None)


@models(f"{_SERIES}.__iter__", f"{_FRAME}.__iter__")
def iterate(ctx: Context, self: Value) -> Result:
    """The elements of a column, the names of a table."""
    count = (
        self.rows if isinstance(self, Column) else self.content.width if isinstance(self, Table) else ctx.fresh("len")
    )
    return Stream(Elements((Run(ctx.unknown(), count),)))


@models(*_both("sum", "mean", "std", "var", "median", "max", "min", "count", "nunique", "idxmax", "idxmin"))
def reduced(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A number of a column; a column of a table."""
    return Column(self.content.width) if isinstance(self, Table) and not args and not options else ctx.unknown()


@models(*_both("plot", "hist", "info", "describe", "to_csv", "to_pickle", "value_counts"))
def shown(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Nothing that matters to shapes."""
    return ctx.unknown()


__all__ = ["as_dim"]
