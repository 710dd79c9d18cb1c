"""Two outputs a sample for one target: each is compared with the same number."""

import numpy as np
from tensorflow import keras

x, y = np.random.rand(13, 3, 1), np.arange(13.0)
model = keras.Sequential(
    [
        keras.layers.SimpleRNN(4, input_shape=(3, 1)),
        keras.layers.Dense(2),
    ]
)
model.compile(loss="mse", optimizer="adam")
model.fit(x, y, batch_size=1, verbose=0)  # [silent-broadcast-loss]
