"""What the tracer sees of models, in both generations of Keras."""

from __future__ import annotations

import pytest

from tests.verify.running import GENERATIONS, bound, fit, layers, run, shapes_of

PROGRAMS = {
    "sequential": """
        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Embedding
        from tensorflow.keras.models import Sequential
        x = np.random.randint(0, 25, (70, 6))
        y = np.arange(70.0)
        model = Sequential([Embedding(25, 4)])
        model.add(LSTM(
            8))
        model.add(Dense(1))
        model.compile(loss="mse", optimizer="sgd")
        model.fit(x, y, batch_size=32, epochs=5, validation_data=(x[:9], y[:9]))
        p = model.predict(x)
        model.evaluate(x, y)
        model.train_on_batch(x[:3], y[:3])
        q = model(x[:2])
        """,
    "functional": """
        import keras
        from keras import layers
        a, b = keras.Input((5, 2), name="a"), keras.Input((None, 2), name="b")
        shared = layers.GRU(3)
        one, two = shared(a), shared(b)
        sequence, h, c = layers.LSTM(4, return_sequences=True, return_state=True)(a)
        decoded = layers.LSTM(4)(b, initial_state=[h, c])
        out = layers.Dense(2)(layers.concatenate([one, two, decoded]))
        model = keras.Model([a, b], out)
        """,
    "raises_at_add": """
        from keras.layers import LSTM, Dense
        from keras.models import Sequential
        def build(units):
            model = Sequential()
            model.add(LSTM(units, input_shape=(5, 2)))
            model.add(LSTM(units))
            return model
        model = build(3)
        """,
    "raises_at_fit": """
        import numpy as np
        from keras.layers import LSTM, Dense
        from keras.models import Sequential
        model = Sequential()
        model.add(LSTM(3))
        model.add(Dense(1))
        model.compile(loss="mse", optimizer="sgd")
        model.fit(np.zeros((8, 5)), np.zeros(8))
        """,
    "generators": """
        import numpy as np
        import tensorflow as tf
        from tensorflow import keras
        model = keras.Sequential([keras.layers.Input((4, 1)), keras.layers.LSTM(2), keras.layers.Dense(1)])
        model.compile("sgd", "mse")
        def batches(size):
            while True:
                yield np.zeros((size, 4, 1)), np.zeros(size)
        model.fit(batches(3), steps_per_epoch=4, epochs=2)
        data = tf.data.Dataset.from_tensor_slices((np.zeros((9, 4, 1)), np.zeros(9))).batch(2)
        model.fit(data)
        class Windows(keras.utils.Sequence):
            def __len__(self):
                return 3
            def __getitem__(self, index):
                return np.zeros((2, 4, 1)), np.zeros(2)
        model.fit(Windows())
        model.fit({"x": np.zeros((2, 4, 1))}["x"], [0.0, 1.0][0] + np.zeros(2), sample_weight=np.ones(2))
        """,
    "subclassed": """
        import numpy as np
        import tensorflow as tf
        class Net(tf.keras.Model):
            def __init__(self):
                super().__init__()
                self.lstm = tf.keras.layers.LSTM(3)
                self.dense = tf.keras.layers.Dense(1)
            def call(self, x):
                if x.shape[1] > 2:
                    h = self.lstm(x)
                return self.dense(h)
        net = Net()
        net.compile("sgd", "mse")
        net.fit(np.zeros((8, 5, 2)), np.zeros((8, 1)))
        class Bad(Net):
            def call(self, x):
                x = x[:, -1, :]
                return self.dense(
                    self.lstm(x))
        bad = Bad()
        bad.compile("sgd", "mse")
        bad.fit(np.zeros((8, 5, 2)), np.zeros((8, 1)))
        """,
    "training_loop": """
        import numpy as np
        import tensorflow as tf
        model = tf.keras.Sequential([tf.keras.layers.Input((5, 2)), tf.keras.layers.LSTM(3)])
        optimizer = tf.keras.optimizers.SGD()
        @tf.function
        def step(x, y):
            with tf.GradientTape() as tape:
                p = model(x, training=True)
                loss = tf.reduce_mean((y - p) ** 2)
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(gradients, model.trainable_variables))
            return loss
        for batch in tf.data.Dataset.from_tensor_slices(np.ones((10, 5, 2), "float32")).batch(4):
            loss = step(batch, tf.zeros((batch.shape[0], 1)))
        eager = model(np.ones((7, 5, 2)))
        step(tf.zeros((4, 5)), tf.zeros((4, 1)))
        """,
    "caught": """
        import numpy as np
        import keras
        model = keras.Sequential([keras.layers.Input((5, 2)), keras.layers.LSTM(3)])
        try:
            model.predict(np.zeros((4, 5, 3)))
        except Exception:
            fell = True
        """,
    "smaller_last_batch": """
        import numpy as np
        from tensorflow.keras import layers, models
        i = layers.Input(batch_shape=(4, 3, 1))
        model = models.Model(i, layers.Dense(1)(layers.LSTM(2, stateful=True)(i)))
        model.compile("sgd", "mse")
        model.fit(np.zeros((4 * 40, 3, 1)), np.zeros(4 * 40), batch_size=4, shuffle=False)
        model.fit(np.zeros((4 * 40 + 3, 3, 1)), np.zeros(4 * 40 + 3), batch_size=4, shuffle=False)
        """,
    "generator_that_breaks": """
        import numpy as np
        from tensorflow.keras import layers, models
        model = models.Sequential([layers.Input((3, 1)), layers.LSTM(2)])
        model.compile("sgd", "mse")
        def batches():
            for number in range(60):
                yield np.zeros((2, 3 if number < 35 else 2, 1 if number < 35 else 2)), np.zeros((2, 2))
        model.fit(batches(), steps_per_epoch=30, epochs=2)
        """,
    "many_steps": """
        import numpy as np
        from tensorflow.keras import layers, models
        model = models.Sequential([layers.Input((3, 1)), layers.LSTM(2)])
        trained = []
        model.compile("sgd", "mse")
        from tensorflow.keras.callbacks import LambdaCallback
        note = LambdaCallback(on_train_batch_end=lambda batch, logs: trained.append(batch))
        model.fit(np.zeros((50, 3, 1)), np.zeros((50, 2)), batch_size=1, epochs=9, callbacks=[note])
        count, last = len(trained), trained[-1]
        p = model.predict(np.zeros((50, 3, 1)), batch_size=1)
        """,
}


