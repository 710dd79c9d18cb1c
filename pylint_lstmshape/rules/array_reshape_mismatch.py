"""array-reshape-mismatch: an array operation whose shapes cannot hold."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import OperationConflict
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class ArrayReshapeMismatch(Rule):
    """A NumPy, pandas or scikit-learn operation whose shapes cannot hold: a reshape to another number of values, say.

    What it does: checks reshape, concatenate, stack, indexing and arithmetic against the shapes that are known.
    Why it matters: NumPy raises "cannot reshape array of size ...".
    Example: `X.reshape(X.shape[0], 5, 30)` of an array of shape (1000, 30).
    Use instead: a shape with as many values: `X.reshape(200, 5, 30)`, or windows.
    Known limits: silent where a size is not known.
    """

    id = "E9704"
    symbol = "array-reshape-mismatch"
    summary = "Array operation with shapes that cannot hold"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each operation that raises."""
        for fact, calls in facts_of(known, OperationConflict):
            operand = f" ({wording.array(fact.operand, fact.site)})" if fact.operand is not None else ""
            message = wording.one_line(f"{_name(fact.function)} fails: {fact.conflict.text}{operand}.")
            yield Finding(self.symbol, message, fact.site, calls, fact=fact)


def _name(function: str) -> str:
    return function if function.startswith("operator") or "[" in function else function.rpartition(".")[2]
