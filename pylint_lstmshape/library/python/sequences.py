"""Lists, tuples, strings and dicts: indexing, slicing, and their methods."""

from __future__ import annotations

from typing import Any

from pylint_lstmshape.domain.arrays import as_dim, scalar_dim, sequence_elements
from pylint_lstmshape.domain.containers import (
    DictValue,
    Elements,
    Entries,
    ListValue,
    Run,
    Stream,
    TupleValue,
    may_be_equal,
)
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, slice_length
from pylint_lstmshape.domain.values import FALSE, NONE, Constant, SliceValue, Text, Unknown, Value, join
from pylint_lstmshape.knowledge import Context, Result, models


def get_item(ctx: Context, value: Value, key: Value) -> Value | Conflict | None:
    """`value[key]`."""
    if isinstance(value, DictValue):
        return _entry(ctx, value, key)
    if isinstance(value, Constant) and isinstance(value.value, str):
        return _letter(ctx, Dim.of(len(value.value)), value, key)
    if isinstance(value, Text):
        return _letter(ctx, value.length, value, key)
    elements = sequence_elements(value)
    if elements is None:
        return None
    if isinstance(key, SliceValue):
        sliced = _slice(ctx, elements, key)
        if isinstance(value, TupleValue):
            return TupleValue(sliced)
        return ListValue(Cell(sliced)) if not isinstance(value, Stream) else Stream(sliced, type_path="range")
    index = scalar_dim(key)
    if index is None or isinstance(key, Unknown):
        return elements.element(ctx) or ctx.unknown()
    length = elements.length
    if at_least(index, length) or at_least(-index, length + 1):
        if length.constant is None or index.constant is None:
            return ctx.unknown()
        kind = "tuple" if isinstance(value, TupleValue) else "list"
        return Conflict("index", f"{kind} index {index} out of range of {length} elements", "IndexError")
    return elements.get(index) or elements.element(ctx) or ctx.unknown()


def _entry(ctx: Context, value: DictValue, key: Value) -> Value:
    found = _under(ctx, value.cell.content, key)
    return found if found is not None else ctx.unknown()


def _under(ctx: Context, entries: Entries, key: Value, *more: Value) -> Value | None:
    """What may stand under `key`: what is known to, else any entry that may be meant, or one of `more`."""
    found = entries.get(key)
    if found is not None:
        return found
    possible = [one for have, one in entries.items if may_be_equal(have, key)]
    others = [] if entries.others is None else [entries.others.value]
    return Elements.of((*possible, *others, *more)).element(ctx)


def _letter(ctx: Context, length: Dim, value: Value, key: Value) -> Value:
    if isinstance(key, SliceValue):
        ends = [None if end == NONE else as_dim(end) for end in (key.start, key.stop)]
        if (
            isinstance(value, Constant)
            and all(end is None or end.constant is not None for end in ends)
            and key.step == NONE
        ):
            return Constant(value.value[slice(*[None if end is None else end.constant for end in ends])])
        step = 1 if key.step == NONE else key.step.value if isinstance(key.step, Constant) else None
        if step is None:
            return Text(("slice", ctx.fresh("text")), ctx.fresh("len"))
        return Text(("slice", ctx.fresh("text")), slice_length(length, ends[0], ends[1], step))
    index = as_dim(key)
    if isinstance(value, Constant) and index is not None and index.constant is not None:
        number = index.constant
        if -len(value.value) <= number < len(value.value):
            return Constant(value.value[number])
    return Text(("letter", ctx.fresh("letter")), Dim.of(1))


def _slice(ctx: Context, elements: Elements, key: SliceValue) -> Elements:
    ends = [None if end == NONE else scalar_dim(end) for end in (key.start, key.stop)]
    step = 1 if key.step == NONE else key.step.value if isinstance(key.step, Constant) else None
    if not elements.runs:
        return elements
    unknown = any(end is None and given != NONE for end, given in zip(ends, (key.start, key.stop), strict=True))
    if unknown or not isinstance(step, int) or step == 0:
        return Elements((Run(elements.element(ctx) or ctx.unknown(), ctx.fresh("len")),))
    if all(end is None or end.constant is not None for end in ends):
        first, last = (None if end is None else end.constant for end in ends)
        exact = elements.slice(first, last, step)
        if exact is not None:
            return exact
    return Elements(
        (Run(elements.element(ctx) or ctx.unknown(), slice_length(elements.length, ends[0], ends[1], step)),)
    )


