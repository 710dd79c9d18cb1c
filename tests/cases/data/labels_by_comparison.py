"""What a comparison of numbers or texts gives is True or False, so that a list of them is a vector of labels."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

words = ["keras", "shape", "timesteps", "features", "lstm", "batch", "units", "dense"] * 4
longer = np.array([len(word) > 5 for word in words])  # shape: (32,)
named = np.array([word == "lstm" for word in words])  # shape: (32,)
both = np.stack([longer, named])  # shape: (2, 32)

model = keras.Sequential([layers.GRU(4), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(longer, np.zeros(32), verbose=0)  # [lstm-input-ndim]
