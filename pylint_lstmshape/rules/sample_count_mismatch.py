"""sample-count-mismatch: arrays that go together differ in samples, or in number."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import CountConflict
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class SampleCountMismatch(Rule):
    """x and y (or several inputs) differ in their number of samples, or the model has another number of inputs.

    What it does: compares the first axes of the arrays of one call.
    Why it matters: Keras raises "Data cardinality is ambiguous".
    Example: windows x of shape (78, 12, 1) and the whole series y of shape (90,).
    Use instead: cut y as the windows were cut: y[look_back:].
    Known limits: silent where a number of samples is not known.
    """

    id = "E9708"
    symbol = "sample-count-mismatch"
    summary = "Arrays that go together differ in their number of samples"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such call."""
        for fact, calls in facts_of(known, CountConflict):
            parts = "; ".join(wording.array(one, fact.site) for one in fact.arrays[:3])
            message = wording.one_line(f"{fact.method}: {fact.conflict.text}.", f"({parts}).")
            yield Finding(
                self.symbol,
                message,
                faults.of_counts(known, fact),
                calls,
                (),
                fact.generations,
                fact=fact,
                raises=fact.site,
            )
