import numpy as np
from tensorflow.keras.layers import LSTM, Dense, Embedding
from tensorflow.keras.models import Sequential
from tensorflow.keras.preprocessing.sequence import pad_sequences

sentences = [[3, 1, 4], [1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7]] * 16
padded = pad_sequences(sentences, maxlen=31, padding="post")
answers = np.array([0, 1, 1, 0] * 16)

model = Sequential()
model.add(Embedding(10, 8))
model.add(LSTM(32))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(padded, answers, epochs=1)
