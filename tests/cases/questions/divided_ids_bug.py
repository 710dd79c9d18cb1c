"""Ids divided by their number lie between 0 and 1: the Embedding takes them all for id 0."""

import numpy as np
from keras.layers import LSTM, Dense, Embedding
from keras.models import Sequential

kinds = 30
x = np.random.randint(0, kinds, (50, 8)) / kinds
model = Sequential()
model.add(Embedding(kinds, 4))  # [embedding-on-floats]
model.add(LSTM(4))
model.add(Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit(x, np.random.rand(50, 1), epochs=1, verbose=0)
