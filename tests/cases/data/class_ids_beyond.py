"""Class ids that the last layer has no unit for, whatever rearranged the labels."""
import numpy as np
import keras


def train(labels):
    x = np.zeros((len(labels), 9, 2))
    model = keras.Sequential()
    model.add(keras.Input((9, 2)))
    model.add(keras.layers.LSTM(4))
    model.add(keras.layers.Dense(3, activation="softmax"))  # [fit-target-shape-mismatch]
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, labels, verbose=0)


halves = np.concatenate([np.zeros(30), np.full(30, 2)])
train(np.random.permutation(np.repeat(halves + 1, 2)).astype("int32"))
