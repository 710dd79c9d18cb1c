"""unknown-layer-argument: a layer gets an argument that this Keras rejects."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import ArgumentConflict
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class UnknownLayerArgument(Rule):
    """A layer is made with an argument that Keras rejects.

    What it does: binds the arguments to the constructor's real signature of the Keras generation in use.
    Why it matters: Keras raises "Unrecognized keyword arguments" or TypeError.
    Example: `LSTM(32, return_sequence=True)`; `LSTM(32, batch_input_shape=(1, 5, 3))` in Keras 3.
    Use instead: the spelling that the message gives.
    Known limits: arguments hidden in **kwargs that are not known.
    """

    id = "E9709"
    symbol = "unknown-layer-argument"
    summary = "Layer gets an argument that Keras rejects"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each argument that Keras rejects."""
        for fact, calls in facts_of(known, ArgumentConflict):
            if fact.conflict.kind != "input-shape":
                message = wording.one_line(f"{fact.layer.class_name}: {fact.conflict.text}.")
                yield Finding(self.symbol, message, fact.site, calls, (), fact.generations, fact=fact)
