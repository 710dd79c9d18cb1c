"""A model's signature against the real function's."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

import numpy as np

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.values import Constant
from tests.library.truth import RENAMED, by_name

OWNERS: dict[str, tuple[type, ...]] = {}  # the real classes whose objects are modelled under a name of our own


def real_of(path: str) -> Any:
    """The real function whose signature is meant: not what stands for it in the tests."""
    owner, _, name = path.rpartition(".")
    for kind in OWNERS.get(owner, ()):
        if hasattr(kind, name):
            return getattr(kind, name)
    given = RENAMED.get(path)
    is_stand_in = given is None or str(getattr(given, "__module__", "")).startswith("tests.")
    return by_name(path) if is_stand_in else given


def inspectable(paths: Iterable[str]) -> list[str]:
    """The paths whose real functions have a signature to compare with."""
    found = []
    for path in paths:
        try:
            real = real_of(path)
            inspect.signature(real)
        except (AttributeError, ValueError, TypeError, ImportError):
            continue
        is_scalar = isinstance(real, type) and issubclass(real, np.generic)
        if not is_scalar and not knowledge.entries()[path].is_attribute:
            found.append(path)
    return found


def differences(path: str) -> list[str]:
    """How the model's signature differs from the real one."""
    mine = [one for one in knowledge.entries()[path].signature.parameters.values() if one.name != "ctx"]
    real = list(inspect.signature(real_of(path)).parameters.values())
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
        default = ours.default.value if isinstance(ours.default, Constant) else ours.default
        if isinstance(one.default, int | float | str | bool | tuple | None) and default != one.default:
            found.append(f"{one.name} defaults to {default}, not {one.default}")
    names = [one.name for one in real]
    takes_any = any(one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD) for one in real)
    first = 0 if real and mine and mine[0].name == real[0].name else 1  # self, or an argument by position
    extra = [one.name for one in mine[first:] if one.name not in names and one.kind is one.POSITIONAL_OR_KEYWORD]
    return found + ([] if takes_any else [f"{name} is not real" for name in extra])
