"""Texts that the source tells: the vocabulary and the longest text are exact."""
import keras
import numpy as np
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.utils import to_categorical

texts = ["the cat sat on the mat", "the dog sat", "a bird, a fish!"]  # len: 3
tokenizer = Tokenizer()
tokenizer.fit_on_texts(texts)
words = len(tokenizer.word_index) + 1  # value: 10
counts = tokenizer.texts_to_matrix(texts, mode="count")  # shape: (3, 10)
ids = pad_sequences(tokenizer.texts_to_sequences(texts))  # shape: (3, 6)
labels = to_categorical([0, 2, 1])  # shape: (3, 3)

model = keras.Sequential([keras.layers.Embedding(words, 8), keras.layers.LSTM(4), keras.layers.Dense(3, "softmax")])
model.compile("adam", "categorical_crossentropy")
model.fit(ids, labels, epochs=1, verbose=0)

letters = sorted(set("".join(texts)))
place = {letter: at for at, letter in enumerate(letters)}
onehot = np.zeros((len(texts), 8, len(letters)))  # shape: (3, 8, 18)
for row, text in enumerate(texts):
    for step, letter in enumerate(text[:8]):
        onehot[row, step, place[letter]] = 1.0
chars = keras.Sequential([keras.Input((8, len(letters))), keras.layers.LSTM(4), keras.layers.Dense(3, "softmax")])
chars.compile("adam", "categorical_crossentropy")
chars.fit(onehot, labels, epochs=1, verbose=0)
