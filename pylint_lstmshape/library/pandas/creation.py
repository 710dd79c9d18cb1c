"""DataFrame, Series, Index, date_range, get_dummies, conversions. Source: pandas/core/frame.py, internals/construction.py."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, sequence_elements
from pylint_lstmshape.domain.containers import DictValue, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.tables import (
    COUNTED,
    NO_GAPS,
    Column,
    ColumnType,
    Gaps,
    Labels,
    Table,
    TableContent,
    widest_gaps,
)
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Range, Text, Unknown, Value, scalar_kind
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.dtypes import cast_range, kind_of
from pylint_lstmshape.library.pandas.common import (
    INDEX,
    MAX_NAMES,
    NO_LABEL,
    differ,
    flag,
    gaps_of,
    given,
    label,
    label_or_labels,
    labels_in,
    labels_of,
    number,
    some_labels,
    table_of,
    type_of,
)


@models("pandas.DataFrame")
def data_frame(
    ctx: Context,
    data: Value = NONE,
    index: Value = NONE,
    columns: Value = NONE,
    dtype: Value = NONE,
    copy: Value = NONE,
) -> Result:
    """A table from a dict of columns, an array, a list of rows or another table. Raises where columns do not fit."""
    made = _frame(ctx, data, index, columns)
    if isinstance(made, Table) and given(dtype):
        content = made.content
        ctx.heap.write(made.cell, content.retyped(ColumnType(kind_of(dtype))))
    return made


def _frame(ctx: Context, data: Value, index: Value, columns: Value) -> Result:
    if isinstance(data, DictValue):
        return _from_dict(ctx, data, index, columns)
    if isinstance(data, Table):
        return _from_table(ctx, data, index, columns)
    if isinstance(data, Column) and data.type_path == INDEX:
        data = Column.of(data.rows, data.kind, data.range, data.content.name)
    if isinstance(data, Column):
        names = labels_in(columns) if given(columns) else [0 if data.content.name is None else data.content.name]
        if given(index) or names is None or len(names) != 1 or (given(columns) and data.content.name is not None):
            return table_of(TableContent(ctx.fresh("rows"), ctx.fresh("columns"), labels=some_labels(ctx)))
        return table_of(TableContent.of(data.rows, [(names[0], data.type)], labels_of(data), gaps_of(data)))
    if data == NONE:
        rows, labels = _index(ctx, index, Dim.of(0))
        if given(columns) and labels_in(columns) is None:
            return table_of(TableContent(rows, ctx.fresh("columns"), labels=labels))
        names = (labels_in(columns) or []) if given(columns) else []
        return table_of(TableContent.of(rows, [(name, ColumnType("O")) for name in names], labels))
    array = as_array(data)
    if isinstance(array, Array) and array.shape is not None:
        return _from_array(ctx, data, array, index, columns)
    rows, labels = _index(ctx, index, _length(ctx, data))
    if given(columns) and (names := labels_in(columns)) is not None:
        return table_of(TableContent.of(rows, [(name, ColumnType()) for name in names], labels))
    return table_of(TableContent(rows, ctx.fresh("columns"), labels=labels))


def _length(ctx: Context, data: Value) -> Dim:
    elements = sequence_elements(data)
    return ctx.fresh("rows") if elements is None else elements.length


def _index(ctx: Context, index: Value, rows: Dim) -> tuple[Dim, Labels]:
    """The rows and labels of a table with this index."""
    if not given(index):
        return rows, COUNTED
    if isinstance(index, Column):
        return index.rows, replace(labels_of(index), names=(index.content.name,))
    array = as_array(index)
    if isinstance(array, Array) and array.shape is not None and len(array.shape) == 1:
        return array.shape[0], some_labels(ctx, array.kind)
    return ctx.fresh("rows"), some_labels(ctx)


def _from_array(ctx: Context, data: Value, array: Array, index: Value, columns: Value) -> Result:
    shape = array.shape
    assert shape is not None
    rows_of_dicts = _list_of_dicts(data)
    if rows_of_dicts:
        return table_of(TableContent(shape[0], ctx.fresh("columns"), labels=some_labels(ctx)))
    if len(shape) > 2:
        return Conflict("ndim", f"a DataFrame is made of a 2-D array, not of shape {show(shape)}")
    if not shape:
        rows, labels = _index(ctx, index, ctx.fresh("rows"))
        names = labels_in(columns) if given(columns) else None
        kind = type_of(data)
        if names is not None:
            return table_of(TableContent.of(rows, [(name, kind) for name in names], labels))
        return table_of(TableContent(rows, ctx.fresh("columns"), each=kind, labels=labels))
    rows, width = shape[0], shape[1] if len(shape) == 2 else Dim.of(1)
    listed = sequence_elements(data) is not None
    if listed and rows == 0:
        return _frame(ctx, NONE, index, columns)
    count, labels = _index(ctx, index, rows)
    if given(index) and differ(count, rows) and not (listed and len(shape) == 1):
        return Conflict("rows", f"an array of shape {show(shape)} does not fit an index of {count} labels")
    names = labels_in(columns) if given(columns) else None
    if given(columns) and (asked := _count(columns, names)) is not None and differ(asked, width):
        return Conflict("columns", f"an array of shape {show(shape)} does not fit {asked} column names")
    if not given(columns) and width.constant is not None and width.constant <= MAX_NAMES:
        names = list(range(width.constant))
    types = _types_of_columns(data, array, width)
    gaps = NO_GAPS if array.kind in ("i", "u", "b") or _no_nan(data) else None
    if names is None or width.constant is None:
        width = width if names is None else Dim.of(len(names))
        if names is None:
            return table_of(TableContent(rows, width, each=types[0], labels=labels, gaps=gaps))
        types = types * len(names)
    return table_of(TableContent.of(rows, list(zip(names, types, strict=True)), labels, gaps))


def _count(columns: Value, names: list[object] | None) -> Dim | None:
    if names is not None:
        return Dim.of(len(names))
    if isinstance(columns, Column):
        return columns.rows
    elements = sequence_elements(columns)
    return None if elements is None else elements.length


def _types_of_columns(data: Value, array: Array, width: Dim) -> list[ColumnType]:
    """The type of each column: of a list of rows each for itself, of an array all alike."""
    count = width.constant if width.constant is not None and width.constant <= MAX_NAMES else None
    elements = sequence_elements(data)
    rows = None if elements is None else elements.items
    if rows is not None and count is not None and array.shape is not None and len(array.shape) == 2:
        parts = [sequence_elements(row) for row in rows]
        cells = [None if part is None else part.items for part in parts]
        if all(one is not None and len(one) == count for one in cells):
            found: list[ColumnType] = []
            for place in range(count):
                kinds = {scalar_kind(one[place]) for one in cells if one is not None}
                ranges = [type_of(one[place]).values for one in cells if one is not None]
                values = ranges[0] if ranges else ANY
                for other in ranges[1:]:
                    values = values.join(other)
                held = kinds.pop() if len(kinds) == 1 else "f" if kinds == {"i", "f"} else None
                found.append(ColumnType("O" if held in ("U", "S") else held, values))
            return found
    kind = ColumnType("O" if array.kind in ("U", "S") else array.kind, array.range)
    if elements is not None and array.kind in ("U", "S", "O"):
        kind = ColumnType("O" if _all_texts(data) else None)
    return [kind] * (count or 1)


def _all_texts(data: Value) -> bool:
    elements = sequence_elements(data)
    if elements is None:
        return isinstance(data, Text) or scalar_kind(data) == "U"
    return all(_all_texts(run.value) for run in elements)


def _no_nan(data: Value) -> bool:
    """Whether a list is all literal numbers, none of them NaN."""
    elements = sequence_elements(data)
    if elements is None:
        return isinstance(data, Constant) and isinstance(data.value, int | float) and data.value == data.value
    return all(_no_nan(run.value) for run in elements)


def _list_of_dicts(data: Value) -> bool:
    elements = sequence_elements(data)
    return elements is not None and any(isinstance(run.value, DictValue) for run in elements)


def _from_table(ctx: Context, data: Table, index: Value, columns: Value) -> Result:
    content = data.content
    if given(index):
        return table_of(TableContent(ctx.fresh("rows"), ctx.fresh("columns"), labels=some_labels(ctx)))
    if not given(columns):
        return table_of(content)
    names = labels_in(columns)
    if names is None or content.names is None:
        width = ctx.fresh("columns") if names is None else Dim.of(len(names))
        return table_of(TableContent(content.rows, width, labels=content.labels))
    kept = [(name, dict(content.columns or []).get(name, ColumnType())) for name in names]
    return table_of(TableContent.of(content.rows, kept, content.labels))


def _from_dict(ctx: Context, data: DictValue, index: Value, columns: Value) -> Result:
    entries = data.cell.content
    rows: Dim | None = None
    labels = COUNTED
    found: list[tuple[object, ColumnType]] = []
    gaps: list[Gaps | None] = []
    aligned = True
    for key, value in entries.items:
        kind = type_of(value)
        name = label(key)
        array = as_array(value)
        if isinstance(value, DictValue | Table):
            return table_of(TableContent(ctx.fresh("rows"), ctx.fresh("columns"), labels=some_labels(ctx)))
        if isinstance(array, Array) and array.shape is not None and len(array.shape) > 1:
            if sequence_elements(value) is None:
                return Conflict("ndim", f"column {name!r} is made of a 1-D array, not of shape {show(array.shape)}")
            array, kind = Array((array.shape[0],), "O"), ColumnType("O")
        elements = sequence_elements(value)
        if isinstance(value, Column) and value.type_path == "pandas.Series":
            length: Dim | None = value.rows
            if rows is not None and (labels != labels_of(value) or rows != value.rows):
                aligned = False
            labels = labels_of(value)
        elif isinstance(array, Array) and array.shape:
            length = array.shape[0]
        elif isinstance(array, Array) and array.shape == ():
            length = None
        else:
            length = None if elements is None else elements.length
            kind = ColumnType()
            if length is None:
                aligned = aligned and not isinstance(value, Unknown)
        if length is not None and rows is not None and differ(length, rows) and not isinstance(value, Column):
            if aligned and not any(isinstance(one, Column) for _, one in entries.items):
                return Conflict("rows", f"all arrays must be of the same length, but {name!r} has {length}, not {rows}")
        rows = length if rows is None else rows
        gaps.append(
            gaps_of(value)
            if isinstance(value, Column)
            else NO_GAPS
            if kind.kind in ("i", "u", "b") or _no_nan(value)
            else None
        )
        found.append((name, kind))
    if not aligned or rows is None:
        rows, labels = ctx.fresh("rows"), some_labels(ctx)
        found = [(name, ColumnType()) for name, _ in found]
        gaps = [None]
    if given(index):
        if any(isinstance(one, Column) for _, one in entries.items):
            rows, labels = ctx.fresh("rows"), some_labels(ctx)
            found, gaps = [(name, ColumnType()) for name, _ in found], [None]
        else:
            count, labels = _index(ctx, index, rows)
            if (
                aligned
                and entries.items
                and differ(count, rows)
                and any(isinstance(one := as_array(value), Array) and one.shape for _, value in entries.items)
            ):
                return Conflict("rows", f"columns of {rows} rows do not fit an index of {count} labels")
            rows = count
    if entries.others is not None or any(name is NO_LABEL for name, _ in found):
        return table_of(TableContent(rows, ctx.fresh("columns"), labels=labels))
    if given(columns):
        names = labels_in(columns)
        if names is None:
            return table_of(TableContent(rows, ctx.fresh("columns"), labels=labels))
        types = dict(found)
        return table_of(TableContent.of(rows, [(name, types.get(name, ColumnType("O"))) for name in names], labels))
    if not entries.items:
        return _frame(ctx, NONE, index, columns)
    return table_of(TableContent.of(rows, found, labels, widest_gaps(gaps)))


@models("pandas.DataFrame.from_dict", "pandas.DataFrame.from_records")
def from_dict(ctx: Context, data: Value, *args: Value, **options: Value) -> Result:
    """A table from a dict of columns or a list of records."""
    if args or set(options) - {"columns"}:
        return table_of(TableContent(ctx.fresh("rows"), ctx.fresh("columns"), labels=some_labels(ctx)))
    return _frame(ctx, data, NONE, options.get("columns", NONE))


@models("pandas.Series")
def series(
    ctx: Context, data: Value = NONE, index: Value = NONE, dtype: Value = NONE, name: Value = NONE, copy: Value = NONE
) -> Result:
    """A column from a list, a 1-D array or a dict. Raises for an array of more axes."""
    title = label(name) if label(name) is not NO_LABEL else None
    kind = kind_of(dtype) if given(dtype) else None
    if isinstance(data, Column) and data.type_path == INDEX:
        data = Column.of(data.rows, data.kind, data.range, data.content.name)
    if isinstance(data, Column) and not given(index):
        content = replace(data.content, name=title if given(name) else data.content.name)
        content = replace(content, kind=kind if given(dtype) else content.kind, items=None)
        return Column(Cell(content))
    if isinstance(data, DictValue) and not given(index):
        values = [value for _, value in data.cell.content.items]
        kinds = {type_of(value).kind for value in values}
        held = kinds.pop() if len(kinds) == 1 else None
        return Column.of(data.cell.content.length, kind or held, name=title, labels=some_labels(ctx))
    array = as_array(data)
    if not isinstance(array, Array) or array.shape is None or isinstance(data, Column) or data == NONE:
        rows, labels = _index(ctx, index, _length(ctx, data))
        return Column.of(rows, kind, name=title, labels=labels)
    if not array.shape:
        rows, labels = _index(ctx, index, Dim.of(1))
        return Column.of(rows, kind or type_of(data).kind, array.range, title, labels)
    if len(array.shape) > 1 and sequence_elements(data) is None:
        return Conflict("ndim", f"a Series is made of a 1-D array, not of shape {show(array.shape)}")
    rows, labels = _index(ctx, index, array.shape[0])
    if differ(rows, array.shape[0]):
        return Conflict("rows", f"{array.shape[0]} values do not fit an index of {rows} labels")
    held = "O" if len(array.shape) > 1 or array.kind in ("U", "S") else array.kind
    if sequence_elements(data) is not None and array.kind in ("U", "S", "O") and not _all_texts(data):
        held = None
    if rows == 0 and sequence_elements(data) is not None:
        held = "O"
    gaps = NO_GAPS if held in ("i", "u", "b") or _no_nan(data) else None
    elements = cast_range(array.range, held, kind) if given(dtype) else array.range
    return Column.of(rows, kind if given(dtype) else held, elements, title, labels, gaps)


@models("pandas.DatetimeIndex")
def datetime_index(ctx: Context, data: Value = NONE, *args: Value, **options: Value) -> Result:
    """Dates as labels."""
    array = as_array(data)
    known = isinstance(array, Array) and array.shape is not None and len(array.shape) == 1
    return Column.index(
        array.shape[0] if known and isinstance(array, Array) and array.shape else ctx.fresh("rows"), "M"
    )


@models("pandas.Index")
def index(ctx: Context, data: Value = NONE, *args: Value, **options: Value) -> Result:
    """Labels."""
    items = labels_in(data)
    if items is not None:
        return Column.index(len(items), type_of(data).kind, items)
    array = as_array(data)
    if isinstance(array, Array) and array.shape is not None and len(array.shape) == 1 and not args:
        return Column.index(array.shape[0])
    return Column.index(ctx.fresh("rows"))


@models("pandas.date_range", "pandas.bdate_range")
def date_range(
    ctx: Context,
    start: Value = NONE,
    end: Value = NONE,
    periods: Value = NONE,
    freq: Value = NONE,
    *args: Value,
    **options: Value,
) -> Result:
    """`periods` dates; as many as fit between start and end where it is not given."""
    count = number(periods) if given(periods) else None
    name = options.get("name", NONE)
    title = label(name) if label(name) is not NO_LABEL else None
    return Column.index(ctx.fresh("rows") if count is None else count, "M", name=title)


@models("pandas.get_dummies")
def get_dummies(
    ctx: Context,
    data: Value,
    prefix: Value = NONE,
    prefix_sep: Value = Constant("_"),
    dummy_na: Value = Constant(False),
    columns: Value = NONE,
    sparse: Value = Constant(False),
    drop_first: Value = Constant(False),
    dtype: Value = NONE,
) -> Result:
    """One column of truths for each value that occurs, in place of each text column (or of those in `columns`)."""
    kind = kind_of(dtype) if given(dtype) else None
    if isinstance(data, Table):
        content = data.content
        encoded = label_or_labels(columns) if given(columns) else None
        if content.columns is not None:
            plain = [
                (name, one) for name, one in content.columns
                if (name not in encoded if encoded is not None else one.kind in ("i", "u", "f", "b", "M", "m"))
            ]  # fmt: skip
            if len(plain) == len(content.columns) and (encoded is not None or not given(columns)):
                return table_of(content)
        return table_of(TableContent(content.rows, ctx.symbol("columns", "columns"), labels=content.labels))
    rows = data.rows if isinstance(data, Column) else _length(ctx, data)
    labels = labels_of(data) if isinstance(data, Column) else COUNTED
    each = ColumnType(kind if given(dtype) else None, Range(0, 1))
    return table_of(TableContent(rows, ctx.symbol("columns", "columns"), each=each, labels=labels, gaps=NO_GAPS))


@models("pandas.to_datetime", "pandas.to_numeric")
def converted(ctx: Context, arg: Value, *args: Value, **options: Value) -> Result:
    """The same column with another dtype."""
    if isinstance(arg, Column):
        content = replace(arg.content, kind=None, items=None)
        return replace(arg, cell=Cell(content))
    if isinstance(arg, Table):
        return Column.of(arg.content.rows, "M", labels=labels_of(arg))
    array = as_array(arg)
    if isinstance(array, Array) and array.shape is not None and len(array.shape) == 1:
        return ctx.unknown() if array.kind in ("i", "f") else Column.index(array.shape[0], "M")
    return ctx.unknown()


@models("pandas.cut", "pandas.qcut")
def cut(ctx: Context, x: Value, bins: Value, *args: Value, **options: Value) -> Result:
    """The bin of each value."""
    if isinstance(x, Column) and flag(options.get("retbins")) is False:
        return Column.of(x.rows, None, name=x.content.name, labels=labels_of(x))
    return ctx.unknown()


@models("pandas.factorize")
def factorize(ctx: Context, values: Value, *args: Value, **options: Value) -> Result:
    """The id of each value, and the different values."""
    array = as_array(values)
    rows = array.shape if isinstance(array, Array) and array.shape is not None else None
    different = ctx.symbol("distinct", "distinct")
    return TupleValue.of(Array(rows, "i", Cell(Range(-1, None))), Column.index(different))


@models("pandas.unique")
def unique(ctx: Context, values: Value) -> Result:
    """An array of the different values."""
    array = as_array(values)
    kind = array.kind if isinstance(array, Array) else None
    return Array((ctx.symbol("distinct", "distinct"),), kind, Cell(array.range if isinstance(array, Array) else ANY))
