"""Which Keras a program runs on: the generations it may be for, and the oldest release."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from astroid import nodes

from pylint_lstmshape.facts import BOTH
from pylint_lstmshape.interpreter.project import imported_names, text_of
from pylint_lstmshape.settings import Settings

# Imports that exist in one generation only.
_ONLY_2 = re.compile(
    r"^(tf_keras\b|keras\.(engine|objectives|layers\.(recurrent|core|convolutional|embeddings|wrappers|normalization\.)|"
    r"wrappers|utils\.np_utils|utils\.(multi_gpu_model|to_categorical_)|preprocessing\.(text|sequence\.TimeseriesGenerator)|"
    r"layers\.(CuDNN\w+|merge\.)|models\.Merge)|tensorflow\.contrib|tensorflow\.python\.keras|tensorflow\.compat\.v1)"
)
_ONLY_3 = re.compile(r"^keras\.(ops|src|random|saving\.KerasFileEditor|distribution)\b")
_PIN = re.compile(
    r"^\s*[\"']?(keras|tensorflow|tensorflow-cpu|tensorflow-gpu|tf_keras|tf-keras)\s*([=~<>!]=?)\s*([\d.]+)", re.M
)


def generations(tree: nodes.Module, settings: Settings, root: Path) -> frozenset[int]:
    """The Keras generations a file may run on: as set, or as its imports, the project's pins, or the installed tell."""
    if _is_2(tree):
        return frozenset({2})
    if settings.keras in ("2", "3"):
        return frozenset({int(settings.keras)})
    names = [name for name, _ in imported_names(tree, always=True)]
    if any(_ONLY_2.match(name) for name in names):
        return frozenset({2})
    if any(_ONLY_3.match(name) for name in names):
        return frozenset({3})
    return _pinned(root) or _installed() or BOTH


def _is_2(tree: nodes.Module) -> bool:
    """Whether a program uses tf_keras, or makes it tf.keras (TF_USE_LEGACY_KERAS), and no keras: none is Keras 3 then."""
    packages = {name.partition(".")[0] for name, _ in imported_names(tree)}
    return "keras" not in packages and ("tf_keras" in packages or any(map(_sets_legacy, tree.body)))


def _sets_legacy(statement: nodes.NodeNG) -> bool:
    """os.environ["TF_USE_LEGACY_KERAS"] = "1", or setdefault."""
    key = value = None
    if isinstance(statement, nodes.Assign) and isinstance(statement.targets[0], nodes.Subscript):
        key, value = statement.targets[0].slice, statement.value
    elif (
        isinstance(statement, nodes.Expr) and isinstance(statement.value, nodes.Call) and len(statement.value.args) == 2
    ):
        key, value = statement.value.args
    constants = [one.value for one in (key, value) if isinstance(one, nodes.Const)]
    return constants in (["TF_USE_LEGACY_KERAS", "1"], ["TF_USE_LEGACY_KERAS", "True"], ["TF_USE_LEGACY_KERAS", "true"])


def _pins(root: Path) -> list[tuple[str, str, str]]:
    """(package, operator, version) of every pin of Keras or TensorFlow in the project's files."""
    files = ("requirements.txt", "pyproject.toml", "setup.py", "environment.yml", "Pipfile")
    return [pin for name in files for pin in _PIN.findall(text_of(root / name))]


def _pinned(root: Path) -> frozenset[int]:
    """From requirements.txt and pyproject.toml: an exact or lower-bounded version of keras or tensorflow."""
    found: set[int] = set()
    for package, operator, version in _pins(root):
        generation = _generation(package, version, operator)
        if generation:
            found.add(generation)
    return frozenset(found) if len(found) == 1 else frozenset()


def release(root: Path) -> tuple[int, int]:
    """The oldest Keras 3 that a program may run on: as pinned, else as installed; what tells nothing of it is 3.0."""
    found = [_release(package, version, operator) for package, operator, version in _pins(root)]
    if not found:
        from importlib import metadata

        try:
            found = [_release("keras", metadata.version("keras"), "==")]
        except metadata.PackageNotFoundError:
            pass
    return min(found, default=(3, 0))


def _release(package: str, version: str, operator: str) -> tuple[int, int]:
    if package != "keras" or operator not in ("==", "~=", ">=", ">"):
        return 3, 0
    numbers = [int(part) for part in version.split(".") if part.isdigit()]
    return max((3, 0), (numbers[0], numbers[1] if len(numbers) > 1 else 0)) if numbers else (3, 0)


def _generation(package: str, version: str, operator: str = "==") -> int | None:
    numbers = [int(part) for part in version.split(".") if part.isdigit()]
    major, minor = ([*numbers, 0, 0])[:2]
    if package in ("tf_keras", "tf-keras"):
        return 2
    is_3 = major >= 3 if package == "keras" else (major, minor) >= (2, 16)
    if operator in ("==", "~="):
        return 3 if is_3 else 2
    if operator in ("<", "<="):
        limit = (3, 0) if package == "keras" else (2, 16)
        return 2 if (major, minor) <= limit else None
    return 3 if is_3 and operator in (">", ">=") else None


@lru_cache(maxsize=1)
def _installed() -> frozenset[int]:
    from importlib import metadata  # costs time that files without Keras need not spend

    for package in ("keras", "tensorflow"):
        try:
            generation = _generation(package, metadata.version(package))
        except metadata.PackageNotFoundError:
            continue
        return frozenset({generation}) if generation else frozenset()
    return frozenset()
