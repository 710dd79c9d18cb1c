# Functions that TensorFlow maps over the first axis of one tensor or of several; a shape that is stated.
import keras
import tensorflow as tf

x, y = tf.zeros((4, 5, 2)), tf.ones((4, 3))
a = tf.map_fn(lambda pair: tf.reduce_sum(pair[0], axis=0), (x, y), fn_output_signature=tf.float32)  # shape: (4, 2)
sums, squares = tf.vectorized_map(lambda one: (tf.reduce_sum(one), tf.square(one)), x)
b = sums  # shape: (4,)
c = squares  # shape: (4, 5, 2)
e = tf.ensure_shape(x, (None, 5, 2))  # shape: (4, 5, 2)
f = tf.tile(y, [2, 1])  # shape: (8, 3)
g = tf.pad(tensor=y, paddings=[[0, 0], [1, 2]])  # shape: (4, 6)

model = keras.Sequential([keras.layers.Input((5, 2)), keras.layers.LSTM(3)])
model.predict(e, verbose=0)
