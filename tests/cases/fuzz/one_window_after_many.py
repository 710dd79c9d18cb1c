"""predict took all windows: the graph that TensorFlow keeps of it does not serve one window without its batch axis."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

series = np.random.rand(60, 1)
windows = np.array([series[start : start + 6] for start in range(50)])
model = keras.Sequential([keras.Input((6, 1)), layers.SimpleRNN(4), layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(windows, np.ones((50, 1)), verbose=0)
forecast = model.predict(windows, verbose=0)
last = windows[-1]  # [fit-input-shape-mismatch]
model.predict(last, verbose=0)
