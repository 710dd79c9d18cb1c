"""validation_split cuts every array where the first is to be cut, and never looks at what others have more."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(7, 3)
y = np.zeros((9, 2))

model = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
model.compile("sgd", "mse")
model.fit(x, y, validation_split=0.25, verbose=0)
model.fit(x, y[:6], validation_split=0.25, verbose=0)  # [sample-count-mismatch]
