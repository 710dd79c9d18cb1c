# The mean of each column is taken from a table: as many rows are left.
import numpy as np
import pandas as pd
from keras.layers import LSTM, Dense, Input
from keras.models import Sequential
from keras.utils import timeseries_dataset_from_array

table = pd.DataFrame({"a": np.arange(40.0), "b": np.arange(40.0) ** 2})
train = table[:30]
scaled = (train - train.mean()) / train.std()
values = np.array(scaled, dtype="float32")  # shape: (30, columns)
data = timeseries_dataset_from_array(values, targets=None, sequence_length=6)
x = np.stack([values[at : at + 6] for at in range(10)])  # shape: (10, 6, columns)

model = Sequential([Input((6, 2)), LSTM(4), Dense(1)])
model.compile(loss="mse", optimizer="adam")
model.fit(x, np.zeros((10, 1)), verbose=0)
