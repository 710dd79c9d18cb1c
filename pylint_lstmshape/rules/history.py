"""Looking back from a fact: the assignments that gave an array its shape, and the layers that gave a tensor its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array, Constant, Site, Value
from pylint_lstmshape.facts import Binding, Described, Fact, LayerInfo
from pylint_lstmshape.keras.values import LayerValue, Node
from pylint_lstmshape.rules.base import Known, is_recurrent

Calls = tuple[Site, ...]


@dataclass(frozen=True)
class Step:
    """An assignment, and by name the assignments of what its right side reads."""

    binding: Binding
    reads: dict[str, Binding]

    @property
    def site(self) -> Site:
        """Where it is."""
        return self.binding.site

    @property
    def before(self) -> list[Array]:
        """The arrays that it was computed from."""
        return [array for one in self.reads.values() if (array := array_of(one.value)) is not None]

    def number(self, dim: Dim) -> Binding | None:
        """The assignment of the plain number on its right side that is `dim`."""
        named = [one for one in self.reads.values() if one.value == Constant(dim.constant)]
        return named[0] if len(named) == 1 else None


def array_of(value: Value) -> Array | None:
    """An array, or what NumPy makes of a table."""
    return value if isinstance(value, Array) else value.to_array()


def steps(known: Known, fact: Fact, data: Described) -> Iterator[Step]:
    """The assignments of `data` before `fact`: first the name that it was given by, then others of that very value."""
    position, calls = _position(known, fact)
    named = _latest(known, data.text, position, calls)
    value = data.value
    if named is not None:
        yield (first := _step(known, named))
        value = first.binding.value
    for index in range(position - 1, -1, -1):
        one = known.facts[index][0]
        if isinstance(one, Binding) and one.value is value and index != named:
            yield _step(known, index)


def _position(known: Known, fact: Fact) -> tuple[int, Calls]:
    found = ((index, calls) for index, (one, calls) in enumerate(known.facts) if one is fact)
    return next(found, (len(known.facts), ()))


def _latest(known: Known, name: str, position: int, calls: Calls) -> int | None:
    """The latest assignment of a name before a fact, in the same function or at the top of a module."""
    for place in dict.fromkeys((calls, ())):
        for index in range(position - 1, -1, -1):
            one, where = known.facts[index]
            if isinstance(one, Binding) and one.name == name and where == place:
                return index
    return None


def _step(known: Known, index: int) -> Step:
    binding, calls = known.facts[index]
    assert isinstance(binding, Binding)
    found = {name: _latest(known, name, index, calls) for name in binding.reads}
    reads = {name: known.facts[at][0] for name, at in found.items() if at is not None}
    return Step(binding, {name: one for name, one in reads.items() if isinstance(one, Binding)})


def chain(tensor: Array | None) -> Iterator[tuple[Array, Node]]:
    """A tensor and the node that made it, and so on up to an Input or to where several tensors meet."""
    while tensor is not None and isinstance(tensor.node, Node):
        node = tensor.node
        yield tensor, node
        tensor = node.inputs[0] if len(node.inputs) == 1 else None


def axis_dropped(tensor: Array | None) -> Node | None:
    """The node whose output has fewer axes than its input, where nothing behind it changed their number."""
    for made, node in chain(tensor):
        if made.shape is None or len(node.inputs) != 1 or (given := node.inputs[0].shape) is None:
            return None
        if len(made.shape) != len(given):
            return node if len(made.shape) < len(given) else None
    return None


def dim_changed(tensor: Array | None, axis: int, wanted: Dim) -> Node | None:
    """The node that first made another dim of an axis that was `wanted` before, else the one that made it as it is."""
    first: Node | None = None
    made_it: Node | None = None
    for made, node in chain(tensor):
        shape = _reaching(made, axis)
        if shape is None:
            break
        given = _reaching(node.inputs[0], axis) if len(node.inputs) == 1 else None
        if made_it is None and (given is None or given[axis] != shape[axis]):
            made_it = node
        if given is not None and given[axis] == wanted and shape[axis] != wanted:
            first = node
    return first or made_it


def _reaching(tensor: Array, axis: int) -> Shape | None:
    shape = tensor.shape
    return shape if shape is not None and -len(shape) <= axis < len(shape) else None


def site_of(node: Node) -> Site:
    """Where the layer of a node was made; of a raw operation or an Input its own place."""
    return node.layer.info.site if isinstance(node.layer, LayerValue) else node.site


def recurrent_before(tensor: Array | None) -> LayerInfo | None:
    """The nearest recurrent layer that a tensor comes from."""
    for _, node in chain(tensor):
        if isinstance(node.layer, LayerValue) and is_recurrent(node.layer.info.path):
            return node.layer.info
    return None
