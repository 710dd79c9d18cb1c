"""embedding-on-floats: an Embedding gets scaled or drawn floats, which it truncates to ids."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.values import FRACTIONS, Array, Range
from pylint_lstmshape.facts import ModelCall
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class EmbeddingOnFloats(Rule):
    """An Embedding is fed with floats between whole numbers: outputs of a scaler, random floats.

    What it does: looks at what the numbers of the array are that goes into a model whose first layer is an Embedding.
    Why it matters: an Embedding looks up rows by number and cuts what stands behind the point: all of 0.0 .. 0.99 is row 0,
    so the network sees the same input for every sample.
    Example: features scaled to 0..1.

        import numpy as np
        from sklearn.preprocessing import MinMaxScaler
        from tensorflow.keras.layers import LSTM, Dense, Embedding
        from tensorflow.keras.models import Sequential

        x = MinMaxScaler().fit_transform(np.random.randn(60, 12))
        y = np.random.randint(0, 2, (60, 1))
        model = Sequential([Embedding(12, 4), LSTM(4), Dense(1, activation="sigmoid")])  # [embedding-on-floats]
        model.compile(loss="binary_crossentropy")
        model.fit(x, y, verbose=0)

    Use instead: measurements go into the LSTM as they are, with a feature axis.

        import numpy as np
        from sklearn.preprocessing import MinMaxScaler
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential

        x = MinMaxScaler().fit_transform(np.random.randn(60, 12))
        y = np.random.randint(0, 2, (60, 1))
        model = Sequential([LSTM(4, input_shape=(12, 1)), Dense(1, activation="sigmoid")])
        model.compile(loss="binary_crossentropy")
        model.fit(x.reshape(60, 12, 1), y, verbose=0)

    Known limits: floats whose making is not seen may be whole numbers, and are not reported.
    """

    id = "W9714"
    symbol = "embedding-on-floats"
    summary = "Embedding gets floats, which it truncates to ids"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such layer."""
        told: set[object] = set()
        for fact, calls in facts_of(known, ModelCall):
            first = fact.model.layers[0] if fact.model.layers else None
            if first is None or not first.path.endswith(".Embedding") or len(fact.inputs) != 1 or first.site in told:
                continue
            data = fact.inputs[0]
            if not isinstance(data.value, Array) or data.value.kind != "f" or not _has_fractions(data.value.range):
                continue
            told.add(first.site)
            low, high = data.value.range.low, data.value.range.high
            is_below_1 = low == 0 and high is not None and high <= 1
            seen = "all are id 0" if is_below_1 else "what stands behind the point is cut off"
            conflict = (
                f"Embedding looks up rows by whole numbers, but {fact.method} ({wording.place(fact.site, first.site)}) "
                f"gives it floats, {wording.array(data, first.site)}: {seen}."
            )
            advice = f"Feed measurements to the LSTM itself: {data.text}[..., np.newaxis], without Embedding."
            site = first.site if first.site.file == fact.site.file else data.site
            related = (("the floats meet it here", data.site),)
            yield Finding(self.symbol, conflict, site, calls, related, fact=fact, advice=advice)


def _has_fractions(values: Range) -> bool:
    """Whether numbers with something behind the point are among these: what lies between 0 and 1 has nothing before it."""
    low, high = values.low, values.high
    return values.nature == FRACTIONS or (low is not None and high is not None and 0 <= low < high < 1)
