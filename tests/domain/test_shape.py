"""Shape rules against NumPy, on concrete and on symbolic shapes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pylint_lstmshape.domain import shape as shapes
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.shape import Conflict, shape_of

SHAPES = st.lists(st.integers(0, 4), max_size=4).map(tuple)
AXES = st.integers(-5, 5)


def agrees(rule, real):
    """Whether a rule gives the shape that NumPy gives, or a Conflict where NumPy raises."""
    try:
        wanted = real().shape
    except (ValueError, IndexError):
        return isinstance(rule(), Conflict)
    return rule() == shape_of(*wanted)


@given(SHAPES, SHAPES)
def test_broadcast(left, right):
    assert agrees(
        lambda: shapes.broadcast(shape_of(*left), shape_of(*right)),
        lambda: np.broadcast(np.empty(left), np.empty(right)),
    )


@given(SHAPES, st.lists(st.integers(-1, 6), max_size=3).map(tuple))
def test_reshape(shape, target):
    assert agrees(lambda: shapes.reshape(shape_of(*shape), shape_of(*target)), lambda: np.empty(shape).reshape(target))


@given(st.lists(SHAPES, min_size=1, max_size=3), AXES)
def test_concatenate_and_stack(parts, axis):
    arrays = [np.empty(part) for part in parts]
    assert agrees(lambda: shapes.stack([shape_of(*part) for part in parts], axis), lambda: np.stack(arrays, axis))
    assume(all(parts))
    assert agrees(
        lambda: shapes.concatenate([shape_of(*part) for part in parts], axis), lambda: np.concatenate(arrays, axis)
    )


@given(SHAPES, AXES)
def test_insert_and_reduce(shape, axis):
    array = np.empty(shape)
    assert agrees(lambda: shapes.insert(shape_of(*shape), axis), lambda: np.expand_dims(array, axis))
    assert agrees(lambda: shapes.reduce(shape_of(*shape), (axis,)), lambda: np.asarray(array.sum(axis)))
    assert agrees(lambda: shapes.squeeze(shape_of(*shape), (axis,)), lambda: np.squeeze(array, axis))


@given(SHAPES, SHAPES)
def test_matmul_and_dot(left, right):
    one, other = np.empty(left), np.empty(right)
    assert agrees(lambda: shapes.matmul(shape_of(*left), shape_of(*right)), lambda: np.asarray(np.matmul(one, other)))
    assert agrees(lambda: shapes.dot(shape_of(*left), shape_of(*right)), lambda: np.asarray(np.dot(one, other)))


@given(
    st.integers(0, 12),
    st.none() | st.integers(-14, 14),
    st.none() | st.integers(-14, 14),
    st.sampled_from([1, 2, 3, -1, -2]),
)
def test_slice_length(length, start, stop, step):
    ends = [None if end is None else Dim.of(end) for end in (start, stop)]
    assert shapes.slice_length(Dim.of(length), *ends, step) == len(range(length)[start:stop:step])


N, LOOK_BACK = Dim.symbol("n", "n", 1), Dim.symbol("k", "look_back", 1)
TURN = Dim.symbol("i", "i", 0, N - LOOK_BACK - 1)


@pytest.mark.parametrize(
    ("start", "stop", "wanted"),
    [
        (TURN, TURN + LOOK_BACK, LOOK_BACK),
        (LOOK_BACK, None, N - LOOK_BACK),
        (Dim.of(1), Dim.of(-1), N - 2),
        (None, Dim.opaque("int", "0.8*n", upper=N), Dim.opaque("int", "0.8*n", upper=N)),
        (None, -(N % 20), N - N % 20),
        (-(N % 20), None, N % 20),
    ],
)
def test_symbolic_slices_stay_exact(start, stop, wanted):
    assert shapes.slice_length(N, start, stop) == wanted


def test_reshape_of_a_symbolic_size():
    assert shapes.reshape((N, Dim.of(31)), shape_of(-1, 31, 1)) == (N, Dim.of(31), Dim.of(1))
    assert isinstance(shapes.reshape((N, Dim.of(31)), (N, Dim.of(30))), Conflict)
