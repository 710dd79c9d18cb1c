"""Vectorizers of texts: a sparse row for each text. Source: sklearn/feature_extraction/text.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, as_dim, sequence_elements
from pylint_lstmshape.domain.containers import DictValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import Column
from pylint_lstmshape.domain.values import NONE, Array, Constant, Text, Value, integer
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.sklearn.common import dim_option, learnt, option, register, sparse

_TEXT = "sklearn.feature_extraction.text"
_LEARNING = tuple(f"{_TEXT}.{name}" for name in ("CountVectorizer", "TfidfVectorizer"))
_HASHING = f"{_TEXT}.HashingVectorizer"
for _path in (*_LEARNING, _HASHING):
    register(_path)


def _rows(ctx: Context, texts: Value) -> Dim | Conflict:
    """How many texts: what can be gone through. Raises for a single text."""
    if isinstance(texts, Text) or (isinstance(texts, Constant) and isinstance(texts.value, str)):
        return Conflict("sklearn", "Iterable over raw text documents expected, string object received.")
    if isinstance(texts, Column):
        return texts.length()
    array = as_array(texts)
    if isinstance(array, Array) and array.shape:
        return array.shape[0]
    elements = ctx.iterate(texts) or sequence_elements(texts)
    return ctx.fresh("texts", 1) if elements is None else elements.length


def _width(ctx: Context, self: Value) -> Dim:
    """How many words it knows: those given, else as many as the texts have, max_features at most."""
    given = option(self, "vocabulary")
    if given is not None and given != NONE:
        if isinstance(given, DictValue) and given.cell.content.others is None:
            return Dim.of(len(given.cell.content.items))
        elements = sequence_elements(given)
        if elements is not None:
            return elements.length
    most = option(self, "max_features")
    return ctx.symbol("words", "words", lower=1, upper=None if most is None else as_dim(most))


@models(*(f"{path}.fit" for path in _LEARNING))
def fit(ctx: Context, self: Value, raw_documents: Value, y: Value = NONE) -> Result:
    """Learns the words."""
    rows = _rows(ctx, raw_documents)
    if isinstance(rows, Conflict):
        return rows
    learnt(ctx, self, {"width": integer(_width(ctx, self))})
    return self


@models(*(f"{path}.fit_transform" for path in _LEARNING))
def fit_transform(ctx: Context, self: Value, raw_documents: Value, y: Value = NONE) -> Result:
    """A row for each text, a column for each word."""
    fitted = fit(ctx, self, raw_documents)
    return fitted if isinstance(fitted, Conflict) else transform(ctx, self, raw_documents)


@models(*(f"{path}.transform" for path in _LEARNING))
def transform(ctx: Context, self: Value, raw_documents: Value) -> Result:
    """A row for each text, a column for each word learnt."""
    rows, width = _rows(ctx, raw_documents), dim_option(self, "width")
    if isinstance(rows, Conflict):
        return rows
    return sparse(rows, ctx.fresh("words", 1) if width is None else width)


@models(f"{_HASHING}.transform", f"{_HASHING}.fit_transform")
def hashed(ctx: Context, self: Value, X: Value, y: Value = NONE) -> Result:
    """A row for each text, n_features columns."""
    rows, given = _rows(ctx, X), option(self, "n_features")
    width = Dim.of(2**20) if given is None else as_dim(given)
    if isinstance(rows, Conflict):
        return rows
    return ctx.unknown() if width is None else sparse(rows, width)


@models(f"{_LEARNING[0]}.get_feature_names_out", f"{_LEARNING[1]}.get_feature_names_out")
def names(ctx: Context, self: Value, input_features: Value = NONE) -> Result:
    """The words, one for each column."""
    width = dim_option(self, "width")
    return Array((ctx.fresh("words", 1) if width is None else width,), "O")
