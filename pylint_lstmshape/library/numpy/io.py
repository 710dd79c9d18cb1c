"""Files and text: load, loadtxt, save … What a file holds is unknown. Source: numpy/lib/_npyio_impl.py."""

from __future__ import annotations

from pylint_lstmshape.domain.values import NONE, Array, Text, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.dtypes import kind_of


@models("numpy.load")
def load(ctx: Context, file: Value, *options: Value, **more: Value) -> Result:
    """An array (.npy), or an archive of arrays (.npz)."""
    return ctx.unknown("load")


@models("numpy.loadtxt", "numpy.genfromtxt")
def loadtxt(fname: Value, dtype: Value | None = None, *options: Value, **more: Value) -> Result:
    """An array of the numbers in a text file: 2-D, or 1-D where there is but one row or column."""
    return Array(None, kind_of(dtype, "f"))


@models("numpy.fromfile", "numpy.memmap")
def fromfile(ctx: Context, file: Value, dtype: Value | None = None, *options: Value, **more: Value) -> Result:
    """A file's content: a vector, unless memmap is told a shape."""
    return Array(None if "shape" in more or len(options) > 2 else (ctx.fresh(),), kind_of(dtype))


@models("numpy.save", "numpy.savez", "numpy.savez_compressed", "numpy.savetxt", "numpy.ndarray.tofile",
        "numpy.set_printoptions", "numpy.seterr")  # fmt: skip
def save(*arguments: Value, **options: Value) -> Result:
    """Gives None and changes no array."""
    return NONE


@models("numpy.array2string", "numpy.array_str", "numpy.array_repr")
def array2string(ctx: Context, a: Value, *options: Value, **more: Value) -> Result:
    """A text."""
    return Text(ctx.unknown().key, ctx.fresh("len"))
