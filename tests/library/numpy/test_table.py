"""Every modelled function has a test, and the real function's signature."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pylint_lstmshape import knowledge
from tests.library.numpy.calls import TABLE
from tests.library.numpy.test_objects import COVERED
from tests.library.signatures import differences, inspectable

PATHS = sorted(path for path in knowledge.entries() if path.startswith("numpy."))

# Real signatures that are not met: renamed parameters, and one entry for functions that differ in them.
DIFFERENT = {
    "numpy.arange": "start may be given alone: both are stop then",
    "numpy.unwrap": "period is 2 pi",
    "numpy.fft.fft2": "shares fftn",
    "numpy.fft.ifft2": "shares fftn",
    "numpy.allclose": "shares array_equal",
    "numpy.linalg.eig": "shares eigh",
    "numpy.linalg.eigvals": "shares eigvalsh",
    "numpy.i0": "shares the ufuncs", "numpy.sinc": "shares the ufuncs",
    "numpy.iscomplex": "shares the ufuncs", "numpy.isreal": "shares the ufuncs",
    "numpy.random.RandomState.permutation": "shares Generator.permutation",
    "numpy.ndarray.all": "where as in numpy.all", "numpy.ndarray.any": "where as in numpy.any",
    "numpy.ndarray.clip": "positions as numpy.clip", "numpy.ndarray.dot": "positions as numpy.dot",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_has_a_test(path: str) -> None:
    assert path in TABLE or path in COVERED


def test_every_test_is_of_something_modelled() -> None:
    assert not (set(TABLE) | COVERED) - set(PATHS)


def test_every_exception_is_needed() -> None:
    assert not [path for path in DIFFERENT if path not in PATHS or not differences(path)]


@pytest.mark.parametrize("path", [path for path in inspectable(PATHS) if path not in DIFFERENT])
def test_has_the_real_signature(path: str) -> None:
    assert not differences(path)


def test_reshape_of_what_nobody_knows_is_that_of_an_array() -> None:
    entries = knowledge.entries()
    assert entries["unknown.reshape"].function is entries["numpy.ndarray.reshape"].function


def test_constants_are_the_real_ones() -> None:
    for name in ("pi", "e", "inf", "nan", "euler_gamma", "newaxis"):
        value: Any = knowledge.constant_value(f"numpy.{name}")
        assert value.value == getattr(np, name) or name == "nan"
