"""How many rows dropna leaves nobody knows, but as many as there are targets, or fit raises for that."""

import numpy as np
import pandas as pd
from tensorflow import keras
from tensorflow.keras import layers

df = pd.DataFrame(np.random.rand(6, 4)).shift(1).dropna()
x, y = df.values, np.ones((5, 3))
model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])  # [fit-target-shape-mismatch,silent-broadcast-loss]
model.compile("sgd", "mse")
model.fit(x, y[:, :1], verbose=0)
model.fit(x, y, verbose=0)
