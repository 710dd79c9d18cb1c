"""Programs of keras_probe.tsv on abstract values: Keras's names stand for what is modelled under them."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

import pylint_lstmshape.keras.models  # registers the models
import pylint_lstmshape.keras.names  # noqa: F401  # registers the names
from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import (
    Array,
    Constant,
    LibraryName,
    ListValue,
    Range,
    Site,
    TupleValue,
    Value,
)
from pylint_lstmshape.facts import (
    ArgumentConflict,
    CountConflict,
    DataConflict,
    InputConflict,
    LayerConflict,
    TargetConflict,
)
from pylint_lstmshape.keras.values import Node
from tests.context import PlainContext, value_of

CONFLICTS = (ArgumentConflict, CountConflict, DataConflict, InputConflict, LayerConflict, TargetConflict)
COLUMNS = {2: "tf_keras 2.21", 3: "keras 3.15"}
LINES = iter(range(1, 10**9))


class NotModelledError(Exception):
    """The program uses something that is not there (yet)."""


@dataclass
class Proxy:
    """A value that Python code can call and read attributes of."""

    value: Value
    ctx: PlainContext

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if isinstance(self.value, LibraryName):
            return call(self.ctx, self.value.path, args, kwargs)
        return call(self.ctx, f"{self.value.type_path}.__call__", (self, *args), kwargs, member=True)

    def __getattr__(self, name: str) -> Any:
        if isinstance(self.value, LibraryName):
            return Proxy(LibraryName(f"{self.value.path}.{name}"), self.ctx)
        entry = knowledge.member(self.value.type_path, name)
        if entry is None:
            raise NotModelledError(name)
        if entry.is_attribute:
            return wrap(self.ctx, knowledge.apply(entry, self.ctx, [self.value], {}))
        return lambda *args, **kwargs: call(self.ctx, entry.path, (self, *args), kwargs)

    def __iter__(self) -> Any:
        items = self.value.cell.content.items if isinstance(self.value, ListValue) else None
        items = self.value.elements.items if isinstance(self.value, TupleValue) else items
        if items is None:
            raise NotModelledError("iteration")
        return iter([Proxy(item, self.ctx) for item in items])


def wrap(ctx: PlainContext, result: Any) -> Any:
    return Proxy(ctx.unknown() if isinstance(result, Conflict) else result, ctx)


def plain(thing: Any) -> Any:
    """Proxies taken off, also inside lists, tuples and dicts."""
    if isinstance(thing, Proxy):
        return thing.value
    if isinstance(thing, list):
        return value_of([plain(one) for one in thing])
    if isinstance(thing, tuple):
        return value_of(tuple(plain(one) for one in thing))
    if isinstance(thing, dict):
        return value_of({key: plain(one) for key, one in thing.items()})
    if isinstance(thing, np.ndarray) and thing.size and thing.dtype.kind in "iuf":
        low, high = float(thing.min()), float(thing.max())
        return Array(tuple(Dim.of(dim) for dim in thing.shape), thing.dtype.kind, Cell(Range(low, high)))
    if isinstance(thing, np.integer):
        return Constant(int(thing))
    return value_of(thing)


def call(ctx: PlainContext, path: str, args: Any, kwargs: Any, *, member: bool = False) -> Any:
    entry = knowledge.lookup(path)
    if entry is None and member:
        type_path, _, name = path.rpartition(".")
        entry = knowledge.member(type_path, name)
    if entry is None:
        raise NotModelledError(path)
    ctx.site = Site("test.py", next(LINES))
    given = [plain(one) for one in args]
    result = knowledge.apply(entry, ctx, given, {name: plain(one) for name, one in kwargs.items()})
    tensors = tuple(one for one in given if isinstance(one, Array) and one.library == "keras")
    if isinstance(result, Array) and any(result.node is one.node for one in tensors):  # as interpreter.context.symbolic
        result = replace(result, node=Node(None, tensors, ctx.site))
    return wrap(ctx, result)


class Names(dict[str, Any]):
    """The names a program sees: Keras's layers, `keras`, NumPy."""

    def __init__(self, ctx: PlainContext) -> None:
        super().__init__(np=np)
        self.ctx = ctx

    def __missing__(self, name: str) -> Any:
        for path in (f"keras.layers.{name}", f"keras.{name}"):
            if knowledge.lookup(path) is not None:
                return Proxy(LibraryName(path), self.ctx)
        if name == "keras":
            return Proxy(LibraryName("keras"), self.ctx)
        raise NotModelledError(name)


def build(ctx: PlainContext, program: str) -> Proxy:
    """The model of a probe program: `A -> B` for a Sequential, statements ending in `m=...` for a functional one.

    Raises NotModelledError where the program is beyond this little evaluator, or fails in Python itself.
    """
    try:
        return _build(ctx, program)
    except (TypeError, SyntaxError, AttributeError, ValueError) as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        if "/pylint_lstmshape/" in last.filename:
            raise  # a bug, not a program that fails
        raise NotModelledError(str(error)) from error


def _build(ctx: PlainContext, program: str) -> Proxy:
    names = Names(ctx)
    if re.search(r"(^|;)\s*m=", program):
        scope: dict[str, Any] = names
        exec(program, {"__builtins__": {}}, scope)
        made = scope["m"]
    else:
        made = Proxy(LibraryName("keras.Sequential"), ctx)()
        for part in program.split(" -> "):
            made.add(eval(part, {"__builtins__": {}}, names))
    assert isinstance(made, Proxy)
    return made


def shape_of(made: Any) -> tuple[int | None, ...] | None:
    value = made.value if isinstance(made, Proxy) else made
    if not isinstance(value, Array) or value.shape is None:
        return None
    return tuple(dim.constant for dim in value.shape)


def raises(ctx: PlainContext, generation: int) -> bool:
    """Whether a fact says that this generation raises."""
    return any(isinstance(fact, CONFLICTS) and generation in fact.generations for fact in ctx.facts)
