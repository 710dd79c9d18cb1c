"""Expressions: names, literals, operators, calls."""

from __future__ import annotations

import builtins

from astroid import nodes

from pylint_lstmshape.domain.containers import (
    DictValue,
    Elements,
    Entries,
    ListValue,
    Run,
    SetValue,
    TupleValue,
)
from pylint_lstmshape.domain.dim import Dim, Symbol
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import LibraryName
from pylint_lstmshape.domain.values import NONE, Constant, Integer, Real, SliceValue, Text, Unknown, Value
from pylint_lstmshape.facts import Yielded
from pylint_lstmshape.interpreter import attributes, operators, subscripts
from pylint_lstmshape.interpreter.branches import assume, fork, truth
from pylint_lstmshape.interpreter.calls import Arguments, call_value, elements_of, iterate
from pylint_lstmshape.interpreter.context import part_of, record
from pylint_lstmshape.interpreter.definitions import define_function
from pylint_lstmshape.interpreter.frames import Frame, evaluate, evaluates
from pylint_lstmshape.interpreter.objects import ClassValue, FunctionValue

MAX_LITERAL = 128  # elements of a literal that are looked at one by one
MAX_DIGITS = 4000


@evaluates(nodes.Const)
def constant(frame: Frame, node: nodes.Const) -> Value:
    """A literal."""
    value = node.value
    if isinstance(value, str | bytes) and len(value) > MAX_DIGITS:
        return Text(("text", len(value), hash(value)), Dim.of(len(value)))
    if isinstance(value, int) and value.bit_length() > MAX_DIGITS:
        return frame.machine.unknown()
    return Constant(value)


@evaluates(nodes.Name)
def name(frame: Frame, node: nodes.Name) -> Value:
    """A name: what it is bound to, or the builtin."""
    value = frame.scope.find(node.name)
    if value is not None:
        if frame.machine.guarded and isinstance(value, FunctionValue | ClassValue):
            frame.machine.guarded_nodes.add(id(value.node))
        return value
    if node.name in _BUILTINS:
        return attributes.library_name(frame, f"builtins.{node.name}")
    return Unknown(("unbound", frame.scope.module.name, node.name), node.name)


_BUILTINS = set(dir(builtins))


def _literal_elements(frame: Frame, items: list[nodes.NodeNG]) -> Elements:
    if len(items) > MAX_LITERAL and all(isinstance(item, nodes.Const) for item in items):
        return _summary(frame, items)
    elements = Elements()
    pending: list[Value] = []
    for item in items:
        if isinstance(item, nodes.Starred):
            inner, _ = iterate(frame, evaluate(frame, item.value), item.value)
            elements, pending = elements + Elements.of(pending) + inner, []
        elif len(pending) < 4 * MAX_LITERAL:
            pending.append(evaluate(frame, item))
        else:
            # A table of thousands of rows: the rest is taken to be like its last row.
            last = evaluate(frame, items[-1])
            rest = Elements((Run(last, Dim.of(len(items) - len(pending))),))
            same = {type(one) for one in items} == {type(items[0])} and _same_length(items)
            return (
                elements
                + Elements.of(pending)
                + (rest if same else Elements((Run(frame.machine.unknown(), rest.length),)))
            )
    return elements + Elements.of(pending)


def _same_length(items: list[nodes.NodeNG]) -> bool:
    return len({len(one.elts) if isinstance(one, nodes.List | nodes.Tuple) else -1 for one in items}) == 1


def _summary(frame: Frame, items: list[nodes.NodeNG]) -> Elements:
    """A long literal of constants: one run that holds their least and greatest."""
    values = [item.value for item in items]
    count = Dim.of(len(values))
    kinds = {type(value) for value in values}
    key = ("literal", frame.machine.next())
    if kinds == {int}:
        number = Integer(Dim({(Symbol(key, "?", min(values), Dim.of(max(values))),): 1}))
        return Elements((Run(number, count),))
    if kinds <= {int, float}:
        return Elements((Run(Real(key), count),))
    if kinds == {str}:
        return Elements((Run(Text(key, frame.machine.fresh("len")), count),))
    return Elements((Run(frame.machine.unknown(), count),))


@evaluates(nodes.List)
def list_literal(frame: Frame, node: nodes.List) -> Value:
    """[a, b]."""
    return ListValue(Cell(_literal_elements(frame, node.elts)))


@evaluates(nodes.Tuple)
def tuple_literal(frame: Frame, node: nodes.Tuple) -> Value:
    """(a, b)."""
    return TupleValue(_literal_elements(frame, node.elts))


@evaluates(nodes.Set)
def set_literal(frame: Frame, node: nodes.Set) -> Value:
    """{a, b}."""
    return SetValue(Cell(_literal_elements(frame, node.elts)))


