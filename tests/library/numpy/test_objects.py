"""What cannot be drawn at random: functions with effects, callbacks, files; and arrays of which little is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pylint_lstmshape.domain.containers import Stream
from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Attributes, LibraryName, LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import ANY, NONE, Array, Constant, Range, Unknown, Value
from pylint_lstmshape.library.numpy.dtypes import kind_of
from tests.context import PlainContext
from tests.library.truth import abstract, ask_model

COVERED: set[str] = set()
N = Dim.symbol("n", "n")


def covers(*paths: str) -> Callable[[Any], Any]:
    COVERED.update(paths)
    return lambda test: test


def ask(path: str, *args: Any, ctx: PlainContext | None = None, **kwargs: Any) -> Any:
    return ask_model(path, list(args), kwargs, ctx)


def an_array(*dims: int | Dim, kind: str = "f", values: Range = ANY) -> Array:
    return Array(tuple(map(Dim.of, dims)), kind, Cell(values))


class Calling(PlainContext):
    """A context whose program functions are Python callables on values."""

    def __init__(self, function: Callable[..., Value]) -> None:
        super().__init__()
        self.function = function

    def call(self, function: Value, *arguments: Value, **keywords: Value) -> Value:
        return self.function(*arguments, **keywords)


FUNCTION = LibraryName("program.function")


# dtypes


@covers("numpy.dtype", "numpy.ndarray.dtype")
@pytest.mark.parametrize(
    "text",
    [
        "float32", "f4", "<f8", "int64", "i4", "uint8", "u1", "bool", "?", "b", "B", "d", "f", "complex64", "c8", "U5",
        "S3", "O", "M8[ns]", "datetime64[D]", "m8[s]", "object", "str", ">i2", "float", "half", "longlong",
    ],
)  # fmt: skip
def test_kind_of_a_dtype(text: str) -> None:
    kind = np.dtype(text).kind
    assert kind_of(Constant(text)) == kind
    assert kind_of(ask("numpy.dtype", text)) == kind
    assert kind_of(ask("numpy.ndarray.dtype", an_array(3, kind=kind))) == kind


def test_an_unknown_dtype() -> None:
    assert kind_of(Constant("no such")) is None
    assert kind_of(Unknown("x")) is None
    assert kind_of(LibraryName("tensorflow.float32")) == "f"
    assert kind_of(LibraryName("builtins.int")) == "i"
    assert ask("numpy.zeros", 3, dtype=Unknown("dtype")).kind is None


OLD_OR_TEXT = [
    "bool8", "bytes_", "complex_", "datetime64", "float96", "float_", "str_", "string_", "timedelta64", "unicode_",
]  # fmt: skip


@covers(*(f"numpy.{name}" for name in OLD_OR_TEXT))
def test_a_scalar_type_keeps_the_shape() -> None:
    assert ask("numpy.float_", an_array(2, N)).shape == (Dim.of(2), N)
    assert ask("numpy.datetime64", "2020-01-01").kind == "M"
    assert ask("numpy.str_", "text").kind == "U"


# callbacks


@covers("numpy.apply_along_axis")
def test_apply_along_axis() -> None:
    ctx = Calling(lambda vector: an_array(5, 6, kind="i"))
    assert ask("numpy.apply_along_axis", FUNCTION, 1, an_array(2, N, 4), ctx=ctx).shape == (2, 5, 6, 4)
    assert isinstance(ask("numpy.apply_along_axis", FUNCTION, 3, an_array(2, N, 4), ctx=ctx), Conflict)
    assert ask("numpy.apply_along_axis", FUNCTION, 0, an_array(2, N)).shape is None


@covers("numpy.vectorize", "numpy.frompyfunc", "numpy.vectorize.__call__")
def test_vectorize() -> None:
    ctx = Calling(lambda number, other: Array((), "i"))
    function = ask("numpy.vectorize", FUNCTION, ctx=ctx)
    result = ask("numpy.vectorize.__call__", function, an_array(2, 1), an_array(N), ctx=ctx)
    assert (result.shape, result.kind) == ((Dim.of(2), N), "i")
    assert isinstance(ask("numpy.vectorize.__call__", function, an_array(2), an_array(3), ctx=ctx), Conflict)


@covers("numpy.fromfunction", "numpy.piecewise")
def test_fromfunction() -> None:
    ctx = Calling(lambda i, j: i)
    assert ask("numpy.fromfunction", FUNCTION, (3, 4), ctx=ctx).shape == (3, 4)
    assert ask("numpy.piecewise", an_array(3), [], []).shape == (3,)


@covers("numpy.s_.__getitem__", "numpy.index_exp.__getitem__")
def test_s_is_the_key() -> None:
    assert ask("numpy.s_.__getitem__", slice(1, 2)) == abstract(slice(1, 2))


# files


@covers("numpy.load", "numpy.loadtxt", "numpy.genfromtxt", "numpy.fromfile", "numpy.memmap")
def test_what_a_file_holds_is_unknown() -> None:
    assert isinstance(ask("numpy.load", "x.npy"), Unknown)
    assert ask("numpy.loadtxt", "x.csv", delimiter=",").shape is None
    assert ask("numpy.fromfile", "x.bin", "int32").kind == "i"


@covers("numpy.lib.npyio.NpzFile.__getitem__", "numpy.lib.npyio.NpzFile.files", "numpy.lib.npyio.NpzFile.close",
        "numpy.lib.npyio.NpzFile.__exit__")  # fmt: skip
def test_an_archive_of_arrays() -> None:
    archive = LibraryObject("numpy.lib.npyio.NpzFile", Cell(Attributes((("x", an_array(3, 4)),))))
    assert ask("numpy.lib.npyio.NpzFile.__getitem__", archive, "x").shape == (3, 4)
    assert isinstance(ask("numpy.lib.npyio.NpzFile.__getitem__", archive, "y"), Conflict)
    assert ask("numpy.lib.npyio.NpzFile.files", archive).cell.content.items == (Constant("x"),)
    assert ask("numpy.lib.npyio.NpzFile.close", archive) == NONE


@covers("numpy.save", "numpy.savez", "numpy.savez_compressed", "numpy.savetxt", "numpy.ndarray.tofile",
        "numpy.set_printoptions", "numpy.seterr", "numpy.ndarray.setflags")  # fmt: skip
def test_saving_changes_nothing() -> None:
    x = an_array(3, values=Range(0, 1))
    assert ask("numpy.save", "x.npy", x) == ask("numpy.ndarray.setflags", x) == NONE
    assert x.range == Range(0, 1)


@covers("numpy.array2string", "numpy.array_str", "numpy.array_repr", "numpy.ndarray.tobytes", "numpy.ndarray.tostring",
        "numpy.array_equal", "numpy.array_equiv", "numpy.allclose", "numpy.ndenumerate", "numpy.nditer",
        "numpy.ndindex")  # fmt: skip
def test_texts_truths_and_iterators_are_no_arrays() -> None:
    assert ask("numpy.array_str", an_array(3)).type_path == "str"
    for name in ("allclose", "array_equal", "ndenumerate"):
        assert isinstance(ask(f"numpy.{name}", an_array(3), an_array(3)), Unknown)


# effects


@covers("numpy.ndarray.fill", "numpy.ndarray.put", "numpy.ndarray.itemset", "numpy.put_along_axis", "numpy.put",
        "numpy.place", "numpy.putmask", "numpy.copyto", "numpy.fill_diagonal")  # fmt: skip
def test_writing_widens_the_range() -> None:
    for path, args, after in (
        ("numpy.ndarray.fill", (7,), Range(0, 7)),
        ("numpy.ndarray.put", ([0], 7), ANY),
        ("numpy.copyto", (an_array(3),), ANY),
        ("numpy.fill_diagonal", (7,), ANY),
    ):
        x = an_array(3, 3, values=Range(0, 0))
        assert ask(path, x, *args) == NONE
        assert x.range == after


def test_out_is_written_and_returned() -> None:
    x, out = an_array(3, values=Range(5, 6)), an_array(3, values=Range(0, 0))
    result = ask("numpy.maximum", x, 0, out=out)
    assert result.contents is out.contents
    assert out.range == Range(0, 6)


@covers("numpy.random.shuffle", "numpy.random.seed", "numpy.random.set_state", "numpy.random.RandomState.shuffle",
        "numpy.random.RandomState.seed", "numpy.random.Generator.shuffle", "numpy.ndarray.sort",
        "numpy.ndarray.partition", "numpy.ndarray.resize")  # fmt: skip
def test_in_place_gives_none() -> None:
    x = an_array(3)
    assert ask("numpy.ndarray.resize", an_array(6), 2, 3) == NONE  # what it does: tests/cases/data/resized_in_place.py
    assert ask("numpy.random.shuffle", x) == ask("numpy.ndarray.sort", x) == ask("numpy.random.seed", 1) == NONE
    assert ask("numpy.random.Generator.shuffle", LibraryObject("numpy.random.Generator"), x) == NONE


@covers("numpy.random.default_rng", "numpy.random.RandomState")
def test_generators() -> None:
    assert ask("numpy.random.default_rng", 0).type_path == "numpy.random.Generator"
    assert ask("numpy.random.RandomState", 0).type_path == "numpy.random.RandomState"


# attributes and elements


@covers("numpy.ndarray.flat", "numpy.ndarray.itemsize", "numpy.ndarray.nbytes")
def test_flat_goes_through_all() -> None:
    assert ask("numpy.ndarray.flat", an_array(3, N)).elements.length == N * 3
    assert ask("numpy.ndarray.nbytes", an_array(3)).type_path == "int"


@covers("numpy.ndarray.__int__", "numpy.ndarray.__float__", "numpy.ndarray.__index__")
def test_a_number_of_an_array() -> None:
    assert ask("numpy.ndarray.__int__", an_array(kind="i", values=Range(3, 3))) == Constant(3)
    assert ask("numpy.ndarray.__float__", an_array(1)).type_path == "float"
    assert isinstance(ask("numpy.ndarray.__int__", an_array(2, kind="i")), Conflict)


@covers("numpy.ndarray.__iter__")
def test_iteration_goes_along_the_first_axis() -> None:
    few, many = ask("numpy.ndarray.__iter__", an_array(2, 5)), ask("numpy.ndarray.__iter__", an_array(N, 5))
    assert isinstance(few, Stream) and isinstance(many, Stream)
    assert [run.value for run in few.elements] == [an_array(5), an_array(5)]
    assert (many.elements.length, many.elements.runs[0].value) == (N, an_array(5))
    assert isinstance(ask("numpy.ndarray.__iter__", an_array()), Conflict)


def test_the_shape_of_an_unknown_array_is_the_same_on_every_read() -> None:
    x, y = Array(None), Array(None)
    for name in ("shape", "ndim", "size"):
        assert ask(f"numpy.ndarray.{name}", x) == ask(f"numpy.ndarray.{name}", x)
        assert ask(f"numpy.ndarray.{name}", x) != ask(f"numpy.ndarray.{name}", y)
    assert ask("numpy.ndarray.shape", x) != ask("numpy.ndarray.shape", ask("numpy.ndarray.T", x))


def test_unique_of_the_same_array_has_the_same_length() -> None:
    x = an_array(N, kind="i")
    assert ask("numpy.unique", x).shape == ask("numpy.unique", x).shape
    assert equal(ask("numpy.unique", x).shape[0], ask("numpy.unique", an_array(N)).shape[0]) is None
