"""A model of the program's own asks another one while it runs: what that is told does not outlast it."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Inner(keras.Model):
    def __init__(self):
        super().__init__()
        self.out = layers.Dense(2)

    def call(self, inputs):
        return self.out(inputs)


class Outer(keras.Model):
    def __init__(self):
        super().__init__()
        self.inner = Inner()
        self.out = layers.Dense(1)

    def call(self, inputs):
        seen = self.inner.predict(np.zeros((2, 3)), verbose=0)
        print(seen.shape)
        return self.out(self.inner(inputs))


model = Outer()
model.compile("sgd", "mse", run_eagerly=True)
print(model(np.zeros((4, 3))).shape)
found = model.predict_on_batch(np.zeros((4, 3)))  # shape: (4, 1)
