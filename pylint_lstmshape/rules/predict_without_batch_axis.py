"""predict-without-batch-axis: one sample without a batch axis is taken for as many samples as it has timesteps."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import same, show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import InputAdapted
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of

METHODS = ("predict", "predict_on_batch", "predict_classes", "predict_proba", "call")


class PredictWithoutBatchAxis(Rule):
    """One sample (timesteps, 1) is given to predict: Keras takes each timestep for a sample of one step.

    What it does: looks for an array of exactly the declared (timesteps, 1), without an axis for the samples.
    Why it matters: Keras adds an axis at the end, not in front, and gives as many predictions as the sample has
    timesteps, each from a single value.
    Example: the first window alone.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(20, 5, 1), np.random.rand(20)
        model = keras.Sequential([keras.Input((5, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y)
        model.predict(x[0])  # [predict-without-batch-axis]

    Use instead: a batch of one.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(20, 5, 1), np.random.rand(20)
        model = keras.Sequential([keras.Input((5, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y)
        model.predict(x[:1])

    Known limits: with more than one feature Keras raises, and another rule says so.
    """

    id = "W9704"
    symbol = "predict-without-batch-axis"
    summary = "One sample without a batch axis is taken for many"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such array."""
        for fact, calls in facts_of(known, InputAdapted):
            if not is_lone_sample(fact):
                continue
            text, steps = fact.array.text, fact.declared[1]
            conflict = (
                f"{fact.method} gets {wording.array(fact.array, fact.site)}: one sample, and no axis for the samples, so "
                f"that Keras makes {steps} samples of one timestep of it."
            )
            advice = f"Write {text}[np.newaxis] for shape {show((Dim.of(1), *fact.declared[1:]))}."
            yield Finding(self.symbol, conflict, fact.site, calls, (), fact.generations, fact=fact, advice=advice)


def is_lone_sample(fact: InputAdapted) -> bool:
    """Whether an array that Keras adds an axis to surely is one sample of more than one timestep."""
    shape = fact.array.value.shape if isinstance(fact.array.value, Array) else None
    if fact.how != "axis added" or fact.method not in METHODS or shape is None or len(shape) != 2:
        return False
    return same(shape, fact.declared[1:]) is True and equal(shape[0], 1) is False
