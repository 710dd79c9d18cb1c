# Numbers, strings and dicts where a length comes out of them.
import argparse
import math

import keras
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int, default=100)
args = parser.parse_args()
n = args.rows

split = int(n * 0.8)  # value: int(0.8*rows)
x = np.zeros((n, 2))
train, test = x[:split], x[split:]  # shape: (int(0.8*rows), 2); (rows - int(0.8*rows), 2)
back = np.concatenate([train, test])  # shape: (rows, 2)
half = len(x) // 2  # value: rows//2
first = x[: len(train)]  # shape: (int(0.8*rows), 2)
usable = n - n % 32
batches = x[:usable].reshape(-1, 32, 2)
k, left = divmod(17, 5)  # value: 3; 2
up = math.ceil(17 / 5)  # value: 4
near = round(2.6)  # value: 3
power = 2**5  # value: 32
least = min(3, 7, 5)  # value: 3
area = math.prod([2, 3, 4])  # value: 24
total = sum([1, 2, 3], 4)  # value: 10
bits = 1 << 4  # value: 16
negative = -7 // 2  # value: -4
truth = True + 1  # value: 2
size = len("hello" * 3 + "!")  # value: 16
word = "a,b,c".split(",")  # len: 3
joined = "-".join(word)  # value: 'a-b-c'
upper = joined.upper()[:2]  # value: 'A-'
text = f"model_{k}"  # value: 'model_3'
alphabet = "abcdefghijklmnopqrstuvwxyz"
ids = {letter: i for i, letter in enumerate(alphabet)}  # len: 26
onehot = np.zeros((5, len(alphabet)))  # shape: (5, 26)
unique = sorted(set("hello"))
config = dict(steps=3, **{"features": 2})  # len: 2
config.update(units=16)
config["steps"] += 1
y = np.zeros((config["steps"], config["features"], config["units"]))  # shape: (4, 2, 16)
missing = config.get("none", 9)  # value: 9
popped = config.pop("units")  # value: 16
keys = list(config)  # len: 2
merged = {**config, "extra": 1}  # len: 3
union = config | {"more": 1}  # len: 3
steps = config.setdefault("steps", 99)  # value: 4
queue = [1, 2, 3, 4]
queue.insert(0, 0)
queue.remove(3)
queue.sort(reverse=True)
queue.extend(range(3))
tail = queue[-3:]  # len: 3
everything = len(queue)  # value: 7
doubled = queue * 2  # len: 14
picked = queue[::2]  # len: 4
tuple_ = (1, 2) + (3,)  # len: 3
is_in = "b" in word  # value: True
either = None or 5  # value: 5
both = 3 and 4  # value: 4
chosen = "yes" if len(word) == 3 else "no"  # value: 'yes'
chain = 1 < 2 < 3  # value: True
