"""Attention over matrices: Keras 2 multiplies them, and the scores are those of the samples with each other."""
# keras: 2

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(6, 4).astype("float32")
attended, scores = layers.Attention()([x, x], return_attention_scores=True)  # shape: (6, 4); (6, 6)

inputs = keras.Input((16, 18))
h = layers.LSTM(24)(inputs)
a, weights = layers.Attention()([h, h], return_attention_scores=True)
a = layers.GlobalAveragePooling1D()(a)  # [layer-input-ndim]
