"""Without return_state a recurrent layer gives one tensor, which has no parts to unpack."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((5, 3))
sequence, *states = layers.GRU(4, return_sequences=True, return_state=True)(inputs)
samples, steps, features = np.zeros((2, 5, 3)).shape
output, hidden, cell = layers.LSTM(4)(sequence)  # [array-reshape-mismatch]
