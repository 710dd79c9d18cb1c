"""A file of sentence pairs: taken apart, cut into words by TextVectorization, in batches for a model of two inputs."""

import random

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

with open("pairs.txt", "w") as file:
    file.write("\n".join(f"{number} go now\tva {number} ya" for number in range(20)) + "\n")
with open("pairs.txt") as file:
    lines = file.read().split("\n")[:-1]
pairs = []
for line in lines:
    english, spanish = line.split("\t")
    pairs.append((english, "[start] " + spanish + " [end]"))
random.shuffle(pairs)
left, right = zip(*pairs)  # len: len; len
words = layers.TextVectorization(max_tokens=100, output_mode="int", output_sequence_length=6)
words.adapt([pair[0] for pair in pairs])
bag = layers.TextVectorization(max_tokens=100, output_mode="multi_hot")
bag.adapt([pair[0] for pair in pairs])


def features(one, other):
    other = words(other)
    return {"one": words(one), "other": other[:, :-1]}, other[:, 1:]


dataset = tf.data.Dataset.from_tensor_slices((list(left), list(right)))
dataset = dataset.batch(8).map(features).shuffle(16).prefetch(2)
for inputs, targets in dataset.take(1):
    seen = inputs["other"]  # shape: (batch, 5)
    print(seen.shape, targets.shape)
row = words(["go now"])  # shape: (1, 6)
single = words("go now")  # shape: (6,)
hot = bag(np.array(["go now", "go"]))  # shape: (2, vocabulary)

one, other = keras.Input((None,), name="one"), keras.Input((None,), name="other")
state = layers.GRU(4)(layers.Embedding(100, 8)(one))
steps = layers.GRU(4, return_sequences=True)(layers.Embedding(100, 8)(other), initial_state=state)
model = keras.Model([one, other], layers.Dense(100, activation="softmax")(steps))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(dataset, epochs=1, verbose=0)
model.predict([words(["go now"]), words(["va"])[:, :-1]], verbose=0)

table = list(zip(*[(np.zeros((3, 2)), 1.0, line) for line in lines]))  # len: 3
x = np.array(table[0])  # shape: (words - 1, 3, 2)
