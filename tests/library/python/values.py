"""Python's values as arguments: how they are abstracted, and what the real function gets in their place."""

from __future__ import annotations

import collections
import copy
import functools
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import pylint_lstmshape.library.python  # noqa: F401  # registers the models
from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, SetValue, Stream, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Instance, LibraryName
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Constant, Value
from pylint_lstmshape.interpreter.operators import plain_truth
from pylint_lstmshape.library.python import iterators
from pylint_lstmshape.library.python.deques import DequeValue
from pylint_lstmshape.library.python.dict_classes import begin
from tests.context import PlainContext
from tests.library.truth import RENAMED, abstract, real_function


@dataclass(frozen=True)
class Function(Value):
    """A function of the program, which can be called where its arguments are known."""

    real: Callable[..., Any]
    type_path = "function"


@dataclass(frozen=True)
class Once:
    """An iterator over these elements, as an argument."""

    items: list[Any]


@dataclass(frozen=True)
class Made:
    """What a modelled call gives, as an argument: an open file, a parser."""

    path: str
    args: tuple[Any, ...] = ()
    then: tuple[tuple[Any, ...], ...] = ()  # calls of its methods, or of theirs: ("group add", args, kwargs)


@dataclass(frozen=True)
class Heir:
    """A new object of a class of the program that derives from this one, before its __init__."""

    path: str


class Context(PlainContext):
    """Goes through what Python's `for` goes through, and calls functions of the test."""

    def iterate(self, value: Value) -> Elements | None:
        """The elements."""
        return iterators.iterate(self, value)

    def truth(self, value: Value) -> bool | None:
        """bool(value)."""
        return plain_truth(value)

    def call(self, function: Value, *arguments: Value, **keywords: Value) -> Value:
        """A function of the test for known arguments; a modelled one for all."""
        if isinstance(function, LibraryName):
            entry = knowledge.lookup(function.path)
            made = None if entry is None else knowledge.apply(entry, self, arguments, keywords)
            return made if isinstance(made, Value) else self.unknown()
        known = [concrete(one) for one in arguments]
        if not isinstance(function, Function) or Unseen in known or keywords:
            return self.unknown()
        return abstract(function.real(*known))


class Unseen:
    """In the place of a value that is not known."""


def concrete(value: Value) -> Any:
    """The Python value that is meant; Unseen where more than one may be."""
    if isinstance(value, Constant):
        return value.value
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    parts = [concrete(one) for one in items or ()]
    if items is None or Unseen in parts:
        return Unseen
    return tuple(parts) if isinstance(value, TupleValue) else parts


@abstract.register
def _(thing: types.FunctionType) -> Value:
    return Function(thing)


@abstract.register(types.BuiltinFunctionType)
@abstract.register(types.MethodDescriptorType)
def _(thing: Any) -> Value:
    return LibraryName(f"builtins.{thing.__name__}" if thing.__module__ == "builtins" else thing.__qualname__)


@abstract.register(set)
@abstract.register(frozenset)
def _(thing: Any) -> Value:
    return SetValue(Cell(Elements.of(map(abstract, thing))))


@abstract.register
def _(thing: collections.deque) -> Value:
    limit = None if thing.maxlen is None else Dim.of(thing.maxlen)
    return DequeValue(Cell(Elements.of(map(abstract, thing))), limit)


@abstract.register
def _(thing: collections.Counter) -> Value:
    entries = tuple((abstract(key), abstract(one)) for key, one in thing.items())
    return DictValue(Cell(Entries(entries)), "collections.Counter")


@abstract.register
def _(thing: Once) -> Value:
    return Stream(Elements.of(map(abstract, thing.items)))


@abstract.register(PurePath)
@abstract.register(range)
@abstract.register(Made)
def _(thing: Any) -> Value:
    return said(thing, Context())


def said(thing: Any, ctx: Context) -> Value:
    """An argument that the model makes itself."""
    if isinstance(thing, PurePath):
        thing = Made("pathlib.Path", (str(thing),))
    if isinstance(thing, range):
        thing = Made("builtins.range", (thing.start, thing.stop, thing.step))
    if isinstance(thing, Heir):
        heir = Instance(LibraryName(thing.path), library_base=thing.path)
        begin(ctx, heir)
        return heir
    if not isinstance(thing, Made):
        return abstract(thing)
    made = ask(thing.path, [*map(abstract, thing.args)], {}, ctx)
    assert isinstance(made, Value)
    for names, args, kwargs in thing.then:
        owner = made
        for name in names.split():
            method = knowledge.member(owner.type_path, name)
            assert method is not None
            given = name == names.split()[-1]
            options = {key: abstract(one) for key, one in kwargs.items() if given}
            result = knowledge.apply(method, ctx, [owner, *map(abstract, args if given else ())], options)
            assert isinstance(result, Value)
            owner = result
    return made


def really(thing: Any) -> Any:
    """The argument that the real function gets."""
    if isinstance(thing, Once):
        return iter(copy.deepcopy(thing.items))
    if isinstance(thing, Heir):
        kind = type("Heir", (real_of(thing.path),), {})
        return kind.__new__(kind)
    if isinstance(thing, Made):
        made = real_of(thing.path)(*thing.args)
        for names, args, kwargs in thing.then:
            *owners, name = names.split()
            owner = functools.reduce(lambda one, get: getattr(one, get)(), owners, made)
            getattr(owner, name)(*args, **kwargs)
        return made
    return thing if callable(thing) else copy.deepcopy(thing)


def ask(path: str, args: list[Value], kwargs: dict[str, Value], ctx: Context) -> Value | Conflict:
    """What the model says of a call."""
    entry = knowledge.lookup(path)
    assert entry is not None, f"{path} is not modelled"
    return knowledge.apply(entry, ctx, args, kwargs)


def real_of(path: str) -> Any:
    """The real function or method."""
    if path in RENAMED:
        return RENAMED[path]
    if path.endswith("*"):  # called with a starred argument
        spread = real_of(path[:-1])
        return lambda rows: spread(*rows)
    return real_function(path)
