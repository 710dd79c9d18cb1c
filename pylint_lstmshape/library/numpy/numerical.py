"""Signals and polynomials: interp, convolve, gradient, polyfit, windows, fft. Source: numpy/lib, numpy/fft."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import promote
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least, equal, maximum
from pylint_lstmshape.domain.shape import Conflict, Shape, ShapeResult, normalize_axis
from pylint_lstmshape.domain.values import ANY, Array, Constant, Value
from pylint_lstmshape.knowledge import Axes, Context, Result, models
from pylint_lstmshape.library.numpy.common import derived, made, normalize_axes, over
from pylint_lstmshape.library.numpy.ufuncs import float_kind


@models("numpy.interp")
def interp(
    x: Array,
    xp: Array,
    fp: Array,
    left: Value | None = None,
    right: Value | None = None,
    period: Value | None = None,
) -> Result:
    """Values between the points (xp, fp) at x. Raises unless xp and fp are equally long vectors."""
    if xp.shape is not None and fp.shape is not None:
        if len(xp.shape) > 1 or len(fp.shape) > 1:
            return Conflict("ndim", "object too deep for desired array")
        if len(xp.shape) == len(fp.shape) == 1:
            if equal(xp.shape[0], fp.shape[0]) is False:
                return Conflict("broadcast", f"fp and xp are not of the same length: {fp.shape[0]}, {xp.shape[0]}")
            if xp.shape[0] == 0:
                return Conflict("empty", "array of sample points is empty")
    return derived(x, x.shape, promote(["f", fp.kind]), fp.range if left is None and right is None else ANY)


@models("numpy.convolve")
def convolve(ctx: Context, a: Array, v: Array, mode: str = "full") -> Result:
    """The convolution of two vectors: n + m - 1 long, "same" as the longer, "valid" where they overlap fully."""
    return _convolved(ctx, a, v, mode)


@models("numpy.correlate")
def correlate(ctx: Context, a: Array, v: Array, mode: str = "valid") -> Result:
    """The correlation of two vectors. Raises for numbers."""
    if a.shape == () or v.shape == ():
        return Conflict("ndim", "object of too small depth for desired array")
    return _convolved(ctx, a, v, mode)


def _convolved(ctx: Context, a: Array, v: Array, mode: str) -> Result:
    kind = promote([a.kind, v.kind])
    if a.shape is None or v.shape is None:
        return made((ctx.fresh(),), kind)
    if len(a.shape) > 1 or len(v.shape) > 1:
        return Conflict("ndim", "object too deep for desired array")
    long, short = ((one.shape[0] if one.shape else Dim.of(1)) for one in (a, v))
    if long == 0 or short == 0:
        return Conflict("empty", "a or v cannot be empty")
    if at_least(long, short) is False:
        long, short = short, long
    elif at_least(long, short) is None and mode != "full":
        return made((ctx.fresh() if mode == "valid" else maximum(long, short),), kind)
    lengths = {"full": long + short - 1, "same": long, "valid": long - short + 1}
    if mode not in lengths:
        return Conflict("argument", f"mode must be one of 'valid', 'same', or 'full', not {mode!r}")
    return made((lengths[mode],), kind)


@models("numpy.gradient")
def gradient(ctx: Context, f: Array, *varargs: Value, axis: Axes = None, edge_order: Value | int = 1) -> Result:
    """Derivatives along axes, each of the shape of f; a list of them for several axes. Raises for axes too short."""
    if f.shape is None:
        return ctx.unknown()
    axes = normalize_axes(range(len(f.shape)) if axis is None else axis, len(f.shape))
    if isinstance(axes, Conflict):
        return axes
    if any(at_least(f.shape[at], 2) is False for at in axes):
        return Conflict("gradient", "at least (edge_order + 1) elements are required in each axis")
    parts = [f.derived(f.shape, float_kind(f.kind)) for _ in axes]
    return parts[0] if len(parts) == 1 else TupleValue.of(*parts)


@models("numpy.trapezoid", "numpy.trapz")
def trapezoid(y: Array, x: Value | None = None, dx: Value | float = 1.0, axis: int = -1) -> Result:
    """The integral along an axis."""

    def rule(shape: Shape) -> ShapeResult:
        at = normalize_axis(axis, len(shape))
        return at if isinstance(at, Conflict) else (*shape[:at], *shape[at + 1 :])

    return derived(y, over(y, rule), float_kind(y.kind))


@models("numpy.polyfit")
def polyfit(ctx: Context, x: Array, y: Array, deg: int, *options: Value, **more: Value) -> Result:
    """The deg + 1 coefficients, for each column of y. Raises where x and y differ in length."""
    if options or more:
        return ctx.unknown()
    if y.shape is None or x.shape is None:
        return made(None, "f")
    if len(x.shape) != 1 or len(y.shape) not in (1, 2):
        return Conflict("ndim", "polyfit expects a 1D vector for x, and 1D or 2D for y", "TypeError")
    if equal(x.shape[0], y.shape[0]) is False:
        return Conflict("broadcast", "expected x and y to have same length", "TypeError")
    return made((Dim.of(deg + 1), *y.shape[1:]), "f")


@models("numpy.polyval")
def polyval(p: Array, x: Array) -> Result:
    """The polynomial at x."""
    return derived(x, x.shape, promote([p.kind, x.kind]))


def _window(name: str) -> None:
    @models(f"numpy.{name}")
    def window(M: Dim, *options: Value) -> Result:
        return made((Dim.of(0) if at_least(M, 0) is False else M,), "f", ANY)

    window.__doc__ = f"M numbers (numpy.{name})."


for _name in ("hanning", "hamming", "blackman", "bartlett", "kaiser"):
    _window(_name)


def _transformed(array: Array, n: Dim | None, axis: int, kind: str, length: Dim | None = None) -> Result:
    """`array` with `length`, else `n`, elements along an axis."""

    def rule(shape: Shape) -> ShapeResult:
        at = normalize_axis(axis, len(shape))
        if isinstance(at, Conflict):
            return at
        points = shape[at] if n is None else n
        if at_least(points, 1) is False:
            return Conflict("fft", f"Invalid number of FFT data points ({points}) specified.")
        return (*shape[:at], points if length is None else length, *shape[at + 1 :])

    return derived(array, over(array, rule), kind)


@models("numpy.fft.fft", "numpy.fft.ifft")
def fft(a: Array, n: Dim | None = None, axis: int = -1, norm: Value | None = None, out: Value | None = None) -> Result:
    """The discrete Fourier transform along an axis, cut or padded to n."""
    return _transformed(a, n, axis, "c")


@models("numpy.fft.rfft")
def rfft(a: Array, n: Dim | None = None, axis: int = -1, norm: Value | None = None, out: Value | None = None) -> Result:
    """The transform of real numbers: n // 2 + 1 along an axis."""
    length = n
    if length is None and a.shape is not None and -len(a.shape) <= axis < len(a.shape):
        length = a.shape[axis]
    return _transformed(a, n, axis, "c", None if length is None else length // 2 + 1)


@models("numpy.fft.irfft")
def irfft(
    a: Array, n: Dim | None = None, axis: int = -1, norm: Value | None = None, out: Value | None = None
) -> Result:
    """The inverse of rfft: n, else 2 * (length - 1), along an axis."""
    length = n
    if length is None and a.shape is not None and -len(a.shape) <= axis < len(a.shape):
        length = (a.shape[axis] - 1) * 2
    return _transformed(a, length, axis, "f")


@models("numpy.fft.fft2", "numpy.fft.ifft2", "numpy.fft.fftn", "numpy.fft.ifftn")
def fftn(a: Array, s: Value | None = None, axes: Value | None = None, *options: Value, **more: Value) -> Result:
    """The transform along several axes."""
    return derived(a, a.shape if s is None or s == Constant(None) else None, "c")


@models("numpy.fft.fftfreq")
def fftfreq(n: Dim, d: Value | float = 1.0, device: Value | None = None) -> Result:
    """The n frequencies of fft."""
    return made((n,), "f")


@models("numpy.fft.rfftfreq")
def rfftfreq(n: Dim, d: Value | float = 1.0, device: Value | None = None) -> Result:
    """The n // 2 + 1 frequencies of rfft."""
    return made((n // 2 + 1,), "f")


@models("numpy.fft.fftshift", "numpy.fft.ifftshift")
def fftshift(x: Array, axes: Axes = None) -> Result:
    """The zero frequency in the middle."""
    return derived(x, x.shape, x.kind, x.range)
