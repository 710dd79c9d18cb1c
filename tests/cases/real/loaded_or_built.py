"""A model comes from a file where there is one: nobody knows its shapes, and those of the one that is built are known."""

import os

import numpy as np
from tensorflow.keras.layers import LSTM, Dense
from tensorflow.keras.models import Sequential, load_model

x, y = np.zeros((8, 5, 4)), np.zeros((8, 1))  # [fit-input-shape-mismatch]
if os.path.exists("no_such_file.keras"):
    model = load_model("no_such_file.keras")
else:
    model = Sequential([LSTM(3, input_shape=(5, 3)), Dense(1)])
    model.compile(loss="mse", optimizer="adam")
predicted = model.predict(x.reshape(-1)[:120].reshape(8, 5, 3), verbose=0)
model.fit(x, y, verbose=0)
