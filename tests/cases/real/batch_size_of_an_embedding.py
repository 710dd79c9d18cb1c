"""An Embedding that is told its batch size declares it, with or without the length of the texts (a network of letters)."""

# keras: 2
import numpy as np
from tensorflow.keras.layers import LSTM, Dense, Embedding
from tensorflow.keras.models import Sequential

letters = np.random.randint(0, 30, (8, 12))
following = np.random.randint(0, 30, (8, 12, 1))

model = Sequential()
model.add(Embedding(30, 16, batch_size=4))
model.add(LSTM(8, return_sequences=True, stateful=True))
model.add(Dense(30, activation="softmax"))
model.compile(loss="sparse_categorical_crossentropy", optimizer="adam")
model.fit(letters, following, batch_size=4, epochs=1, shuffle=False, verbose=0)

fixed = Sequential()
fixed.add(Embedding(30, 16, batch_size=4, input_length=12))
fixed.add(LSTM(8, stateful=True))
fixed.summary()

dense = Sequential()
dense.add(Dense(6, input_dim=3, batch_size=2))
dense.summary()

old = Sequential()
old.add(LSTM(6, input_dim=3, input_length=5, batch_size=2, stateful=True))
old.summary()
