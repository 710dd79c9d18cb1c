"""The best fix of a message, for faces that show it beside the message; linting alone pays for none of it."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pylint.message import Message

from pylint_lstmshape.analysis import analyze, fixes, parse
from pylint_lstmshape.faces import documents
from pylint_lstmshape.faces.documents import Document
from pylint_lstmshape.fixes.edits import Edit, Source, apply, by_file, in_order
from pylint_lstmshape.fixes.situation import Fix
from pylint_lstmshape.rules import RULES, Finding
from pylint_lstmshape.settings import Settings

_OWN = frozenset(rule.symbol for rule in RULES)


@dataclass(frozen=True)
class Change:
    """The edits on the text of one file."""

    file: str
    source: Source
    edits: Sequence[Edit]


@dataclass(frozen=True)
class Repair:
    """A fix, and what it changes."""

    fix: Fix
    changes: Sequence[Change]


class Repairs:
    """Finds fixes file by file, under the options that pylint has read."""

    def __init__(self, config: argparse.Namespace) -> None:
        self._settings = Settings(keras=config.lstmshape_keras, read_data=config.lstmshape_read_data)
        self._file = File("", self._settings)

    def get(self, message: Message) -> Repair | None:
        """The best fix of a message; None where none is proved, or the file has changed or cannot be read."""
        if message.symbol not in _OWN:
            return None
        if message.abspath != self._file.name:
            self._file = File(message.abspath, self._settings)
        try:
            return self._file.repair(message)
        except Exception:  # pylint: disable=broad-except
            # The boundary of checker.py, for this face: a fix that fails must not cost the message.
            logging.getLogger(__name__).debug("no fix", exc_info=True)
            return None


@dataclass(frozen=True)
class File:
    """One file as it stands, analysed once for all its messages."""

    name: str
    settings: Settings

    def repair(self, message: Message) -> Repair | None:
        """The best fix of one message. Raises whatever reading or analysing raises."""
        place = (message.symbol, message.line, message.column)
        for finding in self._findings:
            if (finding.symbol, finding.site.line, finding.site.column) == place:
                source = self._document.source
                fix = next(fixes(source, Path(self.name), self.settings, finding), None)
                return None if fix is None else Repair(fix, [_change(*one) for one in by_file(fix.edits).items()])
        return None

    @cached_property
    def _document(self) -> Document:
        path = Path(self.name)
        return documents.decode(path.read_bytes(), path)

    @cached_property
    def _findings(self) -> tuple[Finding, ...]:
        tree = parse(self._document.source, Path(self.name))
        return () if tree is None else analyze(tree, self.settings).findings


def _change(file: str, edits: Sequence[Edit]) -> Change:
    path = Path(file)
    document = documents.decode(path.read_bytes(), path)
    source, notebook = document.source, document.notebook
    if notebook is None:
        return Change(file, source, in_order(edits))
    return Change(file, Source(notebook.raw), notebook.edits(apply(source.text, edits)))
