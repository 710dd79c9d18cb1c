"""value.name and value.name = new."""

from __future__ import annotations

from astroid import nodes

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.objects import TYPES, Attributes, BoundMethod, Instance, LibraryName, LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import TRUE, Array, Constant, Unknown, Value
from pylint_lstmshape.facts import NameConflict
from pylint_lstmshape.interpreter import kinds
from pylint_lstmshape.interpreter.calls import Arguments, call_function, call_method
from pylint_lstmshape.interpreter.context import NodeContext, fail, record
from pylint_lstmshape.interpreter.effects import spoil
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.interpreter.objects import (
    BoundFunction,
    ClassValue,
    FunctionValue,
    ModuleValue,
    SuperValue,
    class_of,
)
from pylint_lstmshape.library.python import dict_classes


def get_attribute(frame: Frame, value: Value, name: str, node: nodes.NodeNG) -> Value:
    """`value.name`."""
    if name == "__class__":
        return kinds.type_of(frame, value)
    if isinstance(value, Unknown):
        entry = knowledge.member(value.type_path, name)
        if entry is not None:
            return BoundMethod(value, entry.path)
        return Unknown(("attribute", value.key, frame.machine.versions.get(value.key, 0), name), name)
    if isinstance(value, LibraryName) and value.path in TYPES and name == "__name__":
        return Constant(value.path.rpartition(".")[2])
    if isinstance(value, LibraryName):
        spelled = f"{value.spelled or value.path}.{name}"
        look_up(frame, spelled, node)
        return library_name(frame, f"{value.path}.{name}", spelled)
    if isinstance(value, ModuleValue):
        from pylint_lstmshape.interpreter.modules import module_member

        return module_member(frame, value, name)
    if isinstance(value, ClassValue):
        return class_attribute(frame, value, name, value, node)
    if isinstance(value, SuperValue):
        return super_attribute(frame, value, name, node)
    if isinstance(value, Instance):
        return instance_attribute(frame, value, name, node)
    if isinstance(value, TupleValue) and name in value.names:
        items = value.elements.items
        return frame.machine.unknown() if items is None else items[value.names.index(name)]
    return library_attribute(frame, value, name, node)


def library_name(frame: Frame, path: str, spelled: str = "") -> Value:
    """What a dotted name of a library stands for: what the program set it to, a constant it is known to be, the name."""
    name = knowledge.canonical(path)
    constant = frame.machine.assigned.get(name) or knowledge.constant_value(name)
    return LibraryName(name, spelled or path) if constant is None else constant


def look_up(frame: Frame, spelled: str, node: nodes.NodeNG) -> None:
    """Record that one Keras generation lacks a name that is read or imported, unless the program has set it.

    Reading an attribute has looked up what stands before it; an import looks up all of its parts. Which function runs
    that nobody calls, a program that looks at the versions may have chosen by them.
    """
    lacking = knowledge.lacking(spelled)
    if lacking is None or (frame.machine.uncalled and frame.machine.asked):
        return
    name, generation = lacking
    if not {knowledge.canonical(spelled), knowledge.canonical(name)}.isdisjoint(frame.machine.assigned):
        return
    if name == spelled or isinstance(node, nodes.Import | nodes.ImportFrom):
        conflict = Conflict("missing", f"Keras {generation} has no {name}")
        record(frame, NameConflict(frame.site(node), spelled, conflict, frozenset({generation})))


def library_attribute(frame: Frame, value: Value, name: str, node: nodes.NodeNG) -> Value:
    """An attribute or method of a library object, as modelled under its type."""
    if isinstance(value, LibraryObject):
        stored = value.cell.content.get(name)
        if stored is not None:
            return stored
    entry = knowledge.member(value.type_path, name)
    ctx = NodeContext(frame, node, ((value, getattr(node, "expr", node)),))
    if entry is None and (others := knowledge.member(value.type_path, "__getattr__")) is not None:
        found = knowledge.apply(others, ctx, [value, Constant(name)], {})
        return frame.machine.unknown(name) if isinstance(found, Conflict) else found
    if entry is None:
        identity = id(value.cell) if isinstance(value, LibraryObject) else frame.machine.next()
        return Unknown(("attribute", value.type_path, identity, name), name)
    if not entry.is_attribute:
        return BoundMethod(value, entry.path)
    result = knowledge.apply(entry, ctx, [value], {})
    return fail(frame, node, entry.path, result, ctx.describe(value)) if isinstance(result, Conflict) else result


