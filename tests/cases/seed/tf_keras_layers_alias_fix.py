import numpy as np
import tensorflow as tf

features = tf.keras.utils.to_categorical(np.random.randint(0, 25, (200, 31)), 25)
target = np.random.rand(200, 1)
model = tf.keras.models.Sequential()
model.add(tf.keras.layers.LSTM(32, return_sequences=True, input_shape=features.shape[1:]))
model.add(tf.keras.layers.LSTM(32))
model.add(tf.keras.layers.Dense(1))
model.compile(loss="mse", optimizer="adam")
model.fit(features, target, epochs=1)
