"""Methods of a Series or an Index that are none of a table: map, unique, tolist, str.*, dt.*; and going through either."""

from __future__ import annotations

from pylint_lstmshape.domain import object_arrays
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Run, Stream, TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import NO_GAPS, Accessor, Column, ColumnType, Table, TableContent
from pylint_lstmshape.domain.values import NONE, OBJECTS, Array, Constant, Range, Unknown, Value, integer
from pylint_lstmshape.knowledge import Context, Result, attribute, models
from pylint_lstmshape.library.numpy.methods import scalar
from pylint_lstmshape.library.pandas.common import (
    FRAME,
    INDEX,
    SCALARS,
    SERIES,
    a_label,
    both,
    column_at,
    fewer,
    flag,
    labels_in,
    labels_of,
    some_column,
    some_labels,
    table_of,
)
from pylint_lstmshape.library.pandas.shaping import retyped

MAX_PARTS = 64  # columns that are gone through one by one


def element(ctx: Context, column: Column) -> Value:
    """One element of a column."""
    if column.kind in SCALARS:
        return Array((), column.kind, Cell(column.range))
    return a_label(ctx) if column.type_path == INDEX else object_arrays.element(column.range, ctx)


@models(f"{SERIES}.map", f"{SERIES}.apply")
def mapped(ctx: Context, self: Value, func: Value = NONE, *args: Value, **options: Value) -> Result:
    """`func` of each element: a column as long, a table where each gives a Series."""
    if not isinstance(self, Column):
        return ctx.unknown()
    kind: ColumnType | None = None
    if not isinstance(func, DictValue) and not args and not options:
        result = ctx.call(func, element(ctx, self))
        if isinstance(result, Column):
            return table_of(TableContent(self.rows, result.rows, labels=labels_of(self)))
        values = object_arrays.range_of(result)  # which dtype pandas makes of numbers depends on all of them
        if values.held:
            kind = ColumnType("O", values)
        elif isinstance(result, Unknown):
            kind = ColumnType(None, Range(nature=OBJECTS))
    return retyped(self, kind, None)


@models(f"{SERIES}.tolist", f"{SERIES}.to_list")
def tolist(ctx: Context, self: Value) -> Result:
    """The elements as a list of Python objects."""
    if not isinstance(self, Column):
        return ctx.unknown()
    items = self.content.items
    if items is not None:
        return ListValue(Cell(Elements.of(map(Constant, items))))
    return ListValue(
        Cell(
            elements_of(ctx, self).map(
                lambda one: scalar(ctx, one) if isinstance(one, Array) and one.shape == () else one
            )
        )
    )


def elements_of(ctx: Context, column: Column) -> Elements:
    """The elements of a column in order."""
    if column.kind not in SCALARS and column.range.held:
        return object_arrays.elements_of(column.to_array(), ctx)
    return Elements((Run(element(ctx, column), column.rows),))


@models(f"{SERIES}.unique")
def unique(ctx: Context, self: Value) -> Result:
    """An array of the different values (of an Index: an Index)."""
    if not isinstance(self, Column):
        return ctx.unknown()
    count = fewer(ctx, self.rows, "distinct")
    if self.type_path == INDEX:
        return Column.index(count, self.kind)
    return Array((count,), self.kind, Cell(self.range))


