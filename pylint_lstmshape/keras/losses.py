"""Losses and metrics: by which name one is meant, and which (output, target) shapes it takes.

Sources: Keras 3 `losses/loss.py` (squeeze_or_expand_to_same_rank), `backend/tensorflow/nn.py` (the crossentropies);
Keras 2 `engine/compile_utils.py` (match_dtype_and_rank), `utils/losses_utils.py` (squeeze_or_expand_dimensions),
`backend.py`. The first axis of both shapes is one batch.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.objects import LibraryName, LibraryObject
from pylint_lstmshape.domain.shape import Conflict, Shape, broadcast, same, show, size
from pylint_lstmshape.domain.values import ANY, Constant, Range, Value

Verdict = Conflict | Literal["broadcast"] | None

# Canonical name -> which shapes go together, in Keras 2 and in Keras 3; None: this Keras has no such loss.
LOSSES: dict[str, tuple[str | None, str | None]] = {
    "mean_squared_error": ("elementwise", "elementwise"),
    "mean_absolute_error": ("elementwise", "elementwise"),
    "mean_absolute_percentage_error": ("elementwise", "elementwise"),
    "mean_squared_logarithmic_error": ("elementwise", "elementwise"),
    "cosine_similarity": ("elementwise", "elementwise"),
    "huber": ("elementwise", "elementwise"),
    "log_cosh": ("elementwise", "elementwise"),
    "hinge": ("elementwise", "elementwise"),
    "squared_hinge": ("elementwise", "elementwise"),
    "categorical_hinge": ("elementwise", "elementwise"),
    "kl_divergence": ("elementwise", "elementwise"),
    "poisson": ("elementwise", "elementwise"),
    "dice": (None, "elementwise"),
    "tversky": (None, "elementwise"),
    "binary_crossentropy": ("binary", "equal"),
    "binary_focal_crossentropy": ("binary", "equal"),
    "categorical_crossentropy": ("equal", "equal"),
    "categorical_focal_crossentropy": ("equal", "elementwise"),
    "sparse_categorical_crossentropy": ("sparse", "sparse"),
}
# Deliberately not followed.
UNMODELLED = {
    "ctc": "label sequences of one length against logits of another",
    "circle": "labels against embeddings, not against predictions",
    "categorical_generalized_cross_entropy": "class ids or one-hot rows, told apart by their dtype",
}
# Spellings that one Keras takes as a string and the other does not know.
ONLY = {
    "logcosh": 2, "huber_loss": 2, "kullback_leibler_divergence": 2, "dice": 3, "tversky": 3, "circle": 3,
    "crossentropy": 3, "ce": 3,  # binary, sparse or categorical by the shapes (trainers/compile_utils.py get_loss)
    "ctc": 3, "Dice": 3, "Tversky": 3, "Circle": 3, "CTC": 3,
}  # fmt: skip


def knows_string(text: str, generation: int) -> bool:
    """Whether this Keras finds a loss of its own under a string."""
    only = ONLY.get(text)
    if only is not None:
        return only == generation
    canonical = snake_case(text)
    canonical = SHORT.get(canonical, canonical)
    return canonical in LOSSES and text not in ("cosine", "cosine_proximity", "acc")


SHORT = {
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
    return loss.endswith("crossentropy") and "focal" not in loss


def snake_case(name: str) -> str:
    """MeanSquaredError -> mean_squared_error; MSE -> mse."""
    if name.isupper():
        return name.lower()
    name = name.replace("KLDivergence", "KlDivergence")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def name_of(value: Value) -> str | None:
    """The canonical name of a loss or metric given as a string, function, class or instance; None for one's own."""
    if isinstance(value, LibraryName | LibraryObject) and value.path == "keras.metrics.Accuracy":
        return None  # equality of numbers, which the string "accuracy" never means
    if isinstance(value, Constant) and isinstance(value.value, str):
        name = value.value
    elif isinstance(value, LibraryName | LibraryObject) and re.match(r"keras\.(losses|metrics)\.", value.path):
        name = value.path.rpartition(".")[2]
    else:
        return None
    name = snake_case(name)
    return SHORT.get(name, name)


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
    reached: float | None = None,
    activation: str | None = None,
    in_fit: bool = True,
) -> Verdict:
    """What `loss` does with one batch: the Conflict it raises, "broadcast" where it runs on unequal shapes, or None.

    `kind`, `values` and `reached` (what its greatest number surely comes up to) are of the target;
    `activation` is that of the last layer, where known ("linear" for none). `in_fit`: Keras's own loop calls it,
    which first brings a target of Keras 2 to the output's rank.
    """
    if kind in ("U", "S"):
        return Conflict("target", "strings cannot be a target: Keras cannot make numbers of them")
    family = LOSSES.get(loss, (None, None))[generation - 2]
    if family is None or not output:
        return None
    if not target:  # of a Dataset that nobody batched
        return Conflict("target", "y is one number") if generation == 2 or family in ("equal", "sparse") else None
    # Where it is unknown whether a last axis is 1, the verdict is what holds either way.
    align = _ALIGN[generation] if in_fit else _ALIGN_CALLED[generation]
    verdicts = [_verdict(family, loss, pair, generation, values, reached, activation) for pair in align(target, output)]
    if all(isinstance(one, Conflict) for one in verdicts) or len(set(verdicts)) == 1:
        return verdicts[0]
    return None


