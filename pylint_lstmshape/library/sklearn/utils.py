"""shuffle, resample, class weights, pipelines. Source: sklearn/utils, sklearn/pipeline.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, as_dim, sequence_elements
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.values import NONE, Array, Constant, Unknown, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.numpy.common import list_of
from pylint_lstmshape.library.sklearn.common import consistent, option, rows_of
from pylint_lstmshape.library.sklearn.selection import taken

_PIPELINE = "sklearn.pipeline.Pipeline"


@models("sklearn.utils.shuffle")
def shuffle(ctx: Context, *arrays: Value, random_state: Value = NONE, n_samples: Value = NONE) -> Result:
    """The same arrays with their rows in another order; n_samples of them where given."""
    return _sampled(ctx, arrays, n_samples)


@models("sklearn.utils.resample")
def resample(
    ctx: Context, *arrays: Value, replace: Value = Constant(True), n_samples: Value = NONE, random_state: Value = NONE,
    stratify: Value = NONE, sample_weight: Value = NONE,
) -> Result:  # fmt: skip
    """Rows drawn from the arrays, with replacement."""
    return _sampled(ctx, arrays, n_samples)


def _sampled(ctx: Context, arrays: tuple[Value, ...], n_samples: Value) -> Result:
    wrong = consistent(arrays)
    if wrong is not None:
        return wrong
    rows = next((count for one in arrays if (count := rows_of(one)) is not None), None)
    if n_samples != NONE:
        rows = None if isinstance(n_samples, Unknown) else as_dim(n_samples)
    if rows is None or not arrays:
        return ctx.unknown()
    identity = ctx.unknown().key
    parts = [taken(ctx, one, rows, identity, 0) for one in arrays]
    return parts[0] if len(parts) == 1 else list_of(parts)


@models("sklearn.utils.class_weight.compute_class_weight")
def compute_class_weight(
    ctx: Context, class_weight: Value, *, classes: Value, y: Value, sample_weight: Value = NONE
) -> Result:
    """A weight for each class."""
    array = as_array(classes)
    return Array(array.shape if isinstance(array, Array) else None, "f")


@models("sklearn.utils.class_weight.compute_sample_weight")
def compute_sample_weight(ctx: Context, class_weight: Value, y: Value, *, indices: Value = NONE) -> Result:
    """A weight for each sample."""
    rows = rows_of(y)
    return Array(None if rows is None else (rows,), "f")


@models("sklearn.pipeline.make_pipeline")
def make_pipeline(*steps: Value, **options: Value) -> Result:
    """A pipeline of steps."""
    return LibraryObject(_PIPELINE, Cell(Attributes((("steps", TupleValue.of(*steps)),))))


@models(_PIPELINE)
def pipeline(ctx: Context, steps: Value, **options: Value) -> Result:
    """A pipeline of (name, step) pairs."""
    elements = sequence_elements(steps)
    pairs = [sequence_elements(item) for item in (elements.items or ())] if elements is not None else []
    parts = [pair.items[1] for pair in pairs if pair is not None and pair.items is not None and len(pair.items) == 2]
    if elements is None or elements.items is None or len(parts) != len(elements.items):
        return ctx.unknown()
    return make_pipeline(*parts)


def _through(ctx: Context, self: Value, X: Value, method: str, *, backwards: bool = False) -> Result:
    """X given to `method` of each step in turn."""
    steps = option(self, "steps")
    items = steps.elements.items if isinstance(steps, TupleValue) else None
    if items is None:
        return ctx.unknown()
    for step in reversed(items) if backwards else items:
        if step in (NONE, Constant("passthrough")):
            continue
        X = ctx.call(ctx.attribute(step, method), X)
    return X


@models(f"{_PIPELINE}.fit_transform")
def fit_transform(ctx: Context, self: Value, X: Value, y: Value = NONE, **params: Value) -> Result:
    """Each step fitted on what the steps before make of X."""
    return _through(ctx, self, X, "fit_transform")


@models(f"{_PIPELINE}.transform")
def transform(ctx: Context, self: Value, X: Value, **params: Value) -> Result:
    """X through all steps."""
    return _through(ctx, self, X, "transform")


@models(f"{_PIPELINE}.inverse_transform")
def inverse_transform(ctx: Context, self: Value, X: Value = NONE, **params: Value) -> Result:
    """X back through all steps."""
    return _through(ctx, self, X, "inverse_transform", backwards=True)


@models(f"{_PIPELINE}.fit")
def fit(ctx: Context, self: Value, X: Value, y: Value = NONE, **params: Value) -> Result:
    """All steps but the last transform; the last may be an estimator, which is not followed."""
    steps = option(self, "steps")
    items = steps.elements.items if isinstance(steps, TupleValue) else None
    for step in (items or ())[:-1]:
        X = ctx.call(ctx.attribute(step, "fit_transform"), X)
    if items:
        ctx.call(ctx.attribute(items[-1], "fit"), X)
    return self
