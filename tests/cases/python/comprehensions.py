# Comprehensions and what goes through iterables.
import argparse

import keras
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int, default=60)
args = parser.parse_args()
series = np.random.rand(args.rows)
table = np.random.rand(args.rows, 4)

windows = [series[i : i + 5] for i in range(len(series) - 5)]  # len: rows - 5
x = np.array(windows)  # shape: (rows - 5, 5)
y = np.array([series[i + 5] for i in range(len(series) - 5)])  # shape: (rows - 5,)
pairs = np.array([(row[0], row[1]) for row in table])  # shape: (rows, 2)
multi = np.array([[table[i + j, 1:] for j in range(6)] for i in range(args.rows - 6)])  # shape: (rows - 6, 6, 3)
flat = [value for row in [[1, 2], [3, 4], [5, 6]] for value in row]  # len: 6
even = [i for i in range(10) if i % 2 == 0]  # len: 5
some = np.array([row for row in table if row[0] > 0.0])
kept = some[:, :2]
squares = {i: i * i for i in range(4)}  # len: 4
ones = np.array([1 if value > 0.5 else 0 for value in series])  # shape: (rows,)
gen = np.array(list(i * 2 for i in range(7)))  # shape: (7,)
total = sum(i for i in range(5))  # value: 10
firsts = np.array([a for a, b in zip(series, table)])  # shape: (rows,)
zipped = np.array([np.append(b, a) for a, b in zip(series, table)])  # shape: (rows, 5)
numbered = np.array([[i, value] for i, value in enumerate(series)])  # shape: (rows, 2)
mapped = np.array(list(map(lambda row: row[:2], table)))  # shape: (rows, 2)
backwards = np.array([row for row in reversed(table)])  # shape: (rows, 4)
ordered = sorted([3, 1, 2])  # len: 3
columns = np.array([*zip(*[[1, 2, 3], [4, 5, 6]])])  # shape: (3, 2)
letters = [ord(letter) for letter in "hello"]  # len: 5
ids = np.array([letters, letters])  # shape: (2, 5)
nested = [[0] * 4] * 3  # len: 3
zeros = np.array(nested)  # shape: (3, 4)
unrolled = np.array([[(i, j, k) for k in range(2)] for i in range(3) for j in range(4)])  # shape: (12, 2, 3)
joined = np.concatenate([np.zeros((60, 4))[i : i + 2] for i in range(3)])  # shape: (6, 4)
batches = [table[i : i + 8] for i in range(0, 32, 8)]  # len: 4
stacked = np.stack(batches)
