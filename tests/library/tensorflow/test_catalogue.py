"""tensorflow_datasets.load against what the real one says of each data set (its DatasetInfo, written down)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import pylint_lstmshape.interpreter.loading  # noqa: F401  # registers everything
from pylint_lstmshape.domain.arrays import sequence_elements
from pylint_lstmshape.domain.containers import DictValue, ListValue, TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.values import Array, Constant, Unknown, Value
from pylint_lstmshape.library.tensorflow.catalogue import FEATURES
from tests.context import PlainContext
from tests.library.truth import ask_model

# From builder(name).info of tensorflow_datasets, which the environment of the tests does not have; the version stands
# in the file. What a call gives for each form of its arguments was seen with tensorflow_datasets.testing.mock_data.
RECORDED: dict[str, Any] = json.loads(Path(__file__).with_name("recorded_datasets.json").read_text())["data sets"]


def load(name: Any, **options: Any) -> Any:
    return ask_model("tensorflow_datasets.load", [name], options, PlainContext())


def agrees(said: Value, dims: list[int | None], dtype: str) -> None:
    assert isinstance(said, Array) and said.shape is not None
    assert [dim.constant for dim in said.shape] == dims
    assert said.kind == ("O" if dtype == "string" else np.dtype(dtype).kind)


def items(value: Value) -> tuple[Value, ...]:
    elements = sequence_elements(value)
    assert elements is not None and elements.items is not None
    return elements.items


@pytest.mark.parametrize("name", sorted(FEATURES))
def test_elements_are_the_real_ones(name: str) -> None:
    real = RECORDED[name]
    said = load(name, split="train").element
    assert isinstance(said, DictValue)
    features = {key.value: one for key, one in said.cell.content.items if isinstance(key, Constant)}
    assert set(features) == set(real["features"])
    for key, (dims, dtype) in real["features"].items():
        agrees(features[key], dims, dtype)
    paired = load(name, split="train", as_supervised=True).element
    if real["supervised"] is None:
        assert isinstance(paired, Unknown)  # really a ValueError
        return
    for one, key in zip(items(paired), real["supervised"], strict=True):
        agrees(one, *real["features"][key])


def test_every_record_is_used() -> None:
    assert set(RECORDED) == set(FEATURES)


def test_forms_of_split() -> None:
    whole = load("imdb_reviews")
    assert isinstance(whole, DictValue) and whole.cell.content.others is not None
    assert isinstance(whole.cell.content.others.value, Dataset)
    assert isinstance(load("imdb_reviews", split="train[:10%]"), Dataset)
    assert isinstance(load("imdb_reviews", split=["train", "test"]), ListValue)
    both = load("imdb_reviews", split=("train[:90%]", "test"))
    assert isinstance(both, TupleValue) and all(isinstance(one, Dataset) for one in items(both))
    assert isinstance(load("imdb_reviews", split=Unknown("split")), Unknown)
    data, info = items(load("imdb_reviews", split="train", with_info=True))
    assert isinstance(data, Dataset) and isinstance(info, Unknown)
    batched = load("mnist", split="train", batch_size=4, as_supervised=True).element
    assert [len(one.shape or ()) for one in items(batched) if isinstance(one, Array)] == [4, 1]
    assert isinstance(load("mnist", split="train", batch_size=-1), Unknown)  # really arrays


def test_what_is_not_known_stays_so() -> None:
    assert isinstance(load("my_dataset", split="train").element, Unknown)
    assert isinstance(load(Unknown("name"), split="train").element, Unknown)
    assert isinstance(load("mnist", split="train", as_supervised=Unknown("pair")).element, Unknown)
