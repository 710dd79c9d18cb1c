"""Every difference between Keras 2 (tf_keras 2.21) and Keras 3 (3.15) that the analysis knows of, one entry each.

An entry is a claim with a program that proves it: `tests/keras/test_generations.py` runs the program on both real Keras and
analyses it for both. The rules of each layer stand in its own module, under the same name.
"""

from __future__ import annotations

from dataclasses import dataclass

ONLY_2, ONLY_3 = frozenset({2}), frozenset({3})


@dataclass(frozen=True)
class Difference:
    """`raises`: the generations in which the program raises (none: it runs in both, and `result` differs).

    A program uses the names `keras`, `layers` and `tf`. `unseen`: why the analysis says nothing of the one that raises.
    """

    name: str
    says: str
    program: str
    raises: frozenset[int] = frozenset()
    unseen: str = ""


def _raises(where: frozenset[int], *entries: tuple[str, str, str]) -> tuple[Difference, ...]:
    return tuple(Difference(name, says, program, where) for name, says, program in entries)


ARGUMENTS = (
    *_raises(
        ONLY_3,
        ("batch_input_shape", "gone: Input(batch_shape=...)", "layers.LSTM(2, batch_input_shape=(1, 5, 3))"),
        ("batch_size", "gone: Input(batch_shape=...)", "layers.LSTM(2, input_shape=(5, 3), batch_size=1)"),
        ("input_length-lstm", "gone from recurrent layers", "layers.LSTM(2, input_length=5)"),
        ("weights", "gone from recurrent layers", "layers.LSTM(2, weights=None)"),
        ("time_major", "gone: transpose the input", "layers.LSTM(2, time_major=False)"),
        ("dynamic", "gone", "layers.Dense(2, dynamic=False)"),
        ("force_generator", "gone from Dropout", "layers.Dropout(0.1, force_generator=True)"),
        ("implementation", "left on LSTM and GRU only", "layers.SimpleRNN(2, implementation=1)"),
        ("pool_size", "has no default any more", "layers.AveragePooling1D()"),
        ("axis-list", "BatchNormalization takes one axis", "layers.BatchNormalization(axis=[1])"),
        (
            "upper-case-padding",
            "pooling wants padding in lower case",
            "layers.MaxPooling1D(2, padding='SAME')(keras.Input((4, 2)))",
        ),
        ("causal-separable", "SeparableConv1D is not causal", "layers.SeparableConv1D(2, 2, padding='causal')"),
        ("no-units", "Dense(0) is refused", "layers.Dense(0)"),
        (
            "numpy-states",
            "a recurrent layer cannot be built with an integer of NumPy",
            "import numpy as np\nlayers.GRU(np.int64(2))(keras.Input((5, 3)))",
        ),
        ("activation-class", "the name of a layer is no activation", "layers.Dense(2, activation='LeakyReLU')"),
        ("input-number", "Input(31) was (31,)", "keras.Input(31)"),
        ("input-layer-empty", "InputLayer needs a shape", "layers.InputLayer()"),
    ),
    *_raises(
        ONLY_2,
        ("use_cudnn", "came with Keras 3", "layers.LSTM(2, use_cudnn='auto')"),
        ("input-layer-shape", "InputLayer(shape=) came with Keras 3", "layers.InputLayer(shape=(3,))"),
        ("activation-glu", "glu came with Keras 3", "layers.Dense(2, activation='glu')"),
        ("lora_rank", "came with Keras 3", "layers.Dense(2, lora_rank=1)"),
        ("conv-lstm-filters", "ConvLSTM checks its filters", "layers.ConvLSTM2D(0, 2)(keras.Input((5, 8, 8, 3)))"),
        (
            "dilated-strides",
            "depthwise convolutions refuse strides with dilation",
            "layers.DepthwiseConv2D(2, strides=2, dilation_rate=2)",
        ),
    ),
    Difference("adaptive-pooling", "came with Keras 3", "layers.AdaptiveMaxPooling1D(2)", ONLY_2),
    Difference("locally-connected", "LocallyConnected1D is gone", "layers.LocallyConnected1D(2, 2)", ONLY_3),
)

