"""Layers that prepare data: images, ids, words. Source: keras/src/layers/preprocessing/**/*.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import NONE, Array, Text, Value
from pylint_lstmshape.keras.layers.base import Layer, Outputs, layer
from pylint_lstmshape.keras.layers.convolutional import is_channels_first
from pylint_lstmshape.keras.layers.core import Elementwise
from pylint_lstmshape.keras.values import open_dim
from pylint_lstmshape.knowledge import Context


class Image(Elementwise):
    """Changes pixels: (batch, height, width, channels) stays."""

    takes_dicts = True


class Resized(Layer):
    """(batch, height, width, channels) -> (batch, new height, new width, channels)."""

    takes_dicts = True

    def output_shape(self, shape: Shape) -> Outputs:
        """The sizes given."""
        height, width, first = self.config.dim("height"), self.config.dim("width"), is_channels_first(self.config)
        if height is None or width is None or first is None or len(shape) not in (3, 4):
            return None
        head, rest = (shape[:-3], shape[-3:])
        return (*head, rest[0], height, width) if first else (*head, height, width, rest[2])


class Stretched(Image):
    """One axis gets another length each time; Keras 2 only."""

    axis: ClassVar[int] = -3

    def output_shape(self, shape: Shape) -> Outputs:
        """That axis is None."""
        if len(shape) not in (3, 4):
            return None
        at = len(shape) + self.axis
        return tuple(open_dim("stretched", axis) if axis == at else dim for axis, dim in enumerate(shape))


def _register() -> None:
    for name, axis in (("RandomHeight", -3), ("RandomWidth", -2)):
        layer(name)(type(name, (Stretched,), {"__doc__": f"{name}: another size each time.", "axis": axis}))
    for name in (
        "AugMix", "AutoContrast", "ContrastLimitedAdaptiveHistogramEqualization", "Equalization", "RandAugment",
        "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter", "RandomContrast", "RandomElasticTransform",
        "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomGrayscale", "RandomHue", "RandomInvert",
        "RandomPerspective", "RandomPosterization", "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear",
        "RandomTranslation", "RandomZoom", "Solarization", "CutMix", "MixUp", "Rescaling",
    ):  # fmt: skip
        layer(name)(type(name, (Image,), {"__doc__": f"{name}: the shape stays."}))
    for name in ("Resizing", "CenterCrop", "RandomCrop"):
        layer(name)(type(name, (Resized,), {"__doc__": f"{name}: to the size given."}))


_register()


class Encoded(Layer):
    """Ids or words coded as `output_mode` says: int keeps the shape, the others give vectors of `width`."""

    differs = True
    reads_data = True
    flattens: ClassVar[bool] = False  # whether (batch,) is one sample to it even in one_hot mode

    def mode(self) -> str | None:
        """How it codes."""
        return self.config.text("output_mode")

    def width(self) -> Dim | None:
        """How many codes there are."""
        return self.config.dim("num_bins")

    def output_shape(self, shape: Shape) -> Outputs:
        """one_hot adds an axis (or widens a last axis of 1), multi_hot and count replace the last one."""
        mode = self.mode()
        if mode == "int":
            return shape
        width = self.width()
        if width is None or mode not in {"one_hot", "multi_hot", "count"} or not shape:
            return None
        wrong = self._too_deep(shape)
        if wrong or len(shape) > 2 or (len(shape) == 2 and mode == "one_hot" and shape[1] != 1):
            return wrong
        if len(shape) == 1 and (mode != "one_hot" or self.flattens):
            return (width,)
        return (shape[0], width)

    def _too_deep(self, shape: Shape) -> Conflict | None:
        """What Keras 2 raises for ids with too many axes."""
        mode = self.mode()
        if self.generation == 2 and (len(shape) > 2 or (len(shape) == 2 and mode == "one_hot" and shape[1] != 1)):
            return Conflict("ndim", f"output_mode {mode!r} takes (batch,) or (batch, values), not {show(shape)}")
        return None

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """Real data comes out in its real shape, which is not always the one that a symbolic tensor is given."""
        if self.takes_many or (isinstance(inputs, Array) and inputs.library == "keras"):
            return super().call_shape(ctx, shapes, inputs, keywords)
        return self.data_shape(ctx, shapes[0])

    def data_shape(self, ctx: Context, shape: Shape) -> Outputs:
        """As utils.encode_categorical_inputs codes an array. Keras 3 takes any rank: axis 1 holds the values."""
        mode = self.mode()
        if mode == "int":
            return shape
        if mode not in _VECTORS or (mode == "one_hot" and len(shape) > 1 and shape[-1].constant is None):
            return None
        width = self.learnt_width(ctx)
        wrong = self._too_deep(shape)
        if wrong is not None:
            return wrong
        if mode == "one_hot":
            if not shape:
                return None if self.generation == 3 else (width,)
            return (*shape[:-1], width) if len(shape) > 1 and shape[-1] == 1 else (*shape, width)
        return (*shape[:1], *shape[2:], width) if len(shape) > 1 else (width,)

    def learnt_width(self, ctx: Context) -> Dim:
        """How many codes there are; what the layer learns from data is bounded by max_tokens at most."""
        known = self.width()
        if known is not None:
            return known
        key = next(iter(ctx.fresh("vocabulary", 1).atoms))
        return Dim.symbol(("vocabulary", key), "vocabulary", 1, self.config.dim("max_tokens"))

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """Ids are ints, unless a dtype is asked for."""
        return kind_of(self.config.get("dtype"), "i" if self.mode() == "int" else "f")


_VECTORS = {"one_hot", "multi_hot", "count", "tf_idf", "tf-idf"}


@layer("CategoryEncoding")
class CategoryEncoding(Encoded):
    """Ids to indicator vectors."""

    def width(self) -> Dim | None:
        """The number of tokens."""
        return self.config.dim("num_tokens")


@layer("Hashing")
class Hashing(Encoded):
    """Anything to a bucket."""

    @property
    def flattens(self) -> bool:  # type: ignore[override]  # a class attribute elsewhere
        """In Keras 3."""
        return self.generation == 3


@layer("Discretization")
class Discretization(Encoded):
    """Numbers to bins."""

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """Keras 3 gives ints whatever dtype it is asked for."""
        return "i" if self.mode() == "int" and self.generation == 3 else super().output_kind(kinds)

    def width(self) -> Dim | None:
        """One more than there are boundaries."""
        elements = sequence_elements(self.config.get("bin_boundaries"))
        if elements is None:
            return self.config.dim("num_bins")
        return elements.length + 1


@layer("HashedCrossing")
class HashedCrossing(Encoded):
    """Several features crossed into one."""

    takes_many = True

    def merge_shape(self, shapes: list[Shape]) -> Outputs:
        """As one feature; each has one value a sample."""
        wrong = [shape for shape in shapes if len(shape) > 2 or (len(shape) == 2 and shape[1] != 1)]
        if wrong:
            text = f"it takes inputs of shape (batch,) or (batch, 1), not {show(wrong[0])}"
            return Conflict("ndim", text) if self.generation == 2 else None
        return self.output_shape(shapes[0])


class Lookup(Encoded):
    """A vocabulary: the codes that are out of it come first."""

    def width(self) -> Dim | None:
        """Known where the vocabulary is given as a list, or filled up to max_tokens."""
        elements = sequence_elements(self.config.get("vocabulary"))
        unknown = self.config.dim("num_oov_indices")
        if self.config.flag("pad_to_max_tokens") and self.mode() != "int":
            return self.config.dim("max_tokens")
        if elements is None or unknown is None or isinstance(self.config.get("vocabulary"), Text):
            return None
        masked = 0 if self.config.is_none("mask_token") or self.mode() != "int" else 1
        return elements.length + unknown + masked

    def output_shape(self, shape: Shape) -> Outputs:
        """invert gives words, of the same shape."""
        return shape if self.config.flag("invert") else super().output_shape(shape)

    def data_shape(self, ctx: Context, shape: Shape) -> Outputs:
        """invert gives words, of the same shape."""
        inverse = self.config.flag("invert")
        return shape if inverse else None if inverse is None else super().data_shape(ctx, shape)

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """invert gives back words; Keras 3 codes data as ints, and says floats of a symbolic tensor."""
        inverse = self.config.flag("invert")
        if inverse is None or inverse or (self.generation == 3 and self.mode() != "int"):
            return None
        return super().output_kind(kinds)


@layer("StringLookup")
class StringLookup(Lookup):
    """Words to ids."""


@layer("IntegerLookup")
class IntegerLookup(Lookup):
    """Numbers to ids."""


@layer("TextVectorization")
class TextVectorization(Encoded):
    """Sentences (batch,) or (batch, 1) to ids (batch, steps) or vectors."""

    def width(self) -> Dim | None:
        """The vocabulary and the one for what is out of it."""
        if self.config.flag("pad_to_max_tokens"):
            return self.config.dim("max_tokens")
        elements = sequence_elements(self.config.get("vocabulary"))
        return None if elements is None or self.config.get("vocabulary") == NONE else elements.length + 1

    def read(self, inputs: Value) -> Array | None:
        """Texts, each cut into words: those that nobody knows are single texts, or a list of one, which come out alike."""
        array = super().read(inputs)
        elements = sequence_elements(inputs) if array is None or array.shape is None else None
        if elements is None or self.config.is_none("split") or any(isinstance(one.value, Array) for one in elements):
            return array
        return Array((elements.length,), "O")

    def output_shape(self, shape: Shape) -> Outputs:
        """(batch, output_sequence_length), else of steps nobody knows."""
        if len(shape) > 2 or (len(shape) == 2 and shape[1] != 1):
            return None
        if self.mode() != "int":
            if self.generation == 3:
                return None
            learnt = Dim.symbol(("vocabulary", id(self.config)), "?", 1)  # which only a run of adapt tells
            return (shape[0], self.width() or learnt)
        steps = self.config.dim("output_sequence_length")
        if not shape or (self.config.is_none("split") and self.generation == 2):
            return None
        if steps is None:
            return (shape[0], open_dim("words")) if self.config.is_none("output_sequence_length") else None
        return (shape[0], steps)

    def data_shape(self, ctx: Context, shape: Shape) -> Outputs:
        """A text gives a row. Without `split` the texts of a sample are its words."""
        whole = self.config.is_none("split")
        if self.mode() != "int":
            return super().data_shape(ctx, shape) if whole else self._rows(shape, self.learnt_width(ctx))
        if self.config.flag("ragged") is not False:
            return None
        steps = self.config.dim("output_sequence_length")
        if steps is None and not self.config.is_none("output_sequence_length"):
            return None
        if not whole:
            return self._rows(shape, ctx.fresh("steps") if steps is None else steps)
        return shape if steps is None else (*shape[:-1], steps) if shape else None

    def _rows(self, shape: Shape, width: Dim) -> Outputs:
        """(batch, width) for texts (batch,) or (batch, 1)."""
        if len(shape) == 2 and equal(shape[1], 1) is False:
            return Conflict("ndim", f"it cuts texts of shape (batch,) or (batch, 1) into words, not {show(shape)}")
        return (*shape[:1], width) if len(shape) < 3 else None

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """Keras 3 codes data as ints, and says floats of a symbolic tensor."""
        return None if self.generation == 3 and self.mode() != "int" else super().output_kind(kinds)
