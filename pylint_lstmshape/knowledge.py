"""The registry of transfer functions: what a call of a library's function gives, under the function's dotted name.

    @models("numpy.expand_dims")
    def expand_dims(a: Array, axis: Axes) -> Result:
        "Shape of a with axes of length 1 inserted."

A transfer function has the real function's signature. Its annotations say how an argument is read (`Array`: as
numpy.asarray does; `Ranked`: also its rank is known; `Dim`, `Dims`, `Axes`, `int`, `bool`, `str`, `Elements`; `Value`:
as it is); an argument that cannot be read so makes the result Unknown. A default is the real default, given as is. A
first parameter `ctx: Context` is the interpreter's side. The result is a Value, or the Conflict that the real function raises.
A path that ends in a star ("builtins.zip*") is the function called with one starred argument of many elements: it gets them
as one iterable.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from pylint_lstmshape.domain.arrays import as_array, as_dims, scalar_dim, sequence_elements
from pylint_lstmshape.domain.containers import Elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Heap
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import Array, Constant, Joiner, Site, Unknown, Value
from pylint_lstmshape.facts import Described, Fact

Result = Value | Conflict
Transfer = Callable[..., Result]


class Ranked(Array):
    """Annotation only: an Array whose rank is known; one of unknown rank makes the result Unknown."""

    shape: Shape


Dims = tuple[Dim, ...]  # a shape argument: an int, or a list or tuple of ints
Axes = int | tuple[int, ...] | None  # an axis argument


class Context(Joiner, Protocol):
    """What a transfer function may ask of the interpreter, for one call."""

    heap: Heap
    site: Site  # of the call
    files: dict[str, Value]  # what the program wrote to files, by their paths as text
    options: dict[str, Value]  # what the program set in keras.config, by name; "renamed": TRUE where it renamed layers
    generations: frozenset[int]  # the Keras generations that are possible here: {2}, {3} or {2, 3}
    release: tuple[int, int]  # the oldest Keras 3 that is possible here: (3, 13)
    early: bool  # whether Keras 2 may be one up to TensorFlow 2.6: not where the program imports tf_keras
    translates: bool  # whether Keras 2 may be a standalone one, up to 2.3, which takes the argument names of Keras 1

    def call(self, function: Value, *arguments: Value, **keywords: Value) -> Value:
        """Call a function of the program (or of a library)."""

    def attribute(self, value: Value, name: str) -> Value:
        """`value.name`."""

    def iterate(self, value: Value) -> Elements | None:
        """What a `for` over `value` goes through; None where nobody knows."""

    def truth(self, value: Value) -> bool | None:
        """bool(value), None where unknown."""

    def argument(self, parameter: str) -> Described | None:
        """How the argument bound to `parameter` was written in this call; None where it was not given."""

    def describe(self, value: Value) -> Described:
        """`value` with the source text of the argument of this call that holds it, else of the whole call."""

    def within(self, parameter: str) -> Context:
        """This context for what was given for `parameter`: the same array may be another argument, too."""

    def handed(self, value: Value) -> Described:
        """`value` as the outermost call wrote it that handed it on, argument by argument, to this one."""

    def data_file(self, path: Value) -> Path | None:
        """The local data file that a value names, where it may be read."""

    def rebind(self, old: Value, new: Value) -> None:
        """Every name in sight that means the very value `old` means `new` from here on."""

    def record(self, fact: Fact) -> None:
        """Write a fact down."""

    def symbol(self, name: str, *key: object, lower: int | None = 0, upper: Dim | None = None) -> Dim:
        """The number nobody knows that belongs to this call and `key`: the same on every read."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a transfer function."""

    name: str
    kind: Any
    read: Callable[[Value], Any]
    default: Any


@dataclass(frozen=True)
class Entry:
    """A transfer function under its dotted name. What is read from its signature waits until a program calls it."""

    path: str
    function: Transfer
    is_attribute: bool = False

    @cached_property
    def signature(self) -> inspect.Signature:
        """The parameters of what it models, behind `ctx` where it wants that."""
        return inspect.signature(self.function)

    @cached_property
    def takes_context(self) -> bool:
        """Whether it is given the context first."""
        return next(iter(self.signature.parameters), "") == "ctx"

    @cached_property
    def readers(self) -> Mapping[str, Callable[[Value], Any]]:
        """How the arguments are read that it does not take as they are."""
        hints = typing.get_type_hints(self.function)
        found = {name: _reader(hint) for name, hint in hints.items() if name != "return"}
        return {name: read for name, read in found.items() if read is not None}


