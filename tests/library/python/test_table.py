"""Every modelled function of Python has a test, and the real function's signature."""

from __future__ import annotations

import pytest

import pylint_lstmshape.interpreter.loading  # noqa: F401  # registers everything
from pylint_lstmshape import knowledge
from tests.library.python.calls import TABLE
from tests.library.signatures import differences, inspectable

OTHERS = ("numpy.", "pandas.", "sklearn.", "scipy.", "tensorflow.", "tensorflow_datasets.", "keras.",
          "tuple.as_list", "tuple.rank", "unknown.reshape")  # fmt: skip  # a TensorShape's; of any array
PATHS = sorted(path for path in knowledge.entries() if not path.startswith(OTHERS))
UNTESTED = {
    "wget.download": "the package is not installed",
}
BY_POSITION = "nobody names the argument"
DIFFERENT = {
    "os.path.basename": BY_POSITION, "os.path.dirname": BY_POSITION, "os.path.realpath": BY_POSITION,
    "copy.deepcopy": "the last parameter is its own",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_has_a_test(path: str) -> None:
    assert (path in TABLE) != (path in UNTESTED)


def test_every_test_is_of_something_modelled() -> None:
    assert not (set(TABLE) | set(UNTESTED)) - set(PATHS)


def test_every_exception_is_needed() -> None:
    assert not [path for path in DIFFERENT if path not in PATHS or not differences(path)]


@pytest.mark.parametrize("path", [path for path in inspectable(PATHS) if path not in DIFFERENT])
def test_has_the_real_signature(path: str) -> None:
    assert not differences(path)
