"""training-call-argument: compile, fit or another method of a model rejects an argument, or is gone."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import CallConflict, NamesAdded
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class TrainingCallArgument(Rule):
    """compile, fit, evaluate or predict gets an argument that it rejects, or this Keras has no such method.

    What it does: binds the arguments to the real signature of the Keras generation in use, and looks at the kinds of
    batch_size, epochs, validation_split, validation_data, class_weight, at the names of losses and optimizers, at the lr of an
    optimizer, at whether a Sequential has any layers and is given layers only, at whether Model(inputs, outputs) gets
    tensors, at names given twice, and at layers and outputs that a model does not have.
    Why it matters: Keras raises TypeError, ValueError or AttributeError, often only when training starts.
    Example: an argument of an older Keras.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(20, 5, 1), np.random.rand(20, 1)
        model = keras.Sequential([keras.Input((5, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y, nb_epoch=1)  # [training-call-argument]

    Use instead: its successor.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(20, 5, 1), np.random.rand(20, 1)
        model = keras.Sequential([keras.Input((5, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y, epochs=1)

    Known limits: arguments in **kwargs that are not known; names of losses where the program adds names of its own.
    No fix is offered for a key that is the name of no output, nor for weights of another shape: only the user knows
    which output, or which layer, is meant.
    """

    id = "E9714"
    symbol = "training-call-argument"
    summary = "compile, fit or another method rejects an argument"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each argument."""
        adds_names = any(True for _ in facts_of(known, NamesAdded))
        for fact, calls in facts_of(known, CallConflict):
            if fact.conflict.kind != "name" or not adds_names:
                yield Finding(self.symbol, f"{fact.conflict.text}.", fact.site, calls, (), fact.generations, fact=fact)
