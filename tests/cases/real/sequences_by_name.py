"""What a recurrent layer is called on has another name in each Keras; weights of samples weigh no steps in Keras 3."""
# keras: 3

import keras
import numpy as np
from keras import layers

inputs = keras.Input((6, 3))
steps = layers.GRU(4, return_sequences=True)(sequences=inputs)  # shape: (None, 6, 4)
try:
    layers.LSTM(4)(inputs=inputs)
except TypeError:
    print("sequences")

model = keras.Model(inputs, layers.Dense(1)(steps))
model.compile("adam", "mse")
x, y = np.zeros((20, 6, 3)), np.zeros((20, 6, 1))
model.fit(x, y, sample_weight=np.ones((20, 1)))
model.fit(x, y, sample_weight=np.ones((20, 6)))
model.fit(x, y, sample_weight=np.ones(20))  # [training-call-argument]
hidden = layers.Bidirectional(layers.LSTM(4))(inputs=inputs)  # [layer-input-shape]
