"""A frame: one call (or module body) being interpreted; and `Flow`, how a block of statements ends."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from astroid import nodes

from pylint_lstmshape.domain.containers import Elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import Site, Unknown, Value
from pylint_lstmshape.interpreter.machine import MAX_NESTING, Machine
from pylint_lstmshape.interpreter.objects import FunctionValue, Scope


@dataclass(frozen=True)
class Flow:
    """How a block may end: by falling through, by return, break, continue or raise; several where it is unknown."""

    normal: bool = True
    breaks: bool = False
    continues: bool = False
    returned: Value | None = None

    @property
    def goes_on(self) -> bool:
        """Whether the block's state is still of interest to what follows (not only returned or raised)."""
        return self.normal or self.breaks or self.continues


NORMAL = Flow()
BREAK = Flow(normal=False, breaks=True)
CONTINUE = Flow(normal=False, continues=True)
RAISE = Flow(normal=False)


Given = Sequence[tuple[Value, nodes.NodeNG]]
"""The arguments of a call, each with the expression that it was written as."""


@dataclass
class Frame:
    """Where the interpreter is: the machine, the names, the function, and the calls that led here."""

    machine: Machine
    scope: Scope
    function: FunctionValue | None = None
    receiver: Value | None = None
    calls: tuple[Site, ...] = ()
    functions: tuple[FunctionValue, ...] = ()
    yields: Cell[Elements] | None = None
    endless: bool = False  # a generator whose `while True` gives without end
    caller: Frame | None = None
    given: Given = ()
    nesting: int = 0
    guards: int = 0  # `if`s that this stands behind, in the way that does not end
    axes: dict[str, Dim] = field(default_factory=dict)  # what the names of axes in its annotations stand for
    assumed: list[Hashable] = field(default_factory=list)  # conditions that hold here only: where not, it returned

    def site(self, node: nodes.NodeNG) -> Site:
        """The place of a node in this frame's file."""
        return Site(
            self.scope.module.file, node.lineno or 1, node.col_offset or 0, node.end_lineno, node.end_col_offset
        )

    def bind(self, name: str, value: Value) -> None:
        """Assign a name."""
        self.machine.heap.bind(self.scope.target(name), name, value)

    def fork_key(self, node: nodes.NodeNG) -> tuple[Any, ...]:
        """The identity of an unknown branch: its place, and how often it was met before in this run."""
        place = (self.scope.module.name, node.lineno, node.col_offset)
        count = self.machine.forks.get(place, 0)
        self.machine.forks[place] = count + 1
        return (*place, count)


Evaluator = Callable[[Frame, Any], Value]
Executor = Callable[[Frame, Any], Flow]
_EVALUATORS: dict[type[nodes.NodeNG], Evaluator] = {}
_EXECUTORS: dict[type[nodes.NodeNG], Executor] = {}


def evaluates(*kinds: type[nodes.NodeNG]) -> Callable[[Evaluator], Evaluator]:
    """Register how expressions of these node classes are evaluated."""

    def register(function: Evaluator) -> Evaluator:
        _EVALUATORS.update(dict.fromkeys(kinds, function))
        return function

    return register


def executes(*kinds: type[nodes.NodeNG]) -> Callable[[Executor], Executor]:
    """Register how statements of these node classes are executed."""

    def register(function: Executor) -> Executor:
        _EXECUTORS.update(dict.fromkeys(kinds, function))
        return function

    return register


def evaluate(frame: Frame, node: nodes.NodeNG) -> Value:
    """The value of an expression."""
    frame.machine.step()
    evaluator = _EVALUATORS.get(type(node))
    if evaluator is None or frame.nesting > MAX_NESTING:
        return Unknown(("node", frame.machine.next()))
    frame.nesting += 1
    asked = frame.machine.asked
    try:
        value = evaluator(frame, node)
    finally:
        frame.nesting -= 1
    frame.machine.follow_installed(value, asked)
    return value


def execute(frame: Frame, node: nodes.NodeNG) -> Flow:
    """Run one statement."""
    frame.machine.step()
    executor = _EXECUTORS.get(type(node))
    return NORMAL if executor is None else executor(frame, node)
