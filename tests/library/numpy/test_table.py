"""Every modelled function has a test, and the real function's signature."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

from pylint_lstmshape import knowledge
from tests.library.numpy.calls import TABLE
from tests.library.numpy.test_objects import COVERED
from tests.library.numpy.truth import RENAMED, real_function

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


def inspectable() -> list[str]:
    found = []
    for path in PATHS:
        try:
            real = real_function(path)
            inspect.signature(real)
        except (AttributeError, ValueError, TypeError):
            continue
        is_scalar = isinstance(real, type) and issubclass(real, np.generic)
        if not is_scalar and path not in RENAMED and not knowledge.entries()[path].is_attribute:
            found.append(path)
    return found


def differences(path: str) -> list[str]:
    """How the model's signature differs from the real one."""
    mine = [one for one in knowledge.entries()[path].signature.parameters.values() if one.name != "ctx"]
    real = list(inspect.signature(real_function(path)).parameters.values())
    by_name = {one.name: one for one in mine}
    kinds = {one.kind for one in mine}
    found = []
    for at, one in enumerate(real):
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD):
            continue
        if at == 0 and (one.kind is one.POSITIONAL_ONLY or one.name == "self" or "__getitem__" in path):
            continue
        if one.name not in by_name:
            takes = one.VAR_KEYWORD in kinds if one.kind is one.KEYWORD_ONLY else one.VAR_POSITIONAL in kinds
            if not takes and one.VAR_KEYWORD not in kinds:
                found.append(f"{one.name} is missing")
            continue
        ours = by_name[one.name]
        if one.kind is one.POSITIONAL_OR_KEYWORD and mine.index(ours) != at:
            found.append(f"{one.name} is at {mine.index(ours)}, not {at}")
        if isinstance(one.default, int | float | str | bool | tuple | None) and ours.default != one.default:
            found.append(f"{one.name} defaults to {ours.default}, not {one.default}")
    names = [one.name for one in real]
    takes_any = any(one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD) for one in real)
    extra = [one.name for one in mine[1:] if one.name not in names and one.kind is one.POSITIONAL_OR_KEYWORD]
    return found + ([] if takes_any else [f"{name} is not real" for name in extra])


@pytest.mark.parametrize("path", [path for path in inspectable() if path not in DIFFERENT])
def test_has_the_real_signature(path: str) -> None:
    assert not differences(path)


def test_constants_are_the_real_ones() -> None:
    for name in ("pi", "e", "inf", "nan", "euler_gamma", "newaxis"):
        value: Any = knowledge.constant_value(f"numpy.{name}")
        assert value.value == getattr(np, name) or name == "nan"
