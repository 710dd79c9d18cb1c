"""Stateful recurrent layers: they keep states for one batch size, and a call with another one raises.

Sources: Keras 3 `layers/rnn/rnn.py` (RNN.call: the size of the states is compared where the batch's is known, and left
to the operations where it is not); Keras 2 `layers/rnn/base_rnn.py` (reset_states), which leaves it to them always.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import NONE, Constant, Value
from pylint_lstmshape.facts import BatchConflict, Described, LayerInfo, StatefulShuffle
from pylint_lstmshape.keras.graphs import ARRAYS, DATASET, Graph, layers_of
from pylint_lstmshape.keras.model_values import ModelValue
from pylint_lstmshape.keras.training_inputs import Data, shape_of
from pylint_lstmshape.keras.values import LayerValue, is_stateful
from pylint_lstmshape.knowledge import Context

_BY_BATCHES = ("fit", "evaluate", "predict", "predict_classes", "predict_proba")


def layer_of(graph: Graph) -> LayerInfo | None:
    """The first stateful layer of a model that the model's input leads to, batch axis and all."""
    for node in layers_of(graph):
        if node.layer is not None and is_stateful(node.layer) and isinstance(node.layer, LayerValue):
            return node.layer.info
    return None


def kept(graph: Graph) -> int | None:
    """The batch size that the model declares."""
    shape = graph.inputs[0].shape
    return shape[0].constant if shape else None


def parts(given: Sequence[Described], split: Value) -> list[tuple[Dim | None, str]]:
    """The numbers of samples that go through fit: to train on, and to evaluate on where validation_split cuts them."""
    shape = shape_of(given[0]) if given else None
    rows = shape[0] if shape else None
    if split in (Constant(0.0), Constant(0), NONE):
        return [(rows, "")]
    share = split.value if isinstance(split, Constant) else None
    if rows is None or rows.constant is None or not isinstance(share, float) or not 0 < share < 1:
        return [(None, ""), (None, "evaluate")]
    cut = math.floor(rows.constant * (1 - share))
    return [(Dim.of(cut), ""), (Dim.of(rows.constant - cut), "evaluate")]


def check(
    ctx: Context,
    model: ModelValue,
    given: Sequence[Described],
    numbers: Sequence[tuple[Dim | None, str]],
    mode: str,
    batch_size: Value,
    method: str,
    role: str,
) -> None:
    """Record a call whose batches are surely of another size than the states are kept for."""
    conflicts: dict[int, tuple[Conflict, LayerInfo, int]] = {}
    for generation in ctx.generations:
        graph = model.graph(generation)
        layer = None if graph is None or not graph.sure else layer_of(graph)
        size = None if graph is None else kept(graph)
        if layer is None or size is None:
            continue
        for number, kind in numbers:
            conflict = number and conflict_of(size, number, batch_size, mode, kind or method, generation)
            if conflict and generation not in conflicts:
                conflicts[generation] = conflict, layer, size
    if conflicts:
        conflict, layer, size = conflicts[max(conflicts)]
        where = frozenset(conflicts)
        ctx.record(
            BatchConflict(given[0].site, method, model.info, layer, conflict, Dim.of(size), given[0], where, role)
        )


def rest(data: Data) -> list[tuple[Dim | None, str]]:
    """The size of the last, smaller batch of a Dataset that goes through whole."""
    rows, size = (getattr(data.origin, name, None) for name in ("rows", "batch_size"))
    if not isinstance(rows, Dim) or not isinstance(size, Dim) or data.mode != DATASET or data.steps != NONE:
        return []
    if rows.constant is None or not size.constant or not rows.constant % size.constant:
        return []
    return [(Dim.of(rows.constant % size.constant), "")]


def check_first(
    ctx: Context,
    model: ModelValue,
    given: Sequence[Described],
    batch_size: Value,
    method: str,
    role: str,
    unbuilt: frozenset[int],
) -> None:
    """Record a first call whose batches are not all alike: a model that declares nothing makes its states for them."""
    shape, size = (shape_of(given[0]) if given else None), _size(batch_size)
    rows = shape[0].constant if shape else None
    if rows is None or not size or size < 1 or rows < 1 or not rows % size or method not in _BY_BATCHES:
        return
    where: set[int] = set()
    layer: LayerInfo | None = None
    for generation in unbuilt:
        graph = model.graph(generation)
        found = None if graph is None or not graph.sure or graph.explicit else layer_of(graph)
        # Keras 2 knows the size of whole batches only; Keras 3 looks at two, but predict at each as it comes.
        if found is not None and (generation == 2 or (method != "predict" and rows > size)):
            layer = found
            where.add(generation)
    if layer is not None:
        wrong = f"a batch of {rows % size} meets states made for whole batches of {size}"
        conflict = Conflict("batch", wrong)
        ctx.record(
            BatchConflict(
                given[0].site, method, model.info, layer, conflict, Dim.of(size), given[0], frozenset(where), role
            )
        )


def conflict_of(
    kept_size: int, number: Dim, batch_size: Value, mode: str, method: str, generation: int
) -> Conflict | None:
    """What a call with `number` samples raises for states kept for `kept_size`; None where it runs or nobody knows."""
    rows = number.constant
    if rows is None:
        return None
    if mode == ARRAYS and method in _BY_BATCHES:
        size = _size(batch_size)
        wrong = None if size is None else _wrong_batch(kept_size, rows, size, method, generation)
    elif mode == ARRAYS:
        wrong = rows if rows != kept_size else None
    else:
        wrong = rows if kept_size > 1 and rows not in (1, kept_size) else None
    return (
        None if wrong is None else Conflict("batch", f"a batch of {wrong} meets states kept for batches of {kept_size}")
    )


def _size(batch_size: Value) -> int | None:
    """The batch size of fit, evaluate or predict."""
    if batch_size == NONE:
        return 32
    return batch_size.value if isinstance(batch_size, Constant) and isinstance(batch_size.value, int) else None


def _wrong_batch(kept_size: int, rows: int, size: int, method: str, generation: int) -> int | None:
    """The size of the first batch that raises. TensorFlow stretches a batch of one, where it does not know its size."""
    if size < 1 or rows < 1:
        return None
    full, rest = (size if rows >= size else 0), rows % size
    if not rest:
        return full if full != kept_size else None
    if generation == 3 and method != "predict" and kept_size == 1:
        return full or rest  # states of one cannot grow to a batch whose size is not known
    first = full or rest
    if generation == 3 and method == "predict" and first != kept_size:
        return first
    return next((one for one in (full, rest) if one > 1 and one != kept_size), None)


def check_shuffle(
    ctx: Context, model: ModelValue, given: Sequence[Described], batch_size: Value, shuffle: Value
) -> None:
    """Record a fit that shuffles arrays of several batches although states go from one to the next."""
    shape, size = (shape_of(given[0]) if given else None), _size(batch_size)
    if shuffle != Constant(True) or not shape or size is None or at_least(shape[0], size + 1) is not True:
        return
    layers = [layer_of(graph) for generation in ctx.generations if (graph := model.graph(generation)) and graph.sure]
    if layers and layers[0] is not None and len(layers) == len(ctx.generations):
        ctx.record(StatefulShuffle(ctx.site, "fit", model.info, layers[0]))
