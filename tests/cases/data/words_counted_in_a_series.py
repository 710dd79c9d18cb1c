# keras: 2 3
"""Words are counted in a Series that then holds their ids: a column of lists of ids becomes an array."""

import sys

import keras
import numpy as np
import pandas as pd

PARTS = int(sys.argv[1]) if len(sys.argv) > 1 else 2
LONGEST = 4

reviews = pd.DataFrame({"text": ["a good film", "a bad film", "no film at all"], "label": [1, 0, 0]})
reviews["words"] = reviews["text"].apply(lambda text: str(text).split(" "))
words = []
for row in reviews["words"]:
    words.extend(row)
ids = pd.Series(words).value_counts()
ids = ids[ids >= 1]
ids[:] = range(1, len(ids) + 1)
ids[""] = 0
known = set(ids.index)


def numbered(row):
    row = [word for word in row if word in known][:LONGEST]
    return list(ids[row + [""] * (LONGEST - len(row))])


reviews["ids"] = reviews["words"].apply(numbered)
x = np.array(list(reviews["ids"]))  # shape: (3, length(i))
first, second = x[:, :2], np.split(x, PARTS, axis=1)[0]  # shape: (3, min(2, length(i))); (3, part)
pairs = [line.split("\t") for line in "\n".join("a\tb" for _ in reviews["text"]).splitlines()]
english, spanish = zip(*pairs)
texts = np.array(english)  # shape: (words,)
print(keras.__name__)
