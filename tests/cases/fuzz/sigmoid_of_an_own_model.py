"""The last layer of a model of the program's own tells by its activation how Keras 2 compares shapes."""
# keras: 2

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.flat = layers.Flatten()
        self.out = layers.Dense(2, activation="sigmoid")

    def call(self, inputs):
        return self.out(self.flat(inputs))


x, y = np.zeros((10, 5, 2)), np.zeros((10, 1))
model = Network()
model.compile("sgd", "binary_crossentropy")
model.fit(x, y, verbose=0)  # [fit-target-shape-mismatch]
