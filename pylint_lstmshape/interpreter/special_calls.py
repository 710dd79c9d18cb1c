"""Calls of Python that no value can answer alone: they read or make the interpreter's own things, or ask what is installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from astroid import nodes

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Entries, Run, TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Instance, LibraryName
from pylint_lstmshape.domain.values import NONE, TRUE, Constant, Unknown, Value
from pylint_lstmshape.interpreter import instances, kinds
from pylint_lstmshape.interpreter.context import NodeContext
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.interpreter.objects import FieldDefault, PartialValue, RecordType

if TYPE_CHECKING:
    from pylint_lstmshape.interpreter.calls import Arguments

    Special = Callable[[Frame, Arguments, nodes.NodeNG], Value]


def _super(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    return instances.super_value(frame, arguments.positional)


def _isinstance(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    return kinds.is_instance(frame, arguments.positional)


def _type(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    if len(arguments.positional) != 1 or arguments.keywords or arguments.more:
        return frame.machine.unknown()
    return kinds.type_of(frame, arguments.positional[0])


def _asks(question: Callable[[Value], bool | None]) -> Special:
    def asked(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
        return kinds.answer(frame, question((*arguments.positional, frame.machine.unknown())[0]))

    return asked


def _getattr(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    from pylint_lstmshape.interpreter.attributes import get_attribute

    if len(arguments.positional) >= 2 and isinstance(arguments.positional[1], Constant):
        name = arguments.positional[1].value
        if isinstance(name, str):
            held = arguments.positional[0]
            spelled = f"{held.spelled or held.path}.{name}" if isinstance(held, LibraryName) else ""
            has_default = len(arguments.positional) > 2
            if has_default and knowledge.lacking(spelled) is not None:
                return _installed(frame, arguments, node)
            frame.machine.muted += has_default
            found = get_attribute(frame, held, name, node)
            frame.machine.muted -= has_default
            return found
    return frame.machine.unknown()


def _setattr(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    from pylint_lstmshape.interpreter.attributes import set_attribute

    if len(arguments.positional) == 3 and isinstance(arguments.positional[1], Constant):
        held, name, new = arguments.positional
        set_attribute(frame, held, str(getattr(name, "value", "")), new, node)
    return NONE


def _installed(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    """`hasattr(library, name)`, `importlib.metadata.version(...)`: what is installed decides, which nobody knows here."""
    held, name = (*arguments.positional, NONE, NONE)[:2]
    entry = knowledge.member(held.type_path, str(name.value)) if isinstance(name, Constant) else None
    if entry is not None and entry.is_attribute and held.type_path.startswith("keras.layers."):
        frame.machine.muted += 1
        found = knowledge.apply(entry, NodeContext(frame, node, ()), (held,), {})
        frame.machine.muted -= 1
        if isinstance(found, Value) and not isinstance(found, Unknown) and found != NONE:
            return TRUE  # a layer of Keras whose attribute is known has it
    has = kinds.has_attribute(held, str(name.value)) if isinstance(name, Constant) and held != NONE else None
    if has is not None:
        return kinds.answer(frame, has)
    asks_own = isinstance(held, Instance)
    frame.machine.asked += not asks_own
    return frame.machine.unknown()


def _add_folder(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    from pylint_lstmshape.interpreter.modules import add_folder

    return add_folder(frame, arguments)


def _partial(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    if arguments.more or not arguments.positional:
        return frame.machine.unknown()
    return PartialValue(arguments.positional[0], arguments.positional[1:], tuple(arguments.keywords.items()))


def _namedtuple(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    """`namedtuple(name, fields)`: the fields as a list of names, or as one text."""
    given = [*arguments.positional, arguments.keywords.get("field_names")]
    fields = given[1] if len(given) > 1 else None
    if isinstance(fields, Constant) and isinstance(fields.value, str):
        names: list[object] = list(fields.value.replace(",", " ").split())
    else:
        elements = sequence_elements(fields) if fields is not None else None
        items = None if elements is None else elements.items
        names = [item.value if isinstance(item, Constant) else None for item in items or (NONE,)]
    defaults = sequence_elements(arguments.keywords.get("defaults", TupleValue.of()))
    values = None if defaults is None else defaults.items
    if arguments.more or values is None or not all(isinstance(name, str) for name in names):
        return frame.machine.unknown()
    return RecordType(tuple(str(name) for name in names), values)


def _field(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    """`dataclasses.field(default=…, default_factory=…, init=…)`."""
    keywords = arguments.keywords
    in_call = keywords.get("init") != Constant(False)
    return FieldDefault(keywords.get("default"), keywords.get("default_factory"), in_call)


def _dict(frame: Frame, arguments: Arguments, node: nodes.NodeNG) -> Value:
    """`dict(iterable, **others)`: what `**` spreads may hold keys nobody knows."""
    machine, entry = frame.machine, knowledge.lookup("builtins.dict")
    assert entry is not None
    ctx = NodeContext(frame, node, ())
    made = knowledge.apply(entry, ctx, arguments.positional, dict(arguments.keywords))
    if not isinstance(made, DictValue) or (arguments.more and not arguments.spread):
        return machine.unknown()
    entries = made.cell.content
    for one in arguments.spread:
        unknown = Entries((), Run(machine.unknown(), machine.fresh("len")))
        entries = entries.updated(one.cell.content if isinstance(one, DictValue) else unknown, machine)
    return DictValue(Cell(entries))


SPECIAL_CALLS: Mapping[str, Special] = {
    "builtins.dict": _dict,
    "builtins.super": _super,
    "builtins.isinstance": _isinstance,
    "builtins.type": _type,
    "builtins.getattr": _getattr,
    "builtins.setattr": _setattr,
    "builtins.callable": _asks(kinds.is_callable),
    "inspect.isclass": _asks(kinds.is_class),
    "numpy.isscalar": _asks(kinds.is_scalar),
    "keras.utils.is_keras_tensor": _asks(kinds.is_symbolic),
    "keras.backend.is_keras_tensor": _asks(kinds.is_symbolic),
    "builtins.hasattr": _installed,
    "builtins.dir": _installed,
    "builtins.vars": _installed,
    "keras.backend.backend": _installed,
    "keras.config.backend": _installed,
    "importlib.metadata.version": _installed,
    "importlib.util.find_spec": _installed,
    "inspect.signature": _installed,
    "sys.path.append": _add_folder,
    "sys.path.insert": _add_folder,
    "functools.partial": _partial,
    "collections.namedtuple": _namedtuple,
    "dataclasses.field": _field,
}
