"""What code that nobody sees may have changed of the values it was given."""

from __future__ import annotations

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Run, TupleValue
from pylint_lstmshape.domain.objects import BoundMethod, Instance, LibraryName
from pylint_lstmshape.domain.values import ANY, Array, Unknown, Value
from pylint_lstmshape.interpreter import methods
from pylint_lstmshape.interpreter.context import NodeContext
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.interpreter.objects import ClassValue, class_of

# Libraries whose functions leave the lists and dicts they are given as they are.
_READING = {
    "builtins", "cv2", "imageio", "json", "keras", "keras_tuner", "matplotlib", "numpy", "os", "pandas", "pickle", "PIL",
    "plotly", "pprint", "scikeras", "scipy", "seaborn", "sklearn", "statsmodels", "tensorflow", "tqdm", "wandb",
}  # fmt: skip


def only_reads(callee: Value) -> bool:
    """Whether a callee that is not modelled surely does not change the lists and dicts it is given."""
    if isinstance(callee, BoundMethod):
        return True
    return isinstance(callee, LibraryName) and callee.path.partition(".")[0] in _READING


def spoil_objects(frame: Frame, value: Value) -> None:
    """A library may call the methods of the program's objects that it is given (callbacks): they may have changed."""
    for one in _held(value)[:MAX_SPOILED] if isinstance(value, ListValue | TupleValue) else [value]:
        if isinstance(one, Instance):
            _spoil_by_methods(frame, one)


def _spoil_by_methods(frame: Frame, value: Instance) -> None:
    """Forget what the methods of an object could have changed of it. What Keras calls of a layer is followed."""
    if _is_layer(value):
        return
    cls = class_of(value)
    if (
        cls is None
        or not all(isinstance(one, ClassValue | LibraryName) for one in cls.ancestry())
        or methods.are_dynamic(cls)
    ):
        spoil(frame, value)
        return
    later, used = methods.set_later(cls), methods.used(cls)
    for name, held in value.cell.content.items:
        if name in later:
            unknown = frame.machine.unknown(name)
            frame.machine.heap.write(value.cell, value.cell.content.set(**{name: unknown}))
        elif name in used:
            spoil(frame, held)


def _is_layer(value: Instance) -> bool:
    return knowledge.is_kind_of(value.library_base, "keras.layers.Layer")


MAX_SPOILED = 64  # elements of a container that are looked at
MAX_SPOILED_DEPTH = 3  # containers within containers


def spoil(frame: Frame, value: Value, depth: int = 0) -> None:
    """Forget what code nobody knows could have changed, also inside lists, tuples and dicts."""
    heap, machine = frame.machine.heap, frame.machine
    if isinstance(value, Instance):
        if not _is_layer(value):
            names = [name for name, _ in value.cell.content.items]
            heap.write(value.cell, value.cell.content.set(**{name: machine.unknown(name) for name in names}))
    elif isinstance(value, ListValue | TupleValue | DictValue):
        if depth < MAX_SPOILED_DEPTH:
            for held in _held(value)[:MAX_SPOILED]:
                spoil(frame, held, depth + 1)
        if isinstance(value, ListValue):
            heap.write(value.cell, Elements((Run(machine.unknown(), machine.fresh("len")),)))
        elif isinstance(value, DictValue):
            heap.write(value.cell, Entries((), Run(machine.unknown(), machine.fresh("len"))))
    elif isinstance(value, Array):
        heap.write(value.contents, ANY)
    elif isinstance(value, Unknown):
        machine.change(value.key)
    else:
        entry = knowledge.member(value.type_path, "spoil()")
        if entry is not None:
            knowledge.apply(entry, NodeContext(frame, frame.scope.module.node, ()), [value], {})


def _held(value: ListValue | TupleValue | DictValue) -> list[Value]:
    """What a container holds."""
    if isinstance(value, DictValue):
        return [one for _, one in value.cell.content.items]
    elements = value.cell.content if isinstance(value, ListValue) else value.elements
    return [run.value for run in elements.runs]
