"""What is trained on with validation_split is known, and so is its first batch: 2 of 6 samples, not 5."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(8, 5, 3)
y = np.zeros((8, 2))

model = keras.Sequential([keras.Input((5, 3)), layers.Dense(2)])
model.compile("sgd", "mse")
model.fit(x, y, batch_size=2, validation_split=0.25, verbose=0)  # [fit-target-shape-mismatch]
