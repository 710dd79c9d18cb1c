"""What the best fix writes, in programs as people write them: where they would put it, and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from pylint_lstmshape.analysis import fixes
from pylint_lstmshape.fixes.edits import Source, apply
from pylint_lstmshape.settings import Settings
from tests.fixes.repairing import findings

HEAD = """\
import keras
import numpy as np
import tensorflow as tf
from keras.layers import GRU, LSTM, Bidirectional, Dense, Dropout
from keras.models import Sequential

"""
END = """\
model.compile(loss="mse", optimizer="adam")
model.fit(np.zeros((32, 10, 2)), np.zeros((32, 1)), epochs=1)
"""

LOOPS = {  # the body of a program, and the lines that are new in it
    "over a list": (
        "model = Sequential()\nfor units in [64, 32, 16]:\n    model.add(LSTM(units))\nmodel.add(Dense(1))\n",
        [
            "for i, units in enumerate([64, 32, 16]):",
            "    model.add(LSTM(units, return_sequences=i < 2))",
        ],
    ),
    "over pairs, with a recurrent layer behind": (
        (
            "sizes, rates = (64, 32), (0.1, 0.2)\nmodel = Sequential([keras.Input((10, 2))])\n"
            "for size, rate in zip(sizes, rates):\n    model.add(LSTM(size))\n    model.add(Dropout(rate))\n"
            "model.add(LSTM(8))\nmodel.add(Dense(1))\n"
        ),
        ["    model.add(LSTM(size, return_sequences=True))"],
    ),
    "over a range, in a function": (
        (
            "def build(n_layers, units):\n    inputs = x = keras.Input((10, 2))\n    for _ in range(n_layers):\n"
            "        x = Bidirectional(GRU(units))(x)\n    return keras.Model(inputs, Dense(1)(x))\n\n\nmodel = build(3, 16)\n"
        ),
        [
            "    for i in range(n_layers):",
            "        x = Bidirectional(GRU(units, return_sequences=i < n_layers - 1))(x)",
        ],
    ),
    "behind a first layer": (
        (
            "model = Sequential()\nmodel.add(keras.Input((10, 2)))\nmodel.add(LSTM(8))\nfor i in range(1, 3):\n"
            "    model.add(LSTM(4))\nmodel.add(Dense(1))\n"
        ),
        ["model.add(LSTM(8, return_sequences=True))", "    model.add(LSTM(4, return_sequences=i < 2))"],
    ),
    "in a list of layers": (
        "units = [8, 8, 8]\nmodel = Sequential([keras.Input((10, 2)), *[LSTM(n) for n in units], Dense(1)])\n",
        [
            (
                "model = Sequential([keras.Input((10, 2)), *[LSTM(n, return_sequences=i < len(units) - 1) "
                "for i, n in enumerate(units)], Dense(1)])"
            )
        ],
    ),
    "in a model's own call": (
        (
            "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.first = LSTM(32)\n"
            "        self.second = LSTM(16)\n        self.head = Dense(1)\n\n    def call(self, x):\n"
            "        return self.head(self.second(self.first(x)))\n\n\nmodel = Net()\n"
        ),
        ["        self.first = LSTM(32, return_sequences=True)"],
    ),
    "a number that a function is given": (
        (
            "def build(timesteps, features):\n    model = Sequential()\n"
            "    model.add(LSTM(32, input_shape=(timesteps, features)))\n    model.add(Dense(1))\n    return model\n\n\n"
            "model = build(10, features=3)\n"
        ),
        ["model = build(10, features=2)"],
    ),
}


def _best(text: str, keras: str) -> str:
    path, source = Path("/nowhere/program.py"), Source(text)
    first = findings(source, path, keras)[0]
    return apply(text, next(fixes(source, path, Settings(keras=keras), first)).edits)


@pytest.mark.parametrize("name", LOOPS)
def test_the_best_fix_is_what_its_reader_would_write(name):
    body, wanted = LOOPS[name]
    text = HEAD + body + END
    for keras in ("3", "2"):
        lines = text.splitlines()
        assert [line for line in _best(text, keras).splitlines() if line not in lines] == wanted
