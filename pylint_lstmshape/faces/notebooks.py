"""Jupyter notebooks: the code cells as one program, the places of its lines, and changed code put back into the file.

What is put back leaves every other byte as it was: outputs, metadata, the order of keys, indentation, escapes.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from pylint_lstmshape.faces.ipython import MARK, StandIns, python
from pylint_lstmshape.fixes.edits import Edit, Source, apply

SUFFIX = ".ipynb"
_HEAD = re.compile(rf"^# %% cell (\d+){MARK}\n", re.MULTILINE)
_SPACE = re.compile(r"[ \t\r\n]*")
_CHARACTER = re.compile(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\w{4}|\\.|.", re.DOTALL)
_LINE_NAMED = re.compile(r"(?<!\.py )\bline (\d+)\b(?! of \S+\.py)")
_decode = json.JSONDecoder().raw_decode


class NotebookError(ValueError):
    """The file is no notebook that can be read; the message says why."""


@dataclass(frozen=True)
class Piece:
    """A string in the file: what it says, and where it stands, with its quotes."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Cell:
    """A code cell: its number among all cells, from 1; the strings its code is made of; the span of their list."""

    number: int
    pieces: tuple[Piece, ...]
    start: int
    end: int
    is_list: bool

    @property
    def text(self) -> str:
        """Its code."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Place:
    """A place in a cell: the cell's number, the line from 1, the column as the tree counts it."""

    cell: int
    line: int
    column: int = 0


@dataclass(frozen=True)
class Notebook:
    """A notebook as a program."""

    raw: str
    cells: tuple[Cell, ...]
    marked: bool  # the file begins with a byte order mark
    stand_ins: StandIns = field(default_factory=StandIns)
    changed: str | None = None  # the module's text, where it is no longer that of the file

    @classmethod
    def decode(cls, data: bytes) -> Notebook:
        """The notebook in a file's bytes. Raises NotebookError."""
        try:
            raw = data.decode("utf-8-sig")
            top, _ = _decode(raw, _past_space(raw, 0))
        except (ValueError, RecursionError) as error:
            raise NotebookError(f"no notebook: {error}") from error
        if not isinstance(top, dict) or not isinstance(top.get("cells"), list):
            old = isinstance(top, dict) and "worksheets" in top
            raise NotebookError("a notebook of an old format: open and save it in Jupyter" if old else "no notebook")
        cells = tuple(_cells(raw)) if _is_python(top) else ()
        return cls(raw, cells, data.startswith(codecs.BOM_UTF8))

    @cached_property
    def source(self) -> Source:
        """All code cells as one module, each behind a comment that names it."""
        if self.changed is not None:
            return Source(self.changed)
        parts = []
        for cell in self.cells:
            code = python(_whole(cell.text), self.stand_ins)
            end = "" if code.endswith("\n") or not code else "\n"
            parts.append(f"# %% cell {cell.number}{MARK}\n{code}{end}")
        return Source("".join(parts))

    def with_text(self, text: str) -> Notebook:
        """The same notebook with another text of the module."""
        return replace(self, changed=text)

    def shown(self, text: str) -> str:
        """A text of the module as the user has it."""
        return self.stand_ins.restored(text).replace(MARK, "")

    def place(self, line: int, column: int = 0) -> Place:
        """The cell and line of a line of the module."""
        for cell, first in reversed(self._firsts):
            if line >= first - 1:
                text = self.source.lines[line - 1] if line <= len(self.source.lines) else ""
                return Place(cell.number, max(line - first + 1, 1), column + self.stand_ins.shift(text))
        return Place(1, 1)

    def line_of(self, number: int, line: int) -> int:
        """The line of the module that is a line of a cell; the cell's last where it has fewer."""
        starts = [first for _, first in self._firsts]
        for (cell, first), after in zip(self._firsts, [*starts[1:], len(self.source.lines) + 2], strict=True):
            if cell.number == number:
                return max(first, min(first + line - 1, after - 2))
        return 1

    def in_file(self, line: int, column: int) -> tuple[int, int]:
        """The line, from 1, and the column in UTF-8 bytes of the file's own text at which a place of the module stands."""
        place = self.place(line, column)
        cell = next((one for one in self.cells if one.number == place.cell), None)
        if cell is None:
            return 1, 0
        wanted = Source(cell.text).offset(place.line, place.column)
        for piece in cell.pieces:
            if wanted < len(piece.text) or piece is cell.pieces[-1]:
                break
            wanted -= len(piece.text)
        offset = piece.start + 1
        for _ in range(wanted):
            found = _CHARACTER.match(self.raw, offset, piece.end - 1)
            offset = piece.end - 1 if found is None else found.end()
        before = self.raw[:offset]
        return before.count("\n") + 1, len(before[before.rfind("\n") + 1 :].encode())

    def words(self, message: str) -> str:
        """A message that names lines of the module, with the lines of cells."""

        def named(found: re.Match[str]) -> str:
            place = self.place(int(found[1]))
            return f"cell {place.cell} line {place.line}"

        return _LINE_NAMED.sub(named, message)

    def encode(self, text: str) -> bytes:
        """The file with a changed text of the module."""
        return (codecs.BOM_UTF8 if self.marked else b"") + apply(self.raw, self.edits(text)).encode()

    def edits(self, text: str) -> list[Edit]:
        """What a changed text of the module changes in the file's own text: one edit for each cell that differs."""
        return [Edit(cell.start, cell.end, self._written(cell, code)) for cell, code in self.changed_cells(text)]

    def changed_cells(self, text: str) -> Iterator[tuple[Cell, str]]:
        """The cells whose code differs in a changed text of the module, with that code as the user writes it."""
        before, *parts = _HEAD.split(text)
        now = dict(zip(map(int, parts[::2]), parts[1::2], strict=True))
        for cell in self.cells:
            code = self.stand_ins.restored((before if cell is self.cells[0] else "") + now[cell.number])
            if cell.text and not cell.text.endswith("\n"):
                code = code.removesuffix("\n")
            if code != _whole(cell.text):
                yield cell, code

    @cached_property
    def _firsts(self) -> list[tuple[Cell, int]]:
        """The code cells, each with the line of the module that holds its first."""
        heads = _HEAD.finditer(self.source.text)
        return [(cell, self.source.line_of(head.end() - 1) + 1) for cell, head in zip(self.cells, heads, strict=True)]

    @cached_property
    def _in_ascii(self) -> bool:
        return self.raw.isascii() and re.search(r"\\u[0-9a-fA-F]{4}", self.raw) is not None

    def _written(self, cell: Cell, code: str) -> str:
        """The JSON of a cell's changed code; lines that stay are written as they were."""
        if not cell.is_list:
            return json.dumps(code, ensure_ascii=self._in_ascii)
        old, new = [_whole(piece.text) for piece in cell.pieces], Source(code).lines
        written: list[str] = []
        for kind, start, end, first, last in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
            if kind == "equal":
                written += [self.raw[piece.start : piece.end] for piece in cell.pieces[start:end]]
            else:
                written += [json.dumps(line, ensure_ascii=self._in_ascii) for line in new[first:last]]
        if not cell.pieces:
            return f"[{', '.join(written)}]"
        lead = self.raw[cell.start + 1 : cell.pieces[0].start]
        tail = self.raw[cell.pieces[-1].end : cell.end]
        between = f",{lead}" if len(old) == 1 else self.raw[cell.pieces[0].end : cell.pieces[1].start]
        return f"[{lead}{between.join(written)}{tail}"


