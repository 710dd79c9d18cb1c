"""A model and the real function side by side: abstract a real call's arguments, compare what both give.

Shared by the tests of every library. One that has values of its own (a DataFrame, a tensor) registers how they are
abstracted (`@abstract.register`) and compared (`@compares(DataFrame)`).
"""

from __future__ import annotations

import builtins
import importlib
import math
import warnings
from collections.abc import Callable
from functools import singledispatch
from typing import Any

import numpy as np

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import LibraryName, LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import ANY, Array, Constant, Integer, Range, Real, SliceValue, Text, Unknown, Value
from tests.context import PlainContext

importlib.import_module("pylint_lstmshape.library.numpy")  # registers the models: every library gives arrays

RENAMED: dict[str, Any] = {}  # what stands for a function that the installed library has under another name, or no more
ERRORS: list[type[Exception]] = [  # what a wrong call raises
    ValueError, LookupError, TypeError, ArithmeticError, AttributeError, NotImplementedError, OSError, ImportError,
]  # fmt: skip
Comparer = Callable[[Any, Any, bool], None]
_COMPARERS: dict[type, Comparer] = {}


def compares(*kinds: type) -> Callable[[Comparer], Comparer]:
    """Register how a model's answer is held against a real result of these types: a function of (said, real, loose)."""

    def register(comparer: Comparer) -> Comparer:
        _COMPARERS.update(dict.fromkeys(kinds, comparer))
        return comparer

    return register


def real_function(path: str) -> Any:
    """The real function, method (unbound) or attribute under a dotted name."""
    return RENAMED[path] if path in RENAMED else by_name(path)


def by_name(path: str) -> Any:
    """What the installed library has under a dotted name."""
    parts = path.split(".")
    if hasattr(builtins, parts[0]):  # a method of a type that needs no import
        parts.insert(0, "builtins")
    found: Any = importlib.import_module(parts[0])
    for at, name in enumerate(parts[1:], start=1):
        if not hasattr(found, name) and hasattr(found, "__path__"):
            importlib.import_module(".".join(parts[: at + 1]))
        found = getattr(found, name)
    return found


def range_of(array: np.ndarray) -> Range:
    """The true range of the elements."""
    if array.dtype.kind not in "biuf" or array.size == 0 or np.isnan(array).any():
        return ANY
    greatest = array.max().item() * 1
    return Range(array.min().item() * 1, greatest, (greatest, Dim.of(array.size)))


@singledispatch
def abstract(thing: Any) -> Value:
    """The abstract value of a real argument, with all that is known of it."""
    return Constant(thing)


@abstract.register
def _(thing: Value) -> Value:
    return thing


@abstract.register(np.ndarray)
@abstract.register(np.generic)
def _(thing: Any) -> Value:
    array = np.asarray(thing)
    return Array(tuple(map(Dim.of, array.shape)), array.dtype.kind, Cell(range_of(array)))


@abstract.register
def _(thing: list) -> Value:
    return ListValue(Cell(Elements.of(map(abstract, thing))))


@abstract.register
def _(thing: tuple) -> Value:
    return TupleValue(Elements.of(map(abstract, thing)))


@abstract.register
def _(thing: dict) -> Value:
    return DictValue(Cell(Entries(tuple((abstract(key), abstract(one)) for key, one in thing.items()))))


@abstract.register
def _(thing: slice) -> Value:
    return SliceValue(abstract(thing.start), abstract(thing.stop), abstract(thing.step))


@abstract.register
def _(thing: type) -> Value:
    return LibraryName(f"{'numpy' if issubclass(thing, np.generic) else 'builtins'}.{thing.__name__}")


@abstract.register(np.random.Generator)
@abstract.register(np.random.RandomState)
def _(thing: Any) -> Value:
    return LibraryObject(f"numpy.random.{type(thing).__name__}")


def ask_model(path: str, args: list[Any], kwargs: dict[str, Any], ctx: PlainContext | None = None) -> Value | Conflict:
    entry = knowledge.lookup(path)
    assert entry is not None, f"{path} is not modelled"
    given = {name: abstract(one) for name, one in kwargs.items()}
    return knowledge.apply(entry, ctx or PlainContext(), [abstract(one) for one in args], given)


