"""sklearn.datasets: the shapes of the example data. Source: sklearn/datasets/_base.py, _samples_generator.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_dim, sequence_elements
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import FALSE, NONE, TRUE, Array, Constant, Range, Unknown, Value
from pylint_lstmshape.knowledge import Context, Result, models

# name: rows, features, classes (0: a regression), targets
_BUNDLED = {
    "load_iris": (150, 4, 3, 1), "load_digits": (1797, 64, 10, 1), "load_wine": (178, 13, 3, 1),
    "load_breast_cancer": (569, 30, 2, 1), "load_diabetes": (442, 10, 0, 1), "load_linnerud": (20, 3, 0, 3),
    "fetch_california_housing": (20640, 8, 0, 1),
}  # fmt: skip


def _register(name: str) -> None:
    rows, features, classes, targets = _BUNDLED[name]

    @models(f"sklearn.datasets.{name}")
    def load(ctx: Context, *, return_X_y: Value = FALSE, as_frame: Value = FALSE, **options: Value) -> Result:
        if as_frame != FALSE or {"n_class", "scaled"} & set(options):
            return ctx.unknown()
        x = Array((Dim.of(rows), Dim.of(features)), "f")
        shape = (Dim.of(rows),) if targets == 1 else (Dim.of(rows), Dim.of(targets))
        y = Array(shape, "i" if classes else "f", Cell(Range(0, classes - 1) if classes else Range()))
        if return_X_y == TRUE:
            return TupleValue.of(x, y)
        parts: list[tuple[str, Value]] = [("data", x), ("target", y)]
        if name == "load_digits":
            parts.append(("images", Array((Dim.of(rows), Dim.of(8), Dim.of(8)), "f")))
        return LibraryObject("sklearn.utils.Bunch", Cell(Attributes(tuple(parts))))

    load.__doc__ = f"{rows} rows of {features} features."


for _name in _BUNDLED:
    _register(_name)


@models("sklearn.utils.Bunch.__getitem__")
def of_bunch(ctx: Context, self: Value, key: Value) -> Result:
    """bunch["data"] is bunch.data."""
    held = self.cell.content.get(key.value) if isinstance(self, LibraryObject) and isinstance(key, Constant) else None
    return ctx.unknown() if held is None else held


def _number(value: Value) -> Dim | None:
    return None if isinstance(value, Unknown) else as_dim(value)


@models("sklearn.datasets.make_regression")
def make_regression(
    ctx: Context, n_samples: Value = Constant(100), n_features: Value = Constant(100), *, n_targets: Value = Constant(1),
    coef: Value = FALSE, **options: Value,
) -> Result:  # fmt: skip
    """(n_samples, n_features), (n_samples,) or (n_samples, n_targets)."""
    rows, features, targets = _number(n_samples), _number(n_features), _number(n_targets)
    if rows is None or features is None or targets is None or coef != FALSE:
        return ctx.unknown()
    y = Array((rows,), "f") if targets == 1 else Array((rows, targets), "f") if targets.constant else Array(None, "f")
    return TupleValue.of(Array((rows, features), "f"), y)


@models("sklearn.datasets.make_classification")
def make_classification(
    ctx: Context, n_samples: Value = Constant(100), n_features: Value = Constant(20), *,
    n_classes: Value = Constant(2), **options: Value,
) -> Result:  # fmt: skip
    """(n_samples, n_features), (n_samples,) of class ids."""
    rows, features = _number(n_samples), _number(n_features)
    if rows is None or features is None or "return_X_y" in options:
        return ctx.unknown()
    return _with_ids(rows, features, n_classes)


def _with_ids(rows: Dim, features: Dim, classes: Value) -> Result:
    last = classes.value - 1 if isinstance(classes, Constant) and isinstance(classes.value, int) else None
    return TupleValue.of(Array((rows, features), "f"), Array((rows,), "i", Cell(Range(0, last))))


@models("sklearn.datasets.make_gaussian_quantiles")
def make_gaussian_quantiles(
    ctx: Context, *, mean: Value = NONE, cov: Value = Constant(1.0), n_samples: Value = Constant(100),
    n_features: Value = Constant(2), n_classes: Value = Constant(3), **options: Value,
) -> Result:  # fmt: skip
    """(n_samples, n_features), (n_samples,) of class ids."""
    rows, features = _number(n_samples), _number(n_features)
    return ctx.unknown() if rows is None or features is None else _with_ids(rows, features, n_classes)


@models("sklearn.datasets.make_multilabel_classification")
def make_multilabel_classification(
    ctx: Context, n_samples: Value = Constant(100), n_features: Value = Constant(20), *, n_classes: Value = Constant(5),
    **options: Value,
) -> Result:  # fmt: skip
    """(n_samples, n_features), (n_samples, n_classes) of 0 and 1."""
    rows, features, classes = _number(n_samples), _number(n_features), _number(n_classes)
    if (
        rows is None
        or features is None
        or classes is None
        or {"sparse", "return_indicator", "return_distributions"} & set(options)
    ):
        return ctx.unknown()
    return TupleValue.of(Array((rows, features), "f"), Array((rows, classes), "i", Cell(Range(0, 1))))


@models("sklearn.datasets.make_blobs")
def make_blobs(
    ctx: Context, n_samples: Value = Constant(100), n_features: Value = Constant(2), *, centers: Value = NONE,
    return_centers: Value = FALSE, **options: Value,
) -> Result:  # fmt: skip
    """(n_samples, n_features), (n_samples,) of ids of the centers."""
    rows, features = _number(n_samples), _number(n_features)
    if sequence_elements(n_samples) is not None and isinstance(centers, Constant) and isinstance(centers.value, int):
        return Conflict(
            "centers", f"n_samples gives a number for each center: then centers are points, not {centers.value}"
        )
    if rows is None or features is None or sequence_elements(n_samples) is not None or return_centers != FALSE:
        return ctx.unknown()
    if not (centers == NONE or isinstance(centers, Constant)):
        return ctx.unknown()  # their coordinates, which say how many features
    return _with_ids(rows, features, Constant(3) if centers == NONE else centers)


@models("sklearn.datasets.make_moons", "sklearn.datasets.make_circles")
def make_moons(ctx: Context, n_samples: Value = Constant(100), **options: Value) -> Result:
    """(n_samples, 2), (n_samples,) of 0 and 1."""
    rows = _number(n_samples)
    return ctx.unknown() if rows is None else _with_ids(rows, Dim.of(2), Constant(2))


@models("sklearn.datasets.make_s_curve", "sklearn.datasets.make_swiss_roll")
def make_s_curve(ctx: Context, n_samples: Value = Constant(100), **options: Value) -> Result:
    """(n_samples, 3), (n_samples,)."""
    rows = _number(n_samples)
    return ctx.unknown() if rows is None else TupleValue.of(Array((rows, Dim.of(3)), "f"), Array((rows,), "f"))


@models("sklearn.datasets.make_friedman1", "sklearn.datasets.make_sparse_uncorrelated")
def make_friedman1(
    ctx: Context, n_samples: Value = Constant(100), n_features: Value = Constant(10), **options: Value
) -> Result:
    """(n_samples, n_features), (n_samples,)."""
    rows, features = _number(n_samples), _number(n_features)
    if rows is None or features is None:
        return ctx.unknown()
    return TupleValue.of(Array((rows, features), "f"), Array((rows,), "f"))
