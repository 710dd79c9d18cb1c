"""groupby, resample, rolling and what follows them. Source: pandas/core/groupby, resample.py, window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, Run, Stream, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.tables import (
    COUNTED,
    NO_GAPS,
    Column,
    ColumnType,
    Grouped,
    Table,
    TableContent,
    Windows,
    with_rows,
)
from pylint_lstmshape.domain.values import NONE, TRUE, Constant, Value, integer
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.pandas.common import (
    both,
    column_at,
    fewer,
    flag,
    gaps_of,
    given,
    label,
    label_or_labels,
    labels_of,
    some_column,
    some_labels,
    table_of,
    with_columns,
    with_width,
)
from pylint_lstmshape.library.pandas.reductions import NUMBERS
from pylint_lstmshape.library.pandas.shaping import retyped

_GROUPED, _WINDOWS = "pandas.Grouped", "pandas.Windows"


@models(*both("groupby"))
def groupby(
    ctx: Context, self: Value, by: Value = NONE, *args: Value, as_index: Value = TRUE, **options: Value
) -> Result:
    """The rows in groups of equal keys."""
    if not isinstance(self, Table | Column) or args or "axis" in options:
        return ctx.unknown()
    groups = fewer(ctx, self.length(), "groups")
    names = label_or_labels(by) if given(by) and not isinstance(by, Column) else None
    keys: tuple[object, ...] | None = ()
    count = len(names) if names is not None else 1
    if names is not None and isinstance(self, Table):
        known = self.content.names
        keys = tuple(names) if known is None or all(name in known for name in names) else None
    elif given(by) and not isinstance(by, Column):
        keys = None
    level_names: tuple[object, ...] | None = None
    if names is not None:
        level_names = tuple(names)
    elif isinstance(by, Column):
        level_names = (by.content.name,)
    labels = some_labels(ctx, None if count == 1 else "O", level_names)
    indexed = flag(as_index)
    return (
        Grouped(self, groups, labels, keys, indexed is not False, labels.key) if indexed is not None else ctx.unknown()
    )


@models(*both("resample"))
def resample(ctx: Context, self: Value, rule: Value, *args: Value, **options: Value) -> Result:
    """The rows in spans of time."""
    if not isinstance(self, Table | Column):
        return ctx.unknown()
    name = label(options["on"]) if "on" in options else None
    keys: tuple[object, ...] | None = () if "on" not in options else (name,) if isinstance(name, str) else None
    labels = some_labels(ctx, "M", (name,) if isinstance(name, str) else labels_of(self).names)
    return Grouped(self, ctx.symbol("rows", "rows"), labels, keys, True, labels.key)


def _values(grouped: Grouped) -> Table | Column | None:
    """The columns that are no keys; None where it is unknown which those are."""
    table = grouped.table
    if isinstance(table, Column):
        return table
    if grouped.keys is None:
        return None
    content = table.content
    if content.names is None:
        return with_width(table, content.width - len(grouped.keys))
    return with_columns(table, [at for at, name in enumerate(content.names) if name not in grouped.keys])


def _beside_keys(ctx: Context, grouped: Grouped, columns: Sequence[tuple[object, ColumnType]]) -> Result:
    """as_index=False: the keys as columns before these."""
    keys = grouped.keys or ()
    if not keys or any(name in keys for name, _ in columns):
        return ctx.unknown()
    return table_of(TableContent.of(grouped.groups, [*((key, ColumnType()) for key in keys), *columns], COUNTED))


def _one_row_each(ctx: Context, grouped: Grouped, kind: ColumnType) -> Result:
    """A row for each group."""
    values = _values(grouped)
    if values is None:
        return table_of(TableContent(grouped.groups, ctx.fresh("columns"), labels=grouped.labels))
    if isinstance(values, Column):
        if not grouped.as_index:
            return _beside_keys(ctx, grouped, [(values.content.name, kind)])
        return retyped(with_rows(values, grouped.groups, grouped.labels), kind, None)
    made = table_of(replace(values.content, rows=grouped.groups, labels=grouped.labels, gaps=None).retyped(kind))
    if grouped.as_index or not grouped.keys:
        return made
    content = made.content
    if content.columns is None:
        return table_of(replace(content, width=content.width + len(grouped.keys), labels=COUNTED))
    return _beside_keys(ctx, grouped, content.columns)


@models(*(f"{_GROUPED}.{name}" for name in ("mean", "median", "std", "var", "sem")))
def averaged(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A float for each group and column."""
    if not isinstance(self, Grouped):
        return ctx.unknown()
    values = _values(self)
    types = (
        ()
        if values is None
        else values.content.types or (values.content.each,)
        if isinstance(values, Table)
        else (values.type,)
    )
    if isinstance(values, Table) and not all(one.kind in NUMBERS for one in types):
        # Older versions leave out text columns; newer ones do with numeric_only=True.
        return (
            table_of(TableContent(self.groups, ctx.fresh("columns"), labels=self.labels))
            if self.as_index
            else ctx.unknown()
        )
    return _one_row_each(ctx, self, ColumnType("f" if all(one.kind in ("i", "f", "u") for one in types) else None))


