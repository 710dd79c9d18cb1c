"""Conv1D/2D/3D and their kin, pooling, padding, cropping, upsampling. Source: keras/src/layers/convolutional, pooling."""

from __future__ import annotations

from typing import ClassVar

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.keras.layers.base import InputSpec, Layer, Outputs, layer
from pylint_lstmshape.keras.layers.core import not_positive
from pylint_lstmshape.keras.values import is_open


def spatial_length(length: Dim, kernel: Dim, stride: Dim, padding: str, dilation: Dim) -> Dim | Conflict | None:
    """The length of a spatial axis behind a window of `kernel` (keras.src.ops.operation_utils.compute_conv_output_shape)."""
    step = stride.constant
    if step is None or step < 1:
        return None
    window = (kernel - 1) * dilation + 1
    if padding in {"same", "causal"}:
        return length if step == 1 else (length + (step - 1)) // step
    if padding != "valid":
        return None
    places = length - window
    if not is_open(length) and at_least(places, 0) is False:
        return Conflict("window", f"a window of {window} is longer than the {length} steps of its input")
    return places + 1 if step == 1 else places // step + 1


class Convolution(Layer):
    """(batch, *space, channels) -> (batch, *new space, filters)."""

    rank: ClassVar[int] = 1

    @property
    def channels_first(self) -> bool | None:
        """Whether the channels come before the space."""
        if self.config.is_none("data_format"):
            return False
        text = self.config.text("data_format")
        return None if text is None else text == "channels_first"

    def split(self, shape: Shape) -> tuple[Shape, Dim]:
        """The spatial dims and the channels of an input shape."""
        return (shape[2:], shape[1]) if self.channels_first else (shape[1:-1], shape[-1])

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """At least rank + 2 axes; the channels are fixed once built."""
        axis = 1 if self.channels_first else -1
        axes = {axis: built_for[0][axis]} if built_for and self.channels_first is not None else {}
        return InputSpec(min_ndim=self.rank + 2, axes=axes)

    def invalid_argument(self) -> tuple[str, str] | None:
        """filters must be positive."""
        return not_positive(self, "filters")

    def output_shape(self, shape: Shape) -> Outputs:
        """Each spatial axis by its window; Conflict where a window does not fit."""
        filters, padding = self.config.dim("filters"), self.config.text("padding")
        kernel, strides = self.config.dims("kernel_size", self.rank), self.config.dims("strides", self.rank)
        dilation = self.config.dims("dilation_rate", self.rank) or (Dim.of(1),) * self.rank
        if filters is None or padding is None or kernel is None or strides is None or self.channels_first is None:
            return None
        if len(shape) != self.rank + 2 or len(kernel) != self.rank or len(strides) != self.rank:
            return None
        space, channels = self.split(shape)
        if is_open(channels):
            return Conflict("features", f"the channels are None in {show(shape)}: they must be a number")
        new: list[Dim] = []
        for parts in zip(space, kernel, strides, dilation, strict=True):
            length = spatial_length(parts[0], parts[1], parts[2], padding, parts[3])
            if length is None or isinstance(length, Conflict):
                return length
            new.append(length)
        return (shape[0], filters, *new) if self.channels_first else (shape[0], *new, filters)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Kernel (*kernel_size, channels / groups, filters) and bias."""
        filters, bias, kernel = (
            self.config.dim("filters"),
            self.config.flag("use_bias"),
            self.config.dims("kernel_size", self.rank),
        )
        groups = self.config.dim("groups")
        if filters is None or bias is None or kernel is None or groups is None:
            return None
        return [(*kernel, self.split(shape)[1] // groups, filters), *([(filters,)] if bias else [])]


@layer("Conv1D", "Convolution1D")
class Conv1D(Convolution):
    """Windows over steps."""


@layer("Conv2D", "Convolution2D")
class Conv2D(Convolution):
    """Windows over an image."""

    rank = 2


@layer("Conv3D", "Convolution3D")
class Conv3D(Convolution):
    """Windows over a volume."""

    rank = 3


class Pooling(Convolution):
    """Windows that reduce: the channels stay."""

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Exactly rank + 2 axes."""
        return InputSpec(ndim=self.rank + 2)

    def invalid_argument(self) -> tuple[str, str] | None:
        """None that is checked."""
        return None

    def output_shape(self, shape: Shape) -> Outputs:
        """As a convolution with pool_size windows, strides the same unless given."""
        window, padding = self.config.dims("pool_size", self.rank), self.config.text("padding")
        strides = window if self.config.is_none("strides") else self.config.dims("strides", self.rank)
        if window is None or strides is None or padding is None or self.channels_first is None:
            return None
        if len(window) != self.rank or len(strides) != self.rank:
            return None
        space, channels = self.split(shape)
        new: list[Dim] = []
        for parts in zip(space, window, strides, strict=True):
            length = spatial_length(*parts, padding, Dim.of(1))
            if length is None or isinstance(length, Conflict):
                return length
            new.append(length)
        return (shape[0], channels, *new) if self.channels_first else (shape[0], *new, channels)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """None."""
        return []


