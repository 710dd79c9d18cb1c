"""Classes that derive from dict or UserDict: what is under a key, through their own methods and those of the base."""

from collections import UserDict

import numpy as np
from tensorflow import keras


class Tensors(UserDict):
    """Has its data without the base's __init__."""

    def __init__(self, frame):
        self.frame = frame
        self.data = self.split(frame)

    def split(self, frame):
        return {name: frame[:, :width].reshape(-1, width, 1) for name, width in (("x", 3), ("y", 1))}


class Named(UserDict):
    pass


class Counted(dict):
    def __init__(self, first):
        super().__init__(first=first)
        self["second"] = first[:2]
        self.writes = 0

    def __setitem__(self, key, value):
        super().__setitem__(key, value)


class Doubled(dict):
    def __getitem__(self, key):
        return super().__getitem__(key)[:, :2]


tensors = Tensors(np.zeros((40, 6)))
x = tensors["x"]  # shape: (40, 3, 1)
tensors["z"] = np.zeros((40, 2))
z = tensors.get("z")  # shape: (40, 2)
every = np.concatenate([one.reshape(40, -1) for name, one in tensors.items()], axis=1)  # shape: (40, 6)
names = [name for name in tensors]  # len: 3
del tensors["z"]
fewer = list(tensors)  # len: 2

named = Named({"a": np.zeros((2, 3))}, b=np.ones(4))
a, b = named["a"], named["b"]  # shape: (2, 3); (4,)

counted = Counted(np.zeros((5, 2)))
first, second = counted["first"], counted["second"]  # shape: (5, 2); (2, 2)
doubled = Doubled(x=np.zeros((3, 5)))
half = doubled["x"]  # shape: (3, 2)

model = keras.Sequential([keras.Input((3, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
model.compile(loss="mse")
model.fit(tensors["x"], tensors["y"], verbose=0)
