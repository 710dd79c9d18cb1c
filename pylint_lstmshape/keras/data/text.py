"""Tokenizer, one_hot, hashing_trick, text_to_word_sequence. Source: keras_preprocessing/text.py (Keras 2)."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.containers import DictValue, Elements, Entries, ListValue, Run, Stream
from pylint_lstmshape.domain.dim import Dim, Symbol
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import FALSE, NONE, TRUE, Array, Constant, Integer, Text, Unknown, Value, integer
from pylint_lstmshape.facts import TextSplit
from pylint_lstmshape.keras.data.words import FILTERS, Cutting, cut_all, ids, numbered
from pylint_lstmshape.knowledge import Context, Result, alias, attribute, models

_PATH = "keras.preprocessing.text.Tokenizer"
_FILTERS = Constant(FILTERS)
_SPACE = Constant(" ")
_TEXTS = Constant("texts")  # what a tokenizer learnt from, where it surely was a collection of texts
alias("keras.legacy.preprocessing.text", "keras.preprocessing.text")
alias("keras_preprocessing.text", "keras.preprocessing.text")


@models(_PATH)
def tokenizer(
    ctx: Context,
    num_words: Value = NONE,
    filters: Value = _FILTERS,
    lower: Value = TRUE,
    split: Value = _SPACE,
    char_level: Value = FALSE,
    oov_token: Value = NONE,
    analyzer: Value = NONE,
    **kwargs: Value,
) -> Result:
    """A tokenizer; num_words bounds the ids it gives. What it has learnt is kept where the texts are known."""
    limit = kwargs.get("nb_words", num_words)
    known = {
        "num_words": limit,
        "filters": filters,
        "lower": lower,
        "split": split,
        "char_level": char_level,
        "oov_token": oov_token,
        "_words": Integer(ctx.symbol("words", "vocabulary", lower=1)),
        "_learnt": NONE,
        "_counts": DictValue(Cell(Entries())) if analyzer == NONE else NONE,
    }
    return LibraryObject(_PATH, Cell(Attributes(tuple(known.items()))))


def _get(self: Value, name: str) -> Value:
    found = self.cell.content.get(name) if isinstance(self, LibraryObject) else None
    return NONE if found is None else found


def _cutting(self: Value) -> Cutting | None:
    return Cutting.of(*(_get(self, name) for name in ("filters", "lower", "split", "char_level")))


def _counts(self: Value) -> dict[str, int] | None:
    """How often each word was seen in the texts learnt; None where some text was unknown."""
    held = _get(self, "_counts")
    if not isinstance(held, DictValue) or held.cell.content.others is not None:
        return None
    pairs = [(key.value, count.value) for key, count in held.cell.content.items
             if isinstance(key, Constant) and isinstance(count, Constant)]  # fmt: skip
    return dict(pairs) if len(pairs) == len(held.cell.content.items) else None


def _oov(self: Value) -> str | None:
    token = _get(self, "oov_token")
    return token.value if isinstance(token, Constant) and isinstance(token.value, str) else None


def _index(self: Value) -> dict[str, int] | None:
    """The word_index, where every text learnt is known."""
    counts = _counts(self)
    if not counts or not isinstance(_get(self, "oov_token"), Constant):
        return None
    return numbered(counts, _oov(self))


@models(f"{_PATH}.fit_on_texts")
def fit_on_texts(ctx: Context, self: Value, texts: Value) -> Result:
    """Learns the vocabulary."""
    if isinstance(self, LibraryObject):
        counts, words = _counts(self), cut_all(ctx.iterate(texts), _cutting(self))
        learnt: Value = NONE
        if counts is not None and words is not None:
            for word in (one for text in words for one in text):
                counts[word] = counts.get(word, 0) + 1
            learnt = DictValue(
                Cell(Entries(tuple((Constant(word), Constant(count)) for word, count in counts.items())))
            )
        of_texts = not isinstance(texts, Unknown) and not is_text(texts) and _get(self, "_learnt") in (NONE, _TEXTS)
        ctx.heap.write(self.cell, self.cell.content.set(_counts=learnt, _learnt=_TEXTS if of_texts else ctx.unknown()))
    return NONE


def is_text(value: Value) -> bool:
    """Whether it is one text, which a tokenizer iterates over as if each letter were a text."""
    return isinstance(value, Text) or (isinstance(value, Constant) and isinstance(value.value, str))


def _takes_letters(self: Value, texts: Value) -> bool:
    """Whether a tokenizer that learnt words is given the letters of one text."""
    return is_text(texts) and _get(self, "char_level") == FALSE and _get(self, "_learnt") == _TEXTS


@models(f"{_PATH}.fit_on_sequences")
def fit_on_sequences(self: Value, sequences: Value) -> Result:
    """Learns how often ids occur: no words."""
    return NONE


def _count(ctx: Context, texts: Value, *key: object) -> Dim:
    elements = ctx.iterate(texts)
    return elements.length if elements is not None else ctx.symbol("texts", *key, lower=1)


def _words_bound(self: Value) -> Dim | None:
    limit = _get(self, "num_words")
    return None if limit == NONE else as_dim(limit)


def _vocabulary(ctx: Context, self: Value) -> Dim:
    """How many words it knows."""
    index = _index(self)
    if index is not None:
        return Dim.of(len(index))
    words = as_dim(_get(self, "_words"))
    return words if words is not None else ctx.fresh("words", 1)


def _ids(ctx: Context, self: Value, letters: TextSplit | None = None) -> Value:
    bound = _words_bound(self)
    upper = _vocabulary(ctx, self) if bound is None else bound - 1
    key = ("word id", ctx.symbol("id", "id")) if letters is None else ("letter id", letters)
    symbol = Symbol(key, "id", 1, upper)
    return ListValue(Cell(Elements((Run(Integer(Dim({(symbol,): 1})), Dim({(_any_index(ctx),): 1})),))))


def _word_id(number: int) -> Value:
    """A known id, which can be told from a plain number."""
    return Integer(Dim.symbol(("word id", number), str(number), number, Dim.of(number)))


def is_word(symbol: Symbol) -> bool:
    """Whether a number is the id of a word."""
    return isinstance(symbol.key, tuple) and symbol.key[0] in ("word id", "letter id", "hashed id")


def letters_of(symbol: Symbol) -> TextSplit | None:
    """Of the id of a letter that was taken for a text: the text."""
    return symbol.key[1] if isinstance(symbol.key, tuple) and symbol.key[0] == "letter id" else None


def _any_index(ctx: Context) -> Symbol:
    return Symbol(("words in text", ctx.symbol("words", "words")), "words", 0)


def _split(ctx: Context, method: str, text: Value) -> TextSplit:
    handed = ctx.handed(text)
    return TextSplit(handed.site, method, handed, _count(ctx, text, "count"))


@models(f"{_PATH}.texts_to_sequences")
def texts_to_sequences(ctx: Context, self: Value, texts: Value) -> Result:
    """A list of ids for each text; their lengths differ. Of one text each letter is taken for a text."""
    if _takes_letters(self, texts):
        split = _split(ctx, "texts_to_sequences", texts)
        return ListValue(Cell(Elements((Run(_ids(ctx, self, split), split.characters),))))
    index, words, limit = _index(self), cut_all(ctx.iterate(texts), _cutting(self)), _get(self, "num_words")
    if index is not None and words is not None and isinstance(limit, Constant):
        bound = limit.value if isinstance(limit.value, int) else None
        return _list([_list([_word_id(one) for one in ids(text, index, bound, _oov(self))]) for text in words])
    return ListValue(Cell(Elements((Run(_ids(ctx, self), _count(ctx, texts, "count"), _any_index(ctx)),))))


def _list(values: list[Value]) -> Value:
    return ListValue(Cell(Elements.of(values)))


@models(f"{_PATH}.texts_to_sequences_generator")
def texts_to_sequences_generator(ctx: Context, self: Value, texts: Value) -> Result:
    """A list of ids for each text, one after the other."""
    made = texts_to_sequences(ctx, self, texts)
    return Stream(made.cell.content) if isinstance(made, ListValue) else ctx.unknown()


@models(f"{_PATH}.texts_to_matrix")
def texts_to_matrix(ctx: Context, self: Value, texts: Value, mode: Value = Constant("binary")) -> Result:
    """(texts, num_words), or as many columns as there are words, and one. Raises for another mode than the four."""
    return _matrix(ctx, self, texts, mode)


@models(f"{_PATH}.sequences_to_matrix")
def sequences_to_matrix(ctx: Context, self: Value, sequences: Value, mode: Value = Constant("binary")) -> Result:
    """(sequences, num_words), or as many columns as there are words, and one."""
    return _matrix(ctx, self, sequences, mode)


def _matrix(ctx: Context, self: Value, rows: Value, mode: Value) -> Result:
    if isinstance(mode, Constant) and mode.value not in ("binary", "count", "tfidf", "freq"):
        return Conflict("mode", f"Unknown vectorization mode: {mode.value!r}")
    if _takes_letters(self, rows):
        ctx.record(_split(ctx, "texts_to_matrix", rows))
    bound = _words_bound(self)
    columns = _vocabulary(ctx, self) + 1 if bound is None else bound
    return Array((_count(ctx, rows, "count"), columns), "f")


@models(f"{_PATH}.sequences_to_texts")
def sequences_to_texts(ctx: Context, self: Value, sequences: Value) -> Result:
    """A text for each sequence."""
    text = Text(("texts", ctx.symbol("text", "text")), ctx.symbol("length", "length"))
    return ListValue(Cell(Elements((Run(text, _count(ctx, sequences, "count")),))))


def _any_word(ctx: Context, self: Value) -> tuple[Dim, Value, Value]:
    """How many words it knows, one of them, and a number from 1 on."""
    count = _vocabulary(ctx, self)
    symbol = Symbol(("word number", ctx.symbol("id", "id")), "id", 1, count)
    return count, Text(("word", ctx.symbol("word", "word")), ctx.fresh("length")), Integer(Dim({(symbol,): 1}))


def _dict(pairs: list[tuple[Value, Value]]) -> Value:
    return DictValue(Cell(Entries(tuple(pairs))))


@attribute(f"{_PATH}.word_index")
def word_index(ctx: Context, self: Value) -> Result:
    """A dict from words to their numbers 1..vocabulary."""
    index = _index(self)
    if index is not None:
        return _dict([(Constant(word), Constant(number)) for word, number in index.items()])
    count, word, number = _any_word(ctx, self)
    return DictValue(Cell(Entries((), Run(number, count), word)))


@attribute(f"{_PATH}.index_word")
def index_word(ctx: Context, self: Value) -> Result:
    """The other way round."""
    index = _index(self)
    if index is not None:
        return _dict([(Constant(number), Constant(word)) for word, number in index.items()])
    count, word, number = _any_word(ctx, self)
    return DictValue(Cell(Entries((), Run(word, count), number)))


@attribute(f"{_PATH}.word_counts", f"{_PATH}.word_docs")
def word_counts(ctx: Context, self: Value) -> Result:
    """A dict of one number for each word, the token for unknown words left out."""
    counts = _counts(self)
    if counts:
        return _dict([(Constant(word), integer(ctx.fresh("count", 1))) for word in counts])
    _, word, _ = _any_word(ctx, self)
    return DictValue(Cell(Entries((), Run(integer(ctx.fresh("count", 1)), ctx.fresh("words", 1)), word)))


def _cut(
    ctx: Context, text: Value, filters: Value, lower: Value, split: Value, analyzer: Value = NONE
) -> tuple[list[str] | None, Dim]:
    """The words of one text, where known, and how many there are."""
    cutting = Cutting.of(filters, lower, split)
    words = None if cutting is None or analyzer != NONE else cutting.tokens(text)
    return words, ctx.fresh("words") if words is None else Dim.of(len(words))


@models("keras.preprocessing.text.one_hot")
def one_hot(
    ctx: Context, input_text: Value, n: Dim, filters: Value = _FILTERS, lower: Value = TRUE, split: Value = _SPACE,
    analyzer: Value = NONE, **kwargs: Value,
) -> Result:  # fmt: skip
    """A list of ids 1..n-1, one for each word."""
    return _hashed(ctx, n, _cut(ctx, input_text, filters, lower, split, analyzer)[1])


@models("keras.preprocessing.text.hashing_trick")
def hashing_trick(
    ctx: Context, text: Value, n: Dim, hash_function: Value = NONE, filters: Value = _FILTERS, lower: Value = TRUE,
    split: Value = _SPACE, analyzer: Value = NONE,
) -> Result:  # fmt: skip
    """A list of ids 1..n-1, one for each word."""
    return _hashed(ctx, n, _cut(ctx, text, filters, lower, split, analyzer)[1])


def _hashed(ctx: Context, n: Dim, count: Dim) -> Result:
    symbol = Symbol(("hashed id", ctx.symbol("id", "id")), "id", 1, n - 1)
    return ListValue(Cell(Elements((Run(Integer(Dim({(symbol,): 1})), count),))))


@models("keras.preprocessing.text.text_to_word_sequence")
def text_to_word_sequence(
    ctx: Context, input_text: Value, filters: Value = _FILTERS, lower: Value = TRUE, split: Value = _SPACE
) -> Result:
    """A list of words."""
    words, count = _cut(ctx, input_text, filters, lower, split)
    if words is not None:
        return _list([Constant(word) for word in words])
    text = Text(("word", ctx.symbol("word", "word")), ctx.fresh("length"))
    return ListValue(Cell(Elements((Run(text, count),))))
