"""An attention layer of the program's own pools the steps: the LSTM behind it has none left."""

import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import *
from tensorflow.keras.models import Model


class Pooling(Layer):
    def build(self, input_shape):
        self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], 1), initializer="normal")
        self.bias = self.add_weight(name="bias", shape=(input_shape[1], 1), initializer="zeros")
        super().build(input_shape)

    def call(self, x):
        scores = tf.squeeze(tf.tanh(tf.matmul(x, self.kernel) + self.bias), axis=-1)
        weights = tf.expand_dims(tf.nn.softmax(scores), axis=-1)
        return tf.reduce_sum(x * weights, axis=1)  # [lstm-input-ndim]


inputs = Input((12, 3))
steps = Bidirectional(LSTM(8, return_sequences=True))(inputs)
pooled = Pooling()(steps)
model = Model(inputs, Dense(1)(LSTM(4)(pooled)))
model.compile(optimizer="adam", loss="mse")
model.fit(np.random.rand(16, 12, 3), np.random.rand(16, 1), epochs=1, verbose=0)
