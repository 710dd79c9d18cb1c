"""invalid-input-shape: input_shape is not a tuple of positive ints or None."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import ArgumentConflict
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class InvalidInputShape(Rule):
    """input_shape= (or Input(shape)) is not a tuple or list of positive ints or None.

    What it does: checks the declared shape itself, before any data.
    Why it matters: Keras raises when the layer is made or added.
    Example: a number is no shape.

        from tensorflow import keras
        from tensorflow.keras.layers import LSTM, Dense

        model = keras.Sequential()
        model.add(LSTM(32, input_shape=31))  # [invalid-input-shape]
        model.add(Dense(1))

    Use instead: (timesteps, features), without the number of samples.

        from tensorflow import keras
        from tensorflow.keras.layers import LSTM, Dense

        model = keras.Sequential()
        model.add(LSTM(32, input_shape=(31, 1)))
        model.add(Dense(1))

    Known limits: silent where the value is not known.
    """

    id = "E9703"
    symbol = "invalid-input-shape"
    summary = "Input shape is not a tuple of positive ints or None"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each declared shape that Keras rejects."""
        for fact, calls in facts_of(known, ArgumentConflict):
            if fact.conflict.kind == "input-shape":
                conflict = f"{fact.layer.class_name}: {fact.conflict.text}."
                advice = "Write shape=(timesteps, features), without samples."
                yield Finding(self.symbol, conflict, fact.site, calls, (), fact.generations, fact=fact, advice=advice)
