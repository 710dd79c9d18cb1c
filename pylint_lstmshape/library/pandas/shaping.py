"""Methods that keep, drop, order, shift or relabel rows and columns. Source: pandas/core/generic.py, frame.py."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, sequence_elements
from pylint_lstmshape.domain.containers import DictValue
from pylint_lstmshape.domain.dim import Dim, at_least, maximum, minimum
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import (
    COUNTED,
    NO_GAPS,
    Column,
    ColumnType,
    Gaps,
    Table,
    TableContent,
    with_rows,
)
from pylint_lstmshape.domain.values import NONE, TRUE, Array, Constant, Range, Real, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.dtypes import cast_range, kind_of
from pylint_lstmshape.library.pandas.common import (
    FRAME,
    NO_LABEL,
    SERIES,
    axis_of,
    both,
    fewer,
    finish,
    flag,
    gaps_of,
    given,
    holding_nan,
    label,
    labels_in,
    labels_of,
    number,
    some_labels,
    table_of,
    type_of,
    with_columns,
    with_width,
)

Part = Table | Column


def retyped(value: Part, kind: ColumnType | None, gaps: Gaps | None) -> Part:
    """The same rows and columns with elements of their own; `kind` None: unknown."""
    new = kind or ColumnType()
    if isinstance(value, Column):
        content = replace(value.content, kind=new.kind, elements=Cell(new.values), gaps=gaps, items=None)
        return replace(value, cell=Cell(content))
    return table_of(replace(value.content.retyped(new), gaps=gaps))


def copied(value: Part) -> Part:
    """The same rows, columns and types."""
    if isinstance(value, Column):
        return replace(value, cell=Cell(replace(value.content, elements=Cell(value.range))))
    return table_of(value.content)


@models(*both("copy"))
def copy(ctx: Context, self: Value, deep: Value = TRUE) -> Result:
    """A copy."""
    return copied(self) if isinstance(self, Table | Column) else ctx.unknown()


@models(*both("fillna", "ffill", "bfill", "interpolate"))
def fillna(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """NaN replaced: the same rows and columns."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    filler = options.get("value", args[0] if args else None)
    plain = filler is not None and isinstance(filler, Constant | Real) and "limit" not in options
    plain = plain and not isinstance(getattr(filler, "value", 0), str)
    if isinstance(self, Column):
        kept = (
            self.kind
            if self.kind in ("i", "u", "b", "f") and plain
            else self.kind
            if self.kind in ("i", "u", "b")
            else None
        )
        values = self.range.join(type_of(filler).values) if filler is not None and plain else self.range
        new: Part = retyped(self, ColumnType(kept, values), NO_GAPS if plain else None)
    else:
        written = self.content.written if plain else ()
        new = table_of(replace(self.content, gaps=NO_GAPS if plain else gaps_of(self), written=written))
        if not plain or isinstance(filler, DictValue):
            new = _keeping_numbers(new)
    return finish(ctx, self, new, options.get("inplace"), gives=ctx.unknown())  # itself since pandas 3


def _keeping_numbers(value: Part) -> Part:
    """Types that filling NaN may change are forgotten: floats stay floats unless filled with text."""
    if not isinstance(value, Table) or value.content.types is None:
        return value
    types = tuple(ColumnType(one.kind if one.kind in ("i", "u", "b") else None) for one in value.content.types)
    return table_of(replace(value.content, types=types))


@models(*both("abs", "round", "clip", "cumsum", "cummax", "cummin", "cumprod", "replace", "mask", "where",
              "infer_objects", "convert_dtypes", "transform"), f"{FRAME}.map", f"{FRAME}.applymap")  # fmt: skip
