"""What TimeDistributed wraps is built for so many features, in a model of the program's own too."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.repeat = layers.RepeatVector(3)
        self.steps = layers.TimeDistributed(layers.Dense(3))

    def call(self, inputs):
        h = self.repeat(inputs)
        return self.steps(h)  # [layer-input-shape]


x = np.zeros((6, 4))
model = Network()
model.predict(x, verbose=0)
model.predict(x.T, verbose=0)
