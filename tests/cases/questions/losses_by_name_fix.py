import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Forecaster:
    """Price and direction from one window."""

    def __init__(self, steps, features):
        inputs = keras.Input((steps, features))
        hidden = layers.LSTM(8)(inputs)
        price = layers.Dense(1, name="price")(hidden)
        direction = layers.Dense(1, activation="sigmoid", name="direction")(hidden)
        self.model = keras.Model(inputs, [price, direction])
        self.model.compile("adam", loss={"price": "mse", "direction": "binary_crossentropy"})

    def train(self, x, price, direction):
        self.model.fit(x, [price, direction], epochs=1, verbose=0)


Forecaster(10, 3).train(np.random.rand(16, 10, 3), np.random.rand(16, 1), np.random.randint(0, 2, (16, 1)))
