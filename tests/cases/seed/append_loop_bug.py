import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential

series = np.sin(np.arange(60000) / 10)
rows = []
following = []
for start in range(len(series) - 31):
    rows.append(series[start:start + 31])
    following.append(series[start + 31])
x_train = np.array(rows)
y_train = np.array(following)

model = Sequential([LSTM(8), Dense(1)])
model.compile(loss="mse", optimizer="adam")
model.fit(x_train, y_train, epochs=1)  # [lstm-input-ndim]
