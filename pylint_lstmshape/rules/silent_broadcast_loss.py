"""silent-broadcast-loss: a loss runs although target and output differ in shape."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import TargetBroadcast
from pylint_lstmshape.rules import faults
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of
from pylint_lstmshape.rules.targets import meeting, repair


class SilentBroadcastLoss(Rule):
    """A regression loss runs although target and output differ in shape: NumPy's broadcasting pairs them up.

    What it does: compares y with the output as the loss does, after the trailing axis of 1 that Keras adds or drops.
    Why it matters: every value of the output is compared with values of y that are not its own; the model learns their
    mean, and no run says so.
    Example: one number a sample against the output at every step.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(20, 5, 1), np.random.rand(20, 1)
        model = keras.Sequential(
            [
                keras.Input((5, 1)),
                keras.layers.LSTM(4, return_sequences=True),  # [silent-broadcast-loss]
                keras.layers.Dense(1),
            ]
        )
        model.compile(loss="mse")
        model.fit(x, y)

    Use instead: an output of the target's shape.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(20, 5, 1), np.random.rand(20, 1)
        model = keras.Sequential([keras.Input((5, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y)

    Known limits: silent where a dim that matters is not known, and for losses of the program's own.
    """

    id = "W9702"
    symbol = "silent-broadcast-loss"
    summary = "Loss broadcasts a target that is not of the output's shape"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each target that a loss broadcasts."""
        for fact, calls in facts_of(known, TargetBroadcast):
            site = faults.of_target(known, fact)
            conflict = (
                f"{meeting(known, fact, site)}: {fact.loss} runs and compares values that do not belong together."
            )
            related = (("the output is made here", fact.last_layer.site),) if fact.last_layer else ()
            yield Finding(
                self.symbol, conflict, site, calls, related, fact.generations,
                fact=fact, raises=fact.site, advice=repair(fact, site),
            )  # fmt: skip
