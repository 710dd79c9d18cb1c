"""pandas' containers: `Table` (DataFrame) and `Column` (Series or Index), their row labels, and their views.

What a table holds lives in a cell, since methods with inplace=True and item assignment change it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pylint_lstmshape.domain.dim import Dim, DimLike, at_least, maximum
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import ANY, Array, Joiner, Origin, Range, Value

_NUMBERS = "uif"


@dataclass(frozen=True)
class Labels:
    """The labels of the rows: equal keys (and numbers of rows) are the same labels.

    names: one for each level, None where even the number of levels is unknown.
    """

    key: Hashable
    names: tuple[object, ...] | None = (None,)
    kind: str | None = "i"

    def cut(self, *how: Hashable) -> Labels:
        """The labels that the same cut leaves of equal labels."""
        return Labels(("cut", self.key, *how), self.names, self.kind)


NAMELESS = object()  # the name of a level that has one, nobody knows which
COUNTED = Labels("0, 1, 2 …")  # pandas.RangeIndex(rows)


@dataclass(frozen=True)
class ColumnType:
    """dtype kind (text is O) and range of a column's elements."""

    kind: str | None = None
    values: Range = ANY

    def join(self, other: ColumnType) -> ColumnType:
        """What holds of both."""
        return ColumnType(self.kind if self.kind == other.kind else None, self.values.join(other.values))

    @property
    def picked(self) -> ColumnType:
        """The type of a column of elements picked from this one."""
        return replace(self, values=self.values.picked)


UNTYPED = ColumnType()
Gaps = tuple[Dim, Dim]  # so many first and last rows hold NaN, no other does
NO_GAPS: Gaps = (Dim.of(0), Dim.of(0))


def widest_gaps(gaps: Iterable[Gaps | None]) -> Gaps | None:
    """The gaps of columns side by side."""
    first, last = NO_GAPS
    for one in gaps:
        if one is None:
            return None
        first, last = maximum(first, one[0]), maximum(last, one[1])
    return first, last


def common_kind(kinds: Iterable[str | None]) -> str | None:
    """The dtype kind of columns together: numbers promote, whatever else is mixed is an object."""
    found = set(kinds)
    if len(found) == 1:
        kind = found.pop()
        return "O" if kind in ("U", "S") else kind
    if None in found or not found:
        return None
    return max(found, key=lambda kind: _NUMBERS.index(kind or "")) if found <= set(_NUMBERS) else "O"


@dataclass(frozen=True)
class TableContent:
    """rows; the columns by name with their types, or (names None) only `width`, how many, and what `each` is."""

    rows: Dim
    width: Dim
    names: tuple[object, ...] | None = None
    types: tuple[ColumnType, ...] | None = None
    each: ColumnType = UNTYPED
    labels: Labels = COUNTED
    gaps: Gaps | None = None
    written: tuple[tuple[object, ColumnType], ...] = ()  # with names None: columns that were set by name

    @staticmethod
    def of(
        rows: DimLike, columns: Sequence[tuple[object, ColumnType]], labels: Labels, gaps: Gaps | None = None
    ) -> TableContent:
        """A table with these columns, in order; names may repeat."""
        names, types = tuple(name for name, _ in columns), tuple(kind for _, kind in columns)
        return TableContent(Dim.of(rows), Dim.of(len(names)), names, types, labels=labels, gaps=gaps)

    @property
    def columns(self) -> list[tuple[object, ColumnType]] | None:
        """(name, type) of each column, where the names are known."""
        if self.names is None:
            return None
        return list(zip(self.names, self.types or (self.each,) * len(self.names), strict=True))

    def at(self, name: object) -> list[int] | None:
        """The places of the columns of this name; None where the names are unknown."""
        if self.names is None:
            return None
        return [place for place, have in enumerate(self.names) if same_label(have, name)]

    def written_as(self, name: object) -> ColumnType | None:
        """The type of a column that was set by name, where the names are unknown."""
        return next((kind for have, kind in self.written if same_label(have, name)), None)

    @property
    def type(self) -> ColumnType:
        """The type of the whole as an array."""
        if self.types is None or not self.types:
            return self.each
        values = self.types[0].values
        for one in self.types[1:]:
            values = values.join(one.values)
        return ColumnType(common_kind(one.kind for one in self.types), values)

    def retyped(self, change: Mapping[object, ColumnType] | ColumnType) -> TableContent:
        """With other types: of all columns, or of those named."""
        if isinstance(change, ColumnType):
            types = None if self.types is None else (change,) * len(self.types)
            return replace(self, types=types, each=change, written=())
        if self.types is None or self.names is None:
            return replace(self, each=UNTYPED, written=())
        pairs = zip(self.names, self.types, strict=True)
        return replace(self, types=tuple(change.get(name, have) for name, have in pairs))

    def join(self, other: TableContent, joiner: Joiner) -> TableContent:
        """Equal parts stay, others become unknown."""
        rows = self.rows if self.rows == other.rows else joiner.fresh("rows")
        width = self.width if self.width == other.width else joiner.fresh("columns")
        names = self.names if self.names == other.names else None
        types = None
        if names is not None and self.types is not None and other.types is not None:
            types = tuple(one.join(two) for one, two in zip(self.types, other.types, strict=True))
        labels = self.labels if self.labels == other.labels else Labels(joiner.unknown().key, None, None)
        each = self.type.join(other.type)
        gaps = self.gaps if self.gaps == other.gaps else None
        written = self.written if self.written == other.written else ()
        return TableContent(rows, width, names, types, each, labels, gaps, written)


