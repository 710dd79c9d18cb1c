# `a or b` gives one of its operands, whatever its truth is.
import os

import keras
import numpy as np
import pandas as pd

count = int(os.environ.get("LSTMSHAPE_NO_SUCH_COUNT", "0"))
columns = os.environ.get("LSTMSHAPE_NO_SUCH_COLUMNS")
table = pd.DataFrame(np.zeros((6, 3)), columns=["open", "close", "volume"])

wanted = table[columns or ["open", "close"]].to_numpy()
rows = np.zeros((2, 64)).reshape(count or 32, -1)
names = count and ["a", "b"]
none = np.zeros(([] or 5, 3))  # shape: (5, 3)
both = np.zeros(([1, 2] and 3, 4))  # shape: (3, 4)
halves = np.zeros((count or 5, 3)) if not (count and columns) else None
steps = [1.0 if turn is 0 else 2.0 for turn in range(3)]  # len: 3
stacked = [np.zeros(3)]
for turn in range(2):
    stacked.append(stacked[-1] if turn is not 0 else np.ones(3))
grid = np.array(stacked)  # shape: (3, 3)
first = []
for turn in range(2):
    first.append(np.zeros(4) if turn is 0 else first[-1])
last = first[-1]  # shape: (4,)
wanted.reshape(-1, 1, 2)
