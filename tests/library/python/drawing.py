"""Random arguments of Python's functions."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from hypothesis import strategies as st

from tests.library.calls import Draw, Maker
from tests.library.python.truth import PythonCalls
from tests.library.python.values import Once

TABLE = PythonCalls()
calls = TABLE.calls
KINDS: list[st.SearchStrategy[Any]] = [
    st.integers(-3, 12),
    st.text("abc", max_size=3),
    st.floats(-2, 2, width=16, allow_subnormal=False),
    st.lists(st.integers(0, 3), max_size=2),
    st.one_of(st.integers(0, 3), st.text("ab", max_size=2), st.none()),
    st.booleans(),
]
NUMBERS = st.one_of(st.integers(-9, 9), st.floats(-9, 9, width=16, allow_subnormal=False), st.booleans())


def pick(draw: Draw, *options: Any) -> Any:
    """One of them."""
    return draw(st.sampled_from(options))


def integer(draw: Draw, low: int = -4, high: int = 6) -> int:
    """A small int."""
    return int(draw(st.integers(low, high)))


def number(draw: Draw) -> Any:
    """An int, a float or a bool."""
    return draw(NUMBERS)


def text(draw: Draw, letters: str = "ab cA1,\n", longest: int = 8) -> str:
    """A short text."""
    return str(draw(st.text(letters, max_size=longest)))


def anything(draw: Draw) -> Any:
    """An element."""
    return draw(draw(st.sampled_from(KINDS)))


def key(draw: Draw) -> Hashable:
    """A key of the dicts below, or one that they lack."""
    return draw(st.one_of(st.sampled_from("abcd"), st.integers(0, 2)))  # type: ignore[no-any-return]  # Hypothesis draws Any


def a_list(draw: Draw, least: int = 0, kind: st.SearchStrategy[Any] | None = None) -> list[Any]:
    """Elements, mostly of one kind."""
    kind = draw(st.sampled_from(KINDS)) if kind is None else kind
    return list(draw(st.lists(kind, min_size=least, max_size=5)))


def hashables(draw: Draw) -> list[Any]:
    """Elements of a set."""
    return a_list(draw, kind=pick(draw, *KINDS[:3], KINDS[4]))


def a_dict(draw: Draw) -> dict[Any, Any]:
    """Entries, mostly with keys of one kind."""
    return {key(draw): anything(draw) for _ in range(integer(draw, 0, 4))}


def an_iterable(draw: Draw, kind: st.SearchStrategy[Any] | None = None, least: int = 0) -> Any:
    """A list, a tuple, an iterator, and where any kind will do a text or a dict."""
    items = a_list(draw, least, kind)
    found = [items, tuple(items), Once(items)]
    if kind is None and not least:
        found += [text(draw), a_dict(draw)]
    return draw(st.sampled_from(found))


def is_short(one: Any) -> bool:
    """A function of the program."""
    return len(str(one)) < 2


def doubled(one: Any) -> Any:
    """A function of the program."""
    return [one, one]


def paired(*parts: Any) -> Any:
    """A function of the program."""
    return parts


def table(makers: dict[str, Callable[[Draw], list[Any]]], *, loose: bool = False) -> None:
    """Register calls by position; a space stands between functions that are called alike."""
    for paths, make in makers.items():
        calls(*paths.split(), loose=loose)(_positional(make))


def _positional(make: Callable[[Draw], list[Any]]) -> Maker:
    return lambda draw: (make(draw), {})


def some(draw: Draw, *args: Any) -> list[Any]:
    """The first few of these arguments."""
    return list(args[: draw(st.integers(0, len(args)))])
