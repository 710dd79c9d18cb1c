"""A bar on a terminal while many files are linted; pylint's reporter hooks tell how far it is."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, TextIO

from pylint.reporters import CollectingReporter

if TYPE_CHECKING:
    from pylint.utils import LinterStats

WIDTH = 30
PATIENCE = 1.0  # seconds in which nothing is drawn: short runs flicker for nothing


def wanted(stream: TextIO) -> bool:
    """Whether a bar belongs on a stream: a terminal that can move its cursor, and not the log of a CI service."""
    return stream.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


class Collected(CollectingReporter):
    """Keeps pylint's messages and the modules it met, in order, and draws the bar."""

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__()
        self.modules: dict[str, str] = {}  # file: name of the module
        self.total = 0  # files that there are, where that is known before they are met
        self._stream = stream if stream is not None and wanted(stream) else None
        self._started = time.monotonic()
        self._done = 0

    def on_set_current_module(self, module: str, filepath: str | None) -> None:
        """Pylint comes to a file: to parse it, and when all are parsed, to lint it. With `-j` it is done with it."""
        if filepath is None:
            return
        self._done += filepath in self.modules
        self.modules[filepath] = module
        if self.linter.config.jobs > 1:
            self._bar(len(self.modules), max(self.total, len(self.modules)), "files")
        elif self._done:
            self._bar(self._done, len(self.modules), os.path.relpath(filepath))

    def arrived(self, number: int, total: int) -> None:
        """Other processes are done with so many of all files."""
        self._bar(number, total, "files")

    def on_close(self, stats: LinterStats, previous_stats: LinterStats | None) -> None:
        """The bar goes."""
        self._draw("")

    @property
    def is_shown(self) -> bool:
        """Whether somebody sees the bar."""
        return self._stream is not None

    def _bar(self, done: int, total: int, what: str) -> None:
        filled = WIDTH * done // total
        self._draw(f"{'█' * filled}{'░' * (WIDTH - filled)} {done}/{total} {what}")

    def _draw(self, text: str) -> None:
        if self._stream is None or time.monotonic() - self._started < PATIENCE:
            return
        self._stream.write(f"\r\033[K{text[: _columns(self._stream) - 1]}")
        self._stream.flush()


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def errors() -> TextIO:
    """Where a bar goes: what is shown on standard output may be piped on."""
    return sys.stderr
