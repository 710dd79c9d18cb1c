"""Ids that meet an Embedding: one that its table has no row for raises on a CPU, where the look-up is not compiled.

Sources: tf.nn.embedding_lookup / tf.gather ("indices[..] = .. is not in [0, ..)"); Keras 3 `layers/core/embedding.py`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import Described, IdsConflict
from pylint_lstmshape.keras import backends
from pylint_lstmshape.keras.graphs import Graph, layers_of
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.knowledge import Context

# Layers that Keras 3 never compiles by itself (supports_jit is False): a model with one of them looks ids up for real.
_NEVER_COMPILED = ("keras.layers.LSTM", "keras.layers.GRU")
_EMBEDDING = "keras.layers.Embedding"


def check(ctx: Context, model: ModelValue, given: Sequence[Described | None], method: str, role: str) -> None:
    """Record arrays of which an id surely is beyond the table of the Embedding that they go to."""
    if not backends.is_tensorflow(ctx) or (model.state.compiled is not None and model.state.compiled.may_be_jit):
        return
    for index, one in enumerate(given):
        if one is None or not isinstance(one.value, Array):
            continue
        found: dict[int, tuple[LayerValue, int]] = {}
        for generation in ctx.generations:
            graph = model.graph(generation)
            layer = None if graph is None or not graph.sure else _reader(graph, index)
            if graph is None or layer is None:
                continue
            rows = layer.spec.config.dim("input_dim")
            beyond = None if rows is None or rows.constant is None else _beyond(one.value, rows.constant, generation)
            if beyond is not None and (generation == 2 or _looks_up(graph)):
                found[generation] = layer, beyond
        if found:
            layer, beyond = found[max(found)]
            rows = layer.spec.config.dim("input_dim")
            assert rows is not None
            ctx.record(IdsConflict(one.site, method, model.info, one, layer.info, rows, beyond, frozenset(found), role))


def _beyond(ids: Array, rows: int, generation: int) -> int | None:
    """The greatest id, where one surely is there that has no row; Keras 3 counts negative ones from the end."""
    high = ids.range.high
    if ids.reached is not None and ids.reached >= rows:
        return math.floor(ids.reached if high is None or math.isinf(high) else high)
    return math.floor(high) if generation == 2 and high is not None and high <= -1 else None


def _reader(graph: Graph, index: int) -> LayerValue | None:
    """The Embedding that an input goes to as it is."""
    if index >= len(graph.inputs):
        return None
    for node in layers_of(graph):
        if isinstance(node.layer, LayerValue) and node.layer.info.path == _EMBEDDING:
            if node.inputs[0].node is graph.inputs[index].node:
                return node.layer
    return None


def _looks_up(graph: Graph) -> bool:
    """Whether Keras 3 surely does not compile the model."""
    layers = [node.layer for node in layers_of(graph) if isinstance(node.layer, LayerValue)]
    inner = [layer.spec.config.get("layer") for layer in layers]
    paths = [layer.info.path for layer in (*layers, *inner) if isinstance(layer, LayerValue)]
    return any(path in _NEVER_COMPILED for path in paths)