@pytest.fixture(scope="module", params=GENERATIONS)
def traces(request):
    return run(PROGRAMS, request.param)


def test_fit_gets_these_arrays(traces):
    trace = traces["sequential"]
    call = fit(trace)
    x, y = call.arguments["x"], call.arguments["y"]
    assert (call.line, call.model_class, call.capped) == (11, "Sequential", True)
    assert (x.kind, x.shape, x.dtype, x.min, x.max) == ("array", (70, 6), "int64", 0, 24)
    assert (y.shape, y.dtype, y.max) == ((70,), "float64", 69)
    assert [one.shape for one in call.arguments["validation_data"].items] == [(9, 6), (9,)]
    assert call.arguments["epochs"].min == 5
    assert fit(trace, "evaluate").line == 13
    assert fit(trace, "train_on_batch").arguments["y"].shape == (3,)


def test_predictions_have_a_row_for_each_sample(traces):
    call = fit(traces["sequential"], "predict")
    assert call.result is not None
    assert call.result.shape == (70, 1)
    assert call.input_shape == (((None, 6) if traces["sequential"].keras == "3" else (None, None)),)
    assert call.output_shape == ((None, 1),)
    assert shapes_of(traces["sequential"], "p") == [(70, 1)]


def test_calling_a_model_on_an_array_is_a_call_with_data(traces):
    call = fit(traces["sequential"], "__call__")
    assert (call.line, call.arguments["x"].shape) == (15, (2, 6))
    (q,) = bound(traces["sequential"], "q")
    assert (q.kind, q.shape, q.dtype) == ("tensor", (2, 1), "float32")


def test_a_built_model_is_summarized(traces):
    last = traces["sequential"].models[-1]
    rows = [(row.layer_class, row.output_shapes, row.params) for row in last.layers]
    assert rows[1:] == [("LSTM", ((None, 8),), 416), ("Dense", ((None, 1),), 9)]
    assert last.params == 25 * 4 + 416 + 9


