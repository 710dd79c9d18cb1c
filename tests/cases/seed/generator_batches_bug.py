import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential


def batches(size):
    while True:
        yield np.random.randint(0, 25, (size, 31)), np.random.rand(size, 1)


model = Sequential()
model.add(LSTM(4))
model.add(Dense(1))
model.compile(loss="mse", optimizer="adam")
model.fit(batches(16), steps_per_epoch=2, epochs=1)  # [lstm-input-ndim]
