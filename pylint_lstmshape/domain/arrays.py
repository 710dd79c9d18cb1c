"""How Python values become arrays and numbers: numpy.asarray's rule on abstract values, and dtype promotion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pylint_lstmshape.domain.containers import Elements, ListValue, Run, Stream, TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import LibraryName
from pylint_lstmshape.domain.shape import Conflict, Shape, same, show, size
from pylint_lstmshape.domain.values import (
    ANY,
    Array,
    Constant,
    Integer,
    Range,
    Truth,
    Unknown,
    Value,
    scalar_kind,
    scalar_range,
)

_ORDER = "buifc"


def promote(kinds: Iterable[str | None]) -> str | None:
    """The dtype kind that holds all of `kinds` (numpy.result_type, by kind)."""
    result: str | None = "b"
    for kind in kinds:
        if kind is None or result is None:
            return None
        if kind in _ORDER and result in _ORDER:
            result = max(kind, result, key=_ORDER.index)
        elif "O" in (kind, result):
            result = "O"
        elif kind != result:
            result = "U" if "U" in (kind, result) else "O"
    return result


def as_array(value: Value) -> Array | Conflict | None:
    """`numpy.asarray(value)`: an Array, the Conflict that NumPy raises (ragged lists), or None where nobody knows."""
    if isinstance(value, Array):
        return value
    if isinstance(value, Unknown):
        return Array((), "b", Cell(Range(0, 1))) if isinstance(value, Truth) else None
    kind = scalar_kind(value)
    if kind is not None:
        return Array((), kind, Cell(Range(*scalar_range(value))))
    table: Array | None = value.to_array()
    if table is not None:
        return table
    elements = sequence_elements(value)
    return None if elements is None else stack_elements(elements)


def sequence_elements(value: Value) -> Elements | None:
    """The elements of a list or tuple; None for anything else."""
    if isinstance(value, ListValue) and value.type_path in ("list", "collections.deque"):
        return value.cell.content
    if isinstance(value, TupleValue) or (isinstance(value, Stream) and value.type_path == "range"):
        return value.elements
    return None


def step_shape(sequence: Value) -> Shape | None:
    """The shape of one step of a sequence, regular or not: () where its elements are numbers; None where unknown."""
    array = as_array(sequence)
    if isinstance(array, Array) and array.shape:
        return array.shape[1:]
    elements = sequence_elements(sequence)
    first = None if elements is None or not elements.runs else as_array(elements.runs[0].value)
    return first.shape if isinstance(first, Array) else None


def stack_elements(elements: Elements) -> Array | Conflict | None:
    """The array of a list's elements: one more axis in front, its length the number of elements."""
    kinds: list[str | None] = []
    values: Range | None = None
    first: Array | None = None
    reached: list[float] = []
    for run in elements:
        if run.count == 0:
            continue
        alone = run.count == 1
        array = as_array(run.at(0) if alone else run.value)
        if array is None or isinstance(array, Conflict):
            return array
        if array.shape is None or (run.index is not None and not alone and array.mentions(run.index)):
            return Array(None, None)
        kinds.append(array.kind)
        if at_least(run.count, 1):
            reached += [one.reached for one in (array, _last(run)) if one is not None and one.reached is not None]
        values = array.range if values is None else values.join(array.range)
        if first is None:
            first = array
        elif first.shape is None or (agree := same(first.shape, array.shape)) is None:
            continue  # dims that cannot be compared are equal, or NumPy raises
        elif not agree:
            if "O" in (first.kind, array.kind):
                return Array(None, "O")
            return Conflict(
                "ragged",
                f"a list whose elements differ in shape, {show(first.shape)} and {show(array.shape)}, makes no array",
            )
    if first is None or first.shape is None:
        return Array((Dim.of(0),), "f")
    shape = (elements.length, *first.shape)
    if reached and values is not None:
        values = replace(values, reached=(max(reached), size(shape)))
    return Array(shape, promote(kinds), Cell(values or ANY))


def _last(run: Run) -> Array | None:
    """The last element of a run whose elements depend on which one it is."""
    if run.index is None or not run.value.mentions(run.index):
        return None
    array = as_array(run.value.substitute(run.index, run.count - 1))
    return array if isinstance(array, Array) else None


def as_dim(value: Value | None) -> Dim | None:
    """The Dim of an int-like value; an Unknown is the same symbol wherever it appears."""
    if isinstance(value, Integer):
        return value.dim
    if isinstance(value, Constant):
        number = value.value
        if isinstance(number, bool | int):
            return Dim.of(int(number))
        return (
            Dim.of(int(number)) if isinstance(number, float) and number.is_integer() and abs(number) < 2**53 else None
        )
    if isinstance(value, LibraryName):
        value = Unknown(("library", value.path), value.path.rpartition(".")[2])
    return _dim_of_unknown(value) if isinstance(value, Unknown) else None


def _dim_of_unknown(value: Unknown) -> Dim:
    """The number an unknown value is, if it is one: a sum of unknown numbers is that sum."""
    key = value.key
    if isinstance(key, tuple) and len(key) == 4 and key[0] == "arithmetic" and key[1] in ("+", "-", "*", "//", "%"):
        left, right = as_dim(key[2]), as_dim(key[3])
        if left is not None and right is not None:
            if key[1] in ("//", "%"):
                return left // right if key[1] == "//" else left % right
            return left + right if key[1] == "+" else left - right if key[1] == "-" else left * right
    if isinstance(key, tuple) and len(key) == 2 and key[0] == "-":
        return -_dim_of_unknown(Unknown(key[1], value.name))
    return Dim.symbol(key, value.name or "?", lower=None)


def as_dims(value: Value) -> tuple[Dim, ...] | None:
    """The dims of a shape argument: an int, or a list or tuple of ints; None where its length is unknown."""
    elements = sequence_elements(value)
    if elements is None:
        dim = as_dim(value) if not isinstance(value, Unknown) else None
        if isinstance(value, Array) and value.shape == () and value.kind in ("i", "u"):
            dim = Dim.symbol(("array", value.contents), "?")
        return None if dim is None else (dim,)
    items = elements.items
    if items is None:
        return None
    dims = [scalar_dim(item) for item in items]
    return None if any(dim is None for dim in dims) else tuple(dim for dim in dims if dim is not None)


def scalar_dim(value: Value) -> Dim | None:
    """The Dim of an int or of a 0-d integer array."""
    if isinstance(value, Array):
        low, high = value.range.low, value.range.high
        if value.shape != () or value.kind not in (None, "b", "i", "u"):
            return None
        if low is not None and low == high:
            return Dim.of(int(low))
        return Dim.symbol(("array", value.contents), "?", lower=None if low is None else int(low))
    return as_dim(value)
