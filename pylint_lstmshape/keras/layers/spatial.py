"""Padding, cropping, upsampling. Source: keras/src/layers/reshaping/{zero_padding,cropping,up_sampling}*.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pylint_lstmshape.domain.arrays import as_dims, sequence_elements
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.keras.layers import checks
from pylint_lstmshape.keras.layers.base import InputSpec, Outputs, Problem, layer
from pylint_lstmshape.keras.layers.convolutional import FORMATS, Windowed
from pylint_lstmshape.keras.values import is_open


class Padding(Windowed):
    """Adds to (sign 1) or cuts from (sign -1) the ends of each spatial axis."""

    keeps = frozenset({2})
    differs = True
    argument: ClassVar[str] = "padding"
    sign: ClassVar[int] = 1

    def invalid_argument(self) -> Problem | None:
        """A word."""
        return checks.choice(self, "data_format", FORMATS)

    def _ends(self) -> list[Dim] | None:
        """What is added or cut on each axis, both ends together."""
        single = self.config.dim(self.argument)
        if single is not None:
            return [single * 2] * self.rank
        elements = sequence_elements(self.config.get(self.argument))
        items = None if elements is None else elements.items
        if items is None:
            return None
        numbers = self.config.dims(self.argument, self.rank)
        if self.rank == 1 and numbers is not None and len(numbers) == 2:
            return [numbers[0] + numbers[1]]
        if numbers is not None and len(numbers) == self.rank:
            return [number * 2 for number in numbers]
        pairs = [as_dims(item) for item in items]
        known = [pair[0] + pair[1] for pair in pairs if pair is not None and len(pair) == 2]
        return known if len(known) == self.rank else None

    def output_shape(self, shape: Shape) -> Outputs:
        """Each spatial axis longer or shorter by both ends; Conflict where nothing is left."""
        ends = self._ends()
        if ends is None or self.channels_first is None:
            return None
        space, channels = self.split(shape)
        new = tuple(dim + end * self.sign for dim, end in zip(space, ends, strict=True))
        for dim, left in zip(space, new, strict=True):
            checked = self.sign < 0 and (self.generation == 3 or self.rank < 3)
            if checked and not is_open(dim) and at_least(left, 1) is False:
                return Conflict("window", f"cropping leaves nothing of an axis of {show(shape)}")
        if self.sign < 0:
            new = tuple(Dim.of(0) if at_least(dim, 0) is False else dim for dim in new)
        return self.joined(shape[0], new, channels)


_INTERPOLATIONS = ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area", "gaussian", "mitchellcubic")


class UpSampling(Windowed):
    """Repeats each spatial axis `size` times."""

    differs = True

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """UpSampling3D of Keras 2 takes a batch of images too."""
        return InputSpec() if self.rank == 3 and self.generation == 2 else super().input_spec(built_for)

    def invalid_argument(self) -> Problem | None:
        """UpSampling1D takes an int only."""
        if self.rank == 1 and sequence_elements(self.config.get("size")) is not None:
            return Problem("size", "size must be an int")
        return checks.first(
            checks.window(self, "size", self.rank),
            checks.choice(self, "data_format", FORMATS),
            checks.choice(self, "interpolation", _INTERPOLATIONS) if self.rank == 2 else None,
        )

    def output_kind(self, kinds: Sequence[str | None]) -> str | None:
        """Keras 2 repeats ints as they are; in between it needs floats."""
        plain = self.rank != 2 or self.config.text("interpolation") == "nearest"
        return kinds[0] if self.generation == 2 and plain else "f"

    def output_shape(self, shape: Shape) -> Outputs:
        """Each spatial axis times its size."""
        sizes = self.config.dims("size", self.rank)
        if sizes is None or len(sizes) != self.rank or self.channels_first is None or len(shape) != self.rank + 2:
            return None
        space, channels = self.split(shape)
        return self.joined(shape[0], tuple(dim * times for dim, times in zip(space, sizes, strict=True)), channels)


def _register() -> None:
    for rank in (1, 2, 3):
        for name, base, more in (
            (f"ZeroPadding{rank}D", Padding, {}),
            (f"Cropping{rank}D", Padding, {"argument": "cropping", "sign": -1}),
            (f"UpSampling{rank}D", UpSampling, {}),
        ):
            layer(name)(type(name, (base,), {"__doc__": f"{name}.", "rank": rank, **more}))


_register()
