"""What a loss of Keras 2 does where the program calls it: no axis is put behind a target, time may come first."""
# keras: 2

import numpy as np
import tensorflow as tf
import tf_keras as keras
from tf_keras import layers

four, outputs = tf.zeros((4,)), tf.zeros((8, 4))
number = keras.losses.MeanSquaredError()(four, outputs)
number = keras.losses.Huber()(four, outputs)
number = keras.losses.BinaryCrossentropy()(four, outputs)
number = keras.losses.SparseCategoricalCrossentropy()(tf.zeros((6,)), tf.ones((2, 3, 5)))

steps, state = tf.zeros((5, 8, 3)), tf.zeros((8, 4))
last = layers.GRU(4, time_major=True)(steps, initial_state=state)  # shape: (8, 4)


@keras.utils.register_keras_serializable(package="own")
def act(x):
    return x


dense = layers.Dense(3, activation="own>act")

inputs = keras.Input((3,))
hidden = layers.Dense(4)(inputs)
model = keras.Model(inputs, [layers.Dense(1, activation="sigmoid")(hidden), hidden])
model.compile(loss=["binary_crossentropy", None], optimizer="adam")
model.fit(np.zeros((4, 3)), np.zeros((4, 1)), class_weight={0: 1.0, 1: 2.0})
model.compile(loss=["binary_crossentropy", "mse"], optimizer="adam")
model.fit(np.zeros((4, 3)), [np.zeros((4, 1)), np.zeros((4, 4))], class_weight={})
