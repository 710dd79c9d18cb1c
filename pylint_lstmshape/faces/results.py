"""Results that are kept: what was told of a module stays true while nothing that the analysis looked at has changed.

One file for each module in the user's cache folder, named after the module's content, its name and path, the settings,
and the versions of Python, pylint and this package. It holds what the analysis asked of the disk (imports that are or are
not there, their content, data files, the project's configuration) with the answers, and what was told. It is used where
every question is answered the same today. Writing is atomic: runs may share the folder, and what is damaged is made anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import astroid
import platformdirs
import pylint
from astroid import nodes

import pylint_lstmshape
from pylint_lstmshape import disk
from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.faces.told import Told

MOST = 50_000_000  # bytes of all results together
KEPT = 0.75  # of them stays where they grew beyond that: what was used last
STARTED = time.time()  # a file that is written later may not be what pylint has read
_END = ".json"


def folder() -> Path:
    """Where results are kept: below the platform's cache folder."""
    return Path(platformdirs.user_cache_dir("lstmshape", appauthor=False))


def kept(node: nodes.Module, options: str, work_out: Callable[[], tuple[list[Told], bool]]) -> Sequence[Told]:
    """What is told of a module under these options: as it was kept, else as `work_out` tells it now, and whether that
    is worth keeping. Raises whatever `work_out` raises.
    """
    key = _key(node, options)
    if key is None:
        return work_out()[0]
    file = folder() / f"{key}{_END}"
    found = _load(file)
    if found is not None:
        return found
    with disk.recorded() as answers:
        told, is_worth = work_out()
    if is_worth:
        _save(file, answers, told)
    return told


def _key(node: nodes.Module, options: str) -> str | None:
    """Names a module, its content, and all that is the same for the whole run; None where it cannot be read."""
    stream = node.stream()
    if stream is None:
        return None
    with stream:
        content = stream.read()
    if node.file_bytes is None and _is_newer(node.file):
        return None
    parts = (versions(), str(node.file), os.path.realpath(node.file), node.name, options)
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=20)
    digest.update(b"\0")
    digest.update(content)
    return digest.hexdigest()


def _is_newer(file: str) -> bool:
    """Whether a file has been written since this process began, which parses all files before it looks at the first."""
    try:
        status = os.stat(file)
    except OSError:
        return True
    return max(status.st_mtime, status.st_ctime) >= STARTED


@cache
def versions() -> str:
    """What else results hang on, one text for all of it. This package by its content: a copy that is worked on keeps its version."""
    own = Path(pylint_lstmshape.__file__).parent
    digest = blake2b(digest_size=20)
    for file in sorted(own.rglob("*.py")):
        digest.update(file.relative_to(own).as_posix().encode())
        digest.update(file.read_bytes())
    installed = [_version(name) for name in ("keras", "tensorflow")]  # which tell the generation
    return " ".join(
        [digest.hexdigest(), platform.python_version(), pylint.__version__, astroid.__version__, *installed]
    )


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"


def _load(file: Path) -> list[Told] | None:
    try:
        entry = json.loads(file.read_bytes())
        if not disk.holds([tuple(one) for one in entry["asked"]]):
            return None
        told = [_told(one) for one in entry["told"]]
        os.utime(file)  # it was used: see `tidy`
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return told


def _told(entry: dict[str, Any]) -> Told:
    related = tuple((words, Site(**site)) for words, site in entry["related"])
    return Told(entry["symbol"], Site(**entry["site"]), entry["message"], entry["certain"], related)


def _save(file: Path, answers: disk.Answers, told: Sequence[Told]) -> None:
    entry = {
        "asked": [[kind, path, answer] for (kind, path), answer in answers.items()],
        "told": [asdict(one) for one in told],
    }
    half = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as written:
            half = written.name
            json.dump(entry, written)
        os.replace(half, file)
    except (OSError, ValueError):  # a full disk, a folder of another user, a name that is no text: nothing is kept
        if half is not None:
            with contextlib.suppress(OSError):
                os.unlink(half)


def tidy(most: int = MOST) -> None:
    """Delete what was used longest ago, where all results together are larger than `most` bytes."""
    found = []
    with contextlib.suppress(OSError), os.scandir(folder()) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):  # another run tidies, too
                status = entry.stat()
                found.append((status.st_mtime_ns, status.st_size, entry.path))
    size = sum(each for _, each, _ in found)
    if size <= most:
        return
    for _, each, path in sorted(found):
        if size <= most * KEPT:
            return
        with contextlib.suppress(OSError):
            os.unlink(path)
        size -= each
