"""Every loss against real Keras, both generations: which (output, target) pairs raise."""

from __future__ import annotations

import importlib
import itertools
import os
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import pytest

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.objects import LibraryName, LibraryObject
from pylint_lstmshape.domain.shape import Conflict, shape_of
from pylint_lstmshape.domain.values import Array, Constant, Range, Value
from pylint_lstmshape.keras import loss_calls, losses
from tests.context import PlainContext

# Ranks 1 to 4, each dim 1, 3 or 5 (some of rank 4), and as many columns as samples.
B = 6
OUTPUTS = [
    *[(B, *dims) for rank in (1, 2) for dims in itertools.product((1, 3, 5), repeat=rank)],
    (B, B), (B, 1, 1, 1), (B, 3, 5, 1), (B, 3, 1, 5), (B, 3, 5, 3), (B, 1, 3, 5),
]  # fmt: skip
TARGETS = [(B,), *OUTPUTS]


def _keras3(loss: str, output: np.ndarray, target: np.ndarray, activation: str) -> bool:
    import keras
    from keras.src.trainers.compile_utils import CompileLoss

    made = getattr(keras.activations, activation)(keras.ops.convert_to_tensor(output))
    try:
        CompileLoss(loss)(keras.ops.convert_to_tensor(target), made)
    except Exception:
        return True
    return False


def _keras2(loss: str, output: np.ndarray, target: np.ndarray, activation: str) -> bool:
    import tensorflow as tf
    import tf_keras
    from tf_keras.src.engine.compile_utils import LossesContainer

    made = getattr(tf_keras.activations, activation)(tf.constant(output))
    try:
        LossesContainer(loss)(tf.constant(target), made)
    except Exception:
        return True
    return False


REAL = {2: _keras2, 3: _keras3}


@pytest.mark.parametrize("generation", [2, 3])
def test_every_loss_raises_where_keras_does(generation: int, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, checked = [], 0
    for loss in [name for name, families in losses.LOSSES.items() if families[generation - 2]]:
        activations = ("sigmoid", "linear") if loss.startswith("binary") and generation == 2 else ("linear",)
        for output, target, activation in itertools.product(OUTPUTS, TARGETS, activations):
            numbers: Any = np.full(output, 0.2, "float32")
            labels: Any = np.zeros(target, "float32")
            raises = REAL[generation](_given(loss, generation), numbers, labels, activation)
            verdict = losses.check(loss, shape_of(*output), shape_of(*target), generation, activation=activation)
            checked += 1
            if isinstance(verdict, Conflict) != raises:
                wrong.append((loss, output, target, activation, "raises" if raises else "runs", verdict))
    with capsys.disabled():
        print(f"\nKeras {generation}: {checked} (loss, output, target) held against real losses, {len(wrong)} disagree")
    assert not wrong


def _given(loss: str, generation: int) -> Any:
    """The loss as a string, or as a function where Keras has no string for it."""
    return loss if losses.knows_string(loss, generation) else getattr(_module(generation).losses, loss)


def _module(generation: int) -> Any:
    return importlib.import_module({2: "tf_keras", 3: "keras"}[generation])


@pytest.mark.parametrize("generation", [2, 3])
def test_every_public_loss_is_modelled_or_left_out_for_a_reason(generation: int) -> None:
    module = _module(generation).losses
    others = {"Loss", "Reduction", "get", "serialize", "deserialize"}
    public = {name for name in dir(module) if not name.startswith("_") and callable(getattr(module, name))} - others
    names = {losses.name_of(LibraryName(f"keras.losses.{name}")) for name in public}
    known = {name for name, families in losses.LOSSES.items() if families[generation - 2]}
    assert names - known == {name for name in losses.UNMODELLED if name in names}
    assert known <= names
    assert all(losses.UNMODELLED.values())


def _real_loss(word: str, generation: int) -> object:
    """The loss that compile finds under a string."""
    if generation == 2:
        return _module(2).losses.get(word)
    from keras.src.trainers.compile_utils import get_loss

    return get_loss(word, np.ones((2, 1)), np.ones((2, 1)))


@pytest.mark.parametrize("generation", [2, 3])
def test_strings(generation: int) -> None:
    """Which strings Keras finds a loss under: all that either Keras or an older one has ever had."""
    words = {
        *losses.LOSSES,
        *losses.UNMODELLED,
        *losses.SHORT,
        *losses.ONLY,
        "MSE",
        "Huber",
        "KLDivergence",
        "nonsense",
    }
    wrong = []
    for word in sorted(words):
        try:
            _real_loss(word, generation)
            found = True
        except (ValueError, TypeError):
            found = False
        if losses.knows_string(word, generation) != found:
            wrong.append((word, found))
    assert not wrong


@pytest.mark.parametrize("generation", [2, 3])
@pytest.mark.parametrize(
    ("output", "target", "said"),
    [
        ((8, 1), (8,), False),
        ((8, 3, 1), (8, 3), False),
        ((8, 3), (8, 3, 1), False),
        ((8, 3), (8, 3), False),
        ((8, 1), (8, 3), True),
        ((8, 3), (8, 1), True),
        ((8, 3, 1), (8,), True),
        ((8, 3, 1), (8, 1), True),
        ((8, 3, 5), (8, 3, 1), True),
    ],
)
def test_broadcast_is_said(output: tuple[int, ...], target: tuple[int, ...], said: bool, generation: int) -> None:
    verdict = losses.check("mean_squared_error", shape_of(*output), shape_of(*target), generation)
    assert (verdict == "broadcast") == said


@pytest.mark.parametrize(
    ("values", "raises"), [(Range(0, 4), False), (Range(5, 9), True), (Range(-3, -1), True), (Range(0, 24), False)]
)
def test_class_ids_surely_out_of_range(values: Range, raises: bool) -> None:
    for generation in (2, 3):
        verdict = losses.check(
            "sparse_categorical_crossentropy", shape_of(8, 5), shape_of(8), generation, values=values
        )
        assert isinstance(verdict, Conflict) == raises


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (Constant("mse"), "mean_squared_error"),
        (Constant("MSE"), "mean_squared_error"),
        (Constant("categorical_crossentropy"), "categorical_crossentropy"),
        (LibraryName("keras.losses.sparse_categorical_crossentropy"), "sparse_categorical_crossentropy"),
        (LibraryName("keras.losses.MeanSquaredError"), "mean_squared_error"),
        (LibraryObject("keras.losses.SparseCategoricalCrossentropy"), "sparse_categorical_crossentropy"),
        (LibraryObject("keras.losses.KLDivergence"), "kl_divergence"),
        (LibraryObject("keras.losses.LogCosh"), "log_cosh"),
        (LibraryObject("keras.losses.Huber"), "huber"),
        (LibraryName("custom.loss"), None),
    ],
)
def test_names(value: Value, name: str | None) -> None:
    assert losses.name_of(value) == name


