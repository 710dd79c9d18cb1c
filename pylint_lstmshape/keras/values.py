"""Keras's own values: layers, the nodes of a symbolic graph, models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from pylint_lstmshape.domain.dim import Atom, Dim, Opaque
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array, Joiner, Site, Value
from pylint_lstmshape.facts import LayerInfo

if TYPE_CHECKING:
    from pylint_lstmshape.keras.layers.base import Layer

# What Keras shows as None. Dims of symbolic tensors are ordinary Dims: the batch axis is this symbol, and another None
# (timesteps, say) a symbol of its own made by `open_dim`; a call on real data substitutes what they turn out to be.
BATCH = Dim.symbol("keras batch", "None", lower=1)


def open_dim(*key: object) -> Dim:
    """A dim that Keras shows as None; the same for the same key."""
    return Dim.symbol(("keras None", *key), "None", lower=0)


def is_open(dim: Dim) -> bool:
    """Whether Keras knows this dim of a symbolic tensor as None only."""
    return any(str(atom) == "None" or _is_made_of_open(atom) for atom in dim.atoms)


def _is_made_of_open(atom: Atom) -> bool:
    return isinstance(atom, Opaque) and any(isinstance(one, Dim) and is_open(one) for one in atom.arguments)


def noned(shape: Shape) -> tuple[Dim | None, ...]:
    """A shape as Keras shows it."""
    return tuple(None if is_open(dim) else dim for dim in shape)


class Unseen(Enum):
    """A mask that nobody knows, or none."""

    MASK = "mask"


Mask = Shape | Unseen | None  # of a symbolic tensor: layers/masks.py


@dataclass(frozen=True, eq=False)
class Node:
    """What produced a symbolic tensor: a layer (or None: a raw operation) applied to `inputs`; no inputs: an Input.

    `more`: symbolic tensors that the call got by name (initial_state, value). `operation`: the dotted name of a raw
    operation that is a function. `told`: the arguments that the call got by name. `masks`: the mask of the (first)
    output in each Keras generation. `own`: the call of a layer of the program's own that gave this, which Keras shows
    as one.
    """

    layer: Value | None
    inputs: tuple[Array, ...]
    site: Site
    name: str = ""
    more: tuple[Array, ...] = ()
    operation: str = ""
    told: frozenset[str] = frozenset()
    masks: Mapping[int, Mask] = field(default_factory=dict)
    own: OwnCall | None = None


@dataclass(frozen=True, eq=False)
class OwnCall:
    """A call of a layer of the program's own on symbolic tensors."""

    layer: Value
    inputs: tuple[Array, ...]
    site: Site


@dataclass(frozen=True)
class LayerState:
    """What a layer learns when it is first called: the input shape its kernels were built for (batch axis included)."""

    built_for: tuple[Shape, ...] | None = None
    output: Value | None = None  # what its latest call gave (layer.output)
    trainable: bool | None = True  # what the program set it to; None where unknown

    def join(self, other: LayerState, joiner: Joiner) -> LayerState:
        """Built where both are built alike."""
        if self == other:
            return self
        return LayerState(trainable=self.trainable if self.trainable == other.trainable else None)


@dataclass(frozen=True, eq=False)
class LayerValue(Value):
    """A layer object: `spec` says what it does, `cell` what it has become."""

    spec: Layer
    info: LayerInfo
    cell: Cell[LayerState] = field(default_factory=lambda: Cell(LayerState()))

    @property
    def type_path(self) -> str:  # type: ignore[override]  # a class attribute elsewhere
        """The dotted name under which its methods are modelled."""
        return self.info.path

    def join(self, other: Value, joiner: Joiner) -> Value:
        """Different layers are not one."""
        joiner.lose()
        return joiner.unknown()


def is_stateful(layer: Value) -> bool:
    """Whether a layer, or the one that it wraps, surely keeps its states from batch to batch."""
    if not isinstance(layer, LayerValue):
        return False
    inner = layer.spec.config.get("layer")
    if isinstance(inner, LayerValue):
        return is_stateful(inner)
    return layer.spec.is_recurrent and layer.spec.config.flag("stateful") is True


def ancestors(tensor: Array) -> Iterator[Node]:
    """The nodes a symbolic tensor comes from, nearest first, each once."""
    seen: set[int] = set()
    pending: list[Any] = [tensor.node]
    while pending:
        node = pending.pop(0)
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        pending += [one.node for one in (*node.inputs, *node.more)]
