"""array-reshape-mismatch: an array operation whose shapes cannot hold."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.shape import ONE_TENSOR
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import Binding, NoTurns, OperationConflict
from pylint_lstmshape.keras.values import LayerValue
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class ArrayReshapeMismatch(Rule):
    """A NumPy, pandas or scikit-learn operation whose shapes cannot hold: a reshape to another number of values, say.

    What it does: checks reshape, concatenate, stack, indexing and arithmetic against the shapes that are known, and that
    one symbolic tensor is not unpacked into several.
    Why it matters: NumPy raises "cannot reshape array of size ...".
    Example: timesteps that the array has no values for.

        import keras
        import numpy as np

        x = np.random.rand(1000, 30)
        x = x.reshape(x.shape[0], 5, 30)  # [array-reshape-mismatch]
        print(keras.__name__, x.shape)

    Use instead: windows of rows that follow in time.

        import keras
        import numpy as np

        x = np.random.rand(1000, 30)
        x = np.array([x[i : i + 5] for i in range(len(x) - 4)])
        print(keras.__name__, x.shape)

    Known limits: silent where a size is not known.
    """

    id = "E9704"
    symbol = "array-reshape-mismatch"
    summary = "Array operation with shapes that cannot hold"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each operation that raises."""
        told: set[object] = set()
        for fact, calls in facts_of(known, OperationConflict):
            if (fact.site.file, fact.site.line, calls) in told:
                continue  # the line ends with the first
            told.add((fact.site.file, fact.site.line, calls))
            empty = _never_filled(known, fact)
            site = fact.site if empty is None else empty.site
            made = "" if fact.operand is None else wording.array(fact.operand, site)
            if empty is not None:
                name = "" if fact.operand is None else fact.operand.text.partition(".")[0]
                first = f"This loop makes no turn, so {name} stays empty, (0,), and "
                conflict = (
                    f"{first}{_name(fact.function)} at {wording.place(fact.site, site)} fails: {fact.conflict.text}."
                )
                advice = f"Give {empty.over} something to go over: more rows, or a shorter window."
            else:
                operand = f" ({made})" if made else ""
                conflict = f"{_name(fact.function)} fails: {fact.conflict.text}{operand}."
                advice = _advice(fact)
            yield Finding(self.symbol, conflict, site, calls, (), fact=fact, raises=fact.site, advice=advice)


def _never_filled(known: Known, fact: OperationConflict) -> NoTurns | None:
    """The loop that should have filled the empty array that an operation fails on."""
    latest: NoTurns | None = None
    array: Array | None = None
    name = "" if fact.operand is None else fact.operand.text.partition(".")[0]
    for one, _ in known.facts:
        if one is fact:
            break
        if isinstance(one, NoTurns) and one.site.file == fact.site.file:
            latest = one
        elif isinstance(one, Binding) and one.name == name and isinstance(one.value, Array):
            array = one.value
    return latest if array is not None and array.shape and array.shape[0] == 0 else None


def _advice(fact: OperationConflict) -> str:
    """What to write instead of a reshape to another number of values."""
    operand = None if fact.operand is None else fact.operand.value
    layer = getattr(getattr(operand, "node", None), "layer", None)
    if fact.conflict.kind == ONE_TENSOR and isinstance(layer, LayerValue) and layer.spec.is_recurrent:
        return f"{layer.info.class_name} gives its states too with return_state=True."
    if fact.conflict.kind != "reshape" or not isinstance(operand, Array) or fact.operand is None:
        return ""
    shape = operand.shape
    if shape is None or len(shape) != 2:
        return ""
    text, rows, columns = fact.operand.text, shape[0], shape[1]
    return (
        f"Timesteps are cut from rows: np.array([{text}[i:i + n] for i in range(len({text}) - n)]); or {text}.reshape("
        f"{rows}, {columns}, 1)."
    )


def _name(function: str) -> str:
    if function.endswith("[]"):
        return "indexing"
    return function if function.startswith("operator") or "[" in function else function.rpartition(".")[2]
