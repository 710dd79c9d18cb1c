"""Two branches joined along the batch: twice as many rows as targets, whatever the batch."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((3,))
once = layers.Dense(2)(inputs)
again = layers.Dense(2)(inputs)
joined = layers.Concatenate(axis=0)([once, again])  # [fit-target-shape-mismatch]
model = keras.Model(inputs, joined)
model.compile("sgd", "mse")
model.fit(np.ones((6, 3)), np.ones((6, 2)), verbose=0)
