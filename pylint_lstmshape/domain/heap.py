"""The heap: cells that aliases share, with a journal so that a branch can be undone, replayed and merged."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_NUMBERS = count()


class Cell(Generic[T]):
    """A mutable place. Its content is immutable; it is replaced through `Heap.write` only."""

    __slots__ = ("content", "number")

    def __init__(self, content: T) -> None:
        self.content = content
        self.number = next(_NUMBERS)


ABSENT: Any = object()  # the old value of a name that was not bound
Place = tuple[int, Hashable]
Writes = dict[Place, tuple[Any, Hashable, Any]]  # place -> (container, key, content)


def mark() -> int:
    """A moment: cells made later are younger."""
    return next(_NUMBERS)


def is_younger(container: Any, moment: int) -> bool:
    """Whether a container is a cell that was made after `moment`."""
    return isinstance(container, Cell) and container.number > moment


MAX_SEEN = 8


@dataclass
class Seen:
    """What a place held one after the other while it was watched (the first `MAX_SEEN`)."""

    container: Any
    key: Hashable
    contents: list[Any]


@dataclass
class Journal:
    """What was written since it was opened: for each place the content before the first write."""

    before: Writes = field(default_factory=dict)


class Heap:
    """Writes cells and name tables, and can take the writes of a branch back.

    A place is (container, key): the key is None for a Cell and the name for a dict of names.
    """

    def __init__(self, bounded: Callable[[Cell[Any], Any], Any] = lambda _, content: content) -> None:
        self.journals: list[Journal] = []
        self._bounded = bounded  # what a cell may hold of a content
        self.watches: list[dict[Place, Seen]] = []

    def write(self, cell: Cell[T], content: T) -> None:
        """Replace the content of `cell`."""
        if self.journals:
            self.journals[-1].before.setdefault((id(cell), None), (cell, None, cell.content))
        cell.content = self._bounded(cell, content)
        self._note(cell, None, cell.content)

    def bind(self, names: dict[Any, Any], name: Hashable, value: Any) -> None:
        """Set `names[name]`; ABSENT deletes it."""
        if self.journals:
            self.journals[-1].before.setdefault((id(names), name), (names, name, names.get(name, ABSENT)))
        _put(names, name, value)
        self._note(names, name, value)

    def _note(self, container: Any, key: Hashable, content: Any) -> None:
        for watch in self.watches:
            seen = watch.setdefault((id(container), key), Seen(container, key, []))
            if len(seen.contents) < MAX_SEEN and not any(content is one for one in seen.contents):
                seen.contents.append(content)

    def begin(self) -> None:
        """Open a journal."""
        self.journals.append(Journal())

    def rollback(self) -> Writes:
        """Close the journal, undo its writes, and give them: place -> (container, key, what was written)."""
        journal = self.journals.pop()
        writes = {}
        for place, (container, key, old) in journal.before.items():
            writes[place] = (container, key, _get(container, key))
            _put(container, key, old)
        return writes

    def commit(self) -> Writes:
        """Close the journal and keep its writes; gives place -> (container, key, content before)."""
        journal = self.journals.pop()
        if self.journals:
            outer = self.journals[-1].before
            for place, entry in journal.before.items():
                outer.setdefault(place, entry)
        return journal.before

    def set(self, container: Any, key: Hashable, content: Any) -> None:
        """Write a place as `rollback` gives it."""
        if isinstance(container, Cell):
            self.write(container, content)
        else:
            self.bind(container, key, content)

    def get(self, container: Any, key: Hashable) -> Any:
        """The content of a place."""
        return _get(container, key)


def _get(container: Any, key: Hashable) -> Any:
    return container.content if isinstance(container, Cell) else container.get(key, ABSENT)


def _put(container: Any, key: Hashable, content: Any) -> None:
    if isinstance(container, Cell):
        container.content = content
    elif content is ABSENT:
        container.pop(key, None)
    else:
        container[key] = content
