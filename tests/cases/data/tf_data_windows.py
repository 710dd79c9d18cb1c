"""Windows of a long series, made by tf.data: every dim is known, whatever the length of the series."""
import keras
import numpy as np
import tensorflow as tf

WIDTH = 20
series = np.random.default_rng(0).normal(size=500).astype("float32")  # shape: (500,)
windows = tf.data.Dataset.from_tensor_slices(series).window(WIDTH + 1, shift=1, drop_remainder=True)
windows = windows.flat_map(lambda window: window.batch(WIDTH + 1))
for window in windows.take(1):  # shape: (21,)
    pass
pairs = windows.map(lambda window: (tf.expand_dims(window[:-1], -1), window[-1]))
batches = pairs.shuffle(100).batch(32, drop_remainder=True).prefetch(tf.data.AUTOTUNE)
x, y = next(iter(batches))  # shape: (32, 20, 1); (32,)

model = keras.Sequential([keras.Input((WIDTH, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(batches, epochs=1, verbose=0)
