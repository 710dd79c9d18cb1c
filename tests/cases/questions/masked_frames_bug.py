import numpy as np
from tensorflow.keras import layers, models

frames = np.random.rand(8, 6, 10, 10, 3).astype("float32")
labels = np.random.randint(0, 4, 8)

model = models.Sequential()
model.add(layers.Masking(mask_value=0.0, input_shape=frames.shape[1:]))  # [layer-input-shape]
model.add(layers.TimeDistributed(layers.Conv2D(4, 3, activation="relu")))
model.add(layers.TimeDistributed(layers.GlobalAveragePooling2D()))
model.add(layers.GRU(8))
model.add(layers.Dense(4, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(frames, labels, epochs=1, verbose=0)
