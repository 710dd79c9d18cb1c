"""Sets: exact where all their elements are known, else of a size nobody knows. The order is never known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pylint_lstmshape.domain.containers import MAX_RUNS, Elements, Run, SetValue
from pylint_lstmshape.domain.dim import at_least
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import NONE, Constant, Value
from pylint_lstmshape.knowledge import Context, Result, models


def constants(elements: Elements) -> dict[Any, Constant] | None:
    """The elements as constants by their values, equal ones (1, 1.0 and True) once; None where one is not known."""
    found: dict[Any, Constant] = {}
    if len(elements.runs) > MAX_RUNS:
        return None
    for run in elements:
        if not isinstance(run.value, Constant):
            return None
        if run.count.constant is None:
            return None
        if run.count != 0:
            found.setdefault(run.value.value, run.value)
    return found


def distinct(ctx: Context, elements: Elements) -> Elements:
    """What a set of these elements holds."""
    known = constants(elements)
    if known is not None:
        return Elements.of(known.values())
    element = elements.element(ctx)
    if element is None:
        return Elements()
    count = elements.length if elements.length == 1 else ctx.fresh("distinct", 1 if at_least(elements.length, 1) else 0)
    return Elements((Run(element, count),))


def letters(text: str) -> Elements:
    """The distinct letters of a text."""
    return Elements.of(map(Constant, dict.fromkeys(text)))


@models("builtins.set", "builtins.frozenset")
def set_(ctx: Context, iterable: Value | None = None) -> Result:
    """A set of the elements: equal ones fall together."""
    if iterable is None:
        return SetValue(Cell(Elements()))
    if isinstance(iterable, Constant) and isinstance(iterable.value, str):
        return SetValue(Cell(letters(iterable.value)))
    elements = iterable.cell.content if isinstance(iterable, SetValue) else ctx.iterate(iterable)
    if elements is None:
        return SetValue(Cell(Elements((Run(ctx.unknown(), ctx.fresh("distinct")),))))
    return SetValue(Cell(distinct(ctx, elements)))


@models("set.add")
def add(ctx: Context, self: Value, object: Value) -> Result:
    """One more element, unless it is there."""
    if isinstance(self, SetValue):
        _grow(ctx, self, Elements.of([object]))
    return NONE


@models("set.update")
def update(ctx: Context, self: Value, *others: Value) -> Result:
    """The elements of iterables too."""
    if isinstance(self, SetValue):
        for one in others:
            _grow(ctx, self, _content(ctx, one))
    return NONE


@models("set.remove")
def remove(ctx: Context, self: Value, value: Value) -> Result:
    """One element fewer."""
    if isinstance(self, SetValue):
        before = self.cell.content
        discard(ctx, self, value)
        after = self.cell.content
        if after.runs and before.length.constant is None:
            ctx.heap.write(self.cell, Elements((Run(after.runs[0].value, before.length - 1),)))
    return NONE


@models("set.discard")
def discard(ctx: Context, self: Value, value: Value) -> Result:
    """Without an element, where it is there."""
    if isinstance(self, SetValue):
        left = combined(ctx, "-", self, SetValue(Cell(Elements.of([value]))))
        ctx.heap.write(self.cell, left.cell.content)
    return NONE


def _grow(ctx: Context, held: SetValue, more: Elements) -> None:
    before = held.cell.content
    after = distinct(ctx, before + more)
    if after.runs != before.runs:
        ctx.heap.write(held.cell, after)


def _content(ctx: Context, value: Value) -> Elements:
    if isinstance(value, SetValue):
        return value.cell.content
    if isinstance(value, Constant) and isinstance(value.value, str):
        return letters(value.value)
    found = ctx.iterate(value)
    return found if found is not None else Elements((Run(ctx.unknown(), ctx.fresh("len")),))


def combined(ctx: Context, operator: str, left: Value, right: Value) -> SetValue:
    """`left operator right` for sets: exact where both are known."""
    ours, theirs = _content(ctx, left), _content(ctx, right)
    one, other = constants(ours), constants(theirs)
    if one is not None and other is not None:
        chosen = _CHOICES[operator](one, other)
        return SetValue(Cell(Elements.of(chosen.values())))
    element = (ours + theirs if operator in "|^" else ours).element(ctx)
    return SetValue(Cell(Elements((Run(element or ctx.unknown(), ctx.fresh("distinct")),))))


_Known = dict[Any, Constant]
_CHOICES: dict[str, Callable[[_Known, _Known], _Known]] = {
    "|": lambda one, other: other | one,
    "&": lambda one, other: {key: value for key, value in one.items() if key in other},
    "-": lambda one, other: {key: value for key, value in one.items() if key not in other},
    "^": lambda one, other: {key: value for key, value in (one | other).items() if (key in one) != (key in other)},
}


def _method(name: str, operator: str) -> None:
    @models(f"set.{name}")
    def method(ctx: Context, self: Value, *others: Value) -> Result:
        result = self
        for one in others:
            result = combined(ctx, operator, result, one)
        return result

    method.__doc__ = f"set.{name}: a new set."


for _name, _operator in {"union": "|", "intersection": "&", "difference": "-"}.items():
    _method(_name, _operator)


@models("set.symmetric_difference")
def symmetric_difference(ctx: Context, self: Value, other: Value) -> Result:
    """What is in one of both only."""
    return combined(ctx, "^", self, other)


@models("set.copy")
def copy(self: Value) -> Result:
    """A new set of the same elements."""
    return SetValue(Cell(self.cell.content)) if isinstance(self, SetValue) else self
