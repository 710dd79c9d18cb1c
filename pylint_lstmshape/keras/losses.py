"""Losses and metrics: by which name one is meant, and which (output, target) shapes it takes.

Sources: Keras 3 `losses/loss.py` (squeeze_or_expand_to_same_rank), `backend/tensorflow/nn.py` (the crossentropies);
Keras 2 `engine/compile_utils.py` (match_dtype_and_rank), `utils/losses_utils.py` (squeeze_or_expand_dimensions),
`backend.py`. The first axis of both shapes is one batch.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.shape import Conflict, Shape, broadcast, same, show, size
from pylint_lstmshape.domain.values import ANY, Constant, LibraryName, LibraryObject, Range, Value

Verdict = Conflict | Literal["broadcast"] | None

# Canonical name -> family. A family says which shapes go together.
FAMILIES = {
    "mean_squared_error": "elementwise",
    "mean_absolute_error": "elementwise",
    "mean_absolute_percentage_error": "elementwise",
    "mean_squared_logarithmic_error": "elementwise",
    "cosine_similarity": "elementwise",
    "huber": "elementwise",
    "log_cosh": "elementwise",
    "hinge": "elementwise",
    "squared_hinge": "elementwise",
    "kl_divergence": "elementwise",
    "poisson": "elementwise",
    "binary_crossentropy": "binary",
    "categorical_crossentropy": "categorical",
    "sparse_categorical_crossentropy": "sparse",
}

_SHORT = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
    "bce": "binary_crossentropy",
    "logcosh": "log_cosh",
    "huber_loss": "huber",
    "kld": "kl_divergence",
    "kullback_leibler_divergence": "kl_divergence",
    "cosine": "cosine_similarity",
    "cosine_proximity": "cosine_similarity",
    "acc": "accuracy",
}


# Activations whose values are not between 0 and 1.
NO_PROBABILITIES = ("linear", "tanh", "relu", "elu", "selu", "softsign", "leaky_relu", "gelu", "silu", "swish")


def is_crossentropy(loss: str) -> bool:
    """Whether a loss compares probabilities."""
    return FAMILIES.get(loss) in ("binary", "categorical", "sparse")


def snake_case(name: str) -> str:
    """MeanSquaredError -> mean_squared_error; MSE -> mse."""
    if name.isupper():
        return name.lower()
    name = name.replace("KLDivergence", "KlDivergence")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def name_of(value: Value) -> str | None:
    """The canonical name of a loss or metric given as a string, function, class or instance; None for one's own."""
    if isinstance(value, Constant) and isinstance(value.value, str):
        name = value.value
    elif isinstance(value, LibraryName | LibraryObject) and re.match(r"keras\.(losses|metrics)\.", value.path):
        name = value.path.rpartition(".")[2]
    else:
        return None
    name = snake_case(name)
    return _SHORT.get(name, name)


@dataclass(frozen=True)
class Pair:
    """A target and an output on their way through a loss; `squeezed`: the output has lost its last axis there."""

    target: Shape
    output: Shape
    squeezed: bool = False


def check(
    loss: str,
    output: Shape,
    target: Shape,
    generation: int,
    *,
    kind: str | None = None,
    values: Range = ANY,
    activation: str | None = None,
) -> Verdict:
    """What `loss` does with one batch: the Conflict it raises, "broadcast" where it runs on unequal shapes, or None.

    `kind` and `values` are of the target; `activation` is that of the last layer, where known ("linear" for none).
    """
    if kind in ("U", "S"):
        return Conflict("target", "strings cannot be a target: Keras cannot make numbers of them")
    family = FAMILIES.get(loss)
    if family is None or not output:
        return None
    pair = _ALIGN[generation](target, output)
    if pair is None:
        return None
    if family == "elementwise":
        return _elementwise(pair, loss)
    if family == "binary":
        strict = generation == 3 or (activation in ("sigmoid", "softmax") and not pair.squeezed)
        if strict:
            return _equal_shapes(pair, loss)
        verdict = _elementwise(pair, loss)
        return None if verdict == "broadcast" and activation is None and not pair.squeezed else verdict
    if family == "categorical":
        return _equal_shapes(pair, loss)
    return _sparse(pair, loss, generation, values)


def _align_keras3(target: Shape, output: Shape) -> Pair | None:
    """squeeze_or_expand_to_same_rank; None where it is unknown whether a last axis is 1."""
    if len(target) == len(output) + 1:
        one = equal(target[-1], 1)
        if one is None:
            return None
        if one:
            expanded = (*output, Dim.of(1))
            return Pair(target, expanded) if len(output) == 1 else Pair(target[:-1], output)
    elif len(output) == len(target) + 1:
        one = equal(output[-1], 1)
        if one is None:
            return None
        if one:
            return Pair((*target, Dim.of(1)), output) if len(target) == 1 else Pair(target, output[:-1], squeezed=True)
    return Pair(target, output)


