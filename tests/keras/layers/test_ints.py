"""Layers on ints: which of them Keras converts, of a symbolic input, of data, and while it trains."""

from __future__ import annotations

import pytest

from tests.keras.layers import static
from tests.keras.layers.real import Real

VECTOR, SERIES, IMAGE, FILM = "(4, 6)", "(4, 6, 4)", "(4, 6, 6, 4)", "(4, 6, 6, 6, 4)"
ACTIVATIONS = ["tanh", "sigmoid", "relu", "softmax", "elu", "selu", "softplus", "softsign", "linear", "exponential",
               "hard_sigmoid", "gelu", "relu6", "leaky_relu", "silu", "mish"]  # fmt: skip
LAYERS = {
    SERIES: [
        "Dense(2)", "SimpleRNN(2)", "LSTM(2)", "GRU(2)", "GRU(2, reset_after=False)", "Bidirectional(L.LSTM(2))",
        "RNN(L.LSTMCell(2))", "Conv1D(2, 2)", "Conv1D(2, 2, padding='causal')", "Conv1DTranspose(2, 1)",
        "SeparableConv1D(2, 1)", "DepthwiseConv1D(1)", "LeakyReLU()", "ELU()", "ReLU()", "Softmax()", "PReLU()",
        "BatchNormalization()", "LayerNormalization()", "UnitNormalization()", "GroupNormalization(2)",
        "AveragePooling1D(2)", "MaxPooling1D(2)", "GlobalAveragePooling1D()", "GlobalMaxPooling1D()",
        "UpSampling1D(2)", "ZeroPadding1D(1)", "Cropping1D(1)", "Flatten()", "Reshape((24,))", "Permute((2, 1))",
        "Masking()", "Masking(0.5)", "Rescaling(0.5)", "TimeDistributed(L.Dense(2))", "ActivityRegularization(0.1)",
        "Dropout(0.2)", "Dropout(0.0)", "SpatialDropout1D(0.2)", "GaussianNoise(0.2)", "GaussianDropout(0.2)",
        "AlphaDropout(0.2)", *[f"Activation('{name}')" for name in ACTIVATIONS],
    ],
    VECTOR: ["Dense(2)", "Embedding(10, 3)", "RepeatVector(3)", "Dropout(0.2)"],
    IMAGE: ["Conv2D(2, 1)", "Conv2DTranspose(2, 1)", "SeparableConv2D(2, 1)", "DepthwiseConv2D(1)", "MaxPooling2D(2)",
            "AveragePooling2D(2)", "ConvLSTM1D(2, 1)", "SpatialDropout2D(0.2)", "UpSampling2D(2)"],
    FILM: ["Conv3D(2, 1)", "MaxPooling3D(2)", "ConvLSTM2D(2, 1)"],
}  # fmt: skip


def programs(generation: int) -> list[str]:
    """Each layer on a symbolic input of ints and on ints; in Keras 2, where it matters, while it trains."""
    texts = []
    for shape, layers in LAYERS.items():
        for layer in layers:
            for kind in ("int32", "int64"):
                data = f"tf.ones({shape}, tf.{kind})"
                given = [f"keras.Input(batch_shape={shape}, dtype='{kind}')", data]
                if generation == 2 and ("Drop" in layer or "Noise" in layer):
                    given.append(f"{data}, training=True")
                texts += [f"l@ = L.{layer}\ny@ = l@({one})\nn@ = int(0)\n" for one in given]
    return texts


@pytest.mark.parametrize("generation", [2, 3])
def test_ints_are_taken_where_it_is_said(generation: int) -> None:
    texts = programs(generation)
    keras, found = Real(generation), static.outcomes(texts, generation)
    raised = 0
    for text, said in zip(texts, found, strict=True):
        outcome = keras.run(text)
        assert said is not None and bool(said.raised) == bool(outcome.raised), f"{text}said {said}, really {outcome}"
        raised += bool(outcome.raised)
    assert raised > 40
