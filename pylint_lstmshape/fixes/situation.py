"""`Situation`: a fact with all that a repair may look at; `Fix`: what a repair gives; `Misfit`: an array and its model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from astroid import nodes

from pylint_lstmshape.domain.dim import at_least
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.tables import Table
from pylint_lstmshape.domain.values import Array, Site, Value
from pylint_lstmshape.facts import (
    Binding,
    Described,
    Fact,
    InputAdapted,
    InputConflict,
    LayerConflict,
    LayerInfo,
    ModelCall,
    ModelInfo,
)
from pylint_lstmshape.fixes.edits import Edit
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import Places, names_in


@dataclass(frozen=True)
class Fix:
    """A repair: what it is called (`reshape`, `one-hot` …), one sentence on it, and the edits that make it."""

    kind: str
    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Situation:
    """A finding's symbol and fact in its program: the places of its files, all facts of the analysis, the Keras generations."""

    symbol: str
    fact: Fact
    places: Places
    facts: Sequence[Fact]
    generations: frozenset[int]

    @property
    def tree(self) -> nodes.Module:
        """The file's tree."""
        return self.places.tree

    def patch(self) -> Patch:
        """An empty patch on the program's files."""
        return Patch(self.places)

    @cached_property
    def trees(self) -> list[nodes.Module]:
        """The trees of the file and of those in which its models are made."""
        files = dict.fromkeys([self.places.file, *(call.model.site.file for call in self.model_calls)])
        return [tree for file in files if (tree := self.places.tree_of(file)) is not None]

    @cached_property
    def model_calls(self) -> list[ModelCall]:
        """Every fit, evaluate, predict …, in program order."""
        return [fact for fact in self.facts if isinstance(fact, ModelCall)]

    def calls_of(self, model: ModelInfo | None) -> list[ModelCall]:
        """The calls of one model."""
        return [] if model is None else [call for call in self.model_calls if call.model.site == model.site]

    def value_of(self, node: nodes.NodeNG) -> Value | None:
        """What a name was last bound to before it is used there; None for anything else."""
        if not isinstance(node, nodes.Name):
            return None
        every = self.bound.get((node.root().file, node.name), [])
        found = [one for one in every if one.site.line < node.lineno]
        return found[-1].value if found else None

    def is_table(self, data: Described) -> bool:
        """Whether an array is made of columns that the program calls by name: a row is one reading of each."""
        shape, node = shape_of(data), self.places.at(data.site)
        if shape is None or len(shape) != 2 or node is None or at_least(shape[1], 2) is not True:
            return False
        pending = [(name, node.lineno + 1) for name in names_in(node)]
        seen: set[tuple[str, int]] = set()
        while pending:
            name, line = pending.pop()
            every = [one for one in self.bound.get((node.root().file, name), []) if one.site.line < line]
            if not every or (name, every[-1].site.line) in seen:
                continue
            seen.add((name, every[-1].site.line))
            value = every[-1].value
            if isinstance(value, Table):
                names = value.content.names
                if names is not None and all(isinstance(one, str) and not one.isdigit() for one in names):
                    return at_least(value.content.width, shape[1]) is True
            elif not isinstance(value, Array) or value.ndim != 2:
                continue  # cut into windows, or one column
            pending += [(read, every[-1].site.line) for read in every[-1].reads]
        return False

    @cached_property
    def bound(self) -> dict[tuple[str, str], list[Binding]]:
        """What the names of each file were bound to: by file and name."""
        found: dict[tuple[str, str], list[Binding]] = {}
        for fact in self.facts:
            if isinstance(fact, Binding):
                found.setdefault((fact.site.file, fact.name), []).append(fact)
        return found

    def model_with(self, layer: LayerInfo) -> ModelInfo | None:
        """The model, as it meets data, that a layer belongs to; the only one of the file where no list tells."""
        for call in self.model_calls:
            if any(one.site == layer.site for one in call.model.layers):
                return call.model
        sites = {call.model.site: call.model for call in self.model_calls}
        return next(iter(sites.values())) if len(sites) == 1 else None


@dataclass(frozen=True)
class Misfit:
    """An array that does not fit a model. `array` is None where the model meets no data; `declared` where it declares
    nothing; `layer` is the first layer, that gets the array.
    """

    model: ModelInfo | None
    array: Described | None
    declared: Shape | None
    declared_site: Site | None
    layer: LayerInfo | None
    position: int = 0

    @property
    def shape(self) -> Shape | None:
        """The array's shape."""
        return shape_of(self.array)


def shape_of(described: Described | None) -> Shape | None:
    """The shape of an array, also of a table; None where unknown."""
    array = array_of(described)
    return None if array is None else array.shape


def array_of(described: Described | None) -> Array | None:
    """The array that a value is, or becomes in Keras."""
    if described is None:
        return None
    value = described.value
    return value if isinstance(value, Array) else value.to_array()


def misfit(situation: Situation) -> Misfit | None:
    """The array and the model that a conflict is about; None for a conflict between layers."""
    fact = situation.fact
    if isinstance(fact, InputConflict):
        position = _position(situation, fact)
        return Misfit(fact.model, fact.array, fact.declared, fact.declared_site, fact.first_layer, position)
    if isinstance(fact, InputAdapted):
        position = _position(situation, fact)
        return Misfit(fact.model, fact.array, fact.declared, fact.declared_site, None, position)
    if isinstance(fact, LayerConflict):
        model = situation.model_with(fact.layer)
        if fact.data is not None:
            return Misfit(model, fact.data, None, None, fact.layer)
        if fact.producer is None:
            arrays = [call.inputs[0] for call in situation.calls_of(model) if len(call.inputs) == 1]
            array = arrays[0] if arrays else None
            return Misfit(model, array, fact.input_shape, fact.declared, fact.layer)
    return None


def _position(situation: Situation, fact: InputConflict | InputAdapted) -> int:
    for call in situation.calls_of(fact.model):
        for position, one in enumerate(call.inputs):
            if one.site == fact.array.site:
                return position
    return 0


Repair = Callable[[Situation], Iterator[Fix]]
