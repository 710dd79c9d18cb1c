"""What type() gives is compared with classes."""

import collections

import numpy as np
import pandas as pd
from tensorflow import keras

assert keras.__version__


class Plain:
    pass


Pair = collections.namedtuple("Pair", "a b")
s, t, pair, maybe = np.arange(3), (1, 2), Pair(1, 2), np.float64(1)
frame = pd.DataFrame({"a": [1]})
found = [
    type(s) is np.ndarray, type(s) is tuple, type(t) == tuple, type(t) in (list, tuple), type(t) not in (list, tuple),
    type([1]) is list, type(t) != list, s.__class__ is np.ndarray, type("a") is str, type(1) is int, type(True) is int,
    type(1.5) is float, type(frame) is pd.DataFrame, type(frame["a"]) is pd.Series, type(Plain()) is Plain,
    type(Plain()) is tuple, type(pair) is not tuple, type(maybe) is float, type({}) is dict, type(t) is Plain,
]  # fmt: skip
if type(s).__name__ == "ndarray" and type(Plain()).__name__ == "Plain":
    n = 3  # value: 3
else:
    n = 4
a = np.zeros(2 if type(s) is tuple else 3)  # shape: (3,)
b = np.zeros(2 if type(t) in (list, tuple) else 3)  # shape: (2,)
c = np.zeros(2 if type(s) != np.ndarray else 3)  # shape: (3,)
d = np.zeros(2 if s.__class__ == tuple else 3)  # shape: (3,)
e = np.zeros(2 if type(Plain()) is Plain else 3)  # shape: (2,)
f = np.zeros(2 if isinstance(s.mean(), np.ndarray) else 3)  # shape: (?,)
assert f.shape == (3,) and found
