"""Keras 2 compares a Dataset of arrays with the declared input before a layer sees it, whatever the layers make of it."""
# keras: 2

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(6, 1, 3)
y = np.zeros((6, 2))


def batches():
    for start in range(0, 6, 2):
        yield x[start : start + 2], y[start : start + 2]


model = keras.Sequential([keras.Input((1, 2)), layers.Permute((2, 1)), layers.GRU(3), layers.Dense(2)])  # [fit-input-shape-mismatch]
model.compile("sgd", "mse")
shapes = ((None, None, None), (None, 2))
open_dims = tf.data.Dataset.from_generator(batches, output_types=("float32", "float32"), output_shapes=shapes)
model.fit(open_dims, verbose=0)
data = tf.data.Dataset.from_tensor_slices((x, y)).map(lambda a, b: (a, b)).shuffle(6).batch(4)
model.fit(data, verbose=0)