class GlobalPooling(Convolution):
    """(batch, *space, channels) -> (batch, channels)."""

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Exactly rank + 2 axes."""
        return InputSpec(ndim=self.rank + 2)

    def invalid_argument(self) -> tuple[str, str] | None:
        """None that is checked."""
        return None

    def output_shape(self, shape: Shape) -> Outputs:
        """The channels; with keepdims the space as ones."""
        keep = self.config.flag("keepdims")
        if (keep is None and not self.config.is_none("keepdims")) or self.channels_first is None:
            return None
        space, channels = self.split(shape)
        ones = (Dim.of(1),) * len(space) if keep else ()
        return (shape[0], channels, *ones) if self.channels_first else (shape[0], *ones, channels)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """None."""
        return []


class Padding(Convolution):
    """Adds to (sign 1) or cuts from (sign -1) the ends of each spatial axis."""

    argument: ClassVar[str] = "padding"
    sign: ClassVar[int] = 1

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Exactly rank + 2 axes."""
        return InputSpec(ndim=self.rank + 2)

    def invalid_argument(self) -> tuple[str, str] | None:
        """None that is checked."""
        return None

    def _ends(self) -> list[Dim] | None:
        value = self.config.get(self.argument)
        single = self.config.dim(self.argument)
        if single is not None:
            return [single * 2] * self.rank
        elements = sequence_elements(value)
        items = None if elements is None else elements.items
        if items is None:
            return None
        numbers = self.config.dims(self.argument, self.rank)
        if self.rank == 1 and numbers is not None and len(numbers) == 2:
            return [numbers[0] + numbers[1]]
        if numbers is not None and len(numbers) == self.rank:
            return [number * 2 for number in numbers]
        from pylint_lstmshape.domain.arrays import as_dims

        pairs = [as_dims(item) for item in items]
        known = [pair[0] + pair[1] for pair in pairs if pair is not None and len(pair) == 2]
        return known if len(known) == self.rank else None

    def output_shape(self, shape: Shape) -> Outputs:
        """Each spatial axis longer or shorter by both ends."""
        ends = self._ends()
        if ends is None or self.channels_first is None:
            return None
        space, channels = self.split(shape)
        new = [dim + end * self.sign for dim, end in zip(space, ends, strict=True)]
        return (shape[0], channels, *new) if self.channels_first else (shape[0], *new, channels)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """None."""
        return []


class UpSampling(Padding):
    """Repeats each spatial axis `size` times."""

    def output_shape(self, shape: Shape) -> Outputs:
        """Each spatial axis times its size."""
        sizes = self.config.dims("size", self.rank)
        if sizes is None or len(sizes) != self.rank or self.channels_first is None:
            return None
        space, channels = self.split(shape)
        new = [dim * times for dim, times in zip(space, sizes, strict=True)]
        return (shape[0], channels, *new) if self.channels_first else (shape[0], *new, channels)


def _register_families() -> None:
    for rank in (1, 2, 3):
        for name, base, more in (
            (f"MaxPooling{rank}D", Pooling, {}),
            (f"AveragePooling{rank}D", Pooling, {}),
            (f"GlobalMaxPooling{rank}D", GlobalPooling, {}),
            (f"GlobalAveragePooling{rank}D", GlobalPooling, {}),
            (f"ZeroPadding{rank}D", Padding, {}),
            (f"Cropping{rank}D", Padding, {"argument": "cropping", "sign": -1}),
            (f"UpSampling{rank}D", UpSampling, {}),
        ):
            made = type(name, (base,), {"__doc__": f"{name}.", "rank": rank, **more})
            layer(name, name.replace("Pooling", "Pool"))(made)


_register_families()
