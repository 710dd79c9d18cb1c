"""Neither Keras convolves ints where a model of the program's own declares no input; nor does Keras 3 convert them."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.windows = layers.Conv1D(2, 2)
        self.out = layers.LSTM(1)

    def call(self, inputs):
        h = self.windows(inputs)  # [layer-input-shape]
        return self.out(h)


x, y = np.arange(24).reshape((6, 4, 1)), np.zeros((6, 1))
model = Network()
model.compile("sgd", "mse")
model.fit(x.astype("float32"), y, verbose=0)
model.fit(x, y, verbose=0)
