# The ways in which people cut a series into windows; the number of rows is not known before the program runs.
import argparse
from collections import deque

import keras
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int, default=120)
args = parser.parse_args()

series = np.random.rand(args.rows)  # shape: (rows,)
table = np.random.rand(args.rows, 4)  # shape: (rows, 4)


def create_dataset(dataset, look_back=1):
    data_x, data_y = [], []
    for i in range(len(dataset) - look_back - 1):
        a = dataset[i : (i + look_back), 0]
        data_x.append(a)
        data_y.append(dataset[i + look_back, 0])
    return np.array(data_x), np.array(data_y)


dataset = series.reshape(-1, 1)  # shape: (rows, 1)
train_size = int(len(dataset) * 0.67)
test_size = len(dataset) - train_size
train, test = dataset[0:train_size, :], dataset[train_size : len(dataset), :]
trainX, trainY = create_dataset(train, 3)  # shape: (int(0.67*rows) - 4, 3); (int(0.67*rows) - 4,)
testX, testY = create_dataset(test, 3)  # shape: (rows - int(0.67*rows) - 4, 3); (rows - int(0.67*rows) - 4,)
trainX = np.reshape(trainX, (trainX.shape[0], 1, trainX.shape[1]))  # shape: (int(0.67*rows) - 4, 1, 3)


def split_sequence(sequence, n_steps_in, n_steps_out):
    X, y = list(), list()
    for i in range(len(sequence)):
        end_ix = i + n_steps_in
        out_end_ix = end_ix + n_steps_out
        if out_end_ix > len(sequence):
            break
        seq_x, seq_y = sequence[i:end_ix], sequence[end_ix:out_end_ix]
        X.append(seq_x)
        y.append(seq_y)
    return np.array(X), np.array(y)


X, y = split_sequence(series, 5, 2)  # shape: (rows - 6, 5); (rows - 6, 2)
Xm, ym = split_sequence(table, 5, 2)  # shape: (rows - 6, 5, 4); (rows - 6, 2, 4)

window = 10
comprehension = np.array([series[i : i + window] for i in range(len(series) - window)])  # shape: (rows - 10, 10)
stacked = np.stack([table[i : i + window] for i in range(len(table) - window + 1)])  # shape: (rows - 9, 10, 4)

inputs = np.zeros((args.rows - window, window, 4))
targets = np.zeros((args.rows - window, 1))
for i in range(args.rows - window):
    inputs[i] = table[i : i + window]
    targets[i, 0] = table[i + window, 0]
filled = inputs[:, :, :2]  # shape: (rows - 10, 10, 2)

position = 0
pieces = []
while True:
    if position + window > len(series):
        break
    pieces.append(series[position : position + window])
    position += 1
pieces = np.array(pieces)  # shape: (rows - 9, 10)

position = 0
counted = []
while position + window < len(series):
    counted.append(series[position : position + window])
    position = position + 1
counted = np.asarray(counted)  # shape: (rows - 10, 10)

strided = []
for start in range(0, len(series) - window, 5):
    strided.append(series[start : start + window])
strided = np.array(strided)  # shape: ((rows - 6)//5, 10)

recent = deque(maxlen=window)
queued = []
for row in table:
    recent.append(row[:2])
    if len(recent) == window:
        queued.append(np.array(recent))
queued = np.array(queued)
