"""x[key] and x[key] = value against real NumPy, and what must hold for symbolic dims."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Array, Constant, Integer, Range, Real, SliceValue, Unknown
from pylint_lstmshape.library.numpy.indexing import get_item, set_item
from tests.context import PlainContext
from tests.library.calls import QUICK
from tests.library.numpy.calls import filled
from tests.library.truth import abstract, assert_same, range_of

N = Dim.symbol("n", "n")
K = Dim.symbol("look_back", "look_back", 1)

numbers = st.one_of(st.none(), st.integers(-6, 6))
slices = st.builds(slice, numbers, numbers, st.sampled_from([None, None, 1, 2, -1, -2, 3]))
lists: Any = st.one_of(
    st.lists(st.integers(-3, 3), min_size=1, max_size=3),
    st.lists(st.booleans(), min_size=1, max_size=4),
    st.lists(st.lists(st.integers(0, 2), min_size=2, max_size=2), min_size=1, max_size=2),
    st.just([]),
)
arrays = st.sampled_from([np.zeros((2,), int), np.zeros((2, 3), np.uint8), np.ones((1,), int), np.int64(1)])
parts = st.one_of(st.integers(-4, 4), slices, slices, st.none(), st.just(Ellipsis), lists, arrays)
keys = st.one_of(parts, st.lists(parts, max_size=4).map(tuple))
shapes = st.lists(st.integers(0, 4), max_size=4).map(tuple)


def real_item(array: np.ndarray, key: Any) -> Any:
    try:
        return array[key]
    except (IndexError, ValueError, TypeError) as error:
        return error


@settings(QUICK, max_examples=250)
@given(shapes, st.sampled_from("bifu"), keys)
def test_get_item_agrees_with_numpy(shape: tuple[int, ...], kind: str, key: Any) -> None:
    array = filled(shape, kind)
    assert_same(get_item(PlainContext(), as_array(array), abstract(key)), real_item(array, key))


def as_array(array: np.ndarray) -> Array:
    value = abstract(array)
    assert isinstance(value, Array)
    return value


@settings(QUICK, max_examples=250)
@given(shapes, st.booleans())
def test_mask_agrees_with_numpy(shape: tuple[int, ...], wrong: bool) -> None:
    array = filled(shape)
    mask = filled((*shape[:-1], 7), "b") if wrong and shape else array > 1
    said = get_item(PlainContext(), as_array(array), abstract(mask))
    if shape:
        assert_same(said, real_item(array, mask), loose=True)
    else:
        assert isinstance(said, Array)


@settings(QUICK, max_examples=250)
@given(shapes, keys, shapes, st.sampled_from("if"))
def test_set_item_agrees_with_numpy(shape: tuple[int, ...], key: Any, value_shape: tuple[int, ...], kind: str) -> None:
    array = filled(shape, "i")
    value: np.ndarray = filled(value_shape, kind, 3) * 3
    before = as_array(array)
    said = set_item(PlainContext(), before, abstract(key), abstract(value))
    try:
        array[key] = value
    except (IndexError, ValueError, TypeError):
        one_into_a_number = value.size == 1 and np.ndim(real_item(array, key)) == 0  # worked until NumPy 2.4
        assert isinstance(said, Conflict) or one_into_a_number or 0 == value.size == np.size(real_item(array, key))
    else:
        assert said is None
        true, claimed = range_of(array), before.range
        assert not array.size or claimed.low is None or claimed.low <= (true.low or 0)
        assert not array.size or claimed.high is None or claimed.high >= (true.high or 0)


def item(array: Array, *key: Any) -> Any:
    parts = [abstract(one) for one in key]
    return get_item(PlainContext(), array, parts[0] if len(parts) == 1 else TupleValue.of(*parts))


def cut(start: Any = None, stop: Any = None) -> SliceValue:
    return SliceValue(*(Constant(None) if one is None else Integer(Dim.of(one)) for one in (start, stop)))


@pytest.mark.parametrize(
    ("key", "shape"),
    [
        ((cut(K),), (N - K, Dim.of(3))),
        ((cut(None, -K),), (N - K, Dim.of(3))),
        ((cut(-K),), (K, Dim.of(3))),
        ((slice(None), [0, 2]), (N, Dim.of(2))),
        ((slice(None), None), (N, Dim.of(1), Dim.of(3))),
        ((Ellipsis, -1), (N,)),
        ((Integer(K),), (Dim.of(3),)),
    ],
)
def test_symbolic_dims_stay_exact(key: tuple[Any, ...], shape: tuple[Dim, ...]) -> None:
    assert item(Array((N, Dim.of(3))), *key).shape == shape


def test_window_of_a_loop_has_its_length() -> None:
    i = Dim.symbol("i", "i", 0, N - K - 1)
    assert item(Array((N, Dim.of(3))), cut(i, i + K)).shape == (K, Dim.of(3))


def test_the_same_mask_selects_the_same_number() -> None:
    x, y = Array((N, Dim.of(3))), Array((N,))
    mask = Array((N,), "b")
    assert item(x, mask).shape[0] == item(y, mask).shape[0]
    assert item(x, mask).shape[1:] == (Dim.of(3),)
    assert equal(item(y, mask).shape[0], item(y, Array((N,), "b")).shape[0]) is None


def test_a_written_mask_and_a_part_of_a_mask_are_other_masks() -> None:
    ctx, y, mask = PlainContext(), Array((Dim.of(8),)), Array((Dim.of(9),), "b")
    half, other = item(mask, slice(None, -1)), item(mask, slice(1, None))
    assert equal(item(y, half).shape[0], item(y, other).shape[0]) is None
    whole = Array((Dim.of(9),))
    before = item(whole, mask).shape[0]
    set_item(ctx, mask, Constant(0), Constant(True))
    assert equal(before, item(whole, mask).shape[0]) is None


def test_views_share_the_contents_and_single_elements_do_not() -> None:
    ctx, x = PlainContext(), Array((N, Dim.of(3)), "f")
    ctx.heap.write(x.contents, Range(0, 0))
    row = item(x, 0)
    assert isinstance(row, Array)
    assert set_item(ctx, row, Constant(1), Constant(1)) is None
    assert x.range == Range(0, 1)
    assert item(row, 0).contents is not item(row, 1).contents


def test_one_hot_filling_gives_zero_and_one() -> None:
    ctx = PlainContext()
    x = Array((Dim.of(4), Dim.of(31), Dim.of(25)), "f")
    ctx.heap.write(x.contents, Range(0, 0))
    key = TupleValue.of(Integer(Dim.symbol("i", "i")), Integer(Dim.symbol("t", "t")), Unknown("id"))
    assert set_item(ctx, x, key, Constant(1)) is None
    assert x.range == Range(0, 1)
    set_item(ctx, x, Constant(0), Unknown("anything"))
    assert x.range == Range(None, None)


def test_padding_by_hand_is_no_conflict() -> None:
    x = Array((N, Dim.of(20)), "i")
    count = Dim.symbol("len", "len")
    key = TupleValue.of(Constant(0), cut(-count))
    assert set_item(PlainContext(), x, key, Array((count,), "i")) is None
    unknown = SliceValue(Constant(None), Unknown("stop"), Constant(None))
    assert set_item(PlainContext(), x, TupleValue.of(Constant(0), unknown), Array((count,), "i")) is None


def test_an_unknown_key_gives_an_unknown_rank() -> None:
    assert item(Array((N, Dim.of(3)), "i"), Unknown("key")).shape is None
    assert item(Array(None, "i"), 0).shape is None
    assert item(Array((N, Dim.of(3)), "i"), TupleValue.of(Unknown("a"), Constant(0))).shape is None


def test_floats_are_no_indices() -> None:
    assert item(Array((N,)), Real("half")).error == "IndexError"
    assert item(Array((N,)), SliceValue(Constant(None), Real("half"), Constant(None))).error == "TypeError"


def test_a_field_name_is_left_open() -> None:
    assert isinstance(item(Array((N,), "V"), Constant("close")), Array)


def test_tensors_take_basic_indices() -> None:
    tensor = Array((N, Dim.of(10), Dim.of(8)), library="keras", node="node")
    last = item(tensor, slice(None), -1, slice(None))
    assert (last.shape, last.library, last.node) == ((N, Dim.of(8)), "keras", "node")
    assert set_item(PlainContext(), tensor, Constant(0), Constant(0)) is None
    assert isinstance(item(tensor, [0, 1]), Unknown)


@pytest.mark.parametrize(("index", "raises"), [(N, True), (N - 1, False), (-N - 1, True), (-N, False), (K, False)])
def test_only_a_definite_index_error_is_one(index: Dim, raises: bool) -> None:
    assert isinstance(item(Array((N,)), Integer(index)), Conflict) is raises
