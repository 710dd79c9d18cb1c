"""Files and text: load, loadtxt, save … A local file's header tells what it holds. Source: numpy/lib/_npyio_impl.py."""

from __future__ import annotations

import os.path

from pylint_lstmshape.domain.arrays import as_array, as_dims
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import NONE, Array, Constant, Text, Value
from pylint_lstmshape.knowledge import Context, Result, attribute, models
from pylint_lstmshape.library import data_files
from pylint_lstmshape.library.numpy.common import list_of
from pylint_lstmshape.library.numpy.dtypes import kind_of
from pylint_lstmshape.library.python.paths import overwrite, path_text


@models("numpy.load")
def load(ctx: Context, file: Value, *options: Value, **more: Value) -> Result:
    """An array (.npy), or an archive of arrays (.npz): as the program saved it, or as the file's header says."""
    text = path_text(file)
    saved = ctx.files.get(os.path.normpath(text)) if text is not None else None
    if isinstance(saved, Array):
        return saved.derived(saved.shape, saved.kind, saved.range)
    path = ctx.data_file(file)
    if path is None:
        return ctx.unknown("load")
    if path.suffix.lower() == ".npy":
        header = data_files.array_header(path)
        return ctx.unknown("load") if header is None else _stored(header)
    headers = data_files.archive_headers(path) if path.suffix.lower() == ".npz" else None
    if headers is None:
        return ctx.unknown("load")
    return LibraryObject(ARCHIVE, Cell(Attributes(tuple((name, _stored(one)) for name, one in headers.items()))))


ARCHIVE = "numpy.lib.npyio.NpzFile"


def _stored(header: data_files.ArrayHeader) -> Array:
    return Array(tuple(map(Dim.of, header.shape)), header.kind)


@models(f"{ARCHIVE}.__getitem__")
def of_archive(ctx: Context, self: Value, key: Value) -> Result:
    """One of the arrays of an archive. Raises KeyError for another name."""
    name = key.value.removesuffix(".npy") if isinstance(key, Constant) and isinstance(key.value, str) else None
    if not isinstance(self, LibraryObject) or name is None:
        return ctx.unknown()
    held = self.cell.content.get(name)
    if held is None:
        return Conflict("key", f"{name} is not a file in the archive", "KeyError")
    return held.derived(held.shape, held.kind) if isinstance(held, Array) else held


@models(f"{ARCHIVE}.close", f"{ARCHIVE}.__exit__")
def close(self: Value, *args: Value) -> Result:
    """Gives None."""
    return NONE


@attribute(f"{ARCHIVE}.files")
def files(self: Value) -> Result:
    """The names of the arrays."""
    names = [name for name, _ in self.cell.content.items] if isinstance(self, LibraryObject) else []
    return list_of([Constant(name) for name in names])


@models("numpy.loadtxt", "numpy.genfromtxt")
def loadtxt(ctx: Context, fname: Value, dtype: Value | None = None, *options: Value, **more: Value) -> Result:
    """An array of the numbers in a text file: 2-D, or 1-D where there is but one row or column."""
    plain = not options and set(more) <= {"delimiter", "skiprows", "skip_header", "usecols"}
    return Array(_shape_of_text(ctx, fname, more) if plain else None, kind_of(dtype, "f"))


def _shape_of_text(ctx: Context, fname: Value, more: dict[str, Value]) -> Shape | None:
    """The shape of the numbers in a local text file; its rows are known where all of it was read."""
    path = ctx.data_file(fname)
    delimiter, skip = more.get("delimiter", NONE), more.get("skiprows", more.get("skip_header", Constant(0)))
    known = isinstance(delimiter, Constant) and isinstance(skip, Constant) and isinstance(skip.value, int)
    if path is None or not known or not isinstance(delimiter, Constant) or not isinstance(skip, Constant):
        return None
    table = data_files.text_table(path, delimiter.value, skip.value)
    if table is None or len(table.rows) < 2 or len({len(row) for row in table.rows}) != 1:
        return None
    if any("#" in cell for row in table.rows for cell in row):
        return None
    width = Dim.of(len(table.rows[0]))
    if "usecols" in more:
        chosen = as_dims(more["usecols"])
        if chosen is None:
            return None
        width = Dim.of(len(chosen))
    rows = Dim.of(len(table.rows)) if table.complete else ctx.symbol("rows", "rows", lower=2)
    return (rows,) if width == 1 else (rows, width)


@models("numpy.fromfile", "numpy.memmap")
def fromfile(ctx: Context, file: Value, dtype: Value | None = None, *options: Value, **more: Value) -> Result:
    """A file's content: a vector, unless memmap is told a shape."""
    return Array(None if "shape" in more or len(options) > 2 else (ctx.fresh(),), kind_of(dtype))


@models("numpy.save")
def save_one(ctx: Context, file: Value, arr: Value, *options: Value, **more: Value) -> Result:
    """Gives None; numpy.load of the same path gives the array back."""
    text, array = path_text(file), as_array(arr)
    if text is not None:
        name = Constant(text if text.endswith(".npy") else f"{text}.npy")
        overwrite(ctx, name, array if isinstance(array, Array) else NONE)
    return NONE


@models("numpy.savez", "numpy.savez_compressed", "numpy.savetxt")
def save(ctx: Context, file: Value, *arguments: Value, **options: Value) -> Result:
    """Gives None; the file is no longer the one on disk."""
    text = path_text(file)
    if text is not None:
        for name in (text, f"{text}.npz"):
            overwrite(ctx, Constant(name))
    return NONE


@models("numpy.ndarray.tofile", "numpy.set_printoptions", "numpy.seterr")
def nothing(*arguments: Value, **options: Value) -> Result:
    """Gives None."""
    return NONE


@models("numpy.array2string", "numpy.array_str", "numpy.array_repr")
def array2string(ctx: Context, a: Value, *options: Value, **more: Value) -> Result:
    """A text."""
    return Text(ctx.unknown().key, ctx.fresh("len"))
