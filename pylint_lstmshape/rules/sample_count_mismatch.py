"""sample-count-mismatch: arrays that go together differ in samples, or in number."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import at_least
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import CountConflict
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class SampleCountMismatch(Rule):
    """x and y (or several inputs) differ in their number of samples, or the model has another number of inputs.

    What it does: compares the first axes of the arrays of one call.
    Why it matters: Keras raises "Data cardinality is ambiguous".
    Example: windows of a series, and the whole series as targets.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        series = np.sin(np.arange(90) / 5)
        x = np.array([series[i : i + 12] for i in range(78)])[..., np.newaxis]
        y = series * 1.0  # [sample-count-mismatch]
        model = Sequential([LSTM(4, input_shape=(12, 1)), Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)

    Use instead: the value behind each window.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        series = np.sin(np.arange(90) / 5)
        x = np.array([series[i : i + 12] for i in range(78)])[..., np.newaxis]
        y = series[12:]
        model = Sequential([LSTM(4, input_shape=(12, 1)), Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)

    Known limits: silent where a number of samples is not known.
    """

    id = "E9708"
    symbol = "sample-count-mismatch"
    summary = "Arrays that go together differ in their number of samples"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such call."""
        numbers = {fact.site for fact, _ in facts_of(known, CountConflict) if fact.conflict.kind == "inputs"}
        for fact, calls in facts_of(known, CountConflict):
            if fact.conflict.kind == "samples" and fact.site in numbers:
                continue  # what counts as samples is open until each input has its array
            site = faults.of_counts(known, fact)
            parts = " and ".join(f"{one.text} {wording.dims(one).partition(' ')[2]}" for one in fact.arrays[:3])
            call = f"{fact.method}{wording.at(fact.site, site)}"
            yield Finding(
                self.symbol, f"{call} gets {parts}: {fact.conflict.text}.", site, calls, (), fact.generations,
                fact=fact, raises=fact.site, advice=_advice(fact),
            )  # fmt: skip


def _advice(fact: CountConflict) -> str:
    if fact.conflict.kind == "samples" and len(fact.arrays) == 2:
        x, y = fact.arrays
        rows = [one.value.shape[0] for one in (x, y) if isinstance(one.value, Array) and one.value.shape]
        if len(rows) == 2 and at_least(rows[1] - rows[0], 1) and at_least(rows[0] * 2, rows[1]) is not False:
            return f"Cut y as the windows of x were cut: {y.text}[{rows[1] - rows[0]}:]."
        return f"Give x and y the same first axis: {x.text}[:len({y.text})] if they start together."
    if fact.conflict.kind == "inputs" and len(fact.arrays) == 1:
        one = fact.arrays[0].text
        return f"Give one array an input, in a list: [{one}[0], {one}[1]]."
    return ""
