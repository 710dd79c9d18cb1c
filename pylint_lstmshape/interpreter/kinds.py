"""Of what kind a value is, where it is known: isinstance, callable, hasattr, and what asks for classes and tensors."""

from __future__ import annotations

from astroid import nodes

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.objects import TYPES, Instance, LibraryName
from pylint_lstmshape.domain.values import FALSE, NONE, TRUE, Array, Constant, Unknown, Value
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.interpreter.objects import BoundFunction, ClassValue, FunctionValue, class_of


def type_of(frame: Frame, value: Value) -> Value:
    """type(value): a class of the program, or that of plain data; the same nobody knows what for the same value."""
    if isinstance(value, Instance) and isinstance(value.cls, ClassValue):
        return value.cls
    path = next((name for name, path in TYPES.items() if path == value.type_path), None)
    if path is not None and not value.optional and not _may_be_of_another_type(value):
        return LibraryName(path)
    return Unknown(("type", value.key)) if isinstance(value, Unknown) else frame.machine.unknown()


def _may_be_of_another_type(value: Value) -> bool:
    """Whether it may be a number of NumPy's, a named tuple, a defaultdict, a frozenset."""
    is_number = isinstance(value, Array) and not value.shape
    return is_number or value.type_path in ("dict", "set") or (isinstance(value, TupleValue) and bool(value.names))


def is_instance(frame: Frame, arguments: tuple[Value, ...]) -> Value:
    """isinstance(value, types), decided where both are known."""
    if len(arguments) != 2 or isinstance(arguments[0], Unknown):
        return frame.machine.unknown()
    value, kinds = arguments
    items = kinds.elements.items if isinstance(kinds, TupleValue) else (kinds,)
    answers = [_is_of(value, kind) for kind in items or (frame.machine.unknown(),)]
    if True in answers:
        return frame.machine.unknown() if value.optional else TRUE
    return FALSE if all(answer is False for answer in answers) else frame.machine.unknown()


def _is_of(value: Value, kind: Value) -> bool | None:
    if isinstance(kind, ClassValue):
        if isinstance(value, Instance):
            cls = class_of(value)
            if cls is None or cls.has_unknown_base:
                return None
            return any(one is kind for one in cls.ancestry())
        return False
    if not isinstance(kind, LibraryName):
        return None
    if kind.path == "builtins.type":
        return is_class(value)
    wanted = TYPES.get(kind.path)
    if isinstance(value, Array) and not value.shape and wanted in ("numpy.ndarray", "int", "float", "bool"):
        return None  # an array, or a number
    if wanted is not None:
        if value == NONE or isinstance(value, Constant) or value.type_path in TYPES.values():
            return value.type_path == wanted or (wanted == "int" and value.type_path == "bool")
        return False if not isinstance(value, Instance) else None
    if isinstance(value, Instance):
        return True if value.library_base and knowledge.is_kind_of(value.library_base, kind.path) else None
    if knowledge.is_kind_of(value.type_path, kind.path):
        return True
    return False if kind.path.startswith("keras.") and _is_plain(value) else None


def _is_plain(value: Value) -> bool:
    """Whether a value is a function of the program, or data of Python's own."""
    return isinstance(value, FunctionValue | BoundFunction | Constant) or value.type_path in _PLAIN


_PLAIN = ("list", "tuple", "dict", "set", "str", "int", "float")


def is_class(value: Value) -> bool | None:
    """Whether a value is a class; None where unknown."""
    if isinstance(value, ClassValue):
        return True
    if isinstance(value, LibraryName):
        return True if knowledge.is_kind_of(value.path, "keras.layers.Layer") else None
    return None if isinstance(value, Unknown) else False


def is_callable(value: Value) -> bool | None:
    """Whether a value can be called; None where unknown."""
    if isinstance(value, FunctionValue | BoundFunction | ClassValue):
        return True
    if isinstance(value, Array) or _is_plain(value):
        return False
    return True if knowledge.is_kind_of(value.type_path, "keras.layers.Layer") else None


def has_attribute(value: Value, name: str) -> bool | None:
    """Whether data of Python's own or a lambda has an attribute; None where unknown."""
    if isinstance(value, Constant):
        return hasattr(value.value, name)
    if isinstance(value, FunctionValue) and isinstance(value.node, nodes.Lambda):
        return hasattr(lambda: None, name)
    return hasattr(_BUILTIN[value.type_path], name) if value.type_path in _BUILTIN else None


_BUILTIN: dict[str, type] = {"list": list, "tuple": tuple, "dict": dict, "set": set, "str": str}


def is_symbolic(value: Value) -> bool | None:
    """Whether a value is a symbolic tensor of Keras; None where unknown."""
    return value.library == "keras" if isinstance(value, Array) else None


def is_scalar(value: Value) -> bool | None:
    """What numpy.isscalar says; None where unknown."""
    if isinstance(value, Constant):
        return value != NONE
    return (
        False
        if value.type_path in ("list", "tuple", "dict", "set") or (isinstance(value, Array) and value.ndim)
        else None
    )


def answer(frame: Frame, known: bool | None) -> Value:
    """A truth as a value."""
    return frame.machine.unknown() if known is None else TRUE if known else FALSE
