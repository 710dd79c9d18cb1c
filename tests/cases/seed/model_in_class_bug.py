import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential


class Classifier:
    def __init__(self, units, classes):
        self.units = units
        self.classes = classes
        self.model = self.build()

    def build(self):
        model = Sequential()
        model.add(LSTM(self.units, return_sequences=True, input_shape=(31, 25)))
        model.add(LSTM(self.units))
        model.add(Dense(self.classes, activation="softmax"))
        model.compile(loss="categorical_crossentropy", optimizer="rmsprop")
        return model

    def train(self, inputs, targets):
        self.model.fit(inputs, targets, epochs=1)  # [fit-input-shape-mismatch]


rng = np.random.default_rng(0)
encoded = rng.integers(0, 25, size=(1085420, 31))
wanted = np.eye(4)[rng.integers(0, 4, size=1085420)]
Classifier(16, 4).train(encoded, wanted)