def test_layer_calls_stand_at_their_lines(traces):
    trace = traces["functional"]
    assert [(one.input_shapes, one.output_shapes) for one in layers(trace, 5)] == [
        (((None, 5, 2),), ((None, 3),)),
        (((None, None, 2),), ((None, 3),)),
    ]
    (states,) = layers(trace, 6)
    assert states.output_shapes == ((None, 5, 4), (None, 4), (None, 4))
    (decoder,) = layers(trace, 7)
    assert decoder.input_shapes == ((None, None, 2), (None, 4), (None, 4))
    assert decoder.params == 4 * 4 * (2 + 4 + 1)
    assert [one.layer_class for one in layers(trace, 8)] == ["Concatenate", "Dense"]
    assert layers(trace, 8)[0].output_shapes == ((None, 10),)
    assert shapes_of(trace, "sequence") == [(None, 5, 4)]


def test_an_error_at_add_has_the_whole_stack(traces):
    outcome = traces["raises_at_add"].outcome
    assert (outcome.status, outcome.exception, outcome.line) == ("raised", "ValueError", 6)
    assert [one.line for one in outcome.stack] == [6, 8]
    assert outcome.message is not None
    assert "expected ndim=3, found ndim=2" in outcome.message
    first, second = layers(traces["raises_at_add"])
    assert (first.line, first.raised, first.output_shapes) == (5, None, ((None, 3),))
    assert (second.line, second.raised, second.input_shapes) == (6, "ValueError", ((None, 3),))


def test_an_error_at_fit_leaves_the_call(traces):
    trace = traces["raises_at_fit"]
    assert (trace.outcome.line, fit(trace).line, fit(trace).raised) == (8, 8, "ValueError")
    assert fit(trace).input_shape is None
    assert trace.outcome.text is not None
    assert "found ndim=2" in trace.outcome.text


def test_generators_datasets_and_sequences_are_told_apart(traces):
    trace = traces["generators"]
    assert trace.outcome.ran, trace.outcome
    generator, dataset, sequence, arrays = (call.arguments for call in trace.fit_calls)
    assert generator["x"].kind == "generator"
    assert dataset["x"].kind == "dataset"
    (spec,) = dataset["x"].items
    assert [one.shape for one in spec.items] == [(None, 4, 1), (None,)]
    assert sequence["x"].kind == "sequence"
    assert arrays["sample_weight"].shape == (2,)


def test_layers_called_by_a_subclass_stand_at_its_lines(traces):
    inner = [one for one in traces["subclassed"].layer_calls if one.layer_class == "LSTM" and one.raised is None]
    assert inner[0].line == 10
    assert inner[0].output_shapes[0] is not None
    assert inner[0].output_shapes[0][1:] == (3,)
    assert [one.line for one in inner[0].stack] == [10, 14]


def test_an_error_in_a_subclass_stands_at_its_line(traces):
    outcome = traces["subclassed"].outcome
    assert (outcome.status, outcome.line) == ("raised", 19)
    assert 22 in [one.line for one in outcome.stack]


def test_training_loops(traces):
    trace = traces["training_loop"]
    lstm = [one for one in trace.layer_calls if one.layer_class == "LSTM" and one.line == 8 and one.raised is None]
    assert {one.input_shapes for one in lstm} == {((4, 5, 2),), ((2, 5, 2),)}
    assert fit(trace, "__call__").line == 15
    assert (trace.outcome.status, [one.line for one in trace.outcome.stack]) == ("raised", [8, 16])


def test_an_error_that_the_program_catches_is_still_seen(traces):
    trace = traces["caught"]
    assert trace.outcome.ran
    assert (fit(trace, "predict").line, fit(trace, "predict").raised is None) == (5, False)


def test_the_smaller_last_batch_of_a_long_epoch_is_trained(traces):
    outcome = traces["smaller_last_batch"].outcome
    assert (outcome.status, outcome.line) == ("raised", 7)


def test_a_generator_that_breaks_in_a_later_epoch_still_does(traces):
    outcome = traces["generator_that_breaks"].outcome
    assert (outcome.status, outcome.line) == ("raised", 8)


def test_long_training_is_short(traces):
    trace = traces["many_steps"]
    assert [one.min for one in bound(trace, "count") + bound(trace, "last")] == [21, 49]
    assert shapes_of(trace, "p") == [(50, 2)]
