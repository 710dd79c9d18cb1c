"""A model whose class has its own train_step, an open dim that is None, a base class whose call its heir defines anew."""
# keras: 3
import keras
import numpy as np
from keras import layers


class Pairs(keras.utils.PyDataset):
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return np.zeros((2, 10, 5, 3), "float32")


class Twins(keras.Model):
    def train_step(self, data):
        first, second = data[0][0], data[0][1]
        return {"distance": keras.ops.mean(self(first) - self(second))}


inputs = keras.Input((5, 3))
twins = Twins(inputs, layers.LSTM(4)(inputs))
twins.compile(loss="mse")
twins.fit(Pairs(), verbose=0)
answer = twins.predict(np.zeros((7, 5, 3)), verbose=0)  # shape: (7, 4)
columns = {name: keras.Input((), name=name, dtype="int32") for name in ("age", "job")}
encoded = []
for name, column in columns.items():
    if name == "job":
        encoded.append(layers.Embedding(9, 3)(column))
    elif column.shape[-1] is None:
        encoded.append(keras.ops.expand_dims(column, -1))
    else:
        encoded.append(column)
joined = layers.concatenate([keras.ops.cast(one, "float32") for one in encoded])
sequence = keras.Input((None, 2))
if sequence.shape[1] or sequence.shape == (None, 5, 2):
    layers.Dense(1)(layers.Flatten()(layers.LSTM(3)(layers.LSTM(3)(sequence))))


class Plain(keras.Model):
    extra = 0

    def __init__(self):
        super().__init__()
        self.part = keras.Sequential([keras.Input((6 + self.extra, 2)), layers.LSTM(3)])

    def call(self, x):
        return self.part(keras.ops.concatenate([x, x[:, :1]], axis=1))


class Longer(Plain):
    extra = 2

    def call(self, x):
        return self.part(keras.ops.concatenate([x, x[:, :3]], axis=1))


longer = Longer()(np.zeros((4, 5, 2), "float32"))  # shape: (4, 3)
twins.predict(np.zeros((7, 3)))  # [fit-input-shape-mismatch]
