"""The data of a training call: what x is (arrays, a dict of them, a generator, a Dataset), and which input gets what.

Sources: Keras 3 `trainers/data_adapters/*`; Keras 2 `engine/data_adapter.py`.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pylint_lstmshape.domain.arrays import scalar_dim
from pylint_lstmshape.domain.containers import DictValue, ListValue, Stream, TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim, at_least, equal, minimum
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import NONE, Array, Constant, Integer, Site, Unknown, Value, scalar_kind
from pylint_lstmshape.facts import Described
from pylint_lstmshape.keras.graphs import ARRAYS, DATASET, STREAM
from pylint_lstmshape.knowledge import Context

_SEQUENCES = ("keras.utils.Sequence", "keras.utils.PyDataset")
_GENERATOR = "keras.preprocessing.sequence.TimeseriesGenerator"


@dataclass(frozen=True)
class Data:
    """What one call was given: x, y (None where nobody knows, NONE where not given), and how it comes in."""

    x: Value
    y: Value = NONE
    weights: Value = NONE
    mode: str = ARRAYS
    source: Described | None = None  # the generator or Dataset that x and y come from
    element: Value | None = None  # what that gives for one batch, as it gives it
    origin: Value | None = None  # the generator or Dataset itself
    class_weights: Value = NONE
    steps: Value = NONE  # how many batches are asked for

    @property
    def looked_at(self) -> str:
        """As what a model sees it: a Dataset of arrays shows their dims as arrays do."""
        return ARRAYS if isinstance(self.origin, Dataset) and self.origin.signed else self.mode

    @property
    def is_complete(self) -> bool:
        """Whether it is known that there is no more than x and y."""
        given = self.x if self.element is None else self.element
        plain = (
            isinstance(given, ListValue | TupleValue | DictValue) or given == NONE or hasattr(given, "batch_element")
        )
        return plain or array_of(given) is not None


def _batch_element(ctx: Context, x: Value) -> Value | None:
    hook = getattr(x, "batch_element", None)
    if hook is not None:
        element = hook()
        return element if isinstance(element, Value) else None
    if isinstance(x, Stream) and x.type_path == "generator":
        return x.elements.element(ctx)
    if isinstance(x, Instance) and x.library_base in _SEQUENCES:
        return ctx.call(ctx.attribute(x, "__getitem__"), Integer(_index(ctx, x)))
    return None


def _index(ctx: Context, x: Instance) -> Dim:
    """Any batch's number: from 0 to len(x) - 1."""
    index = ctx.fresh("index")
    length = scalar_dim(ctx.call(ctx.attribute(x, "__len__")))
    return index if length is None else Dim.symbol(next(iter(index.atoms)), "index", 0, length - 1)


def read(ctx: Context, x: Value, y: Value = NONE, weights: Value = NONE) -> Data:
    """The data of a call: a generator or Dataset brings its own y."""
    if isinstance(x, Array | Unknown):
        return Data(x, y, weights)
    element = _batch_element(ctx, x)
    if element is None:
        return Data(x, y, weights)
    path = getattr(x, "type_path", "")
    mode = DATASET if hasattr(x, "batch_element") and path != _GENERATOR else STREAM
    parts = _items(element) if isinstance(element, TupleValue | ListValue) else None
    if parts is None or not 1 <= len(parts) <= 3:
        parts = (element,)
    return Data(
        parts[0],
        y if y != NONE else parts[1] if len(parts) > 1 else NONE,
        weights if weights != NONE else parts[2] if len(parts) > 2 else NONE,
        mode,
        ctx.describe(x),
        element,
        x,
    )


def array_of(value: Value) -> Array | None:
    """An array-like as Keras takes it: an array, a tensor, a pandas table or column; None for anything else."""
    if isinstance(value, Array):
        return value
    hook = getattr(value, "to_array", None)
    made: Any = hook() if hook is not None else None
    if not isinstance(made, Array):
        return None
    if made.shape is not None and len(made.shape) == 1:
        return made.derived((*made.shape, Dim.of(1)), made.kind, made.range)  # Keras makes a column of a Series
    return made


def _items(value: Value) -> tuple[Value, ...] | None:
    if isinstance(value, TupleValue):
        return value.elements.items
    return value.cell.content.items if isinstance(value, ListValue) else None


def described(ctx: Context, value: Value, source: Described | None = None, part: int | str | None = None) -> Described:
    """An array as the call wrote it; a pandas value as the array that Keras makes of it.

    `source` is the generator, Dataset or list that it comes from, `part` which element of a list or dict it is.
    """
    seen = ctx.describe(value) if source is None else source
    if source is not None and part is not None and _is_within(own := ctx.describe(value).site, seen.site):
        return Described(_element_text(seen.text, part), own, array_of(value) or value)
    text = seen.text if part is None else _element_text(seen.text, part)
    stream = "" if source is None or part is not None else _stream(source.value)
    return Described(text, seen.site, array_of(value) or value, stream)


def _is_within(inner: Site, outer: Site) -> bool:
    """Whether a place is a part of another: an element of a list that stands there."""
    starts = [(one.line, one.column) for one in (outer, inner)]
    ends = [(one.end_line or one.line, one.end_column or 0) for one in (inner, outer)]
    return inner.file == outer.file and inner != outer and starts[0] <= starts[1] and ends[0] <= ends[1]


def _stream(value: Value) -> str:
    return "generator" if isinstance(value, Stream | Instance) else "dataset" if hasattr(value, "batch_element") else ""


