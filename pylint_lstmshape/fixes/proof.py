"""The proof: a fix is offered only where the program, with its edits applied in memory, analyses without the finding and
with no new one, and with no less known of what meets its models; nor may another program of the project get a new one.

`examine` is the analysis, given from outside: this package knows no rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from pylint_lstmshape.facts import DataGiven, Fact, ModelCall, TargetBroadcast
from pylint_lstmshape.fixes.edits import Edit, OverlapError, apply, by_file, compose, in_order
from pylint_lstmshape.fixes.order import candidates
from pylint_lstmshape.fixes.places import Places, unbound_names
from pylint_lstmshape.fixes.situation import Fix, Situation

MAX_EXAMINED = 240  # analyses for one finding
MAX_STEPS = 3  # repairs that follow from one another


@dataclass(frozen=True)
class Problem:
    """A finding, to this package: its symbol and the fact that it tells of."""

    symbol: str
    fact: Fact


@dataclass(frozen=True)
class Examined:
    """What the analysis says of a program: `texts` are its files that differ from what stands on the disk."""

    texts: Mapping[str, str]
    places: Places
    problems: tuple[Problem, ...]
    facts: Sequence[Fact]
    generations: frozenset[int]
    harms: Callable[[], bool]  # whether another program of the project has a finding that it has not on the disk

    def situation(self, problem: Problem) -> Situation:
        """What a repair of the problem looks at."""
        return Situation(problem.symbol, problem.fact, self.places, self.facts, self.generations)

    def problem(self, symbol: str, fact: Fact | None) -> Problem | None:
        """The problem that a finding tells of."""
        site = None if fact is None else fact.site
        return next((one for one in self.problems if (one.symbol, one.fact.site) == (symbol, site)), None)

    @property
    def symbols(self) -> Counter[str]:
        """How often each message is given."""
        return Counter(problem.symbol for problem in self.problems)

    @property
    def blind(self) -> int:
        """Of how many calls of models nobody knows what comes out."""
        return sum(
            any(output.shape is None for output in call.outputs) or not call.outputs
            for call in self.facts
            if isinstance(call, ModelCall)
        )

    @property
    def broadcasts(self) -> int:
        """How many targets a loss takes only by broadcasting."""
        return sum(isinstance(fact, TargetBroadcast) for fact in self.facts)

    @property
    def unbound(self) -> Counter[str]:
        """The names that are read where nothing binds them, in the files that differ."""
        trees = [self.places.tree_of(file) for file in self.texts]
        return Counter(name for tree in trees if tree is not None for name in unbound_names(tree))

    @property
    def known(self) -> int:
        """How many arrays of known shape are given to models."""
        given = [fact.arrays for fact in self.facts if isinstance(fact, DataGiven)]
        return sum(array.shape is not None and array.kind != "O" for arrays in given for array in arrays)


Examine = Callable[[Mapping[str, str]], Examined | None]  # None: a text is no Python


class Search:
    """Looks for the fixes of one problem, by at most so many analyses."""

    def __init__(self, before: Examined, problem: Problem, examine: Examine, most: int = MAX_EXAMINED) -> None:
        self._before = before
        self._problem = problem
        self._examine = examine
        self._most = self._left = most
        self._seen = {_key(before.texts)}
        allowed = before.symbols
        allowed[problem.symbol] -= 1
        self._allowed = allowed

    @property
    def examined(self) -> int:
        """How many analyses it took so far."""
        return self._most - self._left

    def run(self) -> Iterator[Fix]:
        """The fixes that are proved, best first: those of one repair, then of each further kind one that needs others too."""
        waiting: list[tuple[Fix, Examined]] = []
        offered: set[tuple[str, str]] = set()
        for fix in candidates(self._before.situation(self._problem)):
            if (fix.kind, fix.title) in offered:
                continue  # the same in another form
            after = self._apply(self._before, fix)
            if after is None:
                continue
            if self._proves(after):
                offered.add((fix.kind, fix.title))
                yield fix
            elif after.symbols[self._problem.symbol] <= self._allowed[self._problem.symbol] or _other(
                self._problem, after
            ):
                waiting.append((fix, after))
        alone = frozenset(kind for kind, _ in offered)
        kinds = set(alone)
        for fix, after in waiting:
            whole = None if fix.kind in kinds else self._follow(fix, after, MAX_STEPS - 1, alone)
            if whole is not None:
                kinds.add(fix.kind)
                yield whole

    def _follow(self, fix: Fix, after: Examined, steps: int, alone: Set[str]) -> Fix | None:
        """The fix with the repairs that what it brought to light needs, none of a kind that is enough `alone`."""
        new = self._new(after)
        if not new or not steps or len(new) > 2:
            return None
        waiting: list[tuple[Fix, Examined]] = []
        for further in candidates(after.situation(new[0])):
            if further.kind in alone:
                continue
            last = self._apply(after, further)
            if last is None:
                continue
            whole = replace(_named(fix, further), edits=self._composed(fix.edits, further.edits))
            if self._proves(last):
                return whole
            waiting.append((whole, last))
        for whole, last in waiting:
            found = self._follow(whole, last, steps - 1, alone)
            if found is not None:
                return found
        return None

    def _apply(self, examined: Examined, fix: Fix) -> Examined | None:
        if self._left <= 0:
            return None
        try:
            changed = {
                file: apply(examined.places.source(file).text, edits) for file, edits in by_file(fix.edits).items()
            }
        except OverlapError:
            return None
        texts = {**examined.texts, **changed}
        if _key(texts) in self._seen:
            return None
        self._seen.add(_key(texts))
        self._left -= 1
        return self._examine(texts)

    def _composed(self, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
        """The edits on the program as it was that do what both do, one after the other."""
        earlier, later = by_file(first), by_file(second)
        edits: list[Edit] = []
        for file in dict.fromkeys([*earlier, *later]):
            length = len(self._before.places.source(file).text)
            edits += compose(earlier.get(file, ()), later.get(file, ()), length)
        return tuple(edits)

    def _new(self, after: Examined) -> list[Problem]:
        """The problems that were not there before, or the one in question where it is still there."""
        left = Counter(self._allowed)
        new = []
        for problem in after.problems:
            if left[problem.symbol] > 0:
                left[problem.symbol] -= 1
            else:
                new.append(problem)
        return new

    def _proves(self, after: Examined) -> bool:
        if self._new(after) or after.known < self._before.known or after.broadcasts > self._before.broadcasts:
            return False
        if after.unbound - self._before.unbound:
            return False
        if after.problems:
            proved = after.blind <= self._before.blind
        else:
            proved = after.blind == 0 or after.blind < self._before.blind
        return proved and not after.harms()


def _named(fix: Fix, further: Fix) -> Fix:
    """Two fixes as one: the second alone, where it changes what the first has written."""
    written = []
    for file, edits in by_file(fix.edits).items():
        shift = 0
        for edit in in_order(edits):
            written.append((file, edit.start + shift, edit.start + shift + len(edit.text)))
            shift += len(edit.text) - (edit.end - edit.start)
    undoes = any(
        file == edit.file and start <= edit.start and edit.end <= end and edit.start < edit.end
        for edit in further.edits
        for file, start, end in written
    )
    return further if undoes else replace(fix, title=f"{fix.title}; and then {further.title}")


def _other(problem: Problem, after: Examined) -> bool:
    """Whether what is left of this message is of another kind of fact or at another layer."""
    return any(one.symbol == problem.symbol and _what(one.fact) != _what(problem.fact) for one in after.problems)


def _key(texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(texts.items()))


def _what(fact: Fact) -> tuple[object, ...]:
    conflict = getattr(fact, "conflict", None)
    return (type(fact), getattr(conflict, "text", None))
