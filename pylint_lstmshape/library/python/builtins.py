"""Python's builtin functions on abstract values."""

from __future__ import annotations

import math

from pylint_lstmshape.domain.arrays import as_dim, scalar_dim
from pylint_lstmshape.domain.dim import Dim, Symbol, at_least, maximum, minimum
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import (
    MAX_ITEMS,
    NONE,
    Array,
    Constant,
    DictValue,
    Elements,
    Entries,
    Instance,
    Integer,
    ListValue,
    Real,
    Run,
    SetValue,
    Stream,
    Text,
    TupleValue,
    Unknown,
    Value,
    integer,
    join,
)
from pylint_lstmshape.knowledge import Context, Result, models


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
        return Stream(Elements((Run(Integer(ctx.fresh("i")), turns),)), type_path="range")
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
        if index is None and len(part.runs) == 1 and part.runs[0].index is not None:
            index = part.runs[0].index
            values.append(part.runs[0].value)
        else:
            values.append(part.element(ctx) or ctx.unknown())
        if not (isinstance(given, Stream) and given.endless):
            count = part.length if count is None else minimum(count, part.length)
    return Stream(Elements((Run(TupleValue.of(*values), count or ctx.fresh("turns", 1), index),)))


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
def sorted_(ctx: Context, iterable: Value, key: Value = NONE, reverse: Value = NONE) -> Result:
    """A list of the elements in order: which comes first is not known."""
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
        length = as_dim(len_(ctx, iterable)) if isinstance(iterable, Unknown) else None  # type: ignore[arg-type]
        return ListValue(Cell(Elements((Run(ctx.unknown(), length or ctx.fresh("len")),))))
    return ListValue(Cell(elements))


@models("builtins.tuple")
def tuple_(ctx: Context, iterable: Value | None = None) -> Result:
    """A tuple of the elements."""
    elements = Elements() if iterable is None else ctx.iterate(iterable)
    return ctx.unknown() if elements is None else TupleValue(elements)


@models("builtins.set", "builtins.frozenset")
def set_(ctx: Context, iterable: Value | None = None) -> Result:
    """A set of the elements: equal ones fall together."""
    if iterable is None:
        return SetValue(Cell(Elements()))
    elements = _loosened(ctx, iterable)
    element = elements.element(ctx)
    if element is None:
        return SetValue(Cell(Elements()))
    return SetValue(Cell(Elements((Run(element, ctx.fresh("distinct", 1)),))))


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
            if pair is None or len(pair) != 2 or run.count != 1 or not isinstance(pair[0], Constant):
                value = pair[1] if pair is not None and len(pair) == 2 else ctx.unknown()
                key = pair[0] if pair is not None and len(pair) == 2 else None
                count = elements.length if elements is not None else ctx.fresh("len")
                return DictValue(Cell(Entries((), Run(value, count), key)))
            entries = entries.set(pair[0], pair[1])
        if elements is None:
            entries = Entries((), Run(ctx.unknown(), ctx.fresh("len")))
    for name, value in named.items():
        entries = entries.set(Constant(name), value)
    return DictValue(Cell(entries))


@models("collections.defaultdict", "collections.Counter")
def open_dict(ctx: Context, *args: Value, **named: Value) -> Result:
    """A dict of keys nobody knows."""
    return DictValue(Cell(Entries((), Run(ctx.unknown(), ctx.fresh("distinct")))))


@models("builtins.int", "math.floor", "math.trunc", "numpy.int32", "numpy.int64")
def int_(ctx: Context, x: Value = Constant(0), base: Value = NONE) -> Result:
    """The whole part of a number; of `0.8 * n` a term of its own that is at most n."""
    if isinstance(x, Constant) and isinstance(x.value, bool | int | float | str):
        try:
            return Constant(int(x.value))
        except (ValueError, OverflowError):
            return ctx.unknown()
    if isinstance(x, Integer):
        return x
    if isinstance(x, Real):
        if x.dim is None or x.factor is None:
            return Integer(Dim.opaque("int", x.key, lower=None))
        inside = 0 <= x.factor <= 1
        text = f"{round(x.factor, 6)}*{x.dim}"
        return Integer(Dim.opaque("int", text, x.dim, lower=0, upper=x.dim if inside else None))
    if isinstance(x, Array):
        dim = scalar_dim(x)
        return Integer(dim) if dim is not None else ctx.unknown()
    return Unknown(("int", x.key), x.name) if isinstance(x, Unknown) else ctx.unknown()


