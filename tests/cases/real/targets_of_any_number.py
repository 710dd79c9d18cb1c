"""How many windows a series has only the run tells: where a batch meets another axis it is not said to broadcast."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

values = np.random.rand(90)
series = values[values > 0.1]
starts = range(len(series) - 10)
x = np.stack([series[start : start + 5] for start in starts])[..., np.newaxis]
y = np.stack([series[start + 5 : start + 10] for start in starts])

model = keras.Sequential()
model.add(layers.LSTM(4, return_sequences=True, input_shape=(5, 1)))
model.add(layers.Dense(5))
model.compile(loss="mse", optimizer="adam")
try:
    model.fit(x, y, verbose=0)
except Exception as error:
    print(error)

summed = keras.Sequential()
summed.add(layers.LSTM(4, return_sequences=True, input_shape=(5, 1)))  # [silent-broadcast-loss]
summed.add(layers.Dense(1))
summed.compile(loss="mse", optimizer="adam")
summed.fit(x, y[:, :1], verbose=0)
