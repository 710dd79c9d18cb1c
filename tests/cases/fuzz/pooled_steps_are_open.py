"""Pooled, the steps of an input that leaves them open are open still: Flatten gives no number of features."""

from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((None, 2))
h = layers.AveragePooling1D(2)(inputs)
flat = layers.Flatten()(h)
layers.Dense(2)(flat)  # [layer-input-shape]
