"""A window too long by no more than its stride gives nothing where TensorFlow runs eagerly; it raises in a graph only."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.ones((4, 1, 3), "float32")
empty = layers.MaxPooling1D(2)(x)
also = layers.AveragePooling1D(4)(x)

model = keras.Sequential([keras.Input((None, 3)), layers.MaxPooling1D(2)])
nothing = model(x)
wrong = layers.MaxPooling1D(3, strides=1)(x)  # [layer-input-shape]
