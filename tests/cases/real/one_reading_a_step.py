# Windows whose length the data decides may be one reading long: (samples, 1, width) declared for (samples, width, 1) fits.
import tempfile

import numpy as np
import pandas as pd
from keras.layers import LSTM, Dense
from keras.models import Sequential

with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
    file.write("y,before\n" + "\n".join(f"{i},{i - 1}" for i in range(20)))
table = pd.read_csv(file.name)
x = table.drop("y", axis=1).values
y = table["y"].values

x = x.reshape(x.shape[0], x.shape[1], 1)
model = Sequential()
model.add(LSTM(7, input_shape=(1, x.shape[1])))
model.add(Dense(1))
model.compile(loss="mse", optimizer="adam")
model.fit(x, y, batch_size=1, verbose=0)
