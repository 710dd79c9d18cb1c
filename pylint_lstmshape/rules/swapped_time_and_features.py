"""swapped-time-and-features: timesteps and features are declared the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import InputAdapted
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class SwappedTimeAndFeatures(Rule):
    """The input is declared as (features, timesteps) while the data is (samples, timesteps, features).

    What it does: compares the declared dims with those of the data, by what they are and not only by their values.
    Why it matters: it raises as soon as the two numbers differ; where they happen to be equal it runs, and whoever changes
    one of them later finds a network that does not fit its data.
    Example: sizes from outside that happen to be equal.

        import os
        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        steps, features = int(os.environ.get("STEPS", "5")), int(os.environ.get("FEATURES", "5"))
        x, y = np.random.rand(64, steps, features), np.random.rand(64, 1)
        model = Sequential()
        model.add(LSTM(4, input_shape=(features, steps)))  # [swapped-time-and-features]
        model.add(Dense(1))
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)

    Use instead: timesteps first.

        import os
        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        steps, features = int(os.environ.get("STEPS", "5")), int(os.environ.get("FEATURES", "5"))
        x, y = np.random.rand(64, steps, features), np.random.rand(64, 1)
        model = Sequential()
        model.add(LSTM(4, input_shape=(steps, features)))
        model.add(Dense(1))
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)

    Known limits: numbers written twice (5 and 5) are not told apart; numbers that differ raise, which
    fit-input-shape-mismatch reports.
    """

    id = "W9711"
    symbol = "swapped-time-and-features"
    summary = "Timesteps and features are declared the other way round"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such model."""
        told: set[object] = set()
        for fact, calls in facts_of(known, InputAdapted):
            if fact.how != "axes swapped" or fact.model.site in told or not isinstance(fact.array.value, Array):
                continue
            told.add(fact.model.site)
            site = fact.declared_site
            place = site if site is not None and site.file == fact.site.file else fact.site
            conflict = (
                f"The input is declared {_shown(fact.declared)}, features before timesteps, but "
                f"{fact.method}{wording.at(fact.site, place)} gets {fact.array.text} "
                f"{_shown(fact.array.value.shape or ())}: it raises unless the two numbers happen to be equal."
            )
            yield Finding(
                self.symbol, conflict, place, calls, (), fact.generations,
                fact=fact, raises=fact.site, advice=f"Write input_shape={fact.array.text}.shape[1:].",
            )  # fmt: skip


def _shown(shape: Shape) -> str:
    """The shape, unless its last two dims read alike."""
    first, one, other = (str(dim) for dim in shape)
    swapped = is_open(shape[0])
    names = ("features", "timesteps") if swapped else ("timesteps", "features")
    return wording.with_batch(shape) if one != other else f"({'batch' if swapped else first}, {', '.join(names)})"
