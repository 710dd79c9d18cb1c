"""The standard library where it makes numbers and lists: random, math, copy."""

from __future__ import annotations

import math
from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.containers import DictValue, Elements, ListValue, Run, TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import NONE, Array, Constant, Integer, Real, Value
from pylint_lstmshape.knowledge import Context, Result, constant, models
from pylint_lstmshape.library.python.numbers import binary

constant("typing.TYPE_CHECKING", Constant(False))
for _name in ("pi", "e", "inf", "tau"):
    constant(f"math.{_name}", Constant(getattr(math, _name)))


def _register(name: str) -> None:
    @models(f"math.{name}")
    def function(ctx: Context, *x: Value) -> Result:
        numbers = [one.value for one in x if isinstance(one, Constant) and isinstance(one.value, int | float)]
        if len(numbers) == len(x) and all(abs(one) < 1e6 for one in numbers):
            try:
                return Constant(getattr(math, name)(*numbers))
            except (ValueError, ArithmeticError, TypeError):
                return ctx.unknown()
        return Real((name, ctx.symbol("x", "x")))

    function.__doc__ = f"math.{name}: a number."


for _name in ("sqrt", "exp", "log", "log2", "log10", "sin", "cos", "tan", "tanh", "pow", "fabs", "radians", "degrees"):
    _register(_name)


@models("math.prod")
def prod(ctx: Context, iterable: Value, start: Value = Constant(1)) -> Result:
    """The product of numbers."""
    elements = ctx.iterate(iterable)
    if elements is None or elements.items is None:
        return ctx.unknown()
    total: Value | Conflict | None = start
    for one in elements.items:
        total = binary(ctx, "*", total, one) if isinstance(total, Value) else None
    return total if isinstance(total, Value) else ctx.unknown()


@models("random.randint")
def randint(ctx: Context, a: Dim, b: Dim) -> Result:
    """An int from a to b, both included."""
    return Integer(Dim.symbol(("randint", ctx.symbol("i", "i")), "i", a.constant, b))


@models("random.randrange")
def randrange(ctx: Context, start: Dim, stop: Value = NONE, step: Value = Constant(1)) -> Result:
    """An int from start up to stop, which is left out."""
    end = None if stop == NONE else as_dim(stop)
    low, high = (Dim.of(0), start) if stop == NONE else (start, end)
    upper = None if high is None else high - 1
    return Integer(Dim.symbol(("randint", ctx.symbol("i", "i")), "i", low.constant, upper))


@models("random.random", "random.uniform", "random.gauss", "random.normalvariate", "time.time")
def random_float(ctx: Context, *args: Value) -> Result:
    """A float."""
    return Real(("random", ctx.symbol("x", "x")))


@models("random.choice")
def choice(ctx: Context, seq: Value) -> Result:
    """One of the elements."""
    elements = ctx.iterate(seq)
    return ctx.unknown() if elements is None else elements.element(ctx) or ctx.unknown()


@models("random.sample")
def sample(ctx: Context, population: Value, k: Dim, *, counts: Value = NONE) -> Result:
    """k of the elements, each once. Raises where there are not so many."""
    elements = ctx.iterate(population)
    if elements is not None and counts == NONE and at_least(elements.length, k) is False:
        return Conflict("sample", f"a sample of {k} is larger than the population of {elements.length}")
    element = None if elements is None else elements.element(ctx)
    return ListValue(Cell(Elements((Run(element or ctx.unknown(), k),))))


@models("random.choices")
def choices(
    ctx: Context, population: Value, weights: Value = NONE, *, cum_weights: Value = NONE, k: Dim = Dim.of(1)
) -> Result:
    """k elements, some of them perhaps more than once."""
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


@models("random.seed", "time.sleep", "warnings.filterwarnings", "sys.setrecursionlimit")
def nothing(ctx: Context, *args: Value, **options: Value) -> Result:
    """Nothing that matters to shapes."""
    return NONE


@models("copy.copy")
def copy(ctx: Context, x: Value) -> Result:
    """A new object that holds the same ones."""
    if isinstance(x, ListValue):
        return replace(x, cell=Cell(x.cell.content))
    if isinstance(x, DictValue):
        return replace(x, cell=Cell(x.cell.content))
    return x.derived(x.shape, x.kind, x.range) if isinstance(x, Array) else x


@models("copy.deepcopy")
def deepcopy(ctx: Context, x: Value, memo: Value = NONE) -> Result:
    """A new object of new ones that look the same."""
    return _deep(x, 8)


def _deep(x: Value, depth: int) -> Value:
    if not depth:
        return x
    if isinstance(x, ListValue):
        return replace(x, cell=Cell(x.cell.content.map(lambda one: _deep(one, depth - 1))))
    if isinstance(x, TupleValue):
        return replace(x, elements=x.elements.map(lambda one: _deep(one, depth - 1)))
    if isinstance(x, DictValue):
        items = tuple((key, _deep(one, depth - 1)) for key, one in x.cell.content.items)
        return replace(x, cell=Cell(replace(x.cell.content, items=items)))
    return x.derived(x.shape, x.kind, x.range) if isinstance(x, Array) else x
