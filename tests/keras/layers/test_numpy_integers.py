"""Integers of NumPy where Keras asks for one of Python: what is reported is one, and real Keras refuses it."""

from __future__ import annotations

import os
import random
import warnings
from pathlib import Path
from typing import Any

import astroid
import numpy as np
import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.interpreter.releases import release
from pylint_lstmshape.settings import Settings

HEAD = "import random\nimport numpy as np\nimport keras\nfrom keras import layers\n"
VALUES = "y = np.array([1, 2, 3])\nx = np.arange(12).reshape(4, 3)\nn = 2\n"
INTEGERS = """np.max(y); y.max(); y.max() + 1; 2 * y.min(); y.max() // 2; np.prod(x.shape); np.prod((2, 3)); np.int64(3); np.uint8(3)
np.array(3); np.sum([1, 2]); (y == 2).sum(); np.max([len(row) for row in x]); y.astype(int).max(); np.argmax(y); -np.max(-y)""".replace(
    "\n", "; "
).split("; ")
OTHERS = """len(y); y.size; x.shape[1]; np.ndim(x); np.size(y); int(y.max()); int(np.max(y)) + 1; len(np.unique(y)); y.max().item()
y.tolist()[0]; max(y.tolist()); round(y.max()); np.random.randint(5) + 1; np.random.choice(5) + 1; random.randint(1, 5)
np.iinfo(np.int8).max; n; max(3, y.max()); (y.max() if n > 5 else 3); [y.max(), 3][1]; np.unique(y).shape[0]; sum([n, 1])""".replace(
    "\n", "; "
).split("; ")
LAYERS = """layers.Dense(N); layers.Embedding(N, 2); layers.Embedding(input_dim=5, output_dim=N); layers.RepeatVector(N); layers.LSTM(N)
layers.LSTM(N)(keras.Input((4, 3))); layers.GRU(N)(keras.Input((4, 3))); layers.SimpleRNN(N)(keras.Input((4, 3)))
layers.Bidirectional(layers.LSTM(N)); layers.Conv1D(N, 2); layers.Conv1D(2, N); layers.Conv1D(2, 2, strides=N); layers.Conv2D(2, N)
layers.Conv1D(2, 2, dilation_rate=N); layers.Conv1D(2, (N,)); layers.MaxPooling1D(N); layers.AveragePooling2D(2, strides=N)
layers.ConvLSTM2D(N, 2); layers.ConvLSTM2D(2, N); layers.TimeDistributed(layers.Dense(N)); layers.Reshape((N, 1))
layers.SeparableConv1D(2, N); layers.Conv2DTranspose(2, N); layers.Dropout(N - 2); keras.Input((N, 3)); layers.LSTMCell(N)
keras.Sequential([layers.Dense(2, input_shape=(N,))]); keras.Sequential([layers.LSTM(2, input_shape=(N, N))])""".replace(
    "\n", "; "
).split("; ")


def is_reported(program: str, generation: int, folder: Path) -> bool:
    """Whether a finding speaks of an integer of NumPy."""
    analysis = analyze(astroid.parse(program, path=str(folder / "program.py")), Settings(str(generation)))
    return any("NumPy integer" in finding.message for finding in analysis.findings)


@pytest.mark.parametrize("expression", INTEGERS + OTHERS)
def test_only_what_numpy_makes_is_reported(expression: str, tmp_path: Path) -> None:
    names: dict[str, Any] = {"np": np, "random": random}
    exec(VALUES, names)
    found = is_reported(f"{HEAD}{VALUES}layers.RepeatVector({expression})\n", 3, tmp_path)
    assert found == (expression in INTEGERS)
    assert isinstance(eval(expression, names), np.integer | np.ndarray) or not found


@pytest.mark.parametrize("generation", [2, 3])
@pytest.mark.parametrize("layer", LAYERS)
def test_reported_where_real_keras_refuses_it(layer: str, generation: int, tmp_path: Path) -> None:
    import keras
    import tf_keras

    one = keras if generation == 3 else tf_keras
    names: dict[str, Any] = {"np": np, "keras": one, "layers": one.layers, "N": np.int64(2)}
    raised = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            eval(layer, names)
    except (ValueError, TypeError):
        raised = True
    assert is_reported(f"{HEAD}N = np.int64(2)\n{layer}\n", generation, tmp_path) == raised


def test_a_release_that_takes_them_is_not_told(tmp_path: Path) -> None:
    """Dense refuses them since Keras 3.13, Embedding since 3.15; a pin tells the release before what is installed does."""
    program = f"{HEAD}layers.Dense(np.int64(2))\nlayers.Embedding(np.int64(5), 2)\n"
    pins = {
        "keras==3.15.1": (3, 15),
        "keras==3.8.0": (3, 8),
        "keras>=3.12": (3, 12),
        "keras<4": (3, 0),
        "tensorflow==2.19": (3, 0),
    }
    for pin, oldest in pins.items():
        (tmp_path / "requirements.txt").write_text(f"{pin}\n", encoding="utf-8")
        assert release(tmp_path) == oldest
        assert is_reported(program, 3, tmp_path) == (oldest >= (3, 13)), pin
