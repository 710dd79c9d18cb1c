"""What a run leaves behind: plain dataclasses that go through JSON and back unchanged.

A shape is a tuple of lengths; None stands for a length that Keras leaves open (the batch). `line` is the innermost line
of the user's own code on the stack, `file` the name of its file relative to the program's folder.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

Shape = tuple[int | None, ...]
Generation = Literal["2", "3"]
Status = Literal["ran", "raised", "timeout", "crashed"]


@dataclass(frozen=True)
class Place:
    """A line of the user's code."""

    file: str
    line: int


@dataclass(frozen=True)
class Described:
    """A value: its kind, its class, and what can be said in numbers.

    `kind` is one of array, tensor (eager), symbolic, spec (of a Dataset's element), sparse, table, column, list, tuple,
    dict, set, str, int, float, bool, none, dataset, generator, sequence (keras.utils.Sequence), model, layer, other.
    A container's shape is its length. `min` and `max` are those of the finite numbers, None where there are none or
    none were looked for. `items` are the first elements of a container given to Keras, `keys` a dict's keys to them.
    """

    kind: str
    type: str
    shape: Shape | None = None
    dtype: str | None = None
    min: float | None = None
    max: float | None = None
    items: tuple[Described, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class LayerCall:
    """A layer (or a model, which is one) was applied; `depth` counts the layers around it.

    Equal calls are recorded once: Sequential of Keras 3 calls all its layers anew at every add. `params` is known when
    the layer is built. `raised` is the exception's class if the call failed, and then there is no output.
    """

    file: str
    line: int
    layer_class: str
    layer_name: str
    depth: int
    symbolic: bool
    input_shapes: tuple[Shape | None, ...]
    output_shapes: tuple[Shape | None, ...]
    params: int | None
    raised: str | None
    stack: tuple[Place, ...]


@dataclass(frozen=True)
class FitCall:
    """A model met data: fit, evaluate, predict, *_on_batch, *_generator, or `__call__` on real arrays.

    `input_shape` and `output_shape` are the model's when the call began, None where it was not built. `arguments` are
    those given, by the parameters' names, as the user gave them. `capped` tells that epochs were cut to one.
    """

    file: str
    line: int
    method: str
    model_class: str
    model_name: str
    arguments: dict[str, Described]
    input_shape: tuple[Shape | None, ...] | None
    output_shape: tuple[Shape | None, ...] | None
    result: Described | None
    raised: str | None
    capped: bool
    stack: tuple[Place, ...]


@dataclass(frozen=True)
class Binding:
    """A name held such a value when the statement at `line` was done, `count` times.

    `min` and `max` span all these times, and are None if one of them was not looked at. A parameter's line is that of
    its `def`. `name` may have one dot: `self.x`. `function` is the qualified name, "" at module level.
    """

    file: str
    line: int
    function: str
    name: str
    kind: str
    type: str
    shape: Shape | None
    dtype: str | None
    min: float | None
    max: float | None
    count: int


@dataclass(frozen=True)
class LayerSummary:
    """One row of model.summary()."""

    layer_class: str
    name: str
    output_shapes: tuple[Shape | None, ...] | None
    params: int | None


@dataclass(frozen=True)
class ModelSummary:
    """A model after compile and after each method that meets data, when something of it has changed."""

    file: str
    line: int
    method: str
    model_class: str
    model_name: str
    input_shape: tuple[Shape | None, ...] | None
    output_shape: tuple[Shape | None, ...] | None
    params: int | None
    layers: tuple[LayerSummary, ...]


@dataclass(frozen=True)
class Warned:
    """A Python warning, or a warning that TensorFlow logged (category "log")."""

    file: str
    line: int
    category: str
    message: str


@dataclass(frozen=True)
class Outcome:
    """How the program ended. `message` is the exception's first line, `text` all of it (bounded).

    `line` is where it rose: the innermost frame of the user's code, autograph's generated code mapped back; 0 if none.
    `stack` are all the user's lines, innermost first.
    """

    status: Status
    exception: str | None = None
    message: str | None = None
    text: str | None = None
    file: str | None = None
    line: int = 0
    stack: tuple[Place, ...] = ()

    @property
    def ran(self) -> bool:
        """Whether the program came to its end."""
        return self.status == "ran"


@dataclass(frozen=True)
class Trace:
    """All that was seen of one run. `files` are the files beside the program that it read or imported."""

    path: str
    keras: Generation
    outcome: Outcome
    layer_calls: tuple[LayerCall, ...] = ()
    fit_calls: tuple[FitCall, ...] = ()
    bindings: tuple[Binding, ...] = ()
    models: tuple[ModelSummary, ...] = ()
    warnings: tuple[Warned, ...] = ()
    files: tuple[str, ...] = ()
    output: str = ""
    seconds: float = field(default=0.0, compare=False)


Record = LayerCall | FitCall | Binding | ModelSummary | Warned | Outcome
RECORDS: dict[str, type[Record]] = {
    cls.__name__: cls for cls in (LayerCall, FitCall, Binding, ModelSummary, Warned, Outcome)
}
_R = TypeVar("_R")


def encode(record: Any) -> dict[str, Any]:
    """A record as JSON's own types."""
    return dataclasses.asdict(record)


def decode(cls: type[_R], data: dict[str, Any]) -> _R:
    """The record that `encode` made `data` from."""
    hints = _hints(cast(Any, cls))
    return cls(**{name: _value(hints[name], value) for name, value in data.items()})


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _value(next(arm for arm in get_args(hint) if arm is not type(None)), value)
    if origin is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in value)
    if origin is dict:
        return {key: _value(get_args(hint)[1], one) for key, one in value.items()}
    return decode(hint, value) if isinstance(hint, type) and dataclasses.is_dataclass(hint) else value
