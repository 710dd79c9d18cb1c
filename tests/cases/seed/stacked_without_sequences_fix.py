import numpy as np
from keras.layers import GRU, Dense, Dropout
from keras.models import Sequential

depth = 3
model = Sequential()
for level in range(depth):
    if level == 0:
        model.add(GRU(9, return_sequences=True, input_shape=(31, 25)))
    else:
        model.add(GRU(9, return_sequences=level < depth - 1))
    model.add(Dropout(0.1))
model.add(Dense(3))
model.compile(loss="mse", optimizer="adam")
model.fit(np.zeros((32, 31, 25)), np.zeros((32, 3)), epochs=1)
