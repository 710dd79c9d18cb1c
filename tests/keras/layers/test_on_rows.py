"""Layers on ragged tensors, on no timesteps, and with states of their own: run at once, in both generations."""

from __future__ import annotations

import os

import astroid
import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.rules import LEVELS
from pylint_lstmshape.settings import Settings

HEAD = "import numpy as np\nimport tensorflow as tf\nimport keras\nfrom keras import layers, Input, Model, Sequential\n"
HEAD += "x = np.ones((8, 5, 3), 'float32')\nempty = np.ones((8, 0, 3), 'float32')\n"
HEAD += "rows = tf.ragged.constant([[[1.0]], [[2.0], [3.0]]], ragged_rank=1)\nids = tf.ragged.constant([[1], [2, 3]])\n"
RAGGED = (
    "layers.LSTM(2)(rows)", "layers.GRU(2)(rows)", "layers.SimpleRNN(2)(rows)", "layers.RNN(layers.LSTMCell(2))(rows)",
    "layers.Bidirectional(layers.LSTM(2))(rows)", "layers.TimeDistributed(layers.Dense(2))(rows)", "layers.Dense(2)(rows)",
    "layers.Embedding(5, 2)(ids)", "layers.LSTM(2)(layers.Embedding(5, 2)(ids))", "layers.LSTM(2)(layers.Dropout(0.1)(rows))",
    "layers.LSTM(2)(layers.Activation('relu')(rows))", "layers.Dropout(0.1)(rows)", "layers.Activation('relu')(rows)",
    "layers.GlobalAveragePooling1D()(rows)", "layers.GlobalMaxPooling1D()(rows)", "layers.Concatenate()([rows, rows])",
    "layers.LSTM(2)(rows.to_tensor())", "Sequential([Input((None, 1)), layers.LSTM(2)]).predict(rows, verbose=0)",
    "Sequential([Input((None, 1)), layers.LSTM(2)])(rows)", "Sequential([layers.Embedding(5, 2), layers.LSTM(2)]).predict(ids)",
    "Sequential([layers.Embedding(5, 2), layers.GlobalAveragePooling1D(), layers.Dense(1)]).predict(ids, verbose=0)",
)  # fmt: skip
EMPTY = (
    "layers.LSTM(2)(empty)", "layers.GRU(2, return_sequences=True)(empty)", "layers.Bidirectional(layers.LSTM(2))(empty)",
    "layers.LSTM(2, unroll=True)(empty)", "layers.GlobalMaxPooling1D()(empty)", "layers.GlobalAveragePooling1D()(empty)",
    "layers.MaxPooling1D(1)(empty)", "layers.LSTM(2)(Input((0, 3)))", "layers.GlobalMaxPooling1D()(Input((0, 3)))",
    "Sequential([Input((None, 3)), layers.LSTM(2)]).predict(empty, verbose=0)",
    "Sequential([Input((None, 3)), layers.GlobalMaxPooling1D()]).predict(empty, verbose=0)",
    "Sequential([Input((None, 3)), layers.Masking(), layers.LSTM(2)]).predict(empty, verbose=0)",
)  # fmt: skip
STATES = (
    "layers.LSTM(2)(x, initial_state=[tf.zeros((8, {}))] * 2)", "layers.GRU(2)(x, initial_state=tf.zeros((8, {})))",
    "layers.SimpleRNN(2)(x, initial_state=tf.zeros((8, {})))", "layers.LSTM(2)(x, initial_state=[np.zeros((8, {}), 'f')] * 2)",
    "layers.RNN(layers.GRUCell(2))(x, initial_state=tf.zeros((8, {})))", "layers.GRU(2)(x, initial_state=[tf.zeros((8, {}))] * 2)",
    "layers.Bidirectional(layers.LSTM(2))(x, initial_state=[tf.zeros((8, {}))] * 4)",
    "layers.LSTM(2)(x, initial_state=[tf.zeros((8, {}))])", "layers.LSTM(2)(x, initial_state=tf.zeros((8, {})))",
    "layers.LSTM(2)(x, initial_state=[tf.zeros((8, 2)), tf.zeros((8, {}))])",
    "layers.LSTM(2)(x, initial_state=[tf.zeros((8, {})), tf.zeros((8, 2))])",
    "(lambda h, c: Model([h, c], layers.LSTM(2)(tf.constant(x), initial_state=[h, c])))(Input((2,)), Input(({},)))",
)  # fmt: skip
BATCHES = (
    "layers.GRU(2)(x, initial_state=tf.zeros(({}, 2)))",
    "layers.LSTM(2)(x, initial_state=[tf.zeros(({}, 2))] * 2)",
    "layers.GRU(2)(x[:1], initial_state=tf.zeros(({}, 2)))",
)
INPUTS = (
    "Sequential([Input((5, 3)), Input((5, 3)), layers.LSTM(2)])",
    "Sequential([layers.LSTM(4, return_sequences=True), Input((5, 4)), layers.LSTM(2)])",
    "m = Sequential()\nm.add(layers.Dense(3, input_shape=(5, 3)))\nm.add(Input((5, 3)))",
    "m = Sequential()\nm.add(layers.Dense(3))\nm.add(Input((5, 3)))",
    "Sequential([Input((5, 3))])",
    "Sequential([Input((5, 3)), layers.InputLayer((5, 3)), layers.LSTM(2)])",
)
PROGRAMS = [
    *RAGGED, *EMPTY, *(one.format(width) for one in STATES for width in (1, 2, 3)),
    *(one.format(batch) for one in BATCHES for batch in (1, 4, 8)), *INPUTS,
]  # fmt: skip
# Where real Keras raises and nothing is said: states of many rows for the only sample, which Keras 3 broadcasts.
UNSAID = {
    ("layers.GRU(2)(x[:1], initial_state=tf.zeros((4, 2)))", 2),
    ("layers.GRU(2)(x[:1], initial_state=tf.zeros((8, 2)))", 2),
}


def real(program: str, generation: int) -> str:
    """ "" where it runs, else what it raises."""
    import keras
    import tf_keras

    one = keras if generation == 3 else tf_keras
    head = HEAD.replace("import keras\nfrom keras import layers, Input, Model, Sequential\n", "")
    names = {"keras": one, "layers": one.layers, "Input": one.Input, "Model": one.Model, "Sequential": one.Sequential}
    try:
        exec(head + program, names)
    except Exception as error:  # whatever it raises
        return f"{type(error).__name__}: {error}"[:200]
    return ""


@pytest.mark.parametrize("generation", [2, 3])
@pytest.mark.parametrize("program", PROGRAMS)
def test_found_where_it_raises(program: str, generation: int) -> None:
    findings = analyze(astroid.parse(HEAD + program), Settings(str(generation))).findings
    found = [finding for finding in findings if LEVELS[finding.symbol] == "E"]
    raised = real(program, generation)
    assert bool(found) == bool(raised and (program, generation) not in UNSAID), (found, raised)