def same_label(one: object, other: object) -> bool:
    """Whether two labels select the same column: 1 and True and "1" are three labels."""
    return type(one) is type(other) and one == other


@dataclass(frozen=True)
class Table(Value):
    """A DataFrame."""

    cell: Cell[TableContent]
    origin: Origin | None = None
    type_path = "pandas.DataFrame"
    holds_data = True

    @property
    def content(self) -> TableContent:
        """Rows and columns."""
        return self.cell.content

    def to_array(self) -> Array:
        """`.values`."""
        whole = self.content.type
        return Array((self.content.rows, self.content.width), whole.kind, Cell(whole.values), origin=self.origin)

    def length(self) -> Dim:
        """len(table): the rows."""
        return self.content.rows

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Part by part."""
        if not isinstance(other, Table):
            return joiner.unknown()
        joiner.merge(self.cell, other.cell)
        return self


@dataclass(frozen=True)
class ColumnContent:
    """Rows, dtype kind, elements (their range, in a cell shared with `.values`), name, labels; `items`: the elements
    one by one, where an Index is made of literals.
    """

    rows: Dim
    kind: str | None = None
    elements: Cell[Range] = field(default_factory=lambda: Cell(ANY))
    name: object = None
    labels: Labels = COUNTED
    gaps: Gaps | None = None
    items: tuple[object, ...] | None = None

    def join(self, other: ColumnContent, joiner: Joiner) -> ColumnContent:
        """Part by part."""
        return ColumnContent(
            self.rows if self.rows == other.rows else joiner.fresh("rows"),
            self.kind if self.kind == other.kind else None,
            Cell(self.elements.content.join(other.elements.content)),
            self.name if same_label(self.name, other.name) else None,
            self.labels if self.labels == other.labels else Labels(joiner.unknown().key, None, None),
            self.gaps if self.gaps == other.gaps else None,
            self.items if self.items == other.items else None,
        )


@dataclass(frozen=True)
class Column(Value):
    """A Series, or (type_path "pandas.Index") an Index."""

    cell: Cell[ColumnContent]
    origin: Origin | None = None
    type_path: str = "pandas.Series"
    holds_data = True

    @staticmethod
    def of(
        rows: DimLike, kind: str | None = None, values: Range = ANY, name: object = None, labels: Labels = COUNTED,
        gaps: Gaps | None = None,
    ) -> Column:  # fmt: skip
        """A new Series."""
        return Column(Cell(ColumnContent(Dim.of(rows), kind, Cell(values), name, labels, gaps)))

    @staticmethod
    def index(
        rows: DimLike, kind: str | None = None, items: Iterable[object] | None = None, name: object = None
    ) -> Column:
        """A new Index."""
        literal = None if items is None else tuple(items)
        return Column(Cell(ColumnContent(Dim.of(rows), kind, name=name, items=literal)), None, "pandas.Index")

    @property
    def content(self) -> ColumnContent:
        """All that is known of it."""
        return self.cell.content

    @property
    def rows(self) -> Dim:
        """How many elements."""
        return self.cell.content.rows

    @property
    def kind(self) -> str | None:
        """The dtype kind."""
        return self.cell.content.kind

    @property
    def range(self) -> Range:
        """Between which numbers the elements lie."""
        return self.cell.content.elements.content

    @property
    def type(self) -> ColumnType:
        """Kind and range."""
        return ColumnType(self.kind, self.range)

    def to_array(self) -> Array:
        """`.values`: the same elements."""
        kind = "O" if self.kind == "U" else self.kind
        return Array((self.rows,), kind, self.content.elements, self.origin)

    def length(self) -> Dim:
        """len(column)."""
        return self.rows

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Part by part."""
        if not isinstance(other, Column) or self.type_path != other.type_path:
            return joiner.unknown()
        joiner.merge(self.cell, other.cell)
        return self


@dataclass(frozen=True)
class Indexer(Value):
    """`table.iloc`, `table.loc`: indexing by place or by label; `single` for iat and at."""

    table: Value
    by_label: bool
    type_path = "pandas.Indexer"


@dataclass(frozen=True)
class Accessor(Value):
    """`column.str`, `column.dt`: element by element."""

    column: Value
    type_path: str = "pandas.Accessor"


@dataclass(frozen=True)
class Grouped(Value):
    """`table.groupby(keys)` or `table.resample(rule)`: `groups` tells how many; keys, where they are columns by name."""

    table: Table | Column
    groups: Dim
    labels: Labels
    keys: tuple[object, ...] | None = ()
    as_index: bool = True
    sizes: Hashable = None  # what tells the groups from those of another grouping
    type_path = "pandas.Grouped"


@dataclass(frozen=True)
class Windows(Value):
    """`table.rolling(n)`, `.expanding()`, `.ewm()`: one window for each row."""

    table: Table | Column
    type_path = "pandas.Windows"


def cut_gaps(gaps: Gaps | None, rows: Dim) -> Gaps | None:
    """What is known of gaps where rows were taken out: nothing, unless there were none."""
    return gaps if gaps == NO_GAPS and at_least(rows, 0) is not False else None


def with_rows(value: Table | Column, rows: Dim, labels: Labels, gaps: Gaps | None = None) -> Table | Column:
    """Other rows of the same columns."""
    if isinstance(value, Column):
        content = replace(value.content, rows=rows, labels=labels, gaps=gaps, items=None)
        content = replace(content, elements=Cell(value.range.picked))
        return replace(value, cell=Cell(content), origin=None)
    table = value.content
    types = None if table.types is None else tuple(one.picked for one in table.types)
    return Table(Cell(replace(table, rows=rows, labels=labels, gaps=gaps, types=types, each=table.each.picked)))
