"""`tensorflow.keras` is Keras to pylint's own checkers as well."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.layers import LSTM, Dense
from tensorflow.keras.preprocessing.sequence import pad_sequences
import tensorflow.keras.backend as K

x = pad_sequences([[1, 2]], maxlen=3)
model = keras.Sequential([tf.keras.layers.LSTM(4), layers.Dense(1), LSTM(3), Dense(1)])
model.compile(optimizer=tf.keras.optimizers.Adam(1e-3), loss="mse")
K.clear_session()
tf.keras.layers.LSTMM
"""
FALSE_ALARMS = ("import-error", "no-name-in-module", "no-member")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The lines with such a message, without and with the plugin."""
    path = tmp_path_factory.mktemp("brain") / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    options = ["--disable=all", f"--enable={','.join(FALSE_ALARMS)}", "--score=n", "--msg-template={line} {symbol}"]
    lines = []
    for plugin in ([], ["--load-plugins=pylint_lstmshape"]):
        command = [sys.executable, "-m", "pylint", *plugin, *options, str(path)]
        output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        lines.append([line for line in output.splitlines() if line[:1].isdigit()])
    return lines


def test_without_the_plugin_pylint_takes_them_for_mistakes(found):
    without, _ = found
    assert len(without) > 10


def test_with_it_only_the_misspelt_name_is_one(found):
    _, with_plugin = found
    assert with_plugin == ["12 no-member"]
