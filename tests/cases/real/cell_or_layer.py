# What a layer of the program's own is given may be a cell or a layer: hasattr tells which.
import keras
import numpy as np
import tensorflow as tf
from keras.layers import RNN, GRUCell, Input, LSTMCell, SimpleRNNCell


class Last(keras.layers.Layer):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def call(self, steps):
        if hasattr(self.inner, "state_size"):
            return RNN(self.inner)(steps)
        return self.inner(steps[:, -1])


inputs = Input((5, 3))
sizes = [np.zeros(one) for one in LSTMCell(4).state_size]
state = np.zeros(GRUCell(6).state_size)  # shape: (6,)
first = sizes[0]  # shape: (4,)
scores = Last(SimpleRNNCell(4))(inputs)  # shape: (None, 4)


class Own(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = self.state_size = units

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units))

    def call(self, inputs, states):
        hidden = inputs @ self.kernel + states[0]
        return hidden, [hidden]


steps = tf.zeros((2, 5, 3))
last, first_state, second_state = RNN([Own(4), Own(5)], return_state=True)(steps)  # shape: (2, 5); (2, 4); (2, 5)
hidden = tf.zeros((2, 6))
output, hidden = GRUCell(6)(steps[:, 0], hidden)  # shape: (2, 6); (2, 6)
output, hidden = GRUCell(6)(steps[:, 0], [hidden])
state = hidden[0]  # shape: (2, 6)
