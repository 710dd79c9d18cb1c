"""The graph of a built model: from symbolic inputs to symbolic outputs, and a dry run of it on real shapes.

Sources: Keras 3 `models/functional.py` (Functional._adjust_input_rank, input_spec), `models/sequential.py` (call goes
past the input_spec); Keras 2 `engine/functional.py` (_conform_to_reference_input), `engine/input_spec.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Protocol

from pylint_lstmshape.domain.dim import Atom, Dim, equal, substitute
from pylint_lstmshape.domain.shape import Conflict, Shape, show
from pylint_lstmshape.domain.values import Array, Value
from pylint_lstmshape.facts import LayerInfo
from pylint_lstmshape.keras.layers import masks
from pylint_lstmshape.keras.layers.base import Layer
from pylint_lstmshape.keras.values import LayerValue, Node, is_open, noned

# How shapes reach a model. Keras 2 does not know the dims of a generator's arrays when it compares shapes; those of a
# tf.data.Dataset it may know or not.
SYMBOLIC, ARRAYS, DATASET, STREAM = "symbolic", "arrays", "dataset", "stream"


@dataclass(frozen=True, eq=False)
class Graph:
    """A built model. `explicit`: the program declared its input, else the first data did; `sure`: in every branch."""

    inputs: tuple[Array, ...]
    outputs: tuple[Array, ...]
    is_sequential: bool = False
    explicit: bool = True
    sure: bool = True
    keys: tuple[str, ...] = ()  # the names of inputs given as a dict
    output_keys: tuple[str, ...] = ()
    is_list: bool = False  # whether outputs were given as a list

    @property
    def input_names(self) -> tuple[str, ...]:
        """The names under which data can be given as a dict; "" where unknown."""
        return self.keys or tuple(getattr(one.node, "name", "") for one in self.inputs)


class HasGraph(Protocol):
    """A model within a model."""

    def graph(self, generation: int) -> Graph | None:
        """Its graph in a Keras generation, where it is built."""


@dataclass(frozen=True)
class Rejection:
    """What the model raises: by a `layer` inside it, or (None) where it meets its declared input."""

    conflict: Conflict
    layer: LayerInfo | None = None
    shape: Shape | None = None
    input: int = 0  # which input
    first: bool = False  # whether the layer stands right behind an input
    tensor: Array | None = None  # the symbolic tensor whose mask it cannot take


@dataclass(frozen=True)
class Accepted:
    """The shapes that come out, None where unknown, and how each input was adapted."""

    outputs: tuple[Shape | None, ...]
    adapted: tuple[str, ...] = ()


def accept(
    graph: Graph, shapes: Sequence[Shape | None], generation: int, mode: str = ARRAYS, *, eager: bool = False
) -> Accepted | Rejection:
    """What the model does with inputs of these shapes, each with its batch axis (None: nobody knows).

    `eager`: TensorFlow surely runs it without a graph.
    """
    fed: list[Shape | None] = []
    adapted: list[str] = []
    for index, (tensor, shape) in enumerate(zip(graph.inputs, shapes, strict=True)):
        if shape is None or tensor.shape is None:
            fed.append(_unseen(graph, tensor, generation) if shape is None else shape)
            adapted.append("")
            continue
        meet = _meet(graph, tensor.shape, shape, generation, mode)
        if isinstance(meet, Conflict):
            return Rejection(meet, None, shape, index)
        fed.append(meet[0])
        adapted.append(meet[1])
    run = _Run(graph, fed, generation, mode, eager)
    rejection = run.run()
    if rejection is not None:
        return rejection
    return Accepted(tuple(run.shape_of(output) for output in graph.outputs), tuple(adapted))


def _unseen(graph: Graph, tensor: Array, generation: int) -> Shape | None:
    """What must stand behind the input where nobody knows the array: Keras 3 leaves a Sequential's steps open."""
    if tensor.shape is None or not (graph.is_sequential and generation == 3):
        return tensor.shape
    # Numbers nobody knows, not None: real data has a length.
    inner = tuple(Dim.symbol(("unseen", id(tensor.node), axis), "?", 1) for axis in range(1, len(tensor.shape) - 1))
    return (*tensor.shape[:1], *inner, *tensor.shape[1:][-1:])


def _meet(
    graph: Graph, declared: Shape, shape: Shape, generation: int, mode: str
) -> tuple[Shape | None, str] | Conflict:
    """The shape that goes on behind the model's input, and how it was adapted."""
    if _is_checked(graph, generation, mode) and _differs(declared, shape):
        return mismatch(declared, shape)
    rank, wanted = len(shape), len(declared)
    if rank == wanted + 1 and shape:
        one = None if is_open(shape[-1]) else equal(shape[-1], 1)
        if one:
            return shape[:-1], "axis dropped"
        if one is None:
            # A stream's dims are not known to Keras 2 when it looks at them; to Keras 3 they are.
            return (shape, "") if mode == STREAM and generation == 2 else (None, "")
    if rank == wanted - 1 and declared and declared[-1] == 1:
        return (*shape, Dim.of(1)), "axis added"
    if rank != wanted and generation == 3:
        return mismatch(declared, shape)
    if rank == wanted and generation == 3 and graph.is_sequential and _differs(declared, shape):
        return shape, "timesteps unchecked"
    return shape, ""