def elementwise(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """The same rows and columns, other elements."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    return finish(ctx, self, retyped(self, None, None), options.get("inplace"), gives=ctx.unknown())


@models(*both("rank", "pct_change"))
def as_floats(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A float for each element."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    if "freq" in options or flag(options.get("numeric_only")) is not False or axis_of(options.get("axis")) != 0:
        return ctx.unknown()
    return retyped(self, ColumnType("f"), None)


@models("pandas.isna", "pandas.isnull", "pandas.notna", "pandas.notnull")
def isna(ctx: Context, obj: Value) -> Result:
    """A truth for each element."""
    if isinstance(obj, Table | Column):
        return tested(ctx, obj)
    array = as_array(obj)
    return Array(array.shape, "b") if isinstance(array, Array) and array.shape != () else ctx.unknown()


@models(*both("isna", "isnull", "notna", "notnull", "isin"), f"{SERIES}.between", f"{SERIES}.duplicated")
def tested(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A truth for each element."""
    return retyped(self, ColumnType("b", Range(0, 1)), NO_GAPS) if isinstance(self, Table | Column) else ctx.unknown()


@models(f"{FRAME}.duplicated")
def duplicated(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A truth for each row."""
    if not isinstance(self, Table):
        return ctx.unknown()
    return Column.of(self.content.rows, "b", Range(0, 1), labels=labels_of(self), gaps=NO_GAPS)


@models(*both("astype"))
def astype(ctx: Context, self: Value, dtype: Value, *args: Value, **options: Value) -> Result:
    """Another element type, of all columns or of those in a dict."""
    if isinstance(self, Column):
        kind = kind_of(dtype)
        gaps = gaps_of(self) if kind in ("f", "i", "u", "b") else None
        return retyped(self, ColumnType(_held(kind), cast_range(self.range, self.kind, kind)), gaps)
    if not isinstance(self, Table):
        return ctx.unknown()
    if isinstance(dtype, DictValue):
        entries = dtype.cell.content
        change = {label(key): ColumnType(_held(kind_of(value))) for key, value in entries.items}
        if entries.others is not None or NO_LABEL in change:
            return retyped(self, None, None)
        return table_of(replace(self.content.retyped(change), gaps=None))
    kind = kind_of(dtype)
    content = self.content
    gaps = gaps_of(self) if kind in ("f", "i", "u", "b") else None
    if content.types is None:
        each = ColumnType(_held(kind), cast_range(content.each.values, content.each.kind, kind))
        return table_of(replace(content, each=each, gaps=gaps, written=()))
    types = tuple(ColumnType(_held(kind), cast_range(one.values, one.kind, kind)) for one in content.types)
    return table_of(replace(content, types=types, gaps=gaps))


def _held(kind: str | None) -> str | None:
    return "O" if kind in ("U", "S") else kind


@models(*both("sort_values", "sort_index"))
def sort_values(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """The same rows in another order."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    if axis_of(options.get("axis")) != 0:
        return finish(
            ctx,
            self,
            retyped(self, None, None) if isinstance(self, Column) else with_width(self, self.content.width),
            options.get("inplace"),
        )
    renumbered = flag(options.get("ignore_index"))
    labels = COUNTED if renumbered else some_labels(ctx, labels_of(self).kind, labels_of(self).names)
    new = with_rows(self, self.length(), labels, NO_GAPS if gaps_of(self) == NO_GAPS else None)
    return finish(ctx, self, new, options.get("inplace"))


@models(*both("head", "tail"))
def head(ctx: Context, self: Value, n: Dim = Dim.of(5)) -> Result:
    """The first or last n rows; with a negative n all but so many."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    rows = self.length()
    if at_least(n, 0) is False:
        taken = maximum(rows + n, 0)
    else:
        taken = minimum(n, rows)
    labels = some_labels(ctx, labels_of(self).kind, labels_of(self).names)
    return with_rows(self, taken, labels, NO_GAPS if gaps_of(self) == NO_GAPS else None)


@models(*both("sample"))
def sample(
    ctx: Context, self: Value, n: Value = NONE, frac: Value = NONE, replace: Value = Constant(False), *args: Value,
    **options: Value,
) -> Result:  # fmt: skip
    """n rows, or a part of them, at random. Raises for more than there are, unless with replacement."""
    if not isinstance(self, Table | Column) or axis_of(options.get("axis")) != 0:
        return ctx.unknown()
    rows = self.length()
    if given(frac):
        share = frac.value if isinstance(frac, Constant) else None
        total = rows.constant
        if share == 1 and isinstance(share, int | float):
            taken = rows
        elif isinstance(share, int | float) and total is not None:
            taken = Dim.of(round(share * total))
        else:
            taken = fewer(ctx, rows) if isinstance(share, float) and share < 1 else ctx.fresh("rows")
    else:
        count = number(n) if given(n) else Dim.of(1)
        if count is None:
            return with_rows(self, ctx.fresh("rows"), some_labels(ctx))
        if at_least(count, rows + 1) and flag(replace) is False:
            return Conflict("rows", f"{count} of {rows} rows cannot be sampled without replacement")
        taken = count
    labels = COUNTED if flag(options.get("ignore_index")) else some_labels(ctx)
    return with_rows(self, taken, labels, NO_GAPS if gaps_of(self) == NO_GAPS else None)


@models(*both("dropna"))
def dropna(
    ctx: Context, self: Value, axis: Value = Constant(0), how: Value = NONE, *args: Value, **options: Value
) -> Result:
    """Without the rows (axis=1: columns) that hold NaN: as many rows as are known to have one fewer."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    rows, labels = self.length(), labels_of(self)
    gaps = gaps_of(self)
    if axis_of(axis) != 0:
        if not isinstance(self, Table) or axis_of(axis) is None:
            return ctx.unknown()
        new: Part = self if gaps == NO_GAPS else with_width(self, fewer(ctx, self.content.width, "columns"))
        return finish(ctx, self, copied(new), options.get("inplace"))
    plain = not args and how in (NONE, Constant("any")) and not {"thresh", "subset"} & set(options)
    if gaps == NO_GAPS:
        left, kept = rows, labels
    elif plain and gaps is not None:
        left, kept = (
            maximum(rows - gaps[0] - gaps[1], 0) if rows.constant is not None else rows - gaps[0] - gaps[1],
            labels.cut("gaps", rows, *gaps),
        )
    else:
        left, kept = fewer(ctx, rows), some_labels(ctx, labels.kind, labels.names)
    if flag(options.get("ignore_index")):
        kept = COUNTED
    new = with_rows(self, left, kept, NO_GAPS if plain else None)
    return finish(ctx, self, new, options.get("inplace"))


@models(*both("drop_duplicates", "truncate", "between_time", "at_time", "nlargest", "nsmallest"),
        f"{FRAME}.query")  # fmt: skip
def fewer_rows(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Some of the rows."""
    if not isinstance(self, Table | Column) or axis_of(options.get("axis")) != 0:
        return ctx.unknown()
    labels = some_labels(ctx, labels_of(self).kind, labels_of(self).names)
    new = with_rows(self, fewer(ctx, self.length()), labels, NO_GAPS if gaps_of(self) == NO_GAPS else None)
    return finish(ctx, self, new, options.get("inplace"))


@models(*both("asfreq", "reindex", "explode", "tz_localize", "to_period"))
def other_rows(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Rows nobody knows; the same columns. `reindex(columns=names)`: those columns, and the same rows."""
    if isinstance(self, Table) and not args and set(options) <= {"columns", "fill_value"} and "columns" in options:
        names, array = labels_in(options["columns"]), as_array(options["columns"])
        if names is not None:
            columns = [(name, ColumnType()) for name in names]
            return table_of(TableContent.of(self.content.rows, columns, self.content.labels))
        known = isinstance(array, Array) and array.shape is not None and len(array.shape) == 1
        width = array.shape[0] if known else ctx.fresh("columns")  # type: ignore[union-attr,index]  # known says so
        return table_of(TableContent(self.content.rows, width, labels=self.content.labels))
    if not isinstance(self, Table | Column) or {"columns", "axis"} & set(options):
        return ctx.unknown()
    new = with_rows(self, ctx.symbol("rows", "rows"), some_labels(ctx))
    return retyped(new, None, None)


@models(f"{FRAME}.filter", f"{FRAME}.select_dtypes")
def some_columns(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Some of the columns: by dtype where all are known."""
    if not isinstance(self, Table):
        return ctx.unknown()
    if axis_of(options.get("axis"), 1) != 1:
        return with_rows(self, fewer(ctx, self.length()), some_labels(ctx))
    items = labels_in(options["items"]) if "items" in options else None
    if items is not None and self.content.names is not None:
        return with_columns(self, [at for name in items for at in self.content.at(name) or []])
    return with_width(self, fewer(ctx, self.content.width, "columns"))


@models(f"{SERIES}.filter")
def filtered(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Some of the rows."""
    return with_rows(self, fewer(ctx, self.rows), some_labels(ctx)) if isinstance(self, Column) else ctx.unknown()


@models(*both("shift"))
def shift(
    ctx: Context, self: Value, periods: Value = Constant(1), freq: Value = NONE, axis: Value = Constant(0),
    fill_value: Value = NONE, *args: Value, **options: Value,
) -> Result:  # fmt: skip
    """The same labels with the elements moved by so many rows; NaN where none comes from."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    by = number(periods)
    if given(freq):
        return with_rows(self, self.length(), some_labels(ctx, "M"), gaps_of(self))
    if axis_of(axis) != 0 or by is None:
        return retyped(self, None, None) if sequence_elements(periods) is None else ctx.unknown()
    return _moved(self, by, filled=given(fill_value))


def _moved(value: Part, by: Dim, *, filled: bool) -> Part:
    """Shifted by a number of rows."""
    gaps = gaps_of(value)
    if gaps is not None:
        gaps = _moved_gaps(gaps, by, value.length())
    if filled:
        return retyped(value, None, None)
    if by == 0:
        return copied(value)
    if isinstance(value, Column):
        return retyped(value, holding_nan(value.type) if value.kind else None, gaps)
    content = value.content
    types = None if content.types is None else tuple(holding_nan(one) for one in content.types)
    return table_of(replace(content, types=types, each=holding_nan(content.each), gaps=gaps, written=()))


def _moved_gaps(gaps: Gaps, by: Dim, rows: Dim) -> Gaps | None:
    if at_least(by, 0):
        return (gaps[0] + by, maximum(gaps[1] - by, 0))
    if at_least(-by, 0):
        return (maximum(gaps[0] + by, 0), gaps[1] - by)
    return None


@models(*both("diff"))
def diff(ctx: Context, self: Value, periods: Value = Constant(1), axis: Value = Constant(0)) -> Result:
    """Each element minus the one so many rows before: NaN at the start."""
    by = number(periods)
    if not isinstance(self, Table | Column) or by is None or axis_of(axis) != 0:
        return retyped(self, None, None) if isinstance(self, Table | Column) else ctx.unknown()
    gaps = gaps_of(self)
    ahead, behind = maximum(by, 0), maximum(-by, 0)
    moved = None if gaps is None else (gaps[0] + ahead, gaps[1] + behind)
    if isinstance(self, Column):
        return retyped(self, ColumnType("f" if self.kind in ("i", "u", "f") else None), moved)
    content = self.content
    types = None
    if content.types is not None:
        types = tuple(ColumnType("f" if one.kind in ("i", "u", "f") else None) for one in content.types)
    return table_of(
        replace(
            content,
            types=types,
            each=ColumnType("f" if content.each.kind in ("i", "u", "f") else None),
            gaps=moved,
            written=(),
        )
    )
