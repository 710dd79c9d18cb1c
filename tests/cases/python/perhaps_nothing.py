# What may be nothing: a variable of the environment, the next of an iterator, an element that a set lets go, a key.
import os
from collections import deque

import keras
import numpy as np

folder = os.getenv("NO_SUCH_FOLDER")
if folder is None:
    rows = np.zeros((4, 3))
else:
    rows = np.zeros((5, 3))
a = rows  # shape: (4, 3) or (5, 3)
for name in ("b", None):
    found = next((one for one in ["a", "b"] if one == name), None)
    if found is None:
        b = np.zeros((2, 6))  # shape: (2, 6)

words = {"a", "b"}
words.discard("c")
c = np.zeros((len(words), 3))  # shape: (2, 3)
counts = {"x": 1, "y": 2}
counts.update([("x", 3), ("z", 4)])
d = np.zeros(len(counts))  # shape: (3,)
e = np.zeros(counts.pop("w", 5))  # shape: (5,)

parts = [[1, 2, 3], [4], [5, 6]]
first = parts[0:1]
queue = deque(parts)
last = queue.popleft()
f = np.zeros((len(parts[0]), len(parts[1]), len(last)))  # shape: (3, 1, 3)

model = keras.Sequential([keras.layers.Input((3, 1)), keras.layers.LSTM(2)])
model.predict(a[:, :, None], verbose=0)