def _align_keras2(target: Shape, output: Shape) -> Pair | None:
    """match_dtype_and_rank, then squeeze_or_expand_dimensions."""
    if len(target) == 1 and len(output) == 2:
        return Pair((*target, Dim.of(1)), output)
    if len(output) == len(target) + 1:
        one = equal(output[-1], 1)
        return None if one is None else Pair(target, output[:-1], squeezed=True) if one else Pair(target, output)
    if len(target) == len(output) + 1:
        one = equal(target[-1], 1)
        return None if one is None else Pair(target[:-1], output) if one else Pair(target, output)
    return Pair(target, output)


_ALIGN: dict[int, Callable[[Shape, Shape], Pair | None]] = {2: _align_keras2, 3: _align_keras3}


def _elementwise(pair: Pair, loss: str) -> Verdict:
    """What NumPy's broadcasting takes; "broadcast" where the shapes surely differ."""
    result = broadcast(pair.target, pair.output)
    if isinstance(result, Conflict):
        return _conflict(pair, loss)
    return "broadcast" if same(pair.target, pair.output) is False else None


def _equal_shapes(pair: Pair, loss: str) -> Verdict:
    return _conflict(pair, loss) if same(pair.target, pair.output) is False else None


def _sparse(pair: Pair, loss: str, generation: int, values: Range) -> Verdict:
    """Class ids: one for each row of the output, each below the number of classes."""
    target, rows, classes = pair.target, pair.output[:-1], pair.output[-1]
    if generation == 3:
        if len(target) == len(pair.output) and target:
            last = equal(target[-1], 1)
            if last is None:
                return None
            target = target[:-1] if last else target
        wrong = same(target, rows) is False
    elif len(target) == len(rows):
        wrong = same(target, rows) is False
    else:
        wrong = equal(size(target), size(rows)) is False  # Keras 2 flattens both
    if wrong:
        return _conflict(pair, loss)
    beyond = values.low is not None and at_least(Dim.of(int(values.low)), classes) is True
    if beyond or (values.high is not None and values.high < 0):
        return Conflict("labels", f"{loss} needs class ids from 0 to {classes - 1}", "InvalidArgumentError")
    return None


def _conflict(pair: Pair, loss: str) -> Conflict:
    return Conflict("target", f"{loss} cannot compare target {show(pair.target)} with output {show(pair.output)}")


def check_metric(metric: str, output: Shape, target: Shape, generation: int) -> Conflict | None:
    """The Conflict that a metric raises where its loss runs (keras/src/metrics/*_metrics.py)."""
    pair = _ALIGN[generation](target, output)
    if pair is None or not output or not target:
        return None
    if metric == "accuracy":
        metric = _accuracy(pair, output)
    raw = pair if generation == 2 else Pair(target, output)
    if FAMILIES.get(metric) == "elementwise" or metric in ("binary_accuracy", "root_mean_squared_error"):
        wrong = isinstance(broadcast(pair.target, pair.output), Conflict)
    elif metric in ("auc", "precision", "recall"):
        wrong = same(pair.target, pair.output) is False
    elif metric == "categorical_accuracy":
        wrong = isinstance(broadcast(raw.target[:-1], raw.output[:-1]), Conflict)
    elif metric == "sparse_categorical_accuracy":
        return _sparse_accuracy(raw, generation)
    else:
        return None
    return _conflict(pair, metric) if wrong else None


def _accuracy(pair: Pair, output: Shape) -> str:
    """Which accuracy "accuracy" means for these shapes; "" where unknown (compile_utils.get_metric)."""
    units, ids = equal(output[-1], 1), equal(pair.target[-1], 1) if pair.target else False
    if units is None or ids is None:
        return ""
    if units:
        return "binary_accuracy"
    return "sparse_categorical_accuracy" if ids or len(pair.target) < len(output) else "categorical_accuracy"


def _sparse_accuracy(pair: Pair, generation: int) -> Conflict | None:
    target = pair.target
    if len(target) == len(pair.output):
        last = equal(target[-1], 1)
        if last is None:
            return None
        if not last and generation == 2:
            return _conflict(pair, "sparse_categorical_accuracy")
        target = target[:-1] if last else target
    wrong = isinstance(broadcast(target, pair.output[:-1]), Conflict)
    return _conflict(pair, "sparse_categorical_accuracy") if wrong else None


def activation_of(value: Value) -> str | None:
    """The name of an activation argument: "linear" for None; None where unknown."""
    if value == Constant(None):
        return "linear"
    if isinstance(value, Constant) and isinstance(value.value, str):
        return value.value.lower()
    if isinstance(value, LibraryName):
        return value.path.rpartition(".")[2].lower()
    return None
