"""fit-target-shape-mismatch: a target does not fit the model's output under its loss."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import LayerInfo, TargetConflict
from pylint_lstmshape.keras.layers.base import is_recurrent
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class FitTargetShapeMismatch(Rule):
    """A target given to fit or evaluate does not fit the model's output under its loss.

    What it does: compares y with the output shape as the loss does.
    Why it matters: Keras raises in the first training step.
    Example: categorical_crossentropy with integer labels; an LSTM with return_sequences=True and one label a sample.
    Use instead: sparse_categorical_crossentropy for integer labels; return_sequences=False for one target a sample.
    Known limits: losses of the program's own are not checked; what broadcasts is no error.
    """

    id = "E9707"
    symbol = "fit-target-shape-mismatch"
    summary = "Target does not fit the model's output"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each target that the loss rejects."""
        for fact, calls in facts_of(known, TargetConflict):
            message = wording.one_line(
                f"{fact.method} gets target {wording.array(fact.target, fact.site)}, but the model gives "
                f"{wording.with_batch(fact.output)}: {fact.loss} cannot compare them.",
                _advice(fact),
            )
            related = (("the output is made here", fact.last_layer.site),) if fact.last_layer else ()
            yield Finding(
                self.symbol,
                message,
                faults.of_target(known, fact),
                calls,
                related,
                fact.generations,
                fact=fact,
                raises=fact.site,
            )


def _advice(fact: TargetConflict) -> str:
    target = fact.target.value
    if not isinstance(target, Array) or target.shape is None:
        return ""
    have, output, text = target.shape, fact.output, fact.target.text
    if "sparse" in fact.loss and len(have) == len(output):
        return "For one-hot targets use loss='categorical_crossentropy'."
    if "categorical" in fact.loss and len(have) < len(output) and len(output) == 2:
        return f"For integer labels use loss='sparse_categorical_crossentropy', or one-hot: to_categorical({text})."
    if len(output) == 3 and len(have) <= 2:
        return "For one target a sample set return_sequences=False on the last recurrent layer."
    if len(output) == 2 and len(have) == 3:
        return "For a target at every step set return_sequences=True on the last recurrent layer."
    if len(output) == len(have) and not _is_recurrent(fact.last_layer):
        return f"Make the last layer as wide as the target: {show(have[1:])}."
    return ""


def _is_recurrent(layer: LayerInfo | None) -> bool:
    return layer is not None and is_recurrent(layer.path)
