"""unusable-training-data: fit, evaluate or predict gets data of a kind that Keras does not take."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import DataConflict
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class UnusableTrainingData(Rule):
    """Data of a kind that Keras does not take: lists of numbers, arrays of objects, no samples, no y.

    What it does: looks at what x and y are, before their shapes.
    Why it matters: Keras raises with a message that names types, not the mistake.
    Example: x as nested Python lists.

        from tensorflow import keras
        import numpy as np

        x = [[[0.1], [0.2], [0.3]], [[0.2], [0.3], [0.4]]]
        model = keras.Sequential([keras.Input((3, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x, np.array([0.4, 0.5]))  # [unusable-training-data]

    Use instead: arrays.

        from tensorflow import keras
        import numpy as np

        x = [[[0.1], [0.2], [0.3]], [[0.2], [0.3], [0.4]]]
        model = keras.Sequential([keras.Input((3, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(np.array(x), np.array([0.4, 0.5]))

    Known limits: models with layers that read text, or of the program's own class, are not looked at.
    """

    id = "E9713"
    symbol = "unusable-training-data"
    summary = "Data of a kind that Keras does not take"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such argument."""
        for fact, calls in facts_of(known, DataConflict):
            message = f"{fact.method} gets {wording.array(fact.data, fact.site)}: {fact.conflict.text}."
            yield Finding(self.symbol, message, fact.site, calls, (), fact.generations, fact=fact)
