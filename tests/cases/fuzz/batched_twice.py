"""How long the inner batches of a dataset are Keras 2 does not know when it compares shapes, and Dense takes what comes."""
# keras: 2

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x, y = np.random.rand(8, 5), np.random.rand(8, 1)
model = keras.Sequential([keras.Input((5,)), layers.Dense(1)])
model.compile("sgd", "mse")
data = tf.data.Dataset.from_tensor_slices((x, y)).batch(4).batch(2)
model.fit(data, verbose=0)
