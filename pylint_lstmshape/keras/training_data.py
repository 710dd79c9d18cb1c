"""What Keras takes for data at all: lists of numbers, object arrays, texts, nothing, something of no samples.

Sources: Keras 3 `trainers/data_adapters/*`; Keras 2 `engine/data_adapter.py`, `engine/training.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pylint_lstmshape.domain.containers import ListValue, Stream, TupleValue
from pylint_lstmshape.domain.dim import at_least
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import NONE, Array, Value, scalar_kind
from pylint_lstmshape.facts import BOTH
from pylint_lstmshape.keras.graphs import ARRAYS
from pylint_lstmshape.keras.model_values import ModelValue, layer_info
from pylint_lstmshape.keras.training_inputs import Data, array_of

_TWO, _THREE = frozenset({2}), frozenset({3})
_NO_NUMBERS = {"O": "objects", "U": "text", "S": "text", "M": "dates", "m": "times"}
_ON_ARRAYS = ("fit", "evaluate", "predict")
_ON_BATCH = ("train_on_batch", "test_on_batch", "predict_on_batch")
_COMPARING = {"fit": BOTH, "train_on_batch": BOTH, "evaluate": _THREE, "test_on_batch": _THREE}  # where y must be given
# First layers that work on text, or on whatever their function takes.
_ANY_DATA = (
    "TextVectorization",
    "StringLookup",
    "Hashing",
    "CategoryEncoding",
    "HashedCrossing",
    "FeatureSpace",
    "Lambda",
)


@dataclass(frozen=True)
class Unusable:
    """Data that a call cannot take: what, why, and in which Keras generations."""

    value: Value
    conflict: Conflict
    generations: frozenset[int] = BOTH


def check(data: Data, model: ModelValue, method: str, loss: Value) -> Iterator[Unusable]:
    """What is wrong with the data of one call before any shape is looked at."""
    yield from _lists(data, method)
    yield from _no_numbers(data, model)
    if model.kind != "Model":  # of the program's own class, loaded: it may have a train_step that asks for no y
        yield from _missing(data, method, loss)
    yield from empty(data, method)
    if data.x.type_path == "function":
        text = "x is a function: call it, so that Keras gets the generator it gives"
        yield Unusable(data.x, Conflict("function", text))
    if isinstance(data.origin, Stream) and isinstance(data.element, Array | ListValue):
        text = "a generator must yield tuples: (x, y), or (x,)"
        yield Unusable(data.origin, Conflict("pairs", text), _THREE)


def _lists(data: Data, method: str) -> Iterator[Unusable]:
    """A list of Python numbers is no array; Keras 2 makes arrays where x and y both are lists, and in predict."""
    if data.mode != ARRAYS or method not in (*_ON_ARRAYS, *_ON_BATCH):
        return
    pairs = ((data.x, "x", data.y), (data.y, "y", data.x))
    for value, name, other in pairs:
        if is_numbers(value):
            alone = isinstance(other, Array) or method in _ON_BATCH
            text = f"{name} is a list of numbers, which Keras does not take for an array: write np.array(...)"
            yield Unusable(value, Conflict("lists", text), BOTH if alone else _THREE)
            return
    is_scalar = scalar_kind(data.y) in ("i", "f") or (isinstance(data.y, Array) and data.y.shape == ())
    if is_scalar and method in ("fit", "evaluate"):
        yield Unusable(data.y, Conflict("scalar", "y is a single number, not one for each sample"))


def is_numbers(value: Value, depth: int = 6) -> bool:
    """Whether it is a list (of lists) of Python numbers, which is no array to Keras."""
    if not isinstance(value, ListValue | TupleValue) or not depth or value.type_path not in ("list", "tuple"):
        return False
    elements = value.cell.content if isinstance(value, ListValue) else value.elements
    first = next((run.value for run in elements if at_least(run.count, 1)), None)
    if isinstance(first, Array) and first.shape == ():
        return True
    return first is not None and (scalar_kind(first) in ("i", "f", "b") or is_numbers(first, depth - 1))


def _no_numbers(data: Data, model: ModelValue) -> Iterator[Unusable]:
    """Arrays of objects, text or dates; text is for the layers that read it."""
    if _may_read_text(model):
        return
    for value, name in ((data.x, "x"), (data.y, "y")):
        array = array_of(value)
        what = _NO_NUMBERS.get(array.kind or "") if array is not None else None
        if what is not None and not (name == "y" and array is not None and array.kind in ("U", "S")):
            text = f"{name} is an array of {what}: Keras wants numbers, such as {name}.astype('float32')"
            if what == "objects":
                text += ", or equal lengths by pad_sequences"
            yield Unusable(value, Conflict("kind", text))


def _may_read_text(model: ModelValue) -> bool:
    """Whether one of its layers, also in a model within it, works on text or is not known."""
    if model.kind not in ("Sequential", "Functional") or not model.state.layers:
        return True
    return any(
        _may_read_text(layer)
        if isinstance(layer, ModelValue)
        else (info := layer_info(layer)) is None or info.class_name in _ANY_DATA
        for layer in model.state.layers
    )


def _missing(data: Data, method: str, loss: Value) -> Iterator[Unusable]:
    """No x, or no y for a loss to compare with; Keras 2 then evaluates nothing and says so nowhere."""
    if data.x == NONE and data.y != NONE and method in ("fit", "evaluate"):
        yield Unusable(data.y, Conflict("missing", "x is None"))
    elif data.y == NONE and data.is_complete and loss != NONE and method in _COMPARING:
        text = "y is missing: the loss has nothing to compare the output with"
        yield Unusable(data.x, Conflict("missing", text), _COMPARING[method])


def empty(data: Data, method: str) -> Iterator[Unusable]:
    """No samples: predict raises; fit and evaluate only in Keras 2."""
    array = array_of(data.x)
    if array is None or not array.shape or data.mode != ARRAYS or array.shape[0] != 0:
        return
    where = {"predict": BOTH, "fit": _TWO, "evaluate": _TWO}.get(method)
    if where is not None:
        yield Unusable(data.x, Conflict("empty", "it has no samples"), where)
