"""What the elements of an object array (or of a column of objects) are: lists or arrays, of so many axes."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array, step_shape
from pylint_lstmshape.domain.containers import Elements, ListValue, Run
from pylint_lstmshape.domain.dim import Dim, Symbol
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array, Held, Integer, Joiner, Range, Real, Text, Unknown, Value

_CONTAINERS = {"list": "list", "tuple": "tuple", "numpy.ndarray": "array"}
_MAX_KINDS = 8  # of elements that are told apart


def range_of(value: Value) -> Range:
    """What is known of the elements of an object array in which `value` lies."""
    container = _CONTAINERS.get(value.type_path)
    step = None if container is None else step_shape(value)
    if container is None or step is None:
        return Range()
    array = as_array(value)
    numbers = array if isinstance(array, Array) and array.shape is not None else Array((), None)
    length = numbers.shape[0].constant if container == "array" and numbers.shape else None
    return replace(numbers.range, reached=None, held=frozenset({Held(container, step, numbers.kind, length)}))


def range_of_all(elements: Elements) -> Range:
    """What is known of the elements of an object array that is made of these lists or arrays."""
    values: Range | None = None
    for run in elements:
        values = range_of(run.value) if values is None else values.join(range_of(run.value))
        if values.held is None or len(values.held) > _MAX_KINDS:
            return Range()
    return values or Range()


def common_step(values: Range, joiner: Joiner) -> Shape | None:
    """The shape of a step of every element; None where even its rank is unknown, or nothing lies there."""
    steps = {one.step for one in values.held or ()}
    if len(steps) == 1:
        return next(iter(steps))
    ranks = {len(step) for step in steps}
    return tuple(joiner.fresh() for _ in range(ranks.pop())) if len(ranks) == 1 else None


def elements_of(array: Array, joiner: Joiner) -> Elements:
    """The elements of a vector of objects: their lengths may all differ, where they are not known."""
    assert array.shape is not None
    index = Symbol(("element", joiner.unknown().key), "i", 0)
    return Elements((Run(_one(array.range, Dim.opaque("length", Dim({(index,): 1})), joiner), array.shape[0], index),))


def element(values: Range, joiner: Joiner) -> Value:
    """One element, nobody knows which."""
    return _one(values, joiner.fresh("len"), joiner)


def _one(values: Range, length: Dim, joiner: Joiner) -> Value:
    step, held = common_step(values, joiner), values.held or frozenset()
    containers, kinds = {one.container for one in held}, {one.kind for one in held}
    kind = kinds.pop() if len(kinds) == 1 else None
    if step is not None and containers == {"array"}:
        lengths = {one.length for one in held}
        fixed = lengths.pop() if len(lengths) == 1 else None
        return Array((length if fixed is None else Dim.of(fixed), *step), kind, Cell(replace(values, held=None)))
    if step != () or containers != {"list"}:
        return joiner.unknown()
    return ListValue(Cell(Elements((Run(_number(kind, values, joiner), length),))))


def _number(kind: str | None, values: Range, joiner: Joiner) -> Value:
    unknown: Unknown = joiner.unknown()
    if kind in ("i", "u"):
        return Integer(joiner.fresh(lower=None if values.low is None else int(values.low)))
    if kind == "f":
        return Real(unknown.key)
    return Text(unknown.key, joiner.fresh("len")) if kind == "U" else Array((), kind) if kind == "b" else unknown
