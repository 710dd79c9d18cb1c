"""Each transfer function against the real one: shapes, kinds, ranges, errors, and what an object has learnt."""

from __future__ import annotations

import pytest

from tests.library.sklearn.calls import TABLE


@pytest.mark.parametrize("path", sorted(TABLE))
def test_agrees_with_sklearn(path: str) -> None:
    TABLE.check(path)
