"""The rows of a ragged tensor of rank 1 are tensors, which every layer takes."""

import keras
import tensorflow as tf
from keras import layers

ragged = tf.ragged.constant([[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0]]], ragged_rank=1)
recurrent, dense = layers.LSTM(3), layers.Dense(2)
for row in ragged:
    print(recurrent(row[tf.newaxis]).shape, dense(row).shape)

ids = tf.ragged.constant([[1, 2, 3], [4], [5, 6]])
embed, steps = layers.Embedding(10, 2), layers.GRU(2)
for row in ids:
    print(steps(embed(row)[tf.newaxis]).shape)
for vectors in embed(ids):
    print(steps(vectors[tf.newaxis]).shape)
first = steps(embed(ids[0])[tf.newaxis])  # shape: (1, 2)
