"""Every modelled function has a test, and the real function's signature."""

from __future__ import annotations

import inspect

import pytest

from pylint_lstmshape import knowledge
from pylint_lstmshape.library.sklearn.preprocessing import IMPUTERS, SCALERS
from pylint_lstmshape.library.sklearn.selection import SPLITTERS
from tests.library.signatures import differences, inspectable
from tests.library.sklearn.calls import TABLE
from tests.library.sklearn.test_objects import COVERED
from tests.library.truth import real_function

PATHS = sorted(path for path in knowledge.entries() if path.startswith(("sklearn.", "scipy.sparse.matrix")))
DIFFERENT = {
    "sklearn.metrics.log_loss": "y_pred was required before 1.9",
    "sklearn.preprocessing.MultiLabelBinarizer.inverse_transform": "shares LabelBinarizer.inverse_transform",
    "sklearn.feature_extraction.text.HashingVectorizer.transform": "shares HashingVectorizer.fit_transform",
}
POSITIONAL = {
    **{f"sklearn.preprocessing.{name}": names for name, names in SCALERS.items()},
    **{f"sklearn.impute.{name}": names for name, names in IMPUTERS.items()},
    **{f"sklearn.model_selection.{name}": names for name, (names, _) in SPLITTERS.items()},
    **{
        f"sklearn.decomposition.{name}": ("n_components",)
        for name in ("PCA", "TruncatedSVD", "KernelPCA", "FastICA", "NMF")
    },
}


@pytest.mark.parametrize("path", PATHS)
def test_has_a_test(path: str) -> None:
    assert path in TABLE or path in COVERED


def test_every_test_is_of_something_modelled() -> None:
    assert not (set(TABLE) | COVERED) - set(PATHS)


@pytest.mark.parametrize("path", [path for path in inspectable(PATHS) if path not in DIFFERENT])
def test_has_the_real_signature(path: str) -> None:
    assert not differences(path)


def test_every_exception_is_needed() -> None:
    assert not [path for path in DIFFERENT if not differences(path)]


@pytest.mark.parametrize("path", sorted(POSITIONAL))
def test_positional_options_are_the_real_ones(path: str) -> None:
    parameters = inspect.signature(real_function(path)).parameters.values()
    assert tuple(one.name for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD) == POSITIONAL[path]
