"""Calls of what makes iterators: map, zip, range, itertools."""

from __future__ import annotations

import operator
from typing import Any

from hypothesis import strategies as st

from tests.library.calls import Call, Draw, maybe
from tests.library.python.drawing import (
    KINDS,
    a_list,
    an_iterable,
    anything,
    calls,
    doubled,
    integer,
    is_short,
    paired,
    pick,
    some,
    table,
    text,
)
from tests.library.python.values import Once
from tests.library.truth import RENAMED

RENAMED["generator.__next__"] = RENAMED["generator.next"] = next  # the last one is Python 2's
INTEGERS = st.integers(-3, 9)


def iterables(draw: Draw) -> list[Any]:
    """Up to three."""
    return some(draw, *(an_iterable(draw) for _ in range(3)))


def an_end(draw: Draw) -> Any:
    """Of a slice."""
    return pick(draw, None, 0, 1, 2, 4, 9)


def chosen(draw: Draw) -> list[Any]:
    """What is chosen from, and how many."""
    return [pick(draw, a_list(draw), text(draw), range(20), list(range(30))), integer(draw, 0, 3)]


def functions(draw: Draw) -> Any:
    """Of one argument."""
    return pick(draw, doubled, is_short, str, lambda one: one)


table({
    "builtins.range": lambda draw: [integer(draw), *some(draw, integer(draw), pick(draw, -2, -1, 1, 2, 3))],
    "builtins.enumerate": lambda draw: [an_iterable(draw), *some(draw, integer(draw))],
    "builtins.zip": iterables,
    "builtins.zip*":
        lambda draw: [pick(draw, [a_list(draw, 2)[:2] for _ in range(3)], [[0, 0]] * 5000, ["ab", "cd"], [])],
    "builtins.map": lambda draw: [functions(draw), an_iterable(draw)],
    "builtins.reversed": lambda draw: [pick(draw, a_list(draw), text(draw), tuple(a_list(draw)))],
    "builtins.iter": lambda draw: [an_iterable(draw)],
    "builtins.slice": lambda draw: [an_end(draw), *some(draw, an_end(draw), an_end(draw))],
    "itertools.chain": iterables,
    "itertools.chain.from_iterable":
        lambda draw: [pick(draw, [a_list(draw), tuple(a_list(draw))], [[1, 2]] * 3, ["ab", "c"])],
    "itertools.cycle": lambda draw: [an_iterable(draw, draw(st.sampled_from(KINDS)), 1)],
    "itertools.count": lambda draw: some(draw, integer(draw), integer(draw)),
    "itertools.repeat": lambda draw: [anything(draw), *some(draw, integer(draw))],
    "itertools.islice":
        lambda draw: [an_iterable(draw), an_end(draw), *some(draw, an_end(draw), pick(draw, None, 1, 2))],
    "itertools.combinations itertools.combinations_with_replacement": chosen,
    "itertools.permutations": lambda draw: [a_list(draw), *some(draw, pick(draw, None, 0, 1, 2))],
    "itertools.accumulate": lambda draw: [an_iterable(draw), *some(draw, pick(draw, None, operator.mul, max))],
    "itertools.starmap": lambda draw: [paired, [tuple(a_list(draw)) for _ in range(integer(draw, 0, 3))]],
    "itertools.pairwise": lambda draw: [an_iterable(draw)],
    "itertools.tee": lambda draw: [an_iterable(draw), *some(draw, integer(draw, 0))],
})  # fmt: skip
table({
    "builtins.filter itertools.takewhile itertools.dropwhile itertools.filterfalse":
        lambda draw: [is_short, an_iterable(draw)],
    "builtins.next": lambda draw: [Once(a_list(draw)), *some(draw, anything(draw))],
    "generator.__next__ generator.next": lambda draw: [Once(a_list(draw, 1))],
}, loose=True)  # fmt: skip


@calls("builtins.sorted")
def _sorted(draw: Draw) -> Call:
    return [an_iterable(draw)], maybe(draw, key=lambda: str, reverse=lambda: draw(st.booleans()))


@calls("builtins.max", "builtins.min", loose=True)
def _extreme(draw: Draw) -> Call:
    args = pick(draw, [an_iterable(draw)], a_list(draw, 2))
    return args, maybe(draw, key=lambda: str) | (maybe(draw, default=lambda: 3) if len(args) == 1 else {})


@calls("builtins.sum", loose=True)
def _sum(draw: Draw) -> Call:
    lists = [[a_list(draw), a_list(draw)], []]
    numbers = [an_iterable(draw, pick(draw, KINDS[0], KINDS[2])), *some(draw, integer(draw))]
    return pick(draw, numbers, lists), {}


@calls("itertools.zip_longest")
def _zip_longest(draw: Draw) -> Call:
    return iterables(draw), maybe(draw, fillvalue=lambda: anything(draw))


@calls("itertools.product")
def _product(draw: Draw) -> Call:
    return [*iterables(draw)[:2], *some(draw, range(30), range(20))], maybe(draw, repeat=lambda: integer(draw, -1, 2))
