"""Keras 3 makes a graph of a Sequential that declares nothing, even where it runs eagerly then."""
# keras: 3

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.ones((8, 1, 3))
model = keras.Sequential([layers.AveragePooling1D(2), layers.Flatten(), layers.Dense(1)])
model.compile("sgd", "mse", run_eagerly=True)
model.fit(x, np.ones((8, 1)), verbose=0)  # [layer-input-shape]
