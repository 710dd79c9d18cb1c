"""Gets a Keras generation ready to run programs that were written for any spelling of it.

"3" is the package `keras`. "2" is the package `tf_keras`: TensorFlow itself takes it as `tf.keras` under
TF_USE_LEGACY_KERAS (tensorflow/__init__.py); `keras`, and TensorFlow's private copy `tensorflow.python.keras`, are made
names for it here, with the module paths that Keras had before 2.6 (`keras.layers.recurrent`).
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from pylint_lstmshape.verify.records import Generation

_PRIVATE_COPY = "tensorflow.python.keras"
# Modules of old Keras: what came after such a first part now is in one module.
_MOVED = {
    "backend": "backend",
    "callbacks": "callbacks",
    "engine": "layers",
    "layers": "layers",
    "models": "models",
    "objectives": "losses",
    "optimizers": "optimizers",
    "utils": "utils",
}
# Loaded before the fork, so that no program pays for them.
_COMMON = (
    "pandas",
    "sklearn.datasets",
    "sklearn.metrics",
    "sklearn.model_selection",
    "sklearn.preprocessing",
    "tensorflow.keras",
    "tensorflow.python.autograph.pyct.origin_info",
)


def load(generation: Generation) -> ModuleType:
    """Imports TensorFlow and Keras for programs of a generation; to be called once in a process, first of all."""
    os.environ.update(
        CUDA_VISIBLE_DEVICES="-1",
        KERAS_BACKEND="tensorflow",
        MPLBACKEND="Agg",
        OMP_NUM_THREADS="1",
        OPENBLAS_NUM_THREADS="1",
        TF_CPP_MIN_LOG_LEVEL="3",
        TF_ENABLE_ONEDNN_OPTS="0",
        TF_NUM_INTEROP_THREADS="1",
        TF_NUM_INTRAOP_THREADS="1",
        TF_USE_LEGACY_KERAS="1" if generation == "2" else "0",
    )
    importlib.import_module("tensorflow")
    keras = importlib.import_module("tf_keras" if generation == "2" else "keras")
    for name in _COMMON:
        with contextlib.suppress(ImportError):  # a program that needs it will say so
            importlib.import_module(name)
    if generation == "2":
        sys.meta_path.insert(0, _Alias())
    return keras


def forget(generation: Generation) -> None:
    """Has Keras forget the programs before: layers are numbered from the start again. Memory is not swept at once."""
    if generation == "2":
        importlib.import_module("tf_keras.src.backend").clear_session()
    else:
        importlib.import_module("keras.src.backend.common.global_state").clear_session(free_memory=False)


def uncover_private_copy(source: str) -> None:
    """Has `tensorflow.python.keras` mean tf_keras in a program that names it.

    TensorFlow has loaded its own frozen copy by then and holds on to it; only new imports meet the other.
    """
    if _PRIVATE_COPY in source:
        for name in [name for name in sys.modules if f"{name}.".startswith(f"{_PRIVATE_COPY}.")]:
            del sys.modules[name]


class _Alias(MetaPathFinder, Loader):
    """Makes the modules of tf_keras importable by other names; importing one gives the same module object."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        for prefix in ("keras", _PRIVATE_COPY):
            if f"{fullname}.".startswith(f"{prefix}."):
                real = _real_module(fullname[len(prefix) + 1 :])
                if real is not None:
                    return ModuleSpec(fullname, self, origin=real, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(str(spec.origin))
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        alias = module.__spec__
        if alias is not None:
            module.__spec__ = alias.loader_state


def _real_module(rest: str) -> str | None:
    """The module of tf_keras that a path within Keras names, today or before 2.6."""
    if not rest:
        return "tf_keras"
    real = f"tf_keras.{rest}"
    try:
        if importlib.util.find_spec(real) is not None:
            return real
    except ModuleNotFoundError:  # a part before the last is missing
        pass
    moved = _MOVED.get(rest.partition(".")[0])
    return None if moved is None else f"tf_keras.{moved}"


def versions(generation: Generation) -> dict[str, str | None]:
    """The versions of all that can change what a program does; nothing is imported for it."""
    keras = "tf_keras" if generation == "2" else "keras"
    names = (keras, "tensorflow", "tensorflow-cpu", "numpy", "pandas", "scikit-learn", "scipy")
    found: dict[str, str | None] = {"python": sys.version}
    for name in names:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = None
    return found
