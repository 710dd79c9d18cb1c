"""A model whose window only its callers know is built all the same: its summary shows something."""

from tensorflow.keras.layers import LSTM, Dense
from tensorflow.keras.models import Sequential


class AutoEncoder:
    """Made by code that is not here."""

    def __init__(self):
        self.window = None

    @staticmethod
    def create(window, metric):
        model = Sequential()
        model.add(LSTM(units=128, input_shape=(window, 1)))
        model.add(Dense(units=window))
        model.compile(optimizer="adam", loss="mean_squared_error", metrics=[metric])
        print(model.summary())
        return model
