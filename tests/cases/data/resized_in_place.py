# resize, the method, changes the array itself.
import keras
import numpy as np

index = np.arange(0, 12)
same = index
index.resize((12, 1), refcheck=False)
joined = np.append(np.zeros((12, 2)), index, axis=1)  # shape: (12, 3)
alias = same + 0  # shape: (12, 1)
flat = np.zeros((2, 3))
flat.resize(9, refcheck=False)
wide = flat[np.newaxis]  # shape: (1, 9)
grid = np.zeros(6)
grid.resize(3, 2, refcheck=False)
rows = grid.T  # shape: (2, 3)
layer = keras.layers.Dense(1)
