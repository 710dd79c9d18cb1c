"""JAX makes a graph for each shape and clips ids that an Embedding has no row for: nothing raises there."""
# keras: 3

import os

os.environ["KERAS_BACKEND"] = "jax"

import keras
import numpy as np
from keras import layers

series = np.random.rand(60, 1)
windows = np.array([series[start : start + 6] for start in range(50)])
model = keras.Sequential([keras.Input((6, 1)), layers.LSTM(4), layers.Dense(1)])
model.compile("sgd", "mse")
model.predict(windows, verbose=0)
model.predict(windows[:, :, 0], verbose=0)  # [implicit-rank-change]

ids = np.array([[0, 3, 25], [1, 2, 3]])
reader = keras.Sequential([keras.Input((3,)), layers.Embedding(25, 8), layers.LSTM(4), layers.Dense(1)])
reader.predict(ids, verbose=0)

classes = np.array([0, 1, 2, 3])
chooser = keras.Sequential([keras.Input((6, 1)), layers.LSTM(4), layers.Dense(3, activation="softmax")])
chooser.compile("sgd", "sparse_categorical_crossentropy")
chooser.fit(windows[:4], classes, verbose=0)
