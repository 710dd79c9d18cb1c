"""Floats are no indices, whole numbers or not; nor are ids that come up to the number of rows."""

import numpy as np
from tensorflow import keras

ids = np.array([[1, 2, 5], [0, 4, 3]])
labels = np.array([1.0, 0.0, 2.0])
rows = np.eye(6)[ids]
assert rows.shape == (2, 3, 6) and keras.__version__
try:
    coded = np.eye(3)[labels.astype(int)]
    table = np.eye(3)[labels]  # [array-reshape-mismatch]
finally:
    few = np.eye(5)[ids]  # [array-reshape-mismatch]
