"""What an analysis asks of the disk beside the file itself, and a record of it, by which a result can be kept.

Whatever is asked in this package is asked here, or told here (`read`): a result holds as long as every question that was
asked is answered as it was then.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

WHOLE = 1_000_000  # bytes: a larger file is known by its beginning, its length and the time it was written
Answers = dict[tuple[str, str], str]
"""By question and path; every answer is a text."""

_records: list[Answers] = []
_memory: list[Answers] = []  # one or none


def remember() -> None:
    """From now on, ask only once whether something is there: a run of pylint wants to know it again for each file."""
    _memory[:] = [{}]


def forget() -> None:
    """From now on, ask each time."""
    _memory.clear()


@contextmanager
def recorded() -> Iterator[Answers]:
    """All that is asked within, with the answers."""
    record: Answers = {}
    _records.append(record)
    try:
        yield record
    finally:
        _records.remove(record)


def exists(path: str | Path) -> bool:
    """Whether there is anything of this name."""
    return bool(_known("exists", path))


def is_file(path: str | Path) -> bool:
    """Whether it is a file; where its links lead is part of the answer."""
    return bool(_known("is_file", path))


def read(path: str | Path) -> None:
    """Tell that the content of a file is used; each time, also where it is at hand."""
    if _records:
        _told(("content", str(path)), _content(str(path)))


def holds(answers: Iterable[tuple[str, str, str]]) -> bool:
    """Whether every question (its kind, a path, the answer) is answered in that way now."""
    return all(kind in _QUESTIONS and _QUESTIONS[kind](path) == answer for kind, path, answer in answers)


def content(path: str) -> str:
    """What a file is known by; "" where it cannot be read."""
    return _content(path)


def _known(kind: str, path: str | Path) -> str:
    """The answer as it is remembered, else as it is now."""
    question = kind, str(path)
    for memory in _memory:
        if question not in memory:
            memory[question] = _QUESTIONS[kind](question[1])
        return _told(question, memory[question])
    return _told(question, _QUESTIONS[kind](question[1]))


def _told(question: tuple[str, str], answer: str) -> str:
    for record in _records:
        record.setdefault(question, answer)
    return answer


def _exists(path: str) -> str:
    return "yes" if os.path.exists(path) else ""


def _is_file(path: str) -> str:
    try:
        return os.path.realpath(path) if os.path.isfile(path) else ""
    except (OSError, ValueError):
        return ""


def _content(path: str) -> str:
    from hashlib import blake2b

    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            start = file.read(WHOLE)
    except (OSError, ValueError):
        return ""
    written = status.st_mtime_ns if status.st_size > WHOLE else 0
    return blake2b(start, digest_size=16).hexdigest() + f" {status.st_size} {written}"


_QUESTIONS = {"exists": _exists, "is_file": _is_file, "content": _content}
