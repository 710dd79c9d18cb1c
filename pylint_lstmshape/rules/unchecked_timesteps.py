"""unchecked-timesteps: Keras 3 lets a Sequential take another number of timesteps than it declares."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import InputAdapted
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of
from pylint_lstmshape.rules.batch_size_in_input_shape import counts_samples


class UncheckedTimesteps(Rule):
    """An array with another number of timesteps than the Sequential declares: Keras 3 runs it and says nothing.

    What it does: compares the timesteps of the array with input_shape= or Input(...).
    Why it matters: Keras 2 and functional models raise here. What was declared, or the array, is not what was meant: a
    look_back that changed in one place only, a window cut wrong.
    Example: windows of 7 for a model declared for 5.

        import numpy as np
        import keras

        x, y = np.random.rand(20, 5, 1), np.random.rand(20)
        model = keras.Sequential([keras.Input((5, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y)
        model.predict(np.random.rand(3, 7, 1))  # [unchecked-timesteps]

    Use instead: the declared length, or None where every length is right.

        import numpy as np
        import keras

        x, y = np.random.rand(20, 5, 1), np.random.rand(20)
        model = keras.Sequential([keras.Input((None, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y)
        model.predict(np.random.rand(3, 7, 1))

    Known limits: silent where the array's timesteps are not known; batch-size-in-input-shape has its own words for samples
    that were declared as timesteps.
    """

    id = "W9703"
    symbol = "unchecked-timesteps"
    summary = "Keras 3 does not check that an array has the declared timesteps"
    generations = frozenset({3})

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such array."""
        for fact, calls in facts_of(known, InputAdapted):
            if fact.how != "timesteps unchecked" or len(fact.declared) != 3 or counts_samples(fact):
                continue
            _, steps, features = fact.declared
            shape = fact.array.value.shape if isinstance(fact.array.value, Array) else None
            alike = shape is not None and len(shape) == 3 and shape[1] == steps  # its layers take other features, too
            what = "the dims" if alike else "the timesteps"
            site = faults.of_input(known, fact)
            call = f"{fact.method}{wording.at(fact.site, site)}"
            where = "" if fact.declared_site is None else wording.at(fact.declared_site, site)
            conflict = (
                f"{call} gets {wording.array(fact.array, site)}, but the model is declared for "
                f"{wording.with_batch(fact.declared)}{where}: Keras 3 does not check {what} of a Sequential, Keras 2 raises."
            )
            advice = f"Give it {steps} timesteps, or declare any length: input_shape=(None, {features})."
            if alike:
                advice = f"Declare the array's own shape: input_shape={show((shape or ())[1:])}."
            yield Finding(
                self.symbol, conflict, site, calls, (), fact.generations, fact=fact, raises=fact.site, advice=advice
            )
