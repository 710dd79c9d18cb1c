"""Ragged tensors: what multiplies by weights takes none in Keras 3 (its ops convert what they get to a dense tensor)."""

from __future__ import annotations

from collections.abc import Sequence

from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import Described, LayerInfo
from pylint_lstmshape.keras.graphs import Graph, ordered
from pylint_lstmshape.keras.layers.base import Layer
from pylint_lstmshape.keras.values import LayerValue

_REFUSE = {"Dense", "TimeDistributed", "Bidirectional", "Conv1D", "Conv2D", "Flatten"}
_KEEP = {"Embedding", "Dropout", "Activation"}
CONFLICT = Conflict("ragged", "it is ragged, which Keras 3 does not take")


def is_ragged(given: Described | None) -> bool:
    """Whether an array that is given is a ragged tensor."""
    return given is not None and isinstance(given.value, Array) and given.value.library == "ragged"


def refuses(spec: Layer) -> bool:
    """Whether the layer raises in Keras 3."""
    return spec.is_recurrent or spec.class_name in _REFUSE


def keeps(spec: Layer) -> bool:
    """Whether what it gives is ragged, too."""
    return spec.class_name in _KEEP


def refusing(graph: Graph, inputs: Sequence[Described | None]) -> LayerInfo | None:
    """The first layer of a model that raises in Keras 3 for what it is given."""
    reached = {id(tensor.node) for tensor, given in zip(graph.inputs, inputs, strict=False) if is_ragged(given)}
    for node in ordered(graph) if reached else ():
        if isinstance(node.layer, LayerValue) and any(id(tensor.node) in reached for tensor in node.inputs):
            if refuses(node.layer.spec):
                return node.layer.info
            if keeps(node.layer.spec):
                reached.add(id(node))
    return None
