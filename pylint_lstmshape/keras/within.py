"""`Within`: a Context for a part of a call: in some of the Keras generations only, at another site, facts held back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pylint_lstmshape.domain.containers import Elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import Site, Unknown, Value
from pylint_lstmshape.facts import ArgumentConflict, Described, Fact, LayerConflict
from pylint_lstmshape.knowledge import Context


class Within:
    """Asks `ctx`. A conflict recorded here holds in `generations` only; `data` is the array the model was given."""

    def __init__(
        self,
        ctx: Context,
        generations: frozenset[int],
        site: Site | None = None,
        data: Described | None = None,
    ) -> None:
        self.ctx = ctx
        self.heap = ctx.heap
        self.site = site if site is not None else ctx.site
        self.generations = generations
        self.data = data
        self.facts: list[Fact] = []
        self.files = ctx.files
        self.options = ctx.options
        self.release = ctx.release
        self.early = ctx.early
        self.translates = ctx.translates

    def record(self, fact: Fact) -> None:
        """Hold a fact back until `flush`."""
        if isinstance(fact, LayerConflict | ArgumentConflict):
            fact = replace(fact, generations=fact.generations & self.generations)
        if isinstance(fact, LayerConflict):
            data = fact.data if fact.producer is not None else self.data or fact.data
            fact = replace(fact, site=self.site, data=data)
        self.facts.append(fact)

    def rebind(self, old: Value, new: Value) -> None:
        """As outside."""
        self.ctx.rebind(old, new)

    def handed(self, value: Value) -> Described:
        """As outside."""
        return self.ctx.handed(value)

    def data_file(self, path: Value) -> Path | None:
        """The local data file that a value names."""
        return self.ctx.data_file(path)

    @property
    def conflicts(self) -> list[LayerConflict]:
        """The layers that rejected their input so far."""
        return [fact for fact in self.facts if isinstance(fact, LayerConflict)]

    def fresh(self, name: str = "?", lower: int | None = 0) -> Dim:
        """A number nobody knows."""
        return self.ctx.fresh(name, lower)

    def unknown(self, name: str = "") -> Unknown:
        """A value nobody knows."""
        return self.ctx.unknown(name)

    def lose(self) -> None:
        """Note a lossy join."""
        self.ctx.lose()

    def merge(self, left: Cell[Any], right: Cell[Any]) -> None:
        """Make two cells hold the join."""
        self.ctx.merge(left, right)

    def call(self, function: Value, *arguments: Value, **keywords: Value) -> Value:
        """Call a function of the program or of a library."""
        return self.ctx.call(function, *arguments, **keywords)

    def attribute(self, value: Value, name: str) -> Value:
        """`value.name`."""
        return self.ctx.attribute(value, name)

    def iterate(self, value: Value) -> Elements | None:
        """What a `for` over `value` goes through."""
        return self.ctx.iterate(value)

    def truth(self, value: Value) -> bool | None:
        """bool(value)."""
        return self.ctx.truth(value)

    def argument(self, parameter: str) -> Described | None:
        """How the argument for `parameter` was written."""
        return self.ctx.argument(parameter)

    def describe(self, value: Value) -> Described:
        """`value` with its source."""
        return self.ctx.describe(value)

    def within(self, parameter: str) -> Context:
        """This call with what was given for `parameter`."""
        return self.ctx.within(parameter)

    def symbol(self, name: str, *key: object, lower: int | None = 0, upper: Dim | None = None) -> Dim:
        """The number of this call and `key`."""
        return self.ctx.symbol(name, *key, lower=lower, upper=upper)


def flush(ctx: Context, *parts: Within) -> None:
    """Record what was held back; a layer that rejects its input in several generations does so in one fact."""
    merged: list[Fact] = []
    for fact in [fact for part in parts for fact in part.facts]:
        twin = next((one for one in merged if _is_twin(one, fact)), None)
        if twin is None:
            merged.append(fact)
        elif isinstance(twin, LayerConflict) and isinstance(fact, LayerConflict):
            merged[merged.index(twin)] = replace(twin, generations=twin.generations | fact.generations)
    for fact in merged:
        ctx.record(fact)


def _is_twin(one: Fact, other: Fact) -> bool:
    return (
        isinstance(one, LayerConflict)
        and isinstance(other, LayerConflict)
        and one.layer == other.layer
        and one.site == other.site
        and one.conflict.kind == other.conflict.kind
    )
