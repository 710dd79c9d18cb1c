# A Lambda gives what its function gives: bytes that it turns into fractions are floats for the next layer.
import tensorflow as tf
from tensorflow import keras


def fractions(image):
    return tf.cast(image, tf.float32) / 255.0


pixels = keras.Input((28, 28, 1), dtype="uint8")
scaled = keras.layers.Lambda(fractions)(pixels)
features = keras.layers.Flatten()(keras.layers.Conv2D(4, 3)(scaled))
model = keras.Model(pixels, keras.layers.Dense(2)(features))
model.summary()
