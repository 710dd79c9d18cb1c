"""How deep lists, tuples and dicts lie within each other: what is too deep, or holds itself, is not followed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Stream, TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import Unknown, Value

MAX_NESTING = 8
MAX_LOOKS = 4000
TOO_DEEP = Unknown("too deep")


class _Looker:
    def __init__(self, cell: Cell[Any] | None) -> None:
        self.cell = cell
        self.left = MAX_LOOKS

    def is_shallow(self, value: Value, depth: int) -> bool:
        """Whether `value` ends within `depth` containers, and `cell` is none of them."""
        if isinstance(value, ListValue | DictValue):
            return value.cell is not self.cell and self.holds_shallow(value.cell.content, depth)
        if isinstance(value, TupleValue | Stream):
            return self.holds_shallow(value.elements, depth)
        return True

    def holds_shallow(self, content: Elements | Entries, depth: int) -> bool:
        """Whether what a container holds is so."""
        self.left -= 1
        if depth == 0 or self.left < 0:
            return False
        return all(
            self.is_shallow(one, depth - 1)
            for one in _held(content)
            if isinstance(one, ListValue | DictValue | TupleValue | Stream)
        )


def _held(content: Elements | Entries) -> list[Value]:
    if isinstance(content, Elements):
        return [run.value for run in content.runs]
    held = [value for _, value in content.items]
    return held if content.others is None else [*held, content.others.value]


def shallow(value: Value) -> Value:
    """The value, or Unknown where it is nested too deep."""
    return value if _Looker(None).is_shallow(value, MAX_NESTING) else TOO_DEEP


def shallow_content(cell: Cell[Any], content: Any) -> Any:
    """What a cell may hold of `content`: no container in it is too deep, or leads back to the cell."""
    if not isinstance(content, Elements | Entries):
        return content
    looker = _Looker(cell)
    old = cell.content
    if isinstance(content, Elements):
        # A list that grows by one is not gone through as a whole each time.
        kept = len(old.runs) if isinstance(old, Elements) and content.runs[: len(old.runs)] == old.runs else 0
        if looker.holds_shallow(Elements(content.runs[kept:]), MAX_NESTING):
            return content
        return content.map(lambda one: one if _Looker(cell).is_shallow(one, MAX_NESTING - 1) else TOO_DEEP)
    if looker.holds_shallow(content, MAX_NESTING):
        return content

    def bounded(one: Value) -> Value:
        return one if _Looker(cell).is_shallow(one, MAX_NESTING - 1) else TOO_DEEP

    others = None if content.others is None else replace(content.others, value=bounded(content.others.value))
    return Entries(tuple((key, bounded(one)) for key, one in content.items), others, content.other_key)
