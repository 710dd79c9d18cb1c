"""Keras's attention takes its inputs by name alone, too."""
from tensorflow import keras
from tensorflow.keras import layers

source = keras.Input((7, 5))
mixed = layers.MultiHeadAttention(2, 3)(query=source, value=source)
state = layers.LSTM(4)(mixed)  # [lstm-input-ndim]
layers.LSTM(4)(state)
