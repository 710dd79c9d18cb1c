"""Writes the new texts of files: all of them or none, and only over what was read."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class RefusedError(Exception):
    """The file cannot or must not be written; the message says why."""


@dataclass(frozen=True)
class Change:
    """A file, what was read from it, and what it is to hold."""

    path: Path
    old: bytes
    new: bytes


def replace(changes: Sequence[Change]) -> None:
    """Put the new bytes in the place of the old, in each file atomically, in all or in none; permissions stay.

    A symbolic link is followed only to a file within the link's own folder. Raises RefusedError.
    """
    prepared: list[tuple[Change, Path, str]] = []
    written: list[tuple[Change, Path]] = []
    try:
        for change in changes:
            target = _target(change)
            prepared.append((change, target, _prepare(change.new, target)))
        for change, target, _ in prepared:
            _unchanged(change, target)
        for change, target, half in prepared:
            os.replace(half, target)
            written.append((change, target))
    except (OSError, RefusedError) as error:
        for change, target in written:  # what was there before
            os.replace(_prepare(change.old, target), target)
        raise (
            error if isinstance(error, RefusedError) else RefusedError(f"{error.filename}: {error.strerror}")
        ) from error
    finally:
        for _, _, half in prepared:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(half)


def _target(change: Change) -> Path:
    path, target = change.path, change.path.resolve()
    if path.is_symlink() and not target.is_relative_to(path.parent.resolve()):
        raise RefusedError(f"{path} is a link to {target}, outside its folder")
    _unchanged(change, target)
    if not stat.S_IMODE(target.stat().st_mode) & stat.S_IWUSR:
        raise RefusedError(f"{path} is read-only")
    return target


def _unchanged(change: Change, target: Path) -> None:
    if target.read_bytes() != change.old:
        raise RefusedError(f"{change.path} has changed meanwhile")


def _prepare(data: bytes, target: Path) -> str:
    """A file beside the target with its permissions, to be put in its place."""
    handle, half = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(half, stat.S_IMODE(target.stat().st_mode))
    except OSError:
        os.unlink(half)
        raise
    return half
