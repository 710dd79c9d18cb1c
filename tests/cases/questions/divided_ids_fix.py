"""Ids as they are, for an Embedding with a row for each."""

import numpy as np
from keras.layers import LSTM, Dense, Embedding
from keras.models import Sequential

kinds = 30
x = np.random.randint(0, kinds, (50, 8))
model = Sequential()
model.add(Embedding(kinds, 4))
model.add(LSTM(4))
model.add(Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit(x, np.random.rand(50, 1), epochs=1, verbose=0)
