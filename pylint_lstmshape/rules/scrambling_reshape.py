"""scrambling-reshape: a reshape where a transpose was meant."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Shape, show
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import DataGiven, LayerCall, ModelCall, Reshaped
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of

# What lays out axes on purpose: a reshape after it may well mean what it does.
_LAID_OUT = ("reshape", "transpose", "swapaxes", "moveaxis", "rollaxis", "arange", "linspace", "T")


class ScramblingReshape(Rule):
    """A reshape to the same dims in another order: the numbers keep their order in memory, so rows are torn apart.

    What it does: compares the shape before and after a reshape (of an array, or the layer Reshape). The dims, other than
    1, are the same but stand in another order, and no two of them are equal.
    Why it matters: it runs, the shape is the wanted one, and every sample holds numbers of others. Measured on a toy
    series: accuracy 0.61 instead of 0.84.
    Example: (samples, features, timesteps) brought to (samples, timesteps, features).

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Input
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(64, 3, 10), np.random.rand(64, 1)
        x = x.reshape(64, 10, 3)  # [scrambling-reshape]
        model = Sequential([Input((10, 3)), LSTM(4), Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)

    Use instead: transpose moves axes.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Input
        from tensorflow.keras.models import Sequential

        x, y = np.random.rand(64, 3, 10), np.random.rand(64, 1)
        x = x.transpose(0, 2, 1)
        model = Sequential([Input((10, 3)), LSTM(4), Dense(1)])
        model.compile(loss="mse")
        model.fit(x, y, verbose=0)

    Known limits: silent where the array meets no model in sight, where dims are equal or unknown, behind another reshape
    or a transpose, and for axes that were folded into one before.
    """

    id = "W9712"
    symbol = "scrambling-reshape"
    summary = "Reshape where a transpose was meant"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such reshape whose result a model is given."""
        met = _given_to_models(known)
        for fact, calls in facts_of(known, Reshaped):
            before = fact.before.value
            if not isinstance(before, Array) or before.shape is None or fact.after.shape is None:
                continue
            order = _moved(before.shape, fact.after.shape)
            maker = before.origin.maker if before.origin is not None else ""
            if order is None or maker in _LAID_OUT or fact.after.shape[1:] not in met:
                continue
            code = _transposed(fact.before.text, before.shape, fact.after.shape, order)
            conflict = (
                f"reshape of {fact.before.text} from {show(before.shape)} to {show(fact.after.shape)} does not move axes: "
                "it refills them in the old order and mixes the values."
            )
            yield Finding(self.symbol, conflict, fact.site, calls, fact=fact, advice=f"Move axes with {code}.")
        for call, calls in facts_of(known, LayerCall):
            if call.layer.path != "keras.layers.Reshape" or len(call.inputs) != 1 or not call.outputs:
                continue
            given, made = call.inputs[0].shape, call.outputs[0].shape
            order = None if not given or not made else _moved(given[1:], made[1:])
            if order is not None and given and made:
                axes = ", ".join(str(axis + 1) for axis in order)
                write = f"Permute(({axes}))" if len(order) == len(given) - 1 else "Permute"
                conflict = (
                    f"Reshape of {wording.with_batch(given)} to {wording.with_batch(made)} does not move axes: it refills "
                    f"them in the old order and mixes the values."
                )
                yield Finding(self.symbol, conflict, call.site, calls, fact=call, advice=f"Move axes with {write}.")


def _given_to_models(known: Known) -> set[Shape]:
    """What samples look like that a model is given: axes have a meaning there."""
    arrays = [array for fact, _ in facts_of(known, DataGiven) for array in fact.arrays]
    arrays += [
        one.value for fact, _ in facts_of(known, ModelCall) for one in fact.inputs if isinstance(one.value, Array)
    ]
    return {array.shape[1:] for array in arrays if array.shape}


def _moved(before: Shape, after: Shape) -> list[int] | None:
    """At which axis of `before` each axis of `after` longer than 1 stood; None unless they moved, each told apart."""
    old, new = ([at for at, dim in enumerate(shape) if equal(dim, 1) is not True] for shape in (before, after))
    if len(old) != len(new) or not 2 <= len(old) <= 4:
        return None
    order = []
    for at in new:
        same = [one for one in old if before[one] == after[at]]
        if len(same) != 1:
            return None
        order.append(same[0])
    distinct = all(_differ(before[one], before[two]) for one in old for two in old if one < two)
    return order if distinct and order != sorted(order) else None


def _differ(one: Dim, other: Dim) -> bool:
    """Whether two dims are told apart: known numbers that differ, or numbers of which neither says it is the other."""
    if is_open(one) or is_open(other):
        return False
    return equal(one, other) is False if one.constant is not None and other.constant is not None else one != other


def _transposed(text: str, before: Shape, after: Shape, order: list[int]) -> str:
    if len(order) == len(before) == len(after):
        return f"{text}.transpose({', '.join(map(str, order))})"
    squeezed = sorted(order)
    axes = ", ".join(str(squeezed.index(axis)) for axis in order)
    return f"{text}.squeeze().transpose({axes})"
