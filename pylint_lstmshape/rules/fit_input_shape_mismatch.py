"""fit-input-shape-mismatch: an array does not fit the input that the model declares."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import InputConflict, LayerConflict
from pylint_lstmshape.fixes.choice import suggest
from pylint_lstmshape.rules import faults, wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class FitInputShapeMismatch(Rule):
    """An array given to fit, evaluate, predict or train_on_batch does not fit the model's declared input.

    What it does: compares rank, timesteps and features of the array with input_shape= or Input(...).
    Why it matters: Keras raises, often deep inside the graph ("Matrix size-incompatible").
    Example: input_shape=(31, 25) and x_train of shape (1085420, 31).
    Use instead: give the array the declared axes, or declare the array's own: input_shape=x_train.shape[1:].
    Known limits: what Keras repairs silently (a trailing axis of 1) is no error and is not reported here.
    """

    id = "E9702"
    symbol = "fit-input-shape-mismatch"
    summary = "Array does not fit the input shape that the model declares"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each array that the model rejects."""
        told: set[object] = set()
        broken = {fact.layer.site for fact, _ in facts_of(known, LayerConflict)}
        for fact, calls in facts_of(known, InputConflict):
            if any(layer.site in broken for layer in fact.model.layers):
                continue  # the model could not even be built
            call = (fact.site.file, fact.site.line, fact.method, calls)
            if call in told:
                continue  # the call ends with the first
            told.add(call)
            where = f" at {wording.place(fact.declared_site, fact.site)}" if fact.declared_site is not None else ""
            validation = " as validation data" if fact.role == "validation" else ""
            message = wording.one_line(
                f"{fact.method} gets {wording.array(fact.array, fact.site)}{validation}, but the model declares "
                f"{wording.with_batch(fact.declared)}{where}.",
                _advice(fact),
            )
            related = (("the input shape is declared here", fact.declared_site),) if fact.declared_site else ()
            yield Finding(
                self.symbol,
                message,
                faults.of_input(known, fact),
                calls,
                related,
                fact.generations,
                fact=fact,
                raises=fact.site,
            )


def _advice(fact: InputConflict) -> str:
    array, declared = fact.array.value, fact.declared
    if not isinstance(array, Array) or array.shape is None:
        return ""
    have = array.shape
    if len(have) == 3 and len(declared) == 3 and _same(have[1], declared[2]) and _same(have[2], declared[1]):
        return f"The last two axes are swapped: {fact.array.text}.transpose(0, 2, 1) (a reshape would scramble the values)."
    if len(have) + 1 == len(declared) and all(_same(*pair) for pair in zip(have, declared[1:], strict=True)):
        return f"One sample still needs the batch axis: {fact.array.text}[np.newaxis]."
    if len(have) < len(declared) == 3 and have:
        if len(have) == 2 and declared[2].constant not in (None, 1) and _same(have[1], declared[1]):
            classes = declared[2]
            if array.kind in ("i", "u"):
                return (
                    f"One-hot with to_categorical({fact.array.text}, {classes}) to {show((*have, classes))}, or put "
                    f"Embedding({classes}, 32) first and declare Input(({have[1]},)), or "
                    f"{fact.array.text}.reshape({_first(have[0])}, {have[1]}, 1) with input_shape=({have[1]}, 1)."
                )
        return f"{suggest(fact.array)}."
    if len(have) == len(declared):
        return f"Declare the array's own shape: input_shape={fact.array.text}.shape[1:] is {show(have[1:])}."
    return ""


def _same(one: Dim, other: Dim) -> bool:
    return equal(one, other) is True


def _first(samples: Dim) -> str:
    return str(samples) if samples.constant is not None else "-1"
