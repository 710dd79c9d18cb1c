"""unknown-layer-argument: a layer gets an argument that this Keras rejects."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import ArgumentConflict, NamesAdded
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of

_NAMED = ("activation", "_initializer", "_regularizer", "_constraint")  # by a name that the program may have added


class UnknownLayerArgument(Rule):
    """A layer is made with an argument that Keras rejects.

    What it does: binds the arguments to the constructor's real signature of the Keras generation in use, and checks the
    values that the constructor checks (units, strides, padding, names of activations).
    Why it matters: Keras raises "Unrecognized keyword arguments", TypeError or ValueError.
    Example: a misspelt argument.

        from tensorflow import keras
        from tensorflow.keras.layers import LSTM, Dense

        model = keras.Sequential()
        model.add(LSTM(32, return_sequence=True, input_shape=(5, 3)))  # [unknown-layer-argument]
        model.add(LSTM(8))
        model.add(Dense(1))

    Use instead: the spelling that the message gives; for `batch_input_shape` in Keras 3 an Input(batch_shape=...).

        from tensorflow import keras
        from tensorflow.keras.layers import LSTM, Dense

        model = keras.Sequential()
        model.add(LSTM(32, return_sequences=True, input_shape=(5, 3)))
        model.add(LSTM(8))
        model.add(Dense(1))

    Known limits: arguments in **kwargs that are not known; activations where the program adds names of its own.
    """

    id = "E9709"
    symbol = "unknown-layer-argument"
    summary = "Layer gets an argument that Keras rejects"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each argument that Keras rejects."""
        adds_names = any(True for _ in facts_of(known, NamesAdded))
        for fact, calls in facts_of(known, ArgumentConflict):
            if fact.conflict.kind != "input-shape" and not (adds_names and fact.parameter.endswith(_NAMED)):
                message = f"{fact.layer.class_name}: {fact.conflict.text}."
                yield Finding(self.symbol, message, fact.site, calls, (), fact.generations, fact=fact)