def ask_real(path: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """What the real function gives, or the exception it raises."""
    entry = knowledge.lookup(path)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            if entry is not None and entry.is_attribute and path not in RENAMED:
                return getattr(args[0], path.rpartition(".")[2])
            return real_function(path)(*args, **kwargs)
        except tuple(ERRORS) as error:
            return error


def assert_same(said: Value | Conflict, real: Any, *, loose: bool = False, lenient: bool = False) -> None:
    """Fail where the model says anything that the real result is not, or (unless `loose`) leaves it open.

    `lenient`: a real error need not be foreseen.
    """
    if isinstance(real, Exception):
        assert isinstance(said, Conflict) or lenient, f"really raises {real!r}, the model says {describe(said)}"
        return
    assert not isinstance(said, Conflict), f"the model raises {said}, really {describe_real(real)}"
    if isinstance(said, Unknown) and loose:
        return
    comparer = _COMPARERS.get(type(real))
    if comparer is not None:
        comparer(said, real, loose)
        return
    if isinstance(real, tuple | list):
        elements = sequence_elements(said)
        items = None if elements is None else elements.items
        if items is None and loose and elements is not None and len(elements.runs) == 1:
            items = (elements.runs[0].value,) * len(real)  # so many, and all alike
        assert items is not None, describe(said)
        assert len(items) == len(real), f"{len(items)} parts, really {len(real)}"
        for one, other in zip(items, real, strict=True):
            assert_same(one, other, loose=loose)
        return
    if isinstance(said, Constant | Integer | Real | Text):
        assert_same_scalar(said, real)
        return
    assert isinstance(said, Array), f"{describe(said)} for {real!r}"
    assert_same_array(said, np.asarray(real), loose=loose)


@compares(dict)
def assert_same_dict(said: Any, real: dict[Any, Any], loose: bool) -> None:
    """Fail where another key is said, or of a value what it is not."""
    assert isinstance(said, DictValue), said
    found = {key.value: one for key, one in said.cell.content.items if isinstance(key, Constant)}
    assert set(found) == set(real)
    for key, one in found.items():
        assert_same(one, real[key], loose=loose)


def assert_same_scalar(said: Value, real: Any) -> None:
    if isinstance(said, Constant):
        assert said.value == real or (isinstance(real, float) and math.isnan(real) and math.isnan(said.value))
    elif isinstance(said, Integer):
        assert isinstance(real, int) and equal(said.dim, real) is not False
    else:
        assert isinstance(real, float if isinstance(said, Real) else str)


def assert_same_array(said: Array, real: np.ndarray, *, loose: bool) -> None:
    what = f"{describe(said)}, really {describe_real(real)}"
    assert said.library == "numpy"
    if said.shape is None:
        assert loose, what
    else:
        assert len(said.shape) == real.ndim, what
        for dim, true in zip(said.shape, real.shape, strict=True):
            assert equal(dim, true) is (True if not loose else equal(dim, true) or None), what
    assert said.kind == real.dtype.kind or (loose and said.kind is None), what
    if real.dtype.kind in "biuf" and real.size:
        low, high = said.range.low, said.range.high
        slack = 1e-6 * max(1.0, *(abs(bound) for bound in (low, high, 0) if bound is not None and math.isfinite(bound)))
        assert low is None or not (real < low - slack).any(), f"{what}: {real.min()} < {low}"
        assert high is None or not (real > high + slack).any(), f"{what}: {real.max()} > {high}"
        assert said.reached is None or not said.reached > real.max() + slack, f"{what}: {real.max()} < {said.reached}"


def describe_real(real: Any) -> str:
    return f"{type(real).__name__} {np.shape(real)} {getattr(real, 'dtype', '')}"


def describe(said: Value | Conflict) -> str:
    return f"{said.shape} {said.kind} {said.range}" if isinstance(said, Array) else str(said)


def compare(path: str, args: list[Any], kwargs: dict[str, Any], *, loose: bool = False, lenient: bool = False) -> None:
    """Ask both and compare."""
    said = ask_model(path, args, kwargs)
    assert_same(said, ask_real(path, args, kwargs), loose=loose, lenient=lenient)
