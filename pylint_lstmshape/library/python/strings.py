"""Methods of str where the length or the result matters."""

from __future__ import annotations

import re

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import Elements, ListValue, Run, TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import Constant, Text, Truth, Value
from pylint_lstmshape.knowledge import Context, Result, constant, models

_SAME = (
    "lower",
    "upper",
    "strip",
    "lstrip",
    "rstrip",
    "title",
    "capitalize",
    "replace",
    "format",
    "join",
    "zfill",
    "encode",
    "decode",
)
_TESTS = ("startswith", "endswith", "isdigit", "isalpha", "islower", "isupper", "isspace", "isalnum", "isnumeric")
MAX_TEXT = 4000


_WIDE = re.compile(r"\d{4}|\{[^}]*\{")  # a field so wide, or as wide as another argument says


def _plain(value: Value) -> object:
    """What a known value is in Python: a constant, or a list or tuple of constants."""
    if isinstance(value, Constant):
        return value.value
    elements = sequence_elements(value)
    items = None if elements is None else elements.items
    if items is None or not all(isinstance(item, Constant) for item in items):
        return value
    plain = [item.value for item in items if isinstance(item, Constant)]
    return tuple(plain) if isinstance(value, TupleValue) else plain


def _evaluate(name: str, self: Value, arguments: tuple[Value, ...], options: dict[str, Value]) -> object | None:
    parts = [_plain(one) for one in (self, *arguments)]
    named = {key: _plain(one) for key, one in options.items()}
    if any(isinstance(part, Value) for part in (*parts, *named.values())) or not isinstance(parts[0], str):
        return None
    if any(isinstance(part, int) and part > MAX_TEXT for part in (*parts, *named.values())) or (
        name == "format" and _WIDE.search(parts[0])
    ):
        return None
    try:
        owner = parts[0].encode() if name == "decode" else parts[0]  # a str of Python 2 is one of bytes
        return getattr(owner, name)(*parts[1:], **named)  # type: ignore[no-any-return]  # its own method
    except (TypeError, ValueError, LookupError, AttributeError):
        return None


def _register(name: str) -> None:
    @models(f"str.{name}")
    def method(ctx: Context, self: Value, *arguments: Value, **options: Value) -> Result:
        known = _evaluate(name, self, arguments, options)
        if isinstance(known, bool | str | bytes) and (isinstance(known, bool) or len(known) <= MAX_TEXT):
            return Constant(known)
        if name in _TESTS:
            return Truth(("text", ctx.fresh("text")))
        if name == "encode":
            return ctx.unknown()
        return Text(("text", ctx.fresh("text")), ctx.fresh("len"))

    method.__doc__ = f"str.{name}: computed where all is known."


for _name in (*_SAME, *_TESTS):
    _register(_name)


def _register_split(name: str) -> None:
    @models(f"str.{name}")
    def split(ctx: Context, self: Value, *arguments: Value, **options: Value) -> Result:
        known = _evaluate(name, self, arguments, options)
        if isinstance(known, list):
            return ListValue(Cell(Elements.of(Constant(part) for part in known)))
        word = Text(("word", ctx.fresh("word")), ctx.fresh("len"))
        return ListValue(Cell(Elements((Run(word, ctx.fresh("words")),))))

    split.__doc__ = f"str.{name}: a list of parts."


for _name in ("split", "splitlines", "rsplit"):
    _register_split(_name)


import string as _string  # noqa: E402  # for its constants

for _name in ("ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "punctuation", "printable"):
    constant(f"string.{_name}", Constant(getattr(_string, _name)))
