"""os.path and pathlib on paths that the source tells; nothing is looked up on disk."""

from __future__ import annotations

import os.path
from collections.abc import Callable
from pathlib import PurePath

from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.values import FALSE, NONE, TRUE, Constant, Integer, Value
from pylint_lstmshape.knowledge import Context, Result, alias, attribute, models
from pylint_lstmshape.library.python.files import opened, some_text

PATH = "pathlib.Path"
for _name in ("PurePath", "PosixPath", "PurePosixPath"):
    alias(f"pathlib.{_name}", PATH)
alias("posixpath", "os.path")
_ELSEWHERE = "/.."  # among the files that are written: every relative path


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


@models(f"{PATH}.resolve")
def resolve(self: Value, strict: Value = FALSE) -> Result:
    """The same place."""
    return self


@models(f"{PATH}.absolute")
def absolute(self: Value) -> Result:
    """The same place."""
    return self


@models(f"{PATH}.expanduser")
def in_home(self: Value) -> Result:
    """The same place, unless it begins with `~`."""
    return LibraryObject(PATH) if (path_text(self) or "~").startswith("~") else self


@models("os.path.expanduser")
def text_in_home(ctx: Context, path: Value) -> Result:
    """The same place, unless it begins with `~`."""
    text = path_text(path)
    return some_text(ctx) if text is None or text.startswith("~") else Constant(text)


@models(f"{PATH}.as_posix", f"{PATH}.__str__", f"{PATH}.__fspath__")
def as_text(ctx: Context, self: Value) -> Result:
    """The path as a str."""
    text = path_text(self)
    return ctx.unknown() if text is None else Constant(text)


@models(f"{PATH}.with_suffix")
def with_suffix(ctx: Context, self: Value, suffix: Value) -> Result:
    """The path with another suffix."""
    return _changed(ctx, PurePath.with_suffix, self, suffix)


@models(f"{PATH}.with_name")
def with_name(ctx: Context, self: Value, name: Value) -> Result:
    """Another path in the same folder."""
    return _changed(ctx, PurePath.with_name, self, name)


def _changed(ctx: Context, change: Callable[[PurePath, str], PurePath], path: Value, new: Value) -> Value:
    parts = _texts((path, new))
    try:
        return LibraryObject(PATH) if parts is None else _path(change(PurePath(parts[0]), parts[1]))
    except ValueError:
        return ctx.unknown()


@attribute(f"{PATH}.parent")
def parent(ctx: Context, self: Value) -> Result:
    """The folder."""
    text = path_text(self)
    return ctx.unknown() if text is None else _path(PurePath(text).parent)


def _register_part(name: str) -> None:
    @attribute(f"{PATH}.{name}")
    def part(ctx: Context, self: Value) -> Result:
        text = path_text(self)
        return ctx.unknown() if text is None else Constant(getattr(PurePath(text), name))

    part.__doc__ = f"Path.{name} as a str."


for _name in ("name", "stem", "suffix"):
    _register_part(_name)


@models("builtins.open", "io.open", "codecs.open")
def open_(ctx: Context, file: Value, mode: Value = Constant("r"), *args: Value, **options: Value) -> Result:
    """A file; one that is opened to write is no evidence of what the program reads later."""
    if not (isinstance(mode, Constant) and isinstance(mode.value, str) and set(mode.value) <= set("rbt")):
        overwrite(ctx, file)
    return opened(ctx, mode)


@models(f"{PATH}.open")
def open_path(ctx: Context, self: Value, mode: Value = Constant("r"), *args: Value, **options: Value) -> Result:
    """A file, as open(path) gives."""
    return open_(ctx, self, mode)


@models("urllib.request.urlretrieve")
def urlretrieve(
    ctx: Context, url: Value, filename: Value = NONE, reporthook: Value = NONE, data: Value = NONE
) -> Result:
    """A file that is written."""
    overwrite(ctx, filename)
    return ctx.unknown()


@models("wget.download")
def download(ctx: Context, url: Value, out: Value = NONE, bar: Value = NONE) -> Result:
    """A file that is written: its name."""
    overwrite(ctx, out)
    return some_text(ctx)


@models("shutil.copy", "shutil.copyfile")
def copied(ctx: Context, src: Value, dst: Value, *, follow_symlinks: Value = TRUE) -> Result:
    """A file that is written, under a name or in a folder: where."""
    return moved(ctx, src, dst)


@models("shutil.move")
def moved(ctx: Context, src: Value, dst: Value, copy_function: Value = NONE) -> Result:
    """A file that is written, under a name or in a folder: where."""
    overwrite(ctx, dst)
    parts = _texts((src, dst))
    if parts is not None:
        overwrite(ctx, Constant(os.path.join(parts[1], os.path.basename(parts[0]))))
    return ctx.unknown()


@models("os.rename")
def renamed(ctx: Context, src: Value, dst: Value, *, src_dir_fd: Value = NONE, dst_dir_fd: Value = NONE) -> Result:
    """A file that has another name."""
    overwrite(ctx, dst)
    return NONE


@models(f"{PATH}.write_text", f"{PATH}.write_bytes")
def write_text(ctx: Context, self: Value, data: Value, *args: Value, **options: Value) -> Result:
    """A file that is written: the number of letters."""
    overwrite(ctx, self)
    return Integer(ctx.fresh("len"))


@models("os.chdir")
def chdir(ctx: Context, path: Value) -> Result:
    """From now on relative paths begin at another place: what lies at the old one is no evidence."""
    if path_text(path) not in ("", "."):
        for text in (_ELSEWHERE, *ctx.files):
            if text == _ELSEWHERE or not os.path.isabs(text):
                ctx.heap.bind(ctx.files, text, NONE)
    return NONE


def overwrite(ctx: Context, path: Value, new: Value = NONE) -> None:
    """What is on disk under this path is no evidence any more: it is `new`, where that is known."""
    text = path_text(path)
    if text is not None:
        ctx.heap.bind(ctx.files, os.path.normpath(text), new)


def is_overwritten(ctx: Context, text: str) -> bool:
    """Whether what is on disk under this path is no evidence of what the program reads there."""
    return os.path.normpath(text) in ctx.files or (_ELSEWHERE in ctx.files and not os.path.isabs(text))
