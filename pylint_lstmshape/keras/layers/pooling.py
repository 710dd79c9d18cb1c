"""Pooling over windows, over everything, to a given size. Source: keras/src/layers/pooling/*.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import Constant, Value
from pylint_lstmshape.keras.layers import checks
from pylint_lstmshape.keras.layers.base import InputSpec, Outputs, Problem, layer
from pylint_lstmshape.keras.layers.convolutional import FORMATS, Windowed, windows
from pylint_lstmshape.knowledge import Context


class Pooling(Windowed):
    """Windows that reduce: the channels stay."""

    differs = True
    is_max: ClassVar[bool] = True

    def invalid_argument(self) -> Problem | None:
        """Windows and words."""
        words = self.config.get("padding")
        if self.generation == 3 and isinstance(words, Constant) and words.value not in ("valid", "same"):
            return Problem("padding", f"padding={words.value!r} must be 'valid' or 'same', in lower case")
        return checks.first(
            checks.window(self, "pool_size", self.rank),
            checks.window(self, "strides", self.rank),
            checks.python_int(self, "pool_size", "strides"),
            checks.choice(self, "padding", ("valid", "same")),
            checks.choice(self, "data_format", FORMATS),
        )

    def output_shape(self, shape: Shape) -> Outputs:
        """As a convolution with pool_size windows, strides the same unless given."""
        if self.channels_first is None:
            return None
        space, channels = self.split(shape)
        new = windows(self.config, self.rank, space, "pool_size")
        return new if new is None or isinstance(new, Conflict) else self.joined(shape[0], new, channels)

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """Keras 2 takes the maximum of ints."""
        return kinds[0] if self.generation == 2 and self.is_max else "f"

    def mistyped(self, kinds: Sequence[str | None]) -> str | None:
        """Averages, and windows in three dimensions, are for floats."""
        if kinds[0] not in ("i", "u") or (self.is_max and self.rank < 3):
            return None
        return "it works on floats, and Keras does not convert an input of dtype int for it"


class GlobalPooling(Windowed):
    """(batch, *space, channels) -> (batch, channels)."""

    keeps = frozenset({2})
    differs = True
    is_max: ClassVar[bool] = True

    def call_shape(self, ctx: Context, shapes: list[Shape], inputs: Value, keywords: Mapping[str, Value]) -> Outputs:
        """As output_shape. Of no places Keras 2 takes nothing."""
        nothing = self._nothing(shapes[0]) if self.generation == 2 else None
        return nothing or self.output_shape(shapes[0])

    def _nothing(self, shape: Shape) -> Conflict | None:
        if self.channels_first is None or all(dim != 0 for dim in self.split(shape)[0]):
            return None
        return Conflict("steps", f"{show(shape)} has nothing to pool")

    def invalid_argument(self) -> Problem | None:
        """A word."""
        return checks.choice(self, "data_format", FORMATS)

    def output_shape(self, shape: Shape) -> Outputs:
        """The channels; with keepdims the space as ones. Of no places there is no maximum where TensorFlow runs at once."""
        nothing = self._nothing(shape) if self.config.eager and self.is_max else None
        if nothing is not None:
            return nothing
        keep = self.config.flag("keepdims")
        if (keep is None and not self.config.is_none("keepdims")) or self.channels_first is None:
            return None
        space, channels = self.split(shape)
        return self.joined(shape[0], (Dim.of(1),) * len(space) if keep else (), channels)


class AdaptivePooling(Windowed):
    """(batch, *space, channels) -> (batch, *output_size, channels). Keras 3 only."""

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Not checked before it runs."""
        return InputSpec()

    def run_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Exactly rank + 2 axes."""
        return InputSpec(ndim=self.rank + 2)

    def invalid_argument(self) -> Problem | None:
        """Sizes and a word."""
        return checks.first(checks.window(self, "output_size", self.rank), checks.choice(self, "data_format", FORMATS))

    def output_shape(self, shape: Shape) -> Outputs:
        """The size asked for."""
        sizes = self.config.dims("output_size", self.rank)
        if sizes is None or self.channels_first is None or len(sizes) != self.rank or len(shape) != self.rank + 2:
            return None
        return self.joined(shape[0], sizes, self.split(shape)[1])


def _register() -> None:
    for rank in (1, 2, 3):
        for name, base in (
            (f"MaxPooling{rank}D", Pooling),
            (f"AveragePooling{rank}D", Pooling),
            (f"GlobalMaxPooling{rank}D", GlobalPooling),
            (f"GlobalAveragePooling{rank}D", GlobalPooling),
            (f"AdaptiveMaxPooling{rank}D", AdaptivePooling),
            (f"AdaptiveAveragePooling{rank}D", AdaptivePooling),
        ):
            more = {"is_max": "Max" in name}
            made = type(name, (base,), {"__doc__": f"{name}.", "rank": rank, **more})
            short = name.replace("Pooling", "Pool").replace("Average", "Avg")
            layer(name, *([] if base is AdaptivePooling else [short, name.replace("Pooling", "Pool")]))(made)


_register()
