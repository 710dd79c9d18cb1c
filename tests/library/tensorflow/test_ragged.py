"""Ragged tensors and the functions of texts that make them, against the real ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

import pylint_lstmshape.interpreter.loading  # noqa: F401  # registers everything
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.values import Array, Unknown, Value
from tests.context import PlainContext
from tests.library.calls import QUICK
from tests.library.truth import ask_model

TEXTS = [tf.constant("a bad film"), tf.constant(["a b", "c", ""]), tf.constant([["a", "b c"], ["d", "e"]])]
PATH = "tensorflow.RaggedTensor"


def check(said: Any, real: Any) -> None:
    """Rank and kind are right, and a dim that is said is the real one; a ragged one is not said."""
    is_ragged = isinstance(real, tf.RaggedTensor)
    assert isinstance(said, Array) and said.shape is not None, said
    assert said.library == ("ragged" if is_ragged else "tensorflow"), said
    assert len(said.shape) == len(real.shape), (said.shape, real.shape)
    assert all(dim.constant in (None, true) for dim, true in zip(said.shape, real.shape, strict=True)), said.shape
    assert said.shape[:1] == tuple(real.shape[:1]) or not is_ragged
    assert said.kind == np.dtype(real.dtype.as_numpy_dtype).kind


def nested(depth: int, low: int) -> Any:
    return st.lists(st.integers(0, 9) if depth == 1 else nested(depth - 1, 1), min_size=low, max_size=4)


@settings(QUICK, max_examples=60)
@given(st.data())
def test_constants(data: st.DataObject) -> None:
    rows = data.draw(nested(data.draw(st.integers(1, 3)), 1))
    options = data.draw(st.sampled_from([{}, {}, {"ragged_rank": 1}, {"dtype": "float32"}]))
    ctx = PlainContext()
    said: Any = ask_model("tensorflow.ragged.constant", [rows], options, ctx)
    try:
        real = tf.ragged.constant(rows, **options)
    except ValueError:
        return
    if isinstance(said, Unknown):
        return
    check(said, real)
    if not isinstance(real, tf.RaggedTensor):
        return
    made = ask_model("numpy.array", [said], {}, ctx)
    assert isinstance(made, Array) and made.shape is None  # an object without axes, really
    longest = [6 if dim is None else dim for dim in real.shape[1:]]  # an axis that is not ragged keeps its length
    given = data.draw(st.sampled_from([{}, {"shape": [None] * len(real.shape)}, {"shape": [None, *longest]}]))
    check(ask_model(f"{PATH}.to_tensor", [said], given, ctx), real.to_tensor(**given))
    check(ask_model(f"{PATH}.nrows", [said], {}, ctx), real.nrows())
    check(ask_model(f"{PATH}.row_lengths", [said], {}, ctx), real.row_lengths())
    dims = ask_model(f"{PATH}.shape", [said], {}, ctx)
    assert isinstance(dims, TupleValue) and dims.elements.length == real.shape.rank
    for name in ("to_list", "numpy", "bounding_shape"):  # what is no tensor is not followed
        assert isinstance(ask_model(f"{PATH}.{name}", [said], {}, ctx), Unknown)


@pytest.mark.parametrize("rows", [[[1, 2], [3]], [[1, 2], [3, 4]], [1, 2], [[[1], [2, 3]], [[4]]], [["a"], ["b", "c"]]])
def test_known_constants(rows: Any) -> None:
    check(ask_model("tensorflow.ragged.constant", [rows], {}), tf.ragged.constant(rows))


CUT: list[tuple[str, list[Any], dict[str, Any]]] = [
    ("split", [], {}), ("split", [" "], {}), ("bytes_split", [], {}), ("unicode_split", ["UTF-8"], {}),
    ("unicode_decode", ["UTF-8"], {}),
]  # fmt: skip


@pytest.mark.parametrize("texts", TEXTS)
@pytest.mark.parametrize(("name", "args", "options"), CUT)
def test_cutting_texts(name: str, args: list[Any], options: dict[str, Any], texts: Any) -> None:
    ctx = PlainContext()
    real = getattr(tf.strings, name)(texts, *args, **options)
    said = ask_model(f"tensorflow.strings.{name}", [texts_of(texts), *args], options, ctx)
    check(said, real)
    if name == "split":
        hashed = ask_model("tensorflow.strings.to_hash_bucket_fast", [said, 9], {}, ctx)
        check(hashed, tf.strings.to_hash_bucket_fast(real, 9))
        check(ask_model("tensorflow.strings.length", [said], {}, ctx), tf.strings.length(real))


@pytest.mark.parametrize("texts", TEXTS)
@pytest.mark.parametrize("options", [{}, {"axis": -1}, {"axis": 0, "keepdims": True}, {"axis": [0, 1]}])
def test_joining_texts_along_axes(texts: Any, options: dict[str, Any]) -> None:
    try:
        real = tf.strings.reduce_join(texts, **options)
    except (ValueError, tf.errors.OpError):
        assert not isinstance(ask_model("tensorflow.strings.reduce_join", [texts_of(texts)], options), Value)
        return
    check(ask_model("tensorflow.strings.reduce_join", [texts_of(texts)], options), real)


@pytest.mark.parametrize("parts", [["a", "b"], [TEXTS[1], "x"], [TEXTS[1], TEXTS[1], ""], [TEXTS[2], TEXTS[0]]])
def test_joining_texts(parts: list[Any]) -> None:
    given = [texts_of(one) if isinstance(one, tf.Tensor) else one for one in parts]
    check(ask_model("tensorflow.strings.join", [given], {}), tf.strings.join(parts))


def texts_of(texts: Any) -> Array:
    said = ask_model("tensorflow.zeros", [list(texts.shape)], {})
    assert isinstance(said, Array)
    return Array(said.shape, "O", library="tensorflow")
