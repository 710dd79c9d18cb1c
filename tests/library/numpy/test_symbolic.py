"""What is known of symbolic and unknown arrays: rules keep what they can, and operators broadcast, promote, bound."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import Elements, ListValue, Run, TupleValue
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import LibraryName, LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import ANY, Array, Constant, Integer, Range, Unknown
from pylint_lstmshape.library.numpy.arithmetic import binary, length, unary
from pylint_lstmshape.library.numpy.indexing import get_item
from tests.context import PlainContext
from tests.library.numpy.calls import filled
from tests.library.numpy.test_objects import N, an_array, ask
from tests.library.truth import abstract, assert_same

# what is known of the unknown


@pytest.mark.parametrize(
    ("path", "args", "shape"),
    [
        ("numpy.array", (), None),
        ("numpy.reshape", ((N, 31, 1),), (N, Dim.of(31), Dim.of(1))),
        ("numpy.ndarray.reshape", (N, 31, 1), (N, Dim.of(31), Dim.of(1))),
        ("numpy.concatenate", (), None),
        ("numpy.zeros", (), None),
    ],
)
def test_of_an_unknown_argument(path: str, args: tuple[Any, ...], shape: Any) -> None:
    given = [tuple(map(dim, one)) if isinstance(one, tuple) else dim(one) for one in args]
    assert ask(path, Unknown("data"), *given).shape == shape


def dim(number: int | Dim) -> Any:
    return Integer(number) if isinstance(number, Dim) else number


def test_reshape_reveals_a_rank() -> None:
    result = ask("numpy.reshape", Unknown("data"), (Unknown("rows"), 1, -1))
    assert len(result.shape) == 3
    assert result.shape[1] == 1


def test_a_number_that_may_be_minus_one_is_what_the_others_leave() -> None:
    result = ask("numpy.reshape", an_array(N, 12), (Unknown("rows"), 12))
    assert result.shape == (N, Dim.of(12))
    assert isinstance(ask("numpy.reshape", an_array(5, 12), (Unknown("rows"), 7)), Conflict)
    assert not isinstance(ask("numpy.reshape", an_array(5, 12), (Unknown("rows"), Unknown("columns"))), Conflict)


def test_reductions_of_unknown_rank() -> None:
    assert ask("numpy.mean", Array(None)).shape == ()
    assert ask("numpy.mean", Array(None), axis=0).shape is None
    assert len(ask("numpy.ravel", Array(None)).shape) == 1


@pytest.mark.parametrize(
    ("path", "args", "kwargs", "shape"),
    [
        ("numpy.reshape", (an_array(N, 31), (-1, 31, 1)), {}, (N, 31, 1)),
        ("numpy.ndarray.reshape", (an_array(N * 31), -1, 31), {}, (N, 31)),
        ("numpy.expand_dims", (an_array(N, 3), -1), {}, (N, 3, 1)),
        ("numpy.transpose", (an_array(N, 3, 4), (0, 2, 1)), {}, (N, 4, 3)),
        ("numpy.concatenate", ([an_array(N, 3), an_array(2, 3)],), {}, (N + 2, 3)),
        ("numpy.append", (an_array(N), [1]), {}, (N + 1,)),
        ("numpy.vstack", ([an_array(N, 3), an_array(3)],), {}, (N + 1, 3)),
        ("numpy.stack", ([an_array(N), an_array(N)],), {"axis": 1}, (N, 2)),
        ("numpy.hstack", ((an_array(N, 1), an_array(N, 4)),), {}, (N, 5)),
        ("numpy.mean", (an_array(N, 3),), {"axis": 1, "keepdims": True}, (N, 1)),
        ("numpy.diff", (an_array(N),), {}, (N - 1,)),
        ("numpy.arange", (Integer(N),), {}, (N,)),
        ("numpy.arange", (2, Integer(N)), {}, (N - 2,)),
        ("numpy.linspace", (0, 1, Integer(N)), {}, (N,)),
        ("numpy.zeros", ((Integer(N), 31, 25),), {}, (N, 31, 25)),
        ("numpy.tile", (an_array(3), (Integer(N), 1)), {}, (N, 3)),
        ("numpy.repeat", (an_array(N, 2), 3), {"axis": 0}, (N * 3, 2)),
        ("numpy.dot", (an_array(N, 3), an_array(3, 5)), {}, (N, 5)),
        ("numpy.pad", (an_array(N, 2), [(1, 2), (0, 0)]), {}, (N + 3, 2)),
        ("numpy.delete", (an_array(N, 2), 0), {"axis": 0}, (N - 1, 2)),
        ("numpy.fft.rfft", (an_array(N, 8),), {}, (N, 5)),
        ("numpy.lib.stride_tricks.sliding_window_view", (an_array(N), 10), {}, (N - 9, 10)),
        ("numpy.random.randint", (0, 25), {"size": (Integer(N), 31)}, (N, 31)),
        ("numpy.random.permutation", (Integer(N),), {}, (N,)),
        ("numpy.swapaxes", (an_array(N, 3, 4), 1, 2), {}, (N, 4, 3)),
        ("numpy.take", (an_array(N, 3), an_array(4, kind="i")), {"axis": 0}, (4, 3)),
        ("numpy.kron", (an_array(N, 2), an_array(3, 4)), {}, (N * 3, 8)),
        ("numpy.einsum", ("bij,bjk->bik", an_array(N, 2, 3), an_array(N, 3, 4)), {}, (N, 2, 4)),
        ("numpy.convolve", (an_array(N), an_array(3)), {}, (N + 2,)),
        ("numpy.column_stack", ([an_array(N), an_array(N, 2)],), {}, (N, 3)),
        ("numpy.ndarray.T", (an_array(N, 3),), {}, (3, N)),
        ("numpy.moveaxis", (an_array(N, 3, 4), 0, -1), {}, (3, 4, N)),
    ],
)
def test_symbolic_dims_stay_exact(path: str, args: Any, kwargs: Any, shape: tuple[Any, ...]) -> None:
    assert ask(path, *args, **kwargs).shape == tuple(map(Dim.of, shape))


def test_a_loop_that_appends_makes_that_many_rows() -> None:
    windows = ListValue(Cell(Elements((Run(an_array(31, 5), N - 31),))))
    assert ask("numpy.array", windows).shape == (N - 31, 31, 5)
    assert ask("numpy.concatenate", windows).shape == ((N - 31) * 31, 5)
    assert ask("numpy.stack", windows, axis=1).shape == (31, N - 31, 5)
    assert ask("numpy.vstack", windows).shape == ((N - 31) * 31, 5)


@pytest.mark.parametrize("name", ["concatenate", "vstack", "hstack", "dstack", "column_stack", "append"])
@given(data=st.data())
def test_joining_reveals_the_rank_of_what_is_unknown(name: str, data: st.DataObject) -> None:
    rank = data.draw(st.integers(1, 3))
    axis = {"axis": data.draw(st.integers(0, rank - 1))} if name in ("concatenate", "append") else {}
    shape = [data.draw(st.integers(1, 4)) for _ in range(rank)]
    pair = [np.zeros(shape), np.ones(shape)]
    real = np.append(*pair, **axis) if name == "append" else getattr(np, name)(pair, **axis)
    said = [abstract(pair[0]), Unknown("data")]
    given_pair = said if name == "append" else [ListValue(Cell(Elements.of(said)))]
    found = ask(f"numpy.{name}", *given_pair, **axis).shape
    assert len(found) == real.ndim
    assert all(one.constant in (None, length) for one, length in zip(found, real.shape, strict=True))
    assert sum(one.constant is None for one in found) == 1
    if name == "append":
        assert ask("numpy.append", *reversed(given_pair), **axis).shape is not None


@pytest.mark.parametrize(("least", "shape"), [(0, None), (1, 2)])
def test_what_is_perhaps_not_there_reveals_nothing(least: int, shape: int | None) -> None:
    turns = Dim.symbol("turns", "turns", least)
    parts = Elements((Run(Unknown("data"), Dim.of(1)), Run(an_array(4, 3), turns)))
    found = ask("numpy.concatenate", ListValue(Cell(parts))).shape
    assert (None if found is None else len(found)) == shape


@pytest.mark.parametrize(("length", "shape"), [(4, (3, 4, 5)), (N, None)])
def test_parts_of_unknown_length_may_lie_in_an_array_of_objects(length: int | Dim, shape: Any) -> None:
    parts = ListValue(Cell(Elements((Run(an_array(length, 5), Dim.of(3)),))))
    assert ask("numpy.array", parts, dtype=LibraryName("builtins.object")).shape == shape


def test_one_row_is_a_table_however_long_it_is() -> None:
    row = ListValue(Cell(Elements((Run(Constant(1), Dim.symbol("words", "words")),))))
    index = next(iter(Dim.symbol("words", "words").atoms))
    for count, rank in ((Dim.of(1), 2), (N, None)):  # several rows differ in length
        shape = ask("numpy.array", ListValue(Cell(Elements((Run(row, count, index),))))).shape
        assert (None if shape is None else len(shape)) == rank


def test_split_where_the_data_decides() -> None:
    parts = sequence_elements(ask("numpy.split", an_array(N, 4), [Integer(Dim.symbol("k", "k")), 9]))
    assert parts is not None
    assert parts.length == 3
    assert isinstance(ask("numpy.split", an_array(10, 4), 3), Conflict)
    assert not isinstance(ask("numpy.split", an_array(N, 4), 3), Conflict)


# operators

VALUES = {"+": "f", "-": "f", "*": "f", "/": "f", "//": "f", "%": "f", "**": "f", "<": "b", "==": "b"}


@pytest.mark.parametrize("operator", VALUES)
def test_operators_broadcast_symbolic_dims(operator: str) -> None:
    result = binary(PlainContext(), operator, an_array(N, 3), an_array(3))
    assert isinstance(result, Array)
    assert (result.shape, result.kind) == ((N, Dim.of(3)), VALUES[operator])


def test_scaling_keeps_the_range() -> None:
    image = an_array(N, 28, 28, kind="u", values=Range(0, 255))
    scaled = binary(PlainContext(), "/", image, Constant(255.0))
    assert isinstance(scaled, Array)
    assert (scaled.kind, scaled.range) == ("f", Range(0, 1))
    ids = binary(PlainContext(), "-", an_array(N, kind="i", values=Range(1, 25)), Constant(1))
    assert isinstance(ids, Array)
    assert (ids.kind, ids.range) == ("i", Range(0, 24))
    wrapping = binary(PlainContext(), "-", image, Constant(1))
    assert isinstance(wrapping, Array)
    assert (wrapping.kind, wrapping.range) == ("u", ANY)


def test_an_unknown_operand_may_raise_the_rank() -> None:
    result = binary(PlainContext(), "/", an_array(N, 3), Unknown("scale"))
    assert isinstance(result, Array)
    assert (result.shape, result.kind) == (None, None)
    assert isinstance(binary(PlainContext(), "/", an_array(N, 3), LibraryObject("some.thing")), Unknown)


def test_definite_conflicts_only() -> None:
    m = Dim.symbol("m", "m")
    assert isinstance(binary(PlainContext(), "+", an_array(5, 3), an_array(4, 3)), Conflict)
    assert not isinstance(binary(PlainContext(), "+", an_array(N, 3), an_array(m, 3)), Conflict)
    assert isinstance(binary(PlainContext(), "@", an_array(N, 3), an_array(4, 2)), Conflict)
    assert not isinstance(binary(PlainContext(), "==", an_array(5), an_array(4)), Conflict)


def test_a_tensor_stays_a_tensor() -> None:
    tensor = Array((N, Dim.of(3)), library="keras", node="node")
    for result in (binary(PlainContext(), "+", an_array(3), tensor), unary(PlainContext(), "-", tensor)):
        assert isinstance(result, Array)
        assert (result.library, result.node, result.shape) == ("keras", "node", tensor.shape)


@pytest.mark.parametrize("operator", ["-", "+", "~"])
@pytest.mark.parametrize("kind", ["i", "b", "f"])
def test_unary_agrees_with_numpy(operator: str, kind: str) -> None:
    array = filled((2, 3), kind)
    if (operator, kind) not in (("~", "f"), ("-", "b"), ("+", "b")):
        real = {"-": np.negative, "+": np.positive, "~": np.invert}[operator](array)
        value = abstract(array)
        assert isinstance(value, Array)
        assert_same(unary(PlainContext(), operator, value), real)


def test_length() -> None:
    assert length(an_array(N, 3)) == N
    assert length(an_array()) is None
    assert length(Array(None)) is None


def test_one_hot_by_the_identity_matrix() -> None:
    ids = ask("numpy.random.randint", 0, 25, size=(Integer(N), 31))
    assert (ids.kind, ids.range) == ("i", Range(0, 24))
    result = get_item(PlainContext(), ask("numpy.eye", 25), ids)
    assert isinstance(result, Array)
    assert (result.shape, result.range) == ((N, Dim.of(31), Dim.of(25)), Range(0, 1))
    labels = ask("numpy.argmax", result, axis=-1)
    assert (labels.shape, labels.kind, labels.range) == ((N, Dim.of(31)), "i", Range(0, 24))


def test_a_float_is_no_dimension() -> None:
    half = Constant(3.0)
    for path, args in (("numpy.zeros", (half,)), ("numpy.ndarray.reshape", (an_array(6), half, 2))):
        result = ask(path, *args)
        assert isinstance(result, Conflict)
        assert result.error == "TypeError"


def test_astype_keeps_the_origin_and_the_range() -> None:
    ids = an_array(N, 31, kind="i", values=Range(0, 24))
    result = ask("numpy.ndarray.astype", ids, LibraryName("numpy.float32"))
    assert (result.shape, result.kind, result.range) == (ids.shape, "f", Range(0, 24))


def test_a_tuple_of_values_is_a_tuple() -> None:
    assert isinstance(ask("numpy.ndarray.shape", an_array(N, 3)), TupleValue)
