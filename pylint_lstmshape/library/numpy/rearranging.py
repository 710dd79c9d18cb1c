"""Elements moved or repeated: flip, roll, tile, pad, delete … Source: numpy/lib/_function_base_impl.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, sequence_elements
from pylint_lstmshape.domain.containers import DictValue
from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.shape import Conflict, Shape, ShapeResult, normalize_axis, show, size
from pylint_lstmshape.domain.values import ANY, Array, Constant, Range, SliceValue, Value
from pylint_lstmshape.knowledge import Axes, Context, Ranked, Result, models
from pylint_lstmshape.library.numpy.common import (
    MaybeShape,
    derived,
    known_int,
    normalize_axes,
    over,
    shape_argument,
    view,
)
from pylint_lstmshape.library.numpy.indexing import sliced, true_count


@models("numpy.flip")
def flip(m: Array, axis: Axes = None) -> Result:
    """Reversed along axes."""

    def flipped(shape: Shape) -> ShapeResult:
        axes = [] if axis is None else normalize_axes(axis, len(shape))
        return axes if isinstance(axes, Conflict) else shape

    return view(m, over(m, flipped))


@models("numpy.flipud")
def flipud(m: Array) -> Result:
    """Reversed along the first axis. Raises for a number."""
    return Conflict("ndim", "Input must be >= 1-d.") if m.ndim == 0 else view(m, m.shape)


@models("numpy.fliplr")
def fliplr(m: Array) -> Result:
    """Reversed along the second axis. Raises for fewer."""
    return Conflict("ndim", "Input must be >= 2-d.") if m.ndim in (0, 1) else view(m, m.shape)


@models("numpy.rot90")
def rot90(m: Array, k: Value | int = 1, axes: Axes = (0, 1)) -> Result:
    """Turned by k * 90 degrees in the plane of two axes."""

    def turned(shape: Shape) -> MaybeShape:
        if axes is None or isinstance(axes, int) or len(axes) != 2:
            return Conflict("axis", "len(axes) must be 2.")
        plane = normalize_axes(axes, len(shape))
        times = known_int(k)
        if isinstance(plane, Conflict):
            return Conflict("axis", f"Axes={axes} out of range or repeated for an array of ndim={len(shape)}.")
        dims = list(shape)
        if times is None:
            return shape if equal(dims[plane[0]], dims[plane[1]]) else None
        if times % 2:
            dims[plane[0]], dims[plane[1]] = dims[plane[1]], dims[plane[0]]
        return tuple(dims)

    return view(m, over(m, turned))


@models("numpy.roll")
def roll(a: Array, shift: Value, axis: Axes = None) -> Result:
    """Elements shifted along axes, those that fall off coming in at the other end."""

    def rolled(shape: Shape) -> ShapeResult:
        for one in () if axis is None else (axis,) if isinstance(axis, int) else axis:
            at = normalize_axis(one, len(shape))
            if isinstance(at, Conflict):
                return at
        return shape

    return derived(a, over(a, rolled), a.kind, a.range)


@models("numpy.repeat", "numpy.ndarray.repeat")
def repeat(ctx: Context, a: Array, repeats: Value, axis: int | None = None) -> Result:
    """Each element repeated along an axis, of the flattened array where None."""

    def repeated(shape: Shape) -> ShapeResult:
        if axis is None or (shape == () and axis in (0, -1)):
            shape, at = (size(shape),), 0
        else:
            found = normalize_axis(axis, len(shape))
            if isinstance(found, Conflict):
                return found
            at = found
        length = _repeated_length(ctx, shape[at], repeats)
        return length if isinstance(length, Conflict) else (*shape[:at], length, *shape[at + 1 :])

    counts = shape_argument(ctx, repeats)
    leaves_out = not isinstance(counts, tuple) or any(at_least(count, 1) is False for count in counts)
    return _spread(a, over(a, repeated), a.range if leaves_out else None)


def _spread(a: Array, shape: MaybeShape, values: Range | None = None) -> Result:
    """An array of `shape` in which each element of `a` is at least once, unless `values` says what is in it."""
    if isinstance(shape, Conflict):
        return shape
    return derived(a, shape, a.kind, a.spread_over(shape) if values is None else values)


def _repeated_length(ctx: Context, length: Dim, repeats: Value) -> Dim | Conflict:
    elements = sequence_elements(repeats)
    counts = shape_argument(ctx, repeats)
    if isinstance(counts, Conflict):
        return ctx.fresh()
    if elements is None:
        if counts is None or len(counts) != 1 or isinstance(repeats, Array):
            return ctx.fresh()
        negative = at_least(counts[0], 0) is False and at_least(length, 1)
        return Conflict("repeat", "repeats may not contain negative values.") if negative else length * counts[0]
    if counts is not None and len(counts) == 1:
        return length * counts[0]
    if equal(elements.length, length) is False and equal(elements.length, 1) is False:
        return Conflict("repeat", f"operands could not be broadcast: {length} elements, {elements.length} repeats")
    return ctx.fresh() if counts is None else sum(counts, Dim.of(0))


@models("numpy.tile")
def tile(ctx: Context, A: Array, reps: Value) -> Result:
    """The array repeated as often along each axis as `reps` says, axes added in front as needed."""
    times = shape_argument(ctx, reps)
    if times is None or isinstance(times, Conflict):
        return derived(A, times, A.kind, A.range)

    def tiled(shape: Shape) -> ShapeResult:
        one = Dim.of(1)
        rank = max(len(shape), len(times))
        dims = (one,) * (rank - len(shape)) + shape
        counts = (one,) * (rank - len(times)) + times
        if any(at_least(count, 0) is False for count in counts):
            return Conflict("shape", f"negative dimensions are not allowed: reps {show(times)}")
        return tuple(dim * count for dim, count in zip(dims, counts, strict=True))

    return _spread(A, over(A, tiled))


@models("numpy.pad")
def pad(ctx: Context, array: Array, pad_width: Value, mode: Value | str = "constant", **kwargs: Value) -> Result:
    """Elements added before and after along each axis."""

    def padded(shape: Shape) -> ShapeResult:
        widths = _pad_widths(ctx, pad_width, len(shape))
        if isinstance(widths, Conflict):
            return widths
        for one in (dim for pair in widths or () for dim in pair):
            if at_least(one, 0) is False:
                return Conflict("pad", "index can't contain negative values")
        if widths is None:
            return tuple(ctx.fresh() for _ in shape)
        return tuple(dim + before + after for dim, (before, after) in zip(shape, widths, strict=True))

    fill = as_array(kwargs.get("constant_values", Constant(0)))
    zero = fill.range if isinstance(fill, Array) else ANY
    known = mode in ("constant", Constant("constant"), Constant("edge"), Constant("reflect"), Constant("wrap"))
    return derived(array, over(array, padded), array.kind, array.range.join(zero) if known else ANY)


def _pad_widths(ctx: Context, width: Value, rank: int) -> list[tuple[Dim, Dim]] | Conflict | None:
    """(before, after) for each axis: from n, (n,), (before, after), ((before, after),) or one pair for each axis."""
    if isinstance(width, DictValue):
        return None
    elements = sequence_elements(width)
    rows = None if elements is None else elements.items
    if elements is not None and rows is not None and rows and sequence_elements(rows[0]) is not None:
        pairs: list[tuple[Dim, Dim]] = []
        for row in rows:
            dims = shape_argument(ctx, row)
            if dims is None or isinstance(dims, Conflict) or len(dims) not in (1, 2):
                return None
            pairs.append((dims[0], dims[-1]))
        if len(pairs) == 1:
            return pairs * rank
        if len(pairs) != rank:
            return Conflict("pad", f"pad_width has {len(pairs)} pairs for an array of {rank} axes")
        return pairs
    dims = shape_argument(ctx, width)
    if dims is None or isinstance(dims, Conflict):
        return None
    if len(dims) in (1, 2):
        return [(dims[0], dims[-1])] * rank
    return None


@models("numpy.delete")
def delete(ctx: Context, arr: Array, obj: Value, axis: int | None = None) -> Result:
    """Elements taken out along an axis, of the flattened array where None. Raises for an index out of range."""

    def shorter(shape: Shape) -> ShapeResult:
        if axis is None:
            shape, at = (size(shape),), 0
        else:
            found = normalize_axis(axis, len(shape))
            if isinstance(found, Conflict):
                return found
            at = found
        left = _length_without(ctx, shape[at], obj)
        return left if isinstance(left, Conflict) else (*shape[:at], left, *shape[at + 1 :])

    return derived(arr, over(arr, shorter), arr.kind, arr.range)


def _length_without(ctx: Context, length: Dim, obj: Value) -> Dim | Conflict:
    if isinstance(obj, SliceValue):
        gone = sliced(ctx, length, obj)
        return gone if isinstance(gone, Conflict) else length - gone
    indices = as_array(obj)
    if not isinstance(indices, Array) or indices.shape is None:
        return ctx.fresh()
    if indices.kind == "b":
        return length - true_count(indices)
    numbers = _indices(obj)
    if numbers is None:
        return ctx.fresh() if indices.shape != () else length - 1
    if length.constant is not None:
        for number in numbers:
            if not -length.constant <= number < length.constant:
                text = f"index {number} is out of bounds for axis with size {length}"
                return Conflict("index", text, "IndexError")
        return length - len({number % length.constant for number in numbers})
    same_sign = all(number >= 0 for number in numbers) or all(number < 0 for number in numbers)
    return length - len(set(numbers)) if same_sign else ctx.fresh()


def _indices(obj: Value) -> list[int] | None:
    elements = sequence_elements(obj)
    if elements is None:
        number = known_int(obj)
        return None if number is None or isinstance(obj, Array) else [number]
    numbers = [known_int(item) for item in elements.items or ()]
    if elements.items is None or None in numbers:
        return None
    return [number for number in numbers if number is not None]


@models("numpy.insert")
def insert(ctx: Context, arr: Array, obj: Value, values: Value, axis: int | None = None) -> Result:
    """Elements put in along an axis, into the flattened array where None. Raises for an index out of range."""
    new = as_array(values)

    def longer(shape: Shape) -> ShapeResult:
        if axis is None:
            shape, at = (size(shape),), 0
        else:
            found = normalize_axis(axis, len(shape))
            if isinstance(found, Conflict):
                return found
            at = found
        more = _inserted(ctx, shape, at, obj, new if isinstance(new, Array) else None)
        return more if isinstance(more, Conflict) else (*shape[:at], shape[at] + more, *shape[at + 1 :])

    values_range = new.range if isinstance(new, Array) else ANY
    return derived(arr, over(arr, longer), arr.kind, arr.range.join(values_range))


def _inserted(ctx: Context, shape: Shape, at: int, obj: Value, new: Array | None) -> Dim | Conflict:
    numbers = _indices(obj)
    length = shape[at].constant
    if numbers is None or isinstance(obj, SliceValue):
        return ctx.fresh()
    if length is not None:
        for number in numbers:
            if not -length <= number <= length:
                text = f"index {number} is out of bounds for axis {at} with size {length}"
                return Conflict("index", text, "IndexError")
    if sequence_elements(obj) is not None and len(numbers) != 1:
        return Dim.of(len(numbers))
    if new is None or new.shape is None:
        return ctx.fresh()
    if sequence_elements(obj) is None:  # one place: the first axis of values goes to `axis`
        rank = len(shape)
        dims = (Dim.of(1),) * (rank - len(new.shape)) + new.shape
        return dims[0] if len(dims) == rank else ctx.fresh()
    dims = (Dim.of(1),) * (len(shape) - len(new.shape)) + new.shape
    return dims[at] if len(dims) == len(shape) else ctx.fresh()


@models("numpy.trim_zeros")
def trim_zeros(ctx: Context, filt: Ranked, trim: Value | str = "fb", axis: Value | None = None) -> Result:
    """Zeros cut off at both ends."""
    return derived(filt, tuple(ctx.fresh() for _ in filt.shape), filt.kind, filt.range)
