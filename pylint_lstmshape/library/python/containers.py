"""The collections module: Counter, defaultdict."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Run, TupleValue
from pylint_lstmshape.domain.dim import minimum
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import NONE, Integer, Value
from pylint_lstmshape.knowledge import Context, Result, bases, models
from pylint_lstmshape.library.python.sets import constants


@models("collections.defaultdict")
def defaultdict(ctx: Context, default_factory: Value = NONE, *args: Value, **named: Value) -> Result:
    """A dict that holds what the factory makes under keys nobody wrote."""
    element = ctx.unknown() if default_factory == NONE else ctx.call(default_factory)
    if isinstance(element, ListValue | DictValue):
        element = ctx.unknown()  # one for each key, and what was put into which nobody follows
    return DictValue(Cell(Entries((), Run(element, ctx.fresh("distinct")))))


@models("collections.Counter")
def counter(ctx: Context, iterable: Value | None = None, **named: Value) -> Result:
    """How often each element comes."""
    elements = Elements() if iterable is None else ctx.iterate(iterable)
    known = None if elements is None or named else constants(elements)
    number = Integer(ctx.fresh("count", 1))
    if known is not None:
        return DictValue(Cell(Entries(tuple((key, number) for key in known.values()))), "collections.Counter")
    key = None if elements is None else elements.element(ctx)
    return DictValue(Cell(Entries((), Run(number, ctx.fresh("distinct")), key)), "collections.Counter")


bases("collections.Counter", "dict")


@models("collections.Counter.most_common")
def most_common(ctx: Context, self: Value, n: Value = NONE) -> Result:
    """The n most frequent elements (or all of them), each with its number."""
    entries = self.cell.content if isinstance(self, DictValue) else Entries((), Run(ctx.unknown(), ctx.fresh("len")))
    limit = None if n == NONE else as_dim(n)
    if n != NONE and limit is None:
        limit = ctx.fresh("len")
    keys = Elements.of(key for key, _ in entries.items).element(ctx) or entries.other_key or ctx.unknown()
    count = entries.length if limit is None else minimum(entries.length, limit)
    pair = TupleValue.of(keys, Integer(ctx.fresh("count", 1)))
    return ListValue(Cell(Elements((Run(pair, count),))))
