"""Imports: the project's own modules are interpreted in turn; everything else is a library, known by its dotted name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import astroid
from astroid import nodes

from pylint_lstmshape import disk, knowledge
from pylint_lstmshape.domain.objects import LibraryName
from pylint_lstmshape.domain.values import NONE, Constant, Site, Value
from pylint_lstmshape.interpreter import trees
from pylint_lstmshape.interpreter.attributes import library_name, look_up
from pylint_lstmshape.interpreter.frames import Frame
from pylint_lstmshape.interpreter.machine import Machine
from pylint_lstmshape.interpreter.objects import ModuleValue
from pylint_lstmshape.library.python.paths import path_text

if TYPE_CHECKING:
    from pylint_lstmshape.interpreter.calls import Arguments

MAX_SOURCE = 500_000  # bytes of a module that is still parsed; its tree takes 35 times as many
BYTES_A_STEP = 32  # of source are parsed in the time of a step
MAX_KEPT = 1_000_000  # bytes of source whose trees are kept for the next file that imports them
# A folder of such a name is the library's own source tree: its programs mean the library as it is modelled.
_LIBRARIES = {"keras", "tf_keras", "tensorflow", "numpy", "pandas", "sklearn"}


def import_module(frame: Frame, name: str, node: nodes.NodeNG) -> Value:
    """`import name`: the module."""
    module = load(frame, name)
    if module is not None:
        return module
    look_up(frame, name, node)
    return LibraryName(knowledge.canonical(name), name)


def import_name(frame: Frame, modname: str, name: str, level: int | None, node: nodes.NodeNG) -> Value:
    """`from modname import name`."""
    full = absolute_name(frame, modname, level)
    if full is None:
        return frame.machine.unknown(name)
    module = load(frame, full)
    if module is not None:
        return module_member(frame, module, name)
    if level:
        return frame.machine.unknown(name)
    look_up(frame, f"{full}.{name}", node)
    return library_name(frame, f"{full}.{name}")


def star_names(frame: Frame, modname: str, level: int | None) -> Iterator[tuple[str, Value]]:
    """`from modname import *`: the public names of a module of the project, or those a library is known for."""
    full = absolute_name(frame, modname, level)
    module = None if full is None else load(frame, full)
    if module is not None:
        yield from [(name, value) for name, value in module.scope.names.items() if not name.startswith("_")]
    elif full is not None:
        for name in knowledge.names_below(knowledge.canonical(full)):
            yield name, library_name(frame, f"{full}.{name}")


def module_member(frame: Frame, module: ModuleValue, name: str) -> Value:
    """`module.name`: one of its names, or a module inside the package."""
    value = module.scope.names.get(name)
    if value is not None:
        return value
    inner = load(frame, f"{module.name}.{name}") if Path(module.file).name == "__init__.py" else None
    return inner if inner is not None else frame.machine.unknown(name)


def absolute_name(frame: Frame, modname: str, level: int | None) -> str | None:
    """The full name of a module that may be named relative to this one."""
    if not level:
        return modname
    here = frame.scope.module
    parts = here.name.split(".")
    drop = level - 1 if Path(here.file).name == "__init__.py" else level
    if drop > len(parts):
        return None
    return ".".join([*parts[: len(parts) - drop], *([modname] if modname else [])]) or modname


def load(frame: Frame, name: str) -> ModuleValue | None:
    """The module of the project with this name, interpreted once; None where it is a library's or cannot be read."""
    machine = frame.machine
    if name in machine.modules:
        known = machine.modules[name]
        return known if isinstance(known, ModuleValue) else None  # two branches may each have loaded their own
    path = find(machine, name, Path(frame.scope.module.file), frame.scope.module.name)
    tree = None if path is None else parse(path, name, machine.settings.texts.get(str(path)))
    if tree is not None and tree.file_bytes is not None:
        machine.step(len(tree.file_bytes) // BYTES_A_STEP)  # also of one that is kept: the same in every run
    if tree is None or path is None:
        machine.heap.bind(machine.modules, name, None)
        return None
    module = ModuleValue(name, str(path), tree)
    machine.heap.bind(machine.modules, name, module)
    run_module(machine, module, frame)
    return module


def run_module(machine: Machine, module: ModuleValue, frame: Frame | None) -> None:
    """Interpret a module's body; `__name__` is not "__main__" in a module that is imported."""
    from pylint_lstmshape.interpreter.statements import run_block

    module.scope.names["__name__"] = Constant("__main__" if frame is None else module.name)
    module.scope.names["__file__"] = Constant(module.file)
    calls = () if frame is None else (*frame.calls, Site(frame.scope.module.file, 0))
    inner = Frame(machine, module.scope, calls=calls)
    run_block(inner, module.node.body)


def find(machine: Machine, name: str, importer: Path, importer_name: str) -> Path | None:
    """The file of a module: below the importing script's folder, its package's root, the project's root or src, or a
    folder that the program adds to sys.path.
    """
    top = name.partition(".")[0]
    if top in _LIBRARIES and importer_name.partition(".")[0] != top:
        return None
    package_root = importer.parent
    for _ in importer_name.split(".")[1:]:
        package_root = package_root.parent
    if importer.name == "__init__.py":
        package_root = package_root.parent
    relative = Path(*name.split("."))
    if not relative.name:
        return None  # `from . import x` in a script that lies in no package
    known = (importer.parent, package_root, machine.root, machine.root / "src", *machine.folders)
    for folder in dict.fromkeys(known):
        for candidate in (folder / relative.with_suffix(".py"), folder / relative / "__init__.py"):
            try:
                inside = disk.is_file(candidate) and candidate.resolve().is_relative_to(machine.root)
            except (OSError, ValueError):
                continue
            if inside:
                return candidate
    return None


def add_folder(frame: Frame, arguments: Arguments) -> Value:
    """`sys.path.append(folder)`, `sys.path.insert(0, folder)`: modules are looked for there, too. A script is mostly
    started in its own folder or in the project's root.
    """
    text = path_text(arguments.positional[-1]) if arguments.positional else None
    if text is not None:
        bases = (Path(frame.scope.module.file).parent, frame.machine.root)
        frame.machine.folders += [Path(os.path.normpath(base / text)) for base in bases]
    return NONE


@dataclass(frozen=True)
class _Parsed:
    """A tree that is kept for the next file that imports it; None where the file is too large or no Python."""

    tree: nodes.Module | None
    size: int


_PARSED: dict[tuple[str, float | str, int], _Parsed] = {}


def parse(path: Path, name: str, text: str | None = None) -> nodes.Module | None:
    """The tree of a source file, or of the text that is to stand in it; None where it is too large, unreadable or no
    Python. Nothing is imported.
    """
    disk.read(path)
    try:
        status = path.stat()
        key = (str(path), status.st_mtime if text is None else text, status.st_size)
        if key not in _PARSED:
            _PARSED[key] = _Parsed(_tree(path, name, text) if status.st_size <= MAX_SOURCE else None, status.st_size)
            kept = sum(one.size for one in _PARSED.values() if one.tree is not None)
            while kept > MAX_KEPT and len(_PARSED) > 1:
                oldest = _PARSED.pop(next(iter(_PARSED)))
                kept -= oldest.size if oldest.tree is not None else 0
    except (OSError, ValueError):
        return None
    return _PARSED[key].tree


def _tree(path: Path, name: str, text: str | None) -> nodes.Module | None:
    try:
        return trees.build(path.read_bytes().decode("utf-8") if text is None else text, name, str(path))
    except (OSError, ValueError, RecursionError, MemoryError, astroid.AstroidError):
        return None
