"""Lints programs through pylint itself, the public door, and reads the messages expected of a program from its source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from pylint.lint import Run
from pylint.reporters.json_reporter import JSON2Reporter

_EXPECTED = re.compile(r"#.*?\[([a-z-]+(?:,\s*[a-z-]+)*)\]")


@dataclass(frozen=True)
class Message:
    """One message as pylint reports it."""

    path: Path
    line: int
    column: int
    end_line: int | None
    end_column: int | None
    symbol: str
    id: str
    text: str
    confidence: str


def lint(paths: Iterable[Path | str], *options: str) -> list[Message]:
    """The messages of this checker alone for files and folders."""
    output = StringIO()
    Run(
        [
            "--load-plugins=pylint_lstmshape",
            "--disable=all",
            "--enable=lstmshape",
            "--persistent=n",
            "--score=n",
            *options,
            *map(str, paths),
        ],
        reporter=JSON2Reporter(output),
        exit=False,
    )
    return [
        Message(
            Path(one["absolutePath"]),
            one["line"],
            one["column"],
            one["endLine"],
            one["endColumn"],
            one["symbol"],
            one["messageId"],
            one["message"],
            one["confidence"],
        )
        for one in json.loads(output.getvalue())["messages"]
    ]


def expected_messages(path: Path) -> list[tuple[int, str]]:
    """(line, symbol) of every `# [symbol]` comment in a program, as pylint's own functional tests have them."""
    return expected_in(path.read_text(encoding="utf-8"))


def expected_in(source: str) -> list[tuple[int, str]]:
    """As expected_messages, of the source itself."""
    found = []
    for number, line in enumerate(source.splitlines(), start=1):
        match = _EXPECTED.search(line)
        if match:
            found += [(number, symbol.strip()) for symbol in match[1].split(",")]
    return sorted(found)


def reported(messages: Sequence[Message], path: Path) -> list[tuple[int, str]]:
    """(line, symbol) of the messages for one file."""
    return sorted((one.line, one.symbol) for one in messages if one.path == path.resolve())
