"""stateful-batch-size: a stateful layer gets batches of another size than it keeps states for."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import BatchConflict
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of, layer_conflicts, narrow


class StatefulBatchSize(Rule):
    """A stateful recurrent layer has no batch size, or a call's batches are of another one.

    What it does: compares the declared batch size with the batches that fit, evaluate, predict and validation make of the
    samples: the full ones and the rest.
    Why it matters: the layer keeps one state for each place in the batch; Keras raises where there are more or fewer.
    Example: 100 samples in batches of 32 leave one of 4.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(100, 5, 2), np.random.rand(100, 1)
        model = keras.Sequential(
            [keras.Input(batch_shape=(32, 5, 2)), keras.layers.LSTM(8, stateful=True), keras.layers.Dense(1)]
        )
        model.compile(loss="mse")
        model.fit(x, y, batch_size=32, shuffle=False)  # [stateful-batch-size]

    Use instead: a multiple of the batch size, and the same one in predict.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(96, 5, 2), np.random.rand(96, 1)
        model = keras.Sequential(
            [keras.Input(batch_shape=(32, 5, 2)), keras.layers.LSTM(8, stateful=True), keras.layers.Dense(1)]
        )
        model.compile(loss="mse")
        model.fit(x, y, batch_size=32, shuffle=False)
        model.predict(x[:32], batch_size=32)

    Known limits: silent where the number of samples is not known; a rest of one sample runs.
    """

    id = "E9711"
    symbol = "stateful-batch-size"
    summary = "Stateful layer gets batches of another size than it keeps states for"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such layer or call."""
        for conflict, calls in layer_conflicts(known):
            if conflict.conflict.kind == "batch":
                yield Finding(
                    self.symbol, f"{wording.layer_name(conflict.layer)}: {conflict.conflict.text}.", narrow(conflict),
                    calls, (), conflict.generations, fact=conflict,
                    advice="Write keras.Input(batch_shape=(batch, timesteps, features)), or leave stateful=True out.",
                )  # fmt: skip
        for fact, calls in facts_of(known, BatchConflict):
            name = wording.layer_name(fact.layer)
            array = "" if fact.data is None else f" gets {wording.array(fact.data, fact.site)}"
            advice = "" if fact.batch is None else _advice(fact)
            message = f"{fact.method}{array}: {fact.conflict.text} by stateful {name}."
            related = (("the states are kept here", fact.layer.site),)
            yield Finding(self.symbol, message, fact.site, calls, related, fact.generations, fact=fact, advice=advice)


def _advice(fact: BatchConflict) -> str:
    text = fact.data.text if fact.data is not None else "x"
    if str(fact.batch) == "1":
        return "Write batch_size=1."
    if fact.data is not None and fact.data.stream == "dataset":
        return f"Write .batch({fact.batch}, drop_remainder=True) where the dataset is made."
    return f"Write batch_size={fact.batch} and {text}[:len({text}) // {fact.batch} * {fact.batch}], y alike."
