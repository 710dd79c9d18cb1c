"""implicit-rank-change: Keras adds or drops a trailing axis of length 1, so that an array fits the declared input."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import InputAdapted
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of
from pylint_lstmshape.rules.predict_without_batch_axis import METHODS, is_lone_sample


class ImplicitRankChange(Rule):
    """An array has an axis less or more than the model declares, and Keras adds or drops a trailing axis of 1.

    What it does: names the arrays that fit only after that.
    Why it matters: it is right as it stands, but in Keras 2.3 and in a model without declared input it raises, and a
    reader sees another shape than the model does.
    Example: windows of one series without the axis of features.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(20, 5), np.random.rand(20)
        model = keras.Sequential([keras.Input((5, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y)  # [implicit-rank-change]

    Use instead: the axis in the program.

        import numpy as np
        from tensorflow import keras

        x, y = np.random.rand(20, 5, 1), np.random.rand(20)
        model = keras.Sequential([keras.Input((5, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y)

    Known limits: advice; nothing is wrong with the result.
    """

    id = "R9701"
    symbol = "implicit-rank-change"
    summary = "Keras adds or drops a trailing axis of 1"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such array."""
        for fact, calls in facts_of(known, InputAdapted):
            shape = fact.array.value.shape if isinstance(fact.array.value, Array) else None
            if fact.how not in ("axis added", "axis dropped") or shape is None or is_lone_sample(fact):
                continue
            goal = (*shape, Dim.of(1)) if fact.how == "axis added" else shape[:-1]
            name = "x" if fact.array.stream else fact.array.text
            code = f"{name}[..., np.newaxis]" if fact.how == "axis added" else f"{name}[..., 0]"
            conflict = (
                f"{fact.method} gets {wording.array(fact.array, fact.site)}, and the model declares "
                f"{wording.with_batch(fact.declared)}: Keras makes {show(goal)} of it."
            )
            advice = f"To say so in the program write {code}{' in its batches' if fact.array.stream else ''}."
            if fact.how == "axis added" and fact.method in METHODS and len(shape) == 2 and is_open(fact.declared[1]):
                advice = f"If it is one sample write {name}[np.newaxis], if each row is one {code}."
            yield Finding(self.symbol, conflict, fact.site, calls, (), fact.generations, fact=fact, advice=advice)
