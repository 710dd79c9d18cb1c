"""A Context without an interpreter, to ask transfer functions directly in unit tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Stream, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell, Heap
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Array, Constant, Site, Unknown, Value, join
from pylint_lstmshape.facts import Described, Fact

SITE = Site("test.py", 1)


@dataclass(frozen=True)
class Function(Value):
    """A function of the program: what it makes of abstract arguments."""

    model: Callable[..., Any]
    type_path = "function"


class PlainContext:
    """Answers what can be answered without a program."""

    def __init__(self, generations: frozenset[int] = frozenset({2, 3})) -> None:
        self.heap = Heap()
        self.site = SITE
        self.generations = generations
        self.release = (3, 0)
        self.early = True
        self.translates = True
        self.facts: list[Fact] = []
        self.files: dict[str, Value] = {}
        self.options: dict[str, Value] = {}
        self.rebound: list[tuple[Value, Value]] = []
        self.count = 0

    def fresh(self, name: str = "?", lower: int | None = 0) -> Dim:
        self.count += 1
        return Dim.symbol(("test", self.count), name, lower)

    def unknown(self, name: str = "") -> Unknown:
        self.count += 1
        return Unknown(("test", self.count), name)

    def lose(self) -> None:
        pass

    def merge(self, left: Cell[Any], right: Cell[Any]) -> None:
        self.heap.write(left, left.content.join(right.content, self))

    def call(self, function: Value, *arguments: Value, **keywords: Value) -> Value:
        made = function.model(*arguments, **keywords) if isinstance(function, Function) else None
        return made if isinstance(made, Value) else self.unknown()

    def attribute(self, value: Value, name: str) -> Value:
        entry = knowledge.member(value.type_path, name)
        made = knowledge.apply(entry, self, [value], {}) if entry is not None and entry.is_attribute else None
        return made if isinstance(made, Value) else self.unknown()

    def iterate(self, value: Value) -> Elements | None:
        return value.elements if isinstance(value, Stream) else sequence_elements(value)

    def truth(self, value: Value) -> bool | None:
        return bool(value.value) if isinstance(value, Constant) else None

    def argument(self, parameter: str) -> Described | None:
        return None

    def describe(self, value: Value) -> Described:
        return Described("x", self.site, value)

    def handed(self, value: Value) -> Described:
        return self.describe(value)

    def data_file(self, path: Value) -> Path | None:
        return None

    def rebind(self, old: Value, new: Value) -> None:
        self.rebound.append((old, new))

    def record(self, fact: Fact) -> None:
        self.facts.append(fact)

    def symbol(self, name: str, *key: object, lower: int | None = 0, upper: Dim | None = None) -> Dim:
        return Dim.symbol(("test", name, *key), name, lower, upper)


def value_of(thing: Any) -> Value:
    """The abstract value of a plain Python object: int, str, list, tuple, dict, or something with .shape and .dtype."""
    if isinstance(thing, Value):
        return thing
    if isinstance(thing, list):
        return ListValue(Cell(Elements.of(value_of(one) for one in thing)))
    if isinstance(thing, tuple):
        return TupleValue(Elements.of(value_of(one) for one in thing))
    if isinstance(thing, dict):
        return DictValue(Cell(Entries(tuple((value_of(key), value_of(one)) for key, one in thing.items()))))
    if hasattr(thing, "shape") and hasattr(thing, "dtype"):
        return Array(tuple(Dim.of(dim) for dim in thing.shape), thing.dtype.kind)
    return Constant(thing)


def ask(path: str, *arguments: Any, ctx: PlainContext | None = None, **keywords: Any) -> Value | Conflict:
    """What the transfer function `path` gives for these arguments."""
    entry = knowledge.lookup(path)
    assert entry is not None, f"{path} is not modelled"
    given = {name: value_of(one) for name, one in keywords.items()}
    return knowledge.apply(entry, ctx or PlainContext(), [value_of(one) for one in arguments], given)


__all__ = ["SITE", "PlainContext", "ask", "join", "value_of"]
