"""sklearn.datasets: the shapes of the example data."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_dim
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import TRUE, Array, Attributes, Constant, LibraryObject, Range, TupleValue, Value
from pylint_lstmshape.knowledge import Context, Result, models

# name: rows, features, classes (None: a regression)
_BUNDLED = {
    "iris": (150, 4, 3), "digits": (1797, 64, 10), "wine": (178, 13, 3), "breast_cancer": (569, 30, 2),
    "diabetes": (442, 10, None),
}  # fmt: skip


def _register(name: str) -> None:
    rows, features, classes = _BUNDLED[name]

    @models(f"sklearn.datasets.load_{name}")
    def load(
        *args: Value, return_X_y: Value = Constant(False), as_frame: Value = Constant(False), **options: Value
    ) -> Result:
        x = Array((Dim.of(rows), Dim.of(features)), "f")
        y = Array((Dim.of(rows),), "f") if classes is None else Array((Dim.of(rows),), "i", Cell(Range(0, classes - 1)))
        if return_X_y == TRUE:
            return TupleValue.of(x, y)
        return LibraryObject("sklearn.utils.Bunch", Cell(Attributes((("data", x), ("target", y)))))

    load.__doc__ = f"{rows} rows of {features} features."


for _name in _BUNDLED:
    _register(_name)


@models("sklearn.datasets.make_regression")
def make_regression(
    ctx: Context, n_samples: Value = Constant(100), n_features: Value = Constant(100), *, n_informative: Value = Constant(10),
    n_targets: Value = Constant(1), **options: Value,
) -> Result:  # fmt: skip
    """(n_samples, n_features), (n_samples,) or (n_samples, n_targets)."""
    rows, features, targets = as_dim(n_samples), as_dim(n_features), as_dim(n_targets)
    if rows is None or features is None or targets is None or "coef" in options:
        return ctx.unknown()
    y = Array((rows,), "f") if targets == 1 else Array((rows, targets), "f") if targets.constant else Array(None, "f")
    return TupleValue.of(Array((rows, features), "f"), y)


@models("sklearn.datasets.make_classification")
def make_classification(
    ctx: Context, n_samples: Value = Constant(100), n_features: Value = Constant(20), **options: Value
) -> Result:
    """(n_samples, n_features), (n_samples,)."""
    rows, features = as_dim(n_samples), as_dim(n_features)
    if rows is None or features is None:
        return ctx.unknown()
    return TupleValue.of(Array((rows, features), "f"), Array((rows,), "i", Cell(Range(0, None))))


@models("sklearn.datasets.make_blobs", "sklearn.datasets.make_moons", "sklearn.datasets.make_circles")
def make_points(ctx: Context, n_samples: Value = Constant(100), *args: Value, **options: Value) -> Result:
    """(n_samples, 2) or more features."""
    rows = as_dim(n_samples)
    if rows is None:
        return ctx.unknown()
    return TupleValue.of(Array((rows, ctx.symbol("features", "features", lower=1)), "f"), Array((rows,), "i"))
