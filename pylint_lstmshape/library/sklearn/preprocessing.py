"""Scalers, imputers and their kin: fit, transform, inverse_transform. Source: sklearn/preprocessing/_data.py, impute."""

from __future__ import annotations

import math
from dataclasses import replace

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import LibraryObject
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.values import ANY, FRACTIONS, NONE, Array, Constant, Range, Value, integer
from pylint_lstmshape.knowledge import Context, Result, alias, bases, models
from pylint_lstmshape.library.sklearn.common import checked_2d, dim_option, learnt, option, register, seen_2d

BASE = "sklearn.base.Transformer"
_PREPROCESSING, _IMPUTE = "sklearn.preprocessing", "sklearn.impute"
# name: its parameters before the `*`
SCALERS = {
    "MinMaxScaler": ("feature_range",), "StandardScaler": (), "RobustScaler": (), "MaxAbsScaler": (), "Normalizer": ("norm",),
    "PowerTransformer": ("method",), "QuantileTransformer": (), "Binarizer": (), "OrdinalEncoder": (),
    "PolynomialFeatures": ("degree",),
}  # fmt: skip
IMPUTERS = {"SimpleImputer": (), "KNNImputer": ()}
# inverse_transform only computes with what was learnt, so that NumPy's broadcasting decides
_BROADCASTING = {
    f"{_PREPROCESSING}.{name}" for name in ("MinMaxScaler", "StandardScaler", "RobustScaler", "MaxAbsScaler")
}
# check_array(dtype=FLOAT_DTYPES): numbers come out as floats, whatever went in
_FLOATING = _BROADCASTING | {
    f"{_PREPROCESSING}.{name}" for name in ("PowerTransformer", "QuantileTransformer", "Normalizer")
}
_STATELESS = {f"{_PREPROCESSING}.{name}" for name in ("Normalizer", "Binarizer")}
_RANGES = {
    "MaxAbsScaler": Range(-1, 1), "Normalizer": Range(-1, 1), "Binarizer": Range(0, 1), "OrdinalEncoder": Range(-1, None),
}  # fmt: skip

for _module in ("data", "_data", "_encoders", "label", "_label"):
    alias(f"sklearn.preprocessing.{_module}", _PREPROCESSING)
for _name, _positional in SCALERS.items():
    register(f"{_PREPROCESSING}.{_name}", _positional)
    bases(f"{_PREPROCESSING}.{_name}", BASE)
for _name, _positional in IMPUTERS.items():
    register(f"{_IMPUTE}.{_name}", _positional)
    bases(f"{_IMPUTE}.{_name}", BASE)
register(f"{_PREPROCESSING}.Imputer", ("missing_values", "strategy", "axis"))  # before 0.22
bases(f"{_PREPROCESSING}.Imputer", BASE)


@models(f"{BASE}.fit", f"{BASE}.partial_fit")
def fit(ctx: Context, self: Value, X: Value, y: Value = NONE, sample_weight: Value = NONE) -> Result:
    """Learns the number of features. Raises for anything but a 2-D array with rows."""
    wrong = learn(ctx, self, X)
    return wrong or self


def learn(ctx: Context, self: Value, X: Value) -> Conflict | None:
    """Write down the width of what `self` is fitted to."""
    array = checked_2d(X) or seen_2d(ctx, X)
    if isinstance(array, Conflict):
        return array
    if array is None or array.shape is None:
        learnt(ctx, self, {"n_features_in_": ctx.unknown()})
        return None
    width = array.shape[1]
    vector = Array((width,), "f")
    names = (
        "data_min_",
        "data_max_",
        "data_range_",
        "scale_",
        "min_",
        "mean_",
        "var_",
        "center_",
        "statistics_",
        "max_abs_",
    )
    learnt(ctx, self, {"n_features_in_": integer(width), **dict.fromkeys(names, vector)})
    return None


def width_conflict(self: Value, array: Array) -> Conflict | None:
    """The Conflict where an array has another number of features than what was fitted."""
    fitted = dim_option(self, "n_features_in_")
    if fitted is None or array.shape is None or equal(fitted, array.shape[1]) is not False:
        return None
    name = self.type_path.rpartition(".")[2]
    return Conflict(
        "sklearn",
        f"X has {array.shape[1]} features, shape {show(array.shape)}, but {name} was fitted on {fitted} features",
    )


@models(f"{BASE}.fit_transform")
def fit_transform(ctx: Context, self: Value, X: Value, y: Value = NONE, **fit_params: Value) -> Result:
    """As fit and transform."""
    wrong = learn(ctx, self, X)
    return wrong or _transformed(ctx, self, checked_2d(X) or seen_2d(ctx, X), fitted_here=True)


@models(f"{BASE}.transform")
def transform(ctx: Context, self: Value, X: Value, copy: Value = NONE) -> Result:
    """An array of the same rows. Raises where its width is not the fitted one."""
    array = checked_2d(X) or seen_2d(ctx, X)
    if isinstance(array, Conflict):
        return array
    if array is not None and self.type_path not in _STATELESS:
        wrong = width_conflict(self, array)
        if wrong is not None:
            return wrong
    return _transformed(ctx, self, array, fitted_here=False)


