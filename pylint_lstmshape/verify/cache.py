"""Keeps traces, so that a program is run again only if it, a file it reads, a library or the tracer has changed."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from pylint_lstmshape.verify.generations import versions
from pylint_lstmshape.verify.records import Generation, Trace, decode, encode

_TRACER = Path(__file__).parent
_READERS = ("__main__.py", "compare.py", "compare_models.py", "shrink.py")  # they make nothing of a run


class Cache:
    """Traces in a folder, one file of JSON each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, path: Path, source: str, keras: Generation) -> Trace | None:
        """The trace of this program, if nothing has changed since."""
        try:
            kept = json.loads(self._file(path, source, keras).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if kept["files"] != _digests(path.parent, list(kept["files"])):
            return None
        return decode(Trace, kept["trace"])

    def put(self, path: Path, source: str, trace: Trace) -> None:
        """Keeps a trace, unless its outcome is the machine's rather than the program's."""
        if trace.outcome.status not in ("ran", "raised"):
            return
        if not self._folder.exists():
            self._folder.mkdir(parents=True)
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
        kept: dict[str, Any] = {"files": _digests(path.parent, trace.files), "trace": encode(trace)}
        file = self._file(path, source, trace.keras)
        half = file.with_suffix(".half")
        half.write_text(json.dumps(kept), encoding="utf-8")
        half.replace(file)

    def _file(self, path: Path, source: str, keras: Generation) -> Path:
        key = "\0".join((str(path), source, keras, _tracer(), json.dumps(_versions(keras))))
        return self._folder / f"{path.stem}-{keras}-{hashlib.sha256(key.encode()).hexdigest()[:24]}.json"


@cache
def _versions(keras: Generation) -> dict[str, Any]:
    return versions(keras)


@cache
def _tracer() -> str:
    """The tracer's own state: a change of it makes all traces old."""
    digest = hashlib.sha256()
    for file in sorted(_TRACER.glob("*.py")):
        if file.name not in _READERS:
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _digests(folder: Path, names: tuple[str, ...] | list[str]) -> dict[str, str | None]:
    """What each file holds; None for one that is not there."""
    found: dict[str, str | None] = {}
    for name in names:
        try:
            found[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError:
            found[name] = None
    return found
