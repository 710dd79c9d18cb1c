"""What gives None where it cannot give data: whoever asks for None is heard, whoever goes on has the data."""

import sys

import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential


def load(quick):
    if quick in sys.argv:
        print("nothing is loaded")
        return None
    return np.zeros((10, 5, 3))


def split(data):
    try:
        return data[:8], data[8:]
    except TypeError:
        return None, None


def targets(count):
    if "-t" not in sys.argv:
        return np.zeros((count, 1))


data = load("-q")
if data is None:
    data = np.zeros((10, 5, 3))
train, test = split(data)  # shape: (8, 5, 3); (2, 5, 3)
y = targets(8)
if y is None:
    y = np.ones((8, 1))

model = Sequential([LSTM(4, input_shape=(5, 3)), Dense(1)])
model.compile(loss="mse", optimizer="adam")
model.fit(train, y, verbose=0)
flat = load("-f")
if flat is not None:
    flat = flat[:, :, 0]  # [fit-input-shape-mismatch]
    model.predict(flat)
