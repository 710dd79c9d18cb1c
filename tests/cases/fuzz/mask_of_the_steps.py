"""Behind Masking every step has a loss of its own, or the mask cannot weigh it: targets of one number a step need their
last axis.
"""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x, y = np.zeros((8, 5, 2)), np.zeros((8, 5))
model = keras.Sequential()
model.add(keras.Input((5, 2)))
model.add(layers.Masking())
model.add(layers.LSTM(3, return_sequences=True))
model.add(layers.Dense(1))
model.compile("sgd", "mse")
model.fit(x, y[..., np.newaxis], verbose=0)
model.fit(x, y, verbose=0)  # [fit-target-shape-mismatch]
