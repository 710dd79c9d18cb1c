"""unknown-keras-name: a class, function or module of Keras that this generation does not have."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape import knowledge
from pylint_lstmshape.facts import NameConflict
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class UnknownKerasName(Rule):
    """A name of Keras is imported or read that this generation does not have.

    What it does: knows the public names that only Keras 2 or only Keras 3 has, and looks at each that is imported or read
    from a module of Keras, also through `tensorflow.keras`, which has kept some that `keras` has lost; and input_shape and
    output_shape of a layer.
    Why it matters: Keras raises ImportError or AttributeError.
    Example: a layer of an older Keras.

        import numpy as np
        from keras.layers import CuDNNLSTM, Dense, Input  # [unknown-keras-name]
        from keras.models import Model

        sequence = Input((5, 3))
        model = Model(sequence, Dense(1)(CuDNNLSTM(8)(sequence)))
        model.predict(np.random.rand(4, 5, 3))

    Use instead: what the message names, or what does the same: an LSTM runs on cuDNN by itself.

        import numpy as np
        from keras.layers import LSTM, Dense, Input
        from keras.models import Model

        sequence = Input((5, 3))
        model = Model(sequence, Dense(1)(LSTM(8)(sequence)))
        model.predict(np.random.rand(4, 5, 3))

    Known limits: names that a star import should have brought; names that came or went between two releases of one
    generation; programs that look at the version, or catch the error, are taken to know what they do.
    """

    id = "E9715"
    symbol = "unknown-keras-name"
    generations = frozenset({3})
    summary = "Name of Keras that this generation does not have"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each place."""
        for fact, calls in facts_of(known, NameConflict):
            instead = knowledge.successor(fact.name) if 3 in fact.generations else None
            advice = "" if instead is None else f"It is {instead} now"
            yield Finding(
                self.symbol, f"{fact.conflict.text}.", fact.site, calls, (), fact.generations, fact=fact, advice=advice
            )
