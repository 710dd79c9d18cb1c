import numpy as np
from tensorflow import keras
from tensorflow.keras.layers import LSTM, Dense

series = np.sin(np.arange(60) / 5.0)
x = np.array([series[i : i + 10] for i in range(50)])[..., np.newaxis]
y = series[10:60]

model = keras.Sequential([LSTM(8, stateful=True), Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, batch_size=32, epochs=1, shuffle=False, verbose=0)  # [stateful-batch-size]