def _is_checked(graph: Graph, generation: int, mode: str) -> bool:
    """Whether the model compares the dims with its input_spec before anything else."""
    if generation == 3:
        return mode == SYMBOLIC or not graph.is_sequential
    return mode == ARRAYS and graph.explicit


def mismatch(declared: Shape, shape: Shape) -> Conflict:
    """The Conflict of a shape with a declared one, by what differs: rank, timesteps, features or shape."""
    return Conflict(difference(declared, shape), f"expected shape {show(noned(declared))}, found {show(shape)}")


def difference(declared: Shape, shape: Shape) -> str:
    """In what a shape surely differs from a declared one: rank, timesteps, features, shape; "" where in nothing."""
    if len(declared) != len(shape):
        return "rank"
    pairs = list(zip(declared, shape, strict=True))
    wrong = [axis for axis, (one, other) in enumerate(pairs) if axis and _surely_differ(one, other)]
    if not wrong:
        return ""
    if len(shape) != 3:
        return "shape"
    return "features" if 2 in wrong else "timesteps"


def _differs(declared: Shape, shape: Shape) -> bool:
    """Whether the input_spec surely rejects `shape`: dims compared in pairs, a trailing 1 left out on both sides."""
    return all(_pairs_differ(one, other) for one, other in product(_squeezed(declared), _squeezed(shape)))


def _squeezed(shape: Shape) -> list[Shape]:
    """The shape without a trailing 1: both ways where that is unknown."""
    one = equal(shape[-1], 1) if shape and not is_open(shape[-1]) else False
    return [shape[:-1]] if one else [shape] if one is False else [shape[:-1], shape]


def _pairs_differ(declared: Shape, shape: Shape) -> bool:
    pairs = list(zip(declared, shape, strict=False))[1:]
    return any(_surely_differ(one, other) for one, other in pairs)


def _surely_differ(declared: Dim, dim: Dim) -> bool:
    return not is_open(declared) and not is_open(dim) and equal(declared, dim) is False


@dataclass
class _Run:
    """One dry run."""

    graph: Graph
    fed: Sequence[Shape | None]
    generation: int
    mode: str
    eager: bool = False
    results: dict[int, list[Shape | None]] = field(default_factory=dict)
    symbols: dict[Atom, Dim] = field(default_factory=dict)
    exact: bool = True  # whether the declared dims hold, so that substitution in them is right

    def run(self) -> Rejection | None:
        """Go through the layers in order; the first Rejection."""
        for tensor, shape in zip(self.graph.inputs, self.fed, strict=True):
            self.results[id(tensor.node)] = [shape]
            self._bind(tensor.shape, shape)
        feeding = {id(tensor.node) for tensor in self.graph.inputs}
        for node in ordered(self.graph):
            if id(node) in feeding:
                continue
            outcome = self._apply(node)
            if isinstance(outcome, Rejection):
                return outcome
            self.results[id(node)] = outcome
        return None

    def shape_of(self, tensor: Array) -> Shape | None:
        """The shape of a symbolic tensor in this run."""
        outcome = self.results.get(id(tensor.node))
        if not outcome or tensor.node is None:
            return self._substituted(tensor.shape)
        if not isinstance(tensor.node.layer, LayerValue):
            return outcome[0] if len(outcome) == 1 else self._substituted(tensor.shape)
        # The layer may have been called with more than its shapes tell (initial_state): then the declared shape is
        # not what it gives for its first input alone.
        declared = _outputs(tensor.node.layer, [one.shape for one in tensor.node.inputs], self.generation)
        if not isinstance(declared, list) or tensor.shape not in declared or len(declared) != len(outcome):
            return self._substituted(tensor.shape)
        return outcome[declared.index(tensor.shape)]

    def _bind(self, declared: Shape | None, shape: Shape | None) -> None:
        if declared is None or shape is None or len(declared) != len(shape):
            self.exact = False
            return
        for one, other in zip(declared, shape, strict=True):
            atoms = one.atoms
            if len(atoms) == 1 and one == Dim({(next(iter(atoms)),): 1}):
                self.symbols[next(iter(atoms))] = other
            elif equal(one, other) is False:
                self.exact = False

    def _substituted(self, shape: Shape | None) -> Shape | None:
        if shape is None or not self.exact:
            return None
        return tuple(_substitute(dim, self.symbols) for dim in shape)

    def _apply(self, node: Node) -> list[Shape | None] | Rejection:
        shapes = [self.shape_of(tensor) for tensor in node.inputs]
        layer: Any = node.layer
        if isinstance(layer, LayerValue):
            return self._apply_layer(node, layer, shapes)
        if hasattr(layer, "graph"):
            inner = layer.graph(self.generation)
            if inner is not None and len(inner.inputs) == len(shapes):
                outcome = accept(inner, shapes, self.generation, self.mode, eager=self.eager)
                return outcome if isinstance(outcome, Rejection) else list(outcome.outputs)
        return []  # a raw operation, or a layer of the program's own: substitution tells

    def _apply_layer(self, node: Node, layer: LayerValue, shapes: list[Shape | None]) -> list[Shape | None] | Rejection:
        declared = tuple(tensor.shape for tensor in node.inputs if tensor.shape is not None)
        known = [shape for shape in shapes if shape is not None]
        first = any(tensor.node is one.node for tensor in node.inputs for one in self.graph.inputs)
        conflict: Conflict | None = None
        if shapes and shapes[0] is not None and not layer.spec.takes_many:
            built = declared if len(declared) == len(node.inputs) else None
            conflict = layer.spec.at(self.generation).run_spec(layer.cell.content.built_for or built).check(shapes[0])
        states = [self.shape_of(tensor) for tensor in node.more]
        if conflict is None and states and all(shape is not None for shape in states):
            conflict = layer.spec.at(self.generation).run_states([shape for shape in states if shape is not None])
        outputs = _outputs(layer, shapes, self.generation, self.eager) if conflict is None else conflict
        if isinstance(outputs, Conflict):
            if self.generation not in layer.spec.rejecting_generations(outputs):
                return []
            return Rejection(outputs, layer.info, known[0] if known else None, first=first)
        if outputs and self.generation == 3:
            carried = [masks.of(tensor, 3) for tensor in node.inputs]
            conflict = masks.conflict(layer.spec.at(3), known, carried, outputs[0])
            if conflict is not None:
                return Rejection(conflict, layer.info, known[0], first=first, tensor=node.inputs[0])
        return list(outputs) if outputs is not None else []


