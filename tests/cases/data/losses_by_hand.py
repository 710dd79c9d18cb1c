"""A training loop of the program's own calls the loss itself: class ids against rows of probabilities raise there."""

import numpy as np
import tensorflow as tf


class Net(tf.keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.rnn = tf.keras.layers.GRU(8)
        self.fc = tf.keras.layers.Dense(classes)

    def call(self, inputs):
        return self.fc(self.rnn(inputs))


def train(net, batches, loss_of):
    optimizer = tf.keras.optimizers.SGD()
    for x, y in batches:
        with tf.GradientTape() as tape:
            loss = loss_of(y, net(x))  # [array-reshape-mismatch]
        weights = net.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))


x, ids = np.random.rand(32, 10, 3).astype("float32"), np.random.randint(0, 5, 32)
one_hot = np.eye(5, dtype="float32")[ids]
losses = tf.keras.losses
train(Net(5), tf.data.Dataset.from_tensor_slices((x, one_hot)).batch(16), losses.CategoricalCrossentropy(from_logits=True))
train(Net(5), tf.data.Dataset.from_tensor_slices((x, ids)).batch(16), losses.SparseCategoricalCrossentropy(from_logits=True))
train(Net(1), tf.data.Dataset.from_tensor_slices((x, ids)).batch(16), losses.MeanSquaredError())
train(Net(5), tf.data.Dataset.from_tensor_slices((x, ids)).batch(16), losses.CategoricalCrossentropy(from_logits=True))
