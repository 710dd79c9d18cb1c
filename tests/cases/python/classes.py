# Classes: attributes, inheritance, properties, special methods, dataclasses.
from collections import namedtuple
from dataclasses import dataclass, field
from typing import NamedTuple

import keras
import numpy as np


class Data:
    look_back = 3

    def __init__(self, series, look_back=None):
        self.series = series
        if look_back is not None:
            self.look_back = look_back
        self.x = None

    def windows(self):
        n = len(self.series) - self.look_back
        self.x = np.array([self.series[i : i + self.look_back] for i in range(n)])
        return self.x

    @property
    def shape(self):
        return self.x.shape

    @staticmethod
    def column(x):
        return x[..., np.newaxis]

    @classmethod
    def zeros(cls, n):
        return cls(np.zeros(n))

    def __len__(self):
        return len(self.series)

    def __getitem__(self, index):
        return self.series[index : index + self.look_back], self.series[index + self.look_back]

    def __call__(self, factor):
        return np.repeat(self.series, factor)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


data = Data(np.arange(30.0))
a = data.windows()  # shape: (27, 3)
b = data.x  # shape: (27, 3)
c = data.column(a)  # shape: (27, 3, 1)
rows, steps = data.shape  # value: 27; 3
d = Data(np.arange(30.0), 5).windows()  # shape: (25, 5)
e = Data.zeros(10).windows()  # shape: (7, 3)
f, g = data[4]  # shape: (3,); ()
h = data(2)  # shape: (60,)
size = len(data)  # value: 30
with Data(np.arange(12.0)) as opened:
    i = opened.windows()  # shape: (9, 3)


class Scaled(Data):
    look_back = 4

    def __init__(self, series, factor, **options):
        super().__init__(series, **options)
        self.factor = factor

    def windows(self):
        return super().windows() * self.factor


j = Scaled(np.arange(30.0), 2.0).windows()  # shape: (26, 4)
k = Scaled(np.arange(30.0), 2.0, look_back=6).windows()  # shape: (24, 6)


@dataclass
class Config:
    steps: int = 5
    features: int = 2
    names: list = field(default_factory=list)

    @property
    def shape(self):
        return (self.steps, self.features)


config = Config(features=3)
m = np.zeros((4, *config.shape))  # shape: (4, 5, 3)
config.steps = 7
n = np.zeros((4,) + config.shape)  # shape: (4, 7, 3)
config.names.append("a")
names = len(config.names)  # value: 1


class Split(NamedTuple):
    train: np.ndarray
    test: np.ndarray
    ratio: float = 0.5


split = Split(np.zeros((6, 2)), np.zeros((4, 2)))
o, p, ratio = split
q = split.test  # shape: (4, 2)
Point = namedtuple("Point", ["x", "y"])
point = Point(np.zeros(3), y=np.zeros(4))
r = point.y  # shape: (4,)


class Stack:
    items = []

    def push(self, item):
        self.items.append(item)
        return self


s = np.array(Stack().push(1).push(2).items)  # shape: (2,)


class Batches:
    def __init__(self, x, size):
        self.x, self.size = x, size

    def __iter__(self):
        for start in range(0, len(self.x) - self.size + 1, self.size):
            yield self.x[start : start + self.size]


for batch in Batches(np.zeros((32, 5, 1)), 8):
    t = batch  # shape: (8, 5, 1)


setattr(data, "extra", np.zeros((2, 2)))
v = getattr(data, "extra")  # shape: (2, 2)
