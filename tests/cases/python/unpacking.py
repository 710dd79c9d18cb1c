# Assignment in all its forms.
import argparse

import keras
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int, default=120)
args = parser.parse_args()
rows = args.rows

x = y = np.zeros((rows, 3))  # shape: (rows, 3); (rows, 3)
first, *rest = np.ones((4, 2)), np.ones((5, 2)), np.ones((6, 2))
others = len(rest)  # value: 2
(a, b), c = (np.zeros(1), np.zeros(2)), np.zeros(3)  # shape: (1,); (2,); (3,)
[d, [e, *f], g] = 1, (2, 3, 4), 5
middle = f  # len: 2
*most, last = range(5)
size = len(most)  # value: 4
n, m = x.shape  # value: rows; 3
x, y = y[:, :1], x[:, 1:]  # shape: (rows, 1); (rows, 2)
n -= 20  # value: rows - 20
n *= 2  # value: 2*rows - 40
n //= 2  # value: rows - 20
train, test = y[:n], y[n:]  # shape: (rows - 20, 2); (20, 2)
x += 1  # shape: (rows, 1)
x = x + np.arange(4)  # shape: (rows, 4)
if (k := x.shape[1]) > 2:
    z = np.zeros(k)  # shape: (4,)
numbers = [1, 2, 3]
alias = numbers
alias += [4]
alias[1:3] = []
del alias[0]
left = len(numbers)  # value: 1
table = [[0] * 3 for _ in range(2)]
table[1][2] = 7
grid = np.array(table)  # shape: (2, 3)
grid[0], grid[1] = grid[1].copy(), grid[0].copy()
for i, (u, (v, w)) in enumerate([(1, (2, 3)), (4, (5, 6))]):
    total = u + v + w  # value: 6 or 15
pairs = {"a": np.zeros((2, 2)), "b": np.zeros((3, 3))}
for key, value in pairs.items():
    array = value  # shape: (2, 2) or (3, 3)
del pairs["a"]
kept = len(pairs)  # value: 1
x.shape = (-1, 2, 2)
cube = x  # shape: (rows, 2, 2)
