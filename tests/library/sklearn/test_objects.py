"""What cannot be drawn at random: pipelines, sparse matrices, symbolic numbers of rows, several arrays of one split."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sklearn.datasets
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import LabelEncoder, OneHotEncoder, StandardScaler

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.objects import Attributes, LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Array, Constant, Unknown
from tests.library.sklearn.calls import CLASSES
from tests.library.sklearn.truth import Context
from tests.library.truth import abstract, real_function

COVERED: set[str] = set()
N = Dim.symbol("n", "n", 10)
PREPROCESSING = "sklearn.preprocessing"


def covers(*paths: str) -> Callable[[Any], Any]:
    COVERED.update(paths)
    return lambda test: test


def ask(path: str, *args: Any, **kwargs: Any) -> Any:
    entry = knowledge.lookup(path)
    assert entry is not None
    given = {name: abstract(one) for name, one in kwargs.items()}
    return knowledge.apply(entry, Context(), [abstract(one) for one in args], given)


def method(owner: Any, name: str, *args: Any) -> Any:
    entry = knowledge.member(owner.type_path, name)
    assert entry is not None
    return knowledge.apply(entry, Context(), [owner, *map(abstract, args)], {})


def an_array(*dims: int | Dim, kind: str = "f") -> Array:
    return Array(tuple(map(Dim.of, dims)), kind)


# splits of symbolic rows


def test_parts_of_a_split_go_together() -> None:
    parts = sequence_elements(
        ask("sklearn.model_selection.train_test_split", an_array(N, 3), an_array(N), test_size=0.2)
    )
    assert parts is not None and parts.items is not None
    x_train, x_test, y_train, y_test = parts.items
    assert x_train.shape[0] == y_train.shape[0] and x_test.shape[0] == y_test.shape[0]
    assert x_train.shape[0] + x_test.shape[0] == N
    assert equal(x_train.shape[0], N + 1) is False


def test_a_split_of_whole_rows() -> None:
    parts = sequence_elements(
        ask("sklearn.model_selection.train_test_split", an_array(N, 3), test_size=7, shuffle=False)
    )
    assert parts is not None and [one.shape for one in parts.items or ()] == [(N - 7, 3), (Dim.of(7), Dim.of(3))]
    both = ask("sklearn.model_selection.train_test_split", an_array(N), an_array(N - 1))
    assert isinstance(both, Conflict)


def test_tables_stay_tables_with_labels_of_their_own() -> None:
    frame = pd.DataFrame({"a": range(10), "b": range(10)})
    train, test = train_test_split(frame, test_size=0.3)
    parts = sequence_elements(ask("sklearn.model_selection.train_test_split", frame, test_size=0.3))
    assert parts is not None and parts.items is not None
    for said, real in zip(parts.items, (train, test), strict=True):
        assert (said.content.rows, said.content.width) == real.shape
        assert said.content.labels.key != parts.items[0].content.labels.key or real is train


def test_folds_of_symbolic_rows() -> None:
    folds = method(ask("sklearn.model_selection.KFold", 3), "split", an_array(N, 2))
    (run,) = folds.elements.runs
    train, test = run.value.elements.items
    assert run.count == 3 and train.shape[0] + test.shape[0] == N


# data nobody sees


@pytest.mark.parametrize("path", [*CLASSES, "sklearn.decomposition.PCA", "sklearn.decomposition.TruncatedSVD"])
def test_a_transformer_of_unseen_data_gives_a_matrix(path: str) -> None:
    """Where X is of another rank it raises, so that what it gives has two axes, as the real one's has."""
    data = np.random.default_rng(0).normal(size=(9, 4))
    options = {"n_quantiles": 3} if path.endswith("QuantileTransformer") else {}
    real, said = real_function(path)(**options).fit(data), ask(path, **options)
    for name in ("fit_transform", "transform", "inverse_transform"):
        if not hasattr(real, name):
            continue
        answer = method(said, name, Unknown("data"))
        if name == "inverse_transform" and answer.shape is None:
            continue  # nothing is claimed
        given = getattr(real, name)(real.transform(data) if name == "inverse_transform" else data)
        assert isinstance(answer, Array) and answer.shape is not None and len(answer.shape) == given.ndim
        for wrong in (np.zeros(4), np.zeros((2, 3, 4))):
            with pytest.raises(ValueError, match=r"Expected 2D|dim 3"):
                getattr(real_function(path)(**options).fit(data), name)(wrong)


