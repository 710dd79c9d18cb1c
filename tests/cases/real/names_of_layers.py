"""Names of layers: given in ways that only a run tells, by Keras itself, or anew; the same layer given again has one."""

import functools
import os

import keras
from keras import layers


def name_of(number):
    return os.environ.get("PREFIX", "fc") + str(number)


rate = 1
model = keras.Sequential(
    [
        keras.Input((8, 3)),
        layers.Dense(3, name="fc%02d" % rate),
        layers.Bidirectional(layers.LSTM(3, return_sequences=True), name="both_%d" % rate),
        layers.PReLU(),
        layers.AvgPool1D(2),
        layers.Dense(3, name=name_of(2)),
        keras.Sequential([keras.Input((4, 3)), layers.Dense(2)], name="inner_%d" % rate),
    ]
)
for name in ("fc01", "both_1", "p_re_lu", "fc2", "inner_1"):
    print(model.get_layer(name).output)


@functools.lru_cache(maxsize=None)
def dense(units, name):
    return layers.Dense(units, name=name)


class Parts:
    @functools.cached_property
    def last(self):
        return layers.Dense(4, name="last")


parts = Parts()
inputs = keras.Input((4,))
hidden = dense(4, "a")(dense(4, "a")(inputs))
again = keras.Model(inputs, parts.last(parts.last(hidden)))
again_shape = again.output_shape
second = dense(5, "a")
try:
    keras.Model(inputs, second(hidden))  # two layers are named a
except ValueError:
    print("two names")


def branch():
    start = keras.Input((4,), name="start")
    return keras.Model(start, layers.Dense(2, name="fc")(start))


left, right = branch(), branch()
for number, part in enumerate((left, right)):
    for layer in part.layers:
        layer._name = f"{layer.name}_{number}"
        if keras.__version__ >= "3":
            layer.name = f"{layer.name}_{number}"
both = keras.Model([left.inputs[0], right.inputs[0]], layers.Concatenate()([left.outputs[0], right.outputs[0]]))
