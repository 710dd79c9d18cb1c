"""Errors of a model worked out by hand: whatever was done to the predictions (n, 1), the targets (n,) meet them all."""

import numpy as np
from sklearn.preprocessing import MinMaxScaler
from tensorflow import keras

x, y = np.random.rand(40, 5, 2), np.random.rand(40)
scaler = MinMaxScaler().fit(y.reshape(-1, 1))


class Forecaster:
    def __init__(self):
        self.model = keras.Sequential([keras.Input((5, 2)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        self.model.compile("adam", "mse")

    def error(self, data, truth):
        found = self.model.predict(data, verbose=0)
        return np.mean((found - truth) ** 2)  # [silent-broadcast]

    def real_error(self, data, truth):
        return np.mean(scaler.inverse_transform(self.model.predict(data, verbose=0)) - truth)  # [silent-broadcast]

    def hits(self, data, truth):
        return np.mean((self.model.predict(data, verbose=0) > 0.5).astype(int) == truth)  # [silent-broadcast]


forecaster = Forecaster()
print(forecaster.error(x, y), forecaster.error(x, y.reshape(-1, 1)), forecaster.real_error(x, y))
print(forecaster.hits(x, np.round(y)))

found = forecaster.model.predict(x, verbose=0)
classes = np.where(found > 0.5, 1, 0)
print(np.sum(classes != y))  # [silent-broadcast]
print(np.sum(classes[:, 0] != y), np.mean(found.ravel() - y), np.mean(found - y[:, None]))
both = np.concatenate([forecaster.model.predict(part, verbose=0) for part in (x[:20], x[20:])])
print(np.abs(both - y).mean())  # [silent-broadcast]

# What is meant so: all pairs of the predictions themselves, and numbers that no model gave.
distances = np.abs(found - found[:, 0])
ranks = np.sum(found[:, 0][:, None] < y), np.sum(classes[:, 0][:, np.newaxis] == np.round(y))
quarters = found[:3] - np.percentile(y, [25, 50, 75])
digits = np.argmax(np.repeat(found[:10], 10, axis=1), axis=1).reshape(-1, 1) == np.arange(10)
grid = np.linspace(0, 1, 40).reshape(-1, 1) - y
centred = found - found.mean()
