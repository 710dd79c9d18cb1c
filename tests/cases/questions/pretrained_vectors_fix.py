import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

words = {"good": 1, "bad": 2, "film": 3, "book": 4}
vectors = {word: np.random.rand(16) for word in words}
matrix = np.zeros((len(words) + 1, 16))
for word, index in words.items():
    matrix[index] = vectors[word]

model = keras.Sequential()
model.add(keras.Input((6,)))
model.add(layers.Embedding(len(words) + 1, 16))
model.add(layers.GRU(8))
model.add(layers.Dense(1, activation="sigmoid"))
model.layers[0].set_weights([matrix])
model.compile("adam", "binary_crossentropy")
model.fit(np.random.randint(0, 5, (20, 6)), np.random.randint(0, 2, (20, 1)), epochs=1, verbose=0)
