"""pandas' containers: `Table` (DataFrame) and `Column` (Series or Index)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pylint_lstmshape.domain.arrays import promote
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import ANY, Array, Joiner, Origin, Range, Value


@dataclass(frozen=True)
class TableContent:
    """rows; the columns by name with their dtype kinds, or (names None) only `width`, how many."""

    rows: Dim
    width: Dim
    names: tuple[object, ...] | None = None
    kinds: tuple[str | None, ...] | None = None

    @staticmethod
    def of(rows: Dim, columns: dict[object, str | None]) -> TableContent:
        """A table with these columns."""
        return TableContent(rows, Dim.of(len(columns)), tuple(columns), tuple(columns.values()))

    @property
    def columns(self) -> dict[object, str | None] | None:
        """name -> kind, where the names are known."""
        if self.names is None:
            return None
        return dict(zip(self.names, self.kinds or (None,) * len(self.names), strict=True))

    @property
    def kind(self) -> str | None:
        """The dtype kind of the whole as an array."""
        if self.kinds is None or not self.kinds:
            return None
        kind = promote(self.kinds)
        return "O" if kind == "U" else kind

    def join(self, other: TableContent, joiner: Joiner) -> TableContent:
        """Equal parts stay, others become unknown."""
        rows = self.rows if self.rows == other.rows else joiner.fresh("rows")
        width = self.width if self.width == other.width else joiner.fresh("columns")
        same = self.names == other.names
        return TableContent(
            rows, width, self.names if same else None, self.kinds if same and self.kinds == other.kinds else None
        )


@dataclass(frozen=True)
class Table(Value):
    """A DataFrame: its content lives in a cell, since methods with inplace=True and item assignment change it."""

    cell: Cell[TableContent]
    origin: Origin | None = None
    type_path = "pandas.DataFrame"

    @property
    def content(self) -> TableContent:
        """Rows and columns."""
        return self.cell.content

    def to_array(self) -> Array:
        """`.values`."""
        return Array((self.content.rows, self.content.width), self.content.kind, origin=self.origin)

    def length(self) -> Dim:
        """len(table): the rows."""
        return self.content.rows

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Part by part."""
        if not isinstance(other, Table):
            return joiner.unknown()
        joiner.merge(self.cell, other.cell)
        return self


@dataclass(frozen=True, eq=False)
class Column(Value):
    """A Series or an Index."""

    rows: Dim
    kind: str | None = None
    values: Range = ANY
    name: object = None
    origin: Origin | None = None
    type_path = "pandas.Series"

    def to_array(self) -> Array:
        """`.values`."""
        return Array((self.rows,), self.kind, Cell(self.values), self.origin)

    def length(self) -> Dim:
        """len(column)."""
        return self.rows

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Part by part."""
        if not isinstance(other, Column):
            return joiner.unknown()
        rows = self.rows if self.rows == other.rows else joiner.fresh("rows")
        return Column(rows, self.kind if self.kind == other.kind else None, self.values.join(other.values))


@dataclass(frozen=True)
class Indexer(Value):
    """`table.iloc`, `table.loc`: indexing by place or by label."""

    table: Value
    by_label: bool
    type_path = "pandas.Indexer"


def with_rows(value: Table | Column, rows: Dim) -> Table | Column:
    """The same columns with another number of rows."""
    if isinstance(value, Column):
        return replace(value, rows=rows, origin=None)
    return Table(Cell(replace(value.content, rows=rows)))
