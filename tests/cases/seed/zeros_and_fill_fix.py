import numpy as np
from keras.layers import GRU, Dense
from keras.models import Sequential

alphabet = "abcdefghijklmnopqrstuvwxy"
words = ["keras", "shape", "timesteps", "features", "lstm", "batch", "units", "dense"] * 40
index = {letter: number for number, letter in enumerate(alphabet)}
coded = np.zeros((len(words), 31, 25), dtype="float32")
for row, word in enumerate(words):
    for column, letter in enumerate(word):
        coded[row, column, index[letter]] = 1
long_word = np.array([len(word) > 5 for word in words])

model = Sequential()
model.add(GRU(12))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(coded, long_word, epochs=1, batch_size=16)
