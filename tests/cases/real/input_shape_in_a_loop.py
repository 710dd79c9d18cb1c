"""Layers of one kind made in a loop: the input shape is that of the first, and ignored in later turns."""

import os

from tensorflow.keras.layers import LSTM, Dense
from tensorflow.keras.models import Sequential

model = Sequential()
for _ in range(int(os.environ.get("LAYERS", "2"))):
    model.add(LSTM(8, return_sequences=True, input_shape=(5, 8)))
model.add(Dense(1))
