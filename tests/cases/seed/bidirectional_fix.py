import numpy as np
from keras.layers import LSTM, Bidirectional, Dense
from keras.models import Sequential

x = np.random.rand(96, 31, 1)
y = np.random.rand(96, 2)
tagger = Sequential()
tagger.add(Bidirectional(LSTM(7)))
tagger.add(Dense(2))
tagger.compile(optimizer="sgd", loss="mse")
tagger.fit(x, y, epochs=1)