@evaluates(nodes.Dict)
def dict_literal(frame: Frame, node: nodes.Dict) -> Value:
    """{key: value}."""
    entries = Entries()
    for key_node, value_node in node.items[: 8 * MAX_LITERAL]:
        value = evaluate(frame, value_node)
        if isinstance(key_node, nodes.DictUnpack):
            if not isinstance(value, DictValue):
                return frame.machine.unknown()
            entries = entries.updated(value.cell.content, frame.machine)
        else:
            entries = entries.set(evaluate(frame, key_node), value)
    if len(node.items) > 8 * MAX_LITERAL:
        return frame.machine.unknown()
    return DictValue(Cell(entries))


@evaluates(nodes.JoinedStr)
def f_string(frame: Frame, node: nodes.JoinedStr) -> Value:
    """An f-string: known where its parts are plain constants."""
    parts: list[str] = []
    for part in node.values:
        if isinstance(part, nodes.FormattedValue):
            value = evaluate(frame, part.value)
            if isinstance(value, Constant) and part.format_spec is None and isinstance(value.value, str | int | bool):
                parts.append(str(value.value)[:MAX_DIGITS])
                continue
            return Text(("text", frame.machine.next()), frame.machine.fresh("len"))
        parts.append(str(part.value))
    return Constant("".join(parts))


@evaluates(nodes.BinOp)
def binary(frame: Frame, node: nodes.BinOp) -> Value:
    """left + right; a long chain is walked without recursion."""
    chain = [node]
    while isinstance(chain[-1].left, nodes.BinOp):
        chain.append(chain[-1].left)
    value = evaluate(frame, chain[-1].left)
    for one in reversed(chain):
        frame.machine.step()
        value = operators.binary(frame, one, one.op, (value, one.left), (evaluate(frame, one.right), one.right))
    return value


@evaluates(nodes.UnaryOp)
def unary(frame: Frame, node: nodes.UnaryOp) -> Value:
    """-x, not x."""
    value = evaluate(frame, node.operand)
    if node.op == "not":
        known = truth(frame.machine, value)
        if known is not None:
            return Constant(not known)
        return Unknown(("not", value.key)) if isinstance(value, Unknown) else frame.machine.unknown()
    return operators.unary(frame, node, node.op, value)


@evaluates(nodes.Compare)
def compare(frame: Frame, node: nodes.Compare) -> Value:
    """a < b < c."""
    left = evaluate(frame, node.left), node.left
    result: Value | None = None
    for operator, right_node in node.ops:
        right = evaluate(frame, right_node), right_node
        step = operators.binary(frame, node, operator, left, right)
        if isinstance(step, Unknown):
            known = truth(frame.machine, step)
            step = step if known is None else Constant(known)
        result = step if result is None else _both(frame, result, step)
        left = right
    assert result is not None
    return result


def _both(frame: Frame, left: Value, right: Value) -> Value:
    known = truth(frame.machine, left), truth(frame.machine, right)
    if False in known:
        return Constant(False)
    if known[0]:
        return right
    if known[1]:
        return left
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        return Unknown(("and", left.key, right.key))
    return frame.machine.unknown()


@evaluates(nodes.BoolOp)
def boolean(frame: Frame, node: nodes.BoolOp) -> Value:
    """a and b, a or b: the operand that decides."""
    value = evaluate(frame, node.values[0])
    if not _is_test(node):
        for operand in node.values[1:]:
            value = _chosen(frame, node.op, value, operand)
        return value
    stop = node.op == "or"
    for operand in node.values[1:]:
        known = truth(frame.machine, value)
        if known is stop:
            return value
        if known is not None:
            value = evaluate(frame, operand)
            continue
        before = value
        frame.machine.heap.begin()
        assume(frame.machine, before, not stop)
        other = evaluate(frame, operand)
        frame.machine.heap.commit()
        frame.machine.conditions.pop(before.key if isinstance(before, Unknown) else None, None)
        decided = truth(frame.machine, other)
        if decided is stop:
            value = Constant(stop)
        elif decided is not None:
            value = before
        elif isinstance(before, Unknown) and isinstance(other, Unknown):
            value = Unknown((node.op, before.key, other.key))
        else:
            value = frame.machine.unknown()
    return value


def _is_test(node: nodes.NodeNG) -> bool:
    """Whether only the truth of an expression is asked for."""
    parent = node.parent
    if isinstance(parent, nodes.BoolOp) or (isinstance(parent, nodes.UnaryOp) and parent.op == "not"):
        return _is_test(parent) or isinstance(parent, nodes.UnaryOp)
    if isinstance(parent, nodes.Comprehension):
        return node in parent.ifs
    return isinstance(parent, nodes.If | nodes.While | nodes.IfExp | nodes.Assert) and node is parent.test


