"""A stateful model gets whole batches only: what is left of ten samples after two batches of four is dropped."""

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(10, 5, 1)
y = np.random.rand(10, 1)
data = tf.data.Dataset.from_tensor_slices((x, y))

model = keras.Sequential([keras.Input(batch_shape=(4, 5, 1)), layers.LSTM(4, stateful=True), layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(data.batch(4, drop_remainder=True), verbose=0)
model.evaluate(data.batch(4), steps=2, verbose=0)
model.fit(data.batch(4), verbose=0)  # [stateful-batch-size]
