"""Calls: which kind of callee, how arguments bind, and the user's own functions entered with the actual arguments."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from astroid import nodes

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, Run, Stream, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import ABSENT, Cell
from pylint_lstmshape.domain.objects import BoundMethod, Instance, LibraryName
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import NONE, Array, Constant, Origin, Unknown, Value
from pylint_lstmshape.interpreter import assertions, declared, instances
from pylint_lstmshape.interpreter.context import NodeContext, fail, symbolic
from pylint_lstmshape.interpreter.effects import only_reads, spoil, spoil_objects
from pylint_lstmshape.interpreter.frames import NORMAL, Flow, Frame, Given, evaluate
from pylint_lstmshape.interpreter.loops import run_elements
from pylint_lstmshape.interpreter.machine import MAX_DEPTH, MAX_RECURSION
from pylint_lstmshape.interpreter.objects import (
    BoundFunction,
    ClassValue,
    FunctionValue,
    PartialValue,
    RecordType,
    Scope,
    class_of,
)
from pylint_lstmshape.interpreter.special_calls import SPECIAL_CALLS
from pylint_lstmshape.library.python import dict_classes, iterators


@dataclass(frozen=True)
class Arguments:
    """The arguments of a call; `more` where there may be others (*unknown, **unknown).

    spread: where all of those others come from `**`, what stands behind it.
    starred: what the call's only argument `*iterable` holds, where that is more than can be told one by one.
    """

    positional: tuple[Value, ...] = ()
    keywords: Mapping[str, Value] = field(default_factory=dict)
    more: bool = False
    spread: tuple[Value, ...] = ()
    starred: Elements | None = None

    @property
    def values(self) -> Iterable[Value]:
        """All of them."""
        return (*self.positional, *self.keywords.values())


def call_value(
    frame: Frame,
    callee: Value,
    arguments: Arguments,
    node: nodes.NodeNG,
    pairs: tuple[tuple[Value, nodes.NodeNG], ...] = (),
    named: dict[str, nodes.NodeNG] | None = None,
) -> Value:
    """What calling `callee` gives."""
    if isinstance(callee, FunctionValue):
        return call_function(frame, callee, arguments, node)
    if isinstance(callee, BoundFunction):
        bound = replace(arguments, positional=(callee.receiver, *arguments.positional))
        return call_function(frame, callee.function, bound, node)
    if isinstance(callee, ClassValue):
        return instances.instantiate(frame, callee, arguments, node)
    if isinstance(callee, PartialValue):
        keywords = {**dict(callee.keywords), **arguments.keywords}
        merged = Arguments((*callee.positional, *arguments.positional), keywords, arguments.more)
        return call_value(frame, callee.function, merged, node, pairs)
    if isinstance(callee, RecordType):
        return instances.record_of(frame, callee, arguments)
    if isinstance(callee, Instance) and class_of(callee) is not None:
        return instances.call_instance(frame, callee, arguments, node)
    entry, receiver = _entry(callee)
    if arguments.starred is not None and entry is not None:
        whole = knowledge.lookup(f"{entry.path}*")
        if whole is not None:
            entry, arguments = whole, Arguments((Stream(arguments.starred),))
    special = SPECIAL_CALLS.get(callee.path) if isinstance(callee, LibraryName) else None
    if special is not None:
        return special(frame, arguments, node)
    if entry is None or arguments.more:
        _spoil_objects(frame, callee, arguments)
        return _call_unknown(frame, callee, arguments, node)
    given = (*receiver, *arguments.positional)
    names = _parameter_nodes(entry, len(receiver), arguments, pairs, named or {})
    if receiver and isinstance(node, nodes.Call) and isinstance(node.func, nodes.Attribute):
        pairs = ((receiver[0], node.func.expr), *pairs)
    ctx = NodeContext(frame, node, pairs, names)
    result = knowledge.apply(entry, ctx, given, dict(arguments.keywords))
    _spoil_objects(frame, callee, arguments)  # what it does with them first (a generator's batch) is as they were
    if isinstance(result, Conflict):
        operand = next((value for value in given if isinstance(value, Array)), None)
        function, seen = entry.path.removesuffix(".__call__"), None if operand is None else ctx.describe(operand)
        return fail(frame, node, function, result, seen)
    # Within a function it may be a layer's own call, where Keras 3 gives tf the real tensors.
    path = callee.path if isinstance(callee, LibraryName) and not frame.calls else ""
    operands = [] if entry.path.startswith("keras.layers.") else [*given, *arguments.keywords.values()]
    return _with_origin(frame, symbolic(frame, node, result, operands, path), entry.path, node)


def _spoil_objects(frame: Frame, callee: Value, arguments: Arguments) -> None:
    if not (isinstance(callee, LibraryName) and callee.path.startswith("builtins.")):
        for argument in arguments.values:
            spoil_objects(frame, argument)


def _entry(callee: Value) -> tuple[knowledge.Entry | None, tuple[Value, ...]]:
    """The transfer function for a callee and, where it is a method, its receiver."""
    if isinstance(callee, LibraryName):
        return knowledge.lookup(callee.path), ()
    if isinstance(callee, BoundMethod):
        return knowledge.lookup(callee.path), (callee.receiver,)
    return knowledge.member(callee.type_path, "__call__"), (callee,)


def _parameter_nodes(
    entry: knowledge.Entry,
    receivers: int,
    arguments: Arguments,
    pairs: tuple[tuple[Value, nodes.NodeNG], ...],
    named: dict[str, nodes.NodeNG],
) -> dict[str, nodes.NodeNG]:
    """Where the argument of each parameter was written."""
    parameters = list(entry.signature.parameters)[receivers + entry.takes_context :]
    at = dict(named)
    positional = [node for _, node in pairs[: len(arguments.positional)]]
    at.update(zip(parameters, positional, strict=False))
    return at


_PYTHON_NUMBERS = ("numpy.random.", "numpy.count_nonzero", "numpy.ndarray.item")  # these may give an int


def _with_origin(frame: Frame, result: Value, path: str, node: nodes.NodeNG) -> Value:
    """Say of a new array where it was made."""
    if isinstance(result, Array):
        if result.origin is not None or result.library == "keras":
            return result
        if result.shape == () and (not path.startswith("numpy.") or path.startswith(_PYTHON_NUMBERS)):
            return result
        return replace(result, origin=Origin(path.rpartition(".")[2], frame.site(node)))
    if isinstance(result, TupleValue):
        return replace(result, elements=result.elements.map(lambda one: _with_origin(frame, one, path, node)))
    return result


def _call_unknown(frame: Frame, callee: Value, arguments: Arguments, node: nodes.NodeNG) -> Value:
    """A callee that is not modelled: its result is unknown, and what it could have changed is."""
    machine = frame.machine
    for argument in arguments.values:
        if isinstance(argument, FunctionValue | BoundFunction):
            _run_callback(frame, argument, node)
        if not only_reads(callee):
            spoil(frame, argument)
    if isinstance(callee, Unknown) and isinstance(callee.key, tuple) and callee.key[0] == "attribute":
        receiver = callee.key[1]
        if isinstance(receiver, Instance):
            spoil(frame, receiver)
        elif isinstance(node.parent, nodes.Expr) or "inplace" in arguments.keywords:
            machine.change(receiver)
    name = callee.path if isinstance(callee, LibraryName) else ""
    return _as_in_table(frame, name, Unknown(("call", machine.next()), name), node)


def _as_in_table(frame: Frame, path: str, result: Value, node: nodes.NodeNG) -> Value:
    """The result of a call, with what the project's table of shapes says of it where it is not known."""
    machine = frame.machine
    if path not in machine.settings.shapes:
        return result
    axes: dict[str, Dim] = {}

    def axis_of(name: str) -> Dim:
        return axes.setdefault(name, machine.fresh(name)) if name else machine.fresh()

    origin = Origin(path.rpartition(".")[2], frame.site(node))
    told = declared.result_of(machine.settings.shapes, path, axis_of, origin)
    return result if told is None else declared.fill(told, result)


