"""Twins of NumPy's functions against the real ones: called as the NumPy function is, in their own words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from pylint_lstmshape import knowledge
from pylint_lstmshape.library.tensorflow.twins import TWINS
from tests.library.calls import QUICK
from tests.library.numpy.calls import TABLE
from tests.library.signatures import differences
from tests.library.tensorflow import tensors
from tests.library.truth import RENAMED, ask_model, ask_real, assert_same, real_function

RENAMED.update({path: tensors.backend(path) for path in TWINS if path.startswith("keras.backend.")})


# Calls that are wrong in ways the model has no opinion on.
LENIENT = {
    "keras.backend.expand_dims": "several axes",
    "keras.ops.arange": "a step away from the end",
    "tensorflow.logical_not": "of floats", "tensorflow.math.logical_not": "of floats",
}  # fmt: skip


FIRST = {id(twin): path for path, twin in reversed(TWINS.items())}  # of the names of one function


def translated(path: str, args: list[Any], kwargs: dict[str, Any]) -> tuple[list[Any], dict[str, Any]] | None:
    """A call of the NumPy function as a call of its twin; None where the twin has no such argument."""
    twin = TWINS[path]
    target = knowledge.lookup(twin.target)
    bound = target.signature.bind(*([None] if target.takes_context else []), *args, **kwargs).arguments
    back = {theirs: mine for mine, theirs in twin.renamed.items()}
    positional: list[Any] = []
    named: dict[str, Any] = {}
    for name, value in bound.items():
        if name == "ctx":
            continue
        kind = target.signature.parameters[name].kind
        if name not in back:
            return None
        if kind is kind.VAR_POSITIONAL:
            positional += value
        elif kind is kind.VAR_KEYWORD:
            named |= value
        elif not named and list(twin.signature.parameters).index(back[name]) == len(positional) + 1:
            positional.append(value)
        else:
            named[back[name]] = value
    try:
        twin.signature.bind(None, *positional, **named)
    except TypeError:
        return None
    return positional, named


def is_plain(value: Any) -> bool:
    """Whether TensorFlow has no qualms of its own: it refuses many dtypes, some scalars, and some empty arrays."""
    if isinstance(value, list | tuple):
        return all(map(is_plain, value))
    array = np.asarray(value) if isinstance(value, np.ndarray | tensors.EAGER) else None
    return array is None or (array.dtype.kind == "f" and array.size > 0 and array.ndim > 0)


def as_floats(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(map(as_floats, value))
    return np.asarray(value, "f4") if isinstance(value, np.ndarray | tensors.EAGER) else value


def nested(value: Any) -> Any:
    return as_tensors(value) if isinstance(value, list | tuple) else value


def as_tensors(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(map(as_tensors, value))
    return tf.constant(value) if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("path", sorted(FIRST.values()))
def test_agrees_with_the_real_one(path: str) -> None:
    agreed = 0

    @QUICK
    @given(st.data())
    def check(data: st.DataObject) -> None:
        nonlocal agreed
        call = translated(path, *TABLE[TWINS[path].target](data.draw))
        if call is None:
            return
        # TensorFlow makes one array of a list of arrays, wrongly where they are empty.
        call = [nested(one) for one in call[0]], {name: nested(one) for name, one in call[1].items()}
        if path.startswith("keras.backend.") or data.draw(st.booleans()):
            call = [as_tensors(one) for one in call[0]], {name: as_tensors(one) for name, one in call[1].items()}
        plain = all(map(is_plain, [*call[0], *call[1].values()]))
        real = ask_real(path, *call)
        if isinstance(real, Exception) and not plain:  # most functions of TensorFlow take nothing but floats
            assert_same(ask_model(path, *call), real, loose=True, lenient=True)
            call = (
                [nested(as_floats(one)) for one in call[0]],
                {name: nested(as_floats(one)) for name, one in call[1].items()},
            )
            real = ask_real(path, *call)
        if isinstance(real, np.ndarray):  # it comes back as it was given
            real = tf.constant(real)
        try:
            assert_same(ask_model(path, *call), real, loose=True, lenient=not plain or path in LENIENT)
        except AssertionError as error:
            raise AssertionError(f"{path}: {call}: {error}") from None
        agreed += not isinstance(real, Exception)

    check()
    assert agreed, "no call ran"


@pytest.mark.parametrize("path", sorted(set(TWINS) - set(FIRST.values())))
def test_other_names_are_of_the_same_function(path: str) -> None:
    assert real_function(path) is real_function(FIRST[id(TWINS[path])])


@pytest.mark.parametrize("path", sorted(TWINS))
def test_has_the_real_signature(path: str) -> None:
    assert not differences(path)