def set_item(ctx: Context, value: Value, key: Value, new: Value) -> None:
    """`value[key] = new`."""
    if isinstance(value, DictValue):
        entries = value.cell.content
        if isinstance(key, Constant):
            ctx.heap.write(value.cell, entries.set(key, new))
        else:
            ctx.heap.write(value.cell, entries.set_some(key, Run(new, ctx.fresh("len")), ctx))
    elif isinstance(value, ListValue):
        elements, index = value.cell.content, as_dim(key)
        items = elements.items
        number = None if index is None else index.constant
        if isinstance(key, SliceValue):
            more = ctx.iterate(new)
            spliced = _spliced(elements, key, more)
            if spliced is not None:
                ctx.heap.write(value.cell, spliced)
                return
            element = (elements + (more or Elements())).element(ctx)
            ctx.heap.write(value.cell, Elements((Run(element or ctx.unknown(), ctx.fresh("len")),)))
        elif items is not None and number is not None and -len(items) <= number < len(items):
            changed = list(items)
            changed[number] = new
            ctx.heap.write(value.cell, Elements.of(changed))
        elif elements.runs:
            ctx.heap.write(value.cell, elements.map(lambda old: join(old, new, ctx)))


def _spliced(elements: Elements, key: SliceValue, more: Elements | None) -> Elements | None:
    """The elements after `list[start:stop] = more`, where all is known one by one."""
    items, new = elements.items, None if more is None else more.items
    ends: list[Any] = [one.value if isinstance(one, Constant) else "?" for one in (key.start, key.stop, key.step)]
    if items is None or new is None or not all(isinstance(end, int | None) for end in ends):
        return None
    changed = list(items)
    try:
        changed[slice(*ends)] = new
    except ValueError:
        return None
    return Elements.of(changed)


def delete_item(ctx: Context, value: Value, key: Value) -> None:
    """`del value[key]`."""
    if isinstance(value, ListValue):
        _remove(ctx, value, key)
    elif isinstance(value, DictValue):
        ctx.heap.write(value.cell, _without(ctx, value.cell.content, key))


def _without(ctx: Context, entries: Entries, key: Value) -> Entries:
    """The entries without `key`; where nobody knows which one that is, fewer of those that it may be."""
    gone = [item for item in entries.items if item[0] == key] or [
        item for item in entries.items if may_be_equal(item[0], key)
    ]
    kept = tuple(item for item in entries.items if item not in gone)
    if gone and gone[0][0] == key:
        return Entries(kept, entries.others, entries.other_key)
    left = Elements.of([*(one for _, one in gone), *([entries.others.value] if entries.others else [])]).element(ctx)
    keys = Elements.of([*(one for one, _ in gone), *([entries.other_key] if entries.other_key else [])]).element(ctx)
    known = entries.others is None or entries.other_key is not None
    return Entries(kept, None if left is None else Run(left, ctx.fresh("len")), keys if known else None)


def _remove(ctx: Context, value: ListValue, key: Value) -> Value:
    elements, index = value.cell.content, as_dim(key)
    items = elements.items
    number = None if index is None else index.constant
    if items is not None and number is not None and -len(items) <= number < len(items):
        left = list(items)
        gone = left.pop(number)
        ctx.heap.write(value.cell, Elements.of(left))
        return gone
    element = elements.element(ctx) or ctx.unknown()
    ctx.heap.write(value.cell, Elements((Run(element, elements.length - 1),)))
    return element


@models("list.append")
def append(ctx: Context, self: Value, object: Value) -> Result:
    """One more element."""
    if isinstance(self, ListValue):
        ctx.heap.write(self.cell, self.cell.content + Elements.of([object]))
    return NONE


@models("list.extend")
def extend(ctx: Context, self: Value, iterable: Value) -> Result:
    """The elements of an iterable behind its own."""
    if isinstance(self, ListValue):
        more = ctx.iterate(iterable)
        more = more if more is not None else Elements((Run(ctx.unknown(), ctx.fresh("len")),))
        ctx.heap.write(self.cell, self.cell.content + more)
    return NONE


@models("list.insert")
def insert(ctx: Context, self: Value, index: Value, object: Value) -> Result:
    """One more element at `index`."""
    if isinstance(self, ListValue):
        items, at = self.cell.content.items, as_dim(index)
        if items is not None and at is not None and at.constant is not None:
            changed = list(items)
            changed.insert(at.constant, object)
            ctx.heap.write(self.cell, Elements.of(changed))
        else:
            more = self.cell.content + Elements.of([object])
            ctx.heap.write(self.cell, Elements((Run(more.element(ctx) or object, more.length),)))
    return NONE


@models("list.pop")
def pop(ctx: Context, self: Value, index: Value = Constant(-1)) -> Result:
    """Takes an element out."""
    return _remove(ctx, self, index) if isinstance(self, ListValue) else ctx.unknown()


@models("list.remove")
def remove(ctx: Context, self: Value, value: Value) -> Result:
    """One element fewer."""
    if isinstance(self, ListValue):
        elements = self.cell.content
        ctx.heap.write(self.cell, Elements((Run(elements.element(ctx) or ctx.unknown(), elements.length - 1),)))
    return NONE


