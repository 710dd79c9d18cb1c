"""Twins of NumPy's functions against the real ones: called as the NumPy function is, in their own words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from pylint_lstmshape import knowledge
from pylint_lstmshape.library.tensorflow.twins import TWINS
from tests.library.calls import EXAMPLES, QUICK, names
from tests.library.numpy.calls import TABLE
from tests.library.signatures import differences
from tests.library.tensorflow import tensors
from tests.library.truth import RENAMED, ask_model, ask_real, assert_same, real_function

RENAMED.update({path: tensors.backend(path) for path in TWINS if path.startswith("keras.backend.")})


MORE = {
    "keras.backend.argmax",
    "keras.backend.argmin",
    "keras.backend.squeeze",
    "keras.ops.where",
    "tensorflow.linspace",
}  # seldom drawn so that it runs
DTYPE = "a dtype that TensorFlow refuses is no mistake of shapes"
CUT = "where a list of places cuts beyond the end is not looked for"
EMPTY = "of no elements there is no greatest"
LENIENT = {  # why an error need not be foreseen
    **dict.fromkeys((
        *names("keras.ops", "bitwise_and bitwise_or bitwise_xor left_shift right_shift gcd lcm ones zeros empty eye array arange "
                            "convert_to_tensor full_like"),
        *names("tensorflow", "logical_and logical_or logical_not math.logical_xor reduce_all reduce_any"),
        *names("keras.backend", "ones_like zeros_like"),
    ), DTYPE),
    **dict.fromkeys(names("keras.ops", "split hsplit vsplit dsplit array_split"), CUT),
    **dict.fromkeys(names("keras.ops", "max min amax amin argmax argmin nanargmax nanargmin triu tril repeat"), EMPTY),
    "tensorflow.repeat": EMPTY, "keras.ops.meshgrid": "a text is no tensor",
    "keras.ops.concatenate": "a single tensor in the place of a list is not followed",
    "keras.ops.einsum": "an axis of 1 is broadcast by NumPy alone", "tensorflow.einsum": "an axis of 1 is broadcast by NumPy alone",
    "keras.ops.fliplr": "of a scalar it runs", "keras.ops.rot90": "which axes may be meant depends on k",
    "keras.ops.argpartition": "Keras itself mixes up the axes of what is not a vector",
    "keras.ops.norm": "of more than two axes it needs to be told which",
    "keras.ops.pad": "one number for every axis is refused for some ranks",
    "keras.ops.take": "other backends clip an index that is out of range",
    "keras.backend.reverse": "None for the axes", "tensorflow.reverse": "None or a number for the list of axes",
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
    parameter = twin.signature.parameters.get("axis")
    if parameter is not None and parameter.default is parameter.empty:
        if list(twin.signature.parameters).index("axis") > len(positional):
            named.setdefault("axis", 0)
    try:
        twin.signature.bind(None, *positional, **named)
    except TypeError:
        return None
    return positional, named


def is_plain(value: Any) -> bool:
    """Whether TensorFlow has no way of its own with it, as with some scalars and empty arrays."""
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

    @settings(QUICK, max_examples=EXAMPLES * (8 if path in MORE else 1))
    @given(st.data())
    def check(data: st.DataObject) -> None:
        nonlocal agreed
        target = TWINS[path].target
        args, kwargs = TABLE[target](data.draw)
        call = translated(path, args, kwargs)
        if call is None:
            return
        # TensorFlow makes one array of a list of arrays, wrongly where they are empty.
        call = [nested(one) for one in call[0]], {name: nested(one) for name, one in call[1].items()}
        if path.startswith("keras.backend.") or data.draw(st.booleans()):
            call = [as_tensors(one) for one in call[0]], {name: as_tensors(one) for name, one in call[1].items()}
        real = ask_real(path, *call)
        if isinstance(real, Exception) and not all(map(is_plain, args)):  # most of TensorFlow takes nothing but floats
            assert_same(ask_model(path, *call), real, loose=True, lenient=True)
            call = (
                [nested(as_floats(one)) for one in call[0]],
                {name: nested(as_floats(one)) for name, one in call[1].items()},
            )
            if path.startswith("keras.backend."):
                call = [as_tensors(one) for one in call[0]], {name: as_tensors(one) for name, one in call[1].items()}
            real = ask_real(path, *call)
        if isinstance(real, np.ndarray | np.generic):  # it comes back as it was given
            real = tf.constant(real)
        said = ask_model(path, *call)
        try:
            assert_same(said, real, loose=True, lenient=path in LENIENT)
        except AssertionError as error:
            raise AssertionError(f"{path}: {call}: {error}") from None
        agreed += not isinstance(real, Exception)

    check()
    assert agreed, "no call ran"


def test_every_leniency_is_of_a_twin() -> None:
    assert set(LENIENT) <= set(FIRST.values())


@pytest.mark.parametrize("path", sorted(set(TWINS) - set(FIRST.values())))
def test_other_names_are_of_the_same_function(path: str) -> None:
    assert real_function(path) is real_function(FIRST[id(TWINS[path])])


@pytest.mark.parametrize("path", sorted(TWINS))
def test_has_the_real_signature(path: str) -> None:
    assert not differences(path)
