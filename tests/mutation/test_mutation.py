"""Clean programs with one mistake planted: what real Keras rejects is flagged, near the place, and nothing else is.

`make test` takes a fixed sample, `make mutate` all of them.
"""

from __future__ import annotations

import ast
import random

import pytest

from tests.mutation.editing import Text
from tests.mutation.measuring import measure, mutants, random_programs, share, table, written_programs
from tests.mutation.operators import OPERATORS

SAMPLE = 36
GENERATED = 20
FLAGGED, LOCATED = 0.97, 0.95
SHOWN = """
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.layers import LSTM, Dense
x = np.expand_dims(np.array([[0.0] * 12] * 8).reshape(8, 12), -1)
z = np.transpose(np.concatenate([x, x], axis=-1), (0, 1, 2))
y = keras.utils.to_categorical(np.zeros(8, int), 3)
t = keras.utils.pad_sequences([[1], [2, 3]])
rows = table[["a", "b"]]
x_train, x_test, y_train, y_test = train_test_split(x, y)
model = keras.Sequential([layers.Embedding(5, 2), layers.Flatten(), layers.RepeatVector(3), layers.Reshape((3, 2))])
model.add(layers.LSTM(4, return_sequences=True, batch_input_shape=(8, 12, 1)))
model.add(layers.Bidirectional(layers.LSTM(4)))
model.add(layers.TimeDistributed(layers.Dense(3)))
model.add(layers.LSTM(4))
model.add(layers.Conv1D(4, kernel_size=3))
model.add(layers.Dense(3))
model.compile("adam", "mse")
model.fit(x, y)
model.fit([x, z], y)
model.predict(x)
layers.LSTM(3)(x, initial_state=[x, z])
data = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)
"""


@pytest.mark.parametrize("name", OPERATORS)
def test_every_operator_plants_its_mistake(name):
    text = Text(SHOWN)
    made = [text.edited(edits) for node in ast.walk(ast.parse(SHOWN)) for edits in OPERATORS[name](node, text)]
    assert made
    for source in made:
        assert source != SHOWN
        ast.parse(source)


def test_mutants_that_keras_rejects_are_flagged(capsys):
    clean = [*written_programs(), *random_programs(GENERATED, "3")]
    every = [mutant for one in clean for mutant in mutants(one)]
    rejected, wrong = measure(random.Random(0).sample(every, SAMPLE), "3")
    with capsys.disabled():
        print(f"\nmutation: {share(rejected)}")
    assert len(rejected) > SAMPLE / 2
    assert wrong == []
    lines = "\n".join(table(rejected))
    assert sum(one.flagged for one in rejected) >= FLAGGED * len(rejected), lines
    assert sum(one.located for one in rejected) >= LOCATED * len(rejected), lines