METRICS = [
    "mse", "mae", "mape", "accuracy", "binary_accuracy", "categorical_accuracy", "cosine_similarity", "AUC", "Precision",
    "Recall", "RootMeanSquaredError", "F1Score", "FBetaScore", "TruePositives", "FalseNegatives",
    "sparse_categorical_accuracy",
]  # fmt: skip
MET_OUTPUTS = [(B, 1), (B, 3), (B, 5), (B, 3, 1), (B, 1, 3), (B, 3, 5), (B, 5, 3), (B, 1, 1), (B, 3, 1, 5)]
MET_TARGETS = [(B,), (B, B), *MET_OUTPUTS]


def _metric_raises(metric: str, output: np.ndarray, target: np.ndarray, generation: int) -> bool:
    module = _module(generation)
    made = getattr(module.metrics, metric)() if metric[0].isupper() else metric
    try:
        if generation == 3:
            from keras.src.trainers.compile_utils import CompileMetrics

            convert = module.ops.convert_to_tensor
            CompileMetrics([made], None).update_state(convert(target), convert(output))
        else:
            import tensorflow as tf
            from tf_keras.src.engine.compile_utils import MetricsContainer

            MetricsContainer([made]).update_state(tf.constant(target), tf.constant(output))
    except Exception:
        return True
    return False


@pytest.mark.parametrize("generation", [2, 3])
def test_every_metric_raises_where_keras_does(generation: int, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, checked = [], 0
    for metric, output, target in itertools.product(METRICS, MET_OUTPUTS, MET_TARGETS):
        numbers: Any = np.full(output, 0.2, "float32")
        labels: Any = np.zeros(target, "float32")
        raises = _metric_raises(metric, numbers, labels, generation)
        name = losses.name_of(LibraryName(f"keras.metrics.{metric}") if metric[0].isupper() else Constant(metric))
        verdict = losses.check_metric(name or "", shape_of(*output), shape_of(*target), generation)
        checked += 1
        if isinstance(verdict, Conflict) != raises:
            wrong.append((metric, output, target, "raises" if raises else "runs", verdict))
    with capsys.disabled():
        print(f"\nKeras {generation}: {checked} (metric, output, target) held against real ones, {len(wrong)} disagree")
    assert not wrong


@pytest.mark.parametrize("generation", [2, 3])
def test_a_loss_that_the_program_calls_raises_where_it_is_said_to(
    generation: int, capsys: pytest.CaptureFixture[str]
) -> None:
    import tensorflow as tf

    context, found = PlainContext(), {True: 0, False: 0}
    context.generations = frozenset({generation})
    for name in loss_calls.CLASSES:
        made = getattr(_module(generation).losses, name, None)
        if made is None:
            assert (generation, name) in {(2, "Dice"), (2, "Tversky")}
            continue
        for output, target in itertools.product(OUTPUTS, TARGETS):
            arrays = [Array(shape_of(*shape), "f", library="tensorflow") for shape in (target, output)]
            entry = knowledge.lookup(f"keras.losses.{name}.__call__")
            assert entry is not None
            said = knowledge.apply(entry, context, [LibraryObject(f"keras.losses.{name}"), *arrays], {})
            try:
                made()(tf.zeros(target), tf.fill(output, 0.2))
            except Exception:
                raises = True
            else:
                raises = False
            found[raises] += 1
            assert raises or not isinstance(said, Conflict), (name, output, target)
            # Keras 2 says nothing of a vector against columns where it is the loss that finds out.
            assert isinstance(said, Conflict) or not raises or generation == 2, (name, output, target)
    with capsys.disabled():
        print(f"\nKeras {generation}: {sum(found.values())} calls of losses, of which {found[True]} raise")
    assert min(found.values()) > 1000
