"""Tokenizer, one_hot, hashing_trick, text_to_word_sequence. Source: keras_preprocessing/text.py (Keras 2)."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.dim import Dim, Symbol
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import (
    NONE,
    Array,
    Attributes,
    Constant,
    DictValue,
    Elements,
    Entries,
    Integer,
    LibraryObject,
    ListValue,
    Run,
    Text,
    Value,
)
from pylint_lstmshape.knowledge import Context, Result, alias, attribute, models

_PATH = "keras.preprocessing.text.Tokenizer"
alias("keras.legacy.preprocessing.text", "keras.preprocessing.text")
alias("keras_preprocessing.text", "keras.preprocessing.text")


@models(_PATH)
def tokenizer(ctx: Context, num_words: Value = NONE, *args: Value, **options: Value) -> Result:
    """A tokenizer; num_words bounds the ids it gives."""
    words = ctx.symbol("words", "vocabulary", lower=1)
    return LibraryObject(_PATH, Cell(Attributes((("num_words", num_words), ("vocabulary", Integer(words))))))


@models(f"{_PATH}.fit_on_texts", f"{_PATH}.fit_on_sequences")
def fit_on_texts(self: Value, texts: Value) -> Result:
    """Learns the vocabulary."""
    return NONE


def _count(ctx: Context, texts: Value, *key: object) -> Dim:
    elements = ctx.iterate(texts)
    return elements.length if elements is not None else ctx.symbol("texts", *key, lower=1)


def _words_bound(self: Value) -> Dim | None:
    if not isinstance(self, LibraryObject):
        return None
    limit = self.cell.content.get("num_words")
    return None if limit is None or limit == NONE else as_dim(limit)


def _ids(ctx: Context, self: Value) -> Value:
    bound = _words_bound(self)
    symbol = Symbol(("word id", ctx.symbol("id", "id")), "id", 1, None if bound is None else bound - 1)
    count = Symbol(("words in text", ctx.symbol("words", "words")), "words", 0)
    return ListValue(Cell(Elements((Run(Integer(Dim({(symbol,): 1})), Dim({(count,): 1})),))))


@models(f"{_PATH}.texts_to_sequences")
def texts_to_sequences(ctx: Context, self: Value, texts: Value) -> Result:
    """A list of ids for each text; their lengths differ."""
    count = _count(ctx, texts, "count")
    return ListValue(Cell(Elements((Run(_ids(ctx, self), count, _any_index(ctx)),))))


def is_word(symbol: Symbol) -> bool:
    """Whether a number is the id of a word."""
    return isinstance(symbol.key, tuple) and symbol.key[0] in ("word id", "hashed id")


def _any_index(ctx: Context) -> Symbol:
    return Symbol(("words in text", ctx.symbol("words", "words")), "words", 0)


@models(f"{_PATH}.texts_to_matrix", f"{_PATH}.sequences_to_matrix")
def texts_to_matrix(ctx: Context, self: Value, texts: Value, mode: Value = Constant("binary")) -> Result:
    """(texts, num_words), or the vocabulary and one."""
    bound = _words_bound(self)
    vocabulary = self.cell.content.get("vocabulary") if isinstance(self, LibraryObject) else None
    width = bound if bound is not None else as_dim(vocabulary)
    columns = ctx.symbol("columns", "columns", lower=1) if width is None else width + (0 if bound is not None else 1)
    return Array((_count(ctx, texts, "count"), columns), "f")


@models(f"{_PATH}.sequences_to_texts")
def sequences_to_texts(ctx: Context, self: Value, sequences: Value) -> Result:
    """A text for each sequence."""
    text = Text(("texts", ctx.symbol("text", "text")), ctx.symbol("length", "length"))
    return ListValue(Cell(Elements((Run(text, _count(ctx, sequences, "count")),))))


def _vocabulary(ctx: Context, self: Value) -> tuple[Dim, Value, Value]:
    """How many words it knows, one of them, and a number from 1 on."""
    vocabulary = self.cell.content.get("vocabulary") if isinstance(self, LibraryObject) else None
    count = as_dim(vocabulary) or ctx.fresh("vocabulary", 1)
    symbol = Symbol(("word number", ctx.symbol("id", "id")), "id", 1, count)
    return count, Text(("word", ctx.symbol("word", "word")), ctx.fresh("length")), Integer(Dim({(symbol,): 1}))


@attribute(f"{_PATH}.word_index")
def word_index(ctx: Context, self: Value) -> Result:
    """A dict from words to their numbers 1..vocabulary."""
    count, word, number = _vocabulary(ctx, self)
    return DictValue(Cell(Entries((), Run(number, count), word)))


@attribute(f"{_PATH}.index_word")
def index_word(ctx: Context, self: Value) -> Result:
    """The other way round."""
    count, word, number = _vocabulary(ctx, self)
    return DictValue(Cell(Entries((), Run(word, count), number)))


@attribute(f"{_PATH}.word_counts", f"{_PATH}.word_docs")
def word_counts(ctx: Context, self: Value) -> Result:
    """A dict from words to how often they came."""
    count, word, _ = _vocabulary(ctx, self)
    return DictValue(Cell(Entries((), Run(Integer(ctx.fresh("times", 1)), count), word)))


@models("keras.preprocessing.text.one_hot", "keras.preprocessing.text.hashing_trick")
def one_hot(ctx: Context, input_text: Value, n: Dim | None = None, *args: Value, **options: Value) -> Result:
    """A list of ids 1..n-1."""
    upper = None if n is None else n - 1
    symbol = Symbol(("hashed id", ctx.symbol("id", "id")), "id", 1, upper)
    return ListValue(Cell(Elements((Run(Integer(Dim({(symbol,): 1})), ctx.fresh("words")),))))


@models("keras.preprocessing.text.text_to_word_sequence")
def text_to_word_sequence(ctx: Context, input_text: Value, *args: Value, **options: Value) -> Result:
    """A list of words."""
    text = Text(("word", ctx.symbol("word", "word")), ctx.fresh("length"))
    return ListValue(Cell(Elements((Run(text, ctx.fresh("words")),))))
