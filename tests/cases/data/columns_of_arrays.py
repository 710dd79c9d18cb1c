"""Columns whose elements are arrays or lists, set from lists of them and joined again; nothing here raises."""

import io
import pickle

import numpy as np
import pandas as pd
from tensorflow import keras

texts = io.StringIO("text,mark\na b c,0\nd e f,1\ng h i,0\nj k l,1\n")
frame = pd.read_csv(texts)
frame["vector"] = frame["text"].apply(lambda text: np.full(50, len(text), "float32"))
frame["ids"] = [[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 4, 7]]
frame["padded"] = list(keras.utils.pad_sequences(frame["ids"], maxlen=5))

rows = np.vstack(frame["vector"].values)  # shape: (rows, 50)
stacked = np.stack(frame["vector"])  # shape: (rows, 50)
listed = np.array(frame["padded"].tolist())  # shape: (rows, 5)
halves = np.array(list(frame["padded"]))[::2]  # shape: ((rows + 1)//2, 5)
flat = np.concatenate(frame["padded"].values)  # shape: (5*rows,)
beside = np.hstack(frame["vector"])  # shape: (50*rows,)
words = np.concatenate(frame["text"].str.split().values)  # shape: of unknown shape
columns = np.column_stack(frame["padded"].values)  # shape: (5, rows)
numbers = np.vstack(frame["mark"].values)
both = np.concatenate([frame["vector"].values, frame["padded"].values])  # shape: (2*rows,)

# A reduction adds what lies in an array of objects: the sum of arrays is an array.
middle = np.mean(frame["vector"].values, axis=0)  # shape: of unknown shape
first = middle[0]
total = frame["padded"].values.sum().reshape(1, 5)  # shape: (1, 5)
frame["seen"] = frame["text"].apply(lambda text: pickle.loads(pickle.dumps(np.full(7, len(text)))))
average = np.mean(frame["seen"].values, axis=0).reshape(1, 7)  # shape: (1, 7)
last = frame["seen"].values.max(axis=0, initial=0) if len(frame) > 9 else frame["seen"].values.sum()[-1]

model = keras.Sequential([keras.Input((50, 1)), keras.layers.LSTM(2), keras.layers.Dense(1)])
model.compile(loss="mse")
model.fit(rows[..., np.newaxis], frame["mark"].values, verbose=0)

# An array of two axes is no column; a list of its rows is.
try:
    frame["wrong"] = np.zeros((4, 2))
except ValueError:
    pass

# A rest that is cut off from the end: 0 < cut is known only here.
count = len(texts.getvalue())
series = np.zeros((count, 5, 3))
cut = count % 20
if cut > 0:
    series = series[:-cut]
parts = np.split(series, 2)[0]
