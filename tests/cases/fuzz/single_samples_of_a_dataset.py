"""A Dataset that nobody batched gives targets without an axis, which a crossentropy does not take."""

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x, y = np.zeros((6, 4, 1)), np.zeros(6, int)
model = keras.Sequential([keras.Input((4, 1)), layers.LSTM(2), layers.Dense(3, activation="softmax")])
model.compile("sgd", "sparse_categorical_crossentropy")
data = tf.data.Dataset.from_tensor_slices((x, y))
model.fit(data.batch(3), verbose=0)
model.fit(data, verbose=0)  # [fit-target-shape-mismatch,implicit-rank-change]
