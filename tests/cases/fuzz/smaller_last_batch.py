"""Six samples in batches of four: the first four targets broadcast against (4, 4), the last two against (2, 4) do not."""
# keras: 3

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(6, 3)
y = np.zeros((6,))
data = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)

model = keras.Sequential([keras.Input((3,)), layers.Dense(4)])
model.compile("sgd", "mse")
model.fit(x, y[:6], batch_size=4, steps_per_epoch=1, verbose=0)  # [silent-broadcast-loss]
model.fit(data, verbose=0)  # [fit-target-shape-mismatch]
