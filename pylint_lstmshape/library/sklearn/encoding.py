"""Encoders of labels and categories: LabelEncoder, OneHotEncoder, LabelBinarizer. Source: sklearn/preprocessing/_label.py."""

from __future__ import annotations

from pylint_lstmshape.domain.arrays import as_array, sequence_elements
from pylint_lstmshape.domain.dim import Dim, at_least, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.shape import Conflict, show
from pylint_lstmshape.domain.values import FALSE, NONE, TRUE, Array, Constant, Range, Value, integer
from pylint_lstmshape.knowledge import Context, Result, bases, models
from pylint_lstmshape.library.sklearn.common import checked_2d, dim_option, learnt, option, register, sparse
from pylint_lstmshape.library.sklearn.preprocessing import BASE, width_conflict

_LABELS, _ONE_HOT = "sklearn.preprocessing.LabelEncoder", "sklearn.preprocessing.OneHotEncoder"
_BINARIZER, _MULTI = "sklearn.preprocessing.LabelBinarizer", "sklearn.preprocessing.MultiLabelBinarizer"
register(_LABELS)
register(_ONE_HOT)
register(_BINARIZER)
register(_MULTI)
bases(_ONE_HOT, BASE)


def _labels(value: Value) -> Array | Conflict | None:
    """A vector of labels; a column is taken as one. Raises for several columns (sklearn.utils.column_or_1d)."""
    array = as_array(value)
    if not isinstance(array, Array) or array.shape is None:
        return None
    shape = array.shape
    if len(shape) == 1:
        return array
    if len(shape) == 2 and equal(shape[1], 1) is not False:
        return Array((shape[0],), array.kind, Cell(array.range)) if shape[1] == 1 else None
    return Conflict("sklearn", f"y should be a 1d array, got an array of shape {show(shape)} instead")


def _learn_classes(ctx: Context, self: Value, array: Array | None) -> Dim:
    """The number of different labels: the same wherever this fit is read."""
    rows = array.shape[0] if array is not None and array.shape else None
    count = ctx.symbol("classes", "classes", lower=1, upper=rows)
    learnt(ctx, self, {"classes_": Array((count,), None if array is None else array.kind), "count": integer(count)})
    return count


@models(f"{_LABELS}.fit")
def fit_labels(ctx: Context, self: Value, y: Value) -> Result:
    """Learns the classes."""
    array = _labels(y)
    if isinstance(array, Conflict):
        return array
    _learn_classes(ctx, self, array)
    return self


@models(f"{_LABELS}.fit_transform")
def fit_transform_labels(ctx: Context, self: Value, y: Value) -> Result:
    """One id for each label: 0 … classes - 1."""
    fitted = fit_labels(ctx, self, y)
    return fitted if isinstance(fitted, Conflict) else _ids(ctx, y)


@models(f"{_LABELS}.transform")
def transform_labels(ctx: Context, self: Value, y: Value) -> Result:
    """One id for each label."""
    return _ids(ctx, y)


def _ids(ctx: Context, y: Value) -> Result:
    array = _labels(y)
    if isinstance(array, Conflict):
        return array
    return Array((ctx.fresh("rows", 1),) if array is None else array.shape, "i", Cell(Range(0, None)))


@models(f"{_LABELS}.inverse_transform")
def labels_of_ids(ctx: Context, self: Value, y: Value) -> Result:
    """The label of each id."""
    array = _labels(y)
    if isinstance(array, Conflict):
        return array
    return Array((ctx.fresh("rows", 1),) if array is None else array.shape, None)


def _one_hot_width(ctx: Context, self: Value, array: Array | None) -> Dim:
    """How many columns: of the categories given, else as many as the data tells."""
    given = option(self, "categories")
    plain = (
        option(self, "drop") in (None, NONE)
        and option(self, "min_frequency") is None
        and option(self, "max_categories") is None
    )
    elements = None if given is None else sequence_elements(given)
    if elements is not None and plain:
        total = Dim.of(0)
        for run in elements:
            part = as_array(run.value)
            if not isinstance(part, Array) or not part.shape:
                return ctx.symbol("categories", "categories", lower=1)
            total = total + part.shape[0] * run.count
        return total
    return ctx.symbol("categories", "categories", lower=1)


@models(f"{_ONE_HOT}.fit")
def fit_one_hot(ctx: Context, self: Value, X: Value, y: Value = NONE) -> Result:
    """Learns the categories of each column. Raises for anything but 2-D."""
    array = checked_2d(X)
    if isinstance(array, Conflict):
        return array
    width = _one_hot_width(ctx, self, array)
    features = ctx.unknown() if array is None or array.shape is None else integer(array.shape[1])
    learnt(ctx, self, {"n_features_in_": features, "width": integer(width)})
    return self


