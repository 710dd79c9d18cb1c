"""Objects of the program's own classes: making them, calling them and `super()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astroid import nodes

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import Elements, TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, Instance
from pylint_lstmshape.domain.values import TRUE, Array, Unknown, Value
from pylint_lstmshape.interpreter.context import NodeContext
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.interpreter.objects import (
    BoundFunction,
    ClassValue,
    FieldDefault,
    FunctionValue,
    RecordType,
    SuperValue,
    class_of,
)
from pylint_lstmshape.keras.model_values import HIDDEN, ModelValue
from pylint_lstmshape.keras.own_layers import shaped_like, within
from pylint_lstmshape.library.python import dict_classes

if TYPE_CHECKING:
    from pylint_lstmshape.interpreter.calls import Arguments


def instantiate(frame: Frame, cls: ClassValue, arguments: Arguments, node: nodes.NodeNG) -> Value:
    """`cls(...)`: an instance on which __init__ was run."""
    from pylint_lstmshape.interpreter.calls import call_function

    base = knowledge.canonical(cls.library_base) if cls.library_base else ""
    fields = field_names(cls)
    if base == "typing.NamedTuple":
        values = _field_values(frame, cls, fields, arguments)
        return TupleValue(Elements.of(values), tuple(fields))
    instance = Instance(cls, Cell(Attributes()), base)
    dict_classes.begin(NodeContext(frame, node, ()), instance)
    init = cls.find("__init__")
    if isinstance(init, FunctionValue):
        from dataclasses import replace

        call_function(frame, init, replace(arguments, positional=(instance, *arguments.positional)), node)
    elif cls.is_dataclass:
        values = _field_values(frame, cls, fields, arguments)
        attributes = Attributes(tuple(zip(fields, values, strict=True)))
        frame.machine.heap.write(instance.cell, attributes)
        after = cls.find("__post_init__")
        if isinstance(after, FunctionValue):
            from pylint_lstmshape.interpreter.calls import Arguments as Given

            call_function(frame, after, Given((instance,)), node)
    elif base:
        entry = knowledge.member(base, "__init__")
        if entry is not None and not arguments.more:
            given = [instance, *arguments.positional]
            knowledge.apply(entry, NodeContext(frame, node, ()), given, dict(arguments.keywords))
    return instance


def field_names(cls: ClassValue) -> list[str]:
    """The annotated names of a dataclass or NamedTuple, inherited ones first."""
    names: list[str] = []
    for one in reversed(list(cls.ancestry())):
        if isinstance(one, ClassValue):
            for statement in one.node.body:
                if isinstance(statement, nodes.AnnAssign) and isinstance(statement.target, nodes.AssignName):
                    names += [statement.target.name] if statement.target.name not in names else []
    return names


def _field_values(frame: Frame, cls: ClassValue, fields: list[str], arguments: Arguments) -> list[Value]:
    from pylint_lstmshape.interpreter.calls import Arguments as Given
    from pylint_lstmshape.interpreter.calls import call_value

    values: list[Value] = []
    given = list(arguments.positional)
    for name in fields:
        default = cls.find(name)
        in_call = not isinstance(default, FieldDefault) or default.in_call
        value: Value | None = given.pop(0) if given and in_call else arguments.keywords.get(name)
        if isinstance(default, FieldDefault):
            made = None if default.factory is None else call_value(frame, default.factory, Given(), cls.node)
            default = made or default.default
        if value is None and default is not None and not arguments.more:
            value = default
        values.append(value if value is not None else frame.machine.unknown(name))
    return values


def record_of(frame: Frame, kind: RecordType, arguments: Arguments) -> Value:
    """An object of a class that `namedtuple` made."""
    defaults = dict(zip(reversed(kind.names), reversed(kind.defaults), strict=False))
    values = list(arguments.positional[: len(kind.names)])
    for name in kind.names[len(values) :]:
        value = arguments.keywords.get(name) or (None if arguments.more else defaults.get(name))
        values.append(value if value is not None else frame.machine.unknown(name))
    return TupleValue(Elements.of(values), kind.names)


def call_instance(frame: Frame, instance: Instance, arguments: Arguments, node: nodes.NodeNG) -> Value:
    """`instance(...)`: its __call__, or for a Keras Layer or Model its `build` (once) and `call`."""
    from dataclasses import replace

    from pylint_lstmshape.interpreter.calls import call_function, call_value

    cls = class_of(instance)
    assert cls is not None
    given = replace(arguments, positional=(instance, *arguments.positional))
    method = cls.find("__call__")
    if isinstance(method, FunctionValue):
        return call_function(frame, method, given, node)
    forward = cls.find("call")
    if not isinstance(forward, FunctionValue):
        model = instance.cell.content.get(HIDDEN)
        if not isinstance(model, ModelValue):
            return frame.machine.unknown()
        result = call_value(frame, model, arguments, node)
        return within(result, instance, _every(arguments), frame.site(node))
    _build(frame, instance, cls, arguments, node)
    told = _told_shape(frame, instance, cls, arguments, node)
    if told is not None and frame.machine.generations == {3}:
        call_function(frame, forward, given, node)  # Keras 3 believes compute_output_shape, whatever call gives
        return told
    result = call_function(frame, forward, given, node)
    if knowledge.is_kind_of(instance.library_base, "keras.layers.Layer"):
        result = within(result, instance, _every(arguments), frame.site(node))
    nobody_knows = isinstance(result, Unknown) or (isinstance(result, Array) and result.shape is None)
    return told if told is not None and nobody_knows else result


def _every(arguments: Arguments) -> list[Value]:
    """The arguments, and the elements of those that are lists or tuples."""
    lists = [sequence_elements(one) for one in arguments.values]
    return [*arguments.values, *(run.value for one in lists if one is not None for run in one)]


def _told_shape(
    frame: Frame, instance: Instance, cls: ClassValue, arguments: Arguments, node: nodes.NodeNG
) -> Value | None:
    """The symbolic tensor of the shape that the layer's own compute_output_shape tells; None where it tells none."""
    from pylint_lstmshape.interpreter.calls import Arguments as Given
    from pylint_lstmshape.interpreter.calls import call_function, call_member

    method = cls.find("compute_output_shape")
    first = arguments.positional[0] if arguments.positional else None
    if not isinstance(method, FunctionValue) or not isinstance(first, Array) or first.library != "keras":
        return None
    if first.shape is None:
        return None
    shape = call_function(frame, method, Given((instance, call_member(frame, node, first, "shape"))), node)
    return shaped_like(first, shape, instance, frame.site(node))


def _build(frame: Frame, instance: Instance, cls: ClassValue, arguments: Arguments, node: nodes.NodeNG) -> None:
    from pylint_lstmshape.interpreter.calls import Arguments as Given
    from pylint_lstmshape.interpreter.calls import call_function, call_member

    build = cls.find("build")
    if not isinstance(build, FunctionValue) or instance.cell.content.get("built") == TRUE or not arguments.positional:
        return
    first = arguments.positional[0]
    shape = (
        call_member(frame, node, first, "shape") if isinstance(first, Array) else frame.machine.unknown("input_shape")
    )
    frame.machine.heap.write(instance.cell, instance.cell.content.set(built=TRUE))
    call_function(frame, build, Given((instance, shape)), node)


def super_value(frame: Frame, arguments: tuple[Value, ...]) -> Value:
    """`super()` or `super(Class, self)`."""
    if len(arguments) == 2 and isinstance(arguments[0], ClassValue):
        return SuperValue(arguments[0], arguments[1])
    function = frame.function
    if function is None or function.owner is None or frame.receiver is None:
        return frame.machine.unknown()
    return SuperValue(function.owner, frame.receiver)


__all__ = ["BoundFunction", "call_instance", "instantiate", "super_value"]
