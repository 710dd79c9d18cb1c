"""Texts cut into words, as Keras cuts them, where the source says what the texts are.

Source: text_to_word_sequence and Tokenizer in keras_preprocessing/text.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import Elements
from pylint_lstmshape.domain.values import Constant, Value

FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'
MAX_LETTERS = 20_000  # of all texts together


@dataclass(frozen=True)
class Cutting:
    """How a text is cut."""

    filters: str = FILTERS
    lower: bool = True
    split: str = " "
    char_level: bool = False

    @staticmethod
    def of(filters: Value, lower: Value, split: Value, char_level: Value = Constant(False)) -> Cutting | None:
        """The cutting that these options ask for, where they are known."""
        options = [one.value if isinstance(one, Constant) else None for one in (filters, lower, split, char_level)]
        letters, small, separator, single = options
        if not isinstance(letters, str) or not isinstance(separator, str) or None in options or not separator:
            return None
        return Cutting(letters, bool(small), separator, bool(single))

    def words(self, text: str) -> list[str]:
        """The words (or letters) of a text."""
        text = text.lower() if self.lower else text
        if self.char_level:
            return list(text)
        for letter in self.filters:
            text = text.replace(letter, self.split)
        return [part for part in text.split(self.split) if part]

    def tokens(self, text: Value) -> list[str] | None:
        """The words of a text, or of a list of them; None where they are unknown."""
        if isinstance(text, Constant) and isinstance(text.value, str):
            return self.words(text.value)
        elements = sequence_elements(text) if text.type_path == "list" else None
        items = None if elements is None else elements.items
        words = [item.value for item in items or () if isinstance(item, Constant) and isinstance(item.value, str)]
        if items is None or len(words) != len(items):
            return None
        return [word.lower() for word in words] if self.lower else words


def cut_all(texts: Elements | None, cutting: Cutting | None) -> list[list[str]] | None:
    """The words of each text; None where a text is unknown or they are too many."""
    items = None if texts is None else texts.items
    if items is None or cutting is None:
        return None
    found: list[list[str]] = []
    letters = 0
    for item in items:
        words = cutting.tokens(item)
        letters += sum(map(len, words or ()))
        if words is None or letters > MAX_LETTERS:
            return None
        found.append(words)
    return found


def numbered(counts: dict[str, int], oov_token: str | None) -> dict[str, int]:
    """The word_index: from the most frequent word on, numbers from 1; the token for unknown words first."""
    order = sorted(counts, key=lambda word: -counts[word])
    words = order if oov_token is None else [oov_token, *order]
    return {word: at for at, word in enumerate(words, start=1)}


def ids(words: list[str], index: dict[str, int], num_words: int | None, oov_token: str | None) -> list[int]:
    """The numbers of words: those not among the num_words - 1 first are left out, or become the token's."""
    oov = None if oov_token is None else index.get(oov_token)
    found: list[int] = []
    for word in words:
        number = index.get(word)
        if number is not None and not (num_words and number >= num_words):
            found.append(number)
        elif oov is not None:
            found.append(oov)
    return found
