"""What a rule is: an id, a symbol, documentation, and a check that reads the facts of one world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.facts import BOTH, ArgumentConflict, Fact, LayerConflict
from pylint_lstmshape.keras.values import LayerValue, ancestors
from pylint_lstmshape.rules import wording


@dataclass(frozen=True)
class Finding:
    """A message at a place: what is wrong, and what to do. `calls` is the chain of calls that led there; `related` are
    places that explain it.
    """

    symbol: str
    conflict: str
    site: Site
    calls: tuple[Site, ...] = ()
    related: tuple[tuple[str, Site], ...] = ()
    generations: frozenset[int] = BOTH  # the Keras generations in which it is so
    certain: bool = True
    fact: Fact | None = None  # what it tells of: fixes are computed from it
    raises: Site | None = None  # the place that raises, where that is another one
    advice: str = ""  # in the rule's own words, or in those of the best fix

    @property
    def message(self) -> str:
        """What is wrong and what to do, on one line of bounded length."""
        return wording.one_line(self.conflict, self.advice)

    def noted(self, note: str, **changes: Any) -> Finding:
        """The finding with a note in parentheses behind what is wrong."""
        return replace(self, conflict=f"{self.conflict.rstrip('.')} ({note}).", **changes)


@dataclass(frozen=True)
class Known:
    """The facts of one world that a rule may look at, with the calls that led to each."""

    facts: Sequence[tuple[Fact, tuple[Site, ...]]]
    generations: frozenset[int]


FactType = TypeVar("FactType", bound=Fact)


def facts_of(known: Known, kind: type[FactType]) -> Iterator[tuple[FactType, tuple[Site, ...]]]:
    """The facts of one class, in program order."""
    for fact, calls in known.facts:
        if isinstance(fact, kind):
            yield fact, calls


def is_recurrent(path: str) -> bool:
    """Whether a layer class steps through time; the layers are loaded where a program has some."""
    from pylint_lstmshape.keras.layers import base

    return base.is_recurrent(path)


def layer_conflicts(known: Known) -> Iterator[tuple[LayerConflict, tuple[Site, ...]]]:
    """The first conflict of each layer: the program does not get to a second, nor behind a layer that is not made."""
    seen: set[tuple[Site, tuple[Site, ...]]] = set()
    not_made = {fact.layer.site for fact, _ in facts_of(known, ArgumentConflict)}
    for fact, calls in facts_of(known, LayerConflict):
        before = [] if fact.tensor is None else [node.layer for node in ancestors(fact.tensor)]
        sites = {fact.layer.site, *(layer.info.site for layer in before if isinstance(layer, LayerValue))}
        if (fact.layer.site, calls) not in seen and not sites & not_made:
            seen.add((fact.layer.site, calls))
            yield fact, calls


def narrow(fact: LayerConflict) -> Site:
    """The smallest place to show a layer's conflict at: the array, the layer's own expression, or the call."""
    if fact.data is not None and fact.data.site.line == fact.site.line:
        return fact.data.site
    same = fact.layer.site.file == fact.site.file and fact.layer.site.line == fact.site.line
    return fact.layer.site if same else fact.site


class Rule:
    """Base of every rule. The docstring of a subclass is its documentation page, in the form of documentation.py."""

    id: ClassVar[str]
    symbol: ClassVar[str]
    summary: ClassVar[str]
    generations: ClassVar[frozenset[int]] = BOTH  # the Keras generations in which there is such a mistake

    def check(self, known: Known) -> Iterator[Finding]:
        """The findings in one world."""
        raise NotImplementedError
