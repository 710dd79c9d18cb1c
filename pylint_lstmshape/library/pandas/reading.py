"""read_csv and its kin: rows only the file tells; columns where the call (or a local file's first lines) tells them."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Run
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.tables import COUNTED, NAMELESS, ColumnType, Labels, Table, TableContent
from pylint_lstmshape.domain.values import NONE, TRUE, Constant, Integer, Text, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.dtypes import kind_of
from pylint_lstmshape.library.pandas.common import (
    fewer,
    flag,
    given,
    label_or_labels,
    labels_in,
    number,
    some_column,
    some_labels,
    table_of,
)
from pylint_lstmshape.library.pandas.local_files import local_table


@models("pandas.read_csv")
def read_csv(ctx: Context, filepath_or_buffer: Value, *args: Value, **options: Value) -> Result:
    """The table in a text file."""
    return _read(ctx, filepath_or_buffer, args, options, ",")


@models("pandas.read_table")
def read_table(ctx: Context, filepath_or_buffer: Value, *args: Value, **options: Value) -> Result:
    """The table in a text file of fields between tabs."""
    return _read(ctx, filepath_or_buffer, args, options, "\t")


@models("pandas.read_excel")
def read_excel(ctx: Context, io: Value, sheet_name: Value = Constant(0), *args: Value, **options: Value) -> Result:
    """The table in a sheet; a dict of tables for several sheets."""
    if isinstance(sheet_name, Constant | Integer | Text) and sheet_name != NONE:
        return _read(ctx, NONE, args, options, ",")
    if sheet_name == NONE:
        table = _stored(ctx, ctx.fresh("rows"), ctx.fresh("columns"), None)
        return DictValue(Cell(Entries((), Run(table, ctx.fresh("sheets", 1)))))
    elements = sequence_elements(sheet_name)
    if elements is None or elements.items is None:
        return ctx.unknown()
    tables = [_stored(ctx, ctx.fresh("rows"), ctx.fresh("columns"), None) for _ in elements.items]
    return DictValue(Cell(Entries(tuple(zip(elements.items, tables, strict=True)))))


@models("pandas.read_html")
def read_html(ctx: Context, io: Value, *args: Value, **options: Value) -> Result:
    """A list of the tables of a page: at least one, or it raises."""
    table = _stored(ctx, ctx.fresh("rows"), ctx.fresh("columns"), None)
    return ListValue(Cell(Elements((Run(table, ctx.fresh("tables", 1)),))))


@models("pandas.read_parquet", "pandas.read_feather", "pandas.read_stata")
def read_stored(ctx: Context, path: Value, *args: Value, **options: Value) -> Result:
    """A table of which only the columns asked for are known."""
    if given(options.get("chunksize")) or flag(options.get("iterator")) is not False:
        return ctx.unknown()
    names = labels_in(options["columns"]) if given(options.get("columns")) and "index_col" not in options else None
    return _stored(ctx, ctx.symbol("rows", "rows"), ctx.symbol("columns", "columns"), names)


@models("pandas.read_fwf", "pandas.read_sql", "pandas.read_sql_query")
def read_some(ctx: Context, source: Value, *args: Value, **options: Value) -> Result:
    """A table: `columns` is not heeded where a query says them."""
    more = len(args) > 4 or given(options.get("chunksize")) or flag(options.get("iterator")) is not False
    return ctx.unknown() if more else _stored(ctx, ctx.symbol("rows", "rows"), ctx.symbol("columns", "columns"), None)


@models("pandas.read_json")
def read_json(ctx: Context, path_or_buf: Value, **options: Value) -> Result:
    """A table, whatever the file's form (`orient`)."""
    if options.get("typ", Constant("frame")) != Constant("frame") or given(options.get("chunksize")):
        return ctx.unknown()
    return _stored(ctx, ctx.symbol("rows", "rows"), ctx.symbol("columns", "columns"), None)


