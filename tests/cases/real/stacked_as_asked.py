# A model whose layers hang on arguments that nobody gives; and an assert that surely fails ends its function.
import numpy as np
from keras.layers import LSTM, Dense, Input, TimeDistributed
from keras.models import Sequential

STEPS = 60


def build(widths, each_step):
    model = Sequential()
    model.add(Input((5, 3)))
    if len(widths) > 1:
        for width in widths[:-1]:
            model.add(LSTM(width, return_sequences=True))
        model.add(LSTM(4))
    else:
        if each_step:
            model.add(LSTM(4, return_sequences=True))
        else:
            model.add(LSTM(4, return_sequences=False))
    if each_step:
        model.add(TimeDistributed(Dense(10)))
    else:
        model.add(Dense(1))
    return model


def windows(table):
    count = table.shape[0] - STEPS
    assert count > 0, "more rows than timesteps are needed"
    return np.zeros((count, STEPS, table.shape[1]))


def windows_of_a_sample():
    try:
        return windows(np.ones((20, 5)))
    except AssertionError:
        return None


x = windows(np.ones((100, 5)))  # shape: (40, 60, 5)
none = windows_of_a_sample()
