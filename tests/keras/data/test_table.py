"""Every public name of Keras's data modules, in both generations, is modelled and tested, or not, for a reason."""

from __future__ import annotations

import inspect
from typing import Any

import keras
import pytest
import tf_keras

import pylint_lstmshape.interpreter.loading  # noqa: F401  # registers everything
from pylint_lstmshape import knowledge

MODULES = ("utils", "preprocessing", "preprocessing.image", "preprocessing.sequence", "preprocessing.text")
LEFT_OUT = {
    "gives no array: settings, names, files, pictures of models": {
        "Config", "Progbar", "clear_session", "deserialize_keras_object", "serialize_keras_object",
        "disable_interactive_logging", "enable_interactive_logging", "is_interactive_logging_enabled", "get_registered_name",
        "get_registered_object", "get_source_inputs", "is_keras_tensor", "model_to_dot", "plot_model", "save_img",
        "standardize_dtype", "SidecarEvaluator", "StepsPerExecutionTuner", "TimedThread", "get_file",
    },
    "a base class: what a program's own subclass gives is followed, tests/cases": {"PyDataset", "Sequence"},
    "queues that fit used to make for itself": {"GeneratorEnqueuer", "OrderedEnqueuer", "SequenceEnqueuer"},
    "classes that ImageDataGenerator makes": {"DirectoryIterator", "Iterator", "NumpyArrayIterator"},
    "a dict of features, each of a kind of its own": {"FeatureSpace"},
    "given back as they are, packed or not": {"pack_x_y_sample_weight", "unpack_x_y_sample_weight"},
    "changes a picture at random, gone in Keras 3": {
        "apply_affine_transform", "apply_brightness_shift", "apply_channel_shift", "random_brightness",
        "random_channel_shift", "random_rotation", "random_shear", "random_shift", "random_zoom",
    },
    "gone in Keras 3, in no program seen": {
        "make_sampling_table", "skipgrams", "tokenizer_from_json", "to_ordinal", "warmstart_embedding_matrix",
    },
}  # fmt: skip
REASONS = {name: reason for reason, names in LEFT_OUT.items() for name in names}


def public(library: Any, path: str) -> list[tuple[str, str]]:
    """(name, its dotted path) of what a module offers."""
    module = library
    for part in path.split("."):
        module = getattr(module, part, None)
    names = [name for name in dir(module) if not name.startswith("_")] if module is not None else []
    return [(name, f"keras.{path}.{name}") for name in names if not inspect.ismodule(getattr(module, name))]


EVERY = sorted({entry for library in (keras, tf_keras) for module in MODULES for entry in public(library, module)})


@pytest.mark.parametrize(("name", "path"), EVERY)
def test_every_name_is_modelled_or_left_out(name: str, path: str) -> None:
    assert (knowledge.lookup(path) is None) == (name in REASONS)


def test_no_reason_is_left_over() -> None:
    assert not set(REASONS) - {name for name, _ in EVERY}


@pytest.mark.parametrize("library", [keras, tf_keras])
def test_every_data_set_is_modelled(library: Any) -> None:
    names = [name for name in dir(library.datasets) if inspect.ismodule(getattr(library.datasets, name))]
    assert len(names) >= 7
    assert not [name for name in names if knowledge.lookup(f"keras.datasets.{name}.load_data") is None]
