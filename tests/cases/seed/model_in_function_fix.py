import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential


def make_network(hidden, outputs):
    network = Sequential()
    network.add(LSTM(hidden))
    network.add(Dense(outputs, activation="softmax"))
    network.compile(loss="sparse_categorical_crossentropy", optimizer="adam")
    return network


letters = np.random.randint(0, 25, size=(1085420, 31))
labels = np.random.randint(0, 10, size=(1085420,))
net = make_network(24, 10)
net.fit(letters.reshape(-1, 31, 1) / 25.0, labels, epochs=1)
