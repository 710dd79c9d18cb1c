"""The state of one run: heap, facts, budget, the decisions taken at unknown branches, and the modules loaded so far."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pylint_lstmshape.domain.containers import Elements, ListValue, Stream, TupleValue
from pylint_lstmshape.domain.dim import Dim, Opaque, Symbol
from pylint_lstmshape.domain.heap import ABSENT, Cell, Heap, is_younger
from pylint_lstmshape.domain.nesting import shallow_content
from pylint_lstmshape.domain.objects import LibraryName
from pylint_lstmshape.domain.values import NONE, Integer, Real, Site, Text, Unknown, Value, join
from pylint_lstmshape.facts import Fact
from pylint_lstmshape.settings import Settings

if TYPE_CHECKING:
    from pylint_lstmshape.interpreter.objects import FunctionValue, ModuleValue

MAX_STEPS = 50_000  # expressions and statements evaluated in one run
MAX_DEPTH = 40  # calls within calls
MAX_NESTING = 120  # expressions within expressions, within one function
MAX_RECURSION = 2  # a function within itself
MAX_TURNS = 48  # turns of a loop that are executed one by one
VERSIONS = (".__version__", ".version.VERSION", ".__dict__")  # how the names of what differs by version end
MAX_PARTS = 4  # of a tuple or list that are looked through for what hangs on the versions installed
MAX_SPLITS = 3  # unknown branches that go on as worlds of their own


class BudgetExceededError(Exception):
    """The run took more steps than it may; what is known so far stands."""


class Number(int):
    """A number that `Machine.next` gave out, as part of the key of something unknown: greater is younger."""


def is_new(thing: object, loop: SymbolicLoop) -> bool:
    """Whether a number or a key is made of something unknown that was met in a loop."""
    if isinstance(thing, Number):
        return thing > loop.since
    if isinstance(thing, Cell):
        return is_younger(thing, loop.moment)
    if isinstance(thing, Dim):
        return any(is_new(atom, loop) for atom in thing.atoms)
    if isinstance(thing, Symbol | Unknown):
        return is_new(thing.key, loop)
    if isinstance(thing, Opaque):
        return is_new(thing.arguments, loop)
    return isinstance(thing, tuple) and any(is_new(part, loop) for part in thing)


def _keys(value: Value, depth: int = 2) -> Iterator[Hashable]:
    """What identifies the unknown in a value."""
    if isinstance(value, Unknown | Real | Text):
        yield value.key
    elif isinstance(value, Integer):
        yield from value.dim.atoms
    elif isinstance(value, Stream | TupleValue | ListValue) and depth:
        elements = value.cell.content if isinstance(value, ListValue) else value.elements
        for run in elements.runs[:MAX_PARTS]:
            yield from _keys(run.value, depth - 1)


@dataclass(frozen=True)
class Recorded:
    """A fact, the calls that led to it (outermost first), and the assumptions it was found under."""

    fact: Fact
    calls: tuple[Site, ...]


@dataclass(frozen=True)
class Decision:
    """An unknown branch where the two ways go on as worlds: which way, and how the condition reads.

    `is_guard`: it hangs on what is installed.
    """

    key: Hashable
    taken: bool
    text: str
    site: Site
    is_guard: bool = False


@dataclass(frozen=True)
class World:
    """What one run found, under the decisions it took."""

    facts: tuple[Recorded, ...]
    decisions: tuple[Decision, ...]
    complete: bool = False  # False where the budget ran out, or has not been there for more than how it begins


@dataclass
class SymbolicLoop:
    """A loop that runs on a symbolic index, and at which turns the statements found in it would end it."""

    index: Symbol
    branching: int  # how many unknown branches it stands in
    since: int  # what was given a number later may be another in each turn
    moment: int  # so may what a cell holds that was made later
    breaks: list[tuple[Any, Dim]] = field(default_factory=list)  # (the `if` or `while`, turn)
    trial: bool = False  # a turn that is tried: no `break` ends it
    vague: bool = False  # a `while` whose test cannot be solved for the index
    ending: tuple[Any, ...] = ()  # in the last turn: the `if` statements, one of which breaks


@dataclass(frozen=True)
class Place:
    """How deep a run is in calls, handlers that catch errors, branches, loops and journals of the heap."""

    depth: int
    muted: int
    guarded: int
    branching: int
    loops: int
    journals: int


class Machine:
    """One run of a program in one world. Implements `Joiner`."""

    def __init__(self, settings: Settings, root: Path, decisions: Sequence[Decision] = ()) -> None:
        self.settings = settings
        self.root = root
        self.heap = Heap(shallow_content)
        self.facts: list[Recorded] = []
        self.steps = 0
        self.budget = MAX_STEPS
        self.depth = 0
        self.muted = 0  # > 0 inside what catches the errors it makes
        self.guarded = 0  # > 0 where the program went one way for the sake of the versions that are installed
        self.installed: set[Hashable] = set()  # keys of unknown values that hang on what is installed
        self.asked = 0  # how often such a value was read
        # Ids of the definitions that are made or named on such a way, in any world.
        self.guarded_nodes: set[int] = set()
        self.splittable = True
        self.decisions: dict[Hashable, Decision] = {decision.key: decision for decision in decisions}
        self.taken: list[Decision] = []  # the decisions this run has met, in order
        self.alternatives: list[World] = []  # worlds that this run found and leaves to another, as they begin
        self.conditions: dict[Hashable, bool] = {}  # what is assumed of unknown values here
        self.loops: list[SymbolicLoop | None] = []  # None: a turn that is executed as it is
        self.branching = 0  # unknown branches within branches
        self.modules: dict[str, ModuleValue | None] = {}
        self.folders: list[Path] = []  # what the program adds to sys.path
        self.uncalled = False  # whether functions run that nobody calls
        self.entered: set[int] = set()  # ids of the function nodes that were called
        self.defined: dict[int, FunctionValue] = {}
        self.assigned: dict[Hashable, Value] = {}  # attributes of library objects that the program sets, by dotted name
        self.versions: dict[Hashable, int] = {}  # an unknown object's state, a number anew after each change
        self.cached: dict[Hashable, Value] = {}  # what functions gave that keep it, by function and arguments
        self.kept: list[object] = []  # the arguments of those calls: no other value gets their id
        self.files: dict[str, Value] = {}  # what the program wrote to files, by their paths as text
        # What the program set in keras.config, by name; "renamed": TRUE where it renamed layers.
        self.options: dict[str, Value] = {}
        self.generations: frozenset[int] = frozenset({2, 3})
        self.release = (3, 0)  # the oldest Keras 3 that it may run on
        self.early = True  # whether Keras 2 may be one up to TensorFlow 2.6
        self.translates = True  # whether Keras 2 may be a standalone one, which takes the argument names of Keras 1
        self.forks: dict[Hashable, int] = {}
        self.receivers: dict[int, Value] = {}  # one instance of each class that nobody instantiates
        self._merging: list[tuple[Cell[Any], Cell[Any]]] = []
        self._count = 0
        self.lost = False

    def next(self) -> Number:
        """A number given out once; the same in every run up to the first different decision."""
        self._count += 1
        return Number(self._count)

    def change(self, key: Hashable) -> None:
        """Note that the unknown object `key` may have been changed: its attributes are others from now on."""
        self.heap.bind(self.versions, key, self.next())

    def follow_installed(self, value: Value, asked: int) -> None:
        """Note that a value was read: one that says what is installed, or one made of such since `asked`."""
        if isinstance(value, LibraryName):
            self.asked += value.path.endswith(VERSIONS)
        elif self.asked != asked:
            self.installed.update(_keys(value))
        else:
            self.asked += self.hangs_on_versions(value)

    def hangs_on_versions(self, value: Value) -> bool:
        """Whether a value is made of one that says what is installed."""
        return bool(self.installed) and not self.installed.isdisjoint(_keys(value))

    def step(self, number: int = 1) -> None:
        """Count evaluations. Raises BudgetExceededError at the bound."""
        self.steps += number
        if self.steps > self.budget:
            raise BudgetExceededError

    def here(self) -> Place:
        """Where the run is, to return to when the steps given to what is next are spent."""
        return Place(self.depth, self.muted, self.guarded, self.branching, len(self.loops), len(self.heap.journals))

    def return_to(self, place: Place) -> None:
        """Leave everything entered since then, and undo what it wrote; the facts it found stand."""
        self.depth, self.muted, self.branching = place.depth, place.muted, place.branching
        self.guarded = place.guarded
        del self.loops[place.loops :]
        while len(self.heap.journals) > place.journals:
            self.heap.rollback()
        self.heap.watches.clear()
        self._merging.clear()

    def fresh(self, name: str = "?", lower: int | None = 0) -> Dim:
        """A number nobody knows."""
        return Dim.symbol(("fresh", self.next()), name, lower)

    def unknown(self, name: str = "") -> Unknown:
        """A value nobody knows."""
        return Unknown(("fresh", self.next()), name)

    def lose(self) -> None:
        """Note that a join merged shapes or models that differ."""
        self.lost = True

    def merge(self, left: Cell[Any], right: Cell[Any]) -> None:
        """Let the left cell hold what either holds (the right one is not told apart any more)."""
        if left is right or (left, right) in self._merging:
            return
        self._merging.append((left, right))
        joined = self.join_contents(left.content, right.content)
        self.heap.write(left, joined)
        self.heap.write(right, joined)
        self._merging.pop()

    def join_contents(self, left: Any, right: Any) -> Any:
        """The join of two contents of a place: values, names that may be unbound, contents of cells."""
        if left is right:
            return left
        if left is ABSENT or right is ABSENT:
            return right if left is ABSENT else left
        if isinstance(left, Value) and isinstance(right, Value):
            if NONE in (left, right) and left != right:
                self.lost = self.lost or (not isinstance(left, Unknown) and not isinstance(right, Unknown))
                return self.unknown()
            return join(left, right, self)
        if left == right:
            return left
        if isinstance(left, int) and isinstance(right, int):
            return self.next()  # versions of an unknown object
        return left.join(right, self) if hasattr(left, "join") and type(left) is type(right) else left

    def either(self, left: Value, right: Value) -> Value:
        """What a function gives that returns one or the other.

        Data, where the other is None, is data that may be None; so is each of (x, y), where the other is (None, None).
        """
        for one, other in ((left, right), (right, left)):
            if one == NONE and other.holds_data:
                return replace(other, optional=True)
        if isinstance(left, TupleValue) and isinstance(right, TupleValue) and left.names == right.names:
            ours, theirs = left.elements.items, right.elements.items
            if ours is not None and theirs is not None and len(ours) == len(theirs):
                return replace(left, elements=Elements.of(map(self.either, ours, theirs)))
        joined: Value = self.join_contents(left, right)
        return joined

    def record(self, fact: Fact, calls: tuple[Site, ...]) -> None:
        """Write a fact down."""
        self.facts.append(Recorded(fact, calls))