def _run_callback(frame: Frame, callback: FunctionValue | BoundFunction, node: nodes.NodeNG) -> None:
    """A function given to a callee nobody knows: it may be called with anything, any number of times, now or later."""
    machine = frame.machine
    any_times = Elements((Run(machine.unknown(), machine.fresh("turns")),))

    def call() -> Flow:
        call_value(frame, callback, Arguments(more=True), node)
        return NORMAL

    run_elements(frame, any_times, lambda _: None, call)


def call_function(frame: Frame, function: FunctionValue, arguments: Arguments, node: nodes.NodeNG) -> Value:
    """Enter a function of the program with these arguments; the project's table tells what cannot be seen inside."""
    cached = frame.machine.cached
    key = ("call", id(function.node), *(_identity(one) for one in arguments.values)) if function.is_cached else None
    if key in cached:
        return cached[key]
    result = _enter(frame, function, arguments, node)
    if key is not None:
        frame.machine.heap.bind(cached, key, result)
        frame.machine.kept.append(arguments)
    owner = "" if function.owner is None else f"{function.owner.name}."
    return _as_in_table(frame, f"{function.scope.module.name}.{owner}{function.name}", result, node)


def _identity(value: Value) -> Hashable:
    """What tells an argument from others for a function that keeps what it gave."""
    return value if isinstance(value, Constant) else id(getattr(value, "cell", value))


