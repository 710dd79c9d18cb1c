"""Small packages that data pass on their way: tqdm shows progress, nltk and jieba part texts into words."""

from __future__ import annotations

from pylint_lstmshape.domain.containers import ListValue, Stream
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import NONE, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.python.builtins import range_
from pylint_lstmshape.library.python.files import texts

_TQDM = ("tqdm", "tqdm.auto", "tqdm.notebook", "tqdm.std")


@models(*(f"{package}.tqdm" for package in _TQDM), "tqdm.tqdm_notebook")
def tqdm(ctx: Context, iterable: Value = NONE, *options: Value, **more: Value) -> Result:
    """The same elements."""
    elements = ctx.iterate(iterable)
    if elements is None:
        return iterable
    return Stream(elements, endless=isinstance(iterable, Stream) and iterable.endless)


@models(*(f"{package}.trange" for package in _TQDM))
def trange(ctx: Context, *args: Value, **options: Value) -> Result:
    """The numbers of range."""
    return range_(ctx, *args)


@models("nltk.word_tokenize", "nltk.tokenize.word_tokenize", "nltk.wordpunct_tokenize",
        "nltk.tokenize.wordpunct_tokenize", "jieba.lcut", "jieba.lcut_for_search")  # fmt: skip
def words(ctx: Context, text: Value, *options: Value, **more: Value) -> Result:
    """A list of the words in a text."""
    return ListValue(Cell(texts(ctx, "words")))


@models("jieba.cut", "jieba.cut_for_search")
def cut(ctx: Context, sentence: Value, *options: Value, **more: Value) -> Result:
    """The words in a text, one by one."""
    return Stream(texts(ctx, "words"))
