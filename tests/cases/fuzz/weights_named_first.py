# keras: 2
# Keras 2 has the name of a weight first, then its shape and its dtype.
import numpy as np
import tensorflow as tf
from tensorflow import keras


class Mixed(keras.layers.Layer):
    def build(self, input_shape):
        width = int(input_shape[-1])
        self.kernel = self.add_weight("kernel", [width, 2 * width], tf.float32, keras.initializers.RandomNormal())

    def call(self, inputs):
        return tf.nn.tanh(inputs @ self.kernel)


model = keras.Sequential([keras.Input((5, 3)), Mixed(), keras.layers.LSTM(4), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(np.zeros((8, 5, 3)), np.zeros((8, 1)))
