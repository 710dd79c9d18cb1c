"""Methods of str where the length or the result matters."""

from __future__ import annotations

from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import Constant, Elements, ListValue, Run, Text, Value
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


def _plain(value: Value) -> object:
    return value.value if isinstance(value, Constant) else value


def _evaluate(name: str, self: Value, arguments: tuple[Value, ...]) -> object | None:
    parts = [_plain(one) for one in (self, *arguments)]
    if any(isinstance(part, Value) for part in parts) or not isinstance(parts[0], str):
        return None
    try:
        return getattr(parts[0], name)(*parts[1:])  # type: ignore[no-any-return]  # str's own method
    except (TypeError, ValueError, LookupError):
        return None


def _register(name: str) -> None:
    @models(f"str.{name}")
    def method(ctx: Context, self: Value, *arguments: Value, **options: Value) -> Result:
        known = None if options else _evaluate(name, self, arguments)
        if isinstance(known, bool | str | bytes) and (isinstance(known, bool) or len(known) <= MAX_TEXT):
            return Constant(known)
        if name in _TESTS:
            return ctx.unknown()
        return Text(("text", ctx.fresh("text")), ctx.fresh("len"))

    method.__doc__ = f"str.{name}: computed where all is known."


for _name in (*_SAME, *_TESTS):
    _register(_name)


@models("str.split", "str.splitlines", "str.rsplit")
def split(ctx: Context, self: Value, *arguments: Value, **options: Value) -> Result:
    """A list of parts."""
    known = None if options else _evaluate("split", self, arguments)
    if isinstance(known, list):
        return ListValue(Cell(Elements.of(Constant(part) for part in known)))
    word = Text(("word", ctx.fresh("word")), ctx.fresh("len"))
    return ListValue(Cell(Elements((Run(word, ctx.fresh("words", 1)),))))


import string as _string  # noqa: E402  # for its constants

for _name in ("ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "punctuation", "printable"):
    constant(f"string.{_name}", Constant(getattr(_string, _name)))
