import numpy as np
import pandas as pd
from keras.layers import LSTM, Dense
from keras.models import Sequential

table = pd.DataFrame({"open": np.arange(500.0), "high": np.arange(500.0), "close": np.arange(500.0)})
inputs = table[["open", "high"]].values.reshape(-1, 1, 2)
target = table["close"].values

model = Sequential()
model.add(LSTM(10, input_shape=inputs.shape[1:]))
model.add(Dense(1))
model.compile("adam", "mse")
model.fit(inputs, target, epochs=1)
