"""One-hot for one class is 1 everywhere, which is no class id where there is one class only."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(9, 3)
y = keras.utils.to_categorical(np.zeros(9, int), 1)
model = keras.Sequential([layers.Dense(1, activation="sigmoid", input_shape=(3,))])
model.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)  # [fit-target-shape-mismatch]
model.fit(x, y, verbose=0)