@models(
    *(f"{_GROUPED}.{name}" for name in ("sum", "min", "max", "first", "last", "prod", "nunique", "count", "any", "all"))
)
def reduced(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A value for each group and column."""
    if not isinstance(self, Grouped) or flag(options.get("numeric_only")) is not False:
        return ctx.unknown()
    return _one_row_each(ctx, self, ColumnType())


@models(f"{_GROUPED}.size")
def sizes(ctx: Context, self: Value) -> Result:
    """How many rows each group has."""
    if not isinstance(self, Grouped):
        return ctx.unknown()
    if not self.as_index:
        return _beside_keys(ctx, self, [("size", ColumnType("i"))])
    return Column.of(self.groups, "i", labels=self.labels)


def _aggregates(func: Value, options: Mapping[str, Value]) -> list[object] | None:
    """The names of the columns that agg gives; None where one may have several levels or is not known."""
    if func == NONE:
        return list(options) or None
    if options or not isinstance(func, DictValue) or func.cell.content.others is not None:
        return None
    pairs = [(label(key), how) for key, how in func.cell.content.items]
    plain = all(isinstance(name, str) and isinstance(how, Constant) for name, how in pairs)
    return [name for name, _ in pairs] if plain else None


@models(f"{_GROUPED}.agg", f"{_GROUPED}.aggregate")
def aggregated(ctx: Context, self: Value, func: Value = NONE, *args: Value, **options: Value) -> Result:
    """A row for each group: the columns by the names of reductions, or as a dict tells."""
    if not isinstance(self, Grouped) or args:
        return ctx.unknown()
    values = _values(self)
    if not self.as_index:
        found = _aggregates(func, options)
        return ctx.unknown() if found is None else _beside_keys(ctx, self, [(name, ColumnType()) for name in found])
    if isinstance(func, DictValue) and not options:
        entries = func.cell.content
        names = [label(key) for key, _ in entries.items]
        width = Dim.of(0)
        for _, how in entries.items:
            several = sequence_elements(how)
            width = width + (Dim.of(1) if several is None else several.length)
        if entries.others is not None:
            return ctx.unknown()
        if all(sequence_elements(how) is None for _, how in entries.items) and all(
            isinstance(name, str) for name in names
        ):
            return table_of(TableContent.of(self.groups, [(name, ColumnType()) for name in names], self.labels))
        return table_of(TableContent(self.groups, width, labels=self.labels))
    if options and func == NONE:
        columns: list[tuple[object, ColumnType]] = [(name, ColumnType()) for name in options]
        return table_of(TableContent.of(self.groups, columns, self.labels))
    elements = sequence_elements(func)
    if elements is not None and values is not None:
        width = elements.length * (values.content.width if isinstance(values, Table) else 1)
        return table_of(TableContent(self.groups, width, labels=self.labels))
    if isinstance(func, Constant):
        return _one_row_each(ctx, self, ColumnType())
    return ctx.unknown()


@models(
    *(
        f"{_GROUPED}.{name}"
        for name in (
            "transform",
            "shift",
            "cumsum",
            "cummax",
            "cummin",
            "diff",
            "pct_change",
            "rank",
            "ffill",
            "bfill",
            "fillna",
        )
    )
)
def row_by_row(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A value for each row, as the rows were."""
    values = _values(self) if isinstance(self, Grouped) else None
    return ctx.unknown() if values is None else retyped(values, None, None)


@models(f"{_GROUPED}.cumcount", f"{_GROUPED}.ngroup")
def cumcount(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A number for each row."""
    return (
        Column.of(self.table.length(), "i", labels=labels_of(self.table))
        if isinstance(self, Grouped)
        else ctx.unknown()
    )


@models(*(f"{_GROUPED}.{name}" for name in ("head", "tail", "nth", "sample", "filter")))
def some_rows(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Some of the rows."""
    if not isinstance(self, Grouped) or args == ():
        return ctx.unknown()
    return with_rows(self.table, fewer(ctx, self.table.length()), some_labels(ctx))


@models(f"{_GROUPED}.get_group")
def get_group(ctx: Context, self: Value, name: Value, *args: Value) -> Result:
    """The rows of one group."""
    if not isinstance(self, Grouped):
        return ctx.unknown()
    return with_rows(self.table, fewer(ctx, self.table.length()), some_labels(ctx))


@models(f"{_GROUPED}.__iter__")
def iterate(ctx: Context, self: Value) -> Result:
    """(key, rows) of each group."""
    if not isinstance(self, Grouped):
        return ctx.unknown()
    rows = ctx.fresh("rows", 1)
    part = with_rows(self.table, rows, some_labels(ctx), NO_GAPS if gaps_of(self.table) == NO_GAPS else None)
    return Stream(Elements((Run(TupleValue.of(ctx.unknown(), part), self.groups),)))


@models(f"{_GROUPED}.__len__")
def length(ctx: Context, self: Value) -> Result:
    """How many groups."""
    return integer(self.groups) if isinstance(self, Grouped) else ctx.unknown()


@models(f"{_GROUPED}.__getattr__")
def column_of_groups(ctx: Context, self: Value, name: str) -> Result:
    """grouped.name: that column of each group."""
    table = self.table if isinstance(self, Grouped) else None
    if not isinstance(self, Grouped) or not isinstance(table, Table):
        return ctx.unknown()
    places = table.content.at(name)
    if places is not None and len(places) != 1:
        return ctx.unknown()
    return replace(self, table=some_column(table, name) if places is None else column_at(table, places[0]))


@models(*both("rolling", "expanding", "ewm"))
def rolling(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A window for each row."""
    if {"step", "on", "axis"} & set(options) or not isinstance(self, Table | Column):
        return ctx.unknown()
    return Windows(self)


@models(
    *(
        f"{_WINDOWS}.{name}"
        for name in (
            "mean",
            "sum",
            "std",
            "var",
            "min",
            "max",
            "median",
            "count",
            "quantile",
            "skew",
            "kurt",
            "apply",
            "sem",
            "rank",
        )
    )
)
def windowed(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A float for each row and column."""
    if not isinstance(self, Windows) or flag(options.get("numeric_only")) is not False:
        return ctx.unknown()
    table = self.table
    if isinstance(table, Table) and not all(
        one.kind in NUMBERS for one in table.content.types or (table.content.each,)
    ):
        return with_width(table, fewer(ctx, table.content.width, "columns"))
    return retyped(table, ColumnType("f"), None)
