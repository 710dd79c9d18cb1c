"""Keras's data utilities against the real ones, of both generations."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest
import tf_keras
from hypothesis import given, settings
from hypothesis import strategies as st

import pylint_lstmshape.keras.data  # noqa: F401  # registers the models
from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import at_least
from pylint_lstmshape.domain.values import Array
from tests.context import PlainContext
from tests.keras.data.calls import PREPROCESSING, TABLE, WORDS
from tests.library.calls import QUICK
from tests.library.signatures import differences
from tests.library.tensorflow import tensors
from tests.library.truth import RENAMED, abstract, ask_model, assert_same

TEXT = tf_keras.preprocessing.text
GENERATIONS = {"keras.utils.pad_sequences": (keras.utils, tf_keras.utils), "keras.utils.normalize": (keras.utils,),
               "keras.utils.to_categorical": (keras.utils, tf_keras.utils)}  # fmt: skip
RENAMED.update(
    {path: getattr(TEXT, path.rpartition(".")[2]) for path in TABLE if path.startswith(f"{PREPROCESSING}.text")}
)


@pytest.mark.parametrize("path", sorted(TABLE))
def test_agrees_with_keras(path: str) -> None:
    name = path.rpartition(".")[2]

    @settings(QUICK, max_examples=60)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        args, kwargs = TABLE[path](data.draw)
        said = ask_model(path, args, kwargs)
        for module in GENERATIONS.get(path, (TEXT,)):
            try:
                real = getattr(module, name)(*args, **kwargs)
            except (ValueError, TypeError, IndexError) as error:
                real = error
            assert_same(said, real, loose=True)
            if not isinstance(real, Exception):
                shape = np.shape(real)
                lengths = said.shape if isinstance(said, Array) else (sequence_elements(said).length,)
                assert lengths == shape, f"{args} {kwargs}: {lengths}, really {shape}"

    check()


@pytest.mark.parametrize("path", ["keras.utils.pad_sequences", "keras.utils.normalize"])
def test_has_the_real_signature(path: str) -> None:
    assert not differences(path)


@pytest.mark.parametrize("num_words", [None, 3, 100])
@pytest.mark.parametrize("oov_token", [None, "<oov>"])
@pytest.mark.parametrize("char_level", [False, True])
def test_a_tokenizer_that_knows_its_texts(num_words: Any, oov_token: Any, char_level: bool) -> None:
    options = {"num_words": num_words, "oov_token": oov_token, "char_level": char_level}
    real = TEXT.Tokenizer(**options)
    real.fit_on_texts(WORDS[:3])
    real.fit_on_texts(WORDS[3:])
    ctx = PlainContext()
    said = ask_model(f"{PREPROCESSING}.text.Tokenizer", [], options, ctx)
    path = f"{PREPROCESSING}.text.Tokenizer"
    for texts in (WORDS[:3], WORDS[3:]):
        ask_model(f"{path}.fit_on_texts", [said, texts], {}, ctx)
    index = ask_model(f"{path}.word_index", [said], {}, ctx)
    assert isinstance(index, DictValue)
    assert {key.value: one.value for key, one in index.cell.content.items} == real.word_index
    sequences = ask_model(f"{path}.texts_to_sequences", [said, [*WORDS, "new words"]], {}, ctx)
    assert_same(sequences, real.texts_to_sequences([*WORDS, "new words"]))
    for mode in ("binary", "count", "tfidf", "freq"):
        assert_same(ask_model(f"{path}.texts_to_matrix", [said, WORDS], {"mode": mode}, ctx),
                    real.texts_to_matrix(WORDS, mode=mode))  # fmt: skip
    with pytest.raises(ValueError):
        real.texts_to_matrix(WORDS, mode="counts")
    assert not isinstance(ask_model(f"{path}.texts_to_matrix", [said, WORDS], {"mode": "counts"}, ctx), Array)


def test_a_tokenizer_that_does_not() -> None:
    ctx = PlainContext()
    path = f"{PREPROCESSING}.text.Tokenizer"
    said = ask_model(path, [], {}, ctx)
    ask_model(f"{path}.fit_on_texts", [said, ctx.unknown()], {}, ctx)
    words = ask_model(f"{path}.word_index", [said], {}, ctx).cell.content.length
    matrix = ask_model(f"{path}.texts_to_matrix", [said, WORDS], {}, ctx)
    assert matrix.shape == (len(WORDS), words + 1)


def check_batch(said: Any, real: Any) -> None:
    """The dims of one batch: the first one may be known as a bound only."""
    parts = said.elements.items if isinstance(said, TupleValue) else (said,)
    arrays = real if isinstance(real, tuple | list) else (real,)
    assert len(parts) == len(arrays)
    for one, other in zip(parts, arrays, strict=True):
        assert len(one.shape) == other.ndim, (one.shape, other.shape)
        assert all(dim.constant in (None, true) for dim, true in zip(one.shape[1:], other.shape[1:], strict=True))
        assert one.shape[1:] == tuple(other.shape[1:])
        assert at_least(one.shape[0], other.shape[0]) is not False, (one.shape, other.shape)


@settings(QUICK, max_examples=80)
@given(st.data())
def test_timeseries_generator(data: st.DataObject) -> None:
    rows = data.draw(st.integers(3, 30))
    wide = data.draw(st.booleans())
    series = np.zeros((rows, 2) if wide else (rows,))
    targets = np.zeros(rows + data.draw(st.sampled_from([0, 0, 0, 1])))
    options = {"length": data.draw(st.integers(1, 8)), "sampling_rate": data.draw(st.integers(1, 3)),
               "stride": data.draw(st.integers(1, 3)), "batch_size": data.draw(st.integers(1, 6))}  # fmt: skip
    path = f"{PREPROCESSING}.sequence.TimeseriesGenerator"
    said = ask_model(path, [series, targets], options)
    try:
        real = tf_keras.preprocessing.sequence.TimeseriesGenerator(series, targets, **options)
    except ValueError:
        assert not isinstance(said, Dataset)
        return
    assert isinstance(said, Dataset), said
    assert said.count == len(real)
    for at in range(len(real)):
        check_batch(said.element, real[at])
        one = ask_model(f"{path}.__getitem__", [said, at], {})
        assert_same(one, real[at], loose=True)
        assert one.elements.items[0].shape == real[at][0].shape


@settings(QUICK, max_examples=40)
@given(st.data())
def test_timeseries_dataset_from_array(data: st.DataObject) -> None:
    rows = data.draw(st.integers(12, 30))
    series = np.zeros((rows, 2))
    targets = data.draw(st.sampled_from([None, np.zeros(rows), np.zeros((rows - 4, 3))]))
    options = {"sequence_length": data.draw(st.integers(1, 5)), "sampling_rate": data.draw(st.integers(1, 2)),
               "sequence_stride": data.draw(st.integers(1, 3)), "batch_size": data.draw(st.sampled_from([None, 4, 5, 50]))}  # fmt: skip
    said = ask_model("keras.utils.timeseries_dataset_from_array", [series, targets], options)
    real = list(keras.utils.timeseries_dataset_from_array(series, targets, **options))
    assert isinstance(said, Dataset)
    assert said.count == len(real)
    for one in real:
        if options["batch_size"] is None:
            assert_same(said.element, one, loose=True)
        else:
            check_batch(said.element, one)


TESTED_HERE = {
    "keras.preprocessing.sequence.TimeseriesGenerator", "keras.preprocessing.sequence.TimeseriesGenerator.__getitem__",
    "keras.utils.timeseries_dataset_from_array",
}  # fmt: skip
NEED_FILES = {  # what they give lies on disks and servers; their shapes are documented
    path for path in knowledge.entries() if ".datasets." in path or "_from_directory" in path
}
__all__ = ["NEED_FILES", "TESTED_HERE", "abstract", "tensors"]
