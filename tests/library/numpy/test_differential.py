"""Each transfer function against the real one: same shape, same kind, range that holds, and the same errors."""

from __future__ import annotations

import pytest

from tests.library.numpy.calls import TABLE


@pytest.mark.parametrize("path", sorted(TABLE))
def test_agrees_with_numpy(path: str) -> None:
    TABLE.check(path)
