"""Shapes that the source does not tell but the program checks; the last check lets in what the model cannot take."""
import pickle

import keras
import numpy as np


def stored(*shape):
    """An array that went through a file's bytes: nobody sees its shape in the source."""
    return pickle.loads(pickle.dumps(np.zeros(shape, dtype="float32")))


def checked(x, y):
    if x.ndim != 3 or y.ndim != 1:
        raise ValueError("windows and one target each")
    if x.shape[1:] != (31, 2):
        raise ValueError("31 steps of 2 features")
    assert len(x) == len(y)
    return x, y


class Store:
    def __init__(self):
        self.x = stored(8, 31, 2)
        assert self.x.shape == (8, 31, 2), "changed on disk?"

    def flat(self):
        return self.x.reshape(8, -1)


model = keras.Sequential([keras.layers.Input((31, 2)), keras.layers.LSTM(4), keras.layers.Dense(1)])
model.compile("adam", "mse")
x, y = checked(stored(8, 31, 2), stored(8))
model.fit(x, y, verbose=0)
flat = Store().flat()  # shape: (8, 62)
table = stored(8, 31)
assert len(table.shape) == 2 and table.shape[-1] == 31
rows = table[:, :4]
model.predict(table, verbose=0)  # [fit-input-shape-mismatch]
