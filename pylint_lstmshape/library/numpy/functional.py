"""Functions of the program applied by NumPy: apply_along_axis, vectorize, piecewise. Source: numpy/lib."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.shape import Conflict, Shape, normalize_axis
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.common import broadcast_all, derived, made


@models("numpy.apply_along_axis")
def apply_along_axis(ctx: Context, func1d: Value, axis: int, arr: Array, *args: Value, **kwargs: Value) -> Result:
    """The axis replaced by the shape of what the function gives for one vector along it."""
    if arr.shape is None:
        return Array(None, None)
    at = normalize_axis(axis, len(arr.shape))
    if isinstance(at, Conflict):
        return at
    part = ctx.call(func1d, arr.derived((arr.shape[at],), arr.kind, arr.range), *args, **kwargs)
    given = as_array(part)
    if not isinstance(given, Array) or given.shape is None:
        return Array(None, None)
    shape: Shape = (*arr.shape[:at], *given.shape, *arr.shape[at + 1 :])
    return made(shape, given.kind, given.range)


@models("numpy.vectorize", "numpy.frompyfunc")
def vectorize(pyfunc: Value, otypes: Value | None = None, *options: Value, **more: Value) -> Result:
    """A function of arrays from one of numbers."""
    return LibraryObject("numpy.vectorize", Cell(Attributes((("pyfunc", pyfunc),))))


@models("numpy.vectorize.__call__")
def call_vectorized(ctx: Context, self: Value, *args: Value, **kwargs: Value) -> Result:
    """The function of each element: the arguments broadcast."""
    function = self.cell.content.get("pyfunc") if isinstance(self, LibraryObject) else None
    arrays = [as_array(one) for one in (*args, *kwargs.values())]
    known = [one for one in arrays if isinstance(one, Array)]
    if function is None or len(known) != len(arrays):
        return Array(None, None)
    shape = broadcast_all([one.shape for one in known])
    if isinstance(shape, Conflict):
        return shape
    numbers = [one.derived((), one.kind, one.range) for one in known]
    part = as_array(ctx.call(function, *numbers[: len(args)], **dict(zip(kwargs, numbers[len(args) :], strict=True))))
    return Array(shape, part.kind) if isinstance(part, Array) and part.shape == () else Array(shape, None)


@models("numpy.piecewise")
def piecewise(x: Array, condlist: Value, funclist: Value, *args: Value, **kw: Value) -> Result:
    """For each element the function whose condition holds: shape and dtype of x."""
    return derived(x, x.shape, x.kind)
