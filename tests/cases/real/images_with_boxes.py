"""A layer for images takes a dict of images and what belongs to them as one input."""

import numpy as np
from tensorflow.keras.layers import RandomFlip

batch = {"images": np.ones((2, 8, 8, 3), "float32"), "labels": np.zeros((2, 1), "float32")}
print(RandomFlip("horizontal")(batch, training=True)["images"].shape)
