"""Runs drawn programs on a real Keras and says what came out."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from typing import Any

Shape = tuple[int | None, ...]
PROGRAMS_A_SESSION = 100  # Keras keeps every symbolic tensor in one graph, which gets slower as it grows
PROLOGUE = """
import tensorflow as tf

def double(t):
    return t + t

def last_step(t):
    return t[:, -1, :]

class Minimal(L.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = units
    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer="uniform", name="kernel")
        self.built = True
    def call(self, inputs, states):
        output = keras.activations.tanh(tf_matmul(inputs, self.kernel) + states[0])
        return output, [output]

class Paired(L.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = [units, units]
        self.output_size = units
    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer="uniform", name="kernel")
        self.built = True
    def call(self, inputs, states):
        output = tf_matmul(inputs, self.kernel) + states[0] * states[1]
        return output, [output, states[1]]

class Scaled(L.Layer):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor
    def call(self, inputs):
        return inputs * self.factor

class Projected(L.Layer):
    def __init__(self, units, **kwargs):
        super(Projected, self).__init__(**kwargs)
        self.units = units
    def build(self, input_shape):
        self.w = self.add_weight(name="w", shape=(input_shape[-1], self.units), initializer="uniform", trainable=True)
        self.b = self.add_weight(name="b", shape=(self.units,), initializer="zeros", trainable=True)
        super().build(input_shape)
    def call(self, x):
        return tf_matmul(x, self.w) + self.b

class Pooled(L.Layer):
    def call(self, x):
        return tf_sum(x, axis=1)

class Gate(L.Layer):
    def __init__(self, units):
        super().__init__()
        self.left = L.Dense(units)
        self.right = L.Dense(units, activation="sigmoid")
    def call(self, x):
        return self.left(x) * self.right(x)

class Attended(L.Layer):
    def build(self, input_shape):
        self.w = self.add_weight(name="w", shape=(input_shape[-1], 1), initializer="normal")
        self.b = self.add_weight(name="b", shape=(input_shape[1], 1), initializer="zeros")
        super().build(input_shape)
    def call(self, x):
        e = tf_tanh(tf_matmul(x, self.w) + self.b)
        a = tf_softmax(e, axis=1)
        return tf_sum(x * a, axis=1)

class Shaped(L.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units
    def call(self, x):
        return tf_sum(x, axis=-1)
    def compute_output_shape(self, input_shape):
        return input_shape[:-1]
"""


@dataclass(frozen=True)
class Outcome:
    """What a program does: `raised` ("make" or "call", and the message), or its outputs' shapes and kinds, and weights."""

    raised: str = ""
    shapes: tuple[Shape, ...] = ()
    kinds: tuple[str, ...] = ()
    parameters: int | None = None


class Real:
    """A Keras generation with the names that programs use."""

    def __init__(self, generation: int) -> None:
        import keras
        import tensorflow as tf
        import tf_keras

        self.generation = generation
        self.keras: Any = keras if generation == 3 else tf_keras
        self.names: dict[str, Any] = {"keras": self.keras, "L": self.keras.layers}
        exec(prologue(generation), self.names)
        self.tf = tf
        self.ran = 0

    def run(self, text: str) -> Outcome:
        """Run a program's statements one by one."""
        self.ran += 1
        if self.ran % PROGRAMS_A_SESSION == 0:
            self.keras.backend.clear_session()
        names = dict(self.names)
        stages = text.replace("@", "_").splitlines()
        for stage, statement in zip(("make", "call", "count"), stages, strict=True):
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(statement, names)
            except Exception as error:  # whatever it is, that is the outcome
                return Outcome(f"{stage}: {type(error).__name__}: {str(error)[:300]}")
        tensors = self.tf.nest.flatten(names["y_"])
        shapes = tuple(tuple(tensor.shape) for tensor in tensors)
        kinds = tuple(kind(str(getattr(tensor.dtype, "name", tensor.dtype))) for tensor in tensors)
        return Outcome("", shapes, kinds, int(names["n_"]))


def prologue(generation: int) -> str:
    """The definitions that programs use, in the functions of this generation."""
    library = "keras.ops" if generation == 3 else "tf"
    text = PROLOGUE
    for name in ("matmul", "tanh"):
        text = text.replace(f"tf_{name}", f"{library}.{name}")
    text = text.replace("tf_sum", "keras.ops.sum" if generation == 3 else "tf.reduce_sum")
    return text.replace("tf_softmax", "keras.ops.softmax" if generation == 3 else "tf.nn.softmax")


def kind(dtype: str) -> str:
    """float32 -> f."""
    return {"bool": "b", "string": "U"}.get(dtype) or ("u" if dtype.startswith("uint") else dtype[0])
