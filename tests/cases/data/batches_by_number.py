"""Batches that classes and generators deal out: the last one is smaller."""
import math

import keras
import numpy as np
from tensorflow.keras.preprocessing.sequence import TimeseriesGenerator

series = np.arange(200, dtype="float32").reshape(-1, 2)  # shape: (100, 2)
generator = TimeseriesGenerator(series, series[:, 0], length=10, sampling_rate=2, batch_size=32)
turns = len(generator)  # value: 3
x, y = generator[0]  # shape: (32, 5, 2); (32,)
last, _ = generator[2]  # shape: (26, 5, 2); (26,)


class Batches(keras.utils.Sequence):
    def __init__(self, data, size):
        super().__init__()
        self.data = data
        self.size = size

    def __len__(self):
        return math.ceil(len(self.data) / self.size)

    def __getitem__(self, at):
        part = self.data[at * self.size : (at + 1) * self.size]
        return part[:, np.newaxis, :], part[:, 0]


batches = Batches(series, 40)
a, b = batches[0]  # shape: (40, 1, 2); (40,)


def endless(size):
    while True:
        rows = np.random.randint(0, len(series), size)
        yield series[rows].reshape(size, 1, 2), series[rows, 0]


c, d = next(endless(16))  # shape: (16, 1, 2); (16,)
model = keras.Sequential([keras.Input((1, 2)), keras.layers.LSTM(4), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(batches, epochs=1, verbose=0)
model.fit(endless(16), steps_per_epoch=2, epochs=1, verbose=0)