CALLS = (
    *_raises(
        ONLY_3,
        (
            "states-in-list",
            "the states come as initial_state=[...], not in a list with the input",
            "h = keras.Input((2,))\nlayers.GRU(2)([keras.Input((5, 3)), h])",
        ),
        (
            "conv-lstm-open-space",
            "ConvLSTM needs spatial dims that are numbers",
            "layers.ConvLSTM2D(2, 2)(keras.Input((5, None, 8, 3)))",
        ),
        (
            "input_dim",
            "input_dim=d is the shape (d,), for an LSTM too",
            "m = keras.Sequential()\nm.add(layers.LSTM(2, input_dim=3))",
        ),
        (
            "cropping-all",
            "Cropping3D leaves at least one place",
            "layers.Cropping3D(2)(keras.Input((4, 8, 8, 1)))",
        ),
    ),
    *_raises(
        ONLY_2,
        (
            "number-of-states",
            "initial states are counted when the layer is called; Keras 3 finds out when it runs",
            "h = keras.Input((2,))\nlayers.LSTM(2)(keras.Input((5, 3)), initial_state=[h])",
        ),
        (
            "gru-two-states",
            "a GRU given [h, c] is refused; Keras 3 never says so",
            "h, c = keras.Input((2,)), keras.Input((2,))\nlayers.GRU(2)(keras.Input((5, 3)), initial_state=[h, c])",
        ),
        (
            "width-of-states",
            "the width of initial states is checked when the layer is called",
            "h, c = keras.Input((4,)), keras.Input((4,))\nlayers.LSTM(2)(keras.Input((5, 3)), initial_state=[h, c])",
        ),
        (
            "built-features",
            "a recurrent layer that is built refuses other features when it is called again",
            "lstm = layers.LSTM(2)\nlstm(keras.Input((5, 3)))\nlstm(keras.Input((5, 4)))",
        ),
        (
            "attention-width",
            "Attention compares query and key when it is called",
            "layers.Attention()([keras.Input((5, 3)), keras.Input((6, 4))])",
        ),
        ("int-input", "ints are not made floats", "layers.LSTM(2)(keras.Input((5, 3), dtype='int32'))"),
        (
            "mixed-merge",
            "merging layers do not mix dtypes",
            "layers.Add()([keras.Input((3,)), keras.Input((3,), dtype='int32')])",
        ),
        ("rnn-rank", "RNN looks at the rank when it is called", "layers.RNN(layers.LSTMCell(2))(keras.Input((2, 5, 3)))"),
        (
            "time-distributed-rank",
            "TimeDistributed looks at the rank of one step",
            "layers.TimeDistributed(layers.RepeatVector(2))(keras.Input((5, 3, 4)))",
        ),
        (
            "encoding-rank",
            "multi_hot takes (batch, values)",
            "layers.CategoryEncoding(4)(keras.Input((3, 2), dtype='int32'))",
        ),
        ("softmax-vector", "softmax needs an axis besides the batch", "layers.Activation('softmax')(keras.Input(()))"),
        (
            "dilated-transpose",
            "Conv2DTranspose wants one dilation for both axes",
            "layers.Conv2DTranspose(2, 2, dilation_rate=(1, 2))(keras.Input((5, 5, 1)))",
        ),
    ),
    Difference(
        "tf-on-symbolic",
        "functions of tf do not take symbolic tensors",
        "tf.expand_dims(keras.Input((5,)), 1)",
        ONLY_3,
        "tf functions on symbolic tensors are followed, in Keras 3 too",
    ),
    Difference("layer-input_shape", "layer.input_shape is gone", "a = layers.Dense(2)\na(keras.Input((3,)))\na.input_shape", ONLY_3),
    Difference("ragged", "recurrent layers do not take ragged tensors",
               "layers.LSTM(2)(tf.ragged.constant([[[1.0]], [[2.0], [3.0]]], ragged_rank=1))", ONLY_3),
    Difference("lr", "optimizers have no lr: learning_rate", "keras.optimizers.Adam(lr=0.1)", ONLY_3),
    Difference("backend-functions", "keras.backend.expand_dims is gone", "keras.backend.expand_dims(keras.Input((5,)))", ONLY_3),
)  # fmt: skip

