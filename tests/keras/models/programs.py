"""Programs as text, interpreted for some Keras generations: the facts written down, and what names stand for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import astroid

from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.facts import Binding, Fact
from pylint_lstmshape.interpreter import loading
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.settings import Settings
from tests.keras.models.probe import import_lines, model_lines

BOTH = frozenset({2, 3})
FactType = TypeVar("FactType", bound=Fact)


class Interpreted:
    """One program, interpreted: `facts` are those of all worlds in program order."""

    def __init__(self, text: str, generations: frozenset[int] = BOTH) -> None:
        tree = astroid.parse("\n".join([*import_lines(text, max(generations)), text]), path="program.py")
        self.worlds = loading.explore(tree, Settings(), Path(), generations)

    @property
    def facts(self) -> list[Fact]:
        return [recorded.fact for world in self.worlds for recorded in world.facts]

    def of(self, kind: type[FactType]) -> list[FactType]:
        return [fact for fact in self.facts if isinstance(fact, kind)]

    @property
    def conflicts(self) -> list[Any]:
        return [fact for fact in self.facts if hasattr(fact, "conflict")]

    def value(self, name: str) -> Value:
        return [fact.value for fact in self.of(Binding) if fact.name == name][-1]

    def shape(self, name: str) -> tuple[int | None, ...] | None:
        return dims(self.value(name))

    def raises(self, generation: int) -> bool:
        return any(generation in getattr(fact, "generations", BOTH) for fact in self.conflicts)


def dims(value: Value) -> tuple[int | None, ...] | None:
    """The constant dims of an array, None for those that are open; None where its rank is unknown."""
    if not isinstance(value, Array) or value.shape is None:
        return None
    return tuple(None if is_open(dim) else dim.constant for dim in value.shape)


def program(model: str, *lines: str) -> str:
    """The text of a program: the statements for a model m in probe notation, then these lines."""
    return "\n".join([*model_lines(model), *lines])


def interpret(model: str, lines: Sequence[str], generations: frozenset[int] = BOTH) -> Interpreted:
    """The program of a model and what is done with it."""
    return Interpreted(program(model, *lines), generations)