def _element_text(text: str, part: int | str) -> str:
    """How the source names one element of a list or dict: what stands there, or by its index."""
    try:
        node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError):
        return text
    if isinstance(node, ast.List | ast.Tuple) and isinstance(part, int) and part < len(node.elts):
        return ast.unparse(node.elts[part])
    if isinstance(node, ast.Dict):
        for key, held in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == part:
                return ast.unparse(held)
    return f"{text}[{part!r}]" if isinstance(node, ast.Name) else text


def arrays(
    ctx: Context, value: Value, names: Sequence[str], source: Described | None = None
) -> list[Described] | Conflict | None:
    """The arrays for inputs (or outputs) with these names, "" where unknown; None where nobody knows.

    A Conflict where a dict lacks a name that is known. Their number may differ from that of the names.
    """
    if isinstance(value, DictValue):
        return _by_name(ctx, value, names, source)
    if isinstance(value, ListValue | TupleValue):
        items = _items(value)
        if not items or any(scalar_kind(item) or isinstance(item, ListValue | TupleValue) for item in items):
            return None  # lists of numbers: Keras 2 makes an array of them in places, Keras 3 does not
        if source is not None:
            return [described(ctx, item, source) for item in items]
        whole = ctx.describe(value)
        return [described(ctx, item, whole, at) for at, item in enumerate(items)]
    if isinstance(value, Unknown) or value == NONE:
        return None
    return None if array_of(value) is None else [described(ctx, value, source)]


def every_array(value: Value) -> list[Array]:
    """All arrays in x or y, also those inside lists, tuples and dicts."""
    array = array_of(value)
    if array is not None:
        return [array]
    items = _items(value) or ()
    if isinstance(value, DictValue):
        items = tuple(one for _, one in value.cell.content.items)
    return [found for one in items if not scalar_kind(one) for found in every_array(one)]


def _by_name(
    ctx: Context, value: DictValue, names: Sequence[str], source: Described | None
) -> list[Described] | Conflict | None:
    entries = value.cell.content
    if "" in names or entries.others is not None:
        return None
    given = [key.value for key, _ in entries.items if isinstance(key, Constant)]
    if len(given) != len(entries.items):
        return None
    missing = [name for name in names if name not in given]
    if missing:
        return Conflict("names", f"the dict has no array for {missing[0]!r}, only for {', '.join(map(repr, given))}")
    whole = source or ctx.describe(value)
    found = [(name, entries.get(Constant(name))) for name in names]
    return [described(ctx, one, whole, name if source is None else None) for name, one in found if one is not None]


def shape_of(one: Described) -> tuple[Dim, ...] | None:
    """The shape of a described array, where known."""
    return one.value.shape if isinstance(one.value, Array) else None


def sample_conflict(given: Sequence[Described], *, cut: bool = False) -> Conflict | None:
    """The Conflict of arrays of one call that surely differ in their number of samples (data cardinality).

    Where they are `cut` to the first one's length, of those that are shorter.
    """
    lengths = [(one, shape[0]) for one in given if (shape := shape_of(one))]
    for index, (_, left) in enumerate(lengths[:1] if cut else lengths):
        for _, right in lengths[index + 1 :]:
            if at_least(left - right, 1) if cut else equal(left, right) is False:
                return Conflict("samples", f"the arrays differ in their number of samples: {left} and {right}")
    return None


def has_one_sample(given: Sequence[Described]) -> bool:
    """Whether an array may have a single sample, which a loss can compare with any number of them."""
    return any(equal(shape[0], 1) is not False for one in given if (shape := shape_of(one)))


def samples(given: Sequence[Described]) -> Dim | None:
    """How many samples, where the first array of known shape tells."""
    return next((shape[0] for one in given if (shape := shape_of(one))), None)


def counted(given: Sequence[Described]) -> list[Described]:
    """The arrays, first one whose number of samples is known."""
    return sorted(given, key=lambda one: (shape := shape_of(one)) is None or not shape or shape[0].constant is None)


def batches(number: Dim | None, batch_size: Value, data: Data) -> list[Dim | None]:
    """How many samples the batches have: all but the last one, and where it is known to be smaller that too."""
    first = first_batch(number, batch_size, data)
    rows, size = (number, first) if data.mode == ARRAYS else (None, None)
    if isinstance(data.origin, Dataset):
        rows, size = data.origin.rows, data.origin.batch_size
    last = rows % size if rows is not None and size is not None and at_least(size, 1) else None
    return [first, last] if last is not None and last.constant and data.steps == NONE else [first]


def first_batch(number: Dim | None, batch_size: Value, data: Data) -> Dim | None:
    """How many samples the first batch has; None where nobody knows. A Dataset that is cut unevenly has full ones."""
    if number is None:
        return None
    if data.mode != ARRAYS:
        dealt = data.origin if isinstance(data.origin, Dataset) else Dataset(data.x)
        is_symbol = len(number.atoms) == 1 and number == Dim({(next(iter(number.atoms)),): 1})
        if dealt.rows is None or dealt.batch_size is None or not is_symbol:
            return number
        return minimum(dealt.rows, dealt.batch_size) if at_least(dealt.batch_size - number, 0) else number
    size = 32 if batch_size == NONE else batch_size.value if isinstance(batch_size, Constant) else None
    if not isinstance(size, int) or number.constant is None:
        return None
    return minimum(number, size)
