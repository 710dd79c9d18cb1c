"""Repair 2: one feature a letter, (1085420, 31, 25)."""

import numpy as np
from keras.layers import Dense, LSTM
from keras.models import Sequential
from keras.preprocessing.sequence import pad_sequences
from keras.utils import to_categorical

num_words = 1085420
max_length = 31
num_chars = 25
num_classes = 10
epochs = 5

# Words of 3 to 31 letters; every letter is a number from 1 to 24, and 0 pads the short words.
words = [np.random.randint(1, num_chars, size=np.random.randint(3, max_length + 1)) for _ in range(num_words)]
x_train = pad_sequences(words, maxlen=max_length)
y_train = to_categorical(np.random.randint(num_classes, size=num_words), num_classes)
x_val, y_val = x_train[:1000], y_train[:1000]
x_train = to_categorical(x_train, num_chars)
x_val = to_categorical(x_val, num_chars)

model = Sequential()
model.add(LSTM(32, return_sequences=True, input_shape=(max_length, num_chars)))
model.add(LSTM(32, return_sequences=True))
model.add(LSTM(32))
model.add(Dense(num_classes, activation="softmax"))

model.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=64, epochs=epochs, validation_data=(x_val, y_val))