def _verdict(
    family: str, loss: str, pair: Pair, generation: int, values: Range, reached: float | None, activation: str | None
) -> Verdict:
    if family == "elementwise":
        return _elementwise(pair, loss)
    if family == "binary":
        if activation in ("sigmoid", "softmax") and not pair.squeezed:
            return _equal_shapes(pair, loss)
        verdict = _elementwise(pair, loss)
        return None if verdict == "broadcast" and activation is None and not pair.squeezed else verdict
    if family == "equal":
        return _equal_shapes(pair, loss)
    return _sparse(pair, loss, generation, values, reached)


def of_samples(loss: str, output: Shape, target: Shape, generation: int) -> Shape | None:
    """The shape of the losses of one batch before their mean is taken; None where unknown."""
    family = LOSSES.get(loss, (None, None))[generation - 2]
    pairs = [] if family is None or len(output) < 2 or not target else _ALIGN[generation](target, output)
    if len(pairs) != 1:
        return None
    if family == "sparse":
        return output[:-1]
    result = broadcast(pairs[0].target, pairs[0].output)
    return None if isinstance(result, Conflict) or len(result) < 2 else result[:-1]


def weigh(values: Shape, weights: Shape, generation: int) -> Conflict | None:
    """The Conflict of weights (or a mask) that cannot multiply the losses of one batch."""
    more = len(weights) - len(values)
    last = equal(weights[-1], 1) if more == 1 else equal(values[-1], 1) if more == -1 else None
    if more in (1, -1) and last is None and not (generation == 2 and more == -1):
        return None
    if more == 1 and generation == 2 and last is False:
        return Conflict("weights", f"{show(weights)} cannot weigh the losses {show(values)}")
    if more == 1 and last:
        weights = weights[:-1]
    elif more == -1 and (generation == 2 or last):
        weights = (*weights, Dim.of(1))
    wrong = isinstance(broadcast(values, weights), Conflict)
    return Conflict("weights", f"{show(weights)} cannot weigh the losses {show(values)}") if wrong else None


def masked(loss: str, output: Shape, target: Shape, mask: int, generation: int) -> Conflict | None:
    """The Conflict of a mask over so many axes of the output with the losses that it weighs."""
    values = of_samples(loss, output, target, generation)
    if not values or weigh(values, output[:mask], generation) is None:
        return None
    return Conflict(
        "mask", f"it makes losses of shape {show(values)}, which the mask {show(output[:mask])} cannot weigh"
    )


def _align_keras3(target: Shape, output: Shape) -> list[Pair]:
    """squeeze_or_expand_to_same_rank; both ways where it is unknown whether a last axis is 1."""
    as_given = Pair(target, output)
    if len(target) == len(output) + 1:
        squeezed = Pair(target, (*output, Dim.of(1))) if len(output) == 1 else Pair(target[:-1], output)
        return _either(equal(target[-1], 1), squeezed, as_given)
    if len(output) == len(target) + 1:
        vector = Pair((*target, Dim.of(1)), output)
        squeezed = vector if len(target) == 1 else Pair(target, output[:-1], squeezed=True)
        return _either(equal(output[-1], 1), squeezed, as_given)
    return [as_given]


def _align_keras2(target: Shape, output: Shape) -> list[Pair]:
    """match_dtype_and_rank, then what the loss itself does."""
    if len(target) == 1 and len(output) == 2:
        return [Pair((*target, Dim.of(1)), output)]
    return _align_called(target, output)


def _align_called(target: Shape, output: Shape) -> list[Pair]:
    """Keras 2's squeeze_or_expand_dimensions; both ways where it is unknown whether an axis is 1."""
    as_given = Pair(target, output)
    if len(output) == len(target) + 1:
        return _either(equal(output[-1], 1), Pair(target, output[:-1], squeezed=True), as_given)
    if len(target) == len(output) + 1:
        return _either(equal(target[-1], 1), Pair(target[:-1], output), as_given)
    return [as_given]


def _either(one: bool | None, squeezed: Pair, as_given: Pair) -> list[Pair]:
    return [as_given, squeezed] if one is None else [squeezed] if one else [as_given]