def _enter(frame: Frame, function: FunctionValue, arguments: Arguments, node: nodes.NodeNG) -> Value:
    from pylint_lstmshape.interpreter.statements import run_block

    machine = frame.machine
    machine.entered.add(id(function.node))
    # In a loop that runs on a symbolic index each turn is tried several times: recursion multiplies that.
    recursion = 1 if any(machine.loops) else MAX_RECURSION
    if sum(one.node is function.node for one in frame.functions) > recursion or machine.depth >= MAX_DEPTH:
        for argument in arguments.values:
            spoil(frame, argument)
        return machine.unknown()
    scope = Scope(function.scope.module, _enclosing(function))
    inner = Frame(
        machine,
        scope,
        function,
        arguments.positional[0] if function.owner is not None and arguments.positional else None,
        (*frame.calls, frame.site(node)),
        (*frame.functions, function),
        caller=frame,
        given=_written(arguments, node),
    )
    scope.names.update(_annotated(inner, function, bind_parameters(inner, function, arguments)))
    machine.depth += 1
    machine.guarded += function.is_guarded
    try:
        if isinstance(function.node, nodes.Lambda):
            return evaluate(inner, function.node.body)
        if function.node.is_generator():
            inner.yields = Cell(Elements())
            run_block(inner, function.node.body)
            return Stream(inner.yields.content, inner.endless)
        flow = run_block(inner, function.node.body)
    finally:
        machine.depth -= 1
        machine.guarded -= function.is_guarded
        for key in inner.assumed:
            machine.heap.bind(machine.conditions, key, ABSENT)
    if flow.returned is None:
        return NONE if flow.normal else assertions.annotated(inner, function.node.returns, machine.unknown())
    if flow.normal and not isinstance(flow.returned, Unknown):
        return machine.either(flow.returned, NONE)
    return flow.returned if flow.normal else assertions.annotated(inner, function.node.returns, flow.returned)


def _written(arguments: Arguments, node: nodes.NodeNG) -> Given:
    """The arguments as the call wrote them; a receiver stands before the first. Of *args and **kwargs nothing is known."""
    if not isinstance(node, nodes.Call) or any(isinstance(one, nodes.Starred) for one in node.args):
        return ()
    first = len(arguments.positional) - len(node.args)
    named = [(arguments.keywords.get(one.arg), one.value) for one in node.keywords if one.arg is not None]
    return (
        [
            *zip(arguments.positional[first:], node.args, strict=True),
            *((value, one) for value, one in named if value is not None),
        ]
        if first in (0, 1)
        else ()
    )


def _annotated(frame: Frame, function: FunctionValue, names: dict[str, Value]) -> dict[str, Value]:
    """The parameters, with the shapes that their annotations declare."""
    spec = function.node.args
    for parameters, written in (
        (spec.posonlyargs, spec.posonlyargs_annotations),
        (spec.args, spec.annotations),
        (spec.kwonlyargs, spec.kwonlyargs_annotations),
    ):
        for parameter, annotation in zip(parameters or (), written or (), strict=False):
            if annotation is not None:
                names[parameter.name] = assertions.annotated(frame, annotation, names[parameter.name])
    return names


def _enclosing(function: FunctionValue) -> Scope | None:
    """The scope a function's free names are looked up in: not the module's (that comes last), never a class body's."""
    return None if function.scope is function.scope.module.scope else function.scope