def test_an_encoder_of_unseen_labels_gives_a_vector() -> None:
    said, real = ask(f"{PREPROCESSING}.LabelEncoder"), LabelEncoder()
    for labels in (["a", "b", "a"], [["a"], ["b"]]):
        ids = real.fit_transform(labels)
        assert len(method(said, "fit_transform", Unknown("labels")).shape) == ids.ndim
        assert len(method(said, "inverse_transform", Unknown("ids")).shape) == real.inverse_transform(ids).ndim


# objects


@covers("sklearn.pipeline.make_pipeline", "sklearn.pipeline.Pipeline",
        *(f"sklearn.pipeline.Pipeline.{name}" for name in ("fit", "fit_transform", "transform", "inverse_transform")))  # fmt: skip
def test_a_pipeline_goes_through_its_steps() -> None:
    data = np.random.default_rng(0).normal(size=(9, 4))
    real = make_pipeline(StandardScaler(), PCA(2)).fit(data)
    steps = [ask(f"{PREPROCESSING}.StandardScaler"), ask("sklearn.decomposition.PCA", 2)]
    for made in (
        ask("sklearn.pipeline.make_pipeline", *steps),
        ask("sklearn.pipeline.Pipeline", [("a", steps[0]), ("b", steps[1])]),
    ):
        assert method(made, "fit", data) is made
        assert method(made, "fit_transform", data).shape == real.transform(data).shape
        assert method(made, "transform", data[:3]).shape == real.transform(data[:3]).shape
        assert (
            method(made, "inverse_transform", np.zeros((5, 2))).shape == real.inverse_transform(np.zeros((5, 2))).shape
        )


@covers("scipy.sparse.matrix.toarray", "scipy.sparse.matrix.todense")
def test_a_sparse_matrix_made_dense() -> None:
    data = np.array([[0], [1], [2], [1]])
    encoder = ask(f"{PREPROCESSING}.OneHotEncoder", categories=[[0, 1, 2]])
    dense = method(method(encoder, "fit_transform", data), "toarray")
    assert dense.shape == OneHotEncoder(categories=[[0, 1, 2]]).fit_transform(data).toarray().shape
    assert method(method(encoder, "transform", np.zeros((2, 1))), "todense").shape == (2, 3)


def test_an_encoder_gives_the_same_width_each_time() -> None:
    encoder = ask(f"{PREPROCESSING}.OneHotEncoder", sparse_output=False)
    train = method(encoder, "fit_transform", an_array(N, 1))
    assert method(encoder, "transform", an_array(3, 1)).shape == (Dim.of(3), train.shape[1])


@covers("sklearn.utils.Bunch.__getitem__")
def test_a_bunch_by_key() -> None:
    bunch = ask("sklearn.datasets.load_iris")
    assert method(bunch, "__getitem__", "data").shape == (150, 4)


@covers("sklearn.datasets.fetch_california_housing")
def test_a_set_that_has_to_be_fetched() -> None:
    # Its numbers stand in the description that is installed with scikit-learn.
    text = (
        Path(sklearn.datasets.__file__).parent.joinpath("descr", "california_housing.rst").read_text(encoding="utf-8")
    )
    rows = int(re.search(r"Number of Instances: (\d+)", text)[1])  # type: ignore[index]  # the text says it
    features = int(re.search(r"Number of Attributes: (\d+)", text)[1])  # type: ignore[index]  # the text says it
    x, y = ask("sklearn.datasets.fetch_california_housing", return_X_y=True).elements.items
    assert (x.shape, y.shape) == ((rows, features), (rows,))