RESULTS = (
    Difference(
        "kept-ints",
        "Dropout on ints gives ints; in Keras 3 floats",
        "result = layers.Dropout(0.1)(keras.Input((3,), dtype='int32')).dtype",
    ),
    Difference(
        "lambda-output_shape",
        "Keras 3 believes output_shape, Keras 2 the function",
        "result = layers.Lambda(lambda t: t[:, 0], output_shape=(7,))(keras.Input((5, 3))).shape",
    ),
    Difference(
        "merge-open",
        "None beside a number is that number; in Keras 3 None",
        "result = layers.Add()([keras.Input((5, 3)), keras.Input((None, 3))]).shape",
    ),
    Difference(
        "transposed-dilation",
        "Conv3DTranspose of Keras 2 leaves the dilation out of its output",
        "result = layers.Conv3DTranspose(1, 2, dilation_rate=2)(keras.Input((4, 4, 4, 1))).shape",
    ),
    Difference(
        "additive-scale",
        "the scale of AdditiveAttention is as wide as the value; in Keras 3 as the query",
        "a = layers.AdditiveAttention()\na([keras.Input((5, 1)), keras.Input((6, 4)), keras.Input((6, 1))])\n"
        "result = a.count_params()",
    ),
    Difference(
        "hashed-vector",
        "one_hot of (batch,) adds an axis; in Keras 3's Hashing it does not",
        "result = layers.Hashing(4, output_mode='one_hot')(keras.Input((), dtype='int32')).shape",
    ),
    Difference(
        "embedding-declares",
        "an Embedding declares its own input, so that the model is built",
        "m = keras.Sequential([layers.Embedding(5, 2), layers.LSTM(3)])\nresult = m.built",
        unseen="model.built is not followed",
    ),
)

_DATA = "import numpy as np\nx, y = np.zeros((8, 5, 3)), np.zeros((8, 1))\n"


def _sequential(*layers: str, then: str = "") -> str:
    """A program that makes the model m of these layers, with data for an input (5, 3)."""
    return f"{_DATA}m = keras.Sequential([{', '.join(layers)}])\n{then}"


def _fit(*arguments: str, loss: str = "mse") -> str:
    return f"m.compile('sgd', {loss!r})\nm.fit({', '.join(arguments)}, verbose=0)"


_DECLARED = _sequential("keras.Input((5, 3))", "layers.LSTM(2)", "layers.Dense(1)")
_TWO_OUTPUTS = f"{_DATA}a = keras.Input((5, 3))\nh = layers.LSTM(2)(a)\nm = keras.Model(a, [layers.Dense(1)(h), layers.Dense(1)(h)])\n"

MASKS = (
    *_raises(
        ONLY_2,
        (
            "mask-timedistributed",
            "TimeDistributed asks the layer in it for its mask, which one that knows none refuses",
            "layers.TimeDistributed(layers.Conv1D(2, 2))(layers.Masking()(keras.Input((4, 5, 6))))",
        ),
        (
            "mask-concatenate",
            "a masked and an unmasked tensor are not joined along time",
            "a = keras.Input((4, 6))\nlayers.Concatenate(axis=1)([layers.Masking()(a), a])",
        ),
        (
            "mask-merge",
            "masks are not broadcast when tensors are added",
            "layers.Add()([layers.Masking()(keras.Input((4, 6))), layers.Masking()(keras.Input((1, 6)))])",
        ),
    ),
    *_raises(
        ONLY_3,
        (
            "mask-of-sentences",
            "TimeDistributed keeps the mask of the words, which the LSTM over sentences cannot take",
            _sequential(
                "keras.Input((4, 5))",
                "layers.Embedding(9, 4, mask_zero=True)",
                "layers.TimeDistributed(layers.LSTM(3))",
                "layers.LSTM(2)",
                then="m.predict(np.ones((2, 4, 5)), verbose=0)",
            ),
        ),
    ),
)