def _outputs(
    layer: LayerValue, shapes: Sequence[Shape | None], generation: int, eager: bool = False
) -> list[Shape] | Conflict | None:
    """What the layer gives for inputs of these shapes; None where only a call in its context would tell."""
    spec, known = layer.spec.at(generation), [shape for shape in shapes if shape is not None]
    spec = spec.eagerly() if eager else spec
    if not known or len(known) != len(shapes):
        return None
    if spec.takes_many:
        outputs = spec.merge_shape(known)
    elif spec.run_spec(None).check(known[0]) is not None or _asks_context(spec):
        return None
    else:
        outputs = spec.output_shape(known[0])
    if outputs is None or isinstance(outputs, Conflict):
        return outputs
    flat = [one for one in (outputs if isinstance(outputs, list) else [outputs]) if isinstance(one, tuple)]
    return flat if not isinstance(outputs, list) or len(flat) == len(outputs) else None


def _asks_context(spec: Layer) -> bool:
    """Whether a layer finds its output in the call's context only (Lambda), its output_shape being the default."""
    cls = type(spec)
    return cls.call_shape is not Layer.call_shape and cls.output_shape is Layer.output_shape


def _substitute(dim: Dim, symbols: Mapping[Atom, Dim]) -> Dim:
    for atom, value in symbols.items():
        dim = substitute(dim, atom, value)
    return dim


def ordered(graph: Graph) -> list[Node]:
    """The nodes between inputs and outputs, each behind those it depends on."""
    return _walk(graph, lambda node: (*node.inputs, *node.more))


def _walk(graph: Graph, given: Callable[[Node], Sequence[Array]]) -> list[Node]:
    stops = {id(tensor.node) for tensor in graph.inputs}
    done: dict[int, Node] = {}
    pending: list[tuple[Node, bool]] = [(one.node, False) for one in reversed(graph.outputs) if one.node is not None]
    while pending:
        node, ready = pending.pop()
        if id(node) in done:
            continue
        if ready or id(node) in stops:
            done[id(node)] = node
            continue
        pending.append((node, True))
        pending += [(one.node, False) for one in reversed(given(node)) if one.node is not None]
    return list(done.values())


def seen(graph: Graph) -> list[Node]:
    """The nodes as Keras shows them, each behind those it depends on: a call of a layer of the program's own is one."""
    return _walk(graph, reads)


def reads(node: Node) -> tuple[Array, ...]:
    """The symbolic tensors that a call got, as Keras shows it."""
    return (*node.inputs, *node.more) if node.own is None else node.own.inputs


def layer_of(node: Node) -> Value | None:
    """The layer that was called, as Keras shows it."""
    return node.layer if node.own is None else node.own.layer


def layers_of(graph: Graph) -> Iterator[Node]:
    """The nodes that a layer or a model made, in order."""
    return (node for node in ordered(graph) if node.layer is not None)
