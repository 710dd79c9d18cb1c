"""What one batch of a Sequence is, by its __getitem__."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Batches(keras.utils.Sequence):
    def __init__(self, x, y, size):
        super().__init__()
        self.x, self.y, self.size = x, y, size

    def __len__(self):
        return len(self.x) // self.size

    def __getitem__(self, index):
        rows = slice(index * self.size, (index + 1) * self.size)
        return self.x[rows], self.y[rows]


batches = Batches(np.random.rand(64, 7, 3), np.random.rand(64, 1), 16)
model = keras.Sequential([keras.Input((7, 4)), layers.LSTM(4), layers.Dense(1)])  # [fit-input-shape-mismatch]
model.compile(loss="mse")
model.fit(batches, verbose=0)