@models(f"{SERIES}.factorize")
def factorize(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """The id of each value, and the different values."""
    if not isinstance(self, Column):
        return ctx.unknown()
    return TupleValue.of(
        Array((self.rows,), "i", Cell(Range(-1, None))), Column.index(fewer(ctx, self.rows, "distinct"))
    )


@models(f"{SERIES}.value_counts", f"{FRAME}.value_counts")
def value_counts(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """How often each value occurs."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    kind = "i" if not args and "normalize" not in options else None
    return Column.of(fewer(ctx, self.length(), "distinct"), kind, Range(0, None), labels=some_labels(ctx))


@models(f"{SERIES}.argsort")
def argsort(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Places."""
    return retyped(self, ColumnType("i"), None) if isinstance(self, Column) and not args else ctx.unknown()


@models(f"{INDEX}.get_loc")
def get_loc(ctx: Context, self: Value, key: Value, *args: Value, **options: Value) -> Result:
    """The place of a label."""
    items = self.content.items if isinstance(self, Column) else None
    if items is not None and isinstance(key, Constant) and items.count(key.value) == 1:
        return Constant(items.index(key.value))
    return ctx.unknown()


@models(f"{INDEX}.difference")
def difference(ctx: Context, self: Value, other: Value, sort: Value = NONE) -> Result:
    """The labels that are not among others, each once; sorted, unless there are no others."""
    ours, theirs = (labels_in(one) for one in (self, other))
    if ours is None or theirs is None or not all(isinstance(one, str) for one in (*ours, *theirs)):
        return other_labels(ctx, self)
    left = [str(one) for one in dict.fromkeys(ours) if one not in theirs]
    return Column.index(len(left), "O", (sorted(left) if theirs else left) if sort == NONE else None)


@models(f"{INDEX}.union", f"{INDEX}.intersection", f"{INDEX}.append",
        f"{INDEX}.repeat", f"{INDEX}.sort_values")  # fmt: skip
def other_labels(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Labels nobody knows."""
    return Column.index(ctx.fresh("rows")) if isinstance(self, Column) and self.type_path == INDEX else ctx.unknown()


@models(f"{INDEX}.to_series")
def to_series(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A Series of the labels."""
    return Column.of(self.rows, self.kind, labels=some_labels(ctx)) if isinstance(self, Column) else ctx.unknown()


@models(f"{INDEX}.shift", f"{INDEX}.map", f"{INDEX}.astype", f"{INDEX}.rename", f"{INDEX}.normalize",
        f"{INDEX}.strftime", f"{INDEX}.day_name", f"{INDEX}.month_name")  # fmt: skip
def same_labels(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """As many labels."""
    return Column.index(self.rows) if isinstance(self, Column) else ctx.unknown()


DATE_PARTS = [
    "year", "month", "day", "hour", "minute", "second", "microsecond", "dayofweek", "weekday", "dayofyear", "quarter",
    "day_of_week", "day_of_year", "days_in_month",
]  # fmt: skip
ARRAYS = ["is_month_start", "is_month_end", "date", "time"]


@attribute(*(f"{INDEX}.{name}" for name in DATE_PARTS))
def part_of_dates(ctx: Context, self: Value) -> Result:
    """A number for each label."""
    return Column.index(self.rows) if isinstance(self, Column) else ctx.unknown()


@attribute(*(f"{INDEX}.{name}" for name in ARRAYS))
def array_of_dates(ctx: Context, self: Value) -> Result:
    """An array with something for each label."""
    return Array((self.rows,), None) if isinstance(self, Column) else ctx.unknown()


@attribute(*(f"pandas.Accessor.{name}" for name in (*DATE_PARTS, *ARRAYS)))
def part_of_each(ctx: Context, self: Value) -> Result:
    """A number (or date) for each element."""
    return _of_accessor(ctx, self)


STRING_METHODS = [
    "lower", "upper", "strip", "lstrip", "rstrip", "replace", "len", "slice", "get", "contains", "startswith", "endswith",
    "title", "capitalize", "zfill", "pad", "count", "find", "isnumeric", "isdigit", "match",
    "strftime", "normalize", "floor", "ceil", "round",
    "day_name", "month_name", "swapcase", "rsplit", "split",
]  # fmt: skip


@models(*(f"pandas.Accessor.{name}" for name in STRING_METHODS))
def of_each(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Something for each element; a table with expand=True."""
    if "expand" in options:
        found = _of_accessor(ctx, self)
        spread = flag(options["expand"])
        if spread is None or not isinstance(found, Column):
            return ctx.unknown()
        if spread:
            return table_of(
                TableContent(found.rows, ctx.symbol("columns", "columns", lower=1), labels=labels_of(found))
            )
    return _of_accessor(ctx, self)


def _of_accessor(ctx: Context, accessor: Value) -> Result:
    column = accessor.column if isinstance(accessor, Accessor) else None
    if not isinstance(column, Column):
        return ctx.unknown()
    return Column.index(column.rows) if column.type_path == INDEX else retyped(column, None, None)


@attribute(f"{SERIES}.cat")
def cat(self: Value) -> Result:
    """Categories: codes and categories."""
    return Accessor(self, "pandas.Categories")


@attribute("pandas.Categories.codes")
def codes(ctx: Context, self: Value) -> Result:
    """The id of each element, -1 for NaN."""
    column = self.column if isinstance(self, Accessor) else None
    return retyped(column, ColumnType("i", Range(-1, None)), NO_GAPS) if isinstance(column, Column) else ctx.unknown()


@models(f"{SERIES}.__iter__")
def iterate(ctx: Context, self: Value) -> Result:
    """The elements."""
    if not isinstance(self, Column):
        return ctx.unknown()
    if self.content.items is not None:
        return Stream(Elements.of(map(Constant, self.content.items)))
    return Stream(elements_of(ctx, self))


@models(f"{FRAME}.__iter__")
def iterate_names(ctx: Context, self: Value) -> Result:
    """The names of the columns."""
    names = self.content.names if isinstance(self, Table) else None
    if names is not None and all(isinstance(name, str | int) for name in names):
        return Stream(Elements.of(map(Constant, names)))
    width = self.content.width if isinstance(self, Table) else ctx.fresh("columns")
    return Stream(Elements((Run(a_label(ctx), width),)))


@models(*both("items", "iteritems"))
def items(ctx: Context, self: Value) -> Result:
    """(name, column) of each column; (label, element) of each element."""
    if isinstance(self, Column):
        return Stream(Elements((Run(TupleValue.of(ctx.unknown(), element(ctx, self)), self.rows),)))
    if not isinstance(self, Table):
        return ctx.unknown()
    names = self.content.names
    if names is None or len(names) > MAX_PARTS or not all(isinstance(name, str | int) for name in names):
        return Stream(Elements((Run(TupleValue.of(ctx.unknown(), some_column(self)), self.content.width),)))
    return Stream(Elements.of(TupleValue.of(Constant(name), column_at(self, at)) for at, name in enumerate(names)))


@models(f"{FRAME}.iterrows")
def iterrows(ctx: Context, self: Value) -> Result:
    """(label, row) of each row."""
    if not isinstance(self, Table):
        return ctx.unknown()
    whole = self.content.type
    row = Column.of(self.content.width, whole.kind, whole.values, labels=some_labels(ctx))
    return Stream(Elements((Run(TupleValue.of(ctx.unknown(), row), self.content.rows),)))


@models(f"{FRAME}.itertuples")
def itertuples(ctx: Context, self: Value, index: Value = Constant(True), name: Value = Constant("Pandas")) -> Result:
    """A named tuple for each row."""
    columns = self.content.columns if isinstance(self, Table) else None
    if not isinstance(self, Table) or columns is None or flag(index) is None:
        return ctx.unknown()
    names = [str(one) for one, _ in columns]
    if not all(one.isidentifier() and not one.startswith("_") for one in names):
        names = []
    values = [
        Array((), kind.kind, Cell(kind.values)) if kind.kind in ("i", "u", "f", "b") else ctx.unknown()
        for _, kind in columns
    ]
    if flag(index):
        values.insert(0, ctx.unknown())
        names = ["Index", *names] if names else []
    row = TupleValue(Elements.of(values), tuple(names))
    return Stream(Elements((Run(row, self.content.rows),)))


@models(f"{FRAME}.to_dict", f"{SERIES}.to_dict")
def to_dict(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A dict; a list of dicts for "records"."""
    orient = args[0] if args else options.get("orient", Constant("dict"))
    if isinstance(self, Table) and orient == Constant("records"):
        return ListValue(Cell(Elements((Run(ctx.unknown(), self.content.rows),))))
    if isinstance(self, Table) and orient == Constant("list") and self.content.names is not None:
        pairs = [(Constant(name), tolist(ctx, column_at(self, at))) for at, name in enumerate(self.content.names)]
        if len({name for name, _ in pairs}) == len(pairs) and not any(
            isinstance(value, Conflict) for _, value in pairs
        ):
            return DictValue(Cell(Entries(tuple((name, value) for name, value in pairs if isinstance(value, Value)))))
    return ctx.unknown()


@models(*both("__len__"))
def length(ctx: Context, self: Value) -> Result:
    """The rows."""
    return integer(self.length()) if isinstance(self, Table | Column) else ctx.unknown()


@models(f"{SERIES}.item")
def item(ctx: Context, self: Value) -> Result:
    """The one element."""
    return element(ctx, self) if isinstance(self, Column) else ctx.unknown()