class _Unreadable:
    """An argument that cannot be read as its annotation wants."""


UNREADABLE = _Unreadable()
_REGISTRY: dict[str, Entry] = {}
_BASES: dict[str, tuple[str, ...]] = {}
_PREFIXES: dict[str, str] = {}
_CONSTANTS: dict[str, Value] = {}
_LACKING: dict[str, int] = {}
_SUCCESSORS: dict[str, str] = {}


def models(*paths: str) -> Callable[[Transfer], Transfer]:
    """Register the transfer function of the functions (or methods: numpy.ndarray.reshape) with these dotted names."""
    return lambda function: _register(function, paths, is_attribute=False)


def attribute(*paths: str) -> Callable[[Transfer], Transfer]:
    """Register what reading an attribute gives: `@attribute("numpy.ndarray.shape")`, a function of (ctx and) self."""
    return lambda function: _register(function, paths, is_attribute=True)


def bases(path: str, *parents: str) -> None:
    """Say that objects modelled under `path` also have the methods and attributes of `parents`."""
    _BASES[path] = parents


def alias(prefix: str, target: str) -> None:
    """Say that every dotted name below `prefix` is the same as below `target` (tensorflow.keras -> keras)."""
    _PREFIXES[prefix] = target


def constant(path: str, value: Value) -> None:
    """Say that a dotted name is a constant: numpy.newaxis is None."""
    _CONSTANTS[path] = value


def constant_value(path: str) -> Value | None:
    """The constant that a canonical dotted name stands for; None where it is no constant."""
    return _CONSTANTS.get(path)


def lacks(generation: int, path: str) -> None:
    """Say that this Keras generation has no such name, which the other one has: as programs spell it."""
    _LACKING[path] = generation


def succeeds(path: str, successor: str) -> None:
    """Say that a name is one for one replaced by another: keras.layers.CuDNNLSTM by keras.layers.LSTM."""
    _SUCCESSORS[path] = successor


def lacking(spelled: str) -> tuple[str, int] | None:
    """The first part of a dotted name that a Keras generation lacks, and which; None where no part is known to be lacking."""
    parts = spelled.split(".")
    starts = (".".join(parts[:end]) for end in range(2, len(parts) + 1))
    return next(((start, _LACKING[start]) for start in starts if start in _LACKING), None)


def successor(spelled: str) -> str | None:
    """What stands for a dotted name that Keras 3 lacks, in the same package; None where nothing does, one for one."""
    before, name, inner = spelled.partition("keras.")
    parts = f"{name}{inner}".split(".")
    for end in range(len(parts), 1, -1):
        found = _SUCCESSORS.get(".".join(parts[:end]))
        if found is not None:
            path = before + ".".join([found, *parts[end:]])
            return successor(path) or path
    path = before + canonical(f"{name}{inner}")
    return path if path != spelled and lacking(path) is None else None


def canonical(path: str) -> str:
    """The one dotted name of a library object, whatever it was imported as."""
    for _ in range(8):
        parts = path.split(".")
        for end in range(len(parts), 0, -1):
            target = _PREFIXES.get(".".join(parts[:end]))
            if target is not None:
                path = ".".join([target, *parts[end:]]) if target else ".".join(parts[end:])
                break
        else:
            return path
    return path


def lookup(path: str) -> Entry | None:
    """The entry of a dotted name, which is made canonical first."""
    entry = _REGISTRY.get(path)
    return entry if entry is not None else _REGISTRY.get(canonical(path))


def member(type_path: str, name: str) -> Entry | None:
    """The method or attribute `name` of objects modelled under `type_path`, also from its bases."""
    pending = [type_path]
    while pending:
        path = pending.pop(0)
        entry = _REGISTRY.get(f"{path}.{name}")
        if entry is not None:
            return entry
        pending += _BASES.get(path, ())
    return None


def is_kind_of(type_path: str, parent: str) -> bool:
    """Whether objects modelled under `type_path` are also of kind `parent`."""
    return type_path == parent or any(is_kind_of(base, parent) for base in _BASES.get(type_path, ()))


def names_below(prefix: str) -> list[str]:
    """The names modelled directly below a dotted name, there or as aliases, and classes to derive from: what `from prefix
    import *` is known to bring.
    """
    start = f"{prefix}."
    modelled = {path.removesuffix(".__init__") for path in (*_REGISTRY, *_CONSTANTS)}
    known = [*modelled, *(path for path in _PREFIXES if canonical(path) in modelled)]
    names = {path[len(start) :] for path in known if path.startswith(start)}
    return sorted(name for name in names if "." not in name and not name.startswith("_"))


