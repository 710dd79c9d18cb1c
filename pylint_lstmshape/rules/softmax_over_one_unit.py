"""softmax-over-one-unit: a softmax over an axis of length 1 gives 1 whatever comes in."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import LayerCall
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class SoftmaxOverOneUnit(Rule):
    """A softmax over an axis of length 1 gives 1 for every input.

    What it does: looks at layers with a softmax whose output has one unit on the axis that it goes over.
    Why it matters: softmax makes the units of one sample add up to 1, so a single unit is always 1: nothing is learned,
    and the loss stays where it is.
    Example: one unit for two classes.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(20, 5, 1), np.random.randint(0, 2, size=(20, 1))
        model = keras.Sequential(
            [
                keras.Input((5, 1)),
                keras.layers.LSTM(4),
                keras.layers.Dense(1, activation="softmax"),  # [softmax-over-one-unit]
            ]
        )
        model.compile(loss="binary_crossentropy")
        model.fit(x, y)

    Use instead: a sigmoid for one unit, or as many units as classes.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(20, 5, 1), np.random.randint(0, 2, size=(20, 1))
        model = keras.Sequential(
            [
                keras.Input((5, 1)),
                keras.layers.LSTM(4),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(loss="binary_crossentropy")
        model.fit(x, y)

    Known limits: a softmax written as a function of one's own is not seen.
    """

    id = "W9701"
    symbol = "softmax-over-one-unit"
    summary = "Softmax over one unit is always 1"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such layer."""
        told: set[object] = set()
        for fact, calls in facts_of(known, LayerCall):
            if fact.layer.site in told or not fact.is_softmax_of_one:
                continue
            told.add(fact.layer.site)
            shape = fact.outputs[0].shape or ()
            conflict = (
                f"{wording.layer_name(fact.layer)}: softmax over one unit, output {wording.with_batch(shape)}, is 1 for "
                "every input."
            )
            advice = "Write activation='sigmoid' for two classes, one unit for each class for more, or no activation for a number."
            yield Finding(self.symbol, conflict, fact.layer.site, calls, fact=fact, advice=advice)
