"""table[key], table.iloc[...], table.loc[...]; assigning.py has the assignments to them. Source: pandas/core/indexing.py, frame.py."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain import object_arrays
from pylint_lstmshape.domain.arrays import as_array, scalar_dim, sequence_elements
from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, slice_length
from pylint_lstmshape.domain.tables import (
    COUNTED,
    NO_GAPS,
    Column,
    Grouped,
    Indexer,
    Table,
    TableContent,
    with_rows,
)
from pylint_lstmshape.domain.values import NONE, Array, Constant, Integer, SliceValue, Unknown, Value
from pylint_lstmshape.knowledge import Context
from pylint_lstmshape.library.numpy.common import Identity
from pylint_lstmshape.library.numpy.indexing import true_count
from pylint_lstmshape.library.pandas.common import (
    NO_LABEL,
    SCALARS,
    column_at,
    column_of,
    differ,
    gaps_of,
    is_a_label,
    label,
    labels_in,
    labels_of,
    missing,
    some_column,
    some_labels,
    with_columns,
    with_width,
)

Selected = Value | Conflict


def get_item(ctx: Context, value: Value, key: Value) -> Selected:
    """What selecting by `key` gives; unknown where the key is."""
    if isinstance(value, Indexer):
        return _at(ctx, value, key)
    if isinstance(value, Grouped):
        return _of_groups(ctx, value, key)
    if isinstance(value, Column):
        return _of_column(ctx, value, key)
    if not isinstance(value, Table) or isinstance(key, Unknown):
        return ctx.unknown()
    if isinstance(key, SliceValue):
        return rows_at(ctx, value, key, by_label=not _is_positional(key))
    if is_mask(key):
        return rows_at(ctx, value, key, by_label=True)
    name = label(key)
    if name is not NO_LABEL:
        return column_named(ctx, value, name)
    if key.type_path == "str":
        return some_column(value)
    return columns_in(ctx, value, key)


def column_named(ctx: Context, table: Table, name: object) -> Selected:
    """table[name]: a column; a table where several columns have that name. Raises KeyError where there is none."""
    places = table.content.at(name)
    if places is None:
        if isinstance(name, tuple):
            return ctx.unknown()
        return column_of(table, name, table.content.written_as(name))
    if not places:
        return missing(name, table) if all(isinstance(one, str) for one in table.content.names or ()) else ctx.unknown()
    return column_at(table, places[0]) if len(places) == 1 else with_columns(table, places)


def columns_in(ctx: Context, table: Table, key: Value) -> Selected:
    """table[[...]]: the columns in a list. Raises KeyError where one is missing."""
    names = labels_in(key)
    if names is None:
        if isinstance(key, Column):
            return with_width(table, key.rows)
        elements = sequence_elements(key) if isinstance(key, ListValue) else None
        if elements is not None and all(is_a_label(run.value) for run in elements):
            return with_width(table, elements.length)
        array = as_array(key)
        if not isinstance(array, Array) or array.shape is None or len(array.shape) != 1 or array.kind == "b":
            # A list of truths chooses rows, a list of labels columns: either gives a table.
            return some_part(ctx, table) if elements is not None else ctx.unknown()
        return with_width(table, array.shape[0])
    if table.content.names is None:
        kind = with_width(table, Dim.of(1)).content.each
        return Table(
            Cell(
                TableContent.of(
                    table.content.rows, [(name, kind) for name in names], labels_of(table),
                    table.content.gaps if table.content.gaps == NO_GAPS else None,
                )
            ),
            table.origin,
        )  # fmt: skip
    places: list[int] = []
    for name in names:
        found = table.content.at(name)
        if not found:
            known = all(isinstance(one, str) for one in table.content.names)
            return missing(name, table) if known else ctx.unknown()
        places += found
    return with_columns(table, places)


def some_part(ctx: Context, table: Table) -> Table:
    """Nobody knows which of the rows and columns."""
    chosen = with_rows(table, ctx.fresh("rows"), some_labels(ctx), _no_gaps(table))
    return with_width(chosen, ctx.fresh("columns")) if isinstance(chosen, Table) else table


def is_mask(key: Value) -> bool:
    """Whether a key chooses rows by truth."""
    if isinstance(key, Array | Column):
        return key.kind == "b" and isinstance(key.to_array() if isinstance(key, Column) else key, Array)
    elements = sequence_elements(key)
    items = None if elements is None else elements.items
    return bool(items) and all(isinstance(one, Constant) and isinstance(one.value, bool) for one in items or ())


def _is_positional(key: SliceValue) -> bool:
    """Whether df[a:b] counts rows: integers do, labels (dates, texts) do not."""
    return all(part == NONE or isinstance(part, Integer) or is_int(part) for part in (key.start, key.stop))


def is_int(value: Value) -> bool:
    """Whether a value is an int that is known."""
    return isinstance(value, Constant) and isinstance(value.value, int)


def rows_at(ctx: Context, value: Table | Column, key: Value, *, by_label: bool) -> Selected:
    """Some of the rows; a single one of a column is a number, of a table a column."""
    if isinstance(key, SliceValue):
        return _rows_of_slice(ctx, value, key, by_label=by_label)
    if is_mask(key):
        return _rows_of_mask(ctx, value, key)
    if isinstance(key, Unknown):
        return ctx.unknown()
    array = as_array(key)
    if isinstance(array, Array) and array.shape is not None and len(array.shape) == 1:
        if by_label and labels_of(value) != COUNTED:
            if array.kind not in ("i", "u"):
                return with_rows(value, ctx.fresh("rows"), some_labels(ctx), _no_gaps(value))
            labels = some_labels(ctx)
            return with_rows(value, ctx.fresh("rows"), labels, _no_gaps(value))  # a label may be there twice
        places = labels_in(key)
        wrong = None if places is None else _outside(value, places)
        if wrong is not None and not by_label:
            return wrong
        labels = labels_of(value).cut("at", Identity(array.contents))
        return with_rows(value, array.shape[0], labels, _no_gaps(value))
    if array is None or isinstance(array, Conflict) or array.shape is None or array.shape != ():
        return ctx.unknown()
    return _one_row(ctx, value, key, by_label=by_label)


def _one_row(ctx: Context, value: Table | Column, key: Value, *, by_label: bool) -> Selected:
    if by_label and labels_of(value) != COUNTED:
        return ctx.unknown()  # a label may be there twice
    place = scalar_dim(key) if not isinstance(key, Constant) or is_int(key) else None
    if place is None:
        return ctx.unknown()
    if at_least(place, value.length()) or (at_least(-place, value.length() + 1) and not by_label):
        text = f"row {place} of {value.length()} rows is out of bounds"
        return Conflict("index", text, "KeyError" if by_label else "IndexError")
    if isinstance(value, Column):
        kind = value.kind
        return Array((), kind, Cell(value.range)) if kind in SCALARS else object_arrays.element(value.range, ctx)
    whole = value.content.type
    return Column.of(value.content.width, whole.kind, whole.values, labels=some_labels(ctx))


def _outside(value: Table | Column, places: list[object]) -> Conflict | None:
    for place in places:
        if isinstance(place, int) and at_least(Dim.of(place), value.length()):
            return Conflict("index", f"row {place} of {value.length()} rows is out of bounds", "IndexError")
    return None


def _no_gaps(value: Table | Column) -> tuple[Dim, Dim] | None:
    return NO_GAPS if gaps_of(value) == NO_GAPS else None


def _rows_of_slice(ctx: Context, value: Table | Column, key: SliceValue, *, by_label: bool) -> Selected:
    if key.start == NONE and key.stop == NONE and key.step == NONE:
        return with_rows(value, value.length(), labels_of(value), gaps_of(value))
    rows = value.length()
    parts = (key.start, key.stop, key.step)
    ends = [
        None if part == NONE else scalar_dim(part) if part.type_path == "int" or _is_array(part) else None
        for part in parts
    ]
    unknown = any(end is None and part != NONE for end, part in zip(ends, parts, strict=True))
    start, stop, step = ends
    if by_label and not unknown:
        countable = labels_of(value) == COUNTED and step is None
        if not countable or any(end is not None and at_least(end, 0) is not True for end in (start, stop)):
            unknown = not (start is None and stop is None)
        elif stop is not None:
            stop = stop + 1  # .loc includes its end
    stride = 1 if step is None else step.constant
    if unknown or not stride:
        return with_rows(value, ctx.fresh("rows"), some_labels(ctx), _no_gaps(value))
    labels = labels_of(value).cut(rows, start, stop, stride)
    if labels_of(value) == COUNTED and stride == 1 and (start is None or start == 0):
        labels = COUNTED
    return with_rows(value, slice_length(rows, start, stop, stride), labels, _no_gaps(value))


def _is_array(value: Value) -> bool:
    return isinstance(value, Array)


def _rows_of_mask(ctx: Context, value: Table | Column, key: Value) -> Selected:
    mask = as_array(key)
    if not isinstance(mask, Array) or mask.shape is None or len(mask.shape) != 1:
        return ctx.unknown()
    if not isinstance(key, Column) and differ(mask.shape[0], value.length()):
        return Conflict("index", f"a mask of {mask.shape[0]} truths for {value.length()} rows", "ValueError")
    if isinstance(key, Column) and key.content.labels != labels_of(value):
        return with_rows(value, ctx.fresh("rows"), some_labels(ctx), _no_gaps(value))
    items = labels_in(key)
    rows = Dim.of(sum(map(bool, items))) if items is not None else true_count(mask)
    labels = labels_of(value).cut("mask", Identity(mask.contents))
    return with_rows(value, rows, labels, _no_gaps(value))


def _of_column(ctx: Context, value: Column, key: Value) -> Selected:
    """series[key]: by label, a slice of integers by place. index[key]: by place."""
    if value.type_path != "pandas.Index":
        by_label = not (isinstance(key, SliceValue) and _is_positional(key))
        return rows_at(ctx, value, key, by_label=by_label)
    items = value.content.items
    if items is not None and isinstance(key, SliceValue):
        bounds = [
            NO_LABEL if part != NONE and not is_int(part) else label(part) for part in (key.start, key.stop, key.step)
        ]
        if NO_LABEL not in bounds:
            start, stop, step = (bound if isinstance(bound, int) else None for bound in bounds)
            cut = items[slice(start, stop, step)]
            return Column.index(len(cut), value.kind, cut)
    if items is not None and isinstance(key, Constant) and isinstance(key.value, int):
        if not -len(items) <= key.value < len(items):
            return Conflict("index", f"index {key.value} is out of bounds for {len(items)} labels", "IndexError")
        return Constant(items[key.value])
    found = rows_at(ctx, replace(value, cell=Cell(replace(value.content, labels=COUNTED))), key, by_label=False)
    return ctx.unknown() if isinstance(found, Array) else found


def _of_groups(ctx: Context, grouped: Grouped, key: Value) -> Selected:
    """grouped[name] or grouped[[names]]: those columns of each group."""
    chosen = get_item(ctx, grouped.table, key) if isinstance(grouped.table, Table) else ctx.unknown()
    if isinstance(chosen, Conflict):
        return chosen
    return replace(grouped, table=chosen) if isinstance(chosen, Table | Column) else ctx.unknown()


def _at(ctx: Context, indexer: Indexer, key: Value) -> Selected:
    table = indexer.table
    if isinstance(table, Column):
        return rows_at(ctx, table, key, by_label=indexer.by_label)
    if not isinstance(table, Table):
        return ctx.unknown()
    parts = key.elements.items if isinstance(key, TupleValue) else (key,)
    if parts is None or len(parts) > 2 or any(isinstance(part, Unknown) for part in parts):
        return ctx.unknown()
    if len(parts) == 1:
        return rows_at(ctx, table, parts[0], by_label=indexer.by_label)
    chosen = _chosen_columns(ctx, table, parts[1], by_label=indexer.by_label)
    if isinstance(chosen, Table | Column):
        return rows_at(ctx, chosen, parts[0], by_label=indexer.by_label)
    return chosen


def _chosen_columns(ctx: Context, table: Table, key: Value, *, by_label: bool) -> Selected:
    if isinstance(key, SliceValue):
        return _columns_of_slice(ctx, table, key, by_label=by_label)
    if is_mask(key):
        items = labels_in(key)
        if items is not None and table.content.names is not None and len(items) == len(table.content.names):
            return with_columns(table, [place for place, chosen in enumerate(items) if chosen])
        return with_width(table, ctx.fresh("columns"))
    name = label(key)
    if by_label:
        if name is not NO_LABEL:
            return column_named(ctx, table, name)
        return some_column(table) if key.type_path == "str" else columns_in(ctx, table, key)
    content = table.content
    if isinstance(name, int):
        if at_least(Dim.of(name), content.width) or at_least(Dim.of(-name), content.width + 1):
            return Conflict("index", f"column {name} of {content.width} columns is out of bounds", "IndexError")
        return some_column(table) if content.names is None else column_at(table, name)
    if name is not NO_LABEL and not isinstance(name, tuple):
        return ctx.unknown()
    places = labels_in(key)
    if places is not None and all(isinstance(place, int) for place in places):
        counts = [place for place in places if isinstance(place, int)]
        for place in counts:
            if at_least(Dim.of(place), content.width) or at_least(Dim.of(-place), content.width + 1):
                return Conflict("index", f"column {place} of {content.width} columns is out of bounds", "IndexError")
        if content.names is None:
            return with_width(table, Dim.of(len(counts)))
        return with_columns(table, [place % len(content.names) for place in counts])
    array = as_array(key)
    if not isinstance(array, Array) or array.shape is None or len(array.shape) > 1:
        return ctx.unknown()
    return with_width(table, array.shape[0]) if array.shape else some_column(table)


def _columns_of_slice(ctx: Context, table: Table, key: SliceValue, *, by_label: bool) -> Selected:
    content = table.content
    if key.start == NONE and key.stop == NONE and key.step == NONE:
        return table
    parts = (key.start, key.stop, key.step)
    if by_label:
        ends = [None if part == NONE else label(part) for part in parts[:2]]
        if content.names is None or NO_LABEL in ends or parts[2] != NONE:
            return with_width(table, ctx.fresh("columns"))
        found = [None if end is None else content.at(end) for end in ends]
        if any(one is not None and len(one) != 1 for one in found):
            return ctx.unknown()
        first = 0 if not found[0] else found[0][0]
        last = len(content.names) - 1 if not found[1] else found[1][0]
        return with_columns(table, range(first, last + 1))
    bounds = [None if part == NONE else scalar_dim(part) for part in parts]
    if any(bound is None and part != NONE for bound, part in zip(bounds, parts, strict=True)):
        return with_width(table, ctx.fresh("columns"))
    constants = [None if bound is None else bound.constant for bound in bounds]
    if constants[2] == 0:
        return Conflict("index", "slice step cannot be zero")
    known = all(bound is None or bound.constant is not None for bound in bounds)
    if content.names is not None and known:
        return with_columns(table, range(len(content.names))[slice(*constants)])
    step = 1 if bounds[2] is None else constants[2]
    if step is None:
        return with_width(table, ctx.fresh("columns"))
    return with_width(table, slice_length(content.width, bounds[0], bounds[1], step))