def _chosen(frame: Frame, operator: str, left: Value, operand: nodes.NodeNG) -> Value:
    """`left or operand` is `left if left else operand`, `left and operand` is `operand if left else left`."""
    if operator == "or":
        return fork(frame, left, operand, lambda: left, lambda: evaluate(frame, operand))
    return fork(frame, left, operand, lambda: evaluate(frame, operand), lambda: left)


@evaluates(nodes.IfExp)
def conditional(frame: Frame, node: nodes.IfExp) -> Value:
    """a if test else b."""
    test = evaluate(frame, node.test)
    return fork(frame, test, node.test, lambda: evaluate(frame, node.body), lambda: evaluate(frame, node.orelse))


@evaluates(nodes.NamedExpr)
def named(frame: Frame, node: nodes.NamedExpr) -> Value:
    """name := value."""
    from pylint_lstmshape.interpreter.statements import assign

    value = evaluate(frame, node.value)
    assign(frame, node.target, value)
    return value


@evaluates(nodes.Attribute)
def attribute(frame: Frame, node: nodes.Attribute) -> Value:
    """value.name."""
    return attributes.get_attribute(frame, evaluate(frame, node.expr), node.attrname, node)


@evaluates(nodes.Subscript)
def subscript(frame: Frame, node: nodes.Subscript) -> Value:
    """value[key]."""
    return subscripts.get_item(frame, node, evaluate(frame, node.value), evaluate(frame, node.slice))


@evaluates(nodes.Slice)
def slice_literal(frame: Frame, node: nodes.Slice) -> Value:
    """start:stop:step."""
    start, stop, step = (
        NONE if part is None else evaluate(frame, part) for part in (node.lower, node.upper, node.step)
    )
    return SliceValue(start, stop, step)


@evaluates(nodes.Lambda)
def lambda_literal(frame: Frame, node: nodes.Lambda) -> Value:
    """lambda x: ..."""
    return define_function(frame, node)


@evaluates(nodes.Await, nodes.Starred)
def inner_value(frame: Frame, node: nodes.Await | nodes.Starred) -> Value:
    """await x."""
    return evaluate(frame, node.value)


@evaluates(nodes.Yield)
def yield_value(frame: Frame, node: nodes.Yield) -> Value:
    """yield x: one more element of the generator."""
    value = NONE if node.value is None else evaluate(frame, node.value)
    if frame.yields is not None:
        record(frame, Yielded(frame.site(node), value))
        frame.machine.heap.write(frame.yields, frame.yields.content + Elements.of([value]))
    return frame.machine.unknown()


@evaluates(nodes.YieldFrom)
def yield_from(frame: Frame, node: nodes.YieldFrom) -> Value:
    """yield from iterable."""
    elements, endless = iterate(frame, evaluate(frame, node.value), node.value)
    if frame.yields is not None:
        frame.machine.heap.write(frame.yields, frame.yields.content + elements)
        frame.endless = frame.endless or endless
    return frame.machine.unknown()


@evaluates(nodes.Call)
def call(frame: Frame, node: nodes.Call) -> Value:
    """callee(arguments)."""
    callee = evaluate(frame, node.func)
    positional: list[Value] = []
    keywords: dict[str, Value] = {}
    pairs: list[tuple[Value, nodes.NodeNG]] = []
    named: dict[str, nodes.NodeNG] = {}
    spread: list[Value] = []
    more, starred = False, None
    for argument in node.args:
        if isinstance(argument, nodes.Starred):
            elements = elements_of(frame, evaluate(frame, argument.value))
            items = None if elements is None else elements.items
            if items is None:
                more, starred = True, elements if len(node.args) == 1 and not node.keywords else None
            for at, item in enumerate(items or ()):
                positional.append(item)
                pairs.append((item, part_of(argument.value, at)))
        else:
            value = evaluate(frame, argument)
            positional.append(value)
            pairs.append((value, argument))
    for keyword in node.keywords:
        value = evaluate(frame, keyword.value)
        if keyword.arg is not None:
            keywords[keyword.arg] = value
            named[keyword.arg] = keyword.value
            pairs.append((value, keyword.value))
        elif isinstance(value, DictValue) and value.cell.content.others is None:
            for key, one in value.cell.content.items:
                if isinstance(key, Constant) and isinstance(key.value, str):
                    keywords[key.value] = one
                    named[key.value] = keyword.value
        else:
            spread.append(value)
    rest = () if more else tuple(spread)
    arguments = Arguments(tuple(positional), keywords, more or bool(spread), rest, starred)
    return call_value(frame, callee, arguments, node, tuple(pairs), named)


__all__ = ["LibraryName", "call", "name"]
