"""Data sets read from directories of tiny files, single images, and parts of data sets, of both generations.

Pictures are read without PIL: what stands for it below has no more than Keras asks of an image.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import wave
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
import tf_keras

import pylint_lstmshape.interpreter.loading  # noqa: F401  # registers everything
from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.containers import TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import at_least
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Array, Unknown
from pylint_lstmshape.keras.data.images import SCALED, UNCHANGED
from tests.context import PlainContext
from tests.library.tensorflow import tensors  # noqa: F401  # how tensors are compared
from tests.library.truth import abstract, ask_model, assert_same

BOTH = pytest.mark.parametrize("library", [keras, tf_keras], ids=["keras", "tf_keras"])
LABELS: list[dict[str, Any]] = [
    {}, {"label_mode": "binary"}, {"label_mode": "categorical", "class_names": ["a", "b"]}, {"label_mode": None},
    {"labels": None, "label_mode": None}, {"batch_size": None}, {"batch_size": 2},
]  # fmt: skip
HALVES = {"validation_split": 0.5, "subset": "both", "seed": 1}


def check(said: Any, real: Any) -> None:
    """Every batch of a data set, or of both halves."""
    if isinstance(real, tuple | list):
        assert isinstance(said, TupleValue) and len(said.elements.items or ()) == len(real)
        for one, other in zip(said.elements.items or (), real, strict=True):
            check(one, other)
        return
    assert isinstance(said, Dataset), said
    for batch in real:
        parts = said.element.elements.items if isinstance(said.element, TupleValue) else (said.element,)
        arrays = batch if isinstance(batch, tuple) else (batch,)
        assert parts is not None and len(parts) == len(arrays)
        for one, array in zip(parts, arrays, strict=True):
            assert isinstance(one, Array) and one.shape is not None and len(one.shape) == len(array.shape)
            assert all(dim.constant in (None, true) for dim, true in zip(one.shape, array.shape, strict=True))
            assert all(at_least(dim, true) is not False for dim, true in zip(one.shape[:1], array.shape, strict=False))
            assert one.kind in (None, np.dtype(array.dtype.as_numpy_dtype).kind)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """text/, images/ and sounds/, each with the classes a and b of three files."""
    root = tmp_path_factory.mktemp("files")
    pixels = tf.zeros((6, 5, 3), tf.uint8)
    for name in ("a", "b"):
        for kind in ("text", "images", "sounds"):
            (root / kind / name).mkdir(parents=True)
        for number in range(3):
            (root / "text" / name / f"{number}.txt").write_text("a film")
            (root / "images" / name / f"{number}.png").write_bytes(tf.io.encode_png(pixels).numpy())
            with wave.open(str(root / "sounds" / name / f"{number}.wav"), "wb") as sound:
                sound.setparams((2, 2, 8000, 0, "NONE", ""))
                sound.writeframes(b"\0" * 4 * 50)
    return root


@BOTH
@pytest.mark.parametrize("options", [*LABELS, HALVES])
def test_texts(files: Path, library: Any, options: dict[str, Any]) -> None:
    real = library.utils.text_dataset_from_directory(files / "text", **options)
    check(ask_model("keras.utils.text_dataset_from_directory", ["text"], options), real)


IMAGES: list[dict[str, Any]] = [
    {"image_size": (4, 3)},
    {"color_mode": "grayscale"},
    {"color_mode": "rgba", "image_size": (8, 8)},
]


@BOTH
@pytest.mark.parametrize("options", [*LABELS, *IMAGES, HALVES])
def test_images(files: Path, library: Any, options: dict[str, Any]) -> None:
    given = {"image_size": (7, 6), **options}
    real = library.utils.image_dataset_from_directory(files / "images", **given)
    check(ask_model("keras.utils.image_dataset_from_directory", ["images"], given), real)


def test_images_with_channels_first(files: Path) -> None:
    options = {"image_size": (4, 3), "data_format": "channels_first"}
    real = keras.utils.image_dataset_from_directory(files / "images", **options)
    check(ask_model("keras.utils.image_dataset_from_directory", ["images"], options), real)


SOUNDS = [*((keras, options) for options in LABELS),  # tf_keras pads labels as numbers, which those of some modes are not
          *itertools.product((keras, tf_keras), ({}, {"output_sequence_length": 30}, HALVES))]  # fmt: skip


@pytest.mark.parametrize(("library", "options"), SOUNDS)
def test_sounds(files: Path, library: Any, options: dict[str, Any]) -> None:
    real = library.utils.audio_dataset_from_directory(files / "sounds", **options)
    check(ask_model("keras.utils.audio_dataset_from_directory", ["sounds"], options), real)


@BOTH
@pytest.mark.parametrize("data", [np.zeros((10, 3)), (np.zeros((10, 3, 2)), np.arange(10.0))])
@pytest.mark.parametrize("is_dataset", [False, True])
def test_parts_of_a_data_set(library: Any, data: Any, is_dataset: bool) -> None:
    generation = 3 if library is keras else 2
    ctx = PlainContext(frozenset({generation}))
    slices = "tensorflow.data.Dataset.from_tensor_slices"
    given = ask_model(slices, [data], {}, ctx) if is_dataset else data
    whole = tf.data.Dataset.from_tensor_slices(data) if is_dataset else data
    said = ask_model("keras.utils.split_dataset", [given], {"left_size": 0.7}, ctx)
    if generation == 2 and is_dataset and isinstance(data, np.ndarray):
        assert isinstance(said, Unknown)  # it takes every tensor apart
    else:
        check(said, library.utils.split_dataset(whole, left_size=0.7))


class Picture:
    """What Keras asks of an image of PIL."""

    def __init__(self, width: int, height: int, mode: str) -> None:
        self.size, self.mode, self.format = (width, height), mode, "PNG"
        self.width, self.height = self.size

    def resize(self, size: tuple[int, int], *args: Any) -> Picture:
        return Picture(*size, self.mode)

    def convert(self, mode: str) -> Picture:
        return Picture(*self.size, mode)

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        channels = {"RGB": (3,), "RGBA": (4,), "L": ()}[self.mode]
        return np.zeros((self.size[1], self.size[0], *channels), dtype)


def stand_in(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Keras read and make Pictures."""
    module = importlib.import_module(f"{library.__name__}.src.utils.image_utils")
    images = SimpleNamespace(
        open=lambda *args: Picture(9, 5, "RGB"),
        fromarray=lambda x, mode: Picture(x.shape[1], x.shape[0], mode),
        Image=Picture,
    )
    monkeypatch.setattr(module, "pil_image", images)
    for name in ("PIL_INTERPOLATION_METHODS", "_PIL_INTERPOLATION_METHODS"):
        monkeypatch.setattr(module, name, {"nearest": 0}, raising=False)


