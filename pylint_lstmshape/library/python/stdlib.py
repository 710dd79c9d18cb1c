"""The standard library where it makes numbers and lists: random, math, copy, itertools."""

from __future__ import annotations

import math

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import (
    NONE,
    Array,
    Constant,
    DictValue,
    Elements,
    Integer,
    ListValue,
    Real,
    Run,
    Stream,
    Unknown,
    Value,
    integer,
)
from pylint_lstmshape.knowledge import Context, Result, constant, models

for _name in ("pi", "e", "inf", "tau"):
    constant(f"math.{_name}", Constant(getattr(math, _name)))


def _register(name: str) -> None:
    @models(f"math.{name}")
    def function(ctx: Context, *x: Value) -> Result:
        numbers = [one.value for one in x if isinstance(one, Constant) and isinstance(one.value, int | float)]
        if len(numbers) == len(x) and all(abs(one) < 1e6 for one in numbers):
            try:
                return Constant(getattr(math, name)(*numbers))
            except (ValueError, OverflowError, TypeError):
                return ctx.unknown()
        return Real((name, ctx.symbol("x", "x")))

    function.__doc__ = f"math.{name}: a number."


for _name in ("sqrt", "exp", "log", "log2", "log10", "sin", "cos", "tan", "tanh", "pow", "fabs", "radians", "degrees"):
    _register(_name)


@models("math.prod")
def prod(ctx: Context, iterable: Value, start: Value = Constant(1)) -> Result:
    """The product of numbers."""
    elements = ctx.iterate(iterable)
    total = as_dim(start)
    for one in (None if elements is None else elements.items) or (ctx.unknown(),):
        number = None if isinstance(one, Unknown) else as_dim(one)
        total = None if total is None or number is None else total * number
    return ctx.unknown() if total is None else integer(total)


@models("random.randint", "random.randrange")
def randint(ctx: Context, a: Dim, b: Dim | None = None, step: Value = NONE) -> Result:
    """An int between the bounds."""
    low = a.constant if b is not None else 0
    high = b if b is not None else a - 1
    return Integer(Dim.symbol(("randint", ctx.symbol("i", "i")), "i", low, high))


@models("random.random", "random.uniform", "random.gauss", "random.normalvariate", "time.time")
def random_float(ctx: Context, *args: Value) -> Result:
    """A float."""
    return Real(("random", ctx.symbol("x", "x")))


@models("random.choice")
def choice(ctx: Context, seq: Value) -> Result:
    """One of the elements."""
    elements = ctx.iterate(seq)
    return ctx.unknown() if elements is None else elements.element(ctx) or ctx.unknown()


@models("random.sample", "random.choices")
def sample(ctx: Context, population: Value, k: Dim = Dim.of(1), **options: Value) -> Result:
    """k of the elements."""
    elements = ctx.iterate(population)
    element = None if elements is None else elements.element(ctx)
    return ListValue(Cell(Elements((Run(element or ctx.unknown(), k),))))


@models("random.shuffle")
def shuffle(ctx: Context, x: Value, *args: Value) -> Result:
    """The same elements in an order nobody knows."""
    if isinstance(x, ListValue) and x.cell.content.runs:
        elements = x.cell.content
        ctx.heap.write(x.cell, Elements((Run(elements.element(ctx) or ctx.unknown(), elements.length),)))
    return NONE


@models("random.seed", "time.sleep", "os.makedirs", "warnings.filterwarnings", "sys.setrecursionlimit")
def nothing(ctx: Context, *args: Value, **options: Value) -> Result:
    """Nothing that matters to shapes."""
    return NONE


@models("copy.copy", "copy.deepcopy")
def copy(ctx: Context, x: Value, memo: Value = NONE) -> Result:
    """A new object that looks the same."""
    if isinstance(x, ListValue):
        return ListValue(Cell(x.cell.content))
    if isinstance(x, DictValue):
        return DictValue(Cell(x.cell.content))
    return x.derived(x.shape, x.kind, x.range) if isinstance(x, Array) else x


@models("itertools.chain")
def chain(ctx: Context, *iterables: Value) -> Result:
    """The elements of all, one iterable after the other."""
    total = Elements()
    for one in iterables:
        part = ctx.iterate(one)
        total = total + (part if part is not None else Elements((Run(ctx.unknown(), ctx.fresh("len")),)))
    return Stream(total)


@models("itertools.cycle")
def cycle(ctx: Context, iterable: Value) -> Result:
    """The elements over and over."""
    return Stream(ctx.iterate(iterable) or Elements((Run(ctx.unknown(), ctx.fresh("turns", 1)),)), endless=True)


@models("itertools.islice")
def islice(ctx: Context, iterable: Value, *args: Value) -> Result:
    """Some of the elements."""
    elements = ctx.iterate(iterable)
    element = None if elements is None else elements.element(ctx)
    count = as_dim(args[0]) if len(args) == 1 else None
    return Stream(Elements((Run(element or ctx.unknown(), count or ctx.fresh("len")),)))
