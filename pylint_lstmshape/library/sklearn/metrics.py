"""Metrics: a number, after the lengths are checked. Source: sklearn/metrics/_regression.py, _classification.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.dim import at_least, equal
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.values import Array, Constant, Real, Value
from pylint_lstmshape.knowledge import Context, Result, models
from pylint_lstmshape.library.sklearn.common import consistent

_METRICS = "sklearn.metrics"
REGRESSION = [
    "mean_squared_error", "mean_absolute_error", "r2_score", "mean_absolute_percentage_error", "root_mean_squared_error",
    "explained_variance_score", "median_absolute_error",
]  # fmt: skip
CLASSIFICATION = ["accuracy_score", "f1_score", "precision_score", "recall_score", "classification_report"]


@models(*(f"{_METRICS}.{name}" for name in REGRESSION))
def regression(ctx: Context, y_true: Value, y_pred: Value, **options: Value) -> Result:
    """A number. Raises where samples or outputs differ, and for more than two axes (_check_reg_targets)."""
    arrays = [as_array(y_true), as_array(y_pred)]
    if any(not isinstance(array, Array) or array.shape is None for array in arrays):
        return ctx.unknown()
    shapes = [array.shape for array in arrays if isinstance(array, Array) and array.shape is not None]
    for shape in shapes:
        if len(shape) > 2:
            return Conflict("sklearn", f"Found array with dim {len(shape)}, shape {show(shape)}; expected at most 2")
    wrong = consistent([array for array in arrays if isinstance(array, Array)])
    if wrong is not None or any(len(shape) == 0 for shape in shapes):
        return wrong or ctx.unknown()
    outputs = [shape[1] if len(shape) == 2 else 1 for shape in shapes]
    if equal(outputs[0], outputs[1]) is False:
        return Conflict(
            "sklearn", f"y_true and y_pred have different number of outputs: {show(shapes[0])} and {show(shapes[1])}"
        )
    raw = options.get("multioutput", Constant("uniform_average")) != Constant("uniform_average")
    return ctx.unknown() if raw else Real(ctx.unknown().key)


@models(*(f"{_METRICS}.{name}" for name in CLASSIFICATION))
def classification(ctx: Context, y_true: Value, y_pred: Value, **options: Value) -> Result:
    """A number or a text. Raises where samples differ, and where one has a class a sample, the other a row."""
    return consistent([y_true, y_pred]) or _mixed(y_true, y_pred) or ctx.unknown()


@models(f"{_METRICS}.log_loss")
def log_loss(ctx: Context, y_true: Value, y_pred: Value, **options: Value) -> Result:
    """A number. Raises where samples differ."""
    return consistent([y_true, y_pred]) or ctx.unknown()


def _mixed(y_true: Value, y_pred: Value) -> Conflict | None:
    """The Conflict of (n,) with (n, 2): "a mix of multiclass and continuous-multioutput targets" (_check_targets)."""
    arrays = [as_array(y_true), as_array(y_pred)]
    shapes = [one.shape for one in arrays if isinstance(one, Array) and one.shape]
    rows = [shape for shape in shapes if len(shape) == 2 and at_least(shape[1], 2)]
    ids = [shape for shape in shapes if len(shape) == 1 or (len(shape) == 2 and shape[1] == 1)]
    if not rows or not ids:
        return None
    text = f"it compares classes, and gets one a sample, {show(ids[0])}, and a row for each, {show(rows[0])}"
    return Conflict("classes", text)


@models(f"{_METRICS}.confusion_matrix")
def confusion_matrix(ctx: Context, y_true: Value, y_pred: Value, **options: Value) -> Result:
    """(classes, classes). Raises where samples differ."""
    wrong = consistent([y_true, y_pred]) or _mixed(y_true, y_pred)
    labels = as_array(options["labels"]) if "labels" in options else None
    classes = (
        labels.shape[0] if isinstance(labels, Array) and labels.shape else ctx.symbol("classes", "classes", lower=1)
    )
    return wrong or Array((classes, classes), None)