def entries() -> dict[str, Entry]:
    """Every registered entry by its dotted name (for the tests that hold each against the real library)."""
    return dict(_REGISTRY)


def apply(entry: Entry, ctx: Context, positional: Sequence[Value], keywords: dict[str, Value]) -> Result:
    """The result of a call: bind by the signature, read each argument, ask the transfer function.

    A call that does not fit the signature is Unknown: library versions differ in their parameters.
    """
    if entry.takes_context:
        arguments: list[Any] = [ctx, *positional]
    else:
        arguments = list(positional)
    try:
        bound = entry.signature.bind(*arguments, **keywords)
    except TypeError:
        return ctx.unknown()
    for name, value in bound.arguments.items():
        read = entry.readers.get(name)
        if read is None:
            continue
        kind = entry.signature.parameters[name].kind
        if kind is inspect.Parameter.VAR_POSITIONAL:
            given: Any = tuple(read(one) for one in value)
            unreadable = UNREADABLE in given
        elif kind is inspect.Parameter.VAR_KEYWORD:
            given = {key: read(one) for key, one in value.items()}
            unreadable = UNREADABLE in given.values()
        else:
            given = read(value)
            unreadable = given is UNREADABLE
        if unreadable:
            return ctx.unknown()
        if isinstance(given, Conflict):
            return given
        bound.arguments[name] = given
    return entry.function(*bound.args, **bound.kwargs)


def _register(function: Transfer, paths: Sequence[str], *, is_attribute: bool) -> Transfer:
    for path in paths:
        if path in _REGISTRY:
            raise ValueError(f"{path} is modelled twice: the order of imports would decide")
        _REGISTRY[path] = Entry(path, function, is_attribute)
    return function


def _reader(hint: Any) -> Callable[[Value], Any] | None:
    """How an argument with this annotation is read; None: as it is."""
    if hint in (Value, Any, Context) or hint is None:
        return None
    if hint == Axes:
        return _read_axes
    optional = type(None) in typing.get_args(hint)
    plain = [part for part in typing.get_args(hint) if part is not type(None)] if optional else [hint]
    read = _READERS.get(plain[0]) if len(plain) == 1 else None
    if read is None:
        return None
    if not optional:
        return read
    return lambda value: None if value == Constant(None) else read(value)


def _read_array(value: Value) -> Any:
    array = as_array(value)
    return UNREADABLE if array is None else array


def _read_ranked(value: Value) -> Any:
    array = as_array(value)
    return UNREADABLE if array is None or (isinstance(array, Array) and array.shape is None) else array


def _read_dim(value: Value) -> Any:
    dim = scalar_dim(value)
    return UNREADABLE if dim is None else dim


def _read_dims(value: Value) -> Any:
    dims = as_dims(value)
    return UNREADABLE if dims is None else dims


def _read_int(value: Value) -> Any:
    if isinstance(value, Constant) and isinstance(value.value, int):
        return int(value.value)
    return UNREADABLE


def _read_bool(value: Value) -> Any:
    if isinstance(value, Constant):
        return bool(value.value)
    return UNREADABLE


def _read_str(value: Value) -> Any:
    return value.value if isinstance(value, Constant) and isinstance(value.value, str) else UNREADABLE


def _read_float(value: Value) -> Any:
    if isinstance(value, Constant) and isinstance(value.value, int | float):
        return float(value.value)
    return UNREADABLE


def _read_elements(value: Value) -> Any:
    elements = sequence_elements(value)
    return UNREADABLE if elements is None else elements


def _read_axes(value: Value) -> Any:
    if value == Constant(None):
        return None
    single = _read_int(value)
    if single is not UNREADABLE:
        return single
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    if items is None:
        return UNREADABLE
    axes = tuple(_read_int(item) for item in items)
    return UNREADABLE if UNREADABLE in axes else axes


_READERS: dict[Any, Callable[[Value], Any]] = {
    Array: _read_array,
    Ranked: _read_ranked,
    Dim: _read_dim,
    Dims: _read_dims,
    int: _read_int,
    bool: _read_bool,
    str: _read_str,
    float: _read_float,
    Elements: _read_elements,
}


def is_unknown(value: Value) -> bool:
    """Whether nothing is known about `value`."""
    return isinstance(value, Unknown)
