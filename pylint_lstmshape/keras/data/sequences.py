"""pad_sequences and to_categorical. Source: keras/src/utils/sequence_utils.py, numerical_utils.py."""

from __future__ import annotations

from dataclasses import replace

from pylint_lstmshape.domain import object_arrays
from pylint_lstmshape.domain.arrays import as_array, scalar_dim, sequence_elements, step_shape
from pylint_lstmshape.domain.containers import ListValue, Run, TupleValue
from pylint_lstmshape.domain.dim import Dim, Symbol, at_least
from pylint_lstmshape.domain.dtypes import cast_range, kind_of
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, Shape, size, squeeze
from pylint_lstmshape.domain.values import ANY, WORDS, Array, Constant, Integer, Range, Value, scalar_kind, scalar_range
from pylint_lstmshape.keras.data.text import is_word, letters_of
from pylint_lstmshape.knowledge import Context, Result, alias, models

for _old in ("keras.preprocessing.sequence", "keras.utils.data_utils", "keras_preprocessing.sequence"):
    alias(f"{_old}.pad_sequences", "keras.utils.pad_sequences")
for _old in ("keras.utils.np_utils", "keras.utils.numerical_utils"):
    alias(f"{_old}.to_categorical", "keras.utils.to_categorical")
alias("keras.utils.np_utils.normalize", "keras.utils.normalize")


@models("keras.utils.pad_sequences")
def pad_sequences(
    ctx: Context,
    sequences: Value,
    maxlen: Dim | None = None,
    dtype: Value = Constant("int32"),
    padding: Value = Constant("pre"),
    truncating: Value = Constant("pre"),
    value: Value = Constant(0.0),
) -> Result:
    """(len(sequences), maxlen) plus the shape of a step; without maxlen the longest sequence decides."""
    kind = kind_of(dtype)
    wrong = _wrong(sequences, padding, truncating)
    if wrong is not None:
        return wrong
    found = _sequences(ctx, sequences)
    if found is None:
        return Array(None, kind)
    rows, steps, step_shape, values = found
    length = maxlen if maxlen is not None else steps if steps is not None else ctx.symbol("maxlen", "steps", lower=1)
    padded = cast_range(values.join(Range(*scalar_range(value))), "f", kind)
    ids = _word_ids(sequences)
    if ids:
        padded = replace(padded, nature=WORDS)
    for split in {split for one in ids if (split := letters_of(one)) is not None}:
        ctx.record(split)
    if step_shape is None:
        return Array(None, kind, Cell(padded))
    shape = (rows, length, *step_shape)
    reached = _reached(sequences, length) if dtype in (Constant("int32"), Constant("int64")) else None
    return Array(shape, kind, Cell(padded if reached is None else replace(padded, reached=(reached, size(shape)))))


def _reached(sequences: Value, length: Dim) -> float | None:
    """What the greatest number surely comes up to, of the sequences that are not cut to `length`."""
    elements = sequence_elements(sequences)
    found: list[float] = []
    for run in () if elements is None else elements:
        array = as_array(run.value)
        if (
            not isinstance(array, Array)
            or not array.shape
            or array.kind not in ("i", "u")
            or not at_least(run.count, 1)
        ):
            continue
        if array.reached is not None and at_least(length - array.shape[0], 0) and at_least(size(array.shape), 1):
            found.append(array.reached)
    return max(found, default=None)


def _wrong(sequences: Value, padding: Value, truncating: Value) -> Conflict | None:
    """What pad_sequences raises for whatever the sequences hold."""
    for name, side in (("Padding", padding), ("Truncating", truncating)):
        if isinstance(side, Constant) and side.value not in ("pre", "post"):
            return Conflict("padding", f"{name} type {side.value!r} not understood: it is 'pre' or 'post'")
    elements = sequence_elements(sequences)
    items = () if elements is None else tuple(run.value for run in elements)
    if any(scalar_kind(item) in ("i", "f", "b", "O") for item in items) or _is_vector(sequences):
        return Conflict("sequences", "sequences must be a list of iterables, not of numbers")
    return None


def _is_vector(value: Value) -> bool:
    return isinstance(value, Array) and value.shape is not None and len(value.shape) == 1 and value.kind in list("iufb")


def _word_ids(value: Value, depth: int = 3) -> list[Symbol]:
    """The ids that a tokenizer gave, where the numbers in a list (of lists) are such."""
    if isinstance(value, Integer):
        return [atom for atom in value.dim.atoms if isinstance(atom, Symbol) and is_word(atom)]
    elements = sequence_elements(value) if depth else None
    return _word_ids(elements.runs[0].value, depth - 1) if elements is not None and elements.runs else []


