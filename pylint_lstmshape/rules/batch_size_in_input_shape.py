"""batch-size-in-input-shape: the number of samples stands in input_shape where the timesteps belong."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import InputAdapted
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class BatchSizeInInputShape(Rule):
    """input_shape holds the number of samples in the place of the timesteps, and Keras 3 lets it pass.

    What it does: compares the declared timesteps with the samples of the data, where the data has other timesteps.
    Why it matters: a Sequential of Keras 3 does not compare timesteps, so it runs; Keras 2 and a functional model raise,
    and whatever is computed from the declared shape (summary, Reshape, export) is wrong.
    Example: input_shape of samples and features.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(64, 10, 3), np.random.rand(64, 1)
        model = Sequential()
        model.add(LSTM(4, input_shape=(x.shape[0], x.shape[2])))  # [batch-size-in-input-shape]
        model.add(Dense(1))
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)

    Use instead: timesteps and features; the number of samples is no part of it.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(64, 10, 3), np.random.rand(64, 1)
        model = Sequential()
        model.add(LSTM(4, input_shape=(x.shape[1], x.shape[2])))
        model.add(Dense(1))
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)

    Known limits: Keras 3 only; where Keras raises, fit-input-shape-mismatch says it.
    """

    id = "W9710"
    symbol = "batch-size-in-input-shape"
    summary = "Number of samples stands in input_shape in the place of the timesteps"
    generations = frozenset({3})

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such model."""
        told: set[object] = set()
        for fact, calls in facts_of(known, InputAdapted):
            if not counts_samples(fact) or fact.model.site in told:
                continue
            told.add(fact.model.site)
            array = fact.array.value
            assert isinstance(array, Array) and array.shape is not None
            site = fact.declared_site
            place = site if site is not None and site.file == fact.site.file else fact.site
            call = f"{fact.method}{wording.at(fact.site, place)}"
            conflict = (
                f"input_shape declares {fact.declared[1]} timesteps, {wording.with_batch(fact.declared)}, but "
                f"{fact.declared[1]} is the number of samples that {call} gives, {fact.array.text} {show(array.shape)}. Keras 3 runs all "
                f"the same, Keras 2 raises."
            )
            yield Finding(
                self.symbol, conflict, place, calls, (), fact.generations,
                fact=fact, raises=fact.site, advice=f"Write input_shape={fact.array.text}.shape[1:].",
            )  # fmt: skip


def counts_samples(fact: InputAdapted) -> bool:
    """Whether the declared timesteps are the samples of the data, and not its timesteps."""
    shape = fact.array.value.shape if isinstance(fact.array.value, Array) else None
    return bool(
        fact.how == "timesteps unchecked"
        and shape
        and len(shape) == len(fact.declared) == 3
        and shape[0] == fact.declared[1]
        and equal(shape[1], fact.declared[1]) is False
        and equal(shape[0], 1) is False
    )
