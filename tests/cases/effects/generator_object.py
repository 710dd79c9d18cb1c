"""A Sequence gives its first batch from what it was made with; what its methods do not touch stays known after training."""

import pickle

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Batches(keras.utils.Sequence):
    def __init__(self, x, y, size=16):
        super().__init__()
        self.x, self.y, self.size = x, y, size
        self.order = np.arange(len(x))
        self.epochs = []

    def __len__(self):
        return len(self.x) // self.size

    def __getitem__(self, index):
        rows = self.order[index * self.size : (index + 1) * self.size]
        return self.x[rows], self.y[rows]

    def on_epoch_end(self):
        self.order = np.random.permutation(len(self.x))
        self.epochs.append(len(self.epochs))


x, y = np.random.rand(64, 7, 3), np.random.rand(64, 1)
good = keras.Sequential([keras.Input((7, 3)), layers.LSTM(4), layers.Dense(1)])
good.compile(loss="mse")
batches = Batches(x, y)
good.fit(batches, verbose=0)

with open("batches.pickle", "wb") as file:
    pickle.dump(batches, file)
bad = keras.Sequential([keras.Input((7, 4)), layers.LSTM(4), layers.Dense(1)])  # [fit-input-shape-mismatch]
bad.compile(loss="mse")
bad.fit(batches.x, batches.y, verbose=0)
