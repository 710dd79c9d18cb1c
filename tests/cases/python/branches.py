# Branches, exceptions, and what is left behind them.
import argparse
import sys

import keras
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--flat", action="store_true")
parser.add_argument("--rows", type=int, default=50)
parser.add_argument("--size", default=7, type=int)
args = parser.parse_args()

if args.flat:
    a = np.zeros((args.rows, 6))
else:
    a = np.zeros((args.rows, 6))
b = a  # shape: (rows, 6)
if args.rows > 10:
    c = np.zeros(3)
else:
    raise SystemExit
d = c  # shape: (3,)
try:
    e = np.zeros((2, 3))
except ValueError:
    e = np.zeros((4, 3))
f = e[0]  # shape: (3,)
try:
    import nothing_of_this_name as missing
except ImportError:
    missing = None
try:
    g = np.zeros(4)
finally:
    h = np.zeros(5)
i = g  # shape: (4,)
if False:
    i = np.zeros((9, 9))
j = i  # shape: (4,)
if sys.version_info[0] >= 3:
    k = np.zeros(2)  # shape: (2,)
else:
    k = None
if __name__ == "__main__":
    m = np.zeros((1, 1))
n = m  # shape: (1, 1)
o = np.zeros(3) if b is not None else None  # shape: (3,)
if b.ndim == 2:
    b = b[:, :, np.newaxis]
p = b  # shape: (rows, 6, 1)
assert len(p.shape) == 3
for name in ("x", "y"):
    if name == "x":
        continue
    q = np.zeros(len(name))  # shape: (1,)
for r in range(3):
    if r == 1:
        break
else:
    r = 99
s = r  # value: 1
t = np.zeros((4, 4))
for _ in range(2):
    t = np.expand_dims(t, -1)  # shape: (4, 4, 1) or (4, 4, 1, 1)
while t.ndim > 2:
    t = t[..., 0]  # shape: (4, 4, 1) or (4, 4)
u = t  # shape: (4, 4)
match len(u):
    case 4:
        v = np.zeros(2)
    case _:
        v = np.zeros(2)
w = v  # shape: (2,)
with np.errstate(divide="ignore"):
    x = u / 2  # shape: (4, 4)
