"""What every layer class has: signature, input spec, output shape, weights. Source: keras.layers.Layer, InputSpec."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, NamedTuple, TypeVar, Union

from pylint_lstmshape.domain.arrays import as_array, as_dims, scalar_dim, sequence_elements
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.shape import Conflict, RankConflict, Shape, show
from pylint_lstmshape.domain.values import Array, Constant, Value
from pylint_lstmshape.facts import BOTH
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.knowledge import Context

Tree = Union[Shape, list["Tree"]]  # noqa: UP007  # one tensor, or a list of them that may be nested
Outputs = Tree | Conflict | None  # what comes out, or rejected, or nobody knows


@dataclass(frozen=True)
class Config:
    """The arguments a layer was made with, by name, defaults filled in; `given` are those the program wrote."""

    values: Mapping[str, Value]
    given: frozenset[str] = frozenset()
    release: tuple[int, int] = (3, 0)  # the oldest Keras 3 that is possible
    eager: bool = False  # whether TensorFlow runs the layer at once

    def get(self, name: str) -> Value:
        """The argument as a value (Constant(None) where the class has no such argument)."""
        return self.values.get(name, Constant(None))

    def dim(self, name: str) -> Dim | None:
        """A number: units, filters."""
        return scalar_dim(self.get(name))

    def dims(self, name: str, rank: int) -> tuple[Dim, ...] | None:
        """An int or a tuple of ints: kernel_size, strides. An int counts for each of the `rank` axes."""
        single = scalar_dim(self.get(name))
        return (single,) * rank if single is not None else as_dims(self.get(name))

    def flag(self, name: str) -> bool | None:
        """Truth of an argument; None where unknown. Any object counts as Python has it: "False" is true."""
        value = self.get(name)
        return bool(value.value) if isinstance(value, Constant) else None

    def text(self, name: str) -> str | None:
        """A str argument, lower-cased as Keras does for padding and data_format; None where it is something else."""
        value = self.get(name)
        return value.value.lower() if isinstance(value, Constant) and isinstance(value.value, str) else None

    def is_none(self, name: str) -> bool:
        """Whether the argument is None or missing."""
        return self.get(name) == Constant(None)

    def integers(self, name: str) -> tuple[int, ...] | None:
        """A tuple of known ints (dims, axes); an int counts as a tuple of one."""
        value = self.get(name)
        if isinstance(value, Constant) and isinstance(value.value, int):
            return (int(value.value),)
        elements = sequence_elements(value)
        items = None if elements is None else elements.items
        if items is None:
            return None
        numbers = [item.value for item in items if isinstance(item, Constant) and isinstance(item.value, int)]
        return tuple(numbers) if len(numbers) == len(items) else None


@dataclass(frozen=True)
class InputSpec:
    """What a layer demands of an input (keras.layers.InputSpec): exact rank, least rank, dims by axis."""

    ndim: int | None = None
    min_ndim: int | None = None
    axes: Mapping[int, Dim] = field(default_factory=dict)
    max_ndim: int | None = None
    filled: int | None = None  # an axis that must not be empty

    def check(self, shape: Shape) -> Conflict | None:
        """The Conflict Keras raises for this input shape (keras.src.layers.input_spec.assert_input_compatibility)."""
        rank, found = len(shape), f"found ndim={len(shape)}, shape {show(shape)}"
        if self.ndim is not None and rank != self.ndim:
            return RankConflict("ndim", f"expected ndim={self.ndim}, {found}", wanted=self.ndim, found=rank)
        if self.min_ndim is not None and rank < self.min_ndim:
            text = f"expected min_ndim={self.min_ndim}, {found}"
            return RankConflict("ndim", text, wanted=self.min_ndim, found=rank, is_least=True)
        if self.max_ndim is not None and rank > self.max_ndim:
            return RankConflict("ndim", f"expected max_ndim={self.max_ndim}, {found}", wanted=self.max_ndim, found=rank)
        if self.filled is not None and rank > self.filled and shape[self.filled] == 0:
            return Conflict("steps", f"{show(shape)} has no timesteps")
        for axis, dim in self.axes.items():
            if -rank <= axis < rank and not is_open(shape[axis]) and equal(shape[axis], dim) is False:
                return Conflict("axis", f"expected axis {axis} of the input to be {dim}, found shape {show(shape)}")
        return None


class Problem(NamedTuple):
    """An argument that raises: its parameter, why, the kind of conflict, and for a word that names nothing one that does."""

    parameter: str
    text: str
    kind: str = "argument"
    instead: str = ""


class Layer:
    """One layer with its arguments. A subclass is the model of one Keras layer class.

    `wanted_ndim` / `least_ndim`: the input_spec where it is fixed by the class. A layer that merges several inputs sets
    `takes_many` and gets the list of their shapes in `merge_shape`.
    """

    path: ClassVar[str] = "keras.layers.Layer"
    wanted_ndim: ClassVar[int | None] = None
    least_ndim: ClassVar[int | None] = None
    takes_many: ClassVar[bool] = False
    takes_states: ClassVar[bool] = False  # whether a list given to it is the input and its initial states
    takes_dicts: ClassVar[bool] = False  # whether a dict is one input: images with their labels and boxes
    accepts_lists: ClassVar[bool] = False  # whether several inputs are its own matter
    reads_data: ClassVar[bool] = False  # whether a list of numbers or texts given to it is one array
    reads_input_dim: ClassVar[bool] = True  # False where input_dim is an argument of its own (Embedding)
    input_names: ClassVar[tuple[str, ...]] = ("inputs",)  # what the first parameter of its call is called
    call_arguments: ClassVar[tuple[str, ...]] = ()  # further positional parameters of its call
    wanted_arguments: ClassVar[tuple[str, ...]] = ()  # those of them without which the call raises
    is_recurrent: ClassVar[bool] = False
    differs: ClassVar[bool] = False  # whether what it does with an input depends on the Keras generation
    uncast: ClassVar[frozenset[int]] = frozenset()  # in which generations it takes ints as they are, which raises
    keeps: ClassVar[frozenset[int]] = frozenset()  # in which generations ints stay ints

    def __init__(self, configs: Mapping[int, Config]) -> None:
        self.configs = configs
        self.generation = max(configs)
        self.config = configs[self.generation]
        self._twins: dict[int, Layer] = {}
        self._eager: Layer | None = None

    @property
    def class_name(self) -> str:
        """LSTM, of keras.layers.LSTM."""
        return self.path.rpartition(".")[2]

    @property
    def may_give_many(self) -> bool:
        """Whether several tensors may come out, where nobody knows what goes in."""
        several = self.is_recurrent and self.config.flag("return_state") is not False
        return several or self.takes_many or self.accepts_lists

    def at(self, generation: int) -> Layer:
        """The layer as it is in one Keras generation."""
        if generation == self.generation or generation not in self.configs:
            return self
        if generation not in self._twins:
            self._twins[generation] = type(self)({generation: self.configs[generation]})
        return self._twins[generation]

    def eagerly(self) -> Layer:
        """The layer where TensorFlow runs it at once, without a graph."""
        if self._eager is None:
            configs = {generation: replace(config, eager=True) for generation, config in self.configs.items()}
            self._eager = type(self)(configs)
        return self._eager

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """What it demands of an input, once it is built also of its fixed axes (the features)."""
        return InputSpec(self.wanted_ndim, self.least_ndim)

    def cannot_build(self, ndim: int) -> bool:
        """Whether Keras 3 fails to build it for an input of a rank that input_spec does not take, when nobody asked that."""
        return False

    def run_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """What it demands of real data, where that is more than building the model checks."""
        return self.input_spec(built_for)

    def read(self, inputs: Value) -> Array | None:
        """Data that is no array yet as the array that the layer makes of it; None where it takes none, or nobody knows."""
        array = as_array(inputs) if self.reads_data else None
        return array if isinstance(array, Array) else None

    def output_shape(self, shape: Shape) -> Outputs:
        """The output shape(s) for one input of `shape` (batch first), or the Conflict that running it raises."""
        return shape

    def merge_shape(self, shapes: list[Shape]) -> Outputs:
        """The output for several inputs."""
        return None

    def weights(self, shape: Shape) -> list[Shape] | None:
        """The shapes of its weights, trainable and not, for an input of `shape`; None where unknown."""
        return []

    def weights_of(self, shapes: tuple[Shape, ...]) -> list[Shape] | None:
        """As `weights`, for a layer of several inputs."""
        return self.weights(shapes[0])

    def frozen(self, shape: Shape) -> list[Shape]:
        """Those of its weights that are never trained."""
        return []

    def run_states(self, states: list[Shape]) -> Conflict | None:
        """The Conflict that initial states raise when the model runs."""
        return None

    def built_shapes(self, shapes: list[Shape], keywords: Mapping[str, Value]) -> tuple[Shape, ...]:
        """The shapes that decide on its weights: those of its inputs."""
        return tuple(shapes)

    def mistyped(self, kinds: Sequence[str | None]) -> str | None:
        """Why it raises for inputs of these dtype kinds, in Keras 3 for data only; None where it may not."""
        if self.generation not in self.uncast or kinds[0] not in WORDS or self.dtype_kind() != "f":
            return None
        return f"it works on floats, and Keras does not convert an input of dtype {WORDS[kinds[0]]} for it"

    def mistyped_in_training(self, kinds: Sequence[str | None]) -> str | None:
        """Why Keras 2 raises for inputs of these dtype kinds when it trains."""
        return None

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """The output for one call, or the Conflict that the call raises; it may look at more than the input's shape."""
        return self.merge_shape(shapes) if self.takes_many else self.output_shape(shapes[0])

    def implied_input(self, generation: int, key: tuple[object, ...]) -> Shape | None:
        """The input shape that the class itself declares, without input_shape (Embedding in Keras 2)."""
        return None

    def invalid_argument(self) -> Problem | None:
        """(parameter, why) where the constructor raises for a value; None where it may be right."""
        return None

    def misdeclared(self) -> Problem | None:
        """(parameter, why) where being the first layer of a Sequential raises for what it declares."""
        return None

    def unusable(self) -> Problem | None:
        """(parameter, why) where making the weights raises for an argument that the constructor takes."""
        return None

    def rejecting_generations(self, conflict: Conflict) -> frozenset[int]:
        """The Keras generations that raise for this conflict."""
        return BOTH

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """The dtype kind of the output for inputs of these kinds."""
        return kinds[0] if self.generation in self.keeps else self.dtype_kind()

    def dtype_kind(self) -> str | None:
        """The kind of its own dtype: float unless `dtype` says otherwise; None where unknown."""
        return kind_of(self.config.get("dtype"), "f")


WORDS = {"i": "int", "u": "unsigned int", "b": "bool"}
LayerClass = TypeVar("LayerClass", bound=type[Layer])
LAYERS: dict[str, type[Layer]] = {}


def layer(*names: str) -> Callable[[LayerClass], LayerClass]:
    """Register a Layer class under its names in keras.layers: the first is the real one, others are older spellings."""

    def register(cls: LayerClass) -> LayerClass:
        cls.path = f"keras.layers.{names[0]}"
        for name in names:
            LAYERS[f"keras.layers.{name}"] = cls
        return cls

    return register


def is_recurrent(path: str) -> bool:
    """Whether a layer class steps through time (LSTM, GRU, Bidirectional, ConvLSTM2D …)."""
    cls = LAYERS.get(path)
    return cls is not None and cls.is_recurrent
