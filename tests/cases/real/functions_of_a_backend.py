"""What looks like a mistake and is none: a reshape that is a function of a module nobody sees, and a matrix that no model
meets filled anew.
"""

import numpy as np
from keras import Input, Sequential
from keras.layers import Dense

import engine


def rotated(points, number):
    stacked = engine.numpy.stack([points, points], axis=-1)
    matrix = engine.numpy.reshape(stacked, [number, 3, 3])
    return matrix[:, :2, :]


rotated(engine.load(), 5)
table = np.array([[1, 2, 3], [4, 5, 6]])
print(table.reshape(3, 2))
model = Sequential([Input((3,)), Dense(1, activation="sigmoid")])
model.compile(loss="binary_crossentropy")
model.fit(np.ones((4, 3)), np.ones((4, 1)))
