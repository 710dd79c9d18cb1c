"""set_shape states what a slice has lost; a single text of a tensor is no array; another length may meet a model that
declared none.
"""

import numpy as np
import tensorflow as tf
from tensorflow import keras

series = np.arange(300.0).reshape(100, 3)


def split(window):
    inputs, labels = window[:, slice(0, 4), :], window[:, slice(4, None), :1]
    inputs.set_shape([None, 4, None])
    labels.set_shape([None, 1, None])
    return inputs, labels


windows = keras.utils.timeseries_dataset_from_array(series, None, sequence_length=5, batch_size=8).map(split)
model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1), keras.layers.Reshape([1, -1])])
model.compile(loss="mse", optimizer="adam")
model.fit(windows, epochs=1)

texts = tf.data.Dataset.from_tensor_slices((["first", "second"], ["irst", "econd"]))
text, label = next(texts.as_numpy_iterator())
print(text[:3], label[:3])

stepwise = keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(1)])
print(stepwise(np.zeros((8, 1, 3))).shape, stepwise(np.zeros((8, 24, 3))).shape)
