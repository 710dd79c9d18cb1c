"""Layers that prepare data: images, ids, words. Source: keras/src/layers/preprocessing/**/*.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import NONE, Text
from pylint_lstmshape.keras.layers.base import Layer, Outputs, layer
from pylint_lstmshape.keras.layers.convolutional import is_channels_first
from pylint_lstmshape.keras.layers.core import Elementwise
from pylint_lstmshape.keras.values import open_dim


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
        if len(shape) > 2 or (len(shape) == 2 and mode == "one_hot" and shape[1] != 1):
            text = f"output_mode {mode!r} takes (batch,) or (batch, values), not {show(shape)}"
            return Conflict("ndim", text) if self.generation == 2 else None
        if len(shape) == 1 and (mode != "one_hot" or self.flattens):
            return (width,)
        return (shape[0], width)

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """Ids are ints, unless a dtype is asked for."""
        return kind_of(self.config.get("dtype"), "i" if self.mode() == "int" else "f")


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
        """Known where the vocabulary is given as a list."""
        elements = sequence_elements(self.config.get("vocabulary"))
        unknown = self.config.dim("num_oov_indices")
        if elements is None or unknown is None or isinstance(self.config.get("vocabulary"), Text):
            return None
        masked = 0 if self.config.is_none("mask_token") or self.mode() != "int" else 1
        return elements.length + unknown + masked

    def output_shape(self, shape: Shape) -> Outputs:
        """invert gives words, of the same shape."""
        return shape if self.config.flag("invert") else super().output_shape(shape)

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """invert gives back words."""
        inverse = self.config.flag("invert")
        return None if inverse is None or inverse else super().output_kind(kinds)


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

    def output_shape(self, shape: Shape) -> Outputs:
        """(batch, output_sequence_length), else of steps nobody knows."""
        if len(shape) > 2 or (len(shape) == 2 and shape[1] != 1):
            return None
        if self.mode() != "int":
            width = self.width()
            return None if width is None or self.generation == 3 else (shape[0], width)
        steps = self.config.dim("output_sequence_length")
        return None if steps is None or not shape else (shape[0], steps)
