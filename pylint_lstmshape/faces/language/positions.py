"""Places as editors count them: lines from 0, characters in the units that editor and server agreed on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from lsprotocol.types import Position, PositionEncodingKind, Range

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.fixes.edits import Source


def units(text: str, encoding: str) -> int:
    """How long a text is."""
    if encoding == PositionEncodingKind.Utf8:
        return len(text.encode())
    return len(text) if encoding == PositionEncodingKind.Utf32 else len(text.encode("utf-16-le")) // 2


def position(lines: Sequence[str], line: int, column: int, encoding: str) -> Position:
    """A place of the tree: line from 1, column in UTF-8 bytes."""
    text = lines[line - 1].rstrip("\r\n") if 0 < line <= len(lines) else ""
    return Position(max(line - 1, 0), units(text.encode()[:column].decode(errors="ignore"), encoding))


def span(lines: Sequence[str], site: Site, encoding: str) -> Range:
    """A site; the rest of its line where its end is not known."""
    end_line = site.end_line or site.line
    end = 1 << 20 if site.end_column is None else site.end_column
    return Range(position(lines, site.line, site.column, encoding), position(lines, end_line, end, encoding))


def at_offset(source: Source, offset: int, encoding: str) -> Position:
    """An offset in the text."""
    line = source.line_of(offset)
    return Position(line - 1, units(source.text[source.line_start(line) : offset], encoding))


def column(line: str, character: int, encoding: str) -> int:
    """The number of characters before a place in a line."""
    return next((at for at in range(len(line)) if units(line[:at], encoding) >= character), len(line))


class Moved:
    """Where lines of an older text stand in a newer one: those above and below what changed."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
        left, right = old[self._same :], new[self._same :]
        rest = zip(reversed(left), reversed(right), strict=False)
        self._below = len(old) - sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
        self._shift = len(new) - len(old)

    def line(self, number: int) -> int | None:
        """The new number of a line; None where it was changed."""
        if number <= self._same:
            return number
        return number + self._shift if number > self._below else None
