"""collections.deque: a list that may have a greatest length, and drops at its other end what is too much."""

from __future__ import annotations

from dataclasses import dataclass

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.containers import Elements, ListValue, Run
from pylint_lstmshape.domain.dim import Dim, at_least, minimum
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import NONE, Constant, Unknown, Value
from pylint_lstmshape.knowledge import Context, Result, bases, models

bases("collections.deque", "list")


@dataclass(frozen=True)
class DequeValue(ListValue):
    """A deque; `maxlen` None where it has no greatest length."""

    maxlen: Dim | None = None
    type_path = "collections.deque"


@models("collections.deque")
def deque(ctx: Context, iterable: Value | None = None, maxlen: Value = NONE) -> Result:
    """The last `maxlen` elements of an iterable."""
    elements = Elements() if iterable is None else ctx.iterate(iterable)
    if elements is None:
        elements = Elements((Run(ctx.unknown(), ctx.fresh("len")),))
    limit = None if maxlen == NONE else ctx.fresh("maxlen") if isinstance(maxlen, Unknown) else as_dim(maxlen)
    return DequeValue(Cell(_cut(ctx, elements, limit, left=True)), limit)


def _cut(ctx: Context, elements: Elements, limit: Dim | None, *, left: bool) -> Elements:
    """At most `limit` of the elements: those too much are dropped at the left end, or at the right."""
    if limit is None or at_least(limit, elements.length):
        return elements
    items, most = elements.items, limit.constant
    if items is not None and most is not None:
        return Elements.of(items[len(items) - most :] if left else items[:most])
    element = elements.element(ctx)
    return Elements() if element is None else Elements((Run(element, minimum(elements.length, limit)),))


def _put(ctx: Context, self: Value, more: Elements | None, *, left: bool) -> Value:
    if isinstance(self, DequeValue):
        added = more if more is not None else Elements((Run(ctx.unknown(), ctx.fresh("len")),))
        held = self.cell.content
        ctx.heap.write(self.cell, _cut(ctx, added + held if left else held + added, self.maxlen, left=not left))
    return NONE


@models("collections.deque.append")
def append(ctx: Context, self: Value, x: Value) -> Result:
    """One more element at the right end."""
    return _put(ctx, self, Elements.of([x]), left=False)


@models("collections.deque.appendleft")
def append_left(ctx: Context, self: Value, x: Value) -> Result:
    """One more element at the left end."""
    return _put(ctx, self, Elements.of([x]), left=True)


@models("collections.deque.extend")
def extend(ctx: Context, self: Value, iterable: Value) -> Result:
    """More elements at the right end."""
    return _put(ctx, self, ctx.iterate(iterable), left=False)


@models("collections.deque.extendleft")
def extend_left(ctx: Context, self: Value, iterable: Value) -> Result:
    """More elements at the left end, one after the other."""
    more = ctx.iterate(iterable)
    items = None if more is None else more.items
    if more is not None and items is None:
        more = Elements((Run(more.element(ctx) or ctx.unknown(), more.length),))
    return _put(ctx, self, more if items is None else Elements.of(reversed(items)), left=True)


@models("collections.deque.popleft")
def pop_left(ctx: Context, self: Value) -> Result:
    """Takes the first element out."""
    from pylint_lstmshape.library.python.sequences import pop

    return pop(ctx, self, Constant(0))


@models("collections.deque.rotate")
def rotate(ctx: Context, self: Value, n: Value = Constant(1)) -> Result:
    """The same elements, each at another place."""
    if isinstance(self, ListValue) and self.cell.content.runs:
        held, turns = self.cell.content, as_dim(n)
        if held.items is not None and turns is not None and turns.constant is not None:
            at = -turns.constant % len(held.items)
            ctx.heap.write(self.cell, Elements.of(held.items[at:] + held.items[:at]))
            return NONE
        ctx.heap.write(self.cell, Elements((Run(held.element(ctx) or ctx.unknown(), held.length),)))
    return NONE
