"""As many parts as there are whole weeks: NumPy takes the float, or raises where the days are no whole weeks."""

import numpy as np
import pandas as pd
from tensorflow.keras import layers, models

days = np.random.rand(99, 8)
train = np.array(np.split(days[1:], len(days[1:]) / 7))  # shape: (14, 7, 8)
rows = pd.DataFrame(np.random.rand(pd.Timestamp.now().dayofyear * 7, 8)).values
weeks = np.array(np.split(rows, len(rows) / 7))

model = models.Sequential([layers.Input((7, 8)), layers.LSTM(4), layers.Dense(7)])
model.compile("adam", "mse")
model.fit(train, train[:, :, 0], verbose=0)
model.fit(weeks, weeks[:, :, 0], verbose=0)
model.predict(weeks[:, :, 1:], verbose=0)  # [fit-input-shape-mismatch]
