"""`NodeContext`: what a transfer function may ask while one call is interpreted; and how facts are written down."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

from astroid import Context, nodes

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Array, Unknown, Value
from pylint_lstmshape.facts import BOTH, Described, Fact, OperationConflict
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.keras.values import Node
from pylint_lstmshape.library import data_files
from pylint_lstmshape.library.python.paths import is_overwritten, path_text

Pairs = Sequence[tuple[Value, nodes.NodeNG]]
MAX_TEXT = 60  # of an expression's source in a message


class NodeContext:
    """Implements knowledge.Context for the call at `node`, whose operands were written as `pairs` says."""

    def __init__(self, frame: Frame, node: nodes.NodeNG, pairs: Pairs, named: dict[str, nodes.NodeNG] | None = None):
        self.frame = frame
        self.node = node
        self.heap = frame.machine.heap
        self.site = frame.site(node)
        self.generations = frame.machine.generations
        self.release = frame.machine.release
        self.early = frame.machine.early
        self.translates = frame.machine.translates
        self.files = frame.machine.files
        self.options = frame.machine.options
        self._pairs = pairs
        self._named = named or {}
        self._identity: int | None = None

    def fresh(self, name: str = "?", lower: int | None = 0) -> Dim:
        """A number nobody knows."""
        return self.frame.machine.fresh(name, lower)

    def unknown(self, name: str = "") -> Unknown:
        """A value nobody knows."""
        return self.frame.machine.unknown(name)

    def lose(self) -> None:
        """Note a lossy join."""
        self.frame.machine.lose()

    def merge(self, left: Cell[Any], right: Cell[Any]) -> None:
        """Make two cells hold the join."""
        self.frame.machine.merge(left, right)

    def call(self, function: Value, *arguments: Value, **keywords: Value) -> Value:
        """Call a function of the program or of a library."""
        from pylint_lstmshape.interpreter.calls import Arguments, call_value

        return call_value(self.frame, function, Arguments(arguments, keywords), self.node)

    def attribute(self, value: Value, name: str) -> Value:
        """`value.name`."""
        from pylint_lstmshape.interpreter.attributes import get_attribute

        return get_attribute(self.frame, value, name, self.node)

    def iterate(self, value: Value) -> Elements | None:
        """What a `for` over `value` goes through."""
        from pylint_lstmshape.interpreter.calls import elements_of

        return elements_of(self.frame, value)

    def truth(self, value: Value) -> bool | None:
        """bool(value)."""
        from pylint_lstmshape.interpreter.branches import truth

        return truth(self.frame.machine, value)

    def argument(self, parameter: str) -> Described | None:
        """How the argument for `parameter` was written."""
        node = self._named.get(parameter)
        if node is None:
            return None
        value = next((value for value, at in self._pairs if at is node), self.unknown())
        return self._described(node, value)

    def describe(self, value: Value) -> Described:
        """`value` with the source of the argument that holds it, else of the whole call."""
        return self._described(_written_as(value, self._pairs) or self.node, value)

    def within(self, parameter: str) -> NodeContext:
        """This call, of whose arguments that for `parameter` is looked through first."""
        node, inner = self._named.get(parameter), copy(self)
        inner._pairs = sorted(self._pairs, key=lambda pair: pair[1] is not node)
        return inner

    def handed(self, value: Value) -> Described:
        """`value` as the outermost call wrote it that handed it on, argument by argument, to this one."""
        frame, node = self.frame, _written_as(value, self._pairs) or self.node
        while frame.caller is not None:
            above = next((written for held, written in frame.given if held is value), None)
            if above is None:
                break
            frame, node = frame.caller, above
        return Described(source_text(node), frame.site(node), value)

    def _described(self, node: nodes.NodeNG, value: Value) -> Described:
        return Described(source_text(node), self.frame.site(node), value)

    def data_file(self, path: Value) -> Path | None:
        """The local data file that a value names: beside the program's file, or below the project's root."""
        machine, text = self.frame.machine, path_text(path)
        if text is None or is_overwritten(self, text) or not machine.settings.read_data:
            return None
        folder = Path(self.frame.scope.module.file).parent
        return data_files.locate(text, (folder, machine.root), machine.root)

    def rebind(self, old: Value, new: Value) -> None:
        """Change the names of this scope."""
        for name, value in list(self.frame.scope.names.items()):
            if value is old:
                self.heap.bind(self.frame.scope.names, name, new)

    def record(self, fact: Fact) -> None:
        """Write a fact down."""
        record(self.frame, fact)

    def symbol(self, name: str, *key: object, lower: int | None = 0, upper: Dim | None = None) -> Dim:
        """The number of this call and `key`."""
        if self._identity is None:
            self._identity = self.frame.machine.next()
        return Dim.symbol(("call", self._identity, *key), name, lower, upper)


def _written_as(value: Value, pairs: Pairs) -> nodes.NodeNG | None:
    """The expression that holds `value`: an argument, or a part of one that is written as a tuple, list or dict."""
    for held, node in pairs:
        if held is value:
            return node
        inner: Pairs = ()
        if isinstance(node, nodes.Tuple | nodes.List) and isinstance(held, TupleValue | ListValue):
            elements = held.elements if isinstance(held, TupleValue) else held.cell.content
            inner = list(zip(elements.items or (), node.elts, strict=False))
        elif isinstance(node, nodes.Dict) and isinstance(held, DictValue):
            values = [one for _, one in held.cell.content.items]
            inner = list(zip(values, [at for _, at in node.items], strict=False))
        found = _written_as(value, inner) if inner else None
        if found is not None:
            return found
    return None


def part_of(node: nodes.NodeNG, at: int) -> nodes.NodeNG:
    """What `*node` hands over in place `at`, as the source would name it: data[1]."""
    if isinstance(node, nodes.Tuple | nodes.List) and not any(isinstance(one, nodes.Starred) for one in node.elts):
        return node.elts[at]
    place = (node.lineno, node.col_offset, node.parent)
    ends = {"end_lineno": node.end_lineno, "end_col_offset": node.end_col_offset}
    part = nodes.Subscript(Context.Load, *place, **ends)
    part.postinit(node, nodes.Const(at, *place, **ends))
    return part


def symbolic(frame: Frame, node: nodes.NodeNG, result: Value, operands: Sequence[Value], name: str = "") -> Value:
    """The result of a raw operation on symbolic tensors: a symbolic tensor with a node of its own."""
    if not isinstance(result, Array):
        return result
    tensors = tuple(tensor for operand in operands for tensor in _symbolic_parts(operand))
    if not tensors or any(result is tensor for tensor in tensors):
        return result
    if result.library == "keras" and all(result.node is not tensor.node for tensor in tensors):
        return result
    return replace(result, library="keras", node=Node(None, tensors, frame.site(node), operation=name))


def _symbolic_parts(value: Value) -> list[Array]:
    if isinstance(value, Array):
        return [value] if value.library == "keras" else []
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    return [one for one in items or () if isinstance(one, Array) and one.library == "keras"]


def source_text(node: nodes.NodeNG) -> str:
    """An expression as a message quotes it: one line, shortened."""
    text = " ".join(node.as_string().split())
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 3] + "..."


def record(frame: Frame, fact: Fact) -> None:
    """Write a fact down, unless it is a mistake that the program itself catches, or may know of other versions."""
    if frame.machine.muted and hasattr(fact, "conflict"):
        return
    is_of_keras = isinstance(fact, OperationConflict) and fact.function.startswith("keras.")
    generations = frame.machine.generations if is_of_keras else getattr(fact, "generations", BOTH)
    if frame.machine.guarded and generations != BOTH:
        return
    frame.machine.record(fact, frame.calls)


def fail(frame: Frame, node: nodes.NodeNG, function: str, conflict: Conflict, operand: Described | None) -> Value:
    """Record that an operation raises; its value is unknown from here on."""
    record(frame, OperationConflict(frame.site(node), function, conflict, operand))
    return frame.machine.unknown()