def _transformed(ctx: Context, self: Value, array: Array | Conflict | None, *, fitted_here: bool) -> Result:
    if isinstance(array, Conflict):
        return array
    if option(self, "set_output") is not None:
        return ctx.unknown()
    if array is None or array.shape is None:
        fitted = dim_option(self, "n_features_in_")
        keeps = fitted is not None and self.type_path not in _WIDENING
        kind = "f" if self.type_path in _FLOATING else None
        return Array((ctx.fresh("rows"), fitted) if keeps and fitted is not None else None, kind)
    width: Dim = array.shape[1]
    if self.type_path in _WIDENING:
        found = _WIDENING[self.type_path](ctx, self, width)
        return Array((array.shape[0], found), "f") if found is not None else ctx.unknown()
    kind = "f" if array.kind in ("i", "u", "f", "b") and "dtype" not in _given(self) else None
    if self.type_path in _FLOATING:
        kind = "f"
    elif self.type_path == f"{_PREPROCESSING}.Binarizer" or self.type_path.startswith(_IMPUTE):
        kind = "f" if array.kind == "f" else None
    elif self.type_path == f"{_PREPROCESSING}.OrdinalEncoder" and "dtype" not in _given(self):
        kind = "f"
    values = _scaled(self, _range(self, fitted_here=fitted_here)).made_of(array.range)
    return Array((array.shape[0], width), kind, Cell(values))


def _scaled(self: Value, values: Range) -> Range:
    """Numbers between whole ones, where a scaler made them."""
    whole = self.type_path.startswith(_IMPUTE) or self.type_path.endswith((".Binarizer", ".OrdinalEncoder", ".Imputer"))
    return values if whole else replace(values, nature=FRACTIONS)


def _given(self: Value) -> set[str]:
    return {name for name, _ in self.cell.content.items} if isinstance(self, LibraryObject) else set()


def _range(self: Value, *, fitted_here: bool) -> Range:
    name = self.type_path.rpartition(".")[2]
    if name == "MinMaxScaler":
        if not fitted_here and option(self, "clip") != Constant(True):
            return ANY
        limits = option(self, "feature_range")
        if limits is None:
            return Range(0, 1)
        parts = limits.elements.items if isinstance(limits, TupleValue) else None
        numbers = [part.value for part in parts or () if isinstance(part, Constant)]
        return Range(*numbers) if len(numbers) == 2 else ANY
    if name == "MaxAbsScaler" and not fitted_here:
        return ANY
    if name == "OrdinalEncoder" and {"unknown_value", "encoded_missing_value"} & _given(self):
        return ANY
    return _RANGES.get(name, ANY)


def _polynomials(ctx: Context, self: Value, width: Dim) -> Dim | None:
    """How many products of up to `degree` features there are."""
    degree, only = option(self, "degree"), option(self, "interaction_only")
    bias = option(self, "include_bias")
    highest = 2 if degree is None else degree.value if isinstance(degree, Constant) else None
    known = all(one is None or isinstance(one, Constant) for one in (only, bias))
    if not isinstance(highest, int) or width.constant is None or not known or width.constant > 1000 or highest > 20:
        return ctx.symbol("features", "features", lower=1) if known else None
    count = width.constant
    if only == Constant(True):
        total = sum(math.comb(count, power) for power in range(highest + 1))
    else:
        total = math.comb(count + highest, highest)
    return Dim.of(total - (1 if bias == Constant(False) else 0))


def _with_indicators(ctx: Context, self: Value, width: Dim) -> Dim | None:
    """An imputer drops columns that hold nothing but NaN; those are taken not to be there. Indicators are not counted."""
    return width if "add_indicator" not in _given(self) else None


_WIDENING = {
    f"{_PREPROCESSING}.PolynomialFeatures": _polynomials,
    f"{_IMPUTE}.SimpleImputer": _with_indicators,
    f"{_IMPUTE}.KNNImputer": _with_indicators,
}


@models(f"{BASE}.inverse_transform")
def inverse_transform(ctx: Context, self: Value, X: Value, copy: Value = NONE) -> Result:
    """The values before scaling. Raises where the width is not the fitted one (unless one feature was fitted)."""
    array = checked_2d(X) or seen_2d(ctx, X)
    if isinstance(array, Conflict):
        return array
    if array is None or array.shape is None or self.type_path in _WIDENING:
        return Array(None, None)
    fitted = dim_option(self, "n_features_in_")
    # One feature is spread over X; but one feature of X not over those fitted: the result is written in place.
    spread = self.type_path in _BROADCASTING and (fitted is None or equal(fitted, 1) is not False)
    kind = "f" if self.type_path in _FLOATING else None
    wrong = None if spread else width_conflict(self, array)
    return wrong or Array(array.shape, kind, Cell(ANY.made_of(array.range)))


@models(f"{BASE}.set_output")
def set_output(ctx: Context, self: Value, *, transform: Value = NONE) -> Result:
    """From here on transform gives tables, which are not followed."""
    if transform not in (NONE, Constant("default")):
        learnt(ctx, self, {"set_output": transform})
    return self


@models(f"{BASE}.get_params", f"{BASE}.get_feature_names_out")
def described(ctx: Context, self: Value, *args: Value, **options: Value) -> Result:
    """Nothing that matters to shapes."""
    return ctx.unknown()


@models(*(f"{_PREPROCESSING}.{name}" for name in ("minmax_scale", "scale", "robust_scale", "maxabs_scale")))
def scaled(X: Value, *args: Value, **options: Value) -> Result:
    """The same shape, 1-D or 2-D."""
    array = as_array(X)
    if not isinstance(array, Array) or array.shape is None:
        return Array(None, None)
    if len(array.shape) > 2:
        return Conflict(
            "sklearn", f"Found array with dim {len(array.shape)}, shape {show(array.shape)}; expected at most 2"
        )
    return Array(array.shape, "f")


@models(f"{_PREPROCESSING}.normalize")
def normalize(
    X: Value, norm: Value = Constant("l2"), *args: Value, return_norm: Value = Constant(False), **options: Value
) -> Result:
    """The same shape. Raises for anything but 2-D."""
    array = checked_2d(X)
    if isinstance(array, Conflict):
        return array
    if return_norm != Constant(False):
        return Array(None, None)
    shape = array.shape if array is not None else None
    return Array(shape, "f")