def bind_parameters(frame: Frame, function: FunctionValue, arguments: Arguments) -> dict[str, Value]:
    """The names that a call binds."""
    machine, spec = frame.machine, function.node.args
    names: dict[str, Value] = {}
    positional = [*(spec.posonlyargs or []), *(spec.args or [])]
    keywords = dict(arguments.keywords)
    for at, parameter in enumerate(positional):
        if at < len(arguments.positional):
            names[parameter.name] = arguments.positional[at]
        else:
            names[parameter.name] = _named(machine, function, parameter.name, keywords, arguments.more)
    for parameter in spec.kwonlyargs or []:
        names[parameter.name] = _named(machine, function, parameter.name, keywords, arguments.more)
    if spec.vararg:
        rest = Elements.of(arguments.positional[len(positional) :])
        names[spec.vararg] = machine.unknown(spec.vararg) if arguments.more else TupleValue(rest)
    if spec.kwarg:
        entries = Entries(tuple((Constant(name), value) for name, value in keywords.items()))
        names[spec.kwarg] = machine.unknown(spec.kwarg) if arguments.more else DictValue(Cell(entries))
    return names


def _named(machine: Any, function: FunctionValue, name: str, keywords: dict[str, Value], more: bool) -> Value:
    value = keywords.pop(name, None)
    if value is not None:
        return value
    default = None if more else function.defaults.get(name)
    return default if default is not None else Unknown(("parameter", id(function.node), name, machine.next()), name)


def call_method(frame: Frame, node: nodes.NodeNG, value: Value, name: str, *arguments: Value) -> Value:
    """`value.name(*arguments)` for an instance of the program's classes."""
    from pylint_lstmshape.interpreter.attributes import get_attribute

    method = get_attribute(frame, value, name, node)
    return (
        frame.machine.unknown()
        if isinstance(method, Unknown)
        else call_value(frame, method, Arguments(arguments), node)
    )


def call_member(frame: Frame, node: nodes.NodeNG, value: Value, name: str, *arguments: Value) -> Value:
    """`value.name(*arguments)` for a library object; Unknown where it is not modelled."""
    path = value.path if isinstance(value, LibraryName) else value.type_path
    entry = knowledge.member(path, name)
    if entry is None:
        return frame.machine.unknown()
    given = arguments if isinstance(value, LibraryName) else (value, *arguments)
    result = knowledge.apply(entry, NodeContext(frame, node, ()), given, {})
    return fail(frame, node, entry.path, result, None) if isinstance(result, Conflict) else result


def iterate(frame: Frame, value: Value, node: nodes.NodeNG) -> tuple[Elements, bool]:
    """What a `for` goes through, and whether it never ends; an unknown iterable gives an unknown number of unknowns."""
    elements = elements_of(frame, value)
    if elements is not None:
        return elements, isinstance(value, Stream) and value.endless
    element: Value = frame.machine.unknown()
    if isinstance(value, Unknown):
        element = Unknown(("element", value.key, frame.machine.next()))
    return Elements((Run(element, frame.machine.fresh("turns", 1)),)), False


def elements_of(frame: Frame, value: Value) -> Elements | None:
    """The elements of an iterable; None where nobody knows."""
    if isinstance(value, Unknown):
        return None
    ctx = NodeContext(frame, frame.scope.module.node, ())
    if isinstance(value, Instance):
        return _instance_elements(frame, value)
    known = iterators.iterate(ctx, value)
    if known is not None:
        return known
    entry = knowledge.member(value.type_path, "__iter__")
    if entry is None:
        return None
    result = knowledge.apply(entry, ctx, [value], {})
    return result.elements if isinstance(result, Stream) else None


def _instance_elements(frame: Frame, value: Instance) -> Elements | None:
    cls = class_of(value)
    method = None if cls is None else cls.find("__iter__")
    if isinstance(method, FunctionValue):
        node = frame.scope.module.node
        result = call_function(frame, method, Arguments((value,)), node)
        return result.elements if isinstance(result, Stream) else None
    held = dict_classes.entries_of(value)
    return None if held is None else iterators.iterate(NodeContext(frame, frame.scope.module.node, ()), held)
