"""Keras 2 converts no ints for layers that draw floats while they train."""
# keras: 2

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.drop = layers.Dropout(0.2)
        self.out = layers.Dense(1)

    def call(self, inputs):
        h = self.drop(inputs)  # [layer-input-shape]
        return self.out(h)


x, y = np.arange(24).reshape(6, 4), np.zeros((6, 1))
network = Network()
network.compile("sgd", "mse")
network.predict(x, verbose=0)
network.fit(x, y, verbose=0)
