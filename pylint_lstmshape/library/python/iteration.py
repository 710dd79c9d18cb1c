"""itertools, where lengths can be told."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.containers import MAX_ITEMS, Elements, Run, Stream, TupleValue
from pylint_lstmshape.domain.dim import Dim, maximum
from pylint_lstmshape.domain.shape import slice_length
from pylint_lstmshape.domain.values import NONE, Constant, Integer, Value
from pylint_lstmshape.knowledge import Context, Result, models


def _elements(ctx: Context, iterable: Value) -> Elements:
    found = ctx.iterate(iterable)
    return found if found is not None else Elements((Run(ctx.unknown(), ctx.fresh("len")),))


def _tuples(rows: Iterable[Sequence[Value]]) -> Result:
    return Stream(Elements.of(TupleValue.of(*row) for row in rows))


def _alike(value: Value, count: Dim) -> Result:
    return Stream(Elements((Run(value, count),)))


@models("itertools.chain")
def chain(ctx: Context, *iterables: Value) -> Result:
    """The elements of all, one iterable after the other."""
    total = Elements()
    for one in iterables:
        total = total + _elements(ctx, one)
    return Stream(total)


@models("itertools.chain.from_iterable")
def from_iterable(ctx: Context, iterable: Value) -> Result:
    """The elements of all, one iterable after the other."""
    total = Elements()
    for run in _elements(ctx, iterable):
        inner = _elements(ctx, run.value)
        if run.count == 1:
            total = total + inner
        else:
            element = inner.element(ctx) or ctx.unknown()
            count = ctx.fresh("len") if run.is_ragged else inner.length * run.count
            total = total + Elements((Run(element, count),))
    return Stream(total)


@models("itertools.cycle")
def cycle(ctx: Context, iterable: Value) -> Result:
    """The elements over and over."""
    element = _elements(ctx, iterable).element(ctx) or ctx.unknown()
    return Stream(Elements((Run(element, ctx.fresh("turns", 1)),)), endless=True)


@models("itertools.count")
def count(ctx: Context, start: Dim = Dim.of(0), step: Dim = Dim.of(1)) -> Result:
    """start, start + step, … without end."""
    return Stream(Elements((Run(Integer(ctx.fresh("i", None)), ctx.fresh("turns", 1)),)), endless=True)


@models("itertools.repeat")
def repeat(ctx: Context, object: Value, times: Value | None = None) -> Result:
    """The same thing again and again."""
    known = None if times is None else as_dim(times)
    if times is None:
        return Stream(Elements((Run(object, ctx.fresh("turns", 1)),)), endless=True)
    return _alike(object, ctx.fresh("turns") if known is None else known)


@models("itertools.islice")
def islice(ctx: Context, iterable: Value, *args: Value) -> Result:
    """Some of the elements: a slice of an iterator."""
    elements = _elements(ctx, iterable)
    if not elements.runs:
        return Stream(elements)
    ends = [None if one == NONE else as_dim(one) for one in args]
    if any(end is None and one != NONE for end, one in zip(ends, args, strict=True)):
        return _alike(elements.element(ctx) or ctx.unknown(), ctx.fresh("len"))
    start, stop = (Dim.of(0), ends[0]) if len(ends) == 1 else ((ends[0] or Dim.of(0)), ends[1])
    step = ends[2].constant if len(ends) == 3 and ends[2] is not None else 1
    endless = isinstance(iterable, Stream) and iterable.endless
    numbers = [start.constant, None if stop is None else stop.constant, step]
    if not endless and numbers[0] is not None and (stop is None or numbers[1] is not None):
        exact = elements.slice(numbers[0], numbers[1], step)
        if exact is not None:
            return Stream(exact)
    element = elements.element(ctx) or ctx.unknown()
    if endless:
        length = None if stop is None or step is None else slice_length(stop, start, stop, step)
        return Stream(Elements((Run(element, length),))) if length is not None else _alike(element, ctx.fresh("len"))
    return _alike(element, slice_length(elements.length, start, stop, step or 1))


@models("itertools.zip_longest")
def zip_longest(ctx: Context, *iterables: Value, fillvalue: Value = NONE) -> Result:
    """Tuples of the elements at the same place, as many as the longest has."""
    parts = [_elements(ctx, one) for one in iterables]
    items = [part.items for part in parts]
    known = [one for one in items if one is not None]
    if len(known) == len(items):
        return _tuples(itertools.zip_longest(*known, fillvalue=fillvalue))
    longest = Dim.of(0)
    for part in parts:
        longest = maximum(longest, part.length)
    return _alike(TupleValue.of(*(ctx.unknown() for _ in parts)), longest)


@models("itertools.product")
def product(ctx: Context, *iterables: Value, repeat: Dim = Dim.of(1)) -> Result:
    """Every way to take one element of each."""
    times = repeat.constant
    parts = [_elements(ctx, one) for one in iterables]
    if times is None or times > 16:
        return _alike(ctx.unknown(), ctx.fresh("len"))
    parts = parts * times
    items = [part.items for part in parts]
    known = [one for one in items if one is not None]
    if len(known) == len(items) and math.prod(map(len, known)) <= MAX_ITEMS:
        return _tuples(itertools.product(*known))
    row = TupleValue.of(*(part.element(ctx) or ctx.unknown() for part in parts))
    return _alike(row, math.prod((part.length for part in parts), start=Dim.of(1)))


def _choosing(name: str) -> None:
    @models(f"itertools.{name}")
    def choosing(ctx: Context, iterable: Value, r: Value = NONE) -> Result:
        elements = _elements(ctx, iterable)
        items, length = elements.items, elements.length.constant
        size = elements.length if r == NONE else as_dim(r)
        number = None if size is None else size.constant
        if length is None or number is None or number < 0:
            return _alike(ctx.unknown(), ctx.fresh("len"))
        total = _COUNTS[name](length, number)
        if total <= MAX_ITEMS and items is not None:
            return _tuples(getattr(itertools, name)(items, number))
        element = elements.element(ctx) or ctx.unknown()
        return _alike(TupleValue.of(*[element] * min(number, MAX_ITEMS)), Dim.of(total))

    choosing.__doc__ = f"itertools.{name}: tuples of r elements."


_COUNTS: dict[str, Callable[[int, int], int]] = {
    "combinations": math.comb,
    "permutations": math.perm,
    "combinations_with_replacement": lambda n, r: math.comb(n + r - 1, r) if n + r else 1,
}
for _name in _COUNTS:
    _choosing(_name)


@models("itertools.accumulate")
def accumulate(ctx: Context, iterable: Value, func: Value = NONE, *, initial: Value = NONE) -> Result:
    """The sums of the first elements, one for each."""
    elements = _elements(ctx, iterable)
    items = elements.items
    known = [one.value for one in items or () if isinstance(one, Constant) and isinstance(one.value, int | float)]
    if items is not None and func == NONE and initial == NONE and len(known) == len(items):
        return Stream(Elements.of(map(Constant, itertools.accumulate(known))))
    return _alike(ctx.unknown(), elements.length + (0 if initial == NONE else 1))


@models("itertools.starmap")
def starmap(ctx: Context, function: Value, iterable: Value) -> Result:
    """What the function makes of each tuple of arguments."""
    results = []
    for run in _elements(ctx, iterable):
        given = run.value.elements.items if isinstance(run.value, TupleValue) else None
        made = ctx.unknown() if given is None else ctx.call(function, *given)
        results.append(Run(made, run.count, run.index))
    return Stream(Elements(tuple(results)))


@models("itertools.takewhile", "itertools.dropwhile", "itertools.filterfalse")
def some(ctx: Context, predicate: Value, iterable: Value) -> Result:
    """Some of the elements."""
    return _alike(_elements(ctx, iterable).element(ctx) or ctx.unknown(), ctx.fresh("len"))


@models("itertools.pairwise")
def pairwise(ctx: Context, iterable: Value) -> Result:
    """Each element with the next one."""
    elements = _elements(ctx, iterable)
    items = elements.items
    if items is not None:
        return _tuples(itertools.pairwise(items))
    element = elements.element(ctx) or ctx.unknown()
    return _alike(TupleValue.of(element, element), maximum(elements.length - 1, 0))


@models("itertools.tee")
def tee(ctx: Context, iterable: Value, n: int = 2) -> Result:
    """n iterators over the same elements."""
    elements = _elements(ctx, iterable)
    return TupleValue.of(*(Stream(elements) for _ in range(min(max(n, 0), MAX_ITEMS))))
