"""ids-as-numbers: the ids of words go into a recurrent layer as if they were measurements."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.domain.values import WORDS, Array
from pylint_lstmshape.facts import InputConflict, LayerConflict, ModelCall
from pylint_lstmshape.rules import wording
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of, is_recurrent


class IdsAsNumbers(Rule):
    """Ids of words, made by a tokenizer, are one feature of a recurrent layer: word 200 counts as twice word 100.

    What it does: follows the ids that Tokenizer, one_hot and hashing_trick make, through pad_sequences and reshape, to a
    model whose first layer is recurrent.
    Why it matters: it runs, and learns next to nothing: measured on a toy task 0.57 to 0.62 (guessing: 0.5) against 0.96
    to 0.99 with an Embedding.
    Example: padded texts with a feature axis.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense
        from tensorflow.keras.models import Sequential
        from tensorflow.keras.preprocessing.sequence import pad_sequences
        from tensorflow.keras.preprocessing.text import Tokenizer

        texts, y = ["good film", "a bad film", "very good", "very bad"] * 8, np.array([1, 0, 1, 0] * 8)
        tokenizer = Tokenizer(num_words=50)
        tokenizer.fit_on_texts(texts)
        x = pad_sequences(tokenizer.texts_to_sequences(texts), maxlen=3)
        x = x.reshape(len(texts), 3, 1)
        model = Sequential([LSTM(4, input_shape=(3, 1)), Dense(1, activation="sigmoid")])
        model.compile(loss="binary_crossentropy")
        model.fit(x, y, verbose=0)  # [ids-as-numbers]

    Use instead: an Embedding, which learns a vector for each word.

        import numpy as np
        from tensorflow.keras.layers import LSTM, Dense, Embedding
        from tensorflow.keras.models import Sequential
        from tensorflow.keras.preprocessing.sequence import pad_sequences
        from tensorflow.keras.preprocessing.text import Tokenizer

        texts, y = ["good film", "a bad film", "very good", "very bad"] * 8, np.array([1, 0, 1, 0] * 8)
        tokenizer = Tokenizer(num_words=50)
        tokenizer.fit_on_texts(texts)
        x = pad_sequences(tokenizer.texts_to_sequences(texts), maxlen=3)
        model = Sequential([Embedding(50, 4), LSTM(4), Dense(1, activation="sigmoid")])
        model.compile(loss="binary_crossentropy")
        model.fit(x, y, verbose=0)

    Known limits: ids that do not come from text in the same program are not told from magnitudes; divided ids are no ids.
    """

    id = "W9713"
    symbol = "ids-as-numbers"
    summary = "Ids of words are fed to a recurrent layer as numbers"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each call with such data."""
        told: set[object] = {fact.model.site for fact, _ in facts_of(known, InputConflict)}
        broken = {fact.layer.site for fact, _ in facts_of(known, LayerConflict)}
        for fact, calls in facts_of(known, ModelCall):
            first = fact.model.layers[0] if fact.model.layers else None
            if first is None or not is_recurrent(first.path) or len(fact.inputs) != 1 or fact.model.site in told:
                continue
            if any(layer.site in broken for layer in fact.model.layers):
                continue  # it does not run
            data = fact.inputs[0]
            if not isinstance(data.value, Array) or data.value.range.nature != WORDS:
                continue
            told.add(fact.model.site)
            classes = data.value.range.high
            rows = "vocabulary" if classes is None else str(int(classes) + 1)
            conflict = (
                f"{fact.method} feeds word ids, {wording.array(data, fact.site)}, to {first.class_name} "
                f"({wording.place(first.site, fact.site)}) as numbers: word 20 counts as twice word 10."
            )
            advice = f"Put Embedding({rows}, 32) before it and give it the ids as (samples, timesteps)."
            yield Finding(self.symbol, conflict, data.site, calls, fact=fact, advice=advice)