@models("list.clear", "set.clear")
def clear(ctx: Context, self: Value) -> Result:
    """No element left."""
    if isinstance(self, ListValue):
        ctx.heap.write(self.cell, Elements())
    return NONE


@models("list.copy")
def copy(ctx: Context, self: Value) -> Result:
    """A new list of the same elements."""
    return ListValue(Cell(self.cell.content)) if isinstance(self, ListValue) else ctx.unknown()


@models("list.sort")
def sort(ctx: Context, self: Value, *, key: Value = NONE, reverse: Value = FALSE) -> Result:
    """The same elements as sorted(list) has."""
    from pylint_lstmshape.library.python.builtins import sorted_  # whose operators are made of sequences

    return _reordered(ctx, self, sorted_(ctx, self, key, reverse))


@models("list.reverse")
def reverse(ctx: Context, self: Value) -> Result:
    """The same elements as reversed(list) has."""
    from pylint_lstmshape.library.python.builtins import reversed_  # whose operators are made of sequences

    return _reordered(ctx, self, reversed_(ctx, self))


def _reordered(ctx: Context, held: Value, new: Result) -> Result:
    if isinstance(held, ListValue):
        unknown = Elements((Run(ctx.unknown(), held.cell.content.length),))
        ctx.heap.write(held.cell, (ctx.iterate(new) if isinstance(new, Value) else None) or unknown)
    return NONE


@models("list.index", "list.count", "tuple.index", "tuple.count", "str.count", "str.find", "str.index", "str.rfind")
def position(ctx: Context, self: Value, *args: Value) -> Result:
    """An int."""
    from pylint_lstmshape.domain.values import Integer

    return Integer(ctx.fresh("index", None))


@models("dict.get")
def get(ctx: Context, self: Value, key: Value, default: Value = NONE) -> Result:
    """The value under `key`, or the default."""
    if not isinstance(self, DictValue):
        return ctx.unknown()
    return _under(ctx, self.cell.content, key, default) or default


@models("dict.setdefault")
def setdefault(ctx: Context, self: Value, key: Value, default: Value = NONE) -> Result:
    """The value under `key`, which is set to the default where there is none."""
    found = get(ctx, self, key, default)
    if isinstance(self, DictValue) and self.cell.content.get(key) is None:
        set_item(ctx, self, key, found if isinstance(found, Value) else default)
    return found


@models("dict.items")
def items(ctx: Context, self: Value) -> Result:
    """(key, value) pairs."""
    entries = self.cell.content if isinstance(self, DictValue) else Entries()
    known = Elements.of(TupleValue.of(key, value) for key, value in entries.items)
    if entries.others is None:
        return Stream(known)
    pair = TupleValue.of(entries.other_key or ctx.unknown(), entries.others.value)
    return Stream(known + Elements((Run(pair, entries.others.count),)))


@models("dict.keys")
def keys(ctx: Context, self: Value) -> Result:
    """The keys."""
    return Stream(ctx.iterate(self) or Elements())


@models("dict.values")
def values(ctx: Context, self: Value) -> Result:
    """The values."""
    entries = self.cell.content if isinstance(self, DictValue) else Entries()
    known = Elements.of(value for _, value in entries.items)
    return Stream(known if entries.others is None else known + Elements((entries.others,)))


@models("dict.__getitem__", "list.__getitem__", "tuple.__getitem__")
def get_entry(ctx: Context, self: Value, key: Value) -> Result:
    """self[key]."""
    return get_item(ctx, self, key) or ctx.unknown()


@models("dict.__setitem__")
def set_entry(ctx: Context, self: Value, key: Value, value: Value) -> Result:
    """self[key] = value."""
    set_item(ctx, self, key, value)
    return NONE


@models("dict.update")
def update(ctx: Context, self: Value, other: Value | None = None, **more: Value) -> Result:
    """The entries of another dict over its own."""
    from pylint_lstmshape.library.python.builtins import dict_  # whose operators are made of sequences

    if isinstance(self, DictValue):
        new = dict_(ctx, other, **more)
        assert isinstance(new, DictValue)
        ctx.heap.write(self.cell, self.cell.content.updated(new.cell.content, ctx))
    return NONE


@models("dict.pop")
def pop_key(ctx: Context, self: Value, key: Value, default: Value | None = None) -> Result:
    """Takes an entry out: its value, or the default."""
    if not isinstance(self, DictValue):
        return ctx.unknown()
    found = _under(ctx, self.cell.content, key, *([] if default is None else [default]))
    delete_item(ctx, self, key)
    return found if found is not None else ctx.unknown()


@models("dict.copy")
def copy_dict(ctx: Context, self: Value) -> Result:
    """A new dict of the same entries."""
    return DictValue(Cell(self.cell.content)) if isinstance(self, DictValue) else ctx.unknown()
