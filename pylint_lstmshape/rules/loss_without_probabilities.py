"""loss-without-probabilities: a crossentropy compares numbers that are no probabilities."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import NoProbabilities
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class LossWithoutProbabilities(Rule):
    """A crossentropy by name needs probabilities, but the last layer gives other numbers.

    What it does: compares the activation of the last layer with the loss: "binary_crossentropy" and its kin take the
    output for probabilities (from_logits=False).
    Why it matters: Keras clips what is outside 0..1 and takes the logarithm: the loss is a number, but not the error, and
    where it was clipped nothing is learnt.
    Example: an LSTM as last layer has the activation tanh, from -1 to 1.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Embedding
        from tensorflow.keras.models import Sequential

        x, y = np.random.randint(0, 20, (32, 6)), np.random.randint(0, 20, (32, 6))
        model = Sequential(
            [
                Embedding(20, 4),
                LSTM(20, return_sequences=True),  # [loss-without-probabilities]
            ]
        )
        model.compile(loss="sparse_categorical_crossentropy")
        model.fit(x, y, verbose=0)

    Use instead: a Dense layer with softmax (one unit: sigmoid).

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Embedding
        from tensorflow.keras.models import Sequential

        x, y = np.random.randint(0, 20, (32, 6)), np.random.randint(0, 20, (32, 6))
        model = Sequential(
            [
                Embedding(20, 4),
                LSTM(20, return_sequences=True),
                Dense(20, activation="softmax"),
            ]
        )
        model.compile(loss="sparse_categorical_crossentropy")
        model.fit(x, y, verbose=0)

    Known limits: losses given as objects (they may say from_logits=True) and activations of the program's own.
    """

    id = "W9716"
    symbol = "loss-without-probabilities"
    summary = "Crossentropy of numbers that are no probabilities"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such last layer."""
        told: set[object] = set()
        for fact, calls in facts_of(known, NoProbabilities):
            if fact.layer.site in told:
                continue
            told.add(fact.layer.site)
            one = str(fact.output[-1]) == "1"
            write = "Dense(1, activation='sigmoid')" if one else f"Dense({fact.output[-1]}, activation='softmax')"
            if fact.loss == "binary_crossentropy":
                write = f"Dense({fact.output[-1]}, activation='sigmoid')"
            conflict = (
                f"{fact.layer.class_name} {wording.with_batch(fact.output)} is the last layer, and its activation "
                f"{fact.activation} gives no probabilities, which loss='{fact.loss}' "
                f"({wording.place(fact.site, fact.layer.site)}) needs: it runs, clipped to 0..1."
            )
            site = fact.layer.site if fact.layer.site.file == fact.site.file else fact.site
            yield Finding(self.symbol, conflict, site, calls, fact=fact, advice=f"End with {write}.")
