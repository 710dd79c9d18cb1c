"""Normalization: the shape stays. Source: keras/src/layers/normalization/*.py, preprocessing/normalization.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict, Shape, normalize_axis, show
from pylint_lstmshape.keras.layers.base import InputSpec, Layer, Outputs, Problem, layer
from pylint_lstmshape.keras.layers.core import Elementwise
from pylint_lstmshape.keras.values import LayerValue, is_open, noned


class Normalized(Elementwise):
    """Scaled and shifted along `axis`."""

    differs = True

    def axes(self, shape: Shape) -> tuple[int, ...] | Conflict | None:
        """The axes whose dims its weights have, counted from the front."""
        given = self.config.integers("axis")
        if given is None:
            return None
        places: list[int] = []
        for axis in given:
            place = normalize_axis(axis, len(shape))
            if isinstance(place, Conflict):
                return Conflict("axis", f"axis {axis} does not exist in an input of shape {show(shape)}")
            places.append(place)
        return tuple(places)

    def output_shape(self, shape: Shape) -> Outputs:
        """The shape stays; Conflict where an axis does not exist or its dim is None."""
        axes = self.axes(shape)
        if axes is None or isinstance(axes, Conflict):
            return axes
        if self.parts() and any(is_open(shape[axis]) for axis in axes):
            return Conflict("features", f"axis {axes} is None in {show(noned(shape))}: it must be a number")
        return shape

    def parts(self) -> int | None:
        """How many weights of that shape it has."""
        scale, center = self.config.flag("scale"), self.config.flag("center")
        return None if scale is None or center is None else int(scale) + int(center)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """One dim an axis."""
        axes, parts = self.axes(shape), self.parts()
        if not isinstance(axes, tuple) or parts is None:
            return None
        return [tuple(shape[axis] for axis in axes)] * parts


@layer("BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2")
class BatchNormalization(Normalized):
    """Also keeps a moving mean and variance."""

    def invalid_argument(self) -> Problem | None:
        """Keras 3 takes one axis only."""
        if self.generation == 3 and sequence_elements(self.config.get("axis")) is not None:
            return Problem("axis", "axis must be an int")
        return None

    def input_spec(self, built_for: tuple[Shape, ...] | None = None) -> InputSpec:
        """Once built, of that rank and those dims."""
        if not built_for:
            return InputSpec()
        axes = self.axes(built_for[0])
        fixed = {axis: built_for[0][axis] for axis in axes} if isinstance(axes, tuple) else {}
        return InputSpec(ndim=len(built_for[0]), axes=fixed)

    def parts(self) -> int | None:
        """Gamma, beta, mean, variance."""
        plain = super().parts()
        return None if plain is None else plain + 2

    def frozen(self, shape: Shape) -> list[Shape]:
        """Mean and variance."""
        return (self.weights(shape) or [])[-2:]


@layer("LayerNormalization")
class LayerNormalization(Normalized):
    """Over the axes of each sample."""


@layer("GroupNormalization")
class GroupNormalization(Normalized):
    """Over the channels in groups."""

    uncast = frozenset({2})

    def output_shape(self, shape: Shape) -> Outputs:
        """Conflict where the channels do not divide into the groups."""
        axes, groups = self.axes(shape), self.config.dim("groups")
        if axes is None or isinstance(axes, Conflict) or groups is None or groups.constant is None:
            return axes if isinstance(axes, Conflict) else None
        dim = shape[axes[0]]
        if is_open(dim):
            return Conflict("features", f"axis {axes[0]} is None in {show(noned(shape))}: it must be a number")
        count = dim.constant if groups.constant == -1 else groups.constant
        if dim.constant is not None and count and (dim.constant < count or dim.constant % count):
            return Conflict("features", f"the {dim} channels of {show(shape)} are no multiple of groups={count}")
        return shape


@layer("RMSNormalization")
class RMSNormalization(Normalized):
    """Scaled only; Keras 3."""

    def parts(self) -> int | None:
        """The scale."""
        return 1


@layer("UnitNormalization")
class UnitNormalization(Normalized):
    """To unit length: no weights."""

    uncast = frozenset({3})

    def output_shape(self, shape: Shape) -> Outputs:
        """The shape stays."""
        axes = self.axes(shape)
        return axes if axes is None or isinstance(axes, Conflict) else shape

    def parts(self) -> int | None:
        """None."""
        return 0


@layer("Normalization")
class Normalization(Normalized):
    """By a mean and variance that are given or adapted."""

    def axes(self, shape: Shape) -> tuple[int, ...] | Conflict | None:
        """axis None: one number for everything."""
        return () if self.config.is_none("axis") else super().axes(shape)

    def output_shape(self, shape: Shape) -> Outputs:
        """The shape stays; the dims it keeps apart must be numbers."""
        axes = self.axes(shape)
        if isinstance(axes, tuple) and any(is_open(shape[axis]) for axis in axes):
            return Conflict("features", f"axis {axes} is None in {show(noned(shape))}: it must be a number")
        return super().output_shape(shape)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Mean, variance and count, unless mean and variance are given."""
        if not self.config.is_none("mean"):
            return []
        axes = self.axes(shape)
        if not isinstance(axes, tuple):
            return None
        return [*[tuple(shape[axis] for axis in axes)] * 2, ()]

    def frozen(self, shape: Shape) -> list[Shape]:
        """All: adapt sets them."""
        return self.weights(shape) or []


@layer("SpectralNormalization")
class SpectralNormalization(Layer):
    """A layer whose kernel is kept at norm 1."""

    differs = True

    @property
    def inner(self) -> Layer | None:
        """The wrapped layer."""
        inner = self.config.get("layer")
        return inner.spec.at(self.generation) if isinstance(inner, LayerValue) else None

    def output_shape(self, shape: Shape) -> Outputs:
        """As the wrapped layer."""
        if self.inner is None:
            return None
        conflict = self.inner.input_spec().check(shape)
        if conflict is None and self.inner.weights(shape) == []:
            conflict = Conflict("layer", f"{self.inner.class_name} has no kernel to normalize")
        return conflict if conflict is not None else self.inner.output_shape(shape)

    def weights(self, shape: Shape) -> list[Shape] | None:
        """Those of the wrapped layer, and a vector as wide as its kernel."""
        weights = None if self.inner is None else self.inner.weights(shape)
        return None if not weights else [*weights, (Dim.of(1), weights[0][-1])]

    def frozen(self, shape: Shape) -> list[Shape]:
        """That vector."""
        return (self.weights(shape) or [])[-1:]
