"""Models of the program's own classes as layers of other models, whichever way they were given their layers."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Encoder(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.first = layers.LSTM(units, return_sequences=True)
        self.second = layers.LSTM(units)

    def call(self, x):
        return self.second(self.first(x))


class Classifier(keras.Model):
    def __init__(self, steps):
        inputs = keras.Input((steps, 4))
        super().__init__(inputs, layers.Dense(2)(layers.LSTM(5)(inputs)))


class Stack(keras.Sequential):
    pass


inputs = keras.Input((31, 4))
encoded = Encoder(16)(inputs)
either = layers.Concatenate()([encoded, Classifier(31)(inputs), Stack([layers.LSTM(3)])(inputs)])
model = keras.Model(inputs, layers.Dense(3)(either))
model.compile(loss="mse")
model.fit(np.zeros((8, 31, 4)), np.zeros((8, 3)), verbose=0)

nested = keras.Sequential([keras.Input((31, 4)), Encoder(4), layers.Dense(3)])
nested.compile(loss="mse")
nested.fit(np.zeros((8, 31, 4)), np.zeros((8, 3)), verbose=0)