def instance_attribute(frame: Frame, value: Instance, name: str, node: nodes.NodeNG) -> Value:
    """An attribute of an instance: its own, its class's, its library base's."""
    stored = value.cell.content.get(name)
    if stored is not None:
        return stored
    cls = class_of(value)
    if cls is not None:
        found = cls.find(name)
        if found is not None:
            return bind(frame, found, value, node)
    held = dict_classes.entries_of(value)
    if held is not None and (entry := knowledge.member(held.type_path, name)) is not None:
        return BoundMethod(held, entry.path)
    if value.library_base:
        return library_attribute(frame, value, name, node)
    return Unknown(("attribute", id(value.cell), name), name)


def class_attribute(frame: Frame, cls: ClassValue, name: str, receiver: Value, node: nodes.NodeNG) -> Value:
    """An attribute of a class object."""
    if name == "__name__":
        return Constant(cls.name)
    found = cls.find(name)
    if isinstance(found, FunctionValue):
        return BoundFunction(found, cls) if found.kind == "classmethod" else found
    if found is not None:
        return found
    return library_name(frame, f"{cls.library_base}.{name}") if cls.library_base else frame.machine.unknown(name)


def super_attribute(frame: Frame, value: SuperValue, name: str, node: nodes.NodeNG) -> Value:
    """`super().name`: from the classes behind the one whose method asks."""
    found = value.cls.find(name, after=value.cls)
    if found is not None:
        return bind(frame, found, value.receiver, node)
    held = dict_classes.entries_of(value.receiver)
    if held is not None and name != "__init__":
        if (entry := knowledge.member(held.type_path, name)) is not None:
            return BoundMethod(held, entry.path)
        spoil(frame, held)
    if value.cls.library_base:
        entry = knowledge.member(value.cls.library_base, name)
        if entry is not None:
            return BoundMethod(value.receiver, entry.path)
    return LibraryName(f"{value.cls.library_base or 'builtins.object'}.{name}")


def bind(frame: Frame, found: Value, receiver: Value, node: nodes.NodeNG) -> Value:
    """A class attribute read through an instance: a method gets bound, a property is called."""
    if isinstance(found, Unknown) and isinstance(found.key, tuple) and found.key[0] == "decorated":
        return Unknown(("attribute", receiver, found.key), found.name)  # whoever calls it may change the receiver
    if not isinstance(found, FunctionValue):
        return found
    if found.kind == "property":
        return call_function(frame, found, Arguments((receiver,)), node)
    if found.kind == "staticmethod":
        return found
    if found.kind == "classmethod":
        return BoundFunction(found, receiver.cls if isinstance(receiver, Instance) else receiver)
    return BoundFunction(found, receiver)


def set_attribute(frame: Frame, value: Value, name: str, new: Value, node: nodes.NodeNG) -> None:
    """`value.name = new`."""
    heap = frame.machine.heap
    is_layer = isinstance(value, Unknown) or value.type_path.startswith("keras.")
    if name in ("name", "_name") and is_layer:
        heap.bind(frame.machine.options, "renamed", TRUE)
    if isinstance(value, Instance | LibraryObject):
        heap.write(value.cell, value.cell.content.set(**{name: new}))
    elif isinstance(value, LibraryName):
        heap.bind(frame.machine.assigned, knowledge.canonical(f"{value.path}.{name}"), new)
    elif isinstance(value, ModuleValue):
        heap.bind(value.scope.names, name, new)
    elif isinstance(value, ClassValue):
        heap.bind(value.names, name, new)
    elif isinstance(value, Unknown):
        frame.machine.change(value.key)
    else:
        entry = knowledge.member(value.type_path, f"{name}.setter")
        if entry is not None:
            ctx = NodeContext(frame, node, ())
            result = knowledge.apply(entry, ctx, [value, new], {})
            if isinstance(result, Conflict):
                fail(frame, node, f"setting .{name}", result, ctx.describe(value))


def reshaped(frame: Frame, array: Array, shape: Value, node: nodes.NodeNG) -> Value:
    """The array that `array.shape = shape` leaves: numpy.reshape in place."""
    entry = knowledge.member(array.type_path, "reshape")
    if entry is None:
        return frame.machine.unknown()
    ctx = NodeContext(frame, node, ((array, node.expr),))
    result = knowledge.apply(entry, ctx, [array, shape], {})
    return fail(frame, node, entry.path, result, ctx.describe(array)) if isinstance(result, Conflict) else result


def enter(frame: Frame, value: Value, node: nodes.NodeNG) -> Value:
    """What `with value as name` binds."""
    if isinstance(value, Instance) and class_of(value) is not None:
        return call_method(frame, node, value, "__enter__")
    return value


__all__ = ["Attributes", "bind", "enter", "get_attribute", "library_name", "set_attribute"]
