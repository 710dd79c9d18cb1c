"""An open notebook: its code cells are one program, and what is said of its lines is said of the cells' lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lsprotocol import types
from pygls.workspace import Workspace

from pylint_lstmshape.faces.language.positions import units
from pylint_lstmshape.faces.notebooks import Cell, Notebook, Piece


@dataclass(frozen=True)
class Cells:
    """The notebook as a program, and the document of each code cell by its number among all cells."""

    uri: str
    notebook: Notebook
    uris: dict[int, str]

    @classmethod
    def of(cls, workspace: Workspace, document: types.NotebookDocument) -> Cells:
        """The cells as the editor shows them now."""
        code = [
            (number, cell.document)
            for number, cell in enumerate(document.cells, start=1)
            if cell.kind == types.NotebookCellKind.Code
        ]
        texts = [workspace.get_text_document(uri) for _, uri in code]
        cells = [
            Cell(number, (Piece(text.source, 0, 0),), 0, 0, is_list=False)
            for (number, _), text in zip(code, texts, strict=True)
            if text.language_id in (None, "python")
        ]
        return cls(document.uri, Notebook("", tuple(cells), marked=False), dict(code))

    def down(self, uri: str, at: types.Position) -> types.Position:
        """A place in a cell as a place in the program."""
        number = next((number for number, one in self.uris.items() if one == uri), 0)
        line = self.notebook.line_of(number, at.line + 1)
        return types.Position(line - 1, max(at.character - self._shift(line), 0))

    def whole(self, uri: str) -> types.Range:
        """All lines of a cell in the program."""
        start, end = self.down(uri, types.Position(0, 0)), self.down(uri, types.Position(1 << 20, 0))
        return types.Range(start, end)

    def up(self, at: types.Position) -> tuple[str, types.Position]:
        """A place in the program as a place in a cell."""
        place = self.notebook.place(at.line + 1)
        character = at.character + self._shift(at.line + 1)
        return self.uris.get(place.cell, self.uri), types.Position(place.line - 1, character)

    def up_range(self, where: types.Range) -> tuple[str, types.Range]:
        """A range in the program as one in the cell where it begins."""
        uri, start = self.up(where.start)
        return uri, types.Range(start, self.up(where.end)[1])

    def _shift(self, line: int) -> int:
        lines = self.notebook.source.lines
        return self.notebook.stand_ins.shift(lines[line - 1]) if 0 < line <= len(lines) else 0

    def diagnostics(self, found: Sequence[types.Diagnostic]) -> dict[str, list[types.Diagnostic]]:
        """Diagnostics of the program by cell; each cell has its own."""
        told: dict[str, list[types.Diagnostic]] = {uri: [] for uri in self.uris.values()}
        for one in found:
            uri, one.range = self.up_range(one.range)
            one.message = self.notebook.words(one.message)
            for other in one.related_information or ():
                if other.location.uri == self.uri:
                    other.location = types.Location(*self.up_range(other.location.range))
            told.setdefault(uri, []).append(one)
        return told

    def changes(self, text: str, encoding: str) -> dict[str, list[types.TextEdit]]:
        """What another text of the program changes: each cell that differs is written anew."""
        return {
            self.uris[cell.number]: [types.TextEdit(_all(cell.text, encoding), code)]
            for cell, code in self.notebook.changed_cells(text)
        }


def _all(text: str, encoding: str) -> types.Range:
    last = text[text.rfind("\n") + 1 :]
    return types.Range(types.Position(0, 0), types.Position(text.count("\n"), units(last, encoding)))
