"""os.path and pathlib on paths that the source tells; nothing is looked up on disk."""

from __future__ import annotations

import os.path
from pathlib import PurePath

from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import NONE, Attributes, Constant, LibraryObject, TupleValue, Value
from pylint_lstmshape.knowledge import Context, Result, alias, attribute, models
from pylint_lstmshape.library.python.files import opened

PATH = "pathlib.Path"
for _name in ("PurePath", "PosixPath", "PurePosixPath"):
    alias(f"pathlib.{_name}", PATH)
alias("posixpath", "os.path")


def path_text(value: Value) -> str | None:
    """The path that a str or a pathlib.Path is; None where it is not known."""
    if isinstance(value, LibraryObject) and value.path == PATH:
        value = value.cell.content.get("text") or NONE
    return value.value if isinstance(value, Constant) and isinstance(value.value, str) else None


def _path(text: PurePath | str) -> Value:
    return LibraryObject(PATH, Cell(Attributes((("text", Constant(str(text))),))))


def _texts(values: tuple[Value, ...]) -> list[str] | None:
    found = [path_text(value) for value in values]
    return [one for one in found if one is not None] if None not in found else None


@models("os.path.join")
def join(ctx: Context, a: Value, *paths: Value) -> Result:
    """The parts with slashes between."""
    parts = _texts((a, *paths))
    return ctx.unknown() if parts is None else Constant(os.path.join(*parts))


def _register(name: str, *, relative_stays: bool) -> None:
    @models(f"os.path.{name}")
    def of_path(ctx: Context, path: Value) -> Result:
        text = path_text(path)
        if text is None:
            return ctx.unknown()
        # abspath of a relative path depends on where the program runs: it stays relative.
        return Constant(text if relative_stays and not os.path.isabs(text) else getattr(os.path, name)(text))

    of_path.__doc__ = f"os.path.{name} of a text."


for _name in ("dirname", "basename", "normpath"):
    _register(_name, relative_stays=False)
for _name in ("abspath", "realpath"):
    _register(_name, relative_stays=True)


@models("os.path.splitext")
def splitext(ctx: Context, p: Value) -> Result:
    """(path, suffix)."""
    text = path_text(p)
    return ctx.unknown() if text is None else TupleValue.of(*map(Constant, os.path.splitext(text)))


@models("os.getcwd")
def getcwd() -> Result:
    """Where the program runs: paths below it are relative ones."""
    return Constant("")


@models(PATH)
def path(ctx: Context, *args: Value) -> Result:
    """A path of parts."""
    parts = _texts(args)
    return ctx.unknown() if parts is None else _path(PurePath(*parts))


@models(f"{PATH}.cwd")
def cwd() -> Result:
    """Where the program runs."""
    return _path("")


@models(f"{PATH}.__truediv__", f"{PATH}.joinpath")
def below(ctx: Context, self: Value, *others: Value) -> Result:
    """folder / name."""
    parts = _texts((self, *others))
    return ctx.unknown() if parts is None else _path(PurePath(*parts))


@models(f"{PATH}.resolve", f"{PATH}.absolute", f"{PATH}.expanduser")
def resolve(self: Value, *args: Value, **options: Value) -> Result:
    """The same place."""
    return self


@models(f"{PATH}.as_posix", f"{PATH}.__str__", f"{PATH}.__fspath__")
def as_text(ctx: Context, self: Value) -> Result:
    """The path as a str."""
    text = path_text(self)
    return ctx.unknown() if text is None else Constant(text)


@models(f"{PATH}.with_suffix", f"{PATH}.with_name")
def changed(ctx: Context, self: Value, *args: Value) -> Result:
    """Another path."""
    return ctx.unknown()


@attribute(f"{PATH}.parent")
def parent(ctx: Context, self: Value) -> Result:
    """The folder."""
    text = path_text(self)
    return ctx.unknown() if text is None else _path(PurePath(text).parent)


@attribute(f"{PATH}.name", f"{PATH}.stem", f"{PATH}.suffix")
def name_of(ctx: Context, self: Value) -> Result:
    """A part of the name."""
    return ctx.unknown()


@models("builtins.open", f"{PATH}.open")
def open_(ctx: Context, file: Value, mode: Value = Constant("r"), *args: Value, **options: Value) -> Result:
    """A file; one that is opened to write is no evidence of what the program reads later."""
    if not (isinstance(mode, Constant) and isinstance(mode.value, str) and set(mode.value) <= set("rbt")):
        overwrite(ctx, file)
    return opened(ctx, mode)


@models("urllib.request.urlretrieve", "wget.download", "shutil.copy", "shutil.copyfile", "shutil.move", "os.rename")
def fetched(ctx: Context, source: Value, target: Value = NONE, *args: Value, **options: Value) -> Result:
    """A file that is written."""
    overwrite(ctx, target)
    return ctx.unknown()


@models(f"{PATH}.write_text", f"{PATH}.write_bytes")
def write_text(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """A file that is written."""
    overwrite(ctx, self)
    return ctx.unknown()


def overwrite(ctx: Context, path: Value) -> None:
    """What is on disk under this path is no evidence any more."""
    text = path_text(path)
    if text is not None:
        ctx.heap.bind(ctx.files, text, NONE)
