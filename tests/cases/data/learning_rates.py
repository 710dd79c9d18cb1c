"""Optimizers of Keras 3 have a learning_rate and no lr."""
# keras: 3
import numpy as np
from tensorflow import keras
from tensorflow.keras.optimizers import SGD, Adam

x, y = np.random.rand(20, 5, 1), np.random.rand(20, 1)
model = keras.Sequential([keras.Input((5, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
try:
    guarded = Adam(lr=0.01)
except ValueError:
    guarded = Adam(learning_rate=0.01)
model.compile(optimizer=Adam(lr=0.01), loss="mse")  # [training-call-argument]
model.compile(optimizer=keras.optimizers.RMSprop(rho=0.9, lr=0.01), loss="mse")  # [training-call-argument]
model.compile(optimizer=SGD(learning_rate=0.01, momentum=0.9), loss="mse")
model.fit(x, y, verbose=0)
