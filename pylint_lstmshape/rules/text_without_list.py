"""text-without-list: a tokenizer gets one text instead of a list of texts, and takes each character for a text."""

from __future__ import annotations

from collections.abc import Iterator

from pylint_lstmshape.facts import TextSplit
from pylint_lstmshape.rules.base import Finding, Known, Rule, facts_of


class TextWithoutList(Rule):
    """A tokenizer that learnt words gets one text instead of a list of texts: each character is taken for a text.

    What it does: follows texts_to_sequences(text) of a str to pad_sequences, and looks at texts_to_matrix(text).
    Why it matters: there are as many samples as the text has characters, nearly all of them empty: predict gives that many
    answers, and none is about the text.
    Example: the class of one sentence.

        from tensorflow.keras.layers import LSTM, Dense, Embedding
        from tensorflow.keras.models import Sequential
        from tensorflow.keras.preprocessing.sequence import pad_sequences
        from tensorflow.keras.preprocessing.text import Tokenizer

        tokenizer = Tokenizer(num_words=50)
        tokenizer.fit_on_texts(["good film", "a bad film", "very good", "very bad"])
        model = Sequential([Embedding(50, 4), LSTM(4), Dense(1, activation="sigmoid")])
        sentence = "a very good film"
        ids = tokenizer.texts_to_sequences(sentence)  # [text-without-list]
        answer = model.predict(pad_sequences(ids, maxlen=3))

    Use instead: a list of one text.

        from tensorflow.keras.layers import LSTM, Dense, Embedding
        from tensorflow.keras.models import Sequential
        from tensorflow.keras.preprocessing.sequence import pad_sequences
        from tensorflow.keras.preprocessing.text import Tokenizer

        tokenizer = Tokenizer(num_words=50)
        tokenizer.fit_on_texts(["good film", "a bad film", "very good", "very bad"])
        model = Sequential([Embedding(50, 4), LSTM(4), Dense(1, activation="sigmoid")])
        sentence = "a very good film"
        ids = tokenizer.texts_to_sequences([sentence])
        answer = model.predict(pad_sequences(ids, maxlen=3))

    Known limits: silent for tokenizers with char_level=True, for those that learnt from one text or from what is not known,
    and where nothing says that the argument is one text.
    """

    id = "W9719"
    symbol = "text-without-list"
    summary = "Each character of a text is taken for a text"

    def check(self, known: Known) -> Iterator[Finding]:
        """One finding for each such call."""
        told: set[object] = set()
        for fact, calls in facts_of(known, TextSplit):
            if fact.site in told:
                continue
            told.add(fact.site)
            many = "characters" if fact.characters.constant is None else f"{fact.characters} characters"
            conflict = (
                f"{fact.method} wants a list of texts but gets one text, {fact.text.text}: each of its {many} is taken "
                f"for a text, and becomes a sample of its own."
            )
            yield Finding(self.symbol, conflict, fact.site, calls, fact=fact, advice=f"Write [{fact.text.text}].")
