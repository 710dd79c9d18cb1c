# Texts as lists of word numbers, by a dict that the program makes, and by the Tokenizer's word_index.
from collections import Counter

import numpy as np
from keras.layers import LSTM, Dense, Embedding
from keras.models import Sequential
from keras.src.legacy.preprocessing.text import Tokenizer
from keras.utils import pad_sequences, to_categorical

text = ["the cat sat", "a dog ran far away", "the dog sat down"]
counts = Counter(word for line in text for word in line.split())
numbers = {"<pad>": 0, "<unk>": 1}
for number, (word, _) in enumerate(counts.most_common(8)):
    numbers[word] = number + 2
known = {word: at + 1 for at, word in enumerate(sorted(set(" ".join(text).split())))}

rows = []
for line in text:
    row = []
    for word in line.split():
        row.append(numbers[word] if word in numbers else numbers["<unk>"])
    rows.append(row)
by_loop = pad_sequences(rows, maxlen=6)  # shape: (3, 6)
by_get = pad_sequences([[numbers.get(w, 1) for w in line.split()] for line in text], maxlen=6)  # shape: (3, 6)
by_index = pad_sequences([[known[w] for w in line.split()] for line in text], maxlen=6)  # shape: (3, 6)

tokenizer = Tokenizer()
tokenizer.fit_on_texts(text)
ids = [[tokenizer.word_index[w] for w in line.split()] for line in text]
by_tokenizer = pad_sequences(ids, maxlen=6)  # shape: (3, 6)


def one_hot_rows(length):
    x = []
    for _ in range(len(text)):
        part = [[x / 2] for x in range(length)]  # a comprehension's names are its own: x is still the list
        x.append(part)
    return np.array(x)


table = one_hot_rows(3)  # shape: (3, 3, 1)

model = Sequential([Embedding(32, 4), LSTM(5), Dense(2, activation="softmax")])
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(by_loop, to_categorical(np.arange(len(by_loop)) % 2, 2), verbose=0)
