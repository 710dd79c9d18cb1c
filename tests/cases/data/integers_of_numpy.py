"""Numbers of NumPy where a layer wants an int: a recurrent layer cannot be built of one, RepeatVector and Conv1D refuse it.
"""
# keras: 3
import numpy as np
import keras
from keras import layers

x = np.random.rand(20, 6, 2)
y = np.random.randint(0, 4, size=(20,))
units = np.max(y) + 1
model = keras.Sequential()
model.add(keras.Input((6, 2)))
model.add(layers.LSTM(units, return_sequences=True))  # [layer-input-shape]
steps = keras.Input((2,))
layers.RepeatVector(y.max())(steps)  # [unknown-layer-argument]
layers.Conv1D(4, kernel_size=np.int64(3))(keras.Input((6, 2)))  # [unknown-layer-argument]

good = keras.Sequential()
good.add(keras.Input((6, 2)))
good.add(layers.Conv1D(np.max(y) + 2, 3))
good.add(layers.LSTM(int(y.max()) + 2, return_sequences=True))
good.add(layers.LSTM(max(units.item(), 2)))
good.add(layers.RepeatVector(x.shape[1]))
good.compile("adam", "mse")
