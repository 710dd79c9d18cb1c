"""Tells astroid that `tensorflow.keras` is Keras.

TensorFlow loads Keras lazily by code that astroid does not run, so that pylint takes `import tensorflow.keras` and
`tf.keras.layers.LSTM` for mistakes (E0401, E0611, E1101). Nothing is imported here: the names come from the source of
Keras's public modules, which only re-export. What the names stand for stays unknown to pylint, as it was before; to
read Keras's own modules behind each name would cost seconds.
Source: tensorflow/__init__.py (_KerasLazyLoader), tensorflow/python/util/lazy_loader.py (KerasLazyLoader).
"""

from __future__ import annotations

from pathlib import Path

from astroid import nodes
from astroid.brain.helpers import register_module_extender
from astroid.builder import AstroidBuilder
from astroid.exceptions import AstroidBuildingError
from astroid.manager import AstroidManager

_LAZY = "tensorflow.keras"
# What stands behind it: Keras 3 keeps the names for TensorFlow apart; tf_keras is Keras 2.
_BEHIND = ("keras._tf_keras.keras", "keras.api._v2.keras", "tf_keras.api._v2.keras", "keras", "tf_keras")


def _keras_module(name: str) -> nodes.Module:
    """The module that `import name` gives for a name under tensorflow.keras. Raises AstroidBuildingError without one."""
    if name != _LAZY and not name.startswith(f"{_LAZY}."):
        raise AstroidBuildingError(modname=name)
    for package in _BEHIND:
        location = AstroidManager().file_from_module_name(package + name[len(_LAZY) :], None)
        path = getattr(location, "location", None)
        if path is not None:
            return _public_module(name, Path(path))
    raise AstroidBuildingError(modname=name)


def _public_module(name: str, path: Path) -> nodes.Module:
    """A module with the names of the public module at `path` (a file, or a package's folder)."""
    file = path / "__init__.py" if path.is_dir() else path
    tree = AstroidBuilder(AstroidManager(), apply_transforms=False).string_build(file.read_text(encoding="utf-8"))
    modules = {one.stem for one in file.parent.iterdir()} if file.name == "__init__.py" else set()
    lines = [
        f"import {name}.{one} as {one}" if one in modules else f"{one} = __lazy__.{one}"
        for one in tree.locals
        if not one.startswith("__")
    ]
    text = "\n".join(["__lazy__ = __lazy__", *lines, f"__version__ = {name!r}", ""])
    return AstroidBuilder(AstroidManager(), apply_transforms=False).string_build(text, name, str(file))


def _tensorflow_extension() -> nodes.Module:
    """The name that TensorFlow's lazy loader adds to the module `tensorflow`."""
    return AstroidBuilder(AstroidManager()).string_build(f"import {_LAZY} as keras\n")


def register() -> None:
    """Register with astroid's manager, once a process."""
    manager = AstroidManager()
    if _keras_module not in manager._failed_import_hooks:
        manager.register_failed_import_hook(_keras_module)
        register_module_extender(manager, "tensorflow", _tensorflow_extension)
