"""The ranks for which TensorFlow has traced a model's functions.

fit, evaluate (as fit's validation) and predict each make one `tf.function` at their first batch and keep it until the next
compile. It relaxes its argument where a later call brings another shape: two ranks leave none at all, and the layers raise.

Sources: Keras 3 `backend/tensorflow/trainer.py` (make_train_function ...), Keras 2 `engine/training.py`, both with
tf.function(reduce_retracing=True).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pylint_lstmshape.domain.containers import DictValue
from pylint_lstmshape.domain.values import NONE, Array, Value
from pylint_lstmshape.facts import Described
from pylint_lstmshape.keras import backends
from pylint_lstmshape.keras.graphs import ARRAYS
from pylint_lstmshape.keras.model_values import ModelValue, Trace
from pylint_lstmshape.keras.training_inputs import Data, array_of, shape_of
from pylint_lstmshape.knowledge import Context

_FUNCTIONS = {"fit": "train", "evaluate": "test", "predict": "predict"}


def trace_of(
    ctx: Context, model: ModelValue, given: Sequence[Described | None], data: Data, method: str, role: str
) -> Trace | None:
    """What a call has its function traced for; None where it runs eagerly, or where nobody knows."""
    name = "test" if role == "validation" else _FUNCTIONS.get(method)
    if name is None or not backends.makes_graphs(ctx, model):
        return None
    shapes = [None if one is None else shape_of(one) for one in given]
    kinds = [None if one is None else _kind(one.value) for one in given]
    target = NONE if name == "predict" else data.y
    if data.mode != ARRAYS or None in kinds or (target != NONE and _kind(target) is None):
        return None
    form: tuple[object, ...] = (type(data.x).__name__, _keys(data.x), *kinds, target != NONE and _kind(target))
    form += (data.weights == NONE, data.class_weights == NONE)
    ranks = tuple(len(shape) for shape in shapes if shape is not None)
    return Trace(name, form, ranks, ctx.site) if len(ranks) == len(given) > 0 else None


def keep(ctx: Context, model: ModelValue, trace: Trace | None) -> None:
    """Remember the first trace of each function and form."""
    if trace is not None and earlier(model, trace) is None:
        ctx.heap.write(model.cell, replace(model.state, traces=(*model.state.traces, trace)))


def earlier(model: ModelValue, trace: Trace | None) -> Trace | None:
    """What the function that a call uses was traced for first, with arguments of the same form."""
    if trace is None:
        return None
    same = (one for one in model.state.traces if (one.function, one.form) == (trace.function, trace.form))
    return next(same, None)


def _kind(value: Value) -> str | None:
    """The dtype that a NumPy array or pandas value has in the graph, where its kind tells: floats become float32."""
    array = array_of(value)
    if not isinstance(array, Array) or array.library not in ("numpy", "pandas") or array.kind not in ("f", "b"):
        return None
    return array.kind


def _keys(value: Value) -> tuple[Value, ...]:
    return tuple(key for key, _ in value.cell.content.items) if isinstance(value, DictValue) else ()
