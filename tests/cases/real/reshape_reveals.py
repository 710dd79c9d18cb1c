# An array that nobody knows, once reshaped, has the rank that the reshape gives it.
import pickle
import tempfile

import numpy as np
from keras.layers import LSTM, Dense, Input
from keras.models import Sequential

with tempfile.TemporaryFile() as file:
    pickle.dump(np.ones((12, 5)), file)
    file.seek(0)
    stored = pickle.load(file)

series = stored.reshape(12, 5, 1)  # shape: (12, 5, 1)
one_step = stored.reshape((stored.shape[0], 1, stored.shape[1]))  # shape: (?, 1, ?)
flat = stored.reshape(-1)  # shape: (?,)

model = Sequential([Input((5, 1)), LSTM(4), Dense(1)])
model.compile(loss="mse", optimizer="adam")
model.fit(series, np.zeros((12, 1)), verbose=0)
