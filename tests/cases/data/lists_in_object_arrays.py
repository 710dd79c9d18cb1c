"""Lists of ids, and one-hot rows, put one by one into arrays of objects and padded: the rank comes from what was put in."""

import collections

import numpy as np
from tensorflow import keras
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.utils import to_categorical

with open("sentences.txt", "w") as file:
    file.write("\n".join(["the cat sat", "a dog", "the dog sat on the cat"]))
counts, rows = collections.Counter(), 0
for line in open("sentences.txt"):
    for word in line.strip().lower().split():
        counts[word] += 1
    rows += 1
number = {entry[0]: at + 2 for at, entry in enumerate(counts.most_common(100))}
number["PAD"] = 0
number["UNK"] = 1


def build(classes=0):
    data = np.empty((rows,), dtype=list)
    for at, line in enumerate(open("sentences.txt")):
        ids = []
        for word in line.strip().split():
            if word in number:
                ids.append(number[word])
            else:
                ids.append(number["UNK"])
        data[at] = to_categorical(ids, num_classes=classes) if classes else ids
    return pad_sequences(data, maxlen=5)


x = build()  # shape: (lines, 5)
y = build(20)  # shape: (lines, 5, 20)
model = keras.Sequential(
    [
        keras.layers.Embedding(20, 8),
        keras.layers.LSTM(4, return_sequences=True),
        keras.layers.Dense(20, activation="softmax"),
    ]
)
model.compile("adam", "categorical_crossentropy")
model.fit(x, y, epochs=1, verbose=0)

mixed = np.empty(2, dtype=object)
mixed[0] = [1, 2]
mixed[1] = [[1, 2], [3, 4], [5, 6]]
first = pad_sequences(mixed[:1])  # shape: of unknown shape
