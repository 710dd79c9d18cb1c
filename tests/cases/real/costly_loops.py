# Loops that cost much are summed up: what stands behind them is analysed all the same.
import random

import numpy as np
from keras.layers import LSTM, Dense, Input
from keras.models import Sequential

RULES = {"s": [["a", "x"], ["b"]], "x": [["s", "c"], ["c"]]}


def words(symbol="s", depth=0):
    made = []
    pending = list(random.choice(RULES[symbol]))
    while pending:
        part = pending.pop(0)
        if part in RULES and depth < 4:
            made += words(part, depth + 1)
        else:
            made.append(part)
    return made


texts = []
for _ in range(40):
    texts.append(words())

grid = []
for first in range(12):
    for second in range(12):
        for third in range(12):
            cell = (first - second) * 2 + (third - first) * 3
            grid.append([cell, cell + 1 if cell % 2 else cell - 1])

samples = np.random.rand(30, 6, 2)  # shape: (30, 6, 2)
model = Sequential([Input((6, 3)), LSTM(4), Dense(1)])  # [fit-input-shape-mismatch]
model.compile(loss="mse", optimizer="adam")
model.fit(samples, np.zeros((30, 1)), verbose=0)
