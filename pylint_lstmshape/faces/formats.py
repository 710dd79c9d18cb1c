"""The forms that messages are shown in: pylint's own reporters, and what each lacks for its readers."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, TextIO, cast

from pylint.lint import PyLinter
from pylint.message import Message
from pylint.reporters import BaseReporter
from pylint.reporters.json_reporter import JSON2Reporter, JSONMessage, JSONReporter, OldJsonExport
from pylint.reporters.text import (
    ColorizedTextReporter,
    GithubReporter,
    MessageStyle,
    NoHeaderReporter,
    colorize_ansi,
)
from pylint.reporters.ureports.nodes import Section

from pylint_lstmshape.faces.documents import notebook_of
from pylint_lstmshape.faces.notebooks import SUFFIX
from pylint_lstmshape.faces.sarif import SarifReporter

try:
    from pylint.reporters.junit_reporter import JUnitReporter
except ImportError:  # pylint before 4.1
    JUnitReporter = None  # type: ignore[assignment, misc]  # asked for by `is None`

_CELL = ":cell "  # in the path of a message in a notebook


class Colorized(ColorizedTextReporter):
    """Pylint's, without a heading for each module; what is long is left in the terminal's own colour."""

    def handle_message(self, msg: Message) -> None:
        """Write a message."""
        style = self._get_decoration(msg.C)
        msg.path = colorize_ansi(msg.path, MessageStyle(None, ("bold",)))
        msg.msg_id = colorize_ansi(msg.msg_id, style)
        msg.symbol = colorize_ansi(msg.symbol, style)
        self.write_message(msg)


class Annotations(GithubReporter):
    """Pylint's, as GitHub reads it: columns from 1, and what would end a field escaped."""

    def handle_message(self, msg: Message) -> None:
        """Write a message without a heading for its module, which GitHub's log has no use for."""
        kind = self.category_map.get(msg.C, "error")
        place = {"file": msg.path, "line": max(msg.line, 1), "col": msg.column + 1}
        if msg.end_line is not None and msg.end_column is not None:
            place |= {"endLine": msg.end_line, "endColumn": msg.end_column}
        fields = {**place, "title": f"{msg.symbol} ({msg.msg_id})"}
        given = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in fields.items())
        self.writeln(f"::{kind} {given}::{_escaped(msg.msg)}")


class Json(JSONReporter):
    """Pylint's, with the cell of a message in a notebook."""

    @staticmethod
    def serialize(message: Message) -> OldJsonExport:
        """One message."""
        return cast(OldJsonExport, _with_cell(dict(JSONReporter.serialize(message))))


class Json2(JSON2Reporter):
    """Pylint's, with the cell of a message in a notebook."""

    @staticmethod
    def serialize(message: Message) -> JSONMessage:
        """One message."""
        return cast(JSONMessage, _with_cell(dict(JSON2Reporter.serialize(message))))


def _with_cell(message: dict[str, Any]) -> dict[str, Any]:
    path, _, cell = message["path"].rpartition(_CELL)
    return {**message, "path": path, "cell": int(cell)} if path.endswith(SUFFIX) else message


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


REPORTERS: Mapping[str, type[BaseReporter] | None] = {
    "text": NoHeaderReporter,
    "colorized": Colorized,
    "json": Json,
    "json2": Json2,
    "github": Annotations,
    "sarif": SarifReporter,
    "junit": JUnitReporter,
}
READ_BY_PEOPLE = ("text", "colorized")


def colours() -> bool:
    """Whether standard output shows colours: https://no-color.org, and the habit of FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def write(form: str, messages: Sequence[Message], linter: PyLinter, modules: Mapping[str, str], output: TextIO) -> None:
    """Write messages, of the modules that `linter` has linted (file: name), in one form."""
    kind = REPORTERS[form]
    assert kind is not None
    _count(messages, linter)
    reporter = kind(output)
    reporter.linter = linter
    for file, module in modules.items():
        reporter.on_set_current_module(module, file)
    for message in messages:
        reporter.handle_message(_placed(message, form))
    reporter.display_messages(Section())


def _placed(message: Message, form: str) -> Message:
    """A message of its own (a reporter of pylint's paints what it is given), in a notebook placed as the form has it."""
    found, notebook = copy(message), notebook_of(message.abspath)
    if notebook is None:
        return found
    found.msg = notebook.words(message.msg)
    end_line, end_column = message.end_line or message.line, message.end_column or message.column
    place = notebook.place(message.line, message.column)
    if form == "github":  # which knows the lines of the file alone
        found.line, found.column = notebook.in_file(message.line, message.column)
        found.end_line, found.end_column = notebook.in_file(end_line, end_column)
        found.msg = f"Cell {place.cell} line {place.line}: {found.msg}"
    elif form != "sarif":  # which finds both places itself
        end = notebook.place(end_line, end_column)
        found.path = f"{message.path}{_CELL}{place.cell}"
        found.line, found.column, found.end_line, found.end_column = place.line, place.column, end.line, end.column
    return found


def _count(messages: Sequence[Message], linter: PyLinter) -> None:
    """Make pylint's statistics those of the messages that are shown."""
    for name in ("fatal", "error", "warning", "refactor", "convention", "info"):
        setattr(linter.stats, name, sum(one.category.startswith(name) for one in messages))
