"""Calls of scikit-learn: splits, scalers, encoders, decompositions, metrics, data sets."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from pylint_lstmshape.library.sklearn.preprocessing import IMPUTERS, SCALERS
from pylint_lstmshape.library.sklearn.selection import SPLITTERS
from tests.library.calls import Call, Draw, maybe, names
from tests.library.numpy.drawing import filled
from tests.library.sklearn.truth import DECOMPOSITION, SCALER, Made, SklearnCalls

TABLE = SklearnCalls()
calls = TABLE.calls
PREPROCESSING = "sklearn.preprocessing"
CLASSES = [
    *(f"{PREPROCESSING}.{name}" for name in SCALERS), *(f"sklearn.impute.{name}" for name in IMPUTERS),
]  # fmt: skip


def a_flag(draw: Draw) -> Any:
    return lambda: draw(st.booleans())


def a_matrix(draw: Draw, width: int | None = None, least: int = 1) -> Any:
    """Mostly a 2-D array or table; now and then of another rank or width."""
    rows = draw(st.integers(least, 6))
    width = draw(st.integers(1, 4)) if width is None else width
    which = draw(st.integers(0, 9))
    if which == 0:
        return filled((rows,), "f")
    if which == 1:
        return filled((rows, width, 1), "f")
    if which == 2:
        width = draw(st.integers(1, 4))
    array = filled((rows, width), draw(st.sampled_from("if")), which)
    return draw(st.sampled_from([array, array, array.tolist(), pd.DataFrame(array)]))


def an_object(draw: Draw, fitted: bool = True, classes: list[str] = CLASSES) -> tuple[Made, int]:
    path = draw(st.sampled_from(classes))
    width = draw(st.integers(1, 4))
    options: dict[str, Any] = {}
    if path.endswith("MinMaxScaler"):
        options = maybe(draw, feature_range=lambda: draw(st.sampled_from([(-1, 1), (0, 1)])))
    if path.endswith("PolynomialFeatures"):
        options = maybe(
            draw, degree=lambda: draw(st.integers(1, 3)), interaction_only=a_flag(draw), include_bias=a_flag(draw)
        )
    if path.endswith("QuantileTransformer"):
        options = {"n_quantiles": 3}
    if path.endswith("OrdinalEncoder"):
        options = {"handle_unknown": "use_encoded_value", "unknown_value": -1}
    data = np.random.default_rng(width).normal(size=(7, width))
    return Made(path, (), options, data if fitted else None), width


@calls(*CLASSES)
def _make(draw: Draw) -> Call:
    return [], {}


@calls(f"{SCALER}.fit")
def _fit(draw: Draw) -> Call:
    made, _ = an_object(draw, fitted=False)
    return [made, a_matrix(draw, least=2)], {}


@calls(f"{SCALER}.partial_fit")
def _partial_fit(draw: Draw) -> Call:
    made, _ = an_object(draw, False, [f"{PREPROCESSING}.MinMaxScaler", f"{PREPROCESSING}.StandardScaler"])
    return [made, a_matrix(draw, least=2)], {}


@calls(f"{SCALER}.fit_transform", loose=True)
def _fit_transform(draw: Draw) -> Call:
    made, width = an_object(draw, fitted=False)
    return [made, a_matrix(draw, width, least=3)], {}


@calls(f"{SCALER}.transform", loose=True)
def _transform(draw: Draw) -> Call:
    made, width = an_object(draw)
    return [made, a_matrix(draw, width)], {}


@calls(f"{SCALER}.inverse_transform", loose=True)
def _inverse_transform(draw: Draw) -> Call:
    invertible = [path for path in CLASSES if not path.endswith(("Normalizer", "Binarizer", "Features", "Imputer"))]
    made, width = an_object(draw, True, invertible)
    return [made, a_matrix(draw, width)], {}


@calls(f"{SCALER}.set_output")
def _set_output(draw: Draw) -> Call:
    return [an_object(draw)[0]], {"transform": draw(st.sampled_from(["pandas", "default"]))}


@calls(f"{SCALER}.get_params", f"{SCALER}.get_feature_names_out", loose=True)
def _described(draw: Draw) -> Call:
    return [an_object(draw)[0]], {}


@calls(*names(PREPROCESSING, "minmax_scale scale robust_scale maxabs_scale normalize"), loose=True)
def _scaled(draw: Draw) -> Call:
    return [a_matrix(draw)], {}


# encoders: whether one raises is also a matter of the values (classes it has not seen, several classes in a row of labels)


def labels(draw: Draw) -> Any:
    rows = draw(st.integers(1, 6))
    ids = filled((rows,), "i", draw(st.integers(0, 3)))
    texts = [f"label{one}" for one in ids]
    column = ids[:, None]
    return draw(
        st.sampled_from([ids, ids, texts, pd.Series(ids), np.array(texts), column, np.hstack([column, column])])
    )


@calls(f"{PREPROCESSING}.LabelEncoder", f"{PREPROCESSING}.LabelBinarizer", f"{PREPROCESSING}.MultiLabelBinarizer")
def _encoder(draw: Draw) -> Call:
    return [], {}


@calls(f"{PREPROCESSING}.LabelEncoder.fit", f"{PREPROCESSING}.LabelEncoder.fit_transform")
def _fit_labels(draw: Draw) -> Call:
    return [Made(f"{PREPROCESSING}.LabelEncoder"), labels(draw)], {}


@calls(
    f"{PREPROCESSING}.LabelEncoder.transform",
    f"{PREPROCESSING}.LabelEncoder.inverse_transform",
    loose=True,
    lenient="which labels were learnt is not kept",
)
def _encode(draw: Draw) -> Call:
    return [Made(f"{PREPROCESSING}.LabelEncoder", fitted=np.arange(9)), labels(draw)], {}


def one_hot(draw: Draw, fitted: bool) -> Made:
    options: dict[str, Any] = maybe(draw, sparse_output=a_flag(draw))
    if draw(st.integers(0, 3)) == 0:
        options["categories"] = [list(range(5)), list(range(5))]
    return Made(f"{PREPROCESSING}.OneHotEncoder", (), options, filled((8, 2)) if fitted else None)


@calls(f"{PREPROCESSING}.OneHotEncoder")
def _one_hot_encoder(draw: Draw) -> Call:
    return [], {}


@calls(
    f"{PREPROCESSING}.OneHotEncoder.fit",
    f"{PREPROCESSING}.OneHotEncoder.fit_transform",
    loose=True,
    lenient="which values a table has that are none of the categories is not known",
)
def _fit_one_hot(draw: Draw) -> Call:
    return [one_hot(draw, False), a_matrix(draw, 2)], {}


@calls(f"{PREPROCESSING}.OneHotEncoder.transform", loose=True)
def _one_hot(draw: Draw) -> Call:
    return [one_hot(draw, True), filled((3, draw(st.sampled_from([2, 2, 3]))))], {}


@calls(f"{PREPROCESSING}.OneHotEncoder.inverse_transform", loose=True)
def _categories_of(draw: Draw) -> Call:
    table = np.array([[0, 5], [1, 6], [2, 5]])
    rows = np.eye(3)[draw(st.lists(st.integers(0, 2), min_size=1, max_size=4))]
    chosen = np.eye(2)[draw(st.lists(st.integers(0, 1), min_size=len(rows), max_size=len(rows)))]
    return [Made(f"{PREPROCESSING}.OneHotEncoder", (), {}, table), np.hstack([rows, chosen])], {}


@calls(
    *(f"{PREPROCESSING}.LabelBinarizer.{name}" for name in ("fit", "fit_transform")),
    loose=True,
    lenient="whether a table is one of several labels a row depends on its values",
)
def _fit_binarizer(draw: Draw) -> Call:
    return [Made(f"{PREPROCESSING}.LabelBinarizer"), labels(draw)], {}


@calls(f"{PREPROCESSING}.LabelBinarizer.transform", loose=True)
def _binarize(draw: Draw) -> Call:
    return [Made(f"{PREPROCESSING}.LabelBinarizer", fitted=np.arange(draw(st.integers(1, 5)))), filled((4,))], {}


@calls(f"{PREPROCESSING}.LabelBinarizer.inverse_transform", loose=True)
def _classes_of(draw: Draw) -> Call:
    return [Made(f"{PREPROCESSING}.LabelBinarizer", fitted=np.arange(4)), np.eye(4)[:3]], {}


@calls(*(f"{PREPROCESSING}.MultiLabelBinarizer.{name}" for name in ("fit", "fit_transform")), loose=True)
def _fit_multi(draw: Draw) -> Call:
    return [Made(f"{PREPROCESSING}.MultiLabelBinarizer", (), maybe(draw, classes=lambda: [1, 2, 3])), [[1, 2], [3]]], {}


@calls(f"{PREPROCESSING}.MultiLabelBinarizer.transform", loose=True)
def _multi(draw: Draw) -> Call:
    return [Made(f"{PREPROCESSING}.MultiLabelBinarizer", fitted=[[1], [2, 3]]), [[1, 2], [3]]], {}


@calls(f"{PREPROCESSING}.MultiLabelBinarizer.inverse_transform", loose=True)
def _sets_of(draw: Draw) -> Call:
    return [Made(f"{PREPROCESSING}.MultiLabelBinarizer", fitted=[[1], [2, 3]]), np.ones((2, 3), int)], {}


@calls(f"{PREPROCESSING}.label_binarize", loose=True)
def _label_binarize(draw: Draw) -> Call:
    return [filled((4,))], {"classes": list(range(draw(st.integers(2, 5))))}


# decompositions

DECOMPOSITIONS = names("sklearn.decomposition", "PCA TruncatedSVD IncrementalPCA KernelPCA FastICA NMF")


@calls(*DECOMPOSITIONS)
def _decomposition(draw: Draw) -> Call:
    return [], {}


def a_decomposition(draw: Draw, fitted: bool) -> Made:
    path = draw(st.sampled_from(DECOMPOSITIONS[:3]))
    options = maybe(draw, n_components=lambda: draw(st.integers(1, 5)))
    if fitted:
        options["n_components"] = draw(st.integers(1, 3))
    return Made(path, (), options, np.abs(np.random.default_rng(0).normal(size=(8, 4))) if fitted else None)


@calls(f"{DECOMPOSITION}.fit")
def _fit_decomposition(draw: Draw) -> Call:
    return [a_decomposition(draw, False), a_matrix(draw, least=2)], {}


@calls(f"{DECOMPOSITION}.partial_fit")
def _partial_decomposition(draw: Draw) -> Call:
    return [Made("sklearn.decomposition.IncrementalPCA", (2,)), filled((4, 3), "f")], {}


@calls(f"{DECOMPOSITION}.fit_transform", loose=True)
def _fit_transform_decomposition(draw: Draw) -> Call:
    return [a_decomposition(draw, False), a_matrix(draw, least=2)], {}


@calls(f"{DECOMPOSITION}.transform", loose=True)
def _transform_decomposition(draw: Draw) -> Call:
    return [a_decomposition(draw, True), a_matrix(draw, 4)], {}


@calls(f"{DECOMPOSITION}.inverse_transform", loose=True)
def _inverse_decomposition(draw: Draw) -> Call:
    return [a_decomposition(draw, True), filled((3, draw(st.integers(1, 4))), "f")], {}


# splits


def together(draw: Draw, rows: int) -> list[Any]:
    """Arrays, lists and tables that mostly have the same number of rows."""
    found: list[Any] = []
    for at in range(draw(st.integers(1, 3))):
        count = rows + (draw(st.integers(0, 9)) == 0)
        array = filled((count, 2), "f", at)
        found.append(
            draw(st.sampled_from([array, array[:, 0], array.tolist(), pd.DataFrame(array), pd.Series(array[:, 1])]))
        )
    return found


@calls("sklearn.model_selection.train_test_split")
def _train_test_split(draw: Draw) -> Call:
    sizes = st.sampled_from([0.2, 0.25, 0.33, 0.5, 0.1, 0.999, 1, 3, 5, 0, 1.5, None])
    options = maybe(draw, test_size=lambda: draw(sizes), train_size=lambda: draw(sizes), shuffle=a_flag(draw))
    return together(draw, draw(st.integers(1, 30))), options


@calls("sklearn.utils.shuffle")
def _shuffle(draw: Draw) -> Call:
    return together(draw, draw(st.integers(2, 9))), maybe(draw, n_samples=lambda: 2)


@calls("sklearn.utils.resample")
def _resample(draw: Draw) -> Call:
    return together(draw, draw(st.integers(2, 9))), maybe(draw, n_samples=lambda: draw(st.integers(1, 20)))


def a_splitter(draw: Draw, name: str) -> Made:
    options: dict[str, Any] = {}
    if name != "LeaveOneOut":
        options = maybe(draw, n_splits=lambda: draw(st.integers(2, 6)))
    if name == "TimeSeriesSplit":
        options.update(
            maybe(
                draw,
                gap=lambda: draw(st.integers(0, 2)),
                test_size=lambda: draw(st.integers(1, 3)),
                max_train_size=lambda: 3,
            )
        )
    if "Shuffle" in name:
        options.update(maybe(draw, test_size=lambda: draw(st.sampled_from([0.2, 3]))))
    return Made(f"sklearn.model_selection.{name}", (), options)


def _register_splitter(name: str) -> None:
    path = f"sklearn.model_selection.{name}"

    @calls(path)
    def make(draw: Draw) -> Call:
        return [], {}

    @calls(f"{path}.split", lenient="how many rows each class has is not known" if "Stratified" in name else "")
    def split(draw: Draw) -> Call:
        rows = draw(st.integers(4, 20))
        x, y = filled((rows, 2), "f"), np.arange(rows) % 2
        if "Group" in name:
            return [a_splitter(draw, name), x, y, np.arange(rows)], {}
        return [a_splitter(draw, name), x, y], {}

    @calls(f"{path}.get_n_splits", loose=True)
    def get_n_splits(draw: Draw) -> Call:
        return [a_splitter(draw, name), filled((8, 2))], {}


for _name in SPLITTERS:
    _register_splitter(_name)


# metrics and weights

REGRESSION = (
    "mean_squared_error mean_absolute_error r2_score mean_absolute_percentage_error root_mean_squared_error "
    "explained_variance_score median_absolute_error"
)


@calls(*names("sklearn.metrics", REGRESSION))
def _regression(draw: Draw) -> Call:
    rows = draw(st.integers(2, 4))
    pair = []
    for _ in range(2):
        count = rows + (draw(st.integers(0, 4)) == 0)
        shape = draw(st.sampled_from([(count,), (count,), (count, 1), (count, 2), (count, 1, 1)]))
        pair.append(filled(shape, "f", 1) + 1)
    return pair, {}


@calls(
    *names("sklearn.metrics", "accuracy_score f1_score precision_score recall_score classification_report"), loose=True
)
def _classification(draw: Draw) -> Call:
    rows = draw(st.integers(2, 4))
    wide = draw(st.sampled_from([1, 1, 2, 3]))
    pair = []
    for _ in range(2):
        count = rows + (draw(st.integers(0, 4)) == 0)
        shape = draw(st.sampled_from([(count,), (count,), (count, wide)]))
        pair.append(np.arange(np.prod(shape)).reshape(shape) % 2)
    return pair, {}


@calls("sklearn.metrics.log_loss", loose=True)
def _log_loss(draw: Draw) -> Call:
    rows = draw(st.integers(2, 4))
    return [np.arange(rows) % 2, np.arange(rows + draw(st.integers(0, 1))) % 2], {}


@calls(
    "sklearn.metrics.confusion_matrix",
    loose=True,
    lenient="rows of labels it refuses, which are one-hot depends on values",
)
def _confusion_matrix(draw: Draw) -> Call:
    rows = draw(st.integers(2, 4))
    given = np.arange(rows + draw(st.integers(0, 1)))
    if draw(st.booleans()):
        given = np.stack([given, given], axis=1)
    return [np.arange(rows), given], maybe(draw, labels=lambda: [0, 1, 2])


@calls("sklearn.utils.class_weight.compute_class_weight")
def _class_weight(draw: Draw) -> Call:
    return ["balanced"], {"classes": np.unique(filled((9,))), "y": filled((9,))}


@calls("sklearn.utils.class_weight.compute_sample_weight")
def _sample_weight(draw: Draw) -> Call:
    return ["balanced", filled((9,))], {}


# pipelines


def a_pipeline(draw: Draw, fitted: bool) -> Made:
    steps = [Made(f"{PREPROCESSING}.StandardScaler"), Made("sklearn.decomposition.PCA", (2,))]
    return Made("sklearn.pipeline.make_pipeline", tuple(steps), {}, filled((9, 4), "f") if fitted else None)


# data sets


@calls(*names("sklearn.datasets", "load_iris load_digits load_wine load_breast_cancer load_diabetes load_linnerud"))
def _load(draw: Draw) -> Call:
    return [], {"return_X_y": True}


@calls("sklearn.datasets.make_regression")
def _make_regression(draw: Draw) -> Call:
    return [], maybe(
        draw, n_samples=lambda: draw(st.integers(2, 9)), n_features=lambda: draw(st.integers(1, 5)),
        n_targets=lambda: draw(st.integers(1, 3)),
    )  # fmt: skip


@calls("sklearn.datasets.make_classification")
def _make_classification(draw: Draw) -> Call:
    return [], maybe(draw, n_samples=lambda: draw(st.integers(8, 30)), n_features=lambda: draw(st.integers(5, 9)))


@calls("sklearn.datasets.make_gaussian_quantiles", "sklearn.datasets.make_multilabel_classification")
def _make_quantiles(draw: Draw) -> Call:
    return [], maybe(
        draw,
        n_samples=lambda: draw(st.integers(8, 30)),
        n_features=lambda: draw(st.integers(2, 9)),
        n_classes=lambda: 4,
    )


@calls("sklearn.datasets.make_blobs", loose=True)
def _make_blobs(draw: Draw) -> Call:
    return [], maybe(
        draw, n_samples=lambda: draw(st.sampled_from([9, [3, 4]])), n_features=lambda: 3,
        centers=lambda: draw(st.sampled_from([2, 5])),
    )  # fmt: skip


@calls(*names("sklearn.datasets", "make_moons make_circles make_s_curve make_swiss_roll"))
def _make_moons(draw: Draw) -> Call:
    return [draw(st.integers(4, 9))], {}


@calls(*names("sklearn.datasets", "make_friedman1 make_sparse_uncorrelated"))
def _make_friedman(draw: Draw) -> Call:
    return [], maybe(draw, n_samples=lambda: draw(st.integers(4, 9)), n_features=lambda: draw(st.integers(5, 9)))
