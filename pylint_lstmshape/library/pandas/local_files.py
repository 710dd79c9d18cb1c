"""read_csv of a local file: its columns and their types as its first lines tell, its rows where all of it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.tables import COUNTED, NAMELESS, NO_GAPS, ColumnType, Labels, TableContent
from pylint_lstmshape.domain.values import Constant, Value
from pylint_lstmshape.knowledge import Context
from pylint_lstmshape.library import data_files
from pylint_lstmshape.library.data_files import CellsOfColumn, TextTable, cells_of
from pylint_lstmshape.library.pandas.common import fewer, given, label_or_labels, labels_in, number, some_labels

# Options that leave names and types as they are; of the others only what is read below is understood.
_HARMLESS = {
    "engine", "low_memory", "encoding", "memory_map", "float_precision", "cache_dates", "index_col", "header", "names", "sep",
    "delimiter", "usecols", "nrows", "skiprows", "skipfooter", "parse_dates", "dtype", "na_values", "delim_whitespace",
    "skipinitialspace", "squeeze", "infer_datetime_format", "dayfirst", "date_parser", "date_format", "keep_default_na",
}  # fmt: skip
_RETYPING = {"skipfooter", "parse_dates", "dtype", "na_values", "keep_default_na", "date_parser"}


def local_table(ctx: Context, path: Value, options: Mapping[str, Value], separator: str) -> TableContent | None:
    """The table in a local file; None where there is none, or where an option is not understood."""
    if not set(options) <= _HARMLESS:
        return None
    parts = _plain_dates(options.get("parse_dates"))
    delimiter, skip, header = _delimiter(options, separator), _skipped(options), _header(options)
    located = ctx.data_file(path)
    if located is None or not parts or delimiter == "" or skip is None or header is None:
        return None
    text = data_files.text_table(located, delimiter, skip)
    names = labels_in(options["names"]) if given(options.get("names")) else None
    if text is None or (given(options.get("names")) and names is None):
        return None
    found = _named_rows(text, header, names)
    if found is None:
        return None
    columns, rows = found
    most = number(options.get("nrows")) if given(options.get("nrows")) else None
    limit = None if most is None else most.constant
    read = rows if limit is None else rows[:limit]
    whole = text.complete or (limit is not None and limit <= len(rows))
    cells = [cells_of([row[at] for row in read], complete=whole) for at in range(len(columns))]
    if set(options) & _RETYPING or (most is not None and limit is None):
        cells = [CellsOfColumn(None, True) for _ in columns]
    return _chosen(ctx, options, columns, cells, _rows(ctx, options, rows, text))


def _plain_dates(value: Value | None) -> bool:
    """Whether parse_dates only changes types: lists of lists and dicts made columns of their own."""
    if value is None or isinstance(value, Constant):
        return True
    return labels_in(value) is not None and not any(isinstance(one, tuple) for one in labels_in(value) or ())


def _delimiter(options: Mapping[str, Value], separator: str) -> str | None:
    """The delimiter, None for white space; "" where it is none that is understood."""
    if options.get("delim_whitespace", Constant(False)) != Constant(False):
        return None
    asked = options.get("sep", options.get("delimiter"))
    if asked is None:
        return separator
    text = asked.value if isinstance(asked, Constant) else None
    if text in (r"\s+", r"\s*"):
        return None if text == r"\s+" else ""
    return text if isinstance(text, str) and len(text) == 1 and text != " " else ""


def _skipped(options: Mapping[str, Value]) -> int | None:
    asked = options.get("skiprows")
    if asked is None or not given(asked):
        return 0
    return asked.value if isinstance(asked, Constant) and isinstance(asked.value, int) else None


def _header(options: Mapping[str, Value]) -> int | None:
    """Which row holds the names, -1 for none; None where that is unknown."""
    asked = options.get("header")
    if asked is None or asked == Constant("infer"):
        return -1 if given(options.get("names")) else 0
    if asked == Constant(None):
        return -1
    return asked.value if isinstance(asked, Constant) and isinstance(asked.value, int) and asked.value >= 0 else None


def _named_rows(
    text: TextTable, header: int, names: Sequence[object] | None
) -> tuple[list[object], Sequence[tuple[str, ...]]] | None:
    """The names of the columns and the rows below; None unless every row has as many cells as there are names."""
    if len(text.rows) <= header + 1:
        return None
    rows = text.rows[header + 1 :]
    width = len(rows[0])
    if header >= 0:
        titles = [title if title else f"Unnamed: {at}" for at, title in enumerate(text.rows[header])]
    else:
        titles = []
    columns: list[object] = list(names) if names is not None else list(titles) if header >= 0 else list(range(width))
    if any(len(row) != len(columns) for row in rows) or len(columns) > data_files.MAX_COLUMNS:
        return None
    if len(set(columns)) != len(columns):
        return None  # pandas makes them different
    return columns, rows


def _rows(ctx: Context, options: Mapping[str, Value], rows: Sequence[tuple[str, ...]], text: TextTable) -> Dim:
    most = number(options.get("nrows")) if given(options.get("nrows")) else None
    if given(options.get("nrows")) and most is None:
        return ctx.symbol("rows", "rows")
    if "skipfooter" in options:
        return ctx.symbol("rows", "rows")
    if text.complete:
        if most is None:
            return Dim.of(len(rows))
        return Dim.of(min(len(rows), most.constant)) if most.constant is not None else fewer(ctx, Dim.of(len(rows)))
    if most is not None:
        return most if most.constant is not None and most.constant <= len(rows) else fewer(ctx, most)
    return ctx.symbol("rows", "rows", lower=len(rows))


def _chosen(
    ctx: Context, options: Mapping[str, Value], columns: list[object], cells: list[CellsOfColumn], rows: Dim
) -> TableContent | None:
    """Without the columns that usecols leaves out and those that index_col takes away."""
    places = list(range(len(columns)))
    if given(options.get("usecols")):
        asked = labels_in(options["usecols"])
        found = None if asked is None else [_place(columns, one) for one in asked]
        if found is None or None in found:
            return None
        places = sorted({at for at in found if at is not None})
    labels: Labels = COUNTED
    index_col = options.get("index_col")
    if index_col is not None and given(index_col) and index_col != Constant(False):
        taken = label_or_labels(index_col)
        kept = [columns[at] for at in places]
        found = None if taken is None else [_place(kept, one) for one in taken]
        if found is None or None in found:
            return None
        at_places = [places[at] for at in found if at is not None]
        titles = tuple(NAMELESS if str(columns[at]).startswith("Unnamed: ") else columns[at] for at in at_places)
        labels = some_labels(ctx, None, titles)
        places = [at for at in places if at not in at_places]
    chosen = [(columns[at], ColumnType(cells[at].kind)) for at in places]
    whole = rows.constant is not None and all(not cells[at].missing for at in places)
    return TableContent.of(rows, chosen, labels, NO_GAPS if whole else None)


def _place(columns: Sequence[object], one: object) -> int | None:
    if one in columns:
        return list(columns).index(one)
    return one if isinstance(one, int) and 0 <= one < len(columns) else None
