"""The same elements in another shape: reshape, transpose, squeeze … Source: numpy/_core/fromnumeric.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.arrays import as_array, as_dim
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.shape import Conflict, Shape, ShapeResult, normalize_axis, show
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Integer, Unknown, Value
from pylint_lstmshape.facts import Reshaped
from pylint_lstmshape.knowledge import Axes, Context, Result, attribute, models
from pylint_lstmshape.library.numpy.common import (
    MaybeShape,
    broadcast_all,
    derived,
    given,
    made,
    new_shape,
    normalize_axes,
    over,
    plain,
    shape_argument,
    view,
    whole_shape,
)
from pylint_lstmshape.library.numpy.joining import at_least_1d, at_least_2d, at_least_3d, tuple_or_single


@models("numpy.reshape")
def reshape(
    ctx: Context,
    a: Value,
    shape: Value | None = None,
    order: Value | str = "C",
    *,
    newshape: Value | None = None,
    copy: Value | None = None,
) -> Result:
    """The same elements in another shape, one dim of which may be -1. Raises where their number differs."""
    array = as_array(a)
    if isinstance(array, Conflict):
        return array
    return _recorded(ctx, array, reshaped(ctx, array, _target(ctx, array, shape if given(shape) else newshape)), order)


@models("numpy.ndarray.reshape", "unknown.reshape")
def reshape_method(
    ctx: Context, self: Value, *shape: Value, order: Value | str = "C", copy: Value | None = None
) -> Result:
    """x.reshape(2, -1) and x.reshape((2, -1)). Of something unknown, too, the result has the rank that is asked for."""
    array = as_array(self)
    if isinstance(array, Conflict):
        return array
    if isinstance(self, Unknown) and len(shape) > 1 and not _are_dims(shape):
        return ctx.unknown()  # a module's function, reshape(x, shape)
    result = reshaped(ctx, array, _target(ctx, array, shape[0] if len(shape) == 1 else TupleValue.of(*shape)))
    # A method of this name on something nobody knows is an array's only as long as it can be.
    if isinstance(self, Unknown) and not _has_rank(result):
        return ctx.unknown()
    return _recorded(ctx, array, result, order)


def _target(ctx: Context, array: Array | None, shape: Value | None) -> MaybeShape:
    """The shape that is asked for; that of a symbolic tensor, or of something nobody knows, may hold None."""
    is_array = array is not None and array.library != "keras"
    return (whole_shape if is_array else shape_argument)(ctx, shape)


def _are_dims(values: Sequence[Value]) -> bool:
    """Whether these are surely the dims of a method's call, not the array and the shape given to a module's function."""
    first = values[0]
    is_dim = isinstance(first, Integer | Constant) or (
        isinstance(first, Unknown) and isinstance(first.key, tuple) and first.key[0] == "item"
    )
    numbers = any(isinstance(one, Integer | Constant) for one in values[1:])
    return (is_dim or (len(values) > 2 and numbers)) and all(as_dim(one) is not None for one in values)


def _has_rank(result: Result) -> bool:
    return isinstance(result, Array) and result.shape is not None


def _recorded(ctx: Context, before: Array | None, after: Result, order: Value | str) -> Result:
    """`after`, its making written down where the values keep their row-major order."""
    if before is not None and isinstance(after, Array) and order in ("C", Constant("C")):
        ctx.record(Reshaped(ctx.site, ctx.describe(before), after))
    return after


def reshaped(ctx: Context, array: Array | None, target: MaybeShape) -> Result:
    """`array` in the shape `target`; None is an array nobody knows."""
    if isinstance(target, Conflict):
        return target
    known = array if array is not None else Array(None, None)
    if target is None:
        return view(known, None)
    if any(dim.constant is not None and dim.constant < -1 for dim in target):
        return Conflict("reshape", f"can only specify -1 or sizes in a reshape, not {show(target)}")
    target = _with_hole(ctx, target)
    if known.shape is not None and (known.shape or known.kind not in ("O", None)):  # a single object may be an array
        return view(known, shapes.reshape(known.shape, target))
    if target.count(Dim.of(-1)) > 1:
        return Conflict("reshape", "can only specify one unknown dimension (-1) in a reshape")
    return view(known, tuple(ctx.fresh() if dim == -1 else dim for dim in target))


def _with_hole(ctx: Context, target: Shape) -> Shape:
    """A dim that may be -1 for all we know is one: whatever the number, the other dims tell what it amounts to."""
    open_ = [at for at, dim in enumerate(target) if dim.constant is None and at_least(dim, 0) is None and _is_bare(dim)]
    if not open_ or -1 in [dim.constant for dim in target]:
        return target
    if len(open_) == 1:
        return (*target[: open_[0]], Dim.of(-1), *target[open_[0] + 1 :])
    return target


def _is_bare(dim: Dim) -> bool:
    """Whether nothing but a number that may be negative."""
    atoms = dim.atoms
    return len(dim.terms) == 1 and len(atoms) == 1 and next(iter(atoms)).lower is None


@models("numpy.ravel", "numpy.ndarray.ravel")
def ravel(ctx: Context, a: Array, order: Value | str = "C") -> Result:
    """All elements along one axis."""
    return view(a, _flat(ctx, a))


def _flat(ctx: Context, array: Array) -> Shape:
    return (ctx.fresh() if array.shape is None else shapes.size(array.shape),)


@models("numpy.ndarray.flatten")
def flatten(ctx: Context, self: Array, order: Value | str = "C") -> Result:
    """A copy with all elements along one axis."""
    return derived(self, _flat(ctx, self), self.kind, self.range)


@models("numpy.transpose", "numpy.permute_dims")
def transpose(ctx: Context, a: Array, axes: Axes = None) -> Result:
    """Axes permuted, reversed where None. Raises unless each axis is given once: the order tells the rank."""
    order = (axes,) if isinstance(axes, int) else axes
    if a.shape is None and order is not None:
        return view(a, tuple(ctx.fresh() for _ in order))
    return view(a, over(a, lambda shape: shapes.transpose(shape, order)))


@models("numpy.ndarray.transpose")
def transpose_method(ctx: Context, self: Array, *axes: Value) -> Result:
    """x.transpose(), x.transpose(0, 2, 1) and x.transpose((0, 2, 1))."""
    if not axes or (len(axes) == 1 and not given(axes[0])):
        return transpose(ctx, self)
    target = shape_argument(ctx, axes[0] if len(axes) == 1 else TupleValue.of(*axes))
    if target is None or isinstance(target, Conflict):
        return ctx.unknown() if target is None else target
    order = [dim.constant for dim in target]
    if None in order:
        return view(self, tuple(ctx.fresh() for _ in order))
    return transpose(ctx, self, tuple(axis for axis in order if axis is not None))


@attribute("numpy.ndarray.T")
def T(self: Array) -> Result:
    """Axes reversed."""
    return view(self, over(self, lambda shape: shape[::-1]))


@models("numpy.matrix_transpose")
def matrix_transpose(x: Array) -> Result:
    """The last two axes swapped. Raises for fewer."""
    if x.ndim is not None and x.ndim < 2:
        return Conflict("ndim", f"Input array must be at least 2-dimensional, but it is {x.ndim}")
    return view(x, over(x, lambda shape: (*shape[:-2], shape[-1], shape[-2])))


@attribute("numpy.ndarray.mT")
def mT(self: Array) -> Result:
    """The last two axes swapped."""
    return matrix_transpose(self)


@models("numpy.swapaxes", "numpy.ndarray.swapaxes")
def swapaxes(a: Array, axis1: int, axis2: int) -> Result:
    """Two axes interchanged."""

    def swapped(shape: Shape) -> ShapeResult:
        axes = [normalize_axis(axis, len(shape)) for axis in (axis1, axis2)]
        for axis in axes:
            if isinstance(axis, Conflict):
                return axis
        dims = list(shape)
        one, other = (axis for axis in axes if isinstance(axis, int))
        dims[one], dims[other] = dims[other], dims[one]
        return tuple(dims)

    return view(a, over(a, swapped))


@models("numpy.moveaxis")
def moveaxis(a: Array, source: Axes, destination: Axes) -> Result:
    """Axes moved, the others in their order. Raises for repeated axes and for different numbers of them."""
    if source is None or destination is None:
        return Conflict("axis", "moveaxis needs axes", "TypeError")

    def moved(shape: Shape) -> ShapeResult:
        start, end = normalize_axes(source, len(shape)), normalize_axes(destination, len(shape))
        if isinstance(start, Conflict) or isinstance(end, Conflict):
            return start if isinstance(start, Conflict) else end if isinstance(end, Conflict) else ()
        if len(start) != len(end):
            return Conflict("axis", "`source` and `destination` arguments must have the same number of elements")
        order = [axis for axis in range(len(shape)) if axis not in start]
        for at, axis in sorted(zip(end, start, strict=True)):
            order.insert(at, axis)
        return tuple(shape[axis] for axis in order)

    return view(a, over(a, moved))


@models("numpy.rollaxis")
def rollaxis(a: Array, axis: int, start: int = 0) -> Result:
    """An axis rolled backwards until it stands before `start`."""

    def rolled(shape: Shape) -> ShapeResult:
        at = normalize_axis(axis, len(shape))
        if isinstance(at, Conflict):
            return at
        before = start + len(shape) if start < 0 else start
        if not 0 <= before <= len(shape):
            return Conflict("axis", f"start {start} is out of bounds for {len(shape)} axes", "AxisError")
        rest = (*shape[:at], *shape[at + 1 :])
        before -= at < before
        return (*rest[:before], shape[at], *rest[before:])

    return view(a, over(a, rolled))


@models("numpy.expand_dims")
def expand_dims(a: Array, axis: Axes) -> Result:
    """New axes of length 1 at `axis` of the result. Raises outside it."""
    if axis is None:
        return Conflict("axis", "expand_dims needs an axis", "TypeError")
    wanted = (axis,) if isinstance(axis, int) else axis

    def expanded(shape: Shape) -> ShapeResult:
        axes = normalize_axes(wanted, len(shape) + len(wanted))
        if isinstance(axes, Conflict):
            return axes
        dims = iter(shape)
        return tuple(Dim.of(1) if at in axes else next(dims) for at in range(len(shape) + len(wanted)))

    return view(a, over(a, expanded))


@models("numpy.squeeze", "numpy.ndarray.squeeze")
def squeeze(a: Array, axis: Axes = None) -> Result:
    """Axes of length 1 removed. Raises where a given axis has another length."""

    def squeezed(shape: Shape) -> MaybeShape:
        if axis is None:
            return shapes.squeeze(shape, None)
        if shape == () and axis in (0, -1):
            return shape
        axes = normalize_axes(axis, len(shape))
        return axes if isinstance(axes, Conflict) else shapes.squeeze(shape, axes)

    return view(a, over(a, squeezed))


def _register_at_least(name: str, lift: Callable[[Shape], Shape]) -> None:
    @models(f"numpy.{name}")
    def lifted(*arys: Array) -> Result:
        return tuple_or_single([view(one, over(one, lift)) for one in arys])

    lifted.__doc__ = f"numpy.{name}: axes of length 1 added."


_register_at_least("atleast_1d", at_least_1d)
_register_at_least("atleast_2d", at_least_2d)
_register_at_least("atleast_3d", at_least_3d)


@models("numpy.broadcast_to")
def broadcast_to(ctx: Context, array: Array, shape: Value, subok: Value | bool = False) -> Result:
    """A view broadcast to `shape`. Raises where that needs more than repeating axes of length 1."""
    target = new_shape(ctx, shape)
    if array.shape is None or target is None or isinstance(target, Conflict):
        return view(array, target)
    both = shapes.broadcast(array.shape, target)
    if isinstance(both, Conflict):
        return both
    if len(both) != len(target) or shapes.same(both, target) is False:
        return Conflict("broadcast", f"cannot broadcast an array of shape {show(array.shape)} to {show(target)}")
    return view(array, target)


@models("numpy.broadcast_arrays")
def broadcast_arrays(*args: Array, subok: Value | bool = False) -> Result:
    """All arrays broadcast against each other."""
    shape = broadcast_all([one.shape for one in args])
    if isinstance(shape, Conflict):
        return shape
    return TupleValue.of(*(plain(one).with_shape(shape) for one in args))


@models("numpy.resize")
def resize(ctx: Context, a: Array, new_shape: Value) -> Result:
    """A new array of this shape, the elements repeated to fill it."""
    target = shape_argument(ctx, new_shape)
    if target is not None and not isinstance(target, Conflict) and any(at_least(dim, 0) is False for dim in target):
        return Conflict("shape", "all elements of `new_shape` must be non-negative")
    return made(target, a.kind, ANY if a.shape is None else a.range)


@models("numpy.ndarray.resize")
def resize_in_place(ctx: Context, self: Array, *new_shape: Value, refcheck: Value | bool = True) -> Result:
    """None: every name of the array means one of the new shape from here on."""
    target = shape_argument(ctx, new_shape[0] if len(new_shape) == 1 else TupleValue.of(*new_shape))
    ctx.rebind(self, replace(self, shape=target if isinstance(target, tuple) else None))
    return NONE


@models("numpy.ndarray.view")
def view_method(ctx: Context, self: Array, dtype: Value | None = None, type: Value | None = None) -> Result:
    """The same array; the same bytes as another dtype are another array."""
    return ctx.unknown() if given(dtype) or given(type) else plain(self)
