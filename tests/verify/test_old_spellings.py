"""Keras 2 answers to every name it ever had."""

from __future__ import annotations

from tests.verify.running import run

PROGRAMS = {
    "keras": """
        import keras
        import tf_keras
        import tensorflow as tf
        from tensorflow.keras.layers import LSTM
        same = keras.layers.LSTM is tf_keras.layers.LSTM is tf.keras.layers.LSTM is LSTM
        """,
    "before_2_6": """
        import keras.backend as K
        from keras.engine.topology import Input, Layer
        from keras.layers.core import Dense
        from keras.layers.recurrent import LSTM
        from keras.layers.wrappers import Bidirectional
        from keras.models import Model
        from keras.preprocessing.sequence import pad_sequences
        from keras.utils.np_utils import to_categorical
        import tf_keras
        same = LSTM is tf_keras.layers.LSTM and K.floatx() == "float32"
        """,
    "private_copy": """
        import numpy as np
        import tensorflow.python.keras as private
        from tensorflow.python.keras.layers import Dense, LSTM
        from tensorflow.python.keras.models import Sequential
        import tf_keras
        model = Sequential([LSTM(2, input_shape=(3, 1)), Dense(1)])
        model.compile("sgd", "mse")
        model.fit(np.zeros((4, 3, 1)), np.zeros(4))
        same = private.layers.LSTM is LSTM is tf_keras.layers.LSTM
        """,
}


def test_every_old_name_is_tf_keras():
    for name, trace in run(PROGRAMS, "2").items():
        assert trace.outcome.ran, (name, trace.outcome)
        (same,) = (one for one in trace.bindings if one.name == "same")
        assert (same.kind, same.min) == ("bool", 1), name


def test_keras_3_is_itself():
    trace = run(
        {"keras": "import keras\nmodern = keras.__version__ >= '3'\nfrom keras.layers.recurrent import LSTM"}, "3"
    )
    assert [one.min for one in trace["keras"].bindings] == [True]
    assert trace["keras"].outcome.exception == "ModuleNotFoundError"
