"""ignored-input-shape: an input shape that nobody reads."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.dim import equal
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.facts import InputShapeIgnored
from pylint_lstmshape.keras.values import is_open
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class IgnoredInputShape(Rule):
    """input_shape= stands on a layer that is not the first of its model, or inside Bidirectional or TimeDistributed.

    What it does: compares it with what the layer really gets; one that is right is not reported.
    Why it matters: Keras ignores it without a word: the layer takes the shape of what comes before it, and a model whose
    first layer declares nothing is built by its first data only.
    Example: the shape of windows on the second layer.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        model = Sequential()
        model.add(LSTM(8, return_sequences=True, input_shape=(10, 2)))
        model.add(LSTM(4, input_shape=(10, 2)))  # [ignored-input-shape]
        model.add(Dense(1))
        model.compile(loss="mse")
        model.fit(np.random.rand(32, 10, 2), np.random.rand(32, 1), verbose=0)

    Use instead: input_shape on the first layer only, and on Bidirectional itself.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        model = Sequential()
        model.add(LSTM(8, return_sequences=True, input_shape=(10, 2)))
        model.add(LSTM(4))
        model.add(Dense(1))
        model.compile(loss="mse")
        model.fit(np.random.rand(32, 10, 2), np.random.rand(32, 1), verbose=0)

    Known limits: other spellings (batch_input_shape, input_dim) are not looked at.
    """

    id = "R9711"
    symbol = "ignored-input-shape"
    summary = "Input shape that Keras ignores"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such layer."""
        for fact, calls in facts_of(known, InputShapeIgnored):
            name, declared = fact.layer.class_name, wording.with_batch(fact.declared)
            if fact.wrapper is not None:
                conflict = f"input_shape {declared} on the {name} inside {fact.wrapper.class_name} is ignored."
                code = f"{fact.wrapper.class_name}({name}(...), input_shape={_written(fact.declared)})"
                advice = f"Write it on the wrapper: {code}."
            elif fact.given is None or _contradicts(fact.declared, fact.given):
                gets = "what the layer before it gives" if fact.given is None else wording.with_batch(fact.given)
                conflict = f"input_shape {declared} is ignored: {name} is not the first layer, and gets {gets}."
                advice = "Leave it out here; the first layer may have input_shape=(...)."
            else:
                continue
            yield Finding(self.symbol, conflict, fact.site, calls, fact=fact, advice=advice)


def _contradicts(declared: Shape, given: Shape) -> bool:
    if len(declared) != len(given):
        return True
    pairs = zip(declared[1:], given[1:], strict=True)
    return any(not is_open(one) and not is_open(other) and equal(one, other) is False for one, other in pairs)


def _written(shape: Shape) -> str:
    dims = ["None" if is_open(dim) else str(dim) for dim in shape[1:]]
    return f"({dims[0]},)" if len(dims) == 1 else f"({', '.join(dims)})"