_ALIGN: dict[int, Callable[[Shape, Shape], list[Pair]]] = {2: _align_keras2, 3: _align_keras3}
_ALIGN_CALLED = {**_ALIGN, 2: _align_called}


def _elementwise(pair: Pair, loss: str) -> Verdict:
    """What NumPy's broadcasting takes; "broadcast" where the shapes surely differ and surely go together."""
    result = broadcast(pair.target, pair.output)
    if isinstance(result, Conflict):
        return _conflict(pair, loss)
    aligned = zip(reversed(pair.target), reversed(pair.output), strict=False)
    if any(one != 1 and other != 1 and equal(one, other) is not True for one, other in aligned):
        return None  # an open batch may meet a number that it does not go with: then Keras raises
    return "broadcast" if same(pair.target, pair.output) is False else None


def _equal_shapes(pair: Pair, loss: str) -> Verdict:
    return _conflict(pair, loss) if same(pair.target, pair.output) is False else None


def _sparse(pair: Pair, loss: str, generation: int, values: Range, reached: float | None) -> Verdict:
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
    least = values.low if reached is None else reached
    beyond = least is not None and at_least(Dim.of(math.floor(least)), classes) is True
    if beyond or (values.high is not None and values.high < 0):
        return Conflict("class ids", f"{loss} needs class ids from 0 to {classes - 1}", "InvalidArgumentError")
    return None


def _conflict(pair: Pair, loss: str) -> Conflict:
    return Conflict("target", f"{loss} cannot compare target {show(pair.target)} with output {show(pair.output)}")


_CONFUSION = (
    "auc", "precision", "recall", "true_positives", "true_negatives", "false_positives", "false_negatives",
)  # fmt: skip


def check_metric(metric: str, output: Shape, target: Shape, generation: int) -> Conflict | None:
    """The Conflict that a metric raises where its loss runs (keras/src/metrics/*_metrics.py)."""
    pairs = _ALIGN[generation](target, output) if output and target else []
    if len(pairs) != 1:
        return None
    (pair,) = pairs
    if metric == "accuracy":
        metric = _accuracy(target, output)
    raw = pair if generation == 2 else Pair(target, output)
    family = LOSSES.get(metric, (None, None))[generation - 2]
    if family == "elementwise" or metric in ("binary_accuracy", "root_mean_squared_error"):
        wrong = isinstance(broadcast(pair.target, pair.output), Conflict)
    elif metric in _CONFUSION:
        flat = generation == 3  # which makes vectors of both
        wrong = (
            equal(size(pair.target), size(pair.output)) is False if flat else same(pair.target, pair.output) is False
        )
    elif metric in ("f1_score", "fbeta_score"):
        wrong = len(target) > 2 or len(output) > 2 or _no_classes(raw, generation)
    elif metric == "categorical_accuracy":
        wrong = _cannot_match(raw.target[:-1], raw.output, squeezes=True)
    elif metric == "sparse_categorical_accuracy":
        wrong = _cannot_match(raw.target, raw.output, squeezes=generation == 2)
    else:
        return None
    return _conflict(pair, metric) if wrong else None


def _no_classes(pair: Pair, generation: int) -> bool:
    """Whether target and output surely are not (samples, classes) both."""
    if len(pair.target) != 2 or len(pair.output) != 2:
        return True
    stretches = generation == 3 and equal(pair.target[1], 1) is not False
    return not stretches and same(pair.target, pair.output) is False


def _accuracy(target: Shape, output: Shape) -> str:
    """Which accuracy "accuracy" means for these shapes; "" where unknown (compile_utils.get_metric)."""
    units, ids = equal(output[-1], 1), equal(target[-1], 1)
    if units is None or (ids is None and len(target) >= len(output)):
        return ""
    if units:
        return "binary_accuracy"
    return "sparse_categorical_accuracy" if ids or len(target) < len(output) else "categorical_accuracy"


def _cannot_match(ids: Shape, output: Shape, *, squeezes: bool) -> bool:
    """Whether ids surely cannot be compared with the argmax of the output (sparse_categorical_matches).

    `squeezes`: ids of the output's rank must end in an axis of 1, else such an axis is only taken away.
    """
    matched = ids
    if len(ids) == len(output):
        last = equal(ids[-1], 1)
        if last is None:
            return False
        if not last and squeezes:
            return True
        matched = ids[:-1] if last else ids
    result = broadcast(matched, output[:-1])
    if isinstance(result, Conflict):
        return True
    return matched is not ids and equal(size(result), size(ids)) is False


def activation_of(value: Value) -> str | None:
    """The name of an activation argument: "linear" for None; None where unknown."""
    if value == Constant(None):
        return "linear"
    if isinstance(value, Constant) and isinstance(value.value, str):
        return value.value.lower()
    if isinstance(value, LibraryName):
        return value.path.rpartition(".")[2].lower()
    return None
