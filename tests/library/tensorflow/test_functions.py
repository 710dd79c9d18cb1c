"""Functions of tensors that are no twins, and tf.data, against the real ones; and that each entry has such a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
import tf_keras
from hypothesis import given, settings
from hypothesis import strategies as st

import pylint_lstmshape.interpreter.loading  # noqa: F401  # registers everything
from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.containers import DictValue, TupleValue
from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim, at_least
from pylint_lstmshape.domain.objects import LibraryName
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Array, Constant, Value
from pylint_lstmshape.library.tensorflow.structures import parts
from pylint_lstmshape.library.tensorflow.twins import TWINS
from tests.context import PlainContext
from tests.library.calls import QUICK, names
from tests.library.signatures import differences, inspectable
from tests.library.tensorflow import calls_structures, tensors  # noqa: F401  # more calls
from tests.library.tensorflow.calls import TABLE
from tests.library.truth import RENAMED, ask_model

BACKEND = [path for path in knowledge.entries() if path.startswith("keras.backend.")]
RENAMED.update({path: tensors.backend(path) for path in BACKEND if tensors.has_backend(path)})
PREFIXES = (
    *("tensorflow.", "keras.ops.", "keras.backend.", "keras.random.", "keras.config.", "keras.KerasTensor."),
    *("tuple.as_list", "tuple.rank"),
)
DATASET = "tensorflow.data."
ELSEWHERE = [  # what test_ragged.py holds against the real ones
    "tensorflow.ragged.constant", *names("tensorflow.strings", "unicode_decode join reduce_join"),
    *names("tensorflow.RaggedTensor", "to_tensor shape nrows row_lengths to_list numpy bounding_shape"),
]  # fmt: skip
GONE = {
    "keras.backend.set_image_dim_ordering": "the words of Keras up to 2.2, which runs on no Python of today",
    "keras.backend.image_dim_ordering": "the words of Keras up to 2.2, which runs on no Python of today",
}
BY_NAME = "the name of an operation"
DIFFERENT = {"tensorflow.constant": BY_NAME, "tensorflow.range": BY_NAME}


@pytest.mark.parametrize("path", sorted(TABLE))
def test_agrees_with_tensorflow(path: str) -> None:
    TABLE.check(path)


def test_every_function_of_tensors_has_a_test() -> None:
    entries = {path for path in knowledge.entries() if path.startswith(PREFIXES) and not path.startswith(DATASET)}
    tested = [*TWINS, *TABLE, *SETTINGS, *ELSEWHERE, *GONE]
    assert not entries - set(tested)
    assert not set(tested) - entries - set(TWINS)
    assert len({*TABLE, *SETTINGS, *ELSEWHERE, *GONE}) == len(tested) - len(TWINS)  # each in one place
    ragged = Path(__file__).with_name("test_ragged.py").read_text()
    last = [path.rpartition(".")[2] for path in ELSEWHERE]
    assert not [name for name in last if f'.{name}"' not in ragged and f'"{name}"' not in ragged]


# what a program sets and asks for: each path with what is given, and the real function

SETTINGS: dict[str, tuple[list[Any], Callable[..., Any]]] = {
    "keras.backend.set_image_data_format": (["channels_first", "channels_last"], tf_keras.backend.set_image_data_format),
    "keras.backend.image_data_format": ([], tf_keras.backend.image_data_format),
    "keras.config.set_image_data_format": (["channels_first", "channels_last"], tf_keras.backend.set_image_data_format),
    "keras.config.image_data_format": ([], tf_keras.backend.image_data_format),
    "keras.backend.set_floatx": (["float64", "float32"], tf_keras.backend.set_floatx),
    "keras.config.set_floatx": (["float16"], tf_keras.backend.set_floatx),
    "keras.backend.floatx": ([], tf_keras.backend.floatx),
    "keras.backend.set_epsilon": ([1e-5], tf_keras.backend.set_epsilon),
    "keras.config.set_epsilon": ([1e-3], tf_keras.backend.set_epsilon),
    "keras.backend.epsilon": ([], tf_keras.backend.epsilon),
    "keras.backend.clear_session": ([], tf_keras.backend.clear_session),
    "tensorflow.config.run_functions_eagerly": ([True, False], tf.config.run_functions_eagerly),
    "tensorflow.config.experimental_run_functions_eagerly":
        ([True, False], tf.config.experimental_run_functions_eagerly),
}  # fmt: skip


@settings(QUICK, max_examples=60)
@given(st.lists(st.sampled_from(sorted(SETTINGS)), min_size=2, max_size=6), st.data())
def test_settings(paths: list[str], data: st.DataObject) -> None:
    ctx = PlainContext()
    try:
        for path in paths:
            choices, real = SETTINGS[path]
            args = [data.draw(st.sampled_from(choices))] if choices else []
            assert ask_model(path, args, {}, ctx) == Constant(real(*args))
            eager = ctx.options.get("run_functions_eagerly", Constant(False))
            assert eager == Constant(tf.config.functions_run_eagerly())
    finally:
        tf.config.run_functions_eagerly(False)
        tf_keras.backend.set_floatx("float32")
        tf_keras.backend.set_epsilon(1e-07)
        tf_keras.backend.set_image_data_format("channels_last")


@pytest.mark.parametrize("shape", [[None, None], [None, 3], None])
@pytest.mark.parametrize("stated", [[2, 3], [None, 3], [4, None], [3]])
def test_a_stated_shape_is_known(shape: list[int | None] | None, stated: list[int | None]) -> None:
    ctx = PlainContext()
    dims = None if shape is None else tuple(ctx.fresh() if dim is None else Dim.of(dim) for dim in shape)
    said = ask_model("tensorflow.Tensor.set_shape", [Array(dims, library="tensorflow"), stated], {}, ctx)
    with tf.Graph().as_default():
        real = tf.compat.v1.placeholder(tf.float32, shape)
        try:
            real.set_shape(stated)
        except ValueError:
            assert isinstance(said, Conflict)
            return
    new: Any = ctx.rebound[0][1]
    assert [dim.constant for dim in new.shape] == list(real.shape)


PATHS = sorted({path for path in knowledge.entries() if path.startswith(PREFIXES)} - set(TWINS))


@pytest.mark.parametrize("path", [path for path in inspectable(PATHS) if path not in DIFFERENT])
def test_has_the_real_signature(path: str) -> None:
    assert not differences(path)


def test_every_exception_is_needed() -> None:
    assert not [path for path in DIFFERENT if not differences(path)]


# tf.data: pipelines, step by step


def step(name: str, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    return name, args, kwargs


STEPS = [
    step("batch", 4), step("batch", 5), step("batch", 3, drop_remainder=True), step("batch", 50), step("unbatch"),
    step("repeat", 2), step("repeat"), step("take", 3), step("take", 100), step("skip", 2), step("skip", 100),
    step("shuffle", 10), step("prefetch", 1), step("cache"), step("enumerate"), step("shard", 2, 0),
]  # fmt: skip
SOURCES: list[Callable[[], Any]] = [
    lambda: np.zeros((12, 3)),
    lambda: (np.zeros((10, 3, 2)), np.arange(10)),
    lambda: {"a": np.zeros((9, 2)), "b": np.zeros(9)},
    lambda: ((np.zeros((8, 2)), np.zeros((8, 1))), np.zeros(8)),
]


def check_element(said: Value, real: Any) -> None:
    """What the model says of an element against one that the pipeline gave."""
    if isinstance(real, tuple):
        assert isinstance(said, TupleValue), said
        items = said.elements.items
        assert items is not None and len(items) == len(real)
        for one, other in zip(items, real, strict=True):
            check_element(one, other)
    elif isinstance(real, dict):
        assert isinstance(said, DictValue), said
        assert {key.value for key, _ in said.cell.content.items} == set(real)
        for key, one in said.cell.content.items:
            check_element(one, real[key.value])
    else:
        assert isinstance(said, Array) and said.shape is not None, said
        assert len(said.shape) == len(real.shape), (said.shape, real.shape)
        for dim, true in zip(said.shape, real.shape, strict=True):
            assert dim.constant in (None, true), (said.shape, real.shape)
            assert at_least(dim, true) is not False or dim.constant is None
        assert said.kind == np.asarray(real).dtype.kind


@settings(QUICK, max_examples=120)
@given(st.data())
def test_pipelines(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(SOURCES))()
    ctx = PlainContext()
    said: Any = ask_model(f"{DATASET}Dataset.from_tensor_slices", [source], {}, ctx)
    real = tf.data.Dataset.from_tensor_slices(source)
    for name, args, kwargs in data.draw(st.lists(st.sampled_from(STEPS), max_size=5)):
        if name == "unbatch" and not all(tf.TensorShape(leaf).rank for leaf in shapes_of(real.element_spec)):
            continue
        real = getattr(real, name)(*args, **kwargs)
        said = ask_model(f"{DATASET}Dataset.{name}", [said, *args], kwargs, ctx)
        assert isinstance(said, Dataset)
    try:
        found = list(real.take(40).as_numpy_iterator())
    except tf.errors.InvalidArgumentError:  # batches of batches, the last of which is smaller
        return
    for one in found:
        check_element(said.element, one)
    if said.count is not None:
        assert said.count == len(list(real.take(1000))), "the number of elements"
    assert not said.endless or len(found) in (0, 40)


def shapes_of(spec: Any) -> list[Any]:
    return [one.shape for one in tf.nest.flatten(spec)]


@pytest.mark.parametrize("size", [1, 3, 4])
@pytest.mark.parametrize("shift", [None, 1, 2])
@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("drop", [False, True])
def test_windows(size: int, shift: int | None, stride: int, drop: bool) -> None:
    real = tf.data.Dataset.range(11).window(size, shift, stride, drop_remainder=drop)
    ctx = PlainContext()
    said: Any = ask_model(f"{DATASET}Dataset.range", [11], {}, ctx)
    options = {"stride": stride, "drop_remainder": drop} | ({} if shift is None else {"shift": shift})
    said = ask_model(f"{DATASET}Dataset.window", [said, size], options, ctx)
    windows = [len(list(one)) for one in real]
    assert said.count is None or said.count == len(windows)
    assert said.element.count is None or {said.element.count.constant} == set(windows)
    assert said.element.count is not None or not drop


def test_zip_and_concatenate() -> None:
    ctx = PlainContext()
    one, two = (ask_model(f"{DATASET}Dataset.range", [number], {}, ctx) for number in (5, 8))
    zipped: Any = ask_model(f"{DATASET}Dataset.zip", [(one, two)], {}, ctx)
    real = tf.data.Dataset.zip((tf.data.Dataset.range(5), tf.data.Dataset.range(8)))
    assert zipped.count == len(real)
    check_element(zipped.element, next(real.as_numpy_iterator()))
    joined: Any = ask_model(f"{DATASET}Dataset.concatenate", [one, two], {}, ctx)
    assert joined.count == len(tf.data.Dataset.range(5).concatenate(tf.data.Dataset.range(8)))


@pytest.mark.parametrize("arrays", [(np.zeros((3, 2)), np.zeros(4)), (np.zeros(3), np.float32(1)), np.float32(1)])
def test_slices_that_cannot_be(arrays: Any) -> None:
    with pytest.raises((ValueError, IndexError)):
        tf.data.Dataset.from_tensor_slices(arrays)
    assert not isinstance(ask_model(f"{DATASET}Dataset.from_tensor_slices", [arrays], {}), Dataset)


def test_generators_with_a_signature() -> None:
    spec = (tf.TensorSpec((None, 3), tf.float32), tf.TensorSpec((), tf.int32))
    real = tf.data.Dataset.from_generator(lambda: iter([(np.zeros((5, 3)), 1)]), output_signature=spec)
    ctx = PlainContext()
    parts = [ask_model("tensorflow.TensorSpec", [list(one.shape), LibraryName(f"tensorflow.{one.dtype.name}")], {}, ctx)
             for one in spec]  # fmt: skip
    said: Any = ask_model(f"{DATASET}Dataset.from_generator", [ctx.unknown()], {"output_signature": tuple(parts)}, ctx)
    check_element(said.element, next(real.as_numpy_iterator()))
    shaped: Any = ask_model(
        f"{DATASET}Dataset.from_generator",
        [ctx.unknown()],
        {
            "output_types": (LibraryName("tensorflow.float32"), LibraryName("tensorflow.int32")),
            "output_shapes": ([None, 3], ()),
        },
        ctx,
    )
    check_element(shaped.element, next(real.as_numpy_iterator()))


def zeros(shapes: Any) -> Any:
    """An element of these padded shapes."""
    if isinstance(shapes, dict):
        return {key: zeros(one) for key, one in shapes.items()}
    if all(one is None or isinstance(one, int) for one in shapes):
        return np.zeros([2 if one in (None, -1) else one for one in shapes])
    return tuple(map(zeros, shapes))


SHAPES: list[Any] = [[None], [None, 3], ([None], []), ((None, 2), (), [4]), {"a": [None], "b": []}, ([6], [-1])]


@pytest.mark.parametrize("shapes", SHAPES)
def test_padded_shapes_tell_the_ranks(shapes: Any) -> None:
    real = tf.data.Dataset.from_tensors(zeros(shapes)).repeat(4).padded_batch(2, shapes)
    ctx = PlainContext()
    said: Any = ask_model(f"{DATASET}Dataset.padded_batch", [Dataset(ctx.unknown()), 2, shapes], {}, ctx)
    leaves = list(parts(said.element))
    assert len(leaves) == len(shapes_of(real.element_spec))
    for one, other in zip(leaves, tf.nest.flatten(next(real.as_numpy_iterator())), strict=True):
        assert isinstance(one, Array) and one.shape is not None and one.kind is None
        assert len(one.shape) == other.ndim
        assert all(dim.constant in (None, true) for dim, true in zip(one.shape, other.shape, strict=True))
