"""Convolutions: plain, transposed, separable, depthwise, locally connected. Source: keras/src/layers/convolutional/*.py."""

from __future__ import annotations

from typing import ClassVar

from pylint_lstmshape.domain.dim import Dim, at_least, equal, maximum
from pylint_lstmshape.domain.shape import Conflict, Shape, show, size
from pylint_lstmshape.keras.layers import checks
from pylint_lstmshape.keras.layers.base import Config, InputSpec, Layer, Outputs, Problem, layer
from pylint_lstmshape.keras.values import is_open

FORMATS = ("channels_first", "channels_last")


def is_channels_first(config: Config) -> bool | None:
    """Whether the channels come before the space; None where unknown."""
    if config.is_none("data_format"):
        return False
    text = config.text("data_format")
    return None if text is None else text == "channels_first"


NO_PLACE = "no place"


def spatial_length(length: Dim, kernel: Dim, stride: Dim, padding: str, dilation: Dim) -> Dim | Conflict | None:
    """The length of a spatial axis behind a window of `kernel` (keras.src.ops.operation_utils.compute_conv_output_shape).

    A window that is too long by no more than a stride is "no place": TensorFlow gives nothing for it where it runs
    eagerly (its GetWindowedOutputSize rounds towards zero), and raises where it makes a graph.
    """
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
        kind = "window" if at_least(places + stride, 0) is False else NO_PLACE
        return Conflict(kind, f"a window of {window} is longer than the {length} steps of its input")
    return places + 1 if step == 1 else places // step + 1


def windows(config: Config, rank: int, space: Shape, kernel: str = "kernel_size") -> Shape | Conflict | None:
    """The spatial dims behind windows that slide over `space`."""
    padding, sizes = config.text("padding"), config.dims(kernel, rank)
    strides = sizes if kernel == "pool_size" and config.is_none("strides") else config.dims("strides", rank)
    dilation = (Dim.of(1),) * rank if config.is_none("dilation_rate") else config.dims("dilation_rate", rank)
    if padding is None or sizes is None or strides is None or dilation is None:
        return None
    if not len(sizes) == len(strides) == len(dilation) == rank == len(space):
        return None
    new: list[Dim] = []
    for length, window, stride, spread in zip(space, sizes, strides, dilation, strict=True):
        result = spatial_length(length, window, stride, padding, spread)
        if isinstance(result, Conflict) and result.kind == NO_PLACE and config.eager:
            result = Dim.of(0)
        if result is None or isinstance(result, Conflict):
            return result
        new.append(result)
    return tuple(new)


def check_convolution(spec: Layer, rank: int, paddings: tuple[str, ...] = ("valid", "same")) -> Problem | None:
    """What every convolution's constructor checks (BaseConv.__init__)."""
    return checks.first(
        None if spec.is_recurrent and spec.generation == 3 else checks.number(spec, "filters"),
        checks.window(spec, "kernel_size", rank),
        checks.window(spec, "strides", rank),
        checks.window(spec, "dilation_rate", rank),
        checks.python_int(spec, "kernel_size", "strides", "dilation_rate"),
        checks.choice(spec, "padding", paddings),
        checks.choice(spec, "data_format", FORMATS),
        checks.activation(spec),
        _dilated_strides(spec, rank),
        _groups(spec),
    )


def _dilated_strides(spec: Layer, rank: int) -> Problem | None:
    if spec.generation == 3 and isinstance(spec, Separable | Depthwise):
        return None
    strides, dilation = spec.config.dims("strides", rank), spec.config.dims("dilation_rate", rank)
    if strides and dilation and any(at_least(one, 2) for one in strides) and any(at_least(one, 2) for one in dilation):
        return Problem("dilation_rate", "dilation_rate > 1 does not go together with strides > 1")
    return None


def _groups(spec: Layer) -> Problem | None:
    groups, filters = spec.config.dim("groups"), spec.config.dim("filters")
    if groups is None or filters is None or groups.constant is None or filters.constant is None:
        return None
    if spec.generation == 2 and groups.constant < 1:
        return None  # `groups or 1`, and nothing asks for more
    if groups.constant < 1:
        return Problem("groups", f"groups={groups} must be a positive int")
    if filters.constant % groups.constant:
        return Problem("groups", f"filters={filters} is not a multiple of groups={groups}")
    return None


