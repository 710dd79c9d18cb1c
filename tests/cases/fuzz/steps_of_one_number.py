"""TimeDistributed keeps to the features that its layer was built for; the input's own check takes a last axis of 1."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.ones((12, 4, 1))
inputs = keras.Input((4, 2))  # [fit-input-shape-mismatch]
hidden = layers.TimeDistributed(layers.Dense(4))(inputs)
model = keras.Model(inputs, layers.Dense(1)(layers.LSTM(2)(hidden)))
model.compile("sgd", "mse")
model.fit(x, np.ones((12, 1)), verbose=0)
