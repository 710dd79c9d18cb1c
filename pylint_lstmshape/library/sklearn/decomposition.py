"""PCA, TruncatedSVD and their kin. Source: sklearn/decomposition."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array
from pylint_lstmshape.domain.dim import Dim, at_least, equal, minimum
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.values import NONE, Array, Constant, Integer, Value, integer
from pylint_lstmshape.knowledge import Context, Result, bases, models
from pylint_lstmshape.library.sklearn.common import checked_2d, dim_option, learnt, option, register, seen_2d
from pylint_lstmshape.library.sklearn.preprocessing import BASE, width_conflict

_BASE = "sklearn.decomposition.Decomposition"
_PCA, _SVD = "sklearn.decomposition.PCA", "sklearn.decomposition.TruncatedSVD"
_INCREMENTAL = "sklearn.decomposition.IncrementalPCA"
bases(_BASE, BASE)
for _name in ("PCA", "TruncatedSVD", "IncrementalPCA", "KernelPCA", "FastICA", "NMF"):
    register(f"sklearn.decomposition.{_name}", ("n_components",))
    bases(f"sklearn.decomposition.{_name}", _BASE)


def _components(ctx: Context, self: Value, rows: Dim, width: Dim) -> Dim | Conflict:
    """How many components. PCA raises for more than the rows or features allow, the others for more than features.

    Those give no more than there are rows.
    """
    asked = option(self, "n_components")
    if self.type_path == _PCA and asked in (None, NONE):
        return minimum(rows, width)
    if self.type_path == _SVD and asked is None:
        asked = Constant(2)
    count = asked.dim if isinstance(asked, Integer) else None
    if isinstance(asked, Constant) and isinstance(asked.value, int):
        count = Dim.of(asked.value)
    if self.type_path not in (_PCA, _SVD, _INCREMENTAL) or count is None:
        return ctx.symbol("components", "components", lower=1)
    if at_least(width, count) is False or (self.type_path == _PCA and at_least(rows, count) is False):
        return Conflict("sklearn", f"n_components={count} is more than an array of shape {show((rows, width))} allows")
    if self.type_path == _INCREMENTAL and not at_least(rows, count):
        return ctx.symbol("components", "components", lower=1)  # n_components_ says what was asked for all the same
    return minimum(rows, count) if self.type_path == _SVD else count


@models(f"{_BASE}.fit", f"{_BASE}.partial_fit")
def fit(ctx: Context, self: Value, X: Value, y: Value = NONE) -> Result:
    """Learns the components."""
    array = checked_2d(X) or seen_2d(ctx, X)
    if isinstance(array, Conflict):
        return array
    if array is None or array.shape is None:
        learnt(ctx, self, {"n_components_": ctx.unknown(), "n_features_in_": ctx.unknown()})
        return self
    rows, width = array.shape
    if self.type_path == _SVD and at_least(width, 2) is False:
        return Conflict("sklearn", f"TruncatedSVD needs at least 2 features, got an array of shape {show(array.shape)}")
    count = _components(ctx, self, rows, width)
    if isinstance(count, Conflict):
        return count
    ratios = Array((count,), "f")
    learnt(
        ctx, self,
        {
            "n_components_": integer(count), "n_features_in_": integer(width), "components_": Array((count, width), "f"),
            "explained_variance_": ratios, "explained_variance_ratio_": ratios, "singular_values_": ratios,
        },
    )  # fmt: skip
    return self


@models(f"{_BASE}.fit_transform")
def fit_transform(ctx: Context, self: Value, X: Value, y: Value = NONE) -> Result:
    """(rows, components)."""
    fitted = fit(ctx, self, X)
    return fitted if isinstance(fitted, Conflict) else transform(ctx, self, X)


@models(f"{_BASE}.transform")
def transform(ctx: Context, self: Value, X: Value) -> Result:
    """(rows, components). Raises where the width is not the fitted one."""
    array = checked_2d(X) or seen_2d(ctx, X)
    if isinstance(array, Conflict):
        return array
    if option(self, "set_output") is not None:
        return ctx.unknown()
    if array is None or array.shape is None:
        return Array(None, "f")
    count = dim_option(self, "n_components_")
    wrong = width_conflict(self, array)
    return wrong or Array((array.shape[0], count if count is not None else ctx.fresh("components")), "f")


@models(f"{_BASE}.inverse_transform")
def inverse_transform(ctx: Context, self: Value, X: Value) -> Result:
    """(rows, features). Raises where the width is not the number of components."""
    array = as_array(X)
    count, width = dim_option(self, "n_components_"), dim_option(self, "n_features_in_")
    if not isinstance(array, Array) or array.shape is None or len(array.shape) != 2 or width is None:
        return Array(None, "f")
    if count is not None and equal(array.shape[1], count) is False:
        return Conflict("sklearn", f"an array of shape {show(array.shape)} does not have the {count} components")
    return Array((array.shape[0], width), "f")
