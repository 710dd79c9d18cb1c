"""Which fixes are offered for which data, best first, and what the best writes: one program for each line of the choice."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pylint_lstmshape.analysis import fixes
from pylint_lstmshape.fixes.edits import Source, apply
from pylint_lstmshape.settings import Settings
from tests.fixes.repairing import findings, measure
from tests.verify.running import NOWHERE


class Choice(NamedTuple):
    """A program, the kinds of the fixes of its first finding in order, and the lines that the best one writes."""

    program: str
    kinds: list[str]
    written: list[str]


HEAD = """\
import keras
import numpy as np
import pandas as pd
from keras.layers import *
from keras.models import *

"""
LEARN = 'model.compile(loss="mse", optimizer="adam")\n'
TABLE = """\
frame = pd.DataFrame(np.random.rand(60, 4), columns=["temp", "wind", "hum", "power"])
"""
LABELLED = """\
x, labels = np.random.rand(40, 10, 2), np.array([0, 1, 2, 3, 4] * 8)
kinds = 4
model = Sequential([keras.Input((10, 2)), LSTM(8), Dense(kinds, activation="softmax")])
"""
SEQUENCE = """\
class Windows(keras.utils.Sequence):
    def __init__(self, series, size):
        super().__init__()
        self.series, self.size = series, size

    def __len__(self):
        return (len(self.series) - self.size) // 8

    def __getitem__(self, i):
        starts = range(i * 8, i * 8 + 8)
        xs = [self.series[start : start + self.size] for start in starts]
        return np.array(xs), np.array([self.series[start + self.size, 0] for start in starts])


train = Windows(np.random.rand(100, 6), 20)
"""
SPLIT = """\
from sklearn.model_selection import train_test_split

