"""DataFrame, Series, read_csv and its kin, concat, get_dummies."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, as_dim, sequence_elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.tables import Column, Table, TableContent
from pylint_lstmshape.domain.values import NONE, Array, Constant, DictValue, Unknown, Value, scalar_kind
from pylint_lstmshape.knowledge import Context, Result, models


@models("pandas.DataFrame")
def data_frame(
    ctx: Context,
    data: Value = NONE,
    index: Value = NONE,
    columns: Value = NONE,
    dtype: Value = NONE,
    copy: Value = NONE,
) -> Result:
    """A table from a dict of columns, an array or a list of rows."""
    if isinstance(data, DictValue):
        return _from_dict(ctx, data)
    if isinstance(data, Table):
        return Table(Cell(data.content))
    if isinstance(data, Column):
        return Table(Cell(TableContent.of(data.rows, {data.name: data.kind})))
    array = as_array(data)
    if not isinstance(array, Array) or array.shape is None or not 1 <= len(array.shape) <= 2:
        return Table(Cell(TableContent(_rows_of(ctx, data), ctx.symbol("columns", "columns", lower=1))))
    width = array.shape[1] if len(array.shape) == 2 else Dim.of(1)
    names = sequence_elements(columns)
    items = None if names is None else names.items
    if items is not None and all(isinstance(item, Constant) for item in items):
        labels: tuple[object, ...] | None = tuple(item.value for item in items if isinstance(item, Constant))
    else:
        labels = (
            tuple(range(width.constant))
            if columns == NONE and width.constant is not None and width.constant < 256
            else None
        )
    if labels is not None and width != len(labels):
        labels = None
    kinds = None if labels is None else (array.kind,) * len(labels)
    return Table(Cell(TableContent(array.shape[0], width, labels, kinds)))


def _rows_of(ctx: Context, data: Value) -> Dim:
    elements = sequence_elements(data)
    return ctx.symbol("rows", "rows", lower=1) if elements is None else elements.length


def _from_dict(ctx: Context, data: DictValue) -> Result:
    entries = data.cell.content
    rows: Dim | None = None
    kinds: dict[object, str | None] = {}
    for key, value in entries.items:
        array = as_array(value) if not isinstance(value, Column) else value.to_array()
        if isinstance(array, Array) and array.shape:
            rows = array.shape[0] if rows is None else rows
            kind: str | None = "O" if array.kind == "U" else array.kind
        else:
            kind = scalar_kind(value)
        kinds[key.value if isinstance(key, Constant) else key] = kind
    count = rows if rows is not None else ctx.symbol("rows", "rows", lower=1)
    if entries.others is not None:
        return Table(Cell(TableContent(count, ctx.symbol("columns", "columns", lower=1))))
    return Table(Cell(TableContent.of(count, kinds)))


@models("pandas.Series")
def series(
    ctx: Context, data: Value = NONE, index: Value = NONE, dtype: Value = NONE, name: Value = NONE, copy: Value = NONE
) -> Result:
    """A column from a list or a 1-D array."""
    array = as_array(data)
    if isinstance(array, Array) and array.shape is not None and len(array.shape) == 1:
        return Column(array.shape[0], array.kind, array.range)
    return Column(_rows_of(ctx, data))


@models("pandas.read_csv", "pandas.read_excel", "pandas.read_table", "pandas.read_parquet", "pandas.read_json",
        "pandas.read_fwf", "pandas.read_hdf", "pandas.read_feather", "pandas.read_sql")  # fmt: skip
def read_csv(ctx: Context, filepath_or_buffer: Value = NONE, *args: Value, **options: Value) -> Result:
    """A table whose rows only the file tells; its columns where `names` or `usecols` lists them."""
    rows = ctx.symbol("rows", "rows", lower=1)
    if options.get("squeeze") not in (None, Constant(False)) or "chunksize" in options or "iterator" in options:
        return ctx.unknown()
    for given in ("usecols", "names"):
        elements = sequence_elements(options[given]) if given in options else None
        if elements is None:
            continue
        indexed = options.get("index_col") not in (None, NONE, Constant(False))
        width = elements.length - (1 if indexed else 0)
        items = elements.items
        if items is not None and not indexed and all(isinstance(item, Constant) for item in items):
            names = tuple(item.value for item in items if isinstance(item, Constant))
            return Table(Cell(TableContent(rows, width, names, (None,) * len(names))))
        return Table(Cell(TableContent(rows, width)))
    return Table(Cell(TableContent(rows, ctx.symbol("columns", "columns", lower=1))))


@models("pandas.concat")
def concat(ctx: Context, objs: Value, axis: Value = Constant(0), **options: Value) -> Result:
    """Tables under each other (axis 0), or side by side."""
    elements = sequence_elements(objs)
    items = None if elements is None else elements.items
    side = axis in (Constant(1), Constant("columns"))
    tables = [item for item in items or () if isinstance(item, Table | Column)]
    if items is None or not tables or len(tables) != len(items):
        if elements is not None and len(elements.runs) == 1 and isinstance(elements.runs[0].value, Table) and side:
            content = elements.runs[0].value.content
            return Table(Cell(TableContent(content.rows, content.width * elements.length)))
        return ctx.unknown()
    widths = [one.content.width if isinstance(one, Table) else Dim.of(1) for one in tables]
    if side:
        rows = tables[0].length()
        if any(one.length() != rows for one in tables):
            rows = ctx.symbol("rows", "rows", lower=1)
        total = Dim.of(0)
        for width in widths:
            total = total + width
        return Table(Cell(TableContent(rows, total)))
    count = Dim.of(0)
    for one in tables:
        count = count + one.length()
    if all(isinstance(one, Column) for one in tables):
        return Column(count)
    first = tables[0]
    if isinstance(first, Table) and all(
        isinstance(one, Table) and one.content.names == first.content.names for one in tables
    ):
        return (
            Table(Cell(replace(first.content, rows=count)))
            if first.content.names is not None
            else Table(Cell(TableContent(count, ctx.symbol("columns", "columns", lower=1))))
        )
    return Table(Cell(TableContent(count, ctx.symbol("columns", "columns", lower=1))))


@models("pandas.get_dummies")
def get_dummies(ctx: Context, data: Value, **options: Value) -> Result:
    """One column for each value."""
    rows = data.length() if isinstance(data, Table | Column) else _rows_of(ctx, data)
    return Table(Cell(TableContent(rows, ctx.symbol("columns", "columns", lower=1))))


@models("pandas.to_datetime", "pandas.to_numeric")
def converted(ctx: Context, arg: Value, *args: Value, **options: Value) -> Result:
    """The same column with another dtype."""
    return replace(arg, kind=None) if isinstance(arg, Column) else ctx.unknown()


@models("pandas.date_range")
def date_range(ctx: Context, start: Value = NONE, end: Value = NONE, periods: Value = NONE, **options: Value) -> Result:
    """`periods` dates."""
    count = as_dim(periods) if periods != NONE and not isinstance(periods, Unknown) else None
    return Column(count or ctx.symbol("rows", "rows", lower=1), "M")
