"""silent-broadcast: predictions (n, 1) and targets (n,) are compared by hand, every one with every other."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import Broadcast, Described
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of

_SCALES = ("arange", "linspace", "logspace", "geomspace", "percentile", "quantile", "unique", "range")
_WORDS = {"-": "minus", "==": "==", "!=": "!="}


class SilentBroadcast(Rule):
    """A model's output (n, 1) and a target (n,) are subtracted or compared by hand: the result is (n, n).

    What it does: looks at `-`, `==` and `!=` (also numpy.subtract …) between an array (n, 1) that comes from a model and
    an array (n,).
    Why it matters: NumPy pairs every target with every prediction. Nothing raises, and the mean of the result is no error
    of the model.
    Example: the error of a model, by hand.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Input
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(40, 6, 1), np.random.rand(40)
        model = Sequential([Input((6, 1)), LSTM(4), Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)
        error = np.mean((y - model.predict(x, verbose=0)) ** 2)  # [silent-broadcast]

    Use instead: a prediction of the target's rank.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Input
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(40, 6, 1), np.random.rand(40)
        model = Sequential([Input((6, 1)), LSTM(4), Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)
        error = np.mean((y - model.predict(x, verbose=0).ravel()) ** 2)

    Known limits: silent where the array (n, 1) cannot be followed back to a model.
    """

    id = "W9718"
    symbol = "silent-broadcast"
    summary = "Predictions (n, 1) and targets (n,) are broadcast to (n, n)"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such operation."""
        for fact, calls in facts_of(known, Broadcast):
            vector, column = sorted((fact.left, fact.right), key=_rank)
            if not _is_predicted(column) or _is_predicted(vector) or _is_scale(vector):
                continue
            left, right = (f"{one.text} {_shape(one)}" for one in (fact.left, fact.right))
            what = f"{left} {_WORDS[fact.operator]} {right} is {show(fact.shape)}"
            yield Finding(
                self.symbol, f"{what}: every target meets every prediction.", fact.site, calls,
                fact=fact, advice=f"Write {column.text}[:, 0].",
            )  # fmt: skip


def _rank(one: Described) -> int:
    return (isinstance(one.value, Array) and one.value.ndim) or 0


def _is_predicted(one: Described) -> bool:
    return isinstance(one.value, Array) and one.value.range.predicted


def _is_scale(one: Described) -> bool:
    """Whether it is no target, but what each prediction may be meant to be held against."""
    origin = one.value.origin if isinstance(one.value, Array) else None
    return origin is not None and origin.maker in _SCALES


def _shape(one: Described) -> str:
    return show(one.value.shape) if isinstance(one.value, Array) else ""