TRAINING = (
    *_raises(
        ONLY_2,
        ("input_shape-none", "input_shape=None is no tuple", "layers.LSTM(2, input_shape=None)"),
        (
            "input_length-float",
            "input_length declares the input of a Sequential",
            "m = keras.Sequential()\nm.add(layers.Embedding(5, 2, input_length=3.0))",
        ),
        ("layer-name", "a name with a blank makes no graph", "layers.Dense(1, name='a b')(keras.Input((3,)))"),
        (
            "summary-unbuilt",
            "nothing to show of a model that is not built",
            _sequential("layers.LSTM(2)", then="m.summary()"),
        ),
        ("batch_size-0", "a batch size of 0 is refused", _DECLARED + _fit("x, y, batch_size=0")),
        ("class_weight-keys", "class_weight has all classes", _DECLARED + _fit("x, y, class_weight={0: 1.0, 2: 1.0}")),
        (
            "other-timesteps-2d",
            "a Sequential compares timesteps when it adds a last axis, too",
            _sequential("keras.Input((3, 1))", "layers.LSTM(2)", then="m.predict(np.zeros((8, 5)), verbose=0)"),
        ),
        (
            "input_length-enforced",
            "input_length is what the ids are compared with",
            _sequential(
                "layers.Embedding(9, 2, input_length=3)",
                "layers.LSTM(2)",
                then="m.predict(np.zeros((8, 5)), verbose=0)",
            ),
        ),
        ("other-timesteps", "a Sequential compares timesteps", _DECLARED + "m.predict(np.zeros((8, 7, 3)), verbose=0)"),
        (
            "stateful-predict-deferred",
            "a stateful model that declares nothing is built for whole batches",
            _sequential("layers.LSTM(2, stateful=True)", then="m.predict(x, verbose=0)"),
        ),
        ("x-list", "a Sequential of one input refuses two arrays", _DECLARED + _fit("[x, x], y")),
        (
            "id-negative",
            "Embedding refuses -1",
            _sequential("layers.Embedding(9, 2)", "layers.LSTM(2)", then="m.predict(-np.ones((8, 5)), verbose=0)"),
        ),
    ),
    *_raises(
        ONLY_3,
        (
            "fit_generator",
            "gone: fit takes generators",
            _DECLARED + "m.compile('sgd', 'mse')\nm.fit_generator(iter([(x, y)]), steps_per_epoch=1, verbose=0)",
        ),
        (
            "generator-timesteps",
            "a functional model compares the timesteps of what a generator gives",
            f"{_DATA}a = keras.Input((5, 3))\nm = keras.Model(a, layers.Dense(1)(layers.LSTM(2)(a)))\n"
            + _fit("((one, y) for one in [np.zeros((8, 7, 3))])", "steps_per_epoch=1"),
        ),
        (
            "bce-steps",
            "binary_crossentropy does not compare (8, 5, 1) with (8, 1)",
            _sequential(
                "keras.Input((5, 3))",
                "layers.LSTM(2, return_sequences=True)",
                "layers.Dense(1, activation='sigmoid')",
                then=_fit("x, y", loss="binary_crossentropy"),
            ),
        ),
        ("workers", "fit takes no workers", _DECLARED + _fit("x, y, workers=1")),
        ("model-reset_states", "model.reset_states() is gone", _DECLARED + "m.reset_states()"),
        (
            "sample_weight_mode",
            "compile takes no such argument",
            _DECLARED + "m.compile('sgd', 'mse', sample_weight_mode=None)",
        ),
        (
            "metrics-list",
            "a list of metrics has an entry for each output",
            _TWO_OUTPUTS + "m.compile('sgd', 'mse', metrics=['mae'])\nm.fit(x, [y, y], verbose=0)",
        ),
        (
            "mse-vector",
            "mse does not compare (8, 3) with (8,)",
            _sequential("keras.Input((5, 3))", "layers.LSTM(3)", then=_fit("x, y[:, 0]")),
        ),
        (
            "sample_weight-vector",
            "one weight for each sample does not weigh the losses of every step",
            _sequential(
                "keras.Input((5, 3))",
                "layers.LSTM(3, return_sequences=True)",
                then=_fit("x, x, sample_weight=np.ones(8)"),
            ),
        ),
        ("evaluate-without-y", "evaluate wants y", _DECLARED + "m.compile('sgd', 'mse')\nm.evaluate(x, verbose=0)"),
        (
            "embedding-last-axis",
            "ids (batch, time, 1) have an axis too many",
            _sequential("layers.Embedding(9, 2)", "layers.LSTM(2)", then="m.predict(np.zeros((8, 5, 1)), verbose=0)"),
        ),
    ),
)

DIFFERENCES = (*ARGUMENTS, *CALLS, *RESULTS, *MASKS, *TRAINING)