x, y = np.random.rand(40, 10, 1), np.random.rand(40)
x_train, x_test, y_train, y_test = train_test_split(x, y)
model = Sequential([keras.Input((10, 1)), LSTM(4), Dense(1)])
"""

CHOICES = {
    "ids of a known range": Choice(
        "ids = np.random.randint(0, 25, (40, 31))\nmodel = Sequential()\nmodel.add(LSTM(4))\nmodel.add(Dense(1))\n"
        f"{LEARN}model.fit(ids, np.random.rand(40))\n",
        ["embedding", "one-hot", "reshape", "one-step"],
        ["model.add(Embedding(25, 32))"],
    ),
    "a table of columns with names": Choice(
        f'{TABLE}x = frame[["temp", "wind", "hum"]]\nmodel = Sequential([LSTM(4), Dense(1)])\n'
        f'{LEARN}model.fit(x, frame["power"])\n',
        ["one-step", "windows", "reshape"],
        ["x = x.values.reshape(-1, 1, 3)"],
    ),
    "the same, of which the program says how many rows are a sample": Choice(
        f'{TABLE}x = frame[["temp", "wind", "hum"]].values\ny = frame["power"].values\ntimesteps = 12\n'
        f"model = Sequential([LSTM(4, input_shape=(timesteps, 3)), Dense(1)])\n{LEARN}model.fit(x, y)\n",
        ["windows", "one-step", "reshape"],
        ["x = np.lib.stride_tricks.sliding_window_view(x, 12, axis=0).transpose(0, 2, 1)", "y = y[11:]"],
    ),
    "windows of one column": Choice(
        f'{TABLE}power = frame["power"].values\nx = np.array([power[i : i + 5] for i in range(55)])\ny = power[5:]\n'
        f"model = Sequential([LSTM(4), Dense(1)])\n{LEARN}model.fit(x, y)\n",
        ["reshape", "windows"],
        ["x = x.reshape(-1, 5, 1)"],
    ),
    "another shape declared": Choice(
        "x, y = np.random.rand(40, 10, 3), np.random.rand(40)\n"
        f"model = Sequential([LSTM(4, input_shape=(10, 2)), Dense(1)])\n{LEARN}model.fit(x, y)\n",
        ["input-shape", "input-shape"],
        ["model = Sequential([LSTM(4, input_shape=x.shape[1:]), Dense(1)])"],
    ),
    "by a name": Choice(
        "SHAPE = (10, 2)\nx, y = np.random.rand(40, 10, 3), np.random.rand(40)\n"
        f"model = Sequential([LSTM(4, input_shape=SHAPE), Dense(1)])\n{LEARN}model.fit(x, y)\n",
        ["input-shape", "input-shape"],
        ["SHAPE = (10, 3)"],
    ),
    "the number of samples, by a parameter": Choice(
        "x, y = np.random.rand(40, 10, 3), np.random.rand(40)\n\n\ndef build(shape):\n"
        f"    return Sequential([LSTM(4, input_shape=shape), Dense(1)])\n\n\nmodel = build(x.shape)\n{LEARN}model.fit(x, y)\n",
        ["drop-batch", "drop-batch"],
        ["model = build(x.shape[1:])"],
    ),
    "another shape than the batches of a Sequence": Choice(
        f"{SEQUENCE}model = Sequential([keras.Input((20, 1)), LSTM(4), Dense(1)])\n{LEARN}model.fit(train)\n",
        ["input-shape", "input-shape"],
        ["model = Sequential([keras.Input((20, 6)), LSTM(4), Dense(1)])"],
    ),
    "a Sequence whose batches lack the axis of features": Choice(
        f"{SEQUENCE.replace('(100, 6)', '(100)').replace(', 0] for', '] for')}"
        f"model = Sequential([LSTM(4), Dense(1)])\n{LEARN}model.fit(train)\n",
        ["reshape"],
        [
            (
                "        return np.array(xs).reshape(-1, 20, 1), "
                "np.array([self.series[start + self.size] for start in starts])"
            )
        ],
    ),
    "the second of two inputs, and the axis that the first lacks": Choice(
        "prices, news, y = np.random.rand(60, 30), np.random.rand(60, 5), np.random.rand(60)\n"
        "series, table = Input((30, 1)), Input((4,))\n"
        "model = Model([series, table], Dense(1)(concatenate([LSTM(8)(series), Dense(4)(table)])))\n"
        f"{LEARN}model.fit([prices, news], y)\n",
        ["input-shape"],
        [
            "prices = prices.reshape(-1, 30, 1)",
            "series, table = Input((30, 1)), Input(news.shape[1:])",
        ],
    ),
    "more classes than units": Choice(
        f'{LABELLED}model.compile(loss="sparse_categorical_crossentropy")\nmodel.fit(x, labels)\n',
        ["units"],
        ["kinds = 5"],
    ),
    "one target a sample, and an output a step": Choice(
        "x, labels = np.random.rand(40, 10, 2), np.random.randint(0, 3, 40)\n"
        'model = Sequential([keras.Input((10, 2)), LSTM(8, return_sequences=True), Dense(3, activation="softmax")])\n'
        'model.compile(loss="sparse_categorical_crossentropy")\nmodel.fit(x, labels)\n',
        ["return-sequences", "flatten"],
        ['model = Sequential([keras.Input((10, 2)), LSTM(8), Dense(3, activation="softmax")])'],
    ),
    "frames flattened altogether": Choice(
        "clips, y = np.random.rand(8, 5, 9, 9, 3), np.random.rand(8)\nmodel = Sequential()\n"
        "model.add(keras.Input((5, 9, 9, 3)))\nmodel.add(TimeDistributed(Conv2D(4, 3)))\nmodel.add(Flatten())\n"
        f"model.add(LSTM(4))\nmodel.add(Dense(1))\n{LEARN}model.fit(clips, y)\n",
        ["reshape-layer", "reshape-layer", "reshape-layer"],
        ["model.add(Reshape((5, -1)))"],
    ),
    "frames of one channel": Choice(
        "frames, y = np.random.rand(12, 5, 8, 8), np.random.rand(12, 1)\nmodel = Sequential()\n"
        "model.add(ConvLSTM2D(4, 3, input_shape=(5, 8, 8)))\nmodel.add(Flatten())\nmodel.add(Dense(1))\n"
        f"{LEARN}model.fit(frames, y)\nmodel.predict(frames[:2])\n",
        ["reshape", "one-step"],
        ["frames = frames[..., np.newaxis]", "model.add(ConvLSTM2D(4, 3, input_shape=(5, 8, 8, 1)))"],
    ),
    "pictures of one channel, declared only": Choice(
        "model = Sequential([keras.Input((28, 28)), Conv2D(4, 3), Flatten(), Dense(1)])\n",
        ["reshape"],
        ["model = Sequential([keras.Input((28, 28, 1)), Conv2D(4, 3), Flatten(), Dense(1)])"],
    ),
    "the inputs of a model in another order": Choice(
        "seq, meta = keras.Input((30, 8)), keras.Input((5,))\n"
        "model = Model([seq, meta], Dense(1)(concatenate([LSTM(4)(seq), meta])))\n"
        f"a, b, y = np.random.rand(40, 30, 8), np.random.rand(40, 5), np.random.rand(40, 1)\n{LEARN}model.fit([b, a], y)\n",
        ["swap"],
        ["model.fit([a, b], y)"],
    ),
    "a word that names no activation": Choice(
        "last = 'sofmax'\nmodel = Sequential([keras.Input((10, 2)), LSTM(4), Dense(3, activation=last)])\n",
        ["spelling"],
        ["last = 'softmax'"],
    ),
    "a word that names no optimizer": Choice(
        "model = Sequential([keras.Input((10, 2)), LSTM(4), Dense(3)])\nmodel.compile(optimizer='adm', loss='mse')\n",
        ["spelling"],
        ["model.compile(optimizer='adam', loss='mse')"],
    ),
    "letters of an optimizer's name that changed places": Choice(
        "model = Sequential([keras.Input((10, 2)), LSTM(4), Dense(3)])\nmodel.compile(optimizer='adma', loss='mse')\n",
        ["spelling"],
        ["model.compile(optimizer='adam', loss='mse')"],
    ),
    "an argument of compile that is spelt otherwise": Choice(
        "model = Sequential([keras.Input((10, 2)), LSTM(4), Dense(3)])\nmodel.compile(optimiser='adam', loss='mse')\n",
        ["spelling", "left-out"],
        ["model.compile(optimizer='adam', loss='mse')"],
    ),
    "fewer rows than random ids may need": Choice(
        "x, y = np.random.randint(0, 100, (20, 7)), np.random.rand(20)\n"
        f"model = Sequential([keras.Input((7,)), Embedding(50, 8), LSTM(4), Dense(1)])\n{LEARN}model.fit(x, y)\n",
        ["rows"],
        ["model = Sequential([keras.Input((7,)), Embedding(100, 8), LSTM(4), Dense(1)])"],
    ),
    "a vector repeated too rarely": Choice(
        "x = np.random.rand(20, 12, 2)\ninputs = keras.Input((12, 2))\nsteps = RepeatVector(12 - 1)(LSTM(4)(inputs))\n"
        "model = Model(inputs, TimeDistributed(Dense(2))(LSTM(4, return_sequences=True)(steps)))\n"
        f"{LEARN}model.fit(x, x)\n",
        ["repeat-vector"],
        ["steps = RepeatVector(12)(LSTM(4)(inputs))"],
    ),
    "the targets of another part": Choice(
        f"{SPLIT}{LEARN}model.fit(x_train, y_train, validation_data=(x_test, y_train))\n",
        ["align", "align", "align"],
        ["model.fit(x_train, y_train, validation_data=(x_test, y_test))"],
    ),
    "class ids in the batches of a Dataset": Choice(
        "import tensorflow as tf\n\nx, y = np.random.rand(60, 12, 2), np.random.randint(0, 4, 60)\n"
        'data = tf.data.Dataset.from_tensor_slices((x, y)).batch(16)\nmodel = Sequential([LSTM(8), Dense(4, "softmax")])\n'
        'model.compile(loss="categorical_crossentropy")\nmodel.fit(data)\n',
        ["sparse-loss", "one-hot"],
        ['model.compile(loss="sparse_categorical_crossentropy")'],
    ),
    "samples one by one, of a length that nobody knows": Choice(
        "def windows(series, size):\n    i = 0\n    while True:\n        yield series[i : i + size], series[i + size]\n"
        "        i = (i + 1) % (len(series) - size)\n\n\n"
        "model = Sequential([keras.Input((12, 2)), LSTM(4), Dense(2)])\n"
        f"{LEARN}model.fit(windows(np.random.rand(90, 2), 12), steps_per_epoch=4)\n",
        ["newaxis"],
        ["        yield series[i : i + size][np.newaxis], series[i + size][np.newaxis]"],
    ),
    "a float for a number of units": Choice(
        "width = 16\nx, y = np.random.rand(40, 10, 3), np.random.rand(40)\n"
        f"model = Sequential([LSTM(width / 4, input_shape=(10, 3)), Dense(1)])\n{LEARN}model.fit(x, y)\n",
        ["spelling"],
        ["model = Sequential([LSTM(width // 4, input_shape=(10, 3)), Dense(1)])"],
    ),
    "a dataset that a function makes": Choice(
        "import tensorflow as tf\n"
        "def windowed(series, size):\n    data = tf.data.Dataset.from_tensor_slices(series)\n"
        "    data = data.window(size + 1, shift=1, drop_remainder=True)\n"
        "    data = data.flat_map(lambda one: one.batch(size + 1)).map(lambda one: (one[:-1], one[-1]))\n"
        '    return data.batch(16)\n\nseries = np.arange(90, dtype="float32")\ntrain = windowed(series, 20)\n'
        f"model = Sequential([LSTM(4), Dense(1)])\n{LEARN}model.fit(train)\nmodel.predict(series[:20][np.newaxis])\n",
        ["reshape", "one-step"],
        [
            "model.fit(train.map(lambda x, y: (tf.reshape(x, (-1, 20, 1)), y)))",
            "model.predict(series[:20][np.newaxis].reshape(-1, 20, 1))",
        ],
    ),
    "a scaler of several columns": Choice(
        "from sklearn.preprocessing import MinMaxScaler\n"
        f"{TABLE}scaler = MinMaxScaler()\nscaled = scaler.fit_transform(frame.values)\n"
        "x = np.array([scaled[i : i + 5] for i in range(50)])\ny = np.array([scaled[i + 5, -1] for i in range(50)])\n"
        f"model = Sequential([keras.Input((5, 4)), LSTM(4), Dense(1)])\n{LEARN}model.fit(x, y)\n"
        "power = scaler.inverse_transform(model.predict(x))\n",
        ["columns"],
        ["power = scaler.inverse_transform(np.repeat(model.predict(x), 4, axis=1))[:, 3:4]"],
    ),
}
SPELT = {  # what only Keras 3 refuses, or not every Keras 2
    "the last readings, of which a forecast is wanted": Choice(
        "series = np.sin(np.arange(200.0))\n"
        "x = np.array([series[i : i + 20] for i in range(180)]).reshape(-1, 20, 1)\n"
        f"model = Sequential([keras.Input((20, 1)), LSTM(4), Dense(1)])\n{LEARN}model.fit(x, series[20:].reshape(-1, 1))\n"
        "print(model.predict(series[-20:]))\n",
        ["reshape", "windows"],
        ["print(model.predict(series[-20:].reshape(1, -1, 1)))"],
    ),
    "a batch size within": Choice(
        "x, y = np.random.randint(0, 25, (40, 31)), np.random.rand(40)\nmodel = Sequential()\nmodel.add(Embedding(25, 4))\n"
        f"model.add(LSTM(4, batch_input_shape=(8, 31, 4)))\nmodel.add(Dense(1))\n{LEARN}model.fit(x, y)\n",
        ["spelling"],
        ["model.add(LSTM(4))"],
    ),
    "classes of one unit": Choice(
        "x, y = np.random.rand(40, 10, 2), np.random.randint(0, 2, 40)\n"
        'model = Sequential([keras.Input((10, 2)), LSTM(4), Dense(1, activation="sigmoid")])\n'
        'model.compile(loss="binary_crossentropy")\nmodel.fit(x, y)\nprint(model.predict_classes(x))\n',
        ["spelling"],
        ['print((model.predict(x) > 0.5).astype("int32"))'],
    ),
}
GIVEN = [*((name, keras) for name in CHOICES for keras in ("3", "2")), *((name, "3") for name in SPELT)]


@pytest.mark.parametrize(("name", "keras"), GIVEN)
def test_the_best_fix_comes_first(name, keras):
    choice = {**CHOICES, **SPELT}[name]
    source, path = Source(HEAD + choice.program), Path("/nowhere/program.py")
    offered = list(fixes(source, path, Settings(keras=keras), findings(source, path, keras)[0]))
    assert [fix.kind for fix in offered] == choice.kinds
    lines = source.text.splitlines()
    assert [line for line in apply(source.text, offered[0].edits).splitlines() if line not in lines] == choice.written


@pytest.mark.parametrize("keras", ["3", "2"])
def test_all_of_them_run(keras):
    programs = {
        NOWHERE / f"choice_{number}.py": HEAD + choice.program
        for number, choice in enumerate([*CHOICES.values(), *(SPELT.values() if keras == "3" else ())])
    }
    for repair in measure(programs, keras):
        assert all(outcome == "ran" for outcome in repair.outcomes), (repair.path, repair.executed)
