"""A Sequential to which nothing was added: Keras 2 gives back what it gets, which does not fit the targets."""
# keras: 2

import numpy as np
from tensorflow import keras

x, y = np.zeros((8, 1, 3)), np.zeros((8, 4))
model = keras.Sequential()
model.compile("sgd", "categorical_crossentropy")
model.fit(x, y, verbose=0)  # [fit-target-shape-mismatch]
