"""How many cycles an engine has left: the last cycle of each, merged; windows of the scaled sensors of each."""

import io

import numpy as np
import pandas as pd
from sklearn.preprocessing import MinMaxScaler
from tensorflow import keras

lines = [f"{unit} {cycle} {cycle * 0.5} {unit * 2.0} 1.5" for unit in (1, 2, 3) for cycle in range(1, 9)]
frame = pd.read_csv(io.StringIO("\n".join(lines)), sep=" ", header=None)
frame.columns = ["id", "cycle", "s1", "s2", "s3"]
last = frame.groupby("id", as_index=False)["cycle"].max()
counted = frame.groupby(["id", "s3"], as_index=False).size()
means = frame.groupby("id", as_index=False).agg({"s1": "mean", "s2": "max"})
table = means.values  # shape: (groups, 3)
sizes = counted.values  # shape: (groups, 3)
last.columns = ["id", "max"]
frame = frame.merge(last, on="id", how="left")
frame["left"] = frame["max"] - frame["cycle"]
frame.drop("max", axis=1, inplace=True)

sensors = frame.columns.difference(["id", "cycle", "left"])
scaled = pd.DataFrame(MinMaxScaler().fit_transform(frame[sensors]), columns=sensors, index=frame.index)
frame = frame[frame.columns.difference(sensors)].join(scaled).reindex(columns=frame.columns)
values = frame.values  # shape: (rows, 6)
names = list(sensors)


def windows(part, length):
    data = part[names].values
    for start, stop in zip(range(0, len(data) - length), range(length, len(data))):
        yield data[start:stop, :]


first = np.array(list(windows(frame, 5)))  # shape: (rows - 5, 5, 3)
x = np.concatenate([list(windows(frame[frame["id"] == unit], 4)) for unit in frame["id"].unique()])
y = np.concatenate([frame[frame["id"] == unit][["left"]].values[4:] for unit in frame["id"].unique()])
model = keras.Sequential([keras.Input((4, len(names))), keras.layers.LSTM(3), keras.layers.Dense(1)])
model.compile(loss="mse")
model.fit(x, y, verbose=0)
ends = np.asarray([frame[frame["id"] == unit][names].values[-4:] for unit in frame["id"].unique()])  # shape: (distinct, 4, 3)
predicted = model.predict(ends, verbose=0)  # shape: (distinct, 1)
