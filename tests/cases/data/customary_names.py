"""np and pd come from where nobody sees: they are what everybody calls so."""

import builtins

import numpy
import pandas
from tensorflow import keras

builtins.np, builtins.pd = numpy, pandas

series = np.arange(60.0)  # noqa: F821
x = np.array([series[i : i + 5] for i in range(50)])[..., np.newaxis]  # noqa: F821  # shape: (50, 5, 1)
table = pd.DataFrame({"a": series})  # noqa: F821
y = table.values[5:55]  # shape: (50, 1)

model = keras.Sequential([keras.layers.LSTM(4), keras.layers.Dense(1)])
model.compile(loss="mse")
model.fit(x, y, verbose=0)