def _whole(text: str) -> str:
    """The text without halves of characters, which JSON can write and no file can hold."""
    return "".join(" " if "\ud800" <= one <= "\udfff" else one for one in text)


def _is_python(top: dict[str, Any]) -> bool:
    metadata = top.get("metadata")
    named: list[object] = []
    for key, name in (("kernelspec", "language"), ("language_info", "name")):
        table = metadata.get(key) if isinstance(metadata, dict) else None
        named += [table[name]] if isinstance(table, dict) and name in table else []
    return not named or any("python" in str(one).lower() for one in named)


def _cells(raw: str) -> Iterator[Cell]:
    top = {key: start for key, _, start, _ in _members(raw, _past_space(raw, 0))}
    for number, (_, start, _) in enumerate(_items(raw, top["cells"]), start=1):
        if raw[start] != "{":
            continue
        found = {key: (value, at, end) for key, value, at, end in _members(raw, start)}
        if found.get("cell_type", ("",))[0] != "code" or "source" not in found:
            continue
        value, at, end = found["source"]
        if isinstance(value, str):
            yield Cell(number, (Piece(value, at, end),), at, end, is_list=False)
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield Cell(number, tuple(Piece(*one) for one in _items(raw, at)), at, end, is_list=True)


def _members(raw: str, start: int) -> Iterator[tuple[str, Any, int, int]]:
    """Key, value and the value's span of each member of the JSON object at `start`, which is known to be right."""
    position = _past_space(raw, start + 1)
    while raw[position] != "}":
        key, position = _decode(raw, position)
        begin = _past_space(raw, _past_space(raw, position) + 1)
        value, end = _decode(raw, begin)
        yield key, value, begin, end
        position = _past_comma(raw, end)


def _items(raw: str, start: int) -> Iterator[tuple[Any, int, int]]:
    """Value and span of each element of the JSON array at `start`."""
    position = _past_space(raw, start + 1)
    while raw[position] != "]":
        value, end = _decode(raw, position)
        yield value, position, end
        position = _past_comma(raw, end)


def _past_comma(raw: str, position: int) -> int:
    position = _past_space(raw, position)
    return _past_space(raw, position + 1) if raw[position] == "," else position


def _past_space(raw: str, position: int) -> int:
    found = _SPACE.match(raw, position)
    return position if found is None else found.end()
