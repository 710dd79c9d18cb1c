"""Dot of two vectors keeps an axis of length 1; behind it a model is as well known as any."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(8, 10, 1)  # [fit-input-shape-mismatch]
inputs = keras.Input((11, 1))
a = layers.GRU(3)(inputs)
b = layers.GRU(3)(inputs)
product = layers.Dot(axes=1)([a, b])  # shape: (None, 1)
model = keras.Model(inputs, product)
model.compile("sgd", "mse")
model.fit(x, np.ones((8, 1)), verbose=0)
