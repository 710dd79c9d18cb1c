import numpy as np
from keras.layers import GRU, Dense, Dropout
from keras.models import Sequential

depth = 3
model = Sequential()
for level in range(depth):
    if level == 0:
        model.add(GRU(9, input_shape=(31, 25)))  # [lstm-input-ndim]
    else:
        model.add(GRU(9))
    model.add(Dropout(0.1))
model.add(Dense(3))
model.compile(loss="mse", optimizer="adam")
model.fit(np.zeros((32, 31, 25)), np.zeros((32, 3)), epochs=1)
