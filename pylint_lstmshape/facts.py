"""Facts: what the interpreter found out, written down while it runs and read by the rules and by every face.

A fact tells what happens at a place, in values; whether that deserves a message, and which words, is a rule's matter.
`generations` says for which Keras (2, 3) a conflict raises.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict, Shape
from pylint_lstmshape.domain.values import Array, Site, Value

BOTH = frozenset({2, 3})


@dataclass(frozen=True)
class Described:
    """A value as the user wrote it: the source text of the expression, its place, and what it is.

    `stream`: "dataset" or "generator" where the expression is one and `value` part of what it gives.
    """

    text: str
    site: Site
    value: Value
    stream: str = ""


@dataclass(frozen=True)
class Fact:
    """Base: something that happens at `site`."""

    site: Site


@dataclass(frozen=True)
class Binding(Fact):
    """A name got a value; `reads` are the names in the expression that gave it."""

    name: str
    value: Value
    reads: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameConflict(Fact):
    """A name of Keras is read, or imported, that a generation lacks: `name` as the program spells it."""

    name: str
    conflict: Conflict
    generations: frozenset[int] = BOTH


@dataclass(frozen=True)
class Reshaped(Fact):
    """An array was laid out anew in row-major order: the values keep their order in memory, not their axes."""

    before: Described
    after: Array


@dataclass(frozen=True)
class Broadcast(Fact):
    """`left operator right` of shapes (n,) and (n, 1) gave an (n, n) array."""

    operator: str
    left: Described
    right: Described
    shape: Shape


@dataclass(frozen=True)
class NoTurns(Fact):
    """A loop goes over nothing: its body is never run. `over` is the source of what it goes over."""

    over: str


@dataclass(frozen=True)
class Yielded(Fact):
    """A generator gave an element."""

    value: Value


@dataclass(frozen=True)
class OperationConflict(Fact):
    """An array operation that raises: `function` is its dotted name, `operand` the array it was called on."""

    function: str
    conflict: Conflict
    operand: Described | None = None


@dataclass(frozen=True)
class LayerInfo:
    """A layer as messages speak of it: its class (LSTM), its Keras name (lstm_1), where it was made."""

    class_name: str
    name: str
    site: Site
    path: str


@dataclass(frozen=True)
class LayerCall(Fact):
    """A layer was applied and gave this. `is_softmax_of_one`: each number is a softmax over itself alone, so 1."""

    layer: LayerInfo
    inputs: tuple[Array, ...]
    outputs: tuple[Array, ...]
    is_softmax_of_one: bool = False


def maker_of(data: Described | None, facts: Iterable[Fact]) -> LayerInfo | None:
    """The layer whose call gave an array, where it met data and no symbolic tensor (a model's own `call`)."""
    origin = data.value.origin if data is not None and isinstance(data.value, Array) else None
    calls = (one for one in facts if isinstance(one, LayerCall)) if origin is not None else ()
    return next((one.layer for one in calls if one.outputs and one.site == getattr(origin, "site", None)), None)


@dataclass(frozen=True)
class LayerConflict(Fact):
    """A layer rejects its input. `site`: the line that raises; `producer`: the layer that made the input, if one did."""

    layer: LayerInfo
    input_shape: Shape | None
    conflict: Conflict
    generations: frozenset[int] = BOTH
    producer: LayerInfo | None = None
    data: Described | None = None  # the array that meets the layer, where it is no layer's output
    declared: Site | None = None  # where the input shape was declared (input_shape=, Input(...))
    tensor: Array | None = None  # the symbolic tensor that the layer got, whose nodes tell where it comes from


@dataclass(frozen=True)
class ArgumentConflict(Fact):
    """A constructor rejects an argument: `site` is the argument's place."""

    layer: LayerInfo
    parameter: str
    value: Value
    conflict: Conflict
    generations: frozenset[int] = BOTH


@dataclass(frozen=True)
class ModelInfo:
    """A model as messages speak of it."""

    kind: str  # Sequential, Functional, Model
    name: str
    site: Site
    layers: tuple[LayerInfo, ...] = ()


@dataclass(frozen=True)
class ModelMade(Fact):
    """A model came to be: `model` is the value, what has become of it by the end of the run in its cell.

    `owner`: the instance of the program's own class that it belongs to.
    """

    model: Value
    owner: Value | None = None


@dataclass(frozen=True)
class ModelCall(Fact):
    """A model met data: fit, evaluate, predict, train_on_batch … or a plain call.

    `inputs` and `targets` are the arrays in the order of the model's inputs and outputs, `role` is "training" or
    "validation".
    """

    method: str
    model: ModelInfo
    inputs: tuple[Described, ...]
    targets: tuple[Described, ...]
    outputs: tuple[Array, ...]
    role: str = "training"


@dataclass(frozen=True)
class DataGiven(Fact):
    """The arrays that a call with data was given, whatever the model makes of them."""

    method: str
    arrays: tuple[Array, ...]
    role: str = "training"


@dataclass(frozen=True)
class InputConflict(Fact):
    """An array does not fit the input that the model declares. `site`: the array's expression in the call.

    `traced`: where TensorFlow made the graph of this kind of call, for arrays of another rank (`conflict.text`).
    """

    method: str
    model: ModelInfo
    array: Described
    declared: Shape
    declared_site: Site | None
    conflict: Conflict
    generations: frozenset[int] = BOTH
    role: str = "training"
    first_layer: LayerInfo | None = None
    traced: Site | None = None


@dataclass(frozen=True)
class TargetConflict(Fact):
    """A target does not fit the model's output under this loss. `tensor`: the output; `compiled`: where compile was."""

    method: str
    model: ModelInfo
    target: Described
    output: Shape
    loss: str
    conflict: Conflict
    generations: frozenset[int] = BOTH
    role: str = "training"
    last_layer: LayerInfo | None = None
    tensor: Array | None = None
    compiled: Site | None = None


@dataclass(frozen=True)
class CountConflict(Fact):
    """Arrays that must go together differ in number or in samples."""

    method: str
    model: ModelInfo
    arrays: tuple[Described, ...]
    conflict: Conflict
    generations: frozenset[int] = BOTH


@dataclass(frozen=True)
class InputAdapted(Fact):
    """Keras silently makes an array fit: `how` is "axis added", "axis dropped", "timesteps unchecked" or
    "axes swapped".
    """

    method: str
    model: ModelInfo
    array: Described
    declared: Shape
    how: str
    generations: frozenset[int] = BOTH
    role: str = "training"
    declared_site: Site | None = None


@dataclass(frozen=True)
class NoProbabilities(Fact):
    """A crossentropy takes probabilities, but the last layer's activation gives other numbers."""

    method: str
    model: ModelInfo
    layer: LayerInfo
    loss: str
    activation: str
    output: Shape


@dataclass(frozen=True)
class InputShapeIgnored(Fact):
    """A layer declares an input shape that counts for nothing: it is not the first, or within a wrapper.

    `given`: what it really gets; `wrapper`: the layer that it is within.
    """

    layer: LayerInfo
    declared: Shape
    given: Shape | None = None
    wrapper: LayerInfo | None = None


@dataclass(frozen=True)
class TargetBroadcast(Fact):
    """A loss runs although target and output differ in shape: NumPy's broadcasting pairs up what does not belong."""

    method: str
    model: ModelInfo
    target: Described
    output: Shape
    loss: str
    generations: frozenset[int] = BOTH
    role: str = "training"
    last_layer: LayerInfo | None = None
    tensor: Array | None = None


@dataclass(frozen=True)
class DataConflict(Fact):
    """Data of a kind that Keras does not take: a list of numbers where an array is wanted."""

    method: str
    model: ModelInfo
    data: Described
    conflict: Conflict
    generations: frozenset[int] = BOTH
    role: str = "training"


@dataclass(frozen=True)
class CallConflict(Fact):
    """compile, fit or another method rejects an argument, or this Keras has no such method."""

    method: str
    model: ModelInfo
    conflict: Conflict
    generations: frozenset[int] = BOTH


@dataclass(frozen=True)
class AddConflict(Fact):
    """`model.add(layer, parameter=...)`: add takes a layer and nothing else. `written`: how it was meant, as source."""

    parameter: str
    layer: LayerInfo | None
    written: str = ""
    generations: frozenset[int] = BOTH


@dataclass(frozen=True)
class NamesAdded(Fact):
    """The program tells Keras names of its own (custom objects): a name nobody knows may be one of them."""


@dataclass(frozen=True)
class BatchConflict(Fact):
    """A stateful layer gets a batch of another size than it keeps states for (`batch`, None: it was told no size)."""

    method: str
    model: ModelInfo
    layer: LayerInfo
    conflict: Conflict
    batch: Dim | None = None
    data: Described | None = None
    generations: frozenset[int] = BOTH
    role: str = "training"


@dataclass(frozen=True)
class IdsConflict(Fact):
    """An Embedding gets an id that its table has no row for."""

    method: str
    model: ModelInfo
    array: Described
    layer: LayerInfo
    rows: Dim
    reached: int
    generations: frozenset[int] = BOTH
    role: str = "training"


@dataclass(frozen=True)
class TextSplit(Fact):
    """A tokenizer's method that wants a collection of texts gets one: each of its characters is taken for a text."""

    method: str
    text: Described
    characters: Dim


@dataclass(frozen=True)
class StatefulShuffle(Fact):
    """fit shuffles several batches of a model whose layer keeps its states from batch to batch."""

    method: str
    model: ModelInfo
    layer: LayerInfo
