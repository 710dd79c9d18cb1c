"""Every loss against real Keras, both generations: which (output, target) pairs raise."""

from __future__ import annotations

import itertools
import os
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import pytest

from pylint_lstmshape.domain.shape import Conflict, shape_of
from pylint_lstmshape.domain.values import Constant, LibraryName, LibraryObject, Range
from pylint_lstmshape.keras import losses

SHAPES = [(8,), (8, 1), (8, 3), (8, 8), (8, 5), (8, 3, 1), (8, 1, 1), (8, 3, 5), (8, 1, 5), (8, 5, 1), (8, 3, 1, 1)]
OUTPUTS = [shape for shape in SHAPES if len(shape) > 1]


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
@pytest.mark.parametrize("loss", sorted(losses.FAMILIES))
def test_raises_as_keras_does(loss: str, generation: int) -> None:
    activations = ("sigmoid", "linear") if loss == "binary_crossentropy" else ("linear",)
    wrong = []
    for output, target, activation in itertools.product(OUTPUTS, SHAPES, activations):
        numbers: Any = np.full(output, 0.2, "float32")
        labels: Any = np.zeros(target, "float32")
        raises = REAL[generation](loss, numbers, labels, activation)
        verdict = losses.check(loss, shape_of(*output), shape_of(*target), generation, activation=activation)
        if isinstance(verdict, Conflict) != raises:
            wrong.append((output, target, activation, "raises" if raises else "runs", verdict))
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
def test_names(value: object, name: str | None) -> None:
    assert losses.name_of(value) == name  # type: ignore[arg-type]


def test_every_family_name_is_a_real_loss() -> None:
    import keras

    for name in losses.FAMILIES:
        assert callable(getattr(keras.losses, name)), name
