"""What is made for one Keras generation is never run in the other, whoever chooses between them, and when."""

from __future__ import annotations

import sys
import unittest
from typing import TYPE_CHECKING

import keras
import tensorflow as tf
from keras import backend as K

if TYPE_CHECKING:
    from keras import KerasTensor
    from keras.engine.base_layer import Layer
IS_NEW = not keras.__version__.startswith("2")

if IS_NEW:

    def total(x: KerasTensor) -> KerasTensor:
        return keras.ops.sum(x, axis=1)

else:

    def total(x: KerasTensor) -> KerasTensor:
        return K.sum(x, axis=1)


class Total(keras.layers.Layer):
    if hasattr(keras, "ops"):

        def call(self, x):
            return keras.ops.sum(x, axis=1)

    else:

        def call(self, x):
            return K.sum(x, axis=1)


def maximum():
    if IS_NEW:
        return lambda x: keras.ops.max(x, axis=1)
    return lambda x: K.max(x, axis=1)


def of_old(x):
    return K.min(x, axis=1)


def of_new(x):
    return keras.ops.min(x, axis=1)


MINIMUM = {"2": of_old}.get(keras.__version__[0], of_new)
mean = {False: lambda x: K.mean(x, axis=1), True: lambda x: keras.ops.mean(x, axis=1)}[IS_NEW]

match keras.__version__.split(".")[0]:
    case "2":
        exp = K.exp
    case _:
        exp = keras.ops.exp

Old = keras.layers.CuDNNLSTM if "CuDNNLSTM" in dir(keras.layers) else keras.layers.LSTM
absolute = K.abs if vars(K).get("abs") else abs
if K.backend() == "theano":
    place = K.placeholder((3,))
if not hasattr(K, "expand_dims"):
    K.expand_dims = lambda x, axis=-1: keras.ops.expand_dims(x, axis)

sys.modules["keras.objectives"] = keras.losses
from keras.objectives import Huber  # noqa: E402


class Tests(unittest.TestCase):
    def test_placeholder(self):
        if not hasattr(K, "placeholder"):
            self.skipTest("Keras 3")
        K.placeholder((3,))

    @unittest.skipIf(not hasattr(keras.layers, "LocallyConnected1D"), "Keras 3")
    def test_locally_connected(self):
        keras.layers.LocallyConnected1D(2, 2)


layer = keras.layers.Dense(3)
outputs = layer(total(keras.Input((5, 4))))
shape = layer.output_shape if hasattr(layer, "output_shape") else layer.output.shape
sums = Total()(keras.Input((5, 4)))
one_row = tf.ones((1, 2))
numbers = K.expand_dims(exp(one_row))
most = maximum()(one_row)
least = MINIMUM(one_row)
print(mean(one_row), Old(2), Huber(), absolute, shape)
