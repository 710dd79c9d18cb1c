"""Every public class of keras.layers, in both generations: modelled, or deliberately Unknown with a reason. No third state."""

from __future__ import annotations

import os
from typing import Any

import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from pylint_lstmshape import knowledge
from pylint_lstmshape.keras import engine, names
from pylint_lstmshape.keras.layers import LAYERS
from pylint_lstmshape.keras.layers.unknown import DELIBERATELY_UNKNOWN
from pylint_lstmshape.verify.signatures import layer_classes
from tests.keras.layers.families import DRAWERS

OLD_NAMES = (
    "keras.layers.CuDNNLSTM", "keras.layers.CuDNNGRU", "keras.layers.recurrent.LSTM", "keras.layers.wrappers.TimeDistributed",
    "keras.layers.wrappers.Bidirectional", "keras.layers.core.Dense", "keras.layers.embeddings.Embedding",
    "keras.layers.convolutional.Conv1D", "keras.layers.convolutional.Convolution1D", "keras.layers.pooling.MaxPooling1D",
    "keras.layers.normalization.BatchNormalization", "keras.layers.noise.GaussianNoise",
    "keras.layers.advanced_activations.LeakyReLU", "keras.layers.convolutional_recurrent.ConvLSTM2D",
    "keras.layers.merge.concatenate", "keras.layers.merge.Add", "tensorflow.python.keras.layers.LSTM",
    "tensorflow.keras.layers.LSTM", "tf_keras.layers.LSTM", "keras.layers.cudnn_recurrent.CuDNNLSTM",
    "keras.layers.local.LocallyConnected1D", "tensorflow.compat.v1.keras.layers.CuDNNGRU",
    "keras.src.layers.LSTM", "keras.api.layers.LSTM", "tensorflow.python.keras.layers.recurrent.LSTM",
)  # fmt: skip


def public(generation: int) -> dict[str, Any]:
    """The classes of dir(keras.layers)."""
    import keras
    import tf_keras

    return layer_classes(keras.layers if generation == 3 else tf_keras.layers)


@pytest.mark.parametrize("generation", [2, 3])
def test_every_class_is_modelled_or_deliberately_unknown(generation: int) -> None:
    """Each class is in exactly one of the two tables."""
    names = set(public(generation))
    modelled = {name for name in names if f"keras.layers.{name}" in LAYERS or name == "InputLayer"}
    unknown = names & set(DELIBERATELY_UNKNOWN)
    assert modelled | unknown == names
    assert not modelled & unknown
    assert all(DELIBERATELY_UNKNOWN[name] for name in unknown)
    print(f"\nKeras {generation}: {len(modelled)} layer classes modelled, {len(unknown)} deliberately Unknown")


def test_unknown_classes_exist() -> None:
    """The table holds no name that neither generation has."""
    assert set(DELIBERATELY_UNKNOWN) <= {*public(2), *public(3)}


@pytest.mark.parametrize("generation", [2, 3])
def test_every_modelled_class_is_drawn(generation: int) -> None:
    """Each class that is modelled takes part in the differential test, under the first of its names."""
    named = {cls.path.rpartition(".")[2] for cls in LAYERS.values()}
    missing = {name for name in public(generation) if name in named} - set(DRAWERS)
    assert missing == set()


@pytest.mark.parametrize("path", OLD_NAMES)
def test_old_names(path: str) -> None:
    """Older spellings reach the same entries."""
    assert knowledge.lookup(path) is not None, knowledge.canonical(path)


def test_engine_registers_all() -> None:
    """Each class has a constructor."""
    assert engine.LAYERS is LAYERS and names.__doc__
    assert all(knowledge.lookup(path) is not None for path in LAYERS)
