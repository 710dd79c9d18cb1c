"""A Sequential that declares nothing is built for the ints it gets in Keras 2, which its first layer draws floats for."""
# keras: 2

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x, y = np.arange(24).reshape(6, 4), np.zeros((6, 1))
model = keras.Sequential([layers.GaussianNoise(0.1), layers.Dense(1)])  # [layer-input-shape]
model.compile("sgd", "mse")
model.predict(x, verbose=0)
model.fit(x, y, verbose=0)
