"""The weights of those layers that have some: the test is not followed, and no layer without weights comes behind it."""

import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input((5, 3)), keras.layers.LSTM(4), keras.layers.Dropout(0.2), keras.layers.Dense(1)])
noisy = {}
for layer in model.layers:
    if layer.trainable_weights:
        noisy[layer.name] = layer.get_weights()[0] + np.random.normal(0, 0.01, layer.get_weights()[0].shape)
model.compile(loss="mse")
model.fit(np.zeros((8, 5, 3)), np.zeros((8, 1)), verbose=0)
