"""What surrounds a file: the project's root, whether Keras is used at all, and which generation of it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from astroid import nodes

from pylint_lstmshape import disk
from pylint_lstmshape.settings import KERAS_CHOICES, Settings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", ".git")
_KERAS = re.compile(r"\b(keras|tensorflow|tf_keras)\b")
BOTH = frozenset({2, 3})
MAX_IMPORTERS = 400  # files of a project that are searched for imports of a module


def root_of(file: Path) -> Path:
    """The project's root: the nearest folder above `file` with a project file in it, else the file's folder."""
    try:
        folder = file.resolve().parent
    except (OSError, ValueError):
        return file.parent
    for candidate in (folder, *folder.parents):
        if any(disk.exists(candidate / marker) for marker in _MARKERS):
            return candidate
    return folder


def imported_names(tree: nodes.Module) -> Iterator[tuple[str, int]]:
    """The dotted names of what a module imports, anywhere in it, and the number of leading dots."""
    pending: list[nodes.NodeNG] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, nodes.Import):
            yield from ((name, 0) for name, _ in node.names)
        elif isinstance(node, nodes.ImportFrom):
            yield from ((f"{node.modname}.{name}" if node.modname else name, node.level or 0) for name, _ in node.names)
        elif isinstance(node, nodes.Module | nodes.FunctionDef | nodes.ClassDef) or hasattr(node, "body"):
            pending += [one for one in node.get_children() if isinstance(one, nodes.NodeNG) and one.is_statement]
            pending += [one for handler in getattr(node, "handlers", []) for one in handler.body]


def uses_keras(tree: nodes.Module, file: Path, root: Path) -> bool:
    """Whether the module, or a module of the project that it imports, names Keras or TensorFlow."""
    pending = [(name, level, file) for name, level in imported_names(tree)]
    if any(_KERAS.search(name) for name, _, _ in pending):
        return True
    seen: set[Path] = set()
    asked: set[tuple[str, int, Path]] = set()
    while pending and len(seen) < 64:
        name, level, importer = pending.pop()
        if (name, level, importer.parent) in asked:
            continue
        asked.add((name, level, importer.parent))
        for path in _candidates(name, level, importer, root):
            if path not in seen:
                seen.add(path)
                named, imported = _named_in(_text(path))
                if named:
                    return True
                pending += [(one, 0, path) for one in imported]
    return False


@lru_cache(maxsize=128)
def _named_in(text: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a module names Keras, and what it imports."""
    if _KERAS.search(text):
        return True, ()
    return False, tuple(dict.fromkeys(re.findall(r"^\s*(?:from|import)\s+([\w.]+)", text, re.MULTILINE)))


def _candidates(name: str, level: int, importer: Path, root: Path) -> Iterator[Path]:
    parts = [part for part in name.split(".") if part]
    folder = importer.parent
    for _ in range(level - 1):
        folder = folder.parent
    for start in (folder,) if level else dict.fromkeys((folder, root, root / "src")):
        base = start
        for part in parts:
            base = base / part
            if disk.is_file(module := base.with_suffix(".py")):
                yield module
            if not disk.exists(base):
                break
            if disk.is_file(package := base / "__init__.py"):
                yield package


def _text(path: Path) -> str:
    """The beginning of a file; of an unchanged one it is read once."""
    disk.read(path)
    try:
        status = path.stat()
        return _read(path, status.st_mtime_ns, status.st_size)
    except (OSError, ValueError):
        return ""


@lru_cache(maxsize=128)
def _read(path: Path, _written: int, _size: int) -> str:
    with path.open("rb") as file:
        return file.read(500_000).decode("utf-8", "replace")


def importers(files: Sequence[str], root: Path) -> Iterator[str]:
    """The files, and those of the project that name one of them in an import; of large projects the first files."""
    stems = "|".join(re.escape(path.parent.name if path.stem == "__init__" else path.stem) for path in map(Path, files))
    names = re.compile(rf"^[ \t]*(?:from|import)\b.*\b(?:{stems})\b", re.MULTILINE)
    yield from files
    for path in islice(_sources(root), MAX_IMPORTERS):
        if str(path) not in files and names.search(_text(path)):
            yield str(path)


def _sources(root: Path) -> Iterator[Path]:
    """The Python files below a folder, hidden folders and environments left out."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in ("venv", "node_modules"))
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(".py"))


def configured(settings: Settings, root: Path) -> Settings:
    """The settings, with what [tool.lstmshape] of the project's pyproject.toml adds; what makes no sense there is passed over."""
    table = _table(_text(root / "pyproject.toml"))
    keras = table.get("keras")
    return replace(
        settings,
        keras=keras if settings.keras == "auto" and keras in KERAS_CHOICES else settings.keras,
        read_data=settings.read_data and table.get("read-data") is not False,
        shapes={**dict(_shapes(table.get("shapes"))), **settings.shapes},
    )


@lru_cache(maxsize=128)
def _table(text: str) -> Mapping[str, object]:
    if "lstmshape" not in text:
        return {}
    try:
        tool = tomllib.loads(text).get("tool")
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    table = tool.get("lstmshape") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else {}


def _shapes(table: object, path: str = "") -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """The entries of the table of shapes: a key that is not quoted makes a table within it at each dot."""
    for name, entry in table.items() if isinstance(table, dict) else ():
        if isinstance(entry, dict):
            yield from _shapes(entry, f"{path}{name}.")
        elif isinstance(entry, str):
            yield path + name, entry
        elif isinstance(entry, list) and entry and all(isinstance(one, str) for one in entry):
            yield path + name, tuple(entry)


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
    if settings.keras in ("2", "3"):
        return frozenset({int(settings.keras)})
    names = [name for name, _ in imported_names(tree)]
    if any(_ONLY_2.match(name) for name in names):
        return frozenset({2})
    if any(_ONLY_3.match(name) for name in names):
        return frozenset({3})
    return _pinned(root) or _installed() or BOTH


def _pins(root: Path) -> list[tuple[str, str, str]]:
    """(package, operator, version) of every pin of Keras or TensorFlow in the project's files."""
    files = ("requirements.txt", "pyproject.toml", "setup.py", "environment.yml", "Pipfile")
    return [pin for name in files for pin in _PIN.findall(_text(root / name))]


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
