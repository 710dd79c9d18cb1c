"""Text edits on the source of a program's files: what they do not touch stays as it is, byte for byte.

Offsets count characters of the decoded text. Places of the tree (astroid: lines from 1, columns in UTF-8 bytes) are
turned into offsets by `Source.offset`.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_BOM = "﻿"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")  # as Python's tokenizer ends lines


class OverlapError(ValueError):
    """Two edits change the same text."""


@dataclass(frozen=True)
class Edit:
    """`text` in the place of the characters from `start` to `end` of a file; an insertion where both are equal.

    `file` is its path as the tree's places give it.
    """

    start: int
    end: int
    text: str
    file: str = ""


@dataclass(frozen=True)
class Source:
    """A program's text as decoded, line ends as they are, without its byte order mark; and how it was encoded."""

    text: str
    encoding: str = "utf-8"

    @classmethod
    def decode(cls, data: bytes) -> Source:
        """The source in a file's bytes. Raises SyntaxError for an unknown encoding, UnicodeDecodeError for wrong bytes."""
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
        return cls(text.removeprefix(_BOM), encoding)

    def with_text(self, text: str) -> Source:
        """Another text in the same file."""
        return Source(text, self.encoding)

    def encode(self, text: str) -> bytes:
        """A changed text in this source's encoding, its byte order mark kept. Raises UnicodeEncodeError."""
        return text.encode(self.encoding)

    @cached_property
    def lines(self) -> list[str]:
        """The lines with their ends."""
        return _LINE.findall(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line))
        return starts

    @cached_property
    def newline(self) -> str:
        """How its lines end: as the first one does."""
        found = re.search(r"\r\n|\r|\n", self.text)
        return found[0] if found else "\n"

    def offset(self, line: int, column: int) -> int:
        """The offset of a place that the tree gives: line from 1, column in UTF-8 bytes."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        inside = column if text.isascii() else len(text.encode("utf-8")[:column].decode("utf-8", "ignore"))
        return self._starts[min(line, len(self._starts)) - 1] + inside

    def line_start(self, line: int) -> int:
        """The offset at which a line begins."""
        return self._starts[min(line, len(self._starts)) - 1]

    def line_end(self, line: int) -> int:
        """The offset behind a line and its end."""
        return self._starts[min(line, len(self._starts) - 1)]

    def line_of(self, offset: int) -> int:
        """The line that holds an offset."""
        return next((line for line, start in enumerate(self._starts[1:], start=1) if offset < start), len(self._starts))

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both from 1, the column in UTF-16 code units, as SARIF has them."""
        line = self.line_of(offset)
        before = self.text[self.line_start(line) : offset]
        return line, len(before.encode("utf-16-le")) // 2 + 1


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, which count by the text before. Raises OverlapError."""
    parts: list[str] = []
    end = 0
    for edit in in_order(edits):
        parts += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join([*parts, text[end:]])


def by_file(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    """The edits of each file."""
    found: dict[str, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.file, []).append(edit)
    return found


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """The edits from front to back, insertions at one place in the order given. Raises OverlapError."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    for one, other in pairwise(ordered):
        if other.start < one.end:
            raise OverlapError(f"{one} and {other}")
    return ordered


def compose(first: Sequence[Edit], second: Sequence[Edit], length: int) -> list[Edit]:
    """The edits on a text of `length` that do what `first` and then `second`, on what the first gave, do."""
    kept = _kept_after(first, length)
    file = next((edit.file for edit in (*first, *second)), "")
    result: list[Edit] = []
    pieces = _cut(kept, in_order(second))
    start, added = 0, ""
    for piece in pieces:
        if isinstance(piece, str):
            added += piece
            continue
        if added or piece[0] > start:
            result.append(Edit(start, piece[0], added, file))
        start, added = piece[1], ""
    if added or start < length:
        result.append(Edit(start, length, added, file))
    return result


Piece = str | tuple[int, int]  # new text, or a span of the original


def _kept_after(edits: Sequence[Edit], length: int) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for edit in in_order(edits):
        pieces += [(end, edit.start), edit.text]
        end = edit.end
    return [*pieces, (end, length)]


def _cut(pieces: Sequence[Piece], edits: Sequence[Edit]) -> list[Piece]:
    """The pieces with the edits, which count by what the pieces make together, applied."""
    result: list[Piece] = []
    position = 0
    for edit in edits:
        result += [*_between(pieces, position, edit.start), edit.text]
        position = edit.end
    return [*result, *_between(pieces, position, None)]


def _between(pieces: Sequence[Piece], start: int, end: int | None) -> Iterator[Piece]:
    """What of the pieces lies between two places of the text that they make."""
    position = 0
    for piece in pieces:
        size = len(piece) if isinstance(piece, str) else piece[1] - piece[0]
        first, last = max(start - position, 0), size if end is None else min(end - position, size)
        if first < last:
            yield _part(piece, first, last)
        position += size


def _part(piece: Piece, start: int, end: int) -> Piece:
    return piece[start:end] if isinstance(piece, str) else (piece[0] + start, piece[0] + end)
