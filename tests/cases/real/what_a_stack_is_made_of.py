"""What is given where a layer, a tensor or a name of Keras is wanted."""

import numpy as np
from keras import Input, Model, Sequential
from keras.layers import LSTM, Dense, Flatten, MultiHeadAttention

x = np.random.rand(8, 5, 3)


def a_class():
    model = Sequential([Input((5, 3)), LSTM(4, return_sequences=True)])
    model.add(Flatten)  # [training-call-argument]


def a_word():
    model = Sequential([Input((5, 3)), LSTM(4)])
    model.add("relu")  # [training-call-argument]


def one_name_twice():
    model = Sequential([Input((5, 3))])
    for _ in range(2):
        model.add(LSTM(4, return_sequences=True, name="memory"))  # [training-call-argument]


def one_layer_twice():
    shared = Dense(3, name="shared")
    inputs = Input((5, 3))
    return Model(inputs, shared(shared(inputs)))


def data_for_an_input():
    inputs = Input((5, 3))
    return Model(x, LSTM(4)(inputs))  # [training-call-argument]


def a_layer_for_an_output():
    inputs = Input((5, 3))
    return Model(inputs, LSTM(4))  # [training-call-argument]



def attention_without_value():
    return MultiHeadAttention(2, 3)(Input((5, 3)))  # [layer-input-shape]


def start():
    LSTM(4, kernel_initializer="he_normal", kernel_constraint="max_norm")
    LSTM(4, kernel_initializer="glorot")  # [unknown-layer-argument]


def optimizer():
    model = Sequential([Input((5, 3)), LSTM(4)])
    model.compile("adaam", "mse")  # [training-call-argument]


def a_layer_that_is_not_there():
    model = Sequential([Input((5, 3)), LSTM(4, name="memory"), Dense(1)])
    model.get_layer("memori")  # [training-call-argument]
    return model.get_layer("dense")


for mistake in (a_class, a_word):
    mistake()
