"""Writes a file's new text: all of it or nothing, and only over what was read."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


class RefusedError(Exception):
    """The file cannot or must not be written; the message says why."""


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Put `new` in the place of `old` in a file, atomically; its permissions stay.

    A symbolic link is followed only to a file within the link's own folder. Raises RefusedError.
    """
    target = path.resolve()
    if path.is_symlink() and not target.is_relative_to(path.parent.resolve()):
        raise RefusedError(f"{path} is a link to {target}, outside its folder")
    half = None
    try:
        if target.read_bytes() != old:
            raise RefusedError(f"{path} has changed meanwhile")
        mode = stat.S_IMODE(target.stat().st_mode)
        if not mode & stat.S_IWUSR:
            raise RefusedError(f"{path} is read-only")
        handle, half = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(half, mode)
        if target.read_bytes() != old:
            raise RefusedError(f"{path} has changed meanwhile")
        os.replace(half, target)
        half = None
    except OSError as error:
        raise RefusedError(f"{path}: {error.strerror}") from error
    finally:
        if half is not None:
            os.unlink(half)
