"""wrong-add-argument: model.add gets an argument that belongs to the layer."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import AddConflict
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class WrongAddArgument(Rule):
    """model.add(layer, ...) gets an argument besides the layer.

    What it does: looks at what `Sequential.add` is given: it takes a layer and nothing else.
    Why it matters: Keras raises TypeError: add() got an unexpected keyword argument.
    Example: the layer's bracket is closed too early.

        from tensorflow import keras
        from tensorflow.keras.layers import LSTM, Dense

        model = keras.Sequential()
        model.add(LSTM(16), input_shape=(100, 3))  # [wrong-add-argument]
        model.add(Dense(1))

    Use instead: the argument inside the layer's brackets.

        from tensorflow import keras
        from tensorflow.keras.layers import LSTM, Dense

        model = keras.Sequential()
        model.add(LSTM(16, input_shape=(100, 3)))
        model.add(Dense(1))

    Known limits: arguments in **kwargs that are not known.
    """

    id = "E9710"
    symbol = "wrong-add-argument"
    summary = "model.add gets an argument that belongs to the layer"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each argument."""
        for fact, calls in facts_of(known, AddConflict):
            name = fact.layer.class_name if fact.layer is not None else "the layer"
            advice = f"Write model.add({fact.written})." if fact.written else f"Put it inside the brackets of {name}."
            conflict = (
                f"add takes a layer and nothing else: {fact.parameter} is an argument of {name}, outside its brackets."
            )
            yield Finding(self.symbol, conflict, fact.site, calls, (), fact.generations, fact=fact, advice=advice)
