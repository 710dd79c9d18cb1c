"""In Keras 2 no loss takes a target without an axis."""
# keras: 2

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x, y = np.zeros((6, 1)), np.zeros(6)
model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(tf.data.Dataset.from_tensor_slices((x, y)), verbose=0)  # [fit-target-shape-mismatch,implicit-rank-change]
