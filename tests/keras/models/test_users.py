"""Small programs as users write them, right ones and wrong ones (users.txt): an error is found where real Keras raises,
in each generation, and only there.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import astroid
import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.rules import LEVELS
from pylint_lstmshape.settings import Settings

LAYERS = (
    "LSTM, GRU, RNN, Dense, Embedding, Bidirectional, TimeDistributed, Dropout, Flatten, Reshape, Permute, RepeatVector, "
    "Lambda, Concatenate, Dot, Attention, MultiHeadAttention, Conv1D, MaxPooling1D, BatchNormalization, ConvLSTM2D, InputLayer, Add, "
    "Masking, GlobalMaxPooling1D, Conv2D"
)
HEAD = (
    "import numpy as np\n"
    "import tensorflow as tf\n"
    "x = np.random.default_rng(0).random((8, 5, 3)).astype('float32')\n"
    "y = np.ones((8, 1), 'float32')\n"
    "{module}"
    "from {keras} import layers, Input, Model, Sequential\n"
    "from {keras}.layers import {layers}\n"
)
MODULES = {2: ("import tf_keras as keras\n", "tf_keras"), 3: ("import keras\n", "keras")}
PARTS = re.split(r"^### (.*)$", (Path(__file__).parent / "users.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[
    1:
]
PROGRAMS = dict(zip(PARTS[::2], PARTS[1::2], strict=True))


@pytest.mark.parametrize("generation", [2, 3])
@pytest.mark.parametrize("name", PROGRAMS)
def test_an_error_is_found_where_keras_raises(name: str, generation: int, tmp_path: Path) -> None:
    module, keras = MODULES[generation]
    source = HEAD.format(module=module, keras=keras, layers=LAYERS) + PROGRAMS[name].lstrip("\n")
    raised = ""
    try:
        exec(source, {"__name__": "program"})
    except Exception as error:  # whatever it raises
        raised = f"{type(error).__name__}: {error}"[:300]
    findings = analyze(
        astroid.parse(source, path=str(tmp_path / "program.py")), Settings(str(generation))
    ).findings  # installed, not pinned
    found = [finding for finding in findings if LEVELS[finding.symbol] == "E"]
    assert bool(found) == bool(raised), (raised, found)


def test_there_are_many() -> None:
    assert len(PROGRAMS) == len(PARTS) // 2 > 100
