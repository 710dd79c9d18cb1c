"""Scalers, encoders, imputers, PCA: fit, transform, inverse_transform. Source: sklearn/preprocessing, utils/validation.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, as_dim
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.tables import Column, Table
from pylint_lstmshape.domain.values import (
    ANY,
    FRACTIONS,
    NONE,
    Array,
    Attributes,
    Integer,
    LibraryObject,
    Range,
    Value,
    integer,
)
from pylint_lstmshape.knowledge import Context, Result, bases, models

_BASE = "sklearn.base.Transformer"
_SCALERS = {
    "MinMaxScaler": Range(None, None), "StandardScaler": ANY, "RobustScaler": ANY, "MaxAbsScaler": ANY, "Normalizer": ANY,
    "PowerTransformer": ANY, "QuantileTransformer": ANY, "Binarizer": Range(0, 1), "OrdinalEncoder": ANY,
}  # fmt: skip
_MODULES = ("sklearn.preprocessing", "sklearn.preprocessing.data", "sklearn.preprocessing._data")


def _array(value: Value) -> Array | Conflict | None:
    if isinstance(value, Table | Column):
        return value.to_array()
    return as_array(value)


def _checked(ctx: Context, self: Value, value: Value, *, learn: bool) -> Array | Conflict | None:
    """The array where it is 2-D as wide as what was fitted; the Conflict that check_array raises."""
    array = _array(value)
    if array is None or isinstance(array, Conflict) or array.shape is None:
        return array
    if len(array.shape) == 1:
        return Conflict(
            "sklearn",
            f"Expected 2D array, got 1D array {show(array.shape)} instead: use .reshape(-1, 1) for one feature, "
            ".reshape(1, -1) for one sample",
        )
    if len(array.shape) > 2:
        return Conflict(
            "sklearn", f"Found array with dim {len(array.shape)}, shape {show(array.shape)}; expected at most 2"
        )
    if not isinstance(self, LibraryObject):
        return array
    fitted = self.cell.content.get("fitted width")
    if learn:
        ctx.heap.write(self.cell, self.cell.content.set(**{"fitted width": integer(array.shape[1])}))
    elif fitted is not None:
        width = as_dim(fitted)
        if width is not None and equal(width, array.shape[1]) is False:
            name = self.path.rpartition(".")[2]
            return Conflict(
                "sklearn", f"{name} was fitted on {width} features but gets {array.shape[1]}, shape {show(array.shape)}"
            )
    return array


def _register(name: str) -> None:
    path = f"sklearn.preprocessing.{name}"

    @models(*(f"{module}.{name}" for module in _MODULES))
    def make(*args: Value, **options: Value) -> Result:
        return LibraryObject(path)

    make.__doc__ = f"A {name}."
    bases(path, _BASE)


for _name in _SCALERS:
    _register(_name)


@models(f"{_BASE}.fit", f"{_BASE}.partial_fit")
def fit(ctx: Context, self: Value, X: Value, y: Value = NONE, sample_weight: Value = NONE) -> Result:
    """Learns the number of features."""
    checked = _checked(ctx, self, X, learn=True)
    return checked if isinstance(checked, Conflict) else self


@models(f"{_BASE}.fit_transform")
def fit_transform(ctx: Context, self: Value, X: Value, y: Value = NONE, **options: Value) -> Result:
    """As fit and transform."""
    return _scaled(self, _transformed(ctx, _checked(ctx, self, X, learn=True)))


@models(f"{_BASE}.transform")
def transform(ctx: Context, self: Value, X: Value, copy: Value = NONE) -> Result:
    """The same shape; Conflict where the width is not the fitted one."""
    return _scaled(self, _transformed(ctx, _checked(ctx, self, X, learn=False)))


def _scaled(self: Value, result: Result) -> Result:
    """Numbers between whole ones, where a scaler made them."""
    whole = isinstance(self, LibraryObject) and self.path.endswith((".Binarizer", ".OrdinalEncoder"))
    if not isinstance(result, Array) or whole:
        return result
    return result.derived(result.shape, result.kind, Range(nature=FRACTIONS))


@models(f"{_BASE}.inverse_transform")
def inverse_transform(ctx: Context, self: Value, X: Value, copy: Value = NONE) -> Result:
    """The same shape; Conflict where the width is not the fitted one."""
    return _transformed(ctx, _checked(ctx, self, X, learn=False))


def _transformed(ctx: Context, checked: Array | Conflict | None) -> Result:
    if checked is None:
        return Array(None, "f")
    return checked if isinstance(checked, Conflict) else Array(checked.shape, "f")


@models("sklearn.preprocessing.LabelEncoder", "sklearn.preprocessing.label.LabelEncoder")
def label_encoder() -> Result:
    """A LabelEncoder."""
    return LibraryObject("sklearn.preprocessing.LabelEncoder", Cell(Attributes()))


@models("sklearn.preprocessing.LabelEncoder.fit")
def label_fit(self: Value, y: Value) -> Result:
    """Learns the classes."""
    return self


@models("sklearn.preprocessing.LabelEncoder.fit_transform", "sklearn.preprocessing.LabelEncoder.transform")
def label_transform(ctx: Context, self: Value, y: Value) -> Result:
    """One id for each label."""
    array = _array(y)
    shape = array.shape if isinstance(array, Array) else None
    return Array((shape[0],) if shape else None, "i", Cell(Range(0, None)))


@models("sklearn.preprocessing.OneHotEncoder", "sklearn.preprocessing.LabelBinarizer")
def one_hot_encoder(*args: Value, **options: Value) -> Result:
    """An encoder whose width only the data tells."""
    return LibraryObject("sklearn.preprocessing.OneHotEncoder", Cell(Attributes()))


@models("sklearn.decomposition.PCA", "sklearn.decomposition.TruncatedSVD")
def pca(ctx: Context, n_components: Value = NONE, *args: Value, **options: Value) -> Result:
    """A PCA."""
    return LibraryObject("sklearn.decomposition.PCA", Cell(Attributes((("n_components", n_components),))))


@models("sklearn.decomposition.PCA.fit_transform", "sklearn.decomposition.PCA.transform")
def pca_transform(ctx: Context, self: Value, X: Value, y: Value = NONE) -> Result:
    """(rows, n_components)."""
    array = _array(X)
    asked = self.cell.content.get("n_components") if isinstance(self, LibraryObject) else None
    width = as_dim(asked) if isinstance(asked, Integer) or (asked is not None and asked.type_path == "int") else None
    if not isinstance(array, Array) or array.shape is None or len(array.shape) != 2:
        return Array(None, "f")
    return Array((array.shape[0], width or ctx.symbol("components", "components", lower=1)), "f")


__all__ = ["Dim"]
