"""Each transfer function against the real one: rows, columns, names, dtype kinds, labels, errors, effects."""

from __future__ import annotations

import pytest

from tests.library.pandas.calls import TABLE


@pytest.mark.parametrize("path", sorted(TABLE))
def test_agrees_with_pandas(path: str) -> None:
    TABLE.check(path)
