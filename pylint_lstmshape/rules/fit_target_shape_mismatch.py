"""fit-target-shape-mismatch: a target does not fit the model's output under its loss."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import TargetConflict
from pylint_lstmshape.rules import faults
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of
from pylint_lstmshape.rules.targets import meeting, repair


class FitTargetShapeMismatch(Rule):
    """A target given to fit or evaluate does not fit the model's output under its loss.

    What it does: compares y with the output shape as the loss does, and the losses with the mask of the output.
    Why it matters: Keras raises in the first training step.
    Example: an output at every step, one label a sample.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(32, 10, 3), np.eye(4)[np.random.randint(0, 4, 32)]
        model = Sequential()
        model.add(LSTM(8, input_shape=(10, 3), return_sequences=True))  # [fit-target-shape-mismatch]
        model.add(Dense(4, activation="softmax"))
        model.compile(loss="categorical_crossentropy")
        model.fit(x, y, verbose=0)

    Use instead: the last step only. For class ids the loss sparse_categorical_crossentropy.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(32, 10, 3), np.eye(4)[np.random.randint(0, 4, 32)]
        model = Sequential()
        model.add(LSTM(8, input_shape=(10, 3)))
        model.add(Dense(4, activation="softmax"))
        model.compile(loss="categorical_crossentropy")
        model.fit(x, y, verbose=0)

    Known limits: losses of the program's own are not checked; what broadcasts is no error.
    """

    id = "E9707"
    symbol = "fit-target-shape-mismatch"
    summary = "Target does not fit the model's output"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each target that the loss rejects."""
        for fact, calls in facts_of(known, TargetConflict):
            site = faults.of_target(known, fact)
            why = f": {fact.conflict.text}" if faults.is_masked(fact) else ""
            conflict = f"{meeting(known, fact, site)}, and {fact.loss} raises{why}."
            related = (("the output is made here", fact.last_layer.site),) if fact.last_layer else ()
            yield Finding(
                self.symbol, conflict, site, calls, related, fact.generations,
                fact=fact, raises=fact.site, advice=repair(fact, site),
            )  # fmt: skip
