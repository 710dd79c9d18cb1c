"""Each transfer function against the real one: same shape, same kind, range that holds, and the same errors."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.library.numpy.calls import LENIENT, LOOSE, TABLE
from tests.library.numpy.truth import compare

EXAMPLES = int(os.environ.get("NUMPY_EXAMPLES", "10"))
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


@pytest.mark.parametrize("path", sorted(TABLE))
def test_agrees_with_numpy(path: str) -> None:
    @QUICK
    @given(st.data())
    def check(data: st.DataObject) -> None:
        args, kwargs = TABLE[path](data.draw)
        compare(path, args, kwargs, loose=path in LOOSE, lenient=path in LENIENT)

    check()
