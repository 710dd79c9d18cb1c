"""Columns and rows by name: drop, pop, insert, assign, set_index, reset_index, rename. Source: pandas/core/frame.py."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, sequence_elements
from pylint_lstmshape.domain.containers import DictValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import (
    COUNTED,
    NAMELESS,
    NO_GAPS,
    Column,
    ColumnType,
    Table,
    TableContent,
    with_rows,
)
from pylint_lstmshape.domain.values import NONE, TRUE, Array, Constant, Unknown, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.pandas.assigning import set_column
from pylint_lstmshape.library.pandas.common import (
    FRAME,
    INDEX,
    NO_LABEL,
    SERIES,
    axis_of,
    both,
    column_at,
    differ,
    fewer,
    finish,
    flag,
    forget,
    gaps_of,
    given,
    label,
    label_or_labels,
    labels_of,
    missing,
    some_column,
    some_labels,
    table_of,
    with_columns,
    with_width,
)

Part = Table | Column


@models(f"{FRAME}.drop")
def drop(
    ctx: Context, self: Value, labels: Value = NONE, axis: Value = Constant(0), index: Value = NONE, columns: Value = NONE,
    level: Value = NONE, inplace: Value = NONE, errors: Value = Constant("raise"),
) -> Result:  # fmt: skip
    """Without some columns or rows. Raises KeyError for a column that is not there."""
    if not isinstance(self, Table):
        return ctx.unknown()
    side = axis_of(axis)
    new: Table = self
    strict = errors == Constant("raise")
    gone_columns = columns if given(columns) else labels if side == 1 else NONE
    gone_rows = index if given(index) else labels if side == 0 else NONE
    if side is None and given(labels):
        forget(ctx, self) if flag(inplace) is not False else None
        return ctx.unknown()
    if given(gone_columns):
        found = _without_columns(ctx, new, gone_columns, strict=strict)
        if isinstance(found, Conflict):
            return found
        new = found
    if given(gone_rows):
        found_rows = _without_rows(ctx, new, gone_rows, strict=strict)
        assert isinstance(found_rows, Table)
        new = found_rows
    return finish(ctx, self, table_of(new.content), inplace if inplace != NONE else None)


def _without_columns(ctx: Context, table: Table, gone: Value, *, strict: bool) -> Table | Conflict:
    names = label_or_labels(gone)
    content = table.content
    if names is None:
        count = gone.rows if isinstance(gone, Column) else None
        if count is None and (elements := sequence_elements(gone)) is not None and strict:
            count = elements.length
        if gone.type_path == "str":
            count = Dim.of(1)
        return with_width(
            table, fewer(ctx, content.width, "columns") if count is None or not strict else content.width - count
        )
    if content.names is None:
        exact = strict and len(set(map(str, names))) == len(names)
        return with_width(table, content.width - len(names) if exact else fewer(ctx, content.width, "columns"))
    gone_places = set()
    for name in names:
        places = content.at(name)
        if not places and strict:
            return (
                missing(name, table)
                if all(isinstance(one, str) for one in content.names)
                else with_width(table, fewer(ctx, content.width, "columns"))
            )
        gone_places.update(places or [])
    return with_columns(table, [place for place in range(len(content.names)) if place not in gone_places])


def _without_rows(ctx: Context, value: Part, gone: Value, *, strict: bool) -> Part:
    rows, labels = value.length(), labels_of(value)
    named = label_or_labels(gone)
    unique = labels == COUNTED
    count: Dim | None = None
    if unique and strict:
        if named is not None:
            count = Dim.of(len(set(map(str, named))))
        elif isinstance(gone, Column) and (gone.type_path == INDEX):
            count = gone.rows
    left = rows - count if count is not None else fewer(ctx, rows)
    return with_rows(
        value, left, some_labels(ctx, labels.kind, labels.names), NO_GAPS if gaps_of(value) == NO_GAPS else None
    )


@models(f"{SERIES}.drop")
def drop_labels(ctx: Context, self: Value, labels: Value = NONE, *args: Value, **options: Value) -> Result:
    """Without some rows (an index: without some labels)."""
    gone = options.get("index", labels)
    if not isinstance(self, Column):
        return ctx.unknown()
    items, names = self.content.items, label_or_labels(gone)
    if self.type_path == INDEX:
        if items is not None and names is not None:
            left = [item for item in items if item not in names]
            return Column.index(len(left), self.kind, left)
        return Column.index(fewer(ctx, self.rows))
    new = _without_rows(ctx, self, gone, strict=options.get("errors", Constant("raise")) == Constant("raise"))
    return finish(ctx, self, new, options.get("inplace"))


@models(f"{FRAME}.pop")
def pop(ctx: Context, self: Value, item: Value) -> Result:
    """Takes a column out."""
    if not isinstance(self, Table):
        return ctx.unknown()
    name, content = label(item), self.content
    if name is NO_LABEL or content.names is None:
        column = some_column(self, None if name is NO_LABEL else name)
        ctx.heap.write(self.cell, with_width(self, content.width - 1).content)
        return column
    places = content.at(name) or []
    if not places:
        return missing(name, self) if all(isinstance(one, str) for one in content.names) else ctx.unknown()
    column = column_at(self, places[0])
    ctx.heap.write(self.cell, with_columns(self, [at for at in range(len(content.names)) if at not in places]).content)
    return column if len(places) == 1 else ctx.unknown()


@models(f"{FRAME}.__delitem__")
def delete(ctx: Context, self: Value, key: Value) -> Result:
    """del table[name]."""
    taken = pop(ctx, self, key)
    return taken if isinstance(taken, Conflict) else NONE


@models(f"{FRAME}.insert")
def insert(
    ctx: Context, self: Value, loc: Value, column: Value, value: Value, allow_duplicates: Value = Constant(False)
) -> Result:
    """A new column at a place. Raises where one of that name is there, or the length is another."""
    if not isinstance(self, Table):
        return ctx.unknown()
    name, before = label(column), self.content
    if name is NO_LABEL or before.names is None:
        ctx.heap.write(self.cell, with_width(self, before.width + 1).content)
        return NONE
    if before.at(name):
        return (
            Conflict("key", f"cannot insert {name!r}: there is a column of that name")
            if flag(allow_duplicates) is False
            else ctx.unknown()
        )
    wrong = set_column(ctx, self, name, value)
    after = self.content
    if wrong is not None or after.columns is None:
        return wrong or NONE
    place = loc.value if isinstance(loc, Constant) and isinstance(loc.value, int) else None
    if place is None:
        ctx.heap.write(self.cell, replace(after, names=None, types=None, written=()))
        return NONE
    ordered = [*after.columns[:-1][:place], after.columns[-1], *after.columns[:-1][place:]]
    ctx.heap.write(self.cell, TableContent.of(after.rows, ordered, after.labels, after.gaps))
    return NONE


@models(f"{FRAME}.assign")
def assign(ctx: Context, self: Value, **kwargs: Value) -> Result:
    """A copy with more columns."""
    if not isinstance(self, Table):
        return ctx.unknown()
    new = table_of(self.content)
    for name, value in kwargs.items():
        held = value
        if value.type_path in ("function", "method", "library name") or isinstance(value, Unknown):
            held = ctx.call(value, new) if not isinstance(value, Unknown) else value
        wrong = set_column(ctx, new, name, held)
        if wrong is not None:
            return wrong
    return new


@models(f"{FRAME}.set_index")
def set_index(
    ctx: Context, self: Value, keys: Value, drop: Value = TRUE, append: Value = Constant(False), inplace: Value = NONE,
    *args: Value, **options: Value,
) -> Result:  # fmt: skip
    """Columns become the labels of the rows. Raises KeyError where one is missing."""
    if not isinstance(self, Table):
        return ctx.unknown()
    content = self.content
    names = label_or_labels(keys)
    if isinstance(keys, Column) and flag(append) is False:
        labels = some_labels(ctx, keys.kind, (keys.content.name,))
        return finish(ctx, self, table_of(replace(content, labels=labels)), inplace if given(inplace) else None)
    if names is None or flag(append) is not False or flag(drop) is None:
        new = table_of(TableContent(content.rows, ctx.fresh("columns"), labels=some_labels(ctx)))
        return finish(ctx, self, new, inplace if given(inplace) else None)
    kind: str | None = "O" if len(names) > 1 else None
    places: list[int] = []
    for name in names:
        found = content.at(name)
        if found is not None and not found:
            return missing(name, self) if all(isinstance(one, str) for one in content.names or ()) else ctx.unknown()
        places += found or []
    if len(names) == 1 and len(places) == 1 and content.types is not None:
        kind = content.types[places[0]].kind
    labels = some_labels(ctx, kind, tuple(names))
    if flag(drop) is False:
        new = table_of(replace(content, labels=labels))
    elif content.names is None:
        new = table_of(replace(with_width(self, content.width - len(names)).content, labels=labels))
    else:
        new = with_columns(self, [at for at in range(len(content.names)) if at not in places])
        new = table_of(replace(new.content, labels=labels))
    return finish(ctx, self, new, inplace if given(inplace) else None)


@models(*both("reset_index"))
def reset_index(
    ctx: Context, self: Value, level: Value = NONE, drop: Value = Constant(False), *args: Value, **options: Value
) -> Result:
    """The labels become columns (drop=True: are forgotten) and rows are counted anew."""
    if not isinstance(self, Table | Column) or args or given(level) or flag(drop) is None:
        if isinstance(self, Table | Column) and flag(options.get("inplace")) is not False:
            forget(ctx, self)
        return ctx.unknown()
    labels = labels_of(self)
    if flag(drop):
        return finish(ctx, self, with_rows(self, self.length(), COUNTED, gaps_of(self)), options.get("inplace"))
    content = self.content if isinstance(self, Table) else None
    if content is None:
        assert isinstance(self, Column)
        title = label(options["name"]) if "name" in options else 0 if self.content.name is None else self.content.name
        content = TableContent.of(self.rows, [(title, self.type)], labels, gaps_of(self))
        if title is NO_LABEL:
            content = replace(content, names=None, types=None)
    if labels.names is None:
        unknown = TableContent(content.rows, ctx.fresh("columns"), labels=COUNTED)
        return (
            finish(ctx, self, table_of(unknown), options.get("inplace"))
            if isinstance(self, Table)
            else table_of(unknown)
        )
    levels = len(labels.names)
    if content.columns is None or "names" in options or NAMELESS in labels.names:
        whole = replace(
            content,
            width=content.width + levels,
            names=None,
            types=None,
            each=ColumnType(),
            labels=COUNTED,
            gaps=None,
            written=() if NAMELESS in labels.names else content.written,
        )
        return (
            finish(ctx, self, table_of(whole), options.get("inplace")) if isinstance(self, Table) else table_of(whole)
        )
    taken = set(content.names or ())
    if levels == 1:
        first = labels.names[0]
        heads: list[object] = [("level_0" if "index" in taken else "index") if first is None else first]
    else:
        heads = [f"level_{at}" if one is None else one for at, one in enumerate(labels.names)]
    if any(head in taken for head in heads):
        return Conflict("key", f"cannot insert {heads[0]!r}: there is a column of that name")
    kinds = [ColumnType("i" if labels == COUNTED else labels.kind)] if levels == 1 else [ColumnType()] * levels
    made = TableContent.of(
        content.rows,
        [*zip(heads, kinds, strict=True), *content.columns],
        COUNTED,
        content.gaps if labels.kind in ("i", "M") else None,
    )
    return finish(ctx, self, table_of(made), options.get("inplace")) if isinstance(self, Table) else table_of(made)


@models(f"{FRAME}.add_prefix", f"{FRAME}.add_suffix")
def add_prefix(ctx: Context, self: Value, *args: Value) -> Result:
    """The same columns under longer names."""
    if not isinstance(self, Table):
        return ctx.unknown()
    return table_of(replace(with_width(self, self.content.width).content, labels=labels_of(self)))


@models(f"{FRAME}.rename")
def rename(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Other names."""
    if not isinstance(self, Table):
        return ctx.unknown()
    content = self.content
    mapping = options.get("columns")
    if mapping is None and args and axis_of(options.get("axis")) == 1:
        mapping = args[0]
    labels = content.labels
    if "index" in options or (args and mapping is None):
        labels = some_labels(ctx)
    new = replace(content, labels=labels)
    if mapping is not None or args:
        entries = mapping.cell.content if isinstance(mapping, DictValue) else None
        renames = {} if entries is None else {label(key): label(value) for key, value in entries.items}
        known = (
            entries is not None
            and entries.others is None
            and NO_LABEL not in renames
            and NO_LABEL not in renames.values()
        )
        if not known or content.columns is None:
            if mapping is not None or not args:
                new = replace(new, names=None, types=None, each=ColumnType(), written=())
            elif content.names is not None:
                new = replace(new, names=content.names)
        else:
            pairs = [(renames.get(name, name), kind) for name, kind in content.columns]
            new = TableContent.of(content.rows, pairs, labels, content.gaps)
    return finish(ctx, self, table_of(new), options.get("inplace"))


