"""Calls that make numbers and texts: int, round, math, random, methods of str."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.library.calls import Call, Draw, maybe
from tests.library.python.drawing import (
    KINDS,
    NUMBERS,
    a_list,
    an_iterable,
    anything,
    calls,
    integer,
    number,
    pick,
    some,
    table,
    text,
)
from tests.library.truth import RENAMED

RENAMED["str.decode"] = lambda self, *args: self.encode().decode(*args)  # Python 2's


def a_numeral(draw: Draw) -> str:
    """A number as a text, mostly."""
    return str(pick(draw, "12", "-3", "1.5", "1e3", " 7 ", "nan", "inf", "x", "", "ff", "0b1"))


def words(draw: Draw) -> str:
    """A text of words."""
    return str(pick(draw, "a b  c", "a,b,c", "", "one\ntwo\r\nthree\n", " x ", text(draw)))


def a_separator(draw: Draw) -> Any:
    """Between words."""
    return pick(draw, None, ",", " ", "b")


def a_part(draw: Draw) -> Any:
    """A short text, or some of them."""
    return pick(draw, text(draw, longest=2), tuple(text(draw, longest=1) for _ in range(2)))


table({
    "builtins.len":
        lambda draw: [pick(draw, a_list(draw), text(draw), tuple(a_list(draw)), {"a": 1}, {1, 2}, range(5))],
    "builtins.int":
        lambda draw: pick(draw, some(draw, number(draw)), [a_numeral(draw)], [a_numeral(draw), pick(draw, 2, 10, 16)]),
    "builtins.float": lambda draw: some(draw, pick(draw, number(draw), a_numeral(draw))),
    "builtins.str": lambda draw: some(draw, anything(draw)),
    "builtins.bool": lambda draw: some(draw, anything(draw)),
    "builtins.repr": lambda draw: [anything(draw)],
    "builtins.round": lambda draw: [pick(draw, number(draw), 2.5, 2.567, 80.0), *some(draw, pick(draw, None, 0, 2))],
    "builtins.ord": lambda draw: [text(draw, longest=1)],
    "builtins.chr": lambda draw: [integer(draw, -1, 300)],
    "math.ceil math.floor math.trunc": lambda draw: [number(draw)],
    "math.sqrt math.exp math.log2 math.log10 math.sin math.cos math.tan math.tanh math.fabs math.radians math.degrees":
        lambda draw: [number(draw)],
    "math.log": lambda draw: [number(draw), *some(draw, number(draw))],
    "math.pow": lambda draw: [number(draw), number(draw)],
    "random.random time.time": lambda draw: [],
    "random.uniform random.gauss random.normalvariate": lambda draw: [number(draw), number(draw)],
    "random.seed": lambda draw: some(draw, 1),
    "random.shuffle": lambda draw: [a_list(draw)],
    "random.randint": lambda draw: [integer(draw), integer(draw)],
    "random.randrange": lambda draw: [integer(draw), *some(draw, integer(draw), pick(draw, -2, -1, 1, 2))],
    "random.sample": lambda draw: [a_list(draw), integer(draw, 0)],
    "str.lower str.upper str.title str.capitalize "
    "str.isdigit str.isalpha str.islower str.isupper str.isspace str.isalnum str.isnumeric":
        lambda draw: [pick(draw, text(draw), "12", "ab", "AB", "  ")],
    "str.strip str.lstrip str.rstrip": lambda draw: [text(draw), *some(draw, pick(draw, None, "a", " ,"))],
    "str.replace": lambda draw: [text(draw), text(draw, longest=1), text(draw, longest=2), *some(draw, integer(draw))],
    "str.zfill": lambda draw: [text(draw), integer(draw, 0, 12)],
    "str.join": lambda draw: [text(draw, longest=2), an_iterable(draw, st.text("ab", max_size=2))],
    "str.encode str.decode": lambda draw: [text(draw), *some(draw, "utf-8")],
    "str.startswith str.endswith": lambda draw: [text(draw), a_part(draw), *some(draw, integer(draw))],
    "str.count str.find str.index str.rfind":
        lambda draw: [text(draw), text(draw, longest=1), *some(draw, integer(draw), integer(draw))],
    "str.splitlines": lambda draw: [words(draw), *some(draw, draw(st.booleans()))],
})  # fmt: skip
table({
    "builtins.abs": lambda draw: [number(draw)],
    "builtins.divmod": lambda draw: [number(draw), number(draw)],
    "random.choice": lambda draw: [pick(draw, a_list(draw), text(draw), range(9))],
    "builtins.pow": lambda draw: [number(draw), number(draw), *some(draw, 5)],
}, loose=True)  # fmt: skip


@calls("math.prod", loose=True)
def _prod(draw: Draw) -> Call:
    return [an_iterable(draw, pick(draw, KINDS[0], NUMBERS))], maybe(draw, start=lambda: number(draw))


@calls("random.choices")
def _choices(draw: Draw) -> Call:
    items = a_list(draw)
    weights = [1] * len(items)
    return [items, *some(draw, pick(draw, None, weights))], maybe(draw, k=lambda: integer(draw, 0))


@calls("str.split", "str.rsplit")
def _split(draw: Draw) -> Call:
    if draw(st.booleans()):
        return [words(draw), *some(draw, a_separator(draw), integer(draw, -1, 2))], {}
    return [words(draw)], maybe(draw, sep=lambda: a_separator(draw), maxsplit=lambda: integer(draw, -1, 2))


@calls("str.format")
def _format(draw: Draw) -> Call:
    pattern = pick(draw, "a{}b", "{0}{0}", "{:>5}", "{}{}", "plain", "{a}", "{:{}}", "{0[0]}", "{:.2f}")
    return [pattern, *some(draw, anything(draw), anything(draw))], maybe(draw, a=lambda: anything(draw))
