"""Structures of tensors (tuples, dicts, nested), as tf.data passes them around. Source: tf.nest, TensorSpec."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, sequence_elements
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.knowledge import Context
from pylint_lstmshape.library.tensorflow.tensors import as_ndarray

Rule = Callable[[Value], Value]


def parts(value: Value) -> Iterator[Value]:
    """The leaves of a structure in order."""
    if isinstance(value, TupleValue):
        for run in value.elements:
            yield from parts(run.value)
    elif isinstance(value, DictValue):
        for _, one in value.cell.content.items:
            yield from parts(one)
    else:
        yield value


def mapped(value: Value, rule: Rule) -> Value:
    """The same structure with `rule` of each leaf."""
    if isinstance(value, TupleValue):
        return replace(value, elements=value.elements.map(lambda one: mapped(one, rule)))
    if isinstance(value, DictValue):
        return mapped_entries(value, lambda one: mapped(one, rule))
    return rule(value)


def mapped_entries(value: DictValue, rule: Rule) -> Value:
    """A dict of the same keys with `rule` of each value."""
    entries = value.cell.content
    items = tuple((key, rule(one)) for key, one in entries.items)
    return DictValue(Cell(Entries(items, entries.others, entries.other_key)))


def reshaped(ctx: Context, value: Value, rule: Callable[[Shape], Shape | None]) -> Value:
    """The same structure, each array a tensor whose shape is `rule` of its own; what is no array becomes unknown."""

    def one(leaf: Value) -> Value:
        array = as_array(leaf)
        if not isinstance(array, Array):
            return ctx.unknown()
        shape = None if array.shape is None else rule(array.shape)
        return Array(shape, array.kind, array.contents, array.origin, "tensorflow")

    return mapped(value, one)


def tensors(ctx: Context, value: Value) -> Value:
    """A structure as tf.data takes it: lists are made tensors of, datasets stay."""
    return mapped(value, lambda leaf: leaf if isinstance(leaf, Dataset) else reshaped(ctx, leaf, lambda shape: shape))


def numpy(ctx: Context, value: Value) -> Value:
    """A structure with ndarrays in the place of tensors."""
    return mapped(value, lambda leaf: (as_ndarray(leaf) or ctx.unknown()) if isinstance(leaf, Array) else leaf)


def first_dim(value: Value) -> Dim | None:
    """The length of the first axis that all arrays share."""
    for leaf in parts(value):
        array = as_array(leaf)
        if isinstance(array, Array) and array.shape:
            return array.shape[0]
    return None


def as_tuple(value: Value) -> Value:
    """A list of known elements as a tuple of them."""
    elements = sequence_elements(value) if isinstance(value, ListValue) else None
    return value if elements is None or elements.items is None else TupleValue(Elements.of(elements.items))
