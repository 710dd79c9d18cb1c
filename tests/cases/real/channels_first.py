# The data format that a program sets is the one that its layers have.
import numpy as np
from keras import backend as K
from keras.layers import Conv2D, Flatten, Input, MaxPooling2D
from keras.models import Sequential

K.set_image_data_format("channels_first")
images = np.zeros((100, 1, 28, 28))
channels = 1 if K.image_data_format() == "channels_first" else 3

model = Sequential([Input((channels, 28, 28)), Conv2D(8, 3), MaxPooling2D(2), Flatten()])
print(np.zeros((10, model.output_shape[1])).reshape(10, 8, 13, 13).shape)

K.set_image_data_format("channels_last")
model = Sequential([Input((28, 28, 1)), Conv2D(8, 3), Flatten()])
print(np.zeros((10, model.output_shape[1])).reshape(10, 26, 26, 8).shape)
narrow = Sequential([Input((1, 28, 28)), Conv2D(8, 3)])  # [layer-input-shape]
