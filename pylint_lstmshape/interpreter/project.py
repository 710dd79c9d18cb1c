"""What surrounds a file: the project's root, its settings, and whether Keras is used at all."""

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
_IMPORT = re.compile(r"^[ \t]*(?:from|import)[ \t]+([\w.]+)", re.MULTILINE)
# The statements that hold others, and where.
_BLOCKS: dict[type[nodes.NodeNG], tuple[str, ...]] = {
    **dict.fromkeys((nodes.FunctionDef, nodes.AsyncFunctionDef, nodes.ClassDef), ("body",)),
    **dict.fromkeys((nodes.With, nodes.AsyncWith, nodes.ExceptHandler, nodes.MatchCase), ("body",)),
    **dict.fromkeys((nodes.If, nodes.For, nodes.AsyncFor, nodes.While), ("body", "orelse")),
    **dict.fromkeys((nodes.Try, nodes.TryStar), ("body", "handlers", "orelse", "finalbody")),
    nodes.Match: ("cases",),
}
_CONDITIONAL = (nodes.If, nodes.Try, nodes.TryStar, nodes.Match)
MAX_IMPORTERS = 400  # files of a project that are searched for imports of a module


def root_of(file: Path) -> Path:
    """The project's root: the nearest folder above `file` with a project file in it, else the file's folder."""
    try:
        folder = file.resolve().parent
    except (OSError, ValueError):
        return file.parent
    candidate, above = "", str(folder)
    while candidate != above:
        candidate = above
        if any(disk.exists(os.path.join(candidate, marker)) for marker in _MARKERS):
            return Path(candidate)
        above = os.path.dirname(candidate)
    return folder


def imported_names(tree: nodes.Module, *, always: bool = False) -> Iterator[tuple[str, int]]:
    """The dotted names of what a module imports, anywhere in it, and the number of leading dots.

    `always`: not those that it imports under a condition, or where it catches that there is no such thing.
    """
    pending: list[nodes.NodeNG] = list(tree.body)
    while pending:
        node = pending.pop()
        kind = type(node)
        if always and kind in _CONDITIONAL:
            continue
        for field in _BLOCKS.get(kind, ()):
            pending += getattr(node, field)
        if kind is nodes.Import:
            yield from ((name, 0) for name, _ in node.names)
        elif kind is nodes.ImportFrom:
            yield from ((f"{node.modname}.{name}" if node.modname else name, node.level or 0) for name, _ in node.names)


def uses_keras(tree: nodes.Module, file: Path, root: Path) -> bool:
    """Whether the module, or a module of the project that it imports, names Keras or TensorFlow.

    Every file that is linted pays for this: paths are plain texts here, which is several times faster.
    """
    pending = [(name, level, os.path.dirname(file)) for name, level in imported_names(tree)]
    if _names_keras("\n".join(name for name, _, _ in pending)):
        return True
    roots = [str(root), *([source] if disk.exists(source := os.path.join(root, "src")) else [])]
    seen: set[str] = set()
    asked: set[tuple[str, int, str]] = set()
    while pending and len(seen) < 64:
        name, level, folder = one = pending.pop()
        if one in asked:
            continue
        asked.add(one)
        for path in _candidates(name, level, folder, roots):
            if path not in seen:
                seen.add(path)
                named, imported = _named_in(text_of(path))
                if named:
                    return True
                pending += [(each, 0, os.path.dirname(path)) for each in imported]
    return False


def _names_keras(text: str) -> bool:
    return ("keras" in text or "tensorflow" in text) and _KERAS.search(text) is not None


@lru_cache(maxsize=128)
def _named_in(text: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a module names Keras, and what it imports."""
    if _names_keras(text):
        return True, ()
    lines = "\n".join(line for line in text.split("\n") if "import" in line)  # the pattern is slow on all of it
    return False, tuple(dict.fromkeys(_IMPORT.findall(lines)))


def _candidates(name: str, level: int, folder: str, roots: Sequence[str]) -> Iterator[str]:
    """The files that an import in `folder` may mean."""
    parts = [part for part in name.split(".") if part]
    for _ in range(level - 1):
        folder = os.path.dirname(folder)
    for base in (folder,) if level else dict.fromkeys((folder, *roots)):
        for part in parts:
            base = os.path.join(base, part)
            if disk.is_file(module := f"{base}.py"):
                yield module
            if not disk.exists(base):
                break
            if disk.is_file(package := os.path.join(base, "__init__.py")):
                yield package


def text_of(path: str | Path) -> str:
    """The beginning of a file; of an unchanged one it is read once."""
    disk.read(path)
    try:
        status = os.stat(path)
        return _read(str(path), status.st_mtime_ns, status.st_size)
    except (OSError, ValueError):
        return ""


@lru_cache(maxsize=128)
def _read(path: str, _written: int, _size: int) -> str:
    with open(path, "rb") as file:
        return file.read(500_000).decode("utf-8", "replace")


def importers(files: Sequence[str], root: Path) -> Iterator[str]:
    """The files, and those of the project that name one of them in an import; of large projects the first files."""
    stems = "|".join(re.escape(path.parent.name if path.stem == "__init__" else path.stem) for path in map(Path, files))
    names = re.compile(rf"^[ \t]*(?:from|import)\b.*\b(?:{stems})\b", re.MULTILINE)
    yield from files
    for path in islice(_sources(root), MAX_IMPORTERS):
        if str(path) not in files and names.search(text_of(path)):
            yield str(path)


def _sources(root: Path) -> Iterator[Path]:
    """The Python files below a folder, hidden folders and environments left out."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in ("venv", "node_modules"))
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(".py"))


def configured(settings: Settings, root: Path) -> Settings:
    """The settings, with what [tool.lstmshape] of the project's pyproject.toml adds; what makes no sense there is passed over."""
    table = _table(text_of(root / "pyproject.toml"))
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