@covers(f"{PREPROCESSING}.Imputer")
def test_the_imputer_of_older_versions() -> None:
    made = ask(f"{PREPROCESSING}.Imputer", strategy="mean")
    assert method(made, "fit_transform", an_array(N, 3)).shape == (N, 3)


def test_scaling_back_another_width() -> None:
    scaler = ask(f"{PREPROCESSING}.MinMaxScaler")
    method(scaler, "fit", an_array(N, 5))
    assert isinstance(method(scaler, "inverse_transform", an_array(N, 1)), Conflict)
    assert isinstance(method(scaler, "inverse_transform", an_array(N)), Conflict)
    assert method(scaler, "transform", an_array(7, 5)).shape == (7, 5)
    single = ask(f"{PREPROCESSING}.MinMaxScaler")
    method(single, "fit", an_array(N, 1))
    assert method(single, "inverse_transform", an_array(N, 3)).shape == (N, 3)


def test_a_scaler_that_two_ways_fitted_differently_claims_nothing() -> None:
    scaler = LibraryObject(f"{PREPROCESSING}.MinMaxScaler")
    assert scaler.cell.content == Attributes()
    assert method(scaler, "transform", an_array(N, 3)).shape == (N, 3)


def test_tables_that_a_transformer_is_asked_for_are_not_followed() -> None:
    scaler = ask(f"{PREPROCESSING}.StandardScaler")
    entry = knowledge.member(scaler.type_path, "set_output")
    assert entry is not None
    knowledge.apply(entry, Context(), [scaler], {"transform": Constant("pandas")})
    assert isinstance(method(scaler, "fit_transform", an_array(N, 3)), Unknown)


# vectorizers of texts

TEXT = "sklearn.feature_extraction.text"
DOCUMENTS = ["a good film", "a bad, bad film", "not good"]
WORDS_GIVEN: list[dict[str, Any]] = [{"vocabulary": ["film", "good"]}, {"vocabulary": {"film": 0, "bad": 1, "a": 2}}]


@covers(*(f"{TEXT}.{name}{method}" for name in ("CountVectorizer", "TfidfVectorizer")
          for method in ("", ".fit", ".fit_transform", ".transform", ".get_feature_names_out")))  # fmt: skip
@pytest.mark.parametrize("name", ["CountVectorizer", "TfidfVectorizer"])
@pytest.mark.parametrize("options", [{}, {"max_features": 3}, *WORDS_GIVEN])
@pytest.mark.parametrize("given", [list, tuple, np.array, pd.Series])
def test_vectorizers_of_texts(name: str, options: dict[str, Any], given: Any) -> None:
    real, said = real_function(f"{TEXT}.{name}")(**options), ask(f"{TEXT}.{name}", **options)
    made, matrix = method(said, "fit_transform", given(DOCUMENTS)), real.fit_transform(given(DOCUMENTS))
    dense = method(made, "toarray")
    assert dense.shape[0] == len(DOCUMENTS)
    assert equal(dense.shape[1], matrix.shape[1]) is (True if "vocabulary" in options else None)
    assert method(method(said, "transform", given(DOCUMENTS[:1])), "toarray").shape == (1, dense.shape[1])
    assert method(said, "get_feature_names_out").shape == dense.shape[1:]
    assert real.get_feature_names_out().shape == matrix.shape[1:]
    assert method(said, "fit", given(DOCUMENTS)) is said
    with pytest.raises(ValueError, match="string object received"):
        real.fit_transform(DOCUMENTS[0])
    assert isinstance(method(said, "fit_transform", DOCUMENTS[0]), Conflict)


@covers(*(f"{TEXT}.HashingVectorizer{method}" for method in ("", ".fit_transform", ".transform")))
@pytest.mark.parametrize("options", [{}, {"n_features": 8}])
def test_hashed_texts(options: dict[str, Any]) -> None:
    real, said = real_function(f"{TEXT}.HashingVectorizer")(**options), ask(f"{TEXT}.HashingVectorizer", **options)
    for name in ("transform", "fit_transform"):
        assert method(method(said, name, DOCUMENTS), "toarray").shape == getattr(real, name)(DOCUMENTS).shape
