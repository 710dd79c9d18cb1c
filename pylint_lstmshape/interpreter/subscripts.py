"""x[key], x[key] = value, del x[key]: each kind of container answers for itself."""

from __future__ import annotations

from astroid import nodes

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.objects import Instance, LibraryName, LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import Column, Table
from pylint_lstmshape.domain.values import Array, Constant, Unknown, Value
from pylint_lstmshape.interpreter.calls import call_member, call_method
from pylint_lstmshape.interpreter.context import NodeContext, fail, symbolic
from pylint_lstmshape.interpreter.declared import subscripted
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.interpreter.objects import class_of
from pylint_lstmshape.library.numpy import indexing as numpy_indexing
from pylint_lstmshape.library.pandas import assigning as pandas_assigning
from pylint_lstmshape.library.pandas import indexing as pandas_indexing
from pylint_lstmshape.library.python import dict_classes, sequences


def get_item(frame: Frame, node: nodes.Subscript, value: Value, key: Value) -> Value:
    """`value[key]`; a conflict is recorded and gives Unknown."""
    ctx = NodeContext(frame, node, ((value, node.value), (key, node.slice)))
    result: Value | Conflict | None
    held = dict_classes.entries_of(value)
    if held is not None and not _has(value, "__getitem__"):
        value = held
    if isinstance(value, Unknown):
        return Unknown(("item", value.key, frame.machine.versions.get(value.key, 0), key_identity(frame, key)), "")
    if isinstance(value, Array):
        result = numpy_indexing.get_item(ctx, value, key)
    elif isinstance(value, Table | Column) or value.type_path.startswith("pandas."):
        result = pandas_indexing.get_item(ctx, value, key)
    elif isinstance(value, Instance) and (not value.library_base or _has(value, "__getitem__")):
        result = call_method(frame, node, value, "__getitem__", key)
    elif isinstance(value, LibraryName) and (declared := subscripted(value, key)) is not None:
        return declared
    elif isinstance(value, LibraryName | LibraryObject):
        result = call_member(frame, node, value, "__getitem__", key)
    else:
        result = sequences.get_item(ctx, value, key)
        if result is None:
            result = call_member(frame, node, value, "__getitem__", key)
    if isinstance(result, Conflict):
        return fail(frame, node, "[]", result, ctx.describe(value))
    return symbolic(frame, node, result, (value,))


def _has(value: Value, name: str) -> bool:
    """Whether the program's own class of an instance has this method."""
    cls = class_of(value) if isinstance(value, Instance) else None
    return cls is not None and cls.find(name) is not None


def key_identity(frame: Frame, key: Value) -> object:
    """What makes two reads of an unknown thing under `key` the same."""
    if isinstance(key, Unknown):
        return key.key
    try:
        hash(key)
    except TypeError:
        return frame.machine.next()
    return key


def set_item(frame: Frame, node: nodes.NodeNG, value: Value, key: Value, new: Value) -> None:
    """`value[key] = new`."""
    ctx = NodeContext(frame, node, ((value, getattr(node, "value", node)), (key, getattr(node, "slice", node))))
    result: Conflict | None = None
    if isinstance(value, Unknown):
        frame.machine.change(value.key)
    elif isinstance(value, Array):
        result = numpy_indexing.set_item(ctx, value, key, new)
    elif isinstance(value, Table | Column) or value.type_path.startswith("pandas."):
        result = pandas_assigning.set_item(ctx, value, key, new)
    elif (held := dict_classes.entries_of(value)) is not None and not _has(value, "__setitem__"):
        sequences.set_item(ctx, held, key, new)
    elif isinstance(value, Instance):
        call_method(frame, node, value, "__setitem__", key, new)
    elif isinstance(value, LibraryName):
        if value.path == "sys.modules" and isinstance(key, Constant):
            ctx.heap.bind(frame.machine.assigned, knowledge.canonical(str(key.value)), new)
        entry = knowledge.member(value.path, "__setitem__")  # os.environ
        if entry is not None:
            knowledge.apply(entry, ctx, [key, new], {})
    else:
        sequences.set_item(ctx, value, key, new)
    if isinstance(result, Conflict):
        fail(frame, node, "[]=", result, ctx.describe(value))


def delete_item(frame: Frame, node: nodes.NodeNG, value: Value, key: Value) -> None:
    """`del value[key]`."""
    ctx = NodeContext(frame, node, ())
    if isinstance(value, Table | Column):
        call_member(frame, node, value, "__delitem__", key)
    elif (held := dict_classes.entries_of(value)) is not None:
        sequences.delete_item(ctx, held, key)
    elif not isinstance(value, Unknown | Array | Instance):
        sequences.delete_item(ctx, value, key)
