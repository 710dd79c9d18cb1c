"""Python's builtin functions on abstract values."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_dim, scalar_dim
from pylint_lstmshape.domain.containers import (
    MAX_ITEMS,
    DictValue,
    Elements,
    Entries,
    ListValue,
    Run,
    SetValue,
    Stream,
    TupleValue,
)
from pylint_lstmshape.domain.dim import Dim, Symbol, at_least, maximum, minimum
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import (
    FALSE,
    NONE,
    Array,
    Constant,
    Integer,
    Real,
    SliceValue,
    Text,
    Unknown,
    Value,
    integer,
    join,
)
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.python.numbers import binary


def value_length(value: Value) -> Dim | None:
    """len(value) where it is known."""
    if isinstance(value, ListValue | DictValue):
        return value.cell.content.length
    if isinstance(value, TupleValue | Stream):
        return value.elements.length
    if isinstance(value, Constant) and isinstance(value.value, str | bytes):
        return Dim.of(len(value.value))
    if isinstance(value, Text):
        return value.length
    if isinstance(value, Array):
        return value.shape[0] if value.shape else None
    length = getattr(value, "length", None)
    return length() if callable(length) else None


@models("builtins.len")
def len_(ctx: Context, obj: Value) -> Result:
    """The number of elements; of something unknown the same as its shape[0]."""
    if isinstance(obj, Unknown):
        shape = ctx.attribute(obj, "shape")
        key = shape.key if isinstance(shape, Unknown) else ctx.fresh()
        return Unknown(("item", key, 0, Constant(0)), f"len({obj.name or '?'})")
    if isinstance(obj, Instance):
        method = ctx.attribute(obj, "__len__")
        return Integer(ctx.fresh("len")) if isinstance(method, Unknown) else ctx.call(method)
    length = value_length(obj)
    return integer(ctx.fresh("len") if length is None else length)


@models("builtins.range")
def range_(ctx: Context, *args: Value) -> Result:
    """start, start + step, … below stop."""
    dims = [scalar_dim(one) for one in args]
    if not 1 <= len(dims) <= 3 or None in dims:
        return ctx.unknown()
    known = [dim for dim in dims if dim is not None]
    start, stop = (Dim.of(0), known[0]) if len(known) == 1 else (known[0], known[1])
    step = known[2].constant if len(known) == 3 else 1
    if step is None or step == 0:
        turns = ctx.fresh("turns")
        return Stream(Elements((Run(Integer(ctx.fresh("i", None)), turns),)), type_path="range")
    distance = stop - start if step > 0 else start - stop
    if at_least(distance, 0) is False:
        return Stream(Elements(), type_path="range")
    size = abs(step)
    count = distance if size == 1 else (distance + (size - 1)) // size
    index = Symbol(("range", ctx.symbol("i", "i")), "i", 0, count - 1)
    value = integer(start + Dim({(index,): 1}) * step)
    return Stream(Elements((Run(value, count, index),)), type_path="range")


@models("builtins.enumerate")
def enumerate_(ctx: Context, iterable: Value, start: Dim = Dim.of(0)) -> Result:
    """(number, element) pairs."""
    elements = ctx.iterate(iterable)
    if elements is None:
        pair = TupleValue.of(Integer(ctx.fresh("i")), ctx.unknown())
        return Stream(Elements((Run(pair, ctx.fresh("turns", 1)),)))
    runs: list[Run] = []
    before = start
    for run in elements:
        index = run.index or Symbol(("enumerate", ctx.symbol("i", "i", len(runs))), "i", 0, run.count - 1)
        runs.append(Run(TupleValue.of(integer(before + Dim({(index,): 1})), run.value), run.count, index))
        before = before + run.count
    return Stream(Elements(tuple(runs)))


@models("builtins.zip")
def zip_(ctx: Context, *iterables: Value, strict: Value = NONE) -> Result:
    """Tuples of the elements at the same place, as many as the shortest has."""
    parts = [ctx.iterate(one) for one in iterables]
    if not parts:
        return Stream(Elements())
    items = [None if part is None else part.items for part in parts]
    if all(item is not None for item in items):
        known = [item for item in items if item is not None]
        return Stream(Elements.of(TupleValue.of(*pair) for pair in zip(*known, strict=False)))
    values: list[Value] = []
    count: Dim | None = None
    index: Symbol | None = None
    for part, given in zip(parts, iterables, strict=True):
        if part is None:
            values.append(ctx.unknown())
            fewer = ctx.fresh("len")
            count = fewer if count is None else minimum(count, fewer)
            continue
        own = part.runs[0].index if len(part.runs) == 1 else None
        if own is not None:
            index = index or own  # all of them go on together
            values.append(part.runs[0].value.substitute(own, Dim({(index,): 1})))
        else:
            values.append(part.element(ctx) or ctx.unknown())
        if not (isinstance(given, Stream) and given.endless):
            count = part.length if count is None else minimum(count, part.length)
    return Stream(Elements((Run(TupleValue.of(*values), count or ctx.fresh("turns", 1), index),)))


@models("builtins.zip*")
def transposed(ctx: Context, rows: Value) -> Result:
    """zip(*rows), where there are many rows: a tuple of what stands at the first place in each, and so on."""
    given = ctx.iterate(rows)
    if given is None:
        return ctx.unknown()
    inner = [ctx.iterate(run.value) for run in given]
    widths = {None if one is None or one.items is None else len(one.items) for one in inner}
    width = widths.pop() if len(widths) == 1 else None if widths else 0
    if width is not None:
        columns = [
            TupleValue(Elements(tuple(Run((one.items or ())[at], run.count, run.index)
                                      for run, one in zip(given, inner, strict=True) if one is not None)))
            for at in range(width)
        ]  # fmt: skip
        return Stream(Elements.of(columns))
    # However long the rows are, what comes out is as long as there are rows.
    cells = [ctx.unknown() if one is None else one.element(ctx) or ctx.unknown() for one in inner]
    column = TupleValue(
        Elements(tuple(Run(cell, run.count, run.index) for run, cell in zip(given, cells, strict=True)))
    )
    return Stream(Elements((Run(column, ctx.fresh("len")),)))


@models("builtins.map")
def map_(ctx: Context, func: Value, *iterables: Value) -> Result:
    """What the function makes of each element."""
    zipped = zip_(ctx, *iterables)
    assert isinstance(zipped, Stream)
    results = []
    for run in zipped.elements:
        arguments = run.value.elements.items if isinstance(run.value, TupleValue) else None
        results.append(Run(ctx.call(func, *(arguments or ())), run.count, run.index))
    return Stream(Elements(tuple(results)))


@models("builtins.filter")
def filter_(ctx: Context, function: Value, iterable: Value) -> Result:
    """Those elements for which the function holds."""
    elements = ctx.iterate(iterable)
    element = None if elements is None else elements.element(ctx)
    return Stream(Elements((Run(element or ctx.unknown(), ctx.fresh("len")),)))


def _loosened(ctx: Context, iterable: Value) -> Elements:
    """The same elements in an order nobody knows."""
    elements = ctx.iterate(iterable)
    if elements is None:
        return Elements((Run(ctx.unknown(), ctx.fresh("len")),))
    element = elements.element(ctx)
    return Elements() if element is None else Elements((Run(element, elements.length),))


@models("builtins.sorted")
def sorted_(ctx: Context, iterable: Value, key: Value = NONE, reverse: Value = FALSE) -> Result:
    """A list of the elements in order: which comes first is known where all of them are."""
    elements = iterable.cell.content if isinstance(iterable, SetValue) else ctx.iterate(iterable)
    items = None if elements is None else elements.items
    known = [item.value for item in items or () if isinstance(item, Constant)]
    if items is not None and len(known) == len(items) and key == NONE and isinstance(reverse, Constant):
        try:
            return ListValue(Cell(Elements.of(map(Constant, sorted(known, reverse=bool(reverse.value))))))
        except TypeError:
            return ctx.unknown()
    return ListValue(Cell(_loosened(ctx, iterable)))


@models("builtins.reversed")
def reversed_(ctx: Context, sequence: Value) -> Result:
    """The elements from the last to the first."""
    elements = ctx.iterate(sequence)
    items = None if elements is None else elements.items
    return Stream(Elements.of(reversed(items)) if items is not None else _loosened(ctx, sequence))


@models("builtins.list")
def list_(ctx: Context, iterable: Value | None = None) -> Result:
    """A new list of the elements."""
    if iterable is None:
        return ListValue(Cell(Elements()))
    elements = ctx.iterate(iterable)
    if elements is None:
        length = len_(ctx, iterable) if isinstance(iterable, Unknown) else None
        count = as_dim(length) if isinstance(length, Value) else None
        return ListValue(Cell(Elements((Run(ctx.unknown(), count or ctx.fresh("len")),))))
    return ListValue(Cell(elements))


@models("builtins.tuple")
def tuple_(ctx: Context, iterable: Value | None = None) -> Result:
    """A tuple of the elements."""
    elements = Elements() if iterable is None else ctx.iterate(iterable)
    return ctx.unknown() if elements is None else TupleValue(elements)


@models("builtins.dict", "collections.OrderedDict")
def dict_(ctx: Context, iterable: Value | None = None, **named: Value) -> Result:
    """A dict of pairs and keywords."""
    entries = Entries()
    if isinstance(iterable, DictValue):
        entries = iterable.cell.content
    elif iterable is not None:
        elements = ctx.iterate(iterable)
        for run in elements or ():
            pair = run.value.elements.items if isinstance(run.value, TupleValue) else None
            key, value = pair if pair is not None and len(pair) == 2 else (None, ctx.unknown())
            if isinstance(key, Constant) and run.count == 1:
                entries = entries.set(key, value)
            else:
                differ = key is not None and run.index is not None and key.mentions(run.index)
                entries = entries.set_some(key, Run(value, run.count if differ else ctx.fresh("distinct")), ctx)
        if elements is None:
            entries = Entries((), Run(ctx.unknown(), ctx.fresh("len")))
    for name, value in named.items():
        entries = entries.set(Constant(name), value)
    return DictValue(Cell(entries))


def _extreme(ctx: Context, args: tuple[Value, ...], options: dict[str, Value], largest: bool) -> Value:
    values: tuple[Value, ...] | None = args
    if len(args) == 1:
        elements = ctx.iterate(args[0])
        values = None if elements is None else elements.items
        if values is None and elements is not None and not options:
            element = elements.element(ctx)
            return (
                Integer(ctx.fresh("max" if largest else "min", None)) if isinstance(element, Integer) else ctx.unknown()
            )
    if not values or "key" in options:
        return ctx.unknown() if not values else _joined(ctx, values)
    if all(isinstance(one, Constant) for one in values):
        try:
            plain = [one.value for one in values if isinstance(one, Constant)]
            return Constant(max(plain) if largest else min(plain))
        except TypeError:
            return ctx.unknown()
    dims = [as_dim(one) for one in values]
    known = [dim for dim in dims if dim is not None]
    if len(known) != len(values) or any(isinstance(one, Real) for one in values):
        return ctx.unknown()
    result = known[0]
    for dim in known[1:]:
        result = maximum(result, dim) if largest else minimum(result, dim)
    return integer(result)


def _joined(ctx: Context, values: tuple[Value, ...]) -> Value:
    result = values[0]
    for value in values[1:]:
        result = join(result, value, ctx)
    return result


@models("builtins.max")
def max_(ctx: Context, *args: Value, **options: Value) -> Result:
    """The greatest."""
    return _extreme(ctx, args, options, True)


@models("builtins.min")
def min_(ctx: Context, *args: Value, **options: Value) -> Result:
    """The least."""
    return _extreme(ctx, args, options, False)


@models("builtins.sum")
def sum_(ctx: Context, iterable: Value, start: Value = Constant(0)) -> Result:
    """The sum of numbers; lists are joined where `start` is a list."""
    elements = ctx.iterate(iterable)
    items = None if elements is None or len(elements.runs) > MAX_ITEMS else elements.items
    if items is None:
        return ctx.unknown()
    total: Value | Conflict | None = start
    for one in items:
        if not isinstance(total, Value) or isinstance(one, Array):
            return ctx.unknown()
        total = binary(ctx, "+", total, one)
    return total if isinstance(total, Value) else ctx.unknown()


@models("builtins.divmod")
def divmod_(ctx: Context, x: Value, y: Value) -> Result:
    """(x // y, x % y)."""
    parts = [binary(ctx, operator, x, y) for operator in ("//", "%")]
    return TupleValue.of(*(part if isinstance(part, Value) else ctx.unknown() for part in parts))


@models("builtins.pow")
def pow_(ctx: Context, base: Value, exp: Value, mod: Value = NONE) -> Result:
    """base ** exp."""
    result = binary(ctx, "**", base, exp) if mod == NONE else None
    return result if isinstance(result, Value) else ctx.unknown()


@models("builtins.slice")
def slice_(ctx: Context, *args: Value) -> Result:
    """start:stop:step."""
    if not 1 <= len(args) <= 3:
        return ctx.unknown()
    return SliceValue(NONE, args[0]) if len(args) == 1 else SliceValue(*args)


@models("builtins.next", "generator.__next__", "generator.next")
def next_(ctx: Context, iterator: Value, default: Value | None = None) -> Result:
    """An element of an iterator, or the default behind its end (how much of it has been read is not followed).

    `iterator.next()` is Python 2's way to write it (in Python 3 a run ends there).
    """
    elements = ctx.iterate(iterator)
    element = None if elements is None else elements.element(ctx)
    if default is None or elements is None:
        return element or ctx.unknown()
    return default if element is None else join(element, default, ctx)


@models("builtins.iter")
def iter_(ctx: Context, iterable: Value) -> Result:
    """An iterator over the elements."""
    elements = ctx.iterate(iterable)
    return ctx.unknown() if elements is None else Stream(elements)


@models("builtins.print", "builtins.help")
def print_(ctx: Context, *args: Value, **options: Value) -> Result:
    """Nothing that matters to shapes."""
    return NONE
