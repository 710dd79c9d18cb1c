"""Layers of the program's own: their weights, and the output that their compute_output_shape tells.

Source: keras.layers.Layer.add_weight, Layer.compute_output_spec.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.dtypes import kind_of
from pylint_lstmshape.domain.objects import Instance
from pylint_lstmshape.domain.values import NONE, TRUE, Array, Constant, Site, Value
from pylint_lstmshape.keras.values import BATCH, Node, OwnCall, is_open, open_dim
from pylint_lstmshape.knowledge import Context, Result, models

WEIGHTS, FROZEN = "__weights__", "__frozen__"  # attributes under which an instance holds its weights, trained or not


@models("keras.layers.Layer.add_weight", "keras.layers.Layer.add_variable")
def add_weight(
    ctx: Context,
    self: Value,
    first: Value = NONE,
    second: Value = NONE,
    dtype: Value = NONE,
    *more: Value,
    shape: Value = NONE,
    **options: Value,
) -> Result:
    """A weight of that shape. Without a shape it is one number.

    Keras 2: add_weight(name, shape, dtype, …); Keras 3: add_weight(shape, initializer, dtype, …).
    """
    given = shape
    if given == NONE:
        named = isinstance(first, Constant) and isinstance(first.value, str)
        given = second if named or first == NONE else first
    elements = sequence_elements(given)
    items: tuple[Value, ...] | None = () if given == NONE else None if elements is None else elements.items
    if items is None and as_dim(given) is not None:
        items = (given,)
    dims = [as_dim(item) for item in items or ()]
    known = [dim for dim in dims if dim is not None]
    complete = items is not None and len(known) == len(items) and not any(map(is_open, known))
    weight = Array(tuple(known) if complete else None, kind_of(dtype, "f"), library="tensorflow")
    if isinstance(self, Instance):
        where = WEIGHTS if options.get("trainable", TRUE) == TRUE else FROZEN
        before = self.cell.content.get(where)
        more = before.elements.items or () if isinstance(before, TupleValue) else ()
        ctx.heap.write(self.cell, self.cell.content.set(**{where: TupleValue.of(*more, weight)}))
    return weight


def shaped_like(tensor: Array, shape: Value, layer: Value, site: Site) -> Array | None:
    """The symbolic output of `layer` on `tensor`, of a shape that the program's code told; None where it is no shape."""
    elements = sequence_elements(shape)
    if elements is None or elements.items is None:
        return None
    dims: list[Dim] = []
    for axis, item in enumerate(elements.items):
        dim = (BATCH if axis == 0 else open_dim(site, axis)) if item == NONE else as_dim(item)
        if dim is None:
            return None
        dims.append(dim)
    return Array(tuple(dims), "f", library="keras", node=Node(layer, (tensor,), site)) if dims else None


def within(result: Value, layer: Value, given: Iterable[Value], site: Site) -> Value:
    """What a layer of the program's own gave: its tensors say so, unless it handed on one that it was given."""
    tensors = tuple(one for one in given if isinstance(one, Array) and isinstance(one.node, Node))
    return _given_by(result, OwnCall(layer, tensors, site))


def _given_by(result: Value, call: OwnCall) -> Value:
    if isinstance(result, TupleValue):
        return replace(result, elements=result.elements.map(lambda one: _given_by(one, call)))
    if not isinstance(result, Array) or not isinstance(result.node, Node) or not result.node.inputs:
        return result
    if any(one.node is result.node for one in call.inputs):
        return result
    return replace(result, node=replace(result.node, own=call))
