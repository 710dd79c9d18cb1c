"""Complete random Keras programs: a pipeline, a network, compile, and what is done with the two."""

from __future__ import annotations

from tests.fuzz.choices import Choices, tuple_of
from tests.fuzz.networks import network
from tests.fuzz.pipelines import Data, source, step

PRELUDE = """import numpy as np
import pandas as pd
import tensorflow as tf
from sklearn.datasets import make_regression
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, PolynomialFeatures, RobustScaler, StandardScaler
from sklearn.utils import shuffle
from tensorflow import keras
from tensorflow.keras import layers

"""
STEPS = 5


def program(seed: int, *, clean: bool = False) -> str:
    """The program of a seed; a `clean` one has no mistake planted (what it draws may make one all the same)."""
    c = Choices(seed, clean=clean)
    x = source(c)
    for _ in range(c.number(0, STEPS)):
        x = step(c, x)
    loss, y = _targets(c, x, network(c, x))
    _compile(c, loss)
    _trained(c, x, y)
    return PRELUDE + "\n".join(c.lines) + "\n"


def _targets(c: Choices, x: Data, output: list[int]) -> tuple[str, str]:
    """The loss, and the name of targets that fit it."""
    rows = c.about(x.shape[0]) if c.wrong() else x.shape[0]
    loss = c.of(
        "mse", "mse", "mae", "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"
    )
    shape = [rows, *[c.about(dim) for dim in output]]
    if shape[-1] == 1 and c.chance(0.4):
        shape = shape[:-1]
    if c.wrong():
        shape = c.of([rows], [rows, 1], [*shape, 1], shape[:-1] or shape)
    if loss == "sparse_categorical_crossentropy":
        last = output[-1] if output else 1
        shape = shape if c.wrong() else shape[: len(output)]
        c.line(f"y = np.random.randint(0, {c.about(last)}, size={tuple_of(shape)})")
    elif loss == "categorical_crossentropy" and len(shape) == 2 and c.chance(0.7):
        c.line(f"y = keras.utils.to_categorical(np.random.randint(0, {shape[1]}, {rows}), {shape[1]})")
    else:
        c.line(f"y = {c.of('np.zeros({})', 'np.ones({})', 'np.random.random({})').format(tuple_of(shape))}")
    return loss, "y"


def _compile(c: Choices, loss: str) -> None:
    eager = (
        c.of(", run_eagerly=True", ", run_eagerly=True", ", run_eagerly=True", "")
        if c.chance(0.4)
        else ", run_eagerly=True"
    )
    metrics = c.of("", "", ", metrics=['mae']", ", metrics=['accuracy']")
    texts = ("optimizer='sgd', loss={!r}{}{}", "'sgd', {!r}{}{}", "loss={!r}, optimizer='sgd'{}{}")
    c.line(f"model.compile({c.of(*texts).format(loss, metrics, eager)})")


def _trained(c: Choices, x: Data, y: str) -> None:
    kind = c.number(0, 6)
    first = c.of(x.name, x.name, f"x={x.name}")
    second = y if first == x.name else f"y={y}"
    if kind == 0:
        batch = ".batch(4)" if not c.wrong() else c.of("", ".batch(4).batch(2)")
        more = c.of("", ".shuffle(8)", ".prefetch(1)", ".repeat(1)", ".cache()")
        mapped = c.of("", "", ".map(lambda a, b: (a, b))", ".take(6)")
        c.line(f"data = tf.data.Dataset.from_tensor_slices(({x.name}, {y})){mapped}{more}{batch}")
        c.line("model.fit(data, epochs=1, verbose=0)")
    elif kind == 1:
        c.line(f"model.fit({x.name}, {y}, epochs=1, batch_size={c.of(2, 4, 32)}, verbose=0, validation_split=0.25)")
    elif kind == 2:
        c.line(f"model.fit({first}, {second}, verbose=0, validation_data=({x.name}, {y}))")
    elif kind == 3:
        c.line(f"model.train_on_batch({x.name}, {y})")
    else:
        c.line(f"model.fit({first}, {second}, epochs=1, {c.of('', 'batch_size=4, ', 'shuffle=False, ')}verbose=0)")
    if c.chance(0.4):
        c.line(f"model.evaluate({x.name}, {y}, verbose=0)")
    if c.chance(0.4):
        given = (
            c.of(x.name, f"{x.name}[:1]", f"{x.name}[2:4]") if not c.wrong() else c.of(f"{x.name}[0]", f"{x.name}.T")
        )
        c.line(f"p = model.predict({given}, verbose=0)")
        c.line(c.of("error = p - y[:len(p)]", "q = p[:, -1]", "q = p.reshape(-1)", "q = np.argmax(p, axis=-1)"))
