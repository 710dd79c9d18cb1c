"""Every modelled function has a test, and the real function's signature."""

from __future__ import annotations

import pandas as pd
import pytest

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.values import Unknown
from pylint_lstmshape.library.pandas.others import UNTOLD
from tests.context import PlainContext
from tests.library.pandas.calls import TABLE
from tests.library.pandas.test_objects import COVERED
from tests.library.signatures import differences, inspectable
from tests.library.truth import abstract

PATHS = sorted(path for path in knowledge.entries() if path.startswith("pandas.") and path not in UNTOLD)

# Real signatures that are not met.
DIFFERENT = {
    "pandas.Series.diff": "shares DataFrame.diff",
    "pandas.Series.set_axis": "shares rename",
    "pandas.Series.apply": "args in any place make it unknown",
    "pandas.DataFrame.apply": "args in any place make it unknown",
    "pandas.bdate_range": "shares date_range",
    "pandas.qcut": "shares cut",
    "pandas.Grouped.__getattr__": "called by Python alone",
    "pandas.Windows.apply": "its args are those of a call here",
}


@pytest.mark.parametrize("path", PATHS)
def test_has_a_test(path: str) -> None:
    assert path in TABLE or path in COVERED


def test_every_test_is_of_something_modelled() -> None:
    assert not (set(TABLE) | COVERED) - set(PATHS)


def test_of_others_nothing_is_claimed() -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    for path in UNTOLD:
        table = abstract(frame)
        before = table.content  # type: ignore[attr-defined]  # a Table
        entry = knowledge.entries()[path]
        assert isinstance(knowledge.apply(entry, PlainContext(), [table], {}), Unknown)
        assert table.content is before  # type: ignore[attr-defined]  # a Table


@pytest.mark.parametrize("path", [path for path in inspectable(PATHS) if path not in DIFFERENT])
def test_has_the_real_signature(path: str) -> None:
    assert not differences(path)


def test_every_exception_is_needed() -> None:
    assert not [path for path in DIFFERENT if not differences(path)]
