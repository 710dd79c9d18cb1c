"""A Sequential to which nothing was added: Keras 3 has nothing to build."""
# keras: 3

import numpy as np
from tensorflow import keras

model = keras.Sequential()
model.compile("sgd", "mse")
model.fit(np.zeros((8, 3)), np.zeros((8, 3)), verbose=0)  # [training-call-argument]
