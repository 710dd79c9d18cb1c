"""Values that come from where nobody sees them: what takes them, or holds them, still says what it gives."""

import argparse
import pickle

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.preprocessing import LabelEncoder, MinMaxScaler
from tensorflow import keras

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int, default=40)
args = parser.parse_args()


def unseen(thing):
    return pickle.loads(pickle.dumps(thing))


# A transformer takes two axes and gives two.
readings = unseen(np.random.rand(40, 3))
scaler = MinMaxScaler()
scaled = scaler.fit_transform(readings)  # shape: (rows, features)
again = scaler.transform(unseen(np.random.rand(9, 3)))  # shape: (rows, features)
back = scaler.inverse_transform(unseen(np.random.rand(9, 3)))  # shape: (rows, features)
parts = PCA(2).fit_transform(readings)  # shape: (rows, 2)
windows = np.array([scaled[i : i + 5] for i in range(30)])  # shape: (30, min(5, rows), features)
labels = LabelEncoder().fit_transform(unseen(["a", "b"]))  # shape: (rows,)

# So many names for its shape, so many axes.
cube = unseen(np.zeros((9, 4, 3)))
samples, steps, width = cube.shape
flat = cube[:, 0]  # shape: (?, ?)
turned = np.zeros((samples, width)) + flat  # shape: (?, ?)

# A list of labels chooses columns, a list of truths rows: a table either way.
frame = unseen(pd.DataFrame(np.random.rand(args.rows, 6), columns=list("abcdef")))
table = pd.DataFrame(frame)
names = list(table)[1:4]
chosen = table[names].values  # shape: (rows, min(4, columns) - 1)
told = [one for one in table.columns if one not in ("a", "b")]
others = table[told].to_numpy()  # shape: (rows, len)
kept = table[[one in unseen([1, 2]) for one in range(args.rows)]].values  # shape: (rows, columns)
grid = pd.DataFrame(np.random.rand(args.rows, 2), columns=["u", "v"])  # shape: (rows, 2)
wider = grid.reindex(columns=["v", "u", "w"])  # shape: (rows, 3)
same = grid.reindex(columns=table.columns)  # shape: (rows, columns)
equal_to = grid[grid["u"] == unseen(0.5)].values  # shape: (selected, 2)
days = pd.Series(pd.date_range("2020-01-01", periods=20))
first = days.iloc[10]
before = days[days < first]
x = np.random.rand(20, 4)[(days < first).values]  # shape: (selected, 4)

# Dicts of words: what stands under a word nobody knows is a number.
words = {word: at for at, word in enumerate(unseen(["a", "b", "c"]))}
marks = dict(zip(unseen(["x", "y"]), range(2)))
both = dict(**words, **marks)
joined = {**words, "pad": 0, **marks}
ids = np.array([[both[word] for word in ("a", "x")], [joined[word] for word in ("b", "y")]])  # shape: (2, 2)
top = np.max(list(words.values()))
words["unknown"] = top + 1
coded = keras.utils.pad_sequences([[words.get(word, 0) for word in unseen(["a", "b"])]], maxlen=7)  # shape: (1, 7)
mixed = [words[word] if word in words else words["unknown"] for word in unseen(["a", "q"])]
row = keras.utils.pad_sequences([mixed, mixed], maxlen=6)  # shape: (2, 6)
