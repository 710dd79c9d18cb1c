"""What the warnings say of programs that run, proved on real Keras: each program asserts it, right against wrong."""

from __future__ import annotations

import pytest

from tests.verify.running import run

HEAD = """
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
keras.utils.set_random_seed(1)
"""

PROGRAMS = {
    # silent-broadcast: the mean of the (n, n) matrix is no error of the model, that of the (n,) difference is.
    "silent-broadcast": """
        y = np.arange(10.0)
        model = keras.Sequential([keras.Input((1, 1)), layers.Flatten()])
        predicted = model.predict(y.reshape(10, 1, 1), verbose=0)
        assert (y - predicted).shape == (10, 10)
        assert np.mean((y - predicted) ** 2) > 10
        assert np.mean((y - predicted[:, 0]) ** 2) == 0
    """,
    # embedding-on-floats: whatever the floats from 0 to 1, every sample is the same to the network.
    "embedding-on-floats": """
        x = np.random.rand(40, 6)
        model = keras.Sequential([layers.Embedding(6, 3), layers.LSTM(4), layers.Dense(1)])
        assert np.ptp(model.predict(x, verbose=0)) < 1e-6  # the rows of a batch may be summed in another order
        model = keras.Sequential([layers.LSTM(4), layers.Dense(1)])
        assert np.ptp(model.predict(x[..., np.newaxis], verbose=0)) > 1e-4
    """,
    # loss-without-probabilities: outside 0..1 the gradient does not lead towards the target any more.
    "loss-without-probabilities": """
        import tensorflow as tf
        for loss in (keras.losses.binary_crossentropy, keras.losses.categorical_crossentropy):
            y, far = tf.constant([[0.0, 1.0]]), tf.Variable([[-3.0, -2.0]])
            with tf.GradientTape() as tape:
                value = loss(y, far)
            slope = tape.gradient(value, far)
            right = tf.Variable([[0.3, 0.2]])
            with tf.GradientTape() as tape:
                value = loss(y, right)
            assert tape.gradient(value, right).numpy()[0, 1] < 0
            assert slope is None or not slope.numpy()[0, 1] < 0
    """,
    # attention-over-one-step: the output is the value, whatever the query.
    "attention-over-one-step": """
        value = np.random.rand(8, 1, 4).astype("float32")
        for layer in (layers.Attention(), layers.AdditiveAttention()):
            for query in (np.random.rand(8, 1, 4), 100 * np.random.rand(8, 1, 4)):
                assert np.allclose(layer([query.astype("float32"), value]), value)
        two = np.random.rand(8, 2, 4).astype("float32")
        one, other = (layers.Attention()([q * np.ones((8, 2, 4), "float32"), two]) for q in (0.0, 9.0))
        assert not np.allclose(one, other)
    """,
    # batch-axis-moved: what is said of a sample depends on those before it in the batch.
    "batch-axis-moved": """
        import tensorflow as tf
        vectors = keras.Input(batch_shape=(2, 5))
        sequence = layers.Lambda(lambda t: tf.expand_dims(t, 0))(vectors)
        model = keras.Model(vectors, layers.LSTM(3, return_sequences=True)(sequence))
        x = np.random.rand(4, 5)
        assert model.predict(x, batch_size=2, verbose=0).shape[0] != 4
        changed = x.copy()
        changed[0] = 9.0
        one, other = (model.predict(one[:2], batch_size=2, verbose=0) for one in (x, changed))
        assert not np.allclose(one[0, 1], other[0, 1])
    """,
    # scrambling-reshape: what was the second reading of a feature becomes another feature of the first step.
    "scrambling-reshape": """
        features, steps = np.meshgrid(np.arange(3), np.arange(10), indexing="ij")
        x = np.stack([features * 100 + steps] * 4)
        assert (x.transpose(0, 2, 1)[:, :, 1] // 100 == 1).all()
        assert not (x.reshape(4, 10, 3)[:, :, 1] // 100 == 1).all()
        assert not (np.array(layers.Reshape((10, 3))(x))[:, :, 1] // 100 == 1).all()
        assert (np.array(layers.Permute((2, 1))(x))[:, :, 1] // 100 == 1).all()
    """,
    # ids-as-numbers: which of two sets a word belongs to is no matter of size.
    "ids-as-numbers": """
        rng = np.random.default_rng(3)
        good = rng.permutation(np.arange(1, 41))[:20]
        ids = rng.integers(1, 41, (400, 3))
        y = (np.isin(ids, good).sum(axis=1) >= 2).astype("float32")
        reached = []
        for first, x in ((layers.Embedding(41, 8), ids), (layers.Reshape((3, 1)), ids.astype("float32"))):
            model = keras.Sequential([first, layers.LSTM(8), layers.Dense(1, activation="sigmoid")])
            model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(0.02), metrics=["accuracy"])
            model.fit(x, y, epochs=12, verbose=0)
            reached.append(model.evaluate(x, y, verbose=0)[1])
        assert reached[0] > 0.95 > 0.8 > reached[1], reached
    """,
    # text-without-list: an answer for each letter, whatever the words.
    "text-without-list": """
        from tensorflow.keras.preprocessing.text import Tokenizer
        tokenizer = Tokenizer(num_words=50)
        tokenizer.fit_on_texts(["good film", "a bad film", "very good"])
        for method in (tokenizer.texts_to_sequences, tokenizer.texts_to_matrix):
            assert len(method("very bad film")) == 13
            assert len(method(["very bad film"])) == 1
        assert sum(map(bool, tokenizer.texts_to_sequences("very bad film"))) == 1  # "a" is a word
    """,
    # swapped-time-and-features: equal numbers run, others raise.
    "swapped-time-and-features": """
        def fit(steps, features):
            model = keras.Sequential([layers.LSTM(4, input_shape=(features, steps)), layers.Dense(1)])
            model.compile(loss="mse")
            model.fit(np.random.rand(8, steps, features), np.random.rand(8, 1), verbose=0)
        fit(5, 5)
        try:
            fit(5, 6)
        except Exception:
            pass
        else:
            raise AssertionError
    """,
}
ONLY_IN_KERAS_3 = {
    # batch-size-in-input-shape: the model believes 64 timesteps and takes 10; a functional one does not.
    "batch-size-in-input-shape": """
        x = np.random.rand(64, 10, 3)
        model = keras.Sequential([keras.Input((64, 3)), layers.LSTM(4, return_sequences=True)])
        assert model.output_shape == (None, 64, 4)
        assert model.predict(x, verbose=0).shape == (64, 10, 4)
        functional = keras.Model(model.inputs, model.outputs)
        try:
            functional.predict(x, verbose=0)
        except ValueError:
            pass
        else:
            raise AssertionError
    """,
}


@pytest.mark.parametrize("keras", ["3", "2"])
def test_the_program_runs_and_does_what_the_message_says(keras):
    programs = PROGRAMS | (ONLY_IN_KERAS_3 if keras == "3" else {})
    sources = {name: HEAD.strip() + "\n" + _dedented(source) for name, source in programs.items()}
    ended = {name: trace.outcome for name, trace in run(sources, keras).items()}
    assert {name: one for name, one in ended.items() if not one.ran} == {}


def _dedented(source: str) -> str:
    return "\n".join(line.removeprefix("        ") for line in source.strip("\n").splitlines())
