"""stateful-shuffle: fit shuffles the samples of a stateful layer, whose states then go to samples they do not belong to."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import StatefulShuffle
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class ShuffledStates(Rule):
    """fit shuffles, as it does by default, and the model keeps its states from batch to batch.

    What it does: looks for fit without shuffle=False on arrays of several batches, where a layer has stateful=True.
    Why it matters: the states that one batch leaves are the start of the next. Shuffled, that is some other part of the
    data: what stateful=True is for does not happen.
    Example: shuffle is left as it is.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(64, 5, 1), np.random.rand(64, 1)
        model = keras.Sequential(
            [keras.Input(batch_shape=(16, 5, 1)), keras.layers.LSTM(4, stateful=True), keras.layers.Dense(1)]
        )
        model.compile(loss="mse")
        model.fit(x, y, batch_size=16)  # [stateful-shuffle]

    Use instead: shuffle=False.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(64, 5, 1), np.random.rand(64, 1)
        model = keras.Sequential(
            [keras.Input(batch_shape=(16, 5, 1)), keras.layers.LSTM(4, stateful=True), keras.layers.Dense(1)]
        )
        model.compile(loss="mse")
        model.fit(x, y, batch_size=16, shuffle=False)

    Known limits: silent where the number of samples is not known, and for generators and Datasets.
    """

    id = "W9705"
    symbol = "stateful-shuffle"
    summary = "fit shuffles the samples of a stateful model"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such fit."""
        for fact, calls in facts_of(known, StatefulShuffle):
            conflict = (
                f"{wording.layer_name(fact.layer)} carries its states from one batch to the next, but fit shuffles the "
                f"samples: the states belong to others."
            )
            related = (("the states are kept here", fact.layer.site),)
            yield Finding(self.symbol, conflict, fact.site, calls, related, fact=fact, advice="Write shuffle=False.")
