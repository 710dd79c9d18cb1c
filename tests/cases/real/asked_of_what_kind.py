"""What a function makes of what it gets, by its kind: a layer, a function, a class, a number, a tensor."""

import inspect

import keras
import numpy as np
import tensorflow as tf
from keras import backend as K
from keras import layers

model = keras.Sequential([keras.Input((3,))])


def add(layer, *arguments):
    if isinstance(layer, type):
        layer = layer(*arguments)
    elif not isinstance(layer, layers.Layer):
        layer = layers.Lambda(layer)
    model.add(layer)


def add_called(layer, *arguments):
    model.add(layer(*arguments) if inspect.isclass(layer) else layer)


def add_all(layer):
    if hasattr(layer, "append"):
        for one in layer:
            add_all(one)
    elif not callable(layer):
        model.add(layers.Dense(layer))
    else:
        model.add(layer)


add(lambda t: t * 2)
add(layers.Dense, 4)
add(layers.Dense(5))
add_called(layers.Dense, 6)
add_called(layers.Dense(7))
add_all([8, layers.Dense(9)])
shape = model.output_shape  # len: 2


def head(x):
    if np.isscalar(x):
        x = keras.Input((x,))
    if not K.is_keras_tensor(x):
        x = keras.Input(x.shape[1:])
    return keras.Model(x, layers.Dense(2)(x))


def recurrent(cell):
    return layers.RNN(cell if isinstance(cell, layers.Layer) else layers.LSTMCell(cell))


heads = [head(3), head(keras.Input((4,)))]
if not keras.__version__.startswith("2"):
    heads.append(head(np.zeros((4, 3))))
steps = recurrent(4)(np.zeros((2, 5, 3), "float32"))  # shape: (2, 4)
steps = recurrent(layers.GRUCell(3))(np.zeros((2, 5, 3), "float32"))  # shape: (2, 3)


def compared(loss, a, b):
    try:
        return loss(a, b)
    except (ValueError, tf.errors.InvalidArgumentError):
        return loss(tf.reshape(a, b.shape), b)


flat = compared(keras.losses.MeanSquaredError(), tf.zeros((12,)), tf.zeros((3, 4)))
