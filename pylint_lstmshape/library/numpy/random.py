"""Random arrays: numpy.random, RandomState and Generator. Source: numpy/random/mtrand.pyx, _generator.pyx."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, scalar_dim
from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import LibraryObject
from pylint_lstmshape.domain.shape import Conflict, ShapeResult, normalize_axis
from pylint_lstmshape.domain.shape import size as number_of
from pylint_lstmshape.domain.values import ANY, FRACTIONS, NONE, Array, Constant, Range, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.common import MaybeShape, broadcast_all, derived, given, made, new_shape
from pylint_lstmshape.library.numpy.dtypes import kind_of

UNIT, REAL = Range(0, 1, nature=FRACTIONS), Range(nature=FRACTIONS)
LEGACY = ("numpy.random", "numpy.random.RandomState")
GENERATOR = ("numpy.random.Generator",)
ALL = LEGACY + GENERATOR

# Distributions: their parameters with defaults (None: required), the kind and the range of what they draw.
_REQUIRED = "required"
Defaults = dict[str, "float | str"]
_DISTRIBUTIONS: dict[str, tuple[Defaults, str, Range]] = {
    "uniform": ({"low": 0.0, "high": 1.0}, "f", REAL),
    "normal": ({"loc": 0.0, "scale": 1.0}, "f", REAL),
    "lognormal": ({"mean": 0.0, "sigma": 1.0}, "f", Range(0, None)),
    "laplace": ({"loc": 0.0, "scale": 1.0}, "f", ANY),
    "logistic": ({"loc": 0.0, "scale": 1.0}, "f", ANY),
    "gumbel": ({"loc": 0.0, "scale": 1.0}, "f", ANY),
    "exponential": ({"scale": 1.0}, "f", Range(0, None)),
    "rayleigh": ({"scale": 1.0}, "f", Range(0, None)),
    "poisson": ({"lam": 1.0}, "i", Range(0, None)),
    "gamma": ({"shape": _REQUIRED, "scale": 1.0}, "f", Range(0, None)),
    "beta": ({"a": _REQUIRED, "b": _REQUIRED}, "f", UNIT),
    "binomial": ({"n": _REQUIRED, "p": _REQUIRED}, "i", Range(0, None)),
    "geometric": ({"p": _REQUIRED}, "i", Range(1, None)),
    "chisquare": ({"df": _REQUIRED}, "f", Range(0, None)),
    "standard_t": ({"df": _REQUIRED}, "f", ANY),
    "weibull": ({"a": _REQUIRED}, "f", Range(0, None)),
    "pareto": ({"a": _REQUIRED}, "f", Range(0, None)),
    "vonmises": ({"mu": _REQUIRED, "kappa": _REQUIRED}, "f", ANY),
    "triangular": ({"left": _REQUIRED, "mode": _REQUIRED, "right": _REQUIRED}, "f", ANY),
}


def _methods(owners: Sequence[str], name: str) -> list[tuple[str, bool]]:
    """The dotted names of a drawing function, and whether it is a method."""
    return [(f"{owner}.{name}", owner != "numpy.random") for owner in owners]


def drawn(ctx: Context, size: Value | None, kind: str | None, values: Range = ANY, *parameters: Value) -> Result:
    """Numbers of shape `size`, without it as many as the parameters broadcast to. Raises where these do not fit it."""
    arrays = [as_array(one) for one in parameters]
    shape: MaybeShape = broadcast_all([one.shape if isinstance(one, Array) else None for one in arrays])
    if isinstance(shape, Conflict):
        return shape
    if not given(size):
        return made(shape, kind, values)
    asked = new_shape(ctx, size)
    if asked is None or isinstance(asked, Conflict) or shape is None:
        return made(asked, kind, values)
    fit = broadcast_all([shape, asked])
    if isinstance(fit, Conflict) or len(shape) > len(asked):
        return Conflict("broadcast", f"parameters of shape {shape} cannot be drawn in size {asked}")
    return made(asked, kind, values)


def _register_distribution(name: str, defaults: Defaults, kind: str, values: Range) -> None:
    names = list(defaults)

    def bound(positional: tuple[Value, ...], keywords: dict[str, Value]) -> tuple[list[Value], Value | None]:
        given_ = dict(zip([*names, "size"], positional, strict=False)) | keywords
        plain = [given_.get(one) or Constant(0.0 if defaults[one] == _REQUIRED else defaults[one]) for one in names]
        return plain, given_.get("size")

    def draw(ctx: Context, *arguments: Value, **keywords: Value) -> Result:
        parameters, size = bound(arguments, keywords)
        return drawn(ctx, size, kind, _bounds(name, parameters, values), *parameters)

    def method(ctx: Context, self: Value, *arguments: Value, **keywords: Value) -> Result:
        return draw(ctx, *arguments, **keywords)

    for function in (draw, method):
        function.__doc__ = f"Numbers drawn by numpy.random.{name}({', '.join(names)}, size)."
    for path, is_method in _methods(ALL, name):
        models(path)(method if is_method else draw)


def _bounds(name: str, parameters: list[Value], values: Range) -> Range:
    if name != "uniform":
        return values
    low, high = (as_array(one) for one in parameters)
    if not isinstance(low, Array) or not isinstance(high, Array):
        return ANY
    return replace(low.range.join(high.range), nature=FRACTIONS)


for _name, (_defaults, _kind, _values) in _DISTRIBUTIONS.items():
    _register_distribution(_name, _defaults, _kind, _values)


@models("numpy.random.rand")
def rand(*args: Value) -> Result:
    """rand(2, 3): uniform numbers below 1 of this shape."""
    return _of_dims(args, UNIT)


@models("numpy.random.RandomState.rand")
def rand_method(self: Value, *args: Value) -> Result:
    """rand(2, 3)."""
    return _of_dims(args, UNIT)


@models("numpy.random.randn")
def randn(*args: Value) -> Result:
    """randn(2, 3): normal numbers of this shape."""
    return _of_dims(args, REAL)


@models("numpy.random.RandomState.randn")
def randn_method(self: Value, *args: Value) -> Result:
    """randn(2, 3)."""
    return _of_dims(args, ANY)


def _of_dims(args: tuple[Value, ...], values: Range) -> Result:
    if any(isinstance(one, TupleValue | ListValue) for one in args):
        return Conflict("shape", "rand and randn take dims one by one, not a tuple", "TypeError")
    dims = [scalar_dim(one) for one in args]
    known = [dim for dim in dims if dim is not None]
    if any(dim.constant is not None and dim.constant < 0 for dim in known):
        return Conflict("shape", "negative dimensions are not allowed")
    return made(tuple(known) if len(known) == len(dims) else None, "f", values)


def _sized(names: Sequence[str], owners: Sequence[str], values: Range) -> None:
    def draw(ctx: Context, size: Value | None = None, *options: Value, **more: Value) -> Result:
        return drawn(ctx, size, "f", values)

    def method(ctx: Context, self: Value, size: Value | None = None, *options: Value, **more: Value) -> Result:
        return drawn(ctx, size, "f", values)

    for name in names:
        for function in (draw, method):
            function.__doc__ = f"Numbers of shape `size` (numpy.random.{name})."
        for path, is_method in _methods(owners, name):
            models(path)(method if is_method else draw)


_sized(["random", "random_sample"], LEGACY, UNIT)
_sized(["ranf", "sample"], ["numpy.random"], UNIT)
_sized(["random"], GENERATOR, UNIT)
_sized(["standard_normal", "standard_exponential", "standard_cauchy"], ALL, ANY)


def _integers(
    ctx: Context, low: Value, high: Value | None, size: Value | None, dtype: Value | None, past: int
) -> Result:
    """Integers from low (0 where high is missing) up to high, `past` before it."""
    bottom, top = (low, high) if high is not None and given(high) else (Constant(0), low)
    first, last = as_array(bottom), as_array(top)
    values = ANY
    if isinstance(first, Array) and isinstance(last, Array):
        values = Range(first.range.low, None if last.range.high is None else last.range.high - past)
        if first.shape == () and last.shape == () and _nothing_between(first.range, last.range, past):
            return Conflict("random", f"low >= high in randint({first.range.low}, {last.range.high})")
    result = drawn(ctx, size, kind_of(dtype, "i"), values, bottom, top)
    known = [one.range.low == one.range.high for one in (first, last) if isinstance(one, Array) and one.shape == ()]
    return _reaching(result) if isinstance(result, Array) and known == [True, True] else result


def _reaching(drawn_: Array) -> Array:
    """Integers of which, but for one chance in a thousand million, one comes up to what `reached` then says."""
    values, count = drawn_.range, None if drawn_.shape is None else number_of(drawn_.shape)
    if count is None or not count.constant or values.low is None or values.high is None:
        return drawn_
    least = values.low + math.floor((values.high - values.low + 1) * 10 ** (-9 / count.constant))
    return replace(drawn_, contents=Cell(replace(values, reached=(float(least), count))))


def _nothing_between(low: Range, high: Range, past: int) -> bool:
    return low.low is not None and high.high is not None and low.low > high.high - past and low.low == low.high


@models("numpy.random.randint")
def randint(
    ctx: Context, low: Value, high: Value | None = None, size: Value | None = None, dtype: Value | None = None
) -> Result:
    """Integers low..high-1, or 0..low-1."""
    return _integers(ctx, low, high, size, dtype, 1)


@models("numpy.random.RandomState.randint")
def randint_method(
    ctx: Context,
    self: Value,
    low: Value,
    high: Value | None = None,
    size: Value | None = None,
    dtype: Value | None = None,
) -> Result:
    """Integers low..high-1, or 0..low-1."""
    return _integers(ctx, low, high, size, dtype, 1)


@models("numpy.random.random_integers")
def random_integers(ctx: Context, low: Value, high: Value | None = None, size: Value | None = None) -> Result:
    """Integers low..high (until NumPy 2.4)."""
    return _integers(ctx, low if given(high) else Constant(1), high if given(high) else low, size, None, 0)


@models("numpy.random.Generator.integers")
def integers(
    ctx: Context,
    self: Value,
    low: Value,
    high: Value | None = None,
    size: Value | None = None,
    dtype: Value | None = None,
    endpoint: bool = False,
) -> Result:
    """Integers low..high-1, or 0..low-1; with endpoint one more."""
    return _integers(ctx, low, high, size, dtype, 0 if endpoint else 1)


@models("numpy.random.choice")
def choice(
    ctx: Context, a: Value, size: Value | None = None, replace: Value | bool = True, p: Value | None = None
) -> Result:
    """Elements of a vector, or of 0..a-1. Raises for more axes."""
    return _chosen(ctx, a, size, 0, one_axis=True)


@models("numpy.random.RandomState.choice")
def choice_method(
    ctx: Context,
    self: Value,
    a: Value,
    size: Value | None = None,
    replace: Value | bool = True,
    p: Value | None = None,
) -> Result:
    """Elements of a vector, or of 0..a-1. Raises for more axes."""
    return _chosen(ctx, a, size, 0, one_axis=True)


@models("numpy.random.Generator.choice")
def choice_of_generator(
    ctx: Context,
    self: Value,
    a: Value,
    size: Value | None = None,
    replace: Value | bool = True,
    p: Value | None = None,
    axis: int = 0,
    shuffle: Value | bool = True,
) -> Result:
    """Parts of an array along an axis, or numbers of 0..a-1."""
    return _chosen(ctx, a, size, axis, one_axis=False)


def _chosen(ctx: Context, a: Value, size: Value | None, axis: int, *, one_axis: bool) -> Result:
    source = as_array(a)
    asked: MaybeShape = new_shape(ctx, size) if given(size) else ()
    if source is None or isinstance(source, Conflict) or isinstance(asked, Conflict):
        return asked if isinstance(asked, Conflict) else Array(asked, None) if one_axis else Array(None, None)
    if source.shape is None:
        return made(asked if one_axis else None, source.kind, source.range)
    if source.shape == ():
        return made(asked, "i", Range(0, None if source.range.high is None else source.range.high - 1))
    if one_axis and len(source.shape) > 1:
        return Conflict("ndim", "a must be 1-dimensional")

    def rule() -> ShapeResult | None:
        assert source.shape is not None
        at = normalize_axis(axis, len(source.shape))
        if isinstance(at, Conflict) or asked is None:
            return at if isinstance(at, Conflict) else None
        return (*source.shape[:at], *asked, *source.shape[at + 1 :])

    if source.shape[axis if -len(source.shape) <= axis < len(source.shape) else 0] == 0:
        return made(None, source.kind)
    return made(rule(), source.kind, source.range.picked)


@models("numpy.random.permutation")
def permutation(ctx: Context, x: Value) -> Result:
    """The elements in another order along the first axis, or 0..x-1."""
    return _permuted(ctx, x)


@models("numpy.random.RandomState.permutation", "numpy.random.Generator.permutation")
def permutation_method(ctx: Context, self: Value, x: Value, axis: int = 0) -> Result:
    """The elements in another order along an axis, or 0..x-1."""
    return _permuted(ctx, x, axis)


@models("numpy.random.Generator.permuted")
def permuted(ctx: Context, self: Value, x: Array, *, axis: Value | None = None, out: Value | None = None) -> Result:
    """The elements in another order."""
    return derived(x, x.shape, x.kind, x.range)


def _permuted(ctx: Context, x: Value, axis: int = 0) -> Result:
    array = as_array(x)
    if isinstance(array, Conflict):
        return array
    if array is None:
        return Array(None, None)
    if array.shape == ():
        dim = scalar_dim(x)
        high = None if dim is None or dim.constant is None else dim.constant - 1
        return made((ctx.fresh() if dim is None else dim,), "i", Range(0, high))
    if array.shape is not None:
        at = normalize_axis(axis, len(array.shape))
        if isinstance(at, Conflict):
            return at
    return derived(array, array.shape, array.kind, array.range)


@models("numpy.random.shuffle", "numpy.random.seed", "numpy.random.set_state")
def shuffle(*arguments: Value, **options: Value) -> Result:
    """In place: gives None."""
    return NONE


@models("numpy.random.RandomState.shuffle", "numpy.random.RandomState.seed", "numpy.random.Generator.shuffle")
def shuffle_method(self: Value, *arguments: Value, **options: Value) -> Result:
    """In place: gives None."""
    return NONE


@models("numpy.random.default_rng")
def default_rng(seed: Value | None = None) -> Result:
    """A Generator."""
    return LibraryObject("numpy.random.Generator")


@models("numpy.random.RandomState")
def random_state(seed: Value | None = None) -> Result:
    """A RandomState."""
    return LibraryObject("numpy.random.RandomState")


def _register_multivariate(path: str, *, is_method: bool) -> None:
    def draw(
        ctx: Context, mean: Array, cov: Array, size: Value | None = None, *options: Value, **more: Value
    ) -> Result:
        count: MaybeShape = new_shape(ctx, size) if given(size) else ()
        if mean.shape is None or count is None or isinstance(count, Conflict):
            return made(count if isinstance(count, Conflict) else None, "f")
        if len(mean.shape) != 1:
            return Conflict("ndim", "mean must be 1 dimensional")
        if cov.shape is not None:
            if len(cov.shape) != 2 or equal(*cov.shape) is False:
                return Conflict("ndim", "cov must be 2 dimensional and square")
            if equal(cov.shape[0], mean.shape[0]) is False:
                return Conflict("broadcast", "mean and cov must have same length")
        return made((*count, mean.shape[0]), "f")

    def method(
        ctx: Context, self: Value, mean: Array, cov: Array, size: Value | None = None, *options: Value, **more: Value
    ) -> Result:
        return draw(ctx, mean, cov, size)

    for function in (draw, method):
        function.__doc__ = "Vectors drawn from a multivariate normal distribution: (*size, len(mean))."
    models(path)(method if is_method else draw)


for _path, _is_method in _methods(ALL, "multivariate_normal"):
    _register_multivariate(_path, is_method=_is_method)
