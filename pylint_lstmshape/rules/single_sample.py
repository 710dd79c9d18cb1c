"""single-sample: a whole table becomes one sample."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import ModelCall, Reshaped
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class SingleSample(Rule):
    """A table (rows, columns) is reshaped to (1, rows, columns) and fitted: one sample, one gradient step an epoch.

    What it does: follows such a reshape to fit.
    Why it matters: one long sequence may be meant, but then neither batches nor a validation_split are possible, and the
    network sees one example.
    Example: all rows as one sequence.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Input
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(200, 5), np.random.rand(200, 1)
        x = x.reshape(1, x.shape[0], x.shape[1])  # [single-sample]
        y = y.reshape(1, y.shape[0], y.shape[1])
        model = Sequential([Input((None, 5)), LSTM(4, return_sequences=True), Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)

    Use instead: windows of the table.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Input
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(200, 5), np.random.rand(200, 1)
        x = np.array([x[i : i + 20] for i in range(len(x) - 19)])
        y = y[19:]
        model = Sequential([Input((None, 5)), LSTM(4), Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)

    Known limits: an axis added in another way than by a reshape is not looked at.
    """

    id = "R9712"
    symbol = "single-sample"
    summary = "Whole table becomes one sample"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such reshape of what is fitted."""
        fitted = [
            one.value.shape
            for fact, _ in facts_of(known, ModelCall)
            if fact.method == "fit"
            for one in fact.inputs[:1]
            if isinstance(one.value, Array)
        ]
        for fact, calls in facts_of(known, Reshaped):
            before, after = fact.before.value, fact.after.shape
            if not isinstance(before, Array) or before.shape is None or after is None or after not in fitted:
                continue
            if len(before.shape) == 2 and after == (Dim.of(1), *before.shape) and equal(before.shape[0], 1) is False:
                rows, columns = before.shape
                text = fact.before.text
                conflict = (
                    f"{show(after)} is one sample of {rows} timesteps: all rows of {text} {show(before.shape)} as one "
                    "sequence, one gradient step an epoch."
                )
                advice = (
                    f"For many samples cut windows (samples, timesteps, {columns}): "
                    f"np.array([{text}[i:i + 20] for i in range(len({text}) - 19)])."
                )
                yield Finding(self.symbol, conflict, fact.site, calls, fact=fact, advice=advice)
