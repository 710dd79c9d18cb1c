"""Calls of small packages: tqdm, nltk, jieba."""

from __future__ import annotations

import functools
from typing import Any

import jieba
import nltk
import tqdm

from tests.library.python.drawing import an_iterable, integer, some, table, text
from tests.library.truth import RENAMED

jieba.setLogLevel("ERROR")


def _quiet(*arguments: Any) -> Any:
    return iter(tqdm.tqdm(*arguments, disable=True))


def _counted(*arguments: Any) -> Any:
    return iter(tqdm.trange(*arguments, disable=True))


BARS = "tqdm.tqdm tqdm.auto.tqdm tqdm.notebook.tqdm tqdm.std.tqdm tqdm.tqdm_notebook"
RANGES = "tqdm.trange tqdm.auto.trange tqdm.notebook.trange tqdm.std.trange"
WORDS = "nltk.word_tokenize nltk.tokenize.word_tokenize"
RENAMED.update(dict.fromkeys(BARS.split(), _quiet) | dict.fromkeys(RANGES.split(), _counted))
# Without this it parts sentences first, by data that are not installed.
RENAMED.update(dict.fromkeys(WORDS.split(), functools.partial(nltk.word_tokenize, preserve_line=True)))

table({
    BARS: lambda draw: [an_iterable(draw), *some(draw, text(draw))],
    RANGES: lambda draw: [integer(draw), *some(draw, integer(draw))],
})  # fmt: skip
table({
    f"{WORDS} nltk.wordpunct_tokenize nltk.tokenize.wordpunct_tokenize": lambda draw: [text(draw)],
    "jieba.lcut jieba.cut jieba.lcut_for_search jieba.cut_for_search": lambda draw: [text(draw)],
}, loose=True)  # fmt: skip