def _sequences(ctx: Context, value: Value) -> tuple[Dim, Dim | None, Shape | None, Range] | None:
    """Their number, the longest's length, the shape of one step, the values; None where nobody knows."""
    column = value.to_array()
    if column is not None and column.shape is not None and len(column.shape) == 1:
        value = column
    if isinstance(value, Array):
        if value.shape is None:
            return None
        if len(value.shape) == 1:
            return value.shape[0], None, object_arrays.common_step(value.range, ctx), value.range
        return value.shape[0], value.shape[1], value.shape[2:], value.range
    elements = sequence_elements(value)
    if elements is None:
        return None
    lengths: list[Dim | None] = []
    shape: Shape | None = ()
    values: Range | None = None
    for run in elements:
        length, step, limits = _one(run)
        lengths.append(length)
        if length is None or length != 0:  # an empty sequence says nothing of its steps
            shape = step if shape is not None else None
        values = limits if values is None else values.join(limits)
    known = [length.constant for length in lengths if length is not None]
    numbers = [number for number in known if number is not None]
    longest: Dim | None = None
    if len(numbers) == len(lengths) and numbers:
        longest = Dim.of(max(numbers))
    elif lengths and all(length == lengths[0] for length in lengths):
        longest = lengths[0]
    return elements.length, longest, shape, values or ANY


def _one(run: Run) -> tuple[Dim | None, Shape | None, Range]:
    array = as_array(run.value)
    if not isinstance(array, Array) or array.shape is None or not array.shape:
        inner = sequence_elements(run.value)
        return (None if inner is None or run.is_ragged else inner.length), step_shape(run.value), ANY
    return (None if run.is_ragged else array.shape[0]), array.shape[1:], array.range


@models("keras.utils.to_categorical")
def to_categorical(
    ctx: Context,
    x: Value | None = None,
    num_classes: Value | None = None,
    dtype: Value | None = None,
    y: Value | None = None,
) -> Result:
    """x.shape (a last axis of 1 dropped) plus (num_classes,); without it one more than the greatest value.

    Raises IndexError for an id that num_classes has no place for; a tensor in Keras 3 gets zeros there.
    """
    given = x if x is not None else y
    array = None if given is None else as_array(given)
    if isinstance(array, Conflict):
        return array
    if array is None or array.shape is None:
        return Array(None, "f", Cell(Range(0, 1)))
    assert given is not None
    shape, classes = array.shape, _classes(ctx, num_classes, given, array)
    beyond = _beyond(given, array, classes)
    if beyond is not None:
        return beyond
    if len(shape) > 1:
        if shape[-1] == 1:
            shape = shape[:-1]
        elif shape[-1].constant is None:
            without = squeeze(shape, None)
            if without is None:
                return Array((*shape[:-1], *shape[-1:], classes), "f", Cell(Range(0, 1)))
    coded = (*shape, classes)
    if array.library != "numpy":
        return Array(coded, "f", Cell(Range(0, 1)))
    # In each row one is 1: all, where there is but one class.
    return Array(coded, "f", Cell(Range(int(classes == 1), 1, (1, size(coded)))))


def _classes(ctx: Context, given: Value | None, labels: Value, array: Array) -> Dim:
    dim = None if given is None or given == Constant(None) else scalar_dim(given)
    if dim is not None:
        return dim
    greatest = _greatest(labels, array)
    if greatest is not None:
        return Dim.of(int(greatest) + 1)
    high = array.range.high
    key = next(iter(ctx.symbol("classes", "classes", lower=1).atoms))
    return Dim.symbol(("classes", key), "classes", 1, None if high is None or high < 0 else Dim.of(int(high) + 1))


def _beyond(labels: Value, array: Array, classes: Dim) -> Conflict | None:
    greatest = _greatest(labels, array)
    reached = array.reached if greatest is None else greatest
    if reached is None or array.library != "numpy" or not at_least(size(array.shape or ()), 1):
        return None
    if not at_least(Dim.of(int(reached)) - classes, 0):
        return None
    return Conflict(
        "class ids", f"{classes} classes are the ids 0 to {classes - 1}, and x has {int(reached)}", "IndexError"
    )


def _greatest(labels: Value, array: Array) -> float | None:
    """The greatest label, where the source tells: not only what none of them exceeds."""
    if isinstance(labels, Constant):
        return labels.value if isinstance(labels.value, int | float) else None
    elements = sequence_elements(labels)
    if elements is not None:
        items = elements.items or ()
        found = [_greatest(item, array) for item in items if isinstance(item, Constant | ListValue | TupleValue)]
        known = [one for one in found if one is not None]
        return max(known) if known and len(known) == len(items) else None
    reached, high = array.range.reached, array.range.high
    surely = reached is not None and reached[0] == high and array.shape is not None and reached[1] == size(array.shape)
    return high if surely else None


@models("keras.utils.normalize")
def normalize(x: Array, axis: Value = Constant(-1), order: Value = Constant(2)) -> Result:
    """The same shape."""
    return Array(x.shape, "f")