@models(f"{SERIES}.rename", f"{SERIES}.rename_axis", f"{SERIES}.set_axis")
def renamed(ctx: Context, self: Value, index: Value = NONE, *args: Value, **options: Value) -> Result:
    """The same elements under another name."""
    if not isinstance(self, Column):
        return ctx.unknown()
    name = label(index)
    content = replace(self.content, name=name if isinstance(name, str) else None, labels=some_labels(ctx))
    return finish(ctx, self, replace(self, cell=Cell(content)), options.get("inplace"))


@models(f"{FRAME}.rename_axis", f"{FRAME}.set_axis")
def relabelled(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """The same columns and rows under other labels."""
    if not isinstance(self, Table):
        return ctx.unknown()
    new = replace(with_width(self, self.content.width).content, labels=some_labels(ctx))
    return finish(ctx, self, table_of(new), options.get("inplace"))


@models(f"{FRAME}.squeeze")
def squeeze(ctx: Context, self: Value, axis: Value = NONE) -> Result:
    """The column, where there is but one."""
    if not isinstance(self, Table) or (given(axis) and axis_of(axis) != 1):
        return ctx.unknown()
    if self.content.width == 1 and (given(axis) or differ(self.length(), Dim.of(1))):
        return column_at(self, 0) if self.content.names is not None else some_column(self)
    return (
        table_of(self.content)
        if differ(self.content.width, Dim.of(1)) and differ(self.length(), Dim.of(1))
        else ctx.unknown()
    )


@models(*both("take"))
def take(ctx: Context, self: Value, indices: Value, axis: Value = Constant(0), **options: Value) -> Result:
    """Rows or columns by place."""
    array = as_array(indices)
    count = array.shape[0] if isinstance(array, Array) and array.shape is not None and len(array.shape) == 1 else None
    if not isinstance(self, Table | Column) or count is None or axis_of(axis) != 0:
        return ctx.unknown()
    return with_rows(self, count, some_labels(ctx))


@models(f"{SERIES}.to_frame")
def to_frame(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """The table of this one column."""
    if not isinstance(self, Column):
        return ctx.unknown()
    given_name = args[0] if args else options.get("name")
    title = (0 if self.content.name is None else self.content.name) if given_name is None else label(given_name)
    if title is NO_LABEL:
        return table_of(TableContent(self.rows, Dim.of(1), each=self.type, labels=labels_of(self)))
    return table_of(TableContent.of(self.rows, [(title, self.type)], labels_of(self), gaps_of(self)))