def _stored(ctx: Context, rows: Dim, width: Dim, names: list[object] | None) -> Table:
    if names is not None:
        return table_of(TableContent.of(rows, [(name, ColumnType()) for name in names], some_labels(ctx)))
    return table_of(TableContent(rows, width, labels=some_labels(ctx)))


def _read(ctx: Context, path: Value, args: tuple[Value, ...], options: dict[str, Value], separator: str) -> Result:
    if args and path != NONE:  # read_csv(path, sep) of older versions
        options = {"sep": args[0], **options}
        args = args[1:]
    if args:
        return ctx.unknown()
    if flag(options.get("iterator")) is not False or given(options.get("chunksize")):
        return ctx.unknown()
    table = local_table(ctx, path, options, separator) or _columns(ctx, path, options)
    dtype = options.get("dtype")
    if dtype is not None and given(dtype):
        if isinstance(dtype, DictValue):
            kinds = {
                key.value: ColumnType(kind_of(value))
                for key, value in dtype.cell.content.items
                if isinstance(key, Constant)
            }
            table = table.retyped(kinds)
        else:
            table = table.retyped(ColumnType(kind_of(dtype)))
    made = table_of(table)
    squeezing = flag(options.get("squeeze"))
    if squeezing is False:
        return made
    if squeezing and made.content.width == 1:
        return some_column(made)
    return ctx.unknown()


def _columns(ctx: Context, path: Value, options: dict[str, Value]) -> TableContent:
    """The columns as the arguments tell: names, usecols, index_col."""
    rows = _rows(ctx, options)
    names = labels_in(options["names"]) if given(options.get("names")) else None
    chosen = options.get("usecols")
    index_col = options.get("index_col")
    columns: list[object] | None = names
    width: Dim | None = None if names is None else Dim.of(len(names))
    if given(chosen) and chosen is not None:
        picked = labels_in(chosen)
        if picked is None:
            elements = sequence_elements(chosen)
            columns, width = None, None if elements is None else elements.length
        elif columns is not None:
            columns = _picked(columns, picked)
            width = Dim.of(len(picked))
        else:
            width = Dim.of(len(picked))
            # pandas gives them in the order of the file, so only the names are known, not the places
            columns = picked if len(picked) == 1 and isinstance(picked[0], str) else None
    labels: Labels = COUNTED
    if given(index_col) and index_col != Constant(False):
        taken = label_or_labels(index_col) if index_col is not None else None
        count = 1 if taken is None and index_col == TRUE else None if taken is None else len(taken)
        # A header's cell may be empty, and then the level has no name.
        level_names = None if taken is None else tuple(one if isinstance(one, str) else NAMELESS for one in taken)
        labels = some_labels(ctx, None, level_names)
        if columns is not None and taken is not None:
            at = [columns.index(one) if one in columns else one for one in taken]
            labels = some_labels(
                ctx, None, tuple(columns[one] for one in at if isinstance(one, int) and one < len(columns))
            )
            columns = [name for place, name in enumerate(columns) if place not in at]
        if width is not None and count is not None:
            width = width - count
        else:
            width = None
    if columns is not None:
        return TableContent.of(rows, [(name, ColumnType()) for name in columns], labels)
    return TableContent(rows, width if width is not None else ctx.symbol("columns", "columns"), labels=labels)


def _picked(columns: list[object], picked: list[object]) -> list[object] | None:
    """usecols in the order of the file."""
    places = sorted(
        {columns.index(one) if one in columns else one for one in picked if one in columns or isinstance(one, int)},
        key=str,
    )
    if any(not isinstance(place, int) or place >= len(columns) for place in places):
        return None
    return [columns[place] for place in sorted(place for place in places if isinstance(place, int))]


def _rows(ctx: Context, options: dict[str, Value]) -> Dim:
    """As many as the file has, but at most nrows."""
    most = number(options.get("nrows")) if given(options.get("nrows")) else None
    return ctx.symbol("rows", "rows") if most is None else fewer(ctx, most)
