"""Dense, EinsumDense, Embedding, Masking, Lambda and activations. Source: keras/src/layers/{core,activations}/*.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pylint_lstmshape.domain.arrays import as_dim, as_dims, sequence_elements
from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.objects import LibraryObject
from pylint_lstmshape.domain.shape import Conflict, Shape, show, size
from pylint_lstmshape.domain.values import NONE, Array, Constant, Value
from pylint_lstmshape.keras.layers import checks
from pylint_lstmshape.keras.layers.base import WORDS, InputSpec, Layer, Outputs, Problem, layer
from pylint_lstmshape.keras.values import BATCH, is_open, noned, open_dim
from pylint_lstmshape.knowledge import Context


@layer("Dense")
class Dense(Layer):
    """y = activation(x @ kernel + bias) on the last axis: (..., features) -> (..., units)."""

    least_ndim = 2

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """At least 2-D; the features are fixed once the kernel is built."""
        return InputSpec(min_ndim=2, axes={-1: built_for[0][-1]} if built_for else {})

    def invalid_argument(self) -> Problem | None:
        """units must be a positive whole number, the activation known; Keras 2 makes an int of what is none."""
        return checks.first(
            checks.whole(self, "units", floats=self.generation == 3, texts=self.generation == 3),
            checks.number(self, "units", 1 if self.generation == 3 else 0),
            checks.python_int(self, "units") if self.generation == 3 and self.config.release >= (3, 13) else None,
            checks.activation(self),
        )

    def output_shape(self, shape: Shape) -> Outputs:
        """(..., units)."""
        if is_open(shape[-1]):
            return Conflict("features", f"the last axis is None in {show(noned(shape))}: it must be a number")
        units = self.config.dim("units")
        return None if units is None else (*shape[:-1], units)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Kernel (features, units) and, unless use_bias is false, bias (units,)."""
        units, bias = self.config.dim("units"), self.config.flag("use_bias")
        if units is None or bias is None:
            return None
        return [(shape[-1], units), *([(units,)] if bias else [])]


@dataclass(frozen=True)
class _Einsum:
    """An equation on an input: the letters of kernel and output, the dim of each, what "..." stands for.

    `nones`: the letters for which output_shape says None, which Keras 3 believes.
    """

    kernel: str
    output: str
    dims: dict[str, Dim]
    middle: Shape
    nones: frozenset[str]


@layer("EinsumDense")
class EinsumDense(Layer):
    """einsum(equation, x, kernel) + bias."""

    uncast = frozenset({2})
    differs = True

    def invalid_argument(self) -> Problem | None:
        """The activation must be known."""
        return checks.activation(self)

    def _read(self, shape: Shape) -> _Einsum | None:
        equation = self.config.get("equation")
        elements = sequence_elements(self.config.get("output_shape"))
        given = (self.config.get("output_shape"),) if elements is None else elements.items
        if not isinstance(equation, Constant) or not isinstance(equation.value, str) or given is None:
            return None
        sources, arrow, output = equation.value.replace(" ", "").partition("->")
        first, comma, kernel = sources.partition(",")
        left, dots, right = first.partition("...")
        if not arrow or not comma or len(shape) < len(left) + len(right) or (not dots and len(shape) != len(left)):
            return None
        tail = len(shape) - len(right)
        dims = dict(zip(left, shape, strict=False)) | dict(zip(right, shape[tail:], strict=True))
        named = output.replace("...", "")
        asked = dict(zip(named[-len(given) :] if given else "", given, strict=False))
        for letter, one in asked.items():
            number = None if one == NONE else as_dim(one)
            if letter not in dims and number is not None:
                dims[letter] = number
        if any(letter not in dims for letter in (*kernel, *named)):
            return None
        nones = frozenset(letter for letter, one in asked.items() if one == NONE)
        return _Einsum(kernel, output, dims, shape[len(left) : tail], nones)

    def output_shape(self, shape: Shape) -> Outputs:
        """The dims of the output's letters."""
        found = self._read(shape)
        if found is None or any(is_open(found.dims[letter]) for letter in found.kernel):
            return None
        axes = self.config.text("bias_axes") or ""
        if any(letter in found.nones for letter in axes):
            return Conflict(
                "features", f"output_shape says None for an axis of bias_axes={axes!r}: it must be a number"
            )

        def dim(letter: str) -> Dim:
            hidden = self.generation == 3 and letter in found.nones
            return open_dim("einsum", found.dims[letter]) if hidden else found.dims[letter]

        left, dots, right = found.output.partition("...")
        return (*map(dim, left), *(found.middle if dots else ()), *map(dim, right))

    def weights(self, shape: Shape) -> list[Shape] | None:
        """The kernel, and a bias over bias_axes."""
        found, axes = self._read(shape), self.config.text("bias_axes")
        if found is None or (axes is None and not self.config.is_none("bias_axes")):
            return None
        if any(letter not in found.dims for letter in axes or ""):
            return None
        bias = tuple(found.dims[letter] for letter in axes or "")
        return [tuple(found.dims[letter] for letter in found.kernel), *([bias] if axes else [])]


