"""argparse: what a program is told on its command line is a number, a text or a truth nobody knows."""

from __future__ import annotations

from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryName, LibraryObject
from pylint_lstmshape.domain.values import NONE, Constant, Integer, Real, Text, Unknown, Value, scalar_kind
from pylint_lstmshape.knowledge import Context, Result, models

_PARSER = "argparse.ArgumentParser"


@models(_PARSER)
def parser(ctx: Context, *args: Value, **options: Value) -> Result:
    """A parser without arguments."""
    return LibraryObject(_PARSER)


@models(f"{_PARSER}.add_argument")
def add_argument(ctx: Context, self: Value, *names: Value, **options: Value) -> Result:
    """One more attribute of what parse_args gives."""
    name = _attribute(names, options)
    if isinstance(self, LibraryObject) and name is not None:
        known = _option(ctx, name, options, positional=not _is_option(names))
        ctx.heap.write(self.cell, self.cell.content.set(**{name: known}))
    return ctx.unknown()


def _is_option(names: tuple[Value, ...]) -> bool:
    return any(isinstance(one, Constant) and str(one.value).startswith("-") for one in names)


def _attribute(names: tuple[Value, ...], options: dict[str, Value]) -> str | None:
    """The attribute's name: `dest`, else the first long option, else the first name."""
    given = [options["dest"]] if "dest" in options else [*names]
    texts = [one.value for one in given if isinstance(one, Constant) and isinstance(one.value, str)]
    long = [text for text in texts if text.startswith("--")] or texts
    return long[0].lstrip("-").replace("-", "_") if long and len(texts) == len(given) else None


def _option(ctx: Context, name: str, options: dict[str, Value], *, positional: bool) -> Value:
    unknown = ctx.unknown(name)
    default = options.get("default", NONE)
    if options.get("action", Constant("store")) != Constant("store") or options.get("nargs", NONE) != NONE:
        return unknown
    given = positional or options.get("required") == Constant(True)
    kind = options.get("type", LibraryName("builtins.str"))
    path = kind.path if isinstance(kind, LibraryName) else ""
    if path == "builtins.int" and (given or scalar_kind(default) == "i"):
        return Integer(Dim.symbol(unknown.key, name, lower=None))
    if path == "builtins.float" and (given or scalar_kind(default) == "f"):
        return Real(unknown.key)
    if path == "builtins.str" and (given or scalar_kind(default) == "U"):
        return Text(unknown.key, ctx.fresh("len"))
    return unknown


@models(f"{_PARSER}.add_argument_group", f"{_PARSER}.add_mutually_exclusive_group")
def group(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A group adds to its parser."""
    return self


@models(f"{_PARSER}.set_defaults")
def set_defaults(ctx: Context, self: Value, **options: Value) -> Result:
    """Attributes that no argument need tell."""
    if isinstance(self, LibraryObject):
        ctx.heap.write(self.cell, self.cell.content.set(**{name: ctx.unknown(name) for name in options}))
    return NONE


@models(f"{_PARSER}.parse_args")
def parse_args(ctx: Context, self: Value, args: Value = NONE, namespace: Value = NONE) -> Result:
    """An object with the arguments as attributes."""
    if not isinstance(self, LibraryObject) or isinstance(namespace, Unknown):
        return ctx.unknown()
    return LibraryObject("argparse.Namespace", Cell(Attributes(self.cell.content.items)))


@models(f"{_PARSER}.parse_known_args")
def parse_known_args(ctx: Context, self: Value, args: Value = NONE, namespace: Value = NONE) -> Result:
    """That object, and a list of what was not understood."""
    known = parse_args(ctx, self, args, namespace)
    return TupleValue.of(known, ctx.unknown()) if isinstance(known, LibraryObject) else ctx.unknown()
