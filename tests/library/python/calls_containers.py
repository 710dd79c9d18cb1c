"""Calls of lists, tuples, dicts, sets, deques, counters."""

from __future__ import annotations

import collections
from typing import Any

from hypothesis import strategies as st

from tests.library.calls import Call, Draw, maybe
from tests.library.python.drawing import (
    a_dict,
    a_list,
    an_iterable,
    anything,
    calls,
    hashables,
    integer,
    key,
    pick,
    some,
    table,
    text,
)
from tests.library.python.values import Heir, Once
from tests.library.truth import RENAMED

RENAMED["builtins.zip*"] = lambda rows: zip(*rows, strict=False)


def one_of(draw: Draw, items: Any) -> Any:
    """An element, or something else."""
    return pick(draw, *items, 1)


def held(draw: Draw, *more: Any) -> list[Any]:
    """A list, and one of its elements."""
    items = a_list(draw)
    return [items, one_of(draw, items), *more]


def a_deque(draw: Draw) -> collections.deque[Any]:
    """Elements, and perhaps a greatest length."""
    return collections.deque(a_list(draw), pick(draw, None, 0, 2, 4))


def a_set(draw: Draw) -> set[Any]:
    """Distinct elements."""
    return set(hashables(draw))


table({
    "list.append": lambda draw: [a_list(draw), anything(draw)],
    "list.extend": lambda draw: [a_list(draw), an_iterable(draw)],
    "list.insert": lambda draw: [a_list(draw), integer(draw), anything(draw)],
    "list.pop": lambda draw: [a_list(draw), *some(draw, integer(draw))],
    "list.remove list.index list.count": held,
    "tuple.index tuple.count": lambda draw: [tuple(items := a_list(draw)), one_of(draw, items)],
    "list.clear list.copy list.reverse": lambda draw: [a_list(draw)],
    "dict.get": lambda draw: [a_dict(draw), key(draw), *some(draw, anything(draw))],
    "dict.setdefault": lambda draw: [a_dict(draw), key(draw), *some(draw, anything(draw))],
    "dict.pop": lambda draw: [a_dict(draw), key(draw), *some(draw, anything(draw))],
    "dict.__getitem__": lambda draw: [a_dict(draw), key(draw)],
    "list.__getitem__": lambda draw: [a_list(draw), integer(draw, -2)],
    "tuple.__getitem__": lambda draw: [tuple(a_list(draw)), integer(draw, -2)],
    "dict.__setitem__": lambda draw: [a_dict(draw), key(draw), anything(draw)],
    "dict.items dict.keys dict.values dict.copy": lambda draw: [a_dict(draw)],
    "set.add set.discard set.remove": lambda draw: [items := a_set(draw), one_of(draw, items)],
    "set.clear set.copy": lambda draw: [a_set(draw)],
    "set.update set.union set.intersection set.difference":
        lambda draw: [a_set(draw), *some(draw, a_set(draw), hashables(draw), text(draw))],
    "set.symmetric_difference": lambda draw: [a_set(draw), pick(draw, a_set(draw), hashables(draw))],
    "collections.deque.append collections.deque.appendleft": lambda draw: [a_deque(draw), anything(draw)],
    "collections.deque.extend collections.deque.extendleft": lambda draw: [a_deque(draw), an_iterable(draw)],
    "collections.deque.popleft": lambda draw: [a_deque(draw)],
    "collections.deque.rotate": lambda draw: [a_deque(draw), *some(draw, integer(draw))],
    "collections.deque": lambda draw: some(draw, an_iterable(draw), pick(draw, None, 0, 2, 4)),
    "collections.Counter": lambda draw: some(draw, pick(draw, text(draw), hashables(draw), a_counter(draw))),
    "collections.Counter.most_common": lambda draw: [a_counter(draw), *some(draw, pick(draw, None, 0, 1, 9))],
    "builtins.list builtins.tuple": lambda draw: some(draw, an_iterable(draw)),
    "builtins.set builtins.frozenset":
        lambda draw: some(draw, pick(draw, text(draw), "hello world" * 60, hashables(draw), a_set(draw))),
    "copy.copy copy.deepcopy":
        lambda draw: [pick(draw, anything(draw), a_list(draw), a_dict(draw), a_set(draw), a_deque(draw))],
})  # fmt: skip


def a_counter(draw: Draw) -> collections.Counter[Any]:
    """How often letters come."""
    return collections.Counter(text(draw))


@calls("list.sort")
def _sort(draw: Draw) -> Call:
    return [a_list(draw)], maybe(draw, key=lambda: str, reverse=lambda: draw(st.booleans()))


def a_mapping(draw: Draw) -> list[Any]:
    """What a dict is made of: nothing, a dict, or pairs."""
    pairs = [(key(draw), anything(draw)) for _ in range(integer(draw, 0, 3))]
    return some(draw, pick(draw, a_dict(draw), pairs, Once(pairs), collections.Counter("aab")))


@calls("builtins.dict", "collections.OrderedDict")
def _dict(draw: Draw) -> Call:
    return a_mapping(draw), maybe(draw, a=lambda: anything(draw), z=lambda: anything(draw))


@calls("dict.update")
def _update(draw: Draw) -> Call:
    return [a_dict(draw), *a_mapping(draw)], maybe(draw, a=lambda: anything(draw), z=lambda: anything(draw))


for _path in ("builtins.dict", "collections.OrderedDict", "collections.UserDict"):

    @calls(f"{_path}.__init__")
    def _init(draw: Draw, path: str = _path) -> Call:
        return [Heir(path), *a_mapping(draw)], maybe(draw, a=lambda: anything(draw), z=lambda: anything(draw))


@calls("collections.defaultdict", loose=True)
def _defaultdict(draw: Draw) -> Call:
    factory = pick(draw, list, int, dict, lambda: 0, None)
    return some(draw, factory, *a_mapping(draw)), {}