@layer("Embedding")
class Embedding(Layer):
    """ids (...) -> vectors (..., output_dim)."""

    reads_input_dim = False
    differs = True

    def invalid_argument(self) -> Problem | None:
        """Sizes must be positive whole numbers; Keras 2 looks at floats when the table is made. Weights must fit it."""
        floats = self.generation == 3
        return checks.first(
            *(checks.whole(self, name, floats=floats) for name in ("input_dim", "output_dim")),
            *(checks.number(self, name) for name in ("input_dim", "output_dim")),
            self._wrong_weights() if self.generation == 3 else None,
            checks.python_int(self, "input_dim", "output_dim")
            if self.generation == 3 and self.config.release >= (3, 15)
            else None,
        )

    def unusable(self) -> Problem | None:
        """What is wrong with the table when it is made."""
        return checks.first(
            *(checks.whole(self, name) for name in ("input_dim", "output_dim")),
            self._wrong_weights(),
            self._wrong_initializer(),
        )

    def misdeclared(self) -> Problem | None:
        """Keras 2 declares the input by input_length."""
        value = self.config.get("input_length")
        if self.generation == 3 or not isinstance(value, Constant) or not isinstance(value.value, float):
            return None
        return Problem("input_length", f"input_length={value.value} must be a whole number")

    def _table(self) -> Shape | None:
        rows, width = self.config.dim("input_dim"), self.config.dim("output_dim")
        return None if rows is None or width is None else (rows, width)

    def _wrong_weights(self) -> Problem | None:
        """weights= is a list of one array of the table's shape; Keras 3 takes the array itself too."""
        table, value = self._table(), self.config.get("weights")
        elements = sequence_elements(value) if isinstance(value, ListValue | TupleValue) else None
        items = (value,) if elements is None else elements.items
        if table is None or items is None or not isinstance(items[0] if items else None, Array):
            return None
        array, is_bare = items[0], elements is None
        if not isinstance(array, Array) or array.shape is None or len(items) != 1:
            return None
        if is_bare and self.generation == 2:
            # Taken for a list of as many weights as it has rows.
            if not array.shape or at_least(array.shape[0], 2) is not True:
                return None
            return Problem(
                "weights", f"weights is an array {show(array.shape)} and must be a list of one: write [weights]"
            )
        if not _differ(array.shape, table):
            return None
        return Problem("weights", f"weights of shape {show(array.shape)} do not fill the table {show(table)}")

    def _wrong_initializer(self) -> Problem | None:
        """A Constant fills the table: of as many numbers in Keras 2, of a shape that broadcasts in Keras 3."""
        table, made = self._table(), self.config.get("embeddings_initializer")
        if table is None or made.type_path != "keras.initializers.Constant" or not isinstance(made, LibraryObject):
            return None
        held = made.cell.content.get("value")
        if not isinstance(held, Array) or held.shape is None or len(held.shape) != 2 or not _differ(held.shape, table):
            return None
        if any(equal(one, 1) is not False for one in held.shape) or equal(size(held.shape), size(table)) is not False:
            return None
        text = f"Constant of an array {show(held.shape)} does not fill the table {show(table)}"
        return Problem("embeddings_initializer", text)

    def output_shape(self, shape: Shape) -> Outputs:
        """(..., output_dim); Keras 2 compares the length with input_length."""
        width = self.config.dim("output_dim")
        return None if width is None else (*shape, width)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """One table (input_dim, output_dim)."""
        table = self._table()
        return None if table is None else [table]

    def implied_input(self, generation: int, key: tuple[object, ...]) -> Shape | None:
        """Keras 2 declares (input_length,) or (None,) itself."""
        if generation == 3:
            return None
        length = None if self.config.is_none("input_length") else as_dim(self.config.get("input_length"))
        return (BATCH, length or open_dim(*key, "length"))


def _differ(one: Shape, other: Shape) -> bool:
    """Whether two shapes surely are not the same."""
    return len(one) != len(other) or any(equal(*pair) is False for pair in zip(one, other, strict=True))


@layer("ReversibleEmbedding")
class ReversibleEmbedding(Embedding):
    """An Embedding that also goes back; Keras 3 only."""

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Untied it has a second table."""
        table, tied = super().weights(shape), self.config.flag("tie_weights")
        return None if table is None or tied is None else table if tied else table * 2


class Elementwise(Layer):
    """The shape stays."""


class Kept(Elementwise):
    """The shape stays, and in Keras 2 ints stay ints."""

    keeps = frozenset({2})


class Uncast(Elementwise):
    """The shape stays; ints raise."""

    uncast = frozenset({2, 3})


class Regularizing(Elementwise):
    """The shape stays; Keras 2 raises for ints."""

    uncast = frozenset({2})


class Noisy(Kept):
    """The shape stays; what it draws while it trains are floats."""

    def mistyped_in_training(self, kinds: Sequence[str | None]) -> str | None:
        """The numbers drawn would have the input's dtype; rate=0 draws none."""
        rate = self.config.get("rate") if self.class_name != "GaussianNoise" else Constant(0.5)
        share = rate.value if isinstance(rate, Constant) else None
        if kinds[0] not in WORDS or not isinstance(share, int | float) or not 0 < share < 1:
            return None
        return f"it draws floats when it trains, and Keras does not convert an input of dtype {WORDS[kinds[0]]} for it"


