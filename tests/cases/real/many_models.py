"""More models and layers than are looked at one by one: each has what it met itself; those built alike are of one kind."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


def build(units):
    inputs = keras.Input((5, 3))
    return keras.Model(inputs, layers.Dense(1)(layers.LSTM(units)(inputs)))


models, dense, undeclared = [], [layers.Dense(i + 1) for i in range(100)], []
for name in range(60):
    models.append(build(4))
    undeclared.append(keras.Sequential([layers.LSTM(2), layers.Dense(1)]))
first = dense[0](keras.Input((3,)))
second = dense[1](keras.Input((4,)))
undeclared[0].predict(np.zeros((4, 5, 2)), verbose=0)
undeclared[1].predict(np.zeros((4, 5, 3)), verbose=0)
found = models[7].predict(np.zeros((4, 5, 3)), verbose=0)  # shape: (4, 1)
