"""concat, merge, join, append. Source: pandas/core/reshape/concat.py, merge.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue
from pylint_lstmshape.domain.dim import Dim, maximum
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import (
    COUNTED,
    NO_GAPS,
    Column,
    ColumnType,
    Labels,
    Table,
    TableContent,
    common_kind,
    widest_gaps,
)
from pylint_lstmshape.domain.values import NONE, Constant, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.pandas.common import (
    FRAME,
    SERIES,
    as_table,
    axis_of,
    flag,
    gaps_of,
    given,
    holding_nan,
    label_or_labels,
    labels_of,
    some_labels,
    table_of,
)

Part = Table | Column


@models("pandas.concat")
def concat(
    ctx: Context,
    objs: Value,
    axis: Value = Constant(0),
    join: Value = Constant("outer"),
    ignore_index: Value = Constant(False),
    keys: Value = NONE,
    *args: Value,
    **options: Value,
) -> Result:
    """Tables under each other (axis 0), or side by side (axis 1) by their labels. Raises without any."""
    side = axis_of(axis)
    elements = sequence_elements(objs)
    if isinstance(objs, DictValue) or elements is None or side is None:
        return ctx.unknown()
    if elements.length == 0:
        return Conflict("concatenate", "no objects to concatenate")
    items = elements.items
    if items is None:
        return _concat_many(ctx, [run.value for run in elements], [run.count for run in elements], side)
    parts = [item for item in items if isinstance(item, Table | Column)]
    if len(parts) != len([item for item in items if item != NONE]):
        return ctx.unknown()
    outer, renumbered = join == Constant("outer"), flag(ignore_index)
    if renumbered is None:
        return ctx.unknown()
    if side == 1:
        return _side_by_side(ctx, parts, outer=outer, renumbered=renumbered, keyed=given(keys))
    return _under_each_other(ctx, parts, outer=outer, renumbered=renumbered)


def _concat_many(ctx: Context, values: Sequence[Value], counts: Sequence[Dim], side: int) -> Result:
    """Runs of tables that look alike, made in a loop that nobody counts."""
    rows, width = Dim.of(0), Dim.of(0)
    labels: set[Labels] = set()
    lengths: set[Dim] = set()
    widths: set[Dim] = set()
    for value, count in zip(values, counts, strict=True):
        if not isinstance(value, Table | Column):
            return ctx.unknown()
        content = as_table(value)
        rows, width = rows + content.rows * count, width + content.width * count
        labels.add(content.labels)
        lengths.add(content.rows)
        widths.add(content.width)
    if side == 1:
        same = len(labels) == 1 and len(lengths) == 1
        height = lengths.pop() if same else ctx.symbol("rows", "rows")
        return table_of(TableContent(height, width, labels=labels.pop() if same else some_labels(ctx)))
    if all(isinstance(value, Column) for value in values):
        return Column.of(rows, labels=some_labels(ctx))
    first = next(value for value in values if isinstance(value, Table))
    alike = all(isinstance(value, Table) and value.content.names == first.content.names for value in values)
    if alike and first.content.names is not None:
        columns = [(name, ColumnType()) for name in first.content.names]
        return table_of(TableContent.of(rows, columns, some_labels(ctx)))
    same_width = widths.pop() if len(widths) == 1 and len(values) == 1 else ctx.symbol("columns", "columns", lower=1)
    return table_of(TableContent(rows, same_width, labels=some_labels(ctx)))


def aligned_rows(ctx: Context, parts: Sequence[Part], *, outer: bool) -> tuple[Dim, Labels, bool]:
    """The rows and labels of tables put side by side, and whether each has them all."""
    first = parts[0]
    if all(labels_of(one) == labels_of(first) and one.length() == first.length() for one in parts):
        return first.length(), labels_of(first), True
    if all(labels_of(one) == COUNTED for one in parts) and outer:
        longest = first.length()
        for one in parts[1:]:
            longest = maximum(longest, one.length())
        return longest, COUNTED, False
    return ctx.symbol("rows", "rows"), some_labels(ctx), False


def _side_by_side(ctx: Context, parts: Sequence[Part], *, outer: bool, renumbered: bool, keyed: bool) -> Result:
    rows, labels, complete = aligned_rows(ctx, parts, outer=outer)
    contents = [as_table(one) for one in parts]
    width = Dim.of(0)
    for content in contents:
        width = width + content.width
    columns: list[tuple[object, ColumnType]] | None = []
    unnamed = 0
    for part, content in zip(parts, contents, strict=True):
        have = content.columns
        if have is None or columns is None or keyed:
            columns = None
            continue
        if isinstance(part, Column) and part.content.name is None:
            have = [(unnamed, part.type)]
            unnamed += 1
        columns += [(name, kind if complete else _loosened(kind)) for name, kind in have]
    gaps = widest_gaps([gaps_of(one) for one in parts]) if complete else None
    if columns is None:
        return table_of(TableContent(rows, width, labels=labels, gaps=gaps))
    if renumbered:
        columns = [(place, kind) for place, (_, kind) in enumerate(columns)]
    return table_of(TableContent.of(rows, columns, labels, gaps))


def _loosened(kind: ColumnType) -> ColumnType:
    """The type of a column that may or may not take NaN."""
    return ColumnType(None if holding_nan(kind).kind != kind.kind else kind.kind, kind.values)


def _under_each_other(ctx: Context, parts: Sequence[Part], *, outer: bool, renumbered: bool) -> Result:
    rows = Dim.of(0)
    for one in parts:
        rows = rows + one.length()
    labels = COUNTED if renumbered or (len(parts) == 1 and labels_of(parts[0]) == COUNTED) else some_labels(ctx)
    whole = NO_GAPS if all(gaps_of(one) == NO_GAPS for one in parts) else None
    kinds = [part.type for part in parts if isinstance(part, Column)]
    if len(kinds) == len(parts):
        values = kinds[0].values
        for other in kinds[1:]:
            values = values.join(other.values)
        names = {part.content.name for part in parts if isinstance(part, Column)}
        kind = common_kind(one.kind for one in kinds)
        return Column.of(rows, kind, values, names.pop() if len(names) == 1 else None, labels, whole)
    tables = [part for part in parts if isinstance(part, Table)]
    if len(tables) != len(parts) or any(one.content.names is None for one in tables):
        return table_of(TableContent(rows, ctx.symbol("columns", "columns", lower=1), labels=labels))
    found: dict[object, list[ColumnType]] = {}
    for one in tables:
        if len(set(one.content.names or ())) != len(one.content.names or ()):
            return table_of(TableContent(rows, ctx.symbol("columns", "columns", lower=1), labels=labels))
        for name, type_ in one.content.columns or ():
            found.setdefault(name, []).append(type_)
    columns: list[tuple[object, ColumnType]] = []
    for name, types in found.items():
        everywhere = len(types) == len(tables)
        if not everywhere and not outer:
            continue
        values = types[0].values
        for type_ in types[1:]:
            values = values.join(type_.values)
        kind = common_kind(type_.kind for type_ in types)
        if any(one.length() == 0 for one in tables):
            kind = None  # an empty part may or may not count
        columns.append((name, ColumnType(kind, values) if everywhere else _loosened(ColumnType(kind, values))))
    complete = all(len(types) == len(tables) for types in found.values())
    return table_of(TableContent.of(rows, columns, labels, whole if complete else None))


@models(f"{FRAME}.append", f"{SERIES}.append")
def append(
    ctx: Context, self: Value, other: Value, ignore_index: Value = Constant(False), *args: Value, **options: Value
) -> Result:
    """The rows of `other` below (before pandas 2)."""
    if isinstance(self, Table | Column) and isinstance(other, type(self)) and isinstance(other, Table | Column):
        return _under_each_other(ctx, [self, other], outer=True, renumbered=flag(ignore_index) is True)
    if isinstance(self, Table) and isinstance(other, DictValue | Column):
        return table_of(
            replace(
                self.content, rows=self.content.rows + 1, labels=some_labels(ctx), gaps=None, types=None, written=()
            )
        )
    return ctx.unknown()


@models("pandas.merge")
def merge(
    ctx: Context,
    left: Value,
    right: Value,
    how: Value = Constant("inner"),
    on: Value = NONE,
    left_on: Value = NONE,
    right_on: Value = NONE,
    left_index: Value = Constant(False),
    right_index: Value = Constant(False),
    *args: Value,
    **options: Value,
) -> Result:
    """Rows paired by equal keys; the columns of both, a common key once."""
    if not isinstance(left, Table) or not isinstance(right, Table) or args:
        return ctx.unknown()
    rows = ctx.symbol("rows", "rows")
    one, other = left.content, right.content
    keys = label_or_labels(on) if given(on) else None
    by_index = flag(left_index) is True and flag(right_index) is True
    if one.names is None or other.names is None:
        if keys is not None and "indicator" not in options:
            width = one.width + other.width - len(keys)
            return table_of(TableContent(rows, width, labels=some_labels(ctx)))
        return table_of(TableContent(rows, ctx.symbol("columns", "columns", lower=1), labels=some_labels(ctx)))
    if not given(on) and not given(left_on) and not given(right_on) and left_index == right_index == Constant(False):
        keys = [name for name in one.names if name in other.names]
    if keys is None and not by_index and given(left_on) and left_on == right_on:
        keys = label_or_labels(left_on)
    two_sided = given(left_on) and given(right_on) and left_on != right_on
    if (keys is None and not by_index and not two_sided) or "indicator" in options or how == Constant("cross"):
        return table_of(TableContent(rows, ctx.symbol("columns", "columns", lower=1), labels=some_labels(ctx)))
    shared = keys or []
    if any(name not in one.names or name not in other.names for name in shared):
        return ctx.unknown()
    twice = [name for name in one.names if name in other.names and name not in shared]
    if twice and "suffixes" in options:
        return table_of(TableContent(rows, one.width + other.width - len(shared), labels=some_labels(ctx)))
    names = [f"{name}_x" if name in twice else name for name in one.names]
    names += [f"{name}_y" if name in twice else name for name in other.names if name not in shared]
    return table_of(TableContent.of(rows, [(name, ColumnType()) for name in names], some_labels(ctx)))


@models(f"{FRAME}.merge")
def merge_method(ctx: Context, self: Value, right: Value, *args: Value, **options: Value) -> Result:
    """As pandas.merge."""
    names = ("how", "on", "left_on", "right_on", "left_index", "right_index")
    return merge(ctx, self, right, **dict(zip(names, args, strict=False)), **options)


@models(f"{FRAME}.join")
def join(
    ctx: Context,
    self: Value,
    other: Value,
    on: Value = NONE,
    how: Value = Constant("left"),
    *args: Value,
    **options: Value,
) -> Result:
    """The columns of both, rows paired by label. Raises where a name is in both and no suffix is given."""
    if not isinstance(self, Table) or not isinstance(other, Table | Column):
        return ctx.unknown()
    one, two = self.content, as_table(other)
    same = one.labels == two.labels and one.rows == two.rows and not given(on)
    unique = same and one.labels == COUNTED
    rows = one.rows if unique else ctx.symbol("rows", "rows")
    labels = one.labels if unique else some_labels(ctx)
    both = None if one.columns is None or two.columns is None else [*one.columns, *two.columns]
    plain = not args and not {"lsuffix", "rsuffix", "suffixes"} & set(options)
    if both is None or not plain:
        return table_of(TableContent(rows, one.width + two.width, labels=labels))
    names = [name for name, _ in both]
    if len(set(names)) != len(names):
        return (
            Conflict("key", "columns overlap but no suffix is given")
            if len(set(one.names or ())) == len(one.names or ())
            else ctx.unknown()
        )
    return table_of(TableContent.of(rows, [(name, kind if unique else _loosened(kind)) for name, kind in both], labels))