class Dropping(Noisy):
    """The shape stays; rate is a share."""

    def invalid_argument(self) -> Problem | None:
        """rate is between 0 and 1."""
        return checks.share(self, "rate")


def _register() -> None:
    for name, base, ndim in (
        ("Dropout", Dropping, None),
        ("SpatialDropout1D", Dropping, 3),
        ("SpatialDropout2D", Dropping, 4),
        ("SpatialDropout3D", Dropping, 5),
        ("GaussianNoise", Noisy, None),
        ("GaussianDropout", Noisy, None),
        ("AlphaDropout", Noisy, None),
        ("ActivityRegularization", Regularizing, None),
        ("LeakyReLU", Elementwise, None),
        ("ELU", Uncast, None),
        ("ReLU", Kept, None),
        ("Softmax", Uncast, None),
        ("ThresholdedReLU", Uncast, None),
    ):
        layer(name)(type(name, (base,), {"__doc__": f"{name}: the shape stays.", "wanted_ndim": ndim}))


_register()


@layer("Identity")
class Identity(Elementwise):
    """Nothing changes."""

    keeps = frozenset({2, 3})


@layer("Masking")
class Masking(Kept):
    """Marks steps to skip; the shape stays."""

    def mistyped(self, kinds: Sequence[str | None]) -> str | None:
        """In Keras 2 mask_value must have the input's dtype."""
        value = self.config.get("mask_value")
        if (
            self.generation == 3
            or kinds[0] not in ("i", "u")
            or not isinstance(value, Constant)
            or not isinstance(value.value, float)
        ):
            return None
        return f"mask_value={value.value} is a float, and its input holds ints"


@layer("PReLU")
class PReLU(Uncast):
    """A slope for each place, shared along shared_axes."""

    def output_shape(self, shape: Shape) -> Outputs:
        """The shape stays; every dim that is not shared must be a number."""
        weights, shared = self.weights(shape), self.config.integers("shared_axes") or ()
        if any(axis >= len(shape) for axis in shared):
            return Conflict("axis", f"shared_axes {shared} do not exist in an input of shape {show(shape)}")
        if weights is None:
            return None
        if any(is_open(dim) for dim in weights[0]):
            return Conflict(
                "features", f"it needs a slope for each place of {show(noned(shape))}, of which None is not a number"
            )
        return shape

    def weights(self, shape: Shape) -> list[Shape] | None:
        """The input's shape without the batch, ones where it is shared."""
        shared = () if self.config.is_none("shared_axes") else self.config.integers("shared_axes")
        if shared is None:
            return None
        return [tuple(Dim.of(1) if axis + 1 in shared else dim for axis, dim in enumerate(shape[1:]))]


_TAKES_INTS = {"relu", "linear", "relu6", "leaky_relu"}
_TAKES_DATA_OF_INTS = {*_TAKES_INTS, "tanh", "exponential"}


@layer("Activation")
class Activation(Kept):
    """activation(x): the shape stays."""

    differs = True

    def output_shape(self, shape: Shape) -> Outputs:
        """The shape stays; the softmax of Keras 2 needs an axis besides the batch."""
        if self.generation == 2 and len(shape) == 1 and self.config.text("activation") == "softmax":
            return Conflict("ndim", f"softmax needs a 2-D input, found shape {show(shape)}")
        return shape

    def mistyped(self, kinds: Sequence[str | None]) -> str | None:
        """Most functions are for floats."""
        name = self.config.text("activation")
        takes = _TAKES_INTS if self.generation == 2 else _TAKES_DATA_OF_INTS
        if kinds[0] not in WORDS or name is None or name in takes:
            return None
        return f"{name} is for floats, and Keras does not convert ints for it"

    def invalid_argument(self) -> Problem | None:
        """An unknown name raises."""
        return checks.activation(self)


@layer("Lambda")
class Lambda(Layer):
    """A function of the program: evaluated on the input."""

    accepts_lists = True
    differs = True

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """Whatever kind the function gives."""
        return None

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """The shape of what the function gives; Keras 3 believes output_shape where that is given."""
        if self.config.get("function") == NONE:
            return None
        if self.generation == 3 and not self.config.is_none("output_shape"):
            dims = as_dims(self.config.get("output_shape"))
            return None if dims is None else (shapes[0][0], *dims)
        result = ctx.call(self.config.get("function"), inputs)
        return result.shape if isinstance(result, Array) else None
