"""Files that hold a program: what the analysis reads of them, and how a changed program is put back."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pylint_lstmshape.fixes.edits import Source


def line(file: str, number: int) -> str:
    """A line of a file's program; "" where there is none."""
    try:
        path = Path(file)
        lines = _lines(path, path.stat().st_mtime_ns)
    except (OSError, SyntaxError, UnicodeDecodeError, ValueError):
        return ""
    return lines[number - 1] if 0 < number <= len(lines) else ""


@lru_cache(maxsize=16)
def _lines(path: Path, _changed: int) -> list[str]:
    return Source.decode(path.read_bytes()).lines
