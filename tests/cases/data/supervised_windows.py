# Windows of several quantities: through shifted columns, generators of Keras, classes; the number of rows is not known.
import argparse

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view
from tensorflow.keras.preprocessing.sequence import TimeseriesGenerator

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int, default=120)
args = parser.parse_args()
table = np.random.rand(args.rows, 4).astype("float32")  # shape: (rows, 4)
counts = np.random.randint(0, 90, (args.rows, 4))  # shape: (rows, 4)


def series_to_supervised(data, n_in=1, n_out=1, dropnan=True):
    n_vars = 1 if type(data) is list else data.shape[1]
    df = pd.DataFrame(data)
    cols, names = list(), list()
    for i in range(n_in, 0, -1):
        cols.append(df.shift(i))
        names += [("var%d(t-%d)" % (j + 1, i)) for j in range(n_vars)]
    for i in range(0, n_out):
        cols.append(df.shift(-i))
        if i == 0:
            names += [("var%d(t)" % (j + 1)) for j in range(n_vars)]
        else:
            names += [("var%d(t+%d)" % (j + 1, i)) for j in range(n_vars)]
    agg = pd.concat(cols, axis=1)
    agg.columns = names
    if dropnan:
        agg.dropna(inplace=True)
    return agg


reframed = series_to_supervised(counts, 3, 1)  # shape: (rows - 3, 16)
ahead = series_to_supervised(counts, 2, 3)  # shape: (rows - 4, 20)
kept = series_to_supervised(counts, 3, 1, dropnan=False)  # shape: (rows, 16)
values = reframed.values  # shape: (rows - 3, 16)
n_train = 50
train, test = values[:n_train, :], values[n_train:, :]  # shape: (min(50, rows - 3), 16); (rows - 53, 16)
train_x, train_y = train[:, : 3 * 4], train[:, -4]  # shape: (min(50, rows - 3), 12); (min(50, rows - 3),)
test_x = test[:, : 3 * 4].reshape((test.shape[0], 3, 4))  # shape: (rows - 53, 3, 4)
reframed.drop(reframed.columns[[13, 14, 15]], axis=1, inplace=True)
dropped = reframed.values  # shape: (rows - 3, 13)


def split_sequences(sequences, n_steps):
    X, y = list(), list()
    for i in range(len(sequences)):
        end_ix = i + n_steps
        if end_ix > len(sequences):
            break
        seq_x, seq_y = sequences[i:end_ix, :-1], sequences[end_ix - 1, -1]
        X.append(seq_x)
        y.append(seq_y)
    return np.array(X), np.array(y)


X, y = split_sequences(table, 7)  # shape: (rows - 6, 7, 3); (rows - 6,)


class Windows:
    def __init__(self, steps, ahead):
        self.steps = steps
        self.ahead = ahead

    def cut(self, data):
        xs = [data[i : i + self.steps] for i in range(len(data) - self.steps - self.ahead + 1)]
        ys = [data[i + self.steps : i + self.steps + self.ahead, 0] for i in range(len(data) - self.steps - self.ahead + 1)]
        return np.asarray(xs), np.asarray(ys)


class_x, class_y = Windows(6, 2).cut(table)  # shape: (rows - 7, 6, 4); (rows - 7, 2)

viewed = sliding_window_view(table, 6, axis=0)  # shape: (rows - 5, 4, 6)
swapped = viewed.transpose(0, 2, 1)  # shape: (rows - 5, 6, 4)
picked = table[np.arange(6)[None, :] + np.arange(len(table) - 6)[:, None]]  # shape: (rows - 6, 6, 4)
cut = np.array([table[i - 5 : i] for i in range(5, len(table))])  # shape: (rows - 5, 5, 4)
pairs = [(table[i : i + 8], table[i + 8, 0]) for i in range(len(table) - 8)]  # len: rows - 8
pair_x, pair_y = map(np.array, zip(*pairs))  # shape: (rows - 8, 8, 4); (rows - 8,)

generator = TimeseriesGenerator(table, table[:, 0], length=9, batch_size=16)
batch_x, batch_y = generator[0]  # shape: (min(16, rows - 9), 9, 4); (min(16, rows - 9),)
batches = len(generator)  # value: (rows + 6)//16