class Windowed(Layer):
    """Base of what works on (batch, *space, channels)."""

    rank: ClassVar[int] = 1

    @property
    def channels_first(self) -> bool | None:
        """Whether the channels come before the space."""
        return is_channels_first(self.config)

    def split(self, shape: Shape) -> tuple[Shape, Dim]:
        """The spatial dims and the channels of an input shape."""
        return (shape[2:], shape[1]) if self.channels_first else (shape[1:-1], shape[-1])

    def joined(self, batch: Dim, space: Shape, channels: Dim) -> Shape:
        """The shape with these parts."""
        return (batch, channels, *space) if self.channels_first else (batch, *space, channels)

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Exactly rank + 2 axes."""
        return InputSpec(ndim=self.rank + 2)


class Convolution(Windowed):
    """(batch, *space, channels) -> (batch, *new space, filters)."""

    uncast = frozenset({2, 3})
    differs = True
    batches: ClassVar[bool] = True  # whether Keras 2 takes several axes of batches
    causal: ClassVar[frozenset[int]] = frozenset()  # the generations in which padding may be causal, in one dimension

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Rank + 2 axes; the channels are fixed once built. Plain convolutions of Keras 2 take more axes of batches."""
        axis = 1 if self.channels_first else -1
        axes = {axis: built_for[0][axis]} if built_for and self.channels_first is not None else {}
        if self.generation == 2 and self.batches:
            return InputSpec(min_ndim=self.rank + 2, axes=axes)
        return InputSpec(ndim=self.rank + 2, axes=axes)

    def cannot_build(self, ndim: int) -> bool:
        """Whatever else it gets: compute_conv_output_shape refuses it."""
        return True

    def invalid_argument(self) -> Problem | None:
        """See check_convolution; causal is for what the generation says."""
        causal = self.rank == 1 and self.generation in self.causal
        return check_convolution(self, self.rank, ("valid", "same", *(("causal",) if causal else ())))

    def output_shape(self, shape: Shape) -> Outputs:
        """Each spatial axis by its window; Conflict where a window does not fit."""
        first = len(shape) - self.rank - 1  # the axes of batches
        if first > 1 and self.generation == 2 and self.batches and self.channels_first is False:
            made = self.output_shape((shape[0], *shape[first:]))
            return (*shape[:first], *made[1:]) if isinstance(made, tuple) else made
        if first != 1 or self.channels_first is None:
            return None
        space, channels = self.split(shape)
        if is_open(channels):
            return Conflict("features", f"the channels are None in {show(shape)}: they must be a number")
        groups = self.config.dim("groups")
        if groups is not None and groups.constant and channels.constant and channels.constant % groups.constant:
            return Conflict("features", f"the {channels} channels of {show(shape)} are no multiple of groups={groups}")
        if self.generation == 2 and self.rank == 2 and isinstance(self, Transposed) and self._uneven():
            return Conflict("window", "Keras 2 wants the same dilation_rate for both axes here")
        new, filters = self.new_space(space), self.new_channels(channels)
        if new is None or isinstance(new, Conflict) or filters is None:
            return new if isinstance(new, Conflict) else None
        return self.joined(shape[0], new, filters)

    def new_space(self, space: Shape) -> Shape | Conflict | None:
        """The spatial dims of the output."""
        new = windows(self.config, self.rank, space)
        dilation = self.config.dims("dilation_rate", self.rank)
        if (
            isinstance(new, Conflict)
            and self.generation == 2
            and self.rank == 3
            and any(one != 1 for one in dilation or ())
        ):
            return None  # TensorFlow dilates in space by splitting it, and may find no place without a word
        return new

    def new_channels(self, channels: Dim) -> Dim | None:
        """The channels of the output."""
        return self.config.dim("filters")

    def kernels(self, channels: Dim) -> list[Shape] | None:
        """The shapes of its kernels."""
        kernel, filters = self.config.dims("kernel_size", self.rank), self.config.dim("filters")
        groups = self.config.dim("groups") or Dim.of(1)
        return None if kernel is None or filters is None else [(*kernel, channels // groups, filters)]

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Kernels, and a bias as wide as the output."""
        bias, channels = self.config.flag("use_bias"), self.split(shape)[1]
        kernels, width = self.kernels(channels), self.new_channels(channels)
        if bias is None or kernels is None or width is None:
            return None
        return [*kernels, *([(width,)] if bias else [])]


@layer("Conv1D", "Convolution1D")
class Conv1D(Convolution):
    """Windows over steps."""

    causal = frozenset({2, 3})


@layer("Conv2D", "Convolution2D")
class Conv2D(Convolution):
    """Windows over an image."""

    rank = 2


@layer("Conv3D", "Convolution3D")
class Conv3D(Convolution):
    """Windows over a volume."""

    rank = 3


class Transposed(Convolution):
    """A convolution backwards: the space grows (keras.src.backend.common.backend_utils)."""

    batches = False

    def cannot_build(self, ndim: int) -> bool:
        """Lower ranks pass."""
        return False

    def _uneven(self) -> bool:
        dilation = self.config.dims("dilation_rate", self.rank)
        return dilation is not None and any(equal(one, dilation[0]) is False for one in dilation)

    def new_space(self, space: Shape) -> Shape | Conflict | None:
        """Each axis times its stride, with what the kernel adds at the ends."""
        padding, kernel = self.config.text("padding"), self.config.dims("kernel_size", self.rank)
        strides, dilation = self.config.dims("strides", self.rank), self.config.dims("dilation_rate", self.rank)
        added = self.config.dims("output_padding", self.rank)
        if padding not in ("valid", "same") or kernel is None or strides is None or dilation is None:
            return None
        if added is None and not self.config.is_none("output_padding"):
            return None
        if self.generation == 2 and self.rank == 3:
            dilation = (Dim.of(1),) * 3  # Conv3DTranspose of Keras 2 leaves it out
        new: list[Dim] = []
        for axis, length in enumerate(space):
            window, stride = (kernel[axis] - 1) * dilation[axis] + 1, strides[axis]
            if added is not None:
                pad = window if padding == "valid" else window % 2
                new.append((length - 1) * stride + pad + added[axis])
            elif padding == "same":
                new.append(length * stride)
            else:
                new.append((length - 1) * stride + maximum(window, stride))
        return tuple(new)


class Separable(Convolution):
    """A depthwise convolution, then a pointwise one."""

    batches = False
    causal = frozenset({2})

    def kernels(self, channels: Dim) -> list[Shape] | None:
        """(*kernel_size, channels, depth_multiplier) and (1..., channels * depth_multiplier, filters)."""
        kernel, filters = self.config.dims("kernel_size", self.rank), self.config.dim("filters")
        times = self.config.dim("depth_multiplier")
        if kernel is None or filters is None or times is None:
            return None
        return [(*kernel, channels, times), (channels * times, filters)]


class Depthwise(Convolution):
    """Each channel by itself: depth_multiplier outputs for each."""

    batches = False

    def new_channels(self, channels: Dim) -> Dim | None:
        """channels * depth_multiplier."""
        times = self.config.dim("depth_multiplier")
        return None if times is None else channels * times

    def kernels(self, channels: Dim) -> list[Shape] | None:
        """(*kernel_size, channels, depth_multiplier)."""
        kernel, times = self.config.dims("kernel_size", self.rank), self.config.dim("depth_multiplier")
        return None if kernel is None or times is None else [(*kernel, channels, times)]


class LocallyConnected(Convolution):
    """A convolution whose kernel differs from place to place (Keras 2 only)."""

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Exactly rank + 2 axes."""
        return InputSpec(ndim=self.rank + 2)

    def invalid_argument(self) -> Problem | None:
        """padding='same' needs another implementation."""
        if self.config.text("padding") == "same" and self.config.dim("implementation") == 1:
            return Problem("padding", "padding='same' needs implementation=2 or 3")
        filters = self.config.dim("filters")
        return None if filters is not None and filters == 0 else super().invalid_argument()

    def output_shape(self, shape: Shape) -> Outputs:
        """As a convolution; the spatial dims must be numbers too."""
        if any(is_open(dim) for dim in self.split(shape)[0]):
            return Conflict("features", f"the spatial dims of {show(shape)} must be numbers")
        return super().output_shape(shape)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """A kernel for each place; implementation 2 keeps one for every pair of places."""
        space, channels = self.split(shape)
        new, kernel = self.new_space(space), self.config.dims("kernel_size", self.rank)
        filters, bias = self.config.dim("filters"), self.config.flag("use_bias")
        way = self.config.dim("implementation")
        if not isinstance(new, tuple) or kernel is None or filters is None or bias is None or way is None:
            return None
        if equal(way, 1) is False and equal(way, 2) is False:
            return None
        each = size(kernel) if way == 1 else size(space)
        return [(size(new), each, channels, filters), *([(*new, filters)] if bias else [])]


def _register() -> None:
    for rank in (1, 2, 3):
        for name, base in (
            (f"Conv{rank}DTranspose", Transposed),
            (f"SeparableConv{rank}D", Separable),
            (f"DepthwiseConv{rank}D", Depthwise),
            (f"LocallyConnected{rank}D", LocallyConnected),
        ):
            if rank == 3 and base is not Transposed:
                continue
            made = type(name, (base,), {"__doc__": f"{name}.", "rank": rank})
            names = {"Conv": "Convolution", "SeparableConv": "SeparableConvolution", "Deconv": "Deconvolution"}
            start = name.partition(str(rank))[0]
            old = [name.replace(start, names[start], 1)] if start in names else []
            layer(name, *old, *([f"Deconvolution{rank}D"] if base is Transposed else []))(made)


_register()