@models("builtins.round")
def round_(ctx: Context, number: Value, ndigits: Value = NONE) -> Result:
    """A whole number near x, or with `ndigits` a float."""
    places = ndigits.value if isinstance(ndigits, Constant) else "?"
    if isinstance(number, Constant) and isinstance(number.value, int | float) and isinstance(places, int | None):
        try:
            return Constant(round(number.value, places))
        except (ValueError, OverflowError):
            return ctx.unknown()
    if ndigits == NONE:
        return ceil(ctx, number)
    return Real(("round", ctx.fresh("x"))) if isinstance(number, Real) else ctx.unknown()


@models("math.ceil")
def ceil(ctx: Context, x: Value) -> Result:
    """A whole number near x."""
    if isinstance(x, Constant) and isinstance(x.value, int):
        return x
    if isinstance(x, Constant) and isinstance(x.value, float) and math.isfinite(x.value):
        return Constant(math.ceil(x.value))
    if isinstance(x, Real):
        inside = x.factor is not None and 0 <= x.factor <= 1
        text = x.key if x.factor is None else f"{round(x.factor, 6)}*{x.dim}"
        lower, upper = (0, x.dim) if inside else (None, None)
        return Integer(Dim.opaque("ceil", text, x.dim, lower=lower, upper=upper))
    if isinstance(x, Integer):
        return x
    return ctx.unknown()


@models("builtins.divmod")
def divmod_(ctx: Context, x: Dim, y: Dim) -> Result:
    """(x // y, x % y)."""
    return ctx.unknown() if y.constant == 0 else TupleValue.of(integer(x // y), integer(x % y))


@models("builtins.ord")
def ord_(ctx: Context, c: Value) -> Result:
    """The number of a letter."""
    if isinstance(c, Constant) and isinstance(c.value, str) and len(c.value) == 1:
        return Constant(ord(c.value))
    return Integer(ctx.fresh("ord"))


@models("builtins.chr")
def chr_(ctx: Context, i: Value) -> Result:
    """A letter."""
    number = i.value if isinstance(i, Constant) else None
    if isinstance(number, int) and 0 <= number < 0x110000:
        return Constant(chr(number))
    return Text(("chr", ctx.fresh("chr")), Dim.of(1))


@models("builtins.float")
def float_(ctx: Context, x: Value = Constant(0.0)) -> Result:
    """A float."""
    if isinstance(x, Constant) and isinstance(x.value, int | float | str):
        try:
            return Constant(float(x.value))
        except (ValueError, OverflowError):
            return ctx.unknown()
    return x if isinstance(x, Real) else Real(("float", ctx.fresh("float")))


@models("builtins.str")
def str_(ctx: Context, object: Value = Constant("")) -> Result:
    """A str."""
    if isinstance(object, Constant) and isinstance(object.value, str | int | bool):
        return Constant(str(object.value))
    return Text(("str", ctx.fresh("str")), ctx.fresh("len"))


@models("builtins.bool")
def bool_(ctx: Context, x: Value = Constant(False)) -> Result:
    """True or False."""
    known = ctx.truth(x)
    return x if known is None else Constant(known)


@models("builtins.abs")
def abs_(ctx: Context, x: Value) -> Result:
    """The size of a number, or of each element."""
    if isinstance(x, Constant) and isinstance(x.value, int | float):
        return Constant(abs(x.value))
    if isinstance(x, Array):
        return x.derived(x.shape, x.kind)
    return x if isinstance(x, Integer) and at_least(x.dim, 0) else ctx.unknown()


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
    """The sum of numbers."""
    elements = ctx.iterate(iterable)
    items = None if elements is None or len(elements.runs) > MAX_ITEMS else elements.items
    dims = [as_dim(one) for one in items or ()]
    if items is None or any(dim is None or isinstance(one, Real) for dim, one in zip(dims, items, strict=True)):
        return ctx.unknown()
    total = as_dim(start) or Dim.of(0)
    for dim in dims:
        total = total + (dim or 0)
    return integer(total)


@models("builtins.next")
def next_(ctx: Context, iterator: Value, default: Value = NONE) -> Result:
    """An element of an iterator."""
    elements = ctx.iterate(iterator)
    return ctx.unknown() if elements is None else elements.element(ctx) or ctx.unknown()


@models("builtins.iter")
def iter_(ctx: Context, iterable: Value) -> Result:
    """An iterator over the elements."""
    elements = ctx.iterate(iterable)
    return ctx.unknown() if elements is None else Stream(elements)


@models("builtins.print", "builtins.input", "builtins.help")
def print_(ctx: Context, *args: Value, **options: Value) -> Result:
    """Nothing that matters to shapes."""
    return NONE
