"""Comprehensions and generator expressions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from astroid import nodes

from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Run, SetValue, Stream
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import Constant, Value
from pylint_lstmshape.interpreter import loops
from pylint_lstmshape.interpreter.branches import fork
from pylint_lstmshape.interpreter.calls import iterate
from pylint_lstmshape.interpreter.frames import NORMAL, Flow, Frame, evaluate, evaluates
from pylint_lstmshape.interpreter.objects import Scope


def _comprehension(outer: Frame, node: nodes.NodeNG, element: Callable[[Frame], None]) -> None:
    """Run the `for` and `if` clauses of a comprehension in a scope of its own, and `element` for each turn."""
    from pylint_lstmshape.interpreter.statements import assign

    frame = replace(outer, scope=Scope(outer.scope.module, outer.scope, is_comprehension=True))

    def clause(at: int) -> Flow:
        if at == len(node.generators):
            element(frame)
            return NORMAL
        generator = node.generators[at]
        elements, endless = iterate(frame, evaluate(frame, generator.iter), generator.iter)

        def body() -> Flow:
            return conditions(generator.ifs, at)

        return loops.run_elements(
            frame, elements, lambda value: assign(frame, generator.target, value), body, endless=endless
        )

    def conditions(tests: list[nodes.NodeNG], at: int) -> Flow:
        if not tests:
            return clause(at + 1)
        test = evaluate(frame, tests[0])
        return fork(frame, test, tests[0], lambda: conditions(tests[1:], at), lambda: NORMAL)

    clause(0)


def _collected(frame: Frame, node: nodes.NodeNG) -> Elements:
    cell = Cell(Elements())

    def element(inner: Frame) -> None:
        value = evaluate(inner, node.elt)
        frame.machine.heap.write(cell, cell.content + Elements.of([value]))

    _comprehension(frame, node, element)
    return cell.content


@evaluates(nodes.ListComp)
def list_comprehension(frame: Frame, node: nodes.ListComp) -> Value:
    """[element for target in iterable if test]."""
    return ListValue(Cell(_collected(frame, node)))


@evaluates(nodes.GeneratorExp)
def generator_expression(frame: Frame, node: nodes.GeneratorExp) -> Value:
    """(element for target in iterable)."""
    return Stream(_collected(frame, node))


@evaluates(nodes.SetComp)
def set_comprehension(frame: Frame, node: nodes.SetComp) -> Value:
    """{element for target in iterable}: equal elements fall together."""
    element = _collected(frame, node).element(frame.machine)
    return SetValue(Cell(Elements((Run(element or frame.machine.unknown(), frame.machine.fresh("len")),))))


@evaluates(nodes.DictComp)
def dict_comprehension(frame: Frame, node: nodes.DictComp) -> Value:
    """{key: value for target in iterable}."""
    cell = Cell(Entries())

    def element(inner: Frame) -> None:
        key, value = evaluate(inner, node.key), evaluate(inner, node.value)
        if isinstance(key, Constant):
            frame.machine.heap.write(cell, cell.content.set(key, value))
        else:
            others = Run(value, frame.machine.fresh("len"))
            frame.machine.heap.write(cell, Entries(cell.content.items, others, key))

    _comprehension(frame, node, element)
    return DictValue(cell)