@BOTH
@pytest.mark.parametrize("shape", [(4, 5, 3), (4, 5, 1), (4, 5), (1, 4, 5, 3)])
def test_images_of_arrays(library: Any, shape: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(library, monkeypatch)
    ctx = PlainContext()
    said = ask_model("keras.utils.array_to_img", [np.zeros(shape)], {}, ctx)
    try:
        real = library.utils.array_to_img(np.zeros(shape))
    except ValueError:
        assert isinstance(said, Conflict)
        return
    made = ask_model("keras.utils.img_to_array", [said], {}, ctx)
    assert isinstance(made, Array) and made.shape is not None
    assert made.shape[:2] == library.utils.img_to_array(real).shape[:2] and len(made.shape) == 3


@BOTH
@pytest.mark.parametrize(
    "options", [{}, {"target_size": (4, 7)}, {"color_mode": "grayscale", "target_size": (3, 2)}, {"color_mode": "rgba"}]
)
def test_single_images(library: Any, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(library, monkeypatch)
    path = tmp_path / "a.png"
    path.write_bytes(b"x")
    ctx = PlainContext()
    said = ask_model("keras.utils.img_to_array", [ask_model("keras.utils.load_img", ["a.png"], options, ctx)], {}, ctx)
    real = library.utils.img_to_array(library.utils.load_img(str(path), **options))
    assert isinstance(said, Array) and said.shape is not None and said.kind == real.dtype.kind
    assert len(said.shape) == real.ndim
    assert all(dim.constant in (None, true) for dim, true in zip(said.shape, real.shape, strict=True))
    assert "target_size" not in options or tuple(said.shape) == real.shape


@BOTH
@pytest.mark.parametrize("shape", [(4, 3), (4, 3, 3), (4,), (1, 4, 3, 3)])
def test_arrays_as_images(library: Any, shape: tuple[int, ...]) -> None:
    try:
        real: Any = library.utils.img_to_array(np.zeros(shape))
    except ValueError as error:
        real = error
    assert_same(ask_model("keras.utils.img_to_array", [np.zeros(shape)], {}), real)


@BOTH
@pytest.mark.parametrize("shape", [(4, 5, 3), (2, 4, 5, 3), (4, 5)])
def test_resized_images(library: Any, shape: tuple[int, ...]) -> None:
    try:
        real: Any = library.preprocessing.image.smart_resize(np.zeros(shape), (6, 7))
    except ValueError as error:
        real = error
    assert_same(ask_model("keras.preprocessing.image.smart_resize", [np.zeros(shape), (6, 7)], {}), real, loose=True)


@BOTH
@pytest.mark.parametrize("dtype", ["float32", "int32"])
@pytest.mark.parametrize("name", [*SCALED, *UNCHANGED, "resnet50"])
def test_images_for_a_network(library: Any, name: str, dtype: str) -> None:
    images = np.full((2, 4, 5, 3), 200, dtype)
    said = abstract(images)
    path = f"keras.applications.{name}.preprocess_input"
    found = ask_model(path, [said], {})
    real = getattr(library.applications, name).preprocess_input(images)
    assert_same(found, real)
    assert_same(said, images)  # which is changed where it holds floats


@BOTH
@pytest.mark.parametrize("name", [*SCALED, *UNCHANGED])
def test_networks_take_images_as_modelled(library: Any, name: str) -> None:
    real = getattr(library.applications, name).preprocess_input
    entry = knowledge.lookup(f"keras.applications.{name}.preprocess_input")
    assert entry is not None
    assert list(inspect.signature(real).parameters) == [one for one in entry.signature.parameters if one != "ctx"]
