"""Arrays and columns of objects: what their elements are is known from what was put there."""

import pickle

import numpy as np
import pandas as pd
from tensorflow import keras

sentences = [[1, 2, 3], [4, 5], [6]]

slots = np.empty((3,), dtype=object)  # shape: (3,)
for at, sentence in enumerate(sentences):
    slots[at] = sentence
padded = keras.utils.pad_sequences(slots, maxlen=4)  # shape: (3, 4)
backwards = keras.utils.pad_sequences([one[::-1] for one in slots], maxlen=4)  # shape: (3, 4)

coded = np.empty((3,), dtype=list)
for at, sentence in enumerate(sentences):
    coded[at] = keras.utils.to_categorical(sentence, num_classes=7)
steps = keras.utils.pad_sequences(coded, maxlen=4)  # shape: (3, 4, 7)
first = coded[0][:, :5]  # shape: (len, 5)
one_hot = steps[:, :, 0]  # shape: (3, 4)

frame = pd.DataFrame({"text": ["a b c", "d e", "f"]})
frame["words"] = frame["text"].apply(lambda text: text.split())
frame["ids"] = [[ord(word) - 97 for word in words] for words in frame["words"]]
kept = frame[frame["text"] != pickle.loads(pickle.dumps("f"))].reset_index(drop=True)
x = keras.utils.pad_sequences(kept["ids"].tolist(), maxlen=6)[:, 1:]  # shape: (selected, 5)
again = keras.utils.pad_sequences(frame.ids.values, maxlen=6)  # shape: (3, 6)

# Columns that were written to a table of unknown columns are known, the others not.
unseen = pd.DataFrame(pickle.loads(pickle.dumps({"text": ["a b", "c"], "n": [0.5, 0.25]})))
unseen["ids"] = [[1, 2], [3]]
unseen["mark"] = np.arange(2)
ordered = unseen.sort_values("n").reset_index(drop=True)
late = keras.utils.pad_sequences(ordered["ids"], maxlen=3)[:, 1:]  # shape: (rows, 2)
marks = keras.utils.to_categorical(ordered["mark"], num_classes=2)  # shape: (rows, 2)
renamed = unseen.rename(columns={"ids": "old", "n": "ids"})
halves = renamed["ids"].values * 2  # shape: (rows,)

mixed = np.empty(2, dtype=object)
mixed[0] = [1, 2]
mixed[1] = "text"
either = mixed[0]  # value: unknown
