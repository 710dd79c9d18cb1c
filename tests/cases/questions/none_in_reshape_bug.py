"""None stands for any length in an input_shape; an array is laid out anew with -1."""

import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential

hours = np.random.rand(7, 24)
x = hours.reshape((None, 24, 1))  # [array-reshape-mismatch]
model = Sequential()
model.add(LSTM(4, input_shape=(24, 1)))
model.add(Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit(x, np.random.rand(7, 1), epochs=1, verbose=0)
