"""Operators: which library answers for which operands."""

from __future__ import annotations

from dataclasses import replace

from astroid import nodes

from pylint_lstmshape.domain.containers import DictValue, ListValue, TupleValue
from pylint_lstmshape.domain.dim import at_least
from pylint_lstmshape.domain.objects import Instance, LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import Column, Table
from pylint_lstmshape.domain.values import Array, Constant, Integer, Unknown, Value
from pylint_lstmshape.interpreter.calls import call_member, call_method
from pylint_lstmshape.interpreter.context import NodeContext, fail, symbolic
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.library.numpy import arithmetic as numpy_arithmetic
from pylint_lstmshape.library.pandas import arithmetic as pandas_arithmetic
from pylint_lstmshape.library.python import numbers as python_numbers

_SPECIAL = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul",
    "==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
}  # fmt: skip
_OPERATORS_OF_OBJECTS = {"__truediv__"}  # pathlib: folder / name
_COMPARISONS = {"==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not"}
Operand = tuple[Value, nodes.NodeNG]
"""What an operator is given, and where that is written."""


def binary(frame: Frame, node: nodes.NodeNG, operator: str, one: Operand, other: Operand) -> Value:
    """`one operator other`; a conflict is recorded and gives Unknown."""
    ctx, (left, _), (right, _) = NodeContext(frame, node, (one, other)), one, other
    by_identity = operator in ("is", "is not", "in", "not in")
    result: Value | Conflict | None = None
    if isinstance(left, Instance) and operator in _SPECIAL:
        result = call_method(frame, node, left, f"__{_SPECIAL[operator]}__", right)
    elif isinstance(left, LibraryObject) and f"__{_SPECIAL.get(operator)}__" in _OPERATORS_OF_OBJECTS:
        result = call_member(frame, node, left, f"__{_SPECIAL[operator]}__", right)
    elif not by_identity and (isinstance(left, Table | Column) or isinstance(right, Table | Column)):
        result = pandas_arithmetic.binary(ctx, operator, left, right)
    elif not by_identity and (isinstance(left, Array) or isinstance(right, Array)):
        result = numpy_arithmetic.binary(ctx, operator, left, right)
    else:
        result = python_numbers.binary(ctx, operator, left, right)
    if isinstance(result, Conflict):
        return fail(frame, node, f"operator {operator}", result, ctx.describe(left))
    if result is None:
        return frame.machine.unknown()
    return symbolic(frame, node, result, (left, right))


def unary(frame: Frame, node: nodes.NodeNG, operator: str, value: Value) -> Value:
    """`operator value`."""
    ctx = NodeContext(frame, node, ((value, node),))
    if isinstance(value, Array) and operator != "not":
        return symbolic(frame, node, numpy_arithmetic.unary(ctx, operator, value), (value,))
    if isinstance(value, Table | Column) and operator != "not":
        return pandas_arithmetic.unary(operator, value)
    result = python_numbers.unary(ctx, operator, value)
    return frame.machine.unknown() if result is None or isinstance(result, Conflict) else result


def plain_truth(value: Value) -> bool | None:
    """bool(value) where the value alone tells."""
    if value.optional:
        return False if plain_truth(replace(value, optional=False)) is False else None
    if isinstance(value, Constant):
        return bool(value.value)
    if python_numbers.is_none(value):
        return False
    if isinstance(value, Integer):
        return True if at_least(value.dim, 1) or at_least(value.dim, 0) is False else None
    if isinstance(value, ListValue):
        return _some(value.cell.content.length)
    if isinstance(value, DictValue):
        return _some(value.cell.content.length)
    if isinstance(value, TupleValue):
        return _some(value.elements.length)
    if isinstance(value, Unknown | Array | Instance | Table | Column) or value.type_path in ("float", "str"):
        return None
    return True if value.type_path in ("function", "method", "type", "module", "library name") else None


def _some(length: object) -> bool | None:
    return at_least(length, 1)  # type: ignore[arg-type]  # always a Dim


def grow_in_place(frame: Frame, operator: str, old: Value, value: Value) -> bool:
    """`list += iterable` extends the very list that aliases share; whether that was the case."""
    if operator != "+" or not isinstance(old, ListValue) or old.type_path != "list":
        return False
    from pylint_lstmshape.interpreter.calls import elements_of  # calls use operators

    elements = elements_of(frame, value)
    if elements is None:
        return False
    frame.machine.heap.write(old.cell, old.cell.content + elements)
    return True


def is_comparison(operator: str) -> bool:
    """Whether an operator of a Compare node."""
    return operator in _COMPARISONS
