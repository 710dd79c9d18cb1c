"""Edits on a program's text at the places of its syntax tree; lines stay where they are as far as an edit lets them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Edit:
    """The bytes from `start` to `end` become `text`."""

    start: int
    end: int
    text: str


class Text:
    """A program's source as bytes, as Python's syntax tree counts columns."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._bytes = source.encode()
        self._lines = [0]
        for line in self._bytes.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt | ast.keyword) -> Span:
        """Where a node begins and ends."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._lines[node.lineno - 1] + node.col_offset, self._lines[node.end_lineno - 1] + node.end_col_offset

    def of(self, node: ast.expr | ast.stmt | ast.keyword) -> str:
        """A node's own text."""
        start, end = self.span(node)
        return self._bytes[start:end].decode()

    def replace(self, node: ast.expr | ast.stmt | ast.keyword, text: str) -> Edit:
        """Another text in place of a node's."""
        return Edit(*self.span(node), text)

    def keep(self, whole: ast.expr, part: ast.expr) -> Edit:
        """Only a part of an expression."""
        text = self.of(part)
        plain = isinstance(part, ast.Name | ast.Call | ast.Attribute | ast.Subscript | ast.Constant | ast.List)
        return self.replace(whole, text if plain else f"({text})")

    def without(self, siblings: Sequence[ast.expr | ast.keyword], item: ast.expr | ast.keyword) -> Edit:
        """One of the items between commas left out."""
        ordered = sorted(siblings, key=self.span)
        at = ordered.index(item)
        start, end = self.span(item)
        if at + 1 < len(ordered):
            return Edit(start, self.span(ordered[at + 1])[0], "")
        return Edit(self.span(ordered[at - 1])[1] if at else start, end, "")

    def swapped(self, one: ast.expr, other: ast.expr) -> list[Edit]:
        """Two nodes in each other's place."""
        return [self.replace(one, self.of(other)), self.replace(other, self.of(one))]

    def with_argument(self, call: ast.Call, text: str) -> Edit:
        """One more argument, the last."""
        _, end = self.span(call)
        given = [*call.args, *call.keywords]
        start = max((self.span(one)[1] for one in given), default=end - 1)
        return Edit(start, start, f", {text}" if given else text)

    def edited(self, edits: Sequence[Edit]) -> str:
        """The source with edits that do not overlap."""
        result = self._bytes
        for edit in sorted(edits, key=lambda one: one.start, reverse=True):
            result = result[: edit.start] + edit.text.encode() + result[edit.end :]
        return result.decode()
