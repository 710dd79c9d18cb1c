"""A generator's batches are slices, of which nobody knows how long the last is: targets that do not fit fail in each."""

import numpy as np
from tensorflow.keras import layers, models


def batches(x, y, size):
    while True:
        for start in range(0, len(x), size):
            yield x[start : start + size], y[start : start + size]


def model(units):
    made = models.Sequential([layers.Input((20, 1)), layers.LSTM(4), layers.Dense(units)])  # [fit-target-shape-mismatch, silent-broadcast-loss]
    made.compile("adam", "mse")
    return made


x = np.random.rand(70, 20, 1)
model(1).fit(batches(x, np.random.rand(70, 1), 32), steps_per_epoch=2, verbose=0)
model(2).fit(batches(x, np.random.rand(70, 2), 32), steps_per_epoch=2, verbose=0)
model(2).fit(batches(x, np.random.rand(70, 1), 32), steps_per_epoch=2, verbose=0)
model(3).fit(batches(x, np.random.rand(70, 2), 32), steps_per_epoch=2, verbose=0)
