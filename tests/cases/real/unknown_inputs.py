"""Models whose input shape or depth is the caller's: what their layers are made with still tells the output."""

# keras: 3
import keras
from keras import layers


def of_any_input(shape):
    inputs = keras.Input(shape)
    x, hidden, carry = layers.LSTM(7, return_state=True)(inputs)
    return keras.Model(inputs, layers.Dense(2)(hidden))


def of_any_steps(shape):
    inputs = keras.Input(shape)
    x = layers.LSTM(7)(inputs)  # [lstm-input-ndim]
    x = layers.LSTM(4)(x)
    return keras.Model(inputs, x)


def of_any_depth(depth):
    model = keras.Sequential([keras.Input((10, 3))])
    for _ in range(depth):
        model.add(layers.LSTM(32, return_sequences=True))
    model.add(layers.TimeDistributed(layers.Dense(5)))
    model.add(layers.Flatten())  # [lstm-input-ndim]
    model.add(layers.LSTM(4))
    return model


def of_either_width(wide):
    model = keras.Sequential([keras.Input((10, 3))])
    if wide:
        model.add(layers.Dense(64))
    model.add(layers.LSTM(8))
    return model


def of_half_the_words(path):
    with open(path) as file:
        words = file.read().split()
    inputs = keras.Input((5,))
    x = layers.Embedding(len(words), 8)(inputs)
    x = layers.Dense(len(words) / 2)(x)  # [unknown-layer-argument]
    x = layers.Dense(len(words) // 2)(x)
    return keras.Model(inputs, x)


tokens = keras.Input((5, 2))
encoded = layers.LSTM(3)(tokens)
old = keras.Model(input=tokens, output=encoded)  # [training-call-argument, training-call-argument]
half = keras.Model(inputs=tokens, output=encoded)  # [training-call-argument]
new = keras.Model(tokens, encoded, input=3)