@models(f"{_ONE_HOT}.fit_transform")
def fit_transform_one_hot(ctx: Context, self: Value, X: Value, y: Value = NONE, **fit_params: Value) -> Result:
    """One column for each category."""
    fitted = fit_one_hot(ctx, self, X)
    return fitted if isinstance(fitted, Conflict) else transform_one_hot(ctx, self, X)


@models(f"{_ONE_HOT}.transform")
def transform_one_hot(ctx: Context, self: Value, X: Value) -> Result:
    """One column for each category: a sparse matrix unless sparse_output=False. Raises for another width than fitted."""
    array = checked_2d(X)
    if isinstance(array, Conflict):
        return array
    if array is not None and (wrong := width_conflict(self, array)) is not None:
        return wrong
    width = dim_option(self, "width")
    is_sparse = option(self, "sparse_output") or option(self, "sparse") or TRUE
    if array is None or array.shape is None or width is None or option(self, "set_output") is not None:
        return ctx.unknown()
    if is_sparse == FALSE:
        return Array((array.shape[0], width), None if option(self, "dtype") else "f", Cell(Range(0, 1)))
    return sparse(array.shape[0], width) if is_sparse == TRUE else ctx.unknown()


@models(f"{_ONE_HOT}.inverse_transform")
def categories_of(ctx: Context, self: Value, X: Value) -> Result:
    """The category of each row and feature."""
    array = as_array(X)
    features = dim_option(self, "n_features_in_")
    if not isinstance(array, Array) or not array.shape or features is None:
        return Array(None, None)
    return Array((array.shape[0], features), None)


def _class_columns(count: Dim) -> Dim | None:
    """One for each; None where there may be two classes, for which one column does if the labels are no others."""
    return count if at_least(count, 3) else None


@models(f"{_BINARIZER}.fit", f"{_MULTI}.fit")
def fit_binarizer(ctx: Context, self: Value, y: Value) -> Result:
    """Learns the classes."""
    width = ctx.symbol("classes", "classes", lower=1)
    classes = option(self, "classes")
    listed = None if classes is None else as_array(classes)
    if isinstance(listed, Array) and listed.shape:
        width = listed.shape[0]
    learnt(ctx, self, {"width": integer(width)})
    return self


@models(f"{_BINARIZER}.fit_transform", f"{_MULTI}.fit_transform")
def fit_transform_binarizer(ctx: Context, self: Value, y: Value) -> Result:
    """A column of 0 and 1 for each class."""
    fit_binarizer(ctx, self, y)
    return transform_binarizer(ctx, self, y)


@models(f"{_BINARIZER}.transform", f"{_MULTI}.transform")
def transform_binarizer(ctx: Context, self: Value, y: Value) -> Result:
    """A column of 0 and 1 for each class; a single one for two classes."""
    array, elements = as_array(y), sequence_elements(y)
    width = dim_option(self, "width")
    rows = array.shape[0] if isinstance(array, Array) and array.shape else None if elements is None else elements.length
    if option(self, "sparse_output") not in (None, FALSE) or width is None or rows is None:
        return ctx.unknown()
    plain = option(self, "neg_label") is None and option(self, "pos_label") is None
    return Array((rows, width), "i", Cell(Range(0, 1) if plain else Range()))


@models(f"{_BINARIZER}.inverse_transform", f"{_MULTI}.inverse_transform")
def classes_of(ctx: Context, self: Value, Y: Value, threshold: Value = NONE) -> Result:
    """The class of each row."""
    array = as_array(Y)
    if self.type_path == _MULTI or not isinstance(array, Array) or not array.shape:
        return ctx.unknown()
    return Array((array.shape[0],), None)


@models("sklearn.preprocessing.label_binarize")
def label_binarize(
    ctx: Context, y: Value, *, classes: Value, neg_label: Value = Constant(0), pos_label: Value = Constant(1),
    sparse_output: Value = FALSE,
) -> Result:  # fmt: skip
    """A column for each of the classes; a single one for two."""
    array, listed = as_array(y), as_array(classes)
    if not isinstance(array, Array) or not isinstance(listed, Array) or not array.shape or not listed.shape:
        return ctx.unknown()
    width = _class_columns(listed.shape[0])
    if width is None or sparse_output != FALSE or len(array.shape) != 1:
        return ctx.unknown()
    return Array((array.shape[0], width), "i")
