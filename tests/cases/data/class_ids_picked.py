"""As many elements as there were, picked: the largest need not be among them."""
import keras
import numpy as np
import pandas as pd

ids = np.array([0, 1, 2, 3, 4, 5])
which = [0, 0, 1, 1, 2, 2]
series = pd.Series([0, 1, 2, 3, 4, 5])
for labels in (
    ids[which],
    np.take(ids, which),
    np.random.choice(ids, 6, p=[0.5, 0.5, 0, 0, 0, 0]),
    series.iloc[which],
    series[which].values,
    series.sample(6, replace=True, weights=[1, 1, 0, 0, 0, 0]),
    np.where(ids > 2, 0, ids),
):
    model = keras.Sequential([keras.Input((9, 2)), keras.layers.LSTM(4), keras.layers.Dense(3, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(np.zeros((6, 9, 2)), labels, verbose=0)
