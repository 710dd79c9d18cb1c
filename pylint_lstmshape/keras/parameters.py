"""How many parameters a layer or a model has, and how many of them are trained: `count_params()`, `trainable`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.shape import Shape, size
from pylint_lstmshape.domain.values import NONE, Array, Constant, Unknown, Value, integer
from pylint_lstmshape.keras.graphs import layer_of, seen
from pylint_lstmshape.keras.layers.wrappers import TimeDistributed
from pylint_lstmshape.keras.model_values import HIDDEN, ModelValue, common_graph, model_of
from pylint_lstmshape.keras.own_layers import FROZEN, WEIGHTS
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.knowledge import Context, Result, is_kind_of, models

Generations = frozenset[int]
_PLAIN = ("keras.layers.Layer", "keras.Model")  # classes that bring no weights of their own


@dataclass(frozen=True)
class Count:
    """Numbers of weights, None where unknown."""

    total: Dim | None
    trained: Dim | None


def count(generations: Generations, layer: Value) -> Count:
    """The weights of a layer, a model, or an instance of the program's class, once it is built."""
    if isinstance(layer, LayerValue):
        return _of_layer(generations, layer)
    if isinstance(layer, Instance):
        return _of_instance(generations, layer)
    graph = common_graph(generations, layer) if isinstance(layer, ModelValue) else None
    if graph is None or not graph.sure:
        return Count(None, None)
    return together(generations, [one for node in seen(graph) if (one := layer_of(node)) is not None])


def together(generations: Generations, layers: Iterable[Value]) -> Count:
    """The weights of several layers, each counted once."""
    return _sum([count(generations, layer) for layer in {id(layer): layer for layer in layers}.values()])


def _of_instance(generations: Generations, layer: Instance) -> Count:
    """Its own weights, and those of the layers among its attributes; of a model that was given its ends its graph's."""
    hidden = layer.cell.content.get(HIDDEN)
    if isinstance(hidden, ModelValue) and (hidden.state.layers or hidden.state.graphs):
        graph = common_graph(generations, hidden)
        inside = [] if graph is None else [layer_of(node) for node in seen(graph)]
        alone = all(any(one is other for other in inside) for one in parts(layer) if one is not hidden)
        return count(generations, hidden) if alone else Count(None, None)
    trained, frozen = (_sum([_of_weight(one) for one in _weights(layer, name)]) for name in (WEIGHTS, FROZEN))
    others = [] if _is_told(layer) else [Count(None, None)]
    return _sum([trained, replace(frozen, trained=Dim.of(0)), together(generations, parts(layer)), *others])


def _weights(layer: Instance, name: str) -> Sequence[Value]:
    own = layer.cell.content.get(name)
    return own.elements.items or () if isinstance(own, TupleValue) else ()


def _of_weight(weight: Value) -> Count:
    number = size(weight.shape) if isinstance(weight, Array) and weight.shape is not None else None
    return Count(number, number)


def _is_told(layer: Instance) -> bool:
    """Whether it has no weights but those seen: none of a layer that it derives from, no variable, nothing unknown."""
    if getattr(layer.cls, "has_unknown_base", False) or layer.library_base not in _PLAIN:
        return False
    weights = [*_weights(layer, WEIGHTS), *_weights(layer, FROZEN)]
    made = {id(one.contents) for one in weights if isinstance(one, Array)}
    values = [value for name, value in layer.cell.content.items if name not in (WEIGHTS, FROZEN)]
    variables = [one for one in values if isinstance(one, Array) and one.library != "numpy"]
    return not any(isinstance(one, Unknown) for one in values) and all(id(one.contents) in made for one in variables)


def parts(layer: Instance) -> Iterator[Value]:
    """The layers among the attributes of an instance, in the order in which they were set; and the model that it is,
    where it was given layers or ends.
    """
    for name, value in layer.cell.content.items:
        if name == HIDDEN and isinstance(value, ModelValue) and not (value.state.layers or value.state.graphs):
            continue
        elements = sequence_elements(value)
        for one in (value,) if elements is None or name in (WEIGHTS, FROZEN) else elements.items or ():
            if isinstance(one, LayerValue | ModelValue | Instance):
                yield one


def _of_layer(generations: Generations, layer: LayerValue) -> Count:
    built = layer.cell.content.built_for
    spec = layer.spec.at(max(generations & frozenset(layer.spec.configs), default=layer.spec.generation))
    if built is None:
        return Count(None, None)
    inner = spec.config.get("layer")
    if isinstance(spec, TimeDistributed) and isinstance(inner, ModelValue):
        found = count(generations, inner)
    else:
        total = _size(spec.weights_of(built))
        frozen = _size(spec.frozen(built[0])) if built else Dim.of(0)
        found = Count(total, None if total is None or frozen is None else total - frozen)
    return found if _trains(layer) else replace(found, trained=Dim.of(0) if _trains(layer) is False else None)


def _trains(layer: LayerValue) -> bool | None:
    """Whether it is trained: by its argument, and by what the program set it to."""
    given = True if layer.spec.config.is_none("trainable") else layer.spec.config.flag("trainable")
    inner = layer.spec.config.get("layer")
    flags = (given, layer.cell.content.trainable, _trains(inner) if isinstance(inner, LayerValue) else True)
    return False if False in flags else None if None in flags else True


def _size(shapes: list[Shape] | None) -> Dim | None:
    return None if shapes is None else sum(map(size, shapes), Dim.of(0))


def _sum(counts: list[Count]) -> Count:
    return Count(_added([one.total for one in counts]), _added([one.trained for one in counts]))


def _added(numbers: list[Dim | None]) -> Dim | None:
    known = [one for one in numbers if one is not None]
    return sum(known, Dim.of(0)) if len(known) == len(numbers) else None


def is_plain(value: Value) -> bool:
    """Whether it is a layer of the program's own, and no model."""
    return isinstance(value, Instance) and not is_kind_of(value.library_base, "keras.Model")


@models("keras.layers.Layer.count_params")
def count_params(ctx: Context, self: Value) -> Result:
    """The number of parameters."""
    model = None if isinstance(self, LayerValue) or is_plain(self) else model_of(ctx, self)
    found = count(ctx.generations, model or self).total
    return ctx.unknown() if found is None else integer(found)


@models("keras.layers.Layer.trainable.setter")
def set_trainable(ctx: Context, self: Value, value: Value) -> Value:
    """`layer.trainable = False`: a model hands it on to all its layers."""
    flag = bool(value.value) if isinstance(value, Constant) else None
    pending, seen = [self], set[int]()
    while pending:
        layer = pending.pop()
        if id(layer) in seen:
            continue
        seen.add(id(layer))
        if isinstance(layer, LayerValue):
            ctx.heap.write(layer.cell, replace(layer.cell.content, trainable=flag))
            pending.append(layer.spec.config.get("layer"))
        elif isinstance(layer, ModelValue):
            pending += layer.state.layers
        elif isinstance(layer, Instance):
            pending += parts(layer)
    return NONE
