"""Six samples in batches of four: the first batch has four, though the Dataset says None."""

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(6, 3, 3)
y = np.zeros((6, 2))
data = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)

model = keras.Sequential([keras.Input((3, 3)), layers.Dense(2)])
model.compile("sgd", "mse")
model.fit(data, verbose=0)  # [fit-target-shape-mismatch]
