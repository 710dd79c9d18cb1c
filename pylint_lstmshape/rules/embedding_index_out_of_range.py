"""embedding-index-out-of-range: an Embedding gets an id that its table has no row for."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import IdsConflict
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class EmbeddingIndexOutOfRange(Rule):
    """An Embedding gets ids that reach input_dim, the number of its rows.

    What it does: follows the greatest id of the array that goes straight to an Embedding.
    Why it matters: a table of input_dim rows has the rows 0 .. input_dim - 1; on a CPU Keras raises "indices ... is not
    in [0, input_dim)", on a GPU it may give zeros and say nothing.
    Example: ids 1 .. 25 for a table of 25 rows.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.randint(1, 26, size=(200, 31)), np.random.rand(200, 1)
        model = keras.Sequential(
            [keras.Input((31,)), keras.layers.Embedding(25, 8), keras.layers.LSTM(4), keras.layers.Dense(1)]
        )
        model.compile(loss="mse")
        model.fit(x, y)  # [embedding-index-out-of-range]

    Use instead: the greatest id plus one.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.randint(1, 26, size=(200, 31)), np.random.rand(200, 1)
        model = keras.Sequential(
            [keras.Input((31,)), keras.layers.Embedding(26, 8), keras.layers.LSTM(4), keras.layers.Dense(1)]
        )
        model.compile(loss="mse")
        model.fit(x, y)

    Known limits: silent where the greatest id is not known, and where Keras compiles the model (then nothing raises).
    """

    id = "E9712"
    symbol = "embedding-index-out-of-range"
    summary = "Embedding gets an id that its table has no row for"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each array with such an id."""
        for fact, calls in facts_of(known, IdsConflict):
            line = wording.place(fact.layer.site, fact.site)
            conflict = (
                f"{fact.method} gets {wording.array(fact.array, fact.site)}, whose ids go up to {fact.reached}, but "
                f"{wording.layer_name(fact.layer)} ({line}) has rows for 0..{fact.rows - 1} only."
            )
            advice = "Count the ids from 0."
            if fact.reached >= 0:
                advice = f"Write Embedding({fact.reached + 1}, ...): the greatest id plus one."
            related = (("the table is made here", fact.layer.site),)
            yield Finding(self.symbol, conflict, fact.site, calls, related, fact.generations, fact=fact, advice=advice)
