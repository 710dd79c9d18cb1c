# Numbers that the program sets on an object of a library are those it reads there; others are numbers nobody knows.
import sys
import threading

import numpy as np
from keras.layers import LSTM, Dense, Embedding
from keras.models import Sequential
from keras.utils import pad_sequences

threading.window = 12
threading.units = len(sys.argv) + 3

rows = [[1, 2, 3], [4, 5], [6]] * 4
fixed = pad_sequences(rows, maxlen=threading.window)  # shape: (12, 12)
longest = np.max([len(row) for row in rows])
padded = pad_sequences(rows, maxlen=longest)  # shape: (12, ?)

model = Sequential([Embedding(10, threading.units), LSTM(threading.units), Dense(1)])
model.compile(loss="mse", optimizer="adam")
model.fit(fixed, np.zeros((12, 1)), verbose=0)
