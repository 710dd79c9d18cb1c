"""A baseline: the findings that an old code base is known to have, so that only new ones stop anybody.

A finding is known by its file, its symbol and the text of its line: it stays known when other lines come or go, and a
second one of the same kind on an equal line is new.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pylint.message import Message

from pylint_lstmshape.faces import documents

VERSION = 1
Known = tuple[str, str, str]  # file, symbol, line


class BaselineError(Exception):
    """The file is not there, or no baseline; the message says it."""


def new(messages: Iterable[Message], baseline: Path) -> list[Message]:
    """The messages that the baseline does not know. Raises BaselineError."""
    left = _read(baseline)
    found = []
    for message in messages:
        known = _known(message, baseline)
        if message.category != "fatal" and left[known] > 0:
            left[known] -= 1
        else:
            found.append(message)
    return found


def write(messages: Sequence[Message], baseline: Path) -> int:
    """Make all messages known; gives their number. Raises BaselineError."""
    counted = Counter(_known(one, baseline) for one in messages if one.category != "fatal")
    findings = [
        {"file": file, "symbol": symbol, "line": line, "count": count}
        for (file, symbol, line), count in sorted(counted.items())
    ]
    text = json.dumps({"version": VERSION, "findings": findings}, indent=1, ensure_ascii=False)
    try:
        baseline.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise BaselineError(f"{baseline}: {error.strerror}") from error
    return counted.total()


def _read(baseline: Path) -> Counter[Known]:
    try:
        data = json.loads(baseline.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise BaselineError(f"{baseline} is a baseline of version {data['version']}; this is {VERSION}")
        return Counter({(one["file"], one["symbol"], one["line"]): int(one["count"]) for one in data["findings"]})
    except FileNotFoundError as error:
        raise BaselineError(f"there is no file {baseline}; --write-baseline {baseline} makes it") from error
    except OSError as error:
        raise BaselineError(f"{baseline}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BaselineError(f"{baseline} is no baseline that `--write-baseline` wrote") from error


def _known(message: Message, baseline: Path) -> Known:
    """What a message is known by; its file as seen from the baseline's folder, wherever the command runs."""
    try:
        file = os.path.relpath(message.abspath, baseline.resolve().parent)
    except ValueError:  # another drive
        file = message.abspath
    return Path(file).as_posix(), message.symbol, documents.line(message.abspath, message.line).strip()
