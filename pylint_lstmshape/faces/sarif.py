"""A pylint reporter that writes SARIF 2.1.0, the form that code scanning services read: every message of every checker.

Pylint is told of it in every run: what it needs is imported where it writes, which other reporters need not pay for.

pylint --load-plugins=pylint_lstmshape --output-format=sarif
lstmshape check --format sarif
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pylint
from pylint.message import Message
from pylint.reporters import BaseReporter

if TYPE_CHECKING:
    from pylint.lint import PyLinter
    from pylint.reporters.ureports.nodes import Section

    from pylint_lstmshape.domain.values import Site
    from pylint_lstmshape.faces.repairs import Repair
    from pylint_lstmshape.fixes.edits import Edit, Source

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"fatal": "error", "error": "error", "warning": "warning"}  # the rest: note
Related = dict[tuple[str, str, int, int], "list[tuple[str, Site]]"]
"""What explains a message, by its symbol, file, line and column: a few words, and a place."""


def related(linter: PyLinter) -> Related:
    """What explains each message that this checker gave `linter`."""
    found: Related = {}
    for checker in linter.get_checkers():
        found.update(getattr(checker, "related", {}))
    return found


class SarifReporter(BaseReporter):
    """Collects the messages, and writes them when all are there."""

    name = "sarif"
    extension = "sarif"

    def display_messages(self, layout: Section | None) -> None:
        """Write the log."""
        print(json.dumps(self._log(), indent=2), file=self.out)

    def display_reports(self, layout: Section) -> None:
        """Nothing: SARIF has no place for pylint's reports."""

    def _display(self, layout: Section) -> None:
        """Nothing, as above."""

    def _log(self) -> dict[str, Any]:
        from pylint_lstmshape.faces.repairs import Repairs

        _lines.cache_clear()  # an editor's process lints a file again and again
        ids = sorted({one.msg_id for one in self.messages})
        driver = {
            "name": "pylint",
            "version": pylint.__version__,
            "informationUri": "https://pylint.readthedocs.io",
            "rules": [self._rule(one) for one in ids],
        }
        explained = related(self.linter)
        repairs = Repairs(self.linter.config)
        run = {
            "tool": {"driver": driver},
            "columnKind": "utf16CodeUnits",
            "invocations": [{"executionSuccessful": all(one.category != "fatal" for one in self.messages)}],
            "results": [_result(one, ids.index(one.msg_id), explained, repairs.get(one)) for one in self.messages],
        }
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _rule(self, msgid: str) -> dict[str, Any]:
        from pylint_lstmshape.faces import pages
        from pylint_lstmshape.rules import RULES

        definition = self.linter.msgs_store.get_message_definitions(msgid)[0]
        level = _LEVELS.get(_category(msgid), "note")
        found: dict[str, Any] = {"id": msgid, "name": definition.symbol, "defaultConfiguration": {"level": level}}
        rule = next((one for one in RULES if one.symbol == definition.symbol), None)
        if rule is not None:
            found["shortDescription"] = {"text": rule.summary}
            found["help"] = {"text": pages.text(rule), "markdown": pages.markdown(rule)}
            address = pages.address(rule)
            return found if address is None else {**found, "helpUri": address}
        found["shortDescription"] = {"text": definition.symbol}
        found["help"] = {"text": definition.description or definition.symbol}
        if self._is_pylints(msgid):
            found["helpUri"] = f"{pages.PYLINT}/{_category(msgid)}/{definition.symbol}.html"
        return found

    def _is_pylints(self, msgid: str) -> bool:
        """Whether the message is of a checker that comes with pylint: other plugins have their pages elsewhere."""
        made_by = [one for one in self.linter.get_checkers() if msgid in one.msgs]
        return any(type(one).__module__.startswith("pylint.") for one in made_by)


def _category(msgid: str) -> str:
    names = {"F": "fatal", "E": "error", "W": "warning", "R": "refactor", "C": "convention"}
    return names.get(msgid[0], "information")


def _result(message: Message, rule: int, related: Related, repair: Repair | None) -> dict[str, Any]:
    from pylint_lstmshape.domain.values import Site

    site = Site(message.abspath, message.line, message.column, message.end_line, message.end_column)
    found: dict[str, Any] = {
        "ruleId": message.msg_id,
        "ruleIndex": rule,
        "level": _LEVELS.get(message.category, "note"),
        "message": {"text": message.msg or message.symbol},
        "locations": [_location(site)],
    }
    explained = related.get((message.symbol, message.abspath, message.line, message.column))
    if explained:
        found["relatedLocations"] = [
            {"id": number, **_location(place), "message": {"text": words}}
            for number, (words, place) in enumerate(explained, start=1)
        ]
    if repair is not None:
        found["fixes"] = [_fix(repair)]
    return found


def _location(site: Site) -> dict[str, Any]:
    """A place in a file; in a notebook that of the file's own text, which is what services show, and the cell."""
    from pylint_lstmshape.domain.values import Site
    from pylint_lstmshape.faces.documents import notebook_of

    notebook = notebook_of(site.file)
    if notebook is None:
        return {"physicalLocation": _place(site)}
    line, column = notebook.in_file(site.line, site.column)
    end_line, end_column = notebook.in_file(site.end_line or site.line, site.end_column or site.column)
    cell = notebook.place(site.line)
    return {
        "physicalLocation": _place(Site(site.file, line, column, end_line, end_column)),
        "logicalLocations": [{"name": f"cell {cell.cell}"}],
        "properties": {"cell": cell.cell, "line": cell.line},
    }


def _fix(repair: Repair) -> dict[str, Any]:
    changes = [
        {"artifactLocation": _file(one.file), "replacements": [_replacement(one.source, edit) for edit in one.edits]}
        for one in repair.changes
    ]
    return {"description": {"text": f"{repair.fix.kind}: {repair.fix.title}"}, "artifactChanges": changes}


def _replacement(source: Source, edit: Edit) -> dict[str, Any]:
    (line, column), (end_line, end_column) = source.place(edit.start), source.place(edit.end)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"deletedRegion": region, **({"insertedContent": {"text": edit.text}} if edit.text else {})}


def _place(site: Site) -> dict[str, Any]:
    return {"artifactLocation": _file(site.file), "region": _region(site)}


def _file(name: str) -> dict[str, str]:
    """A file below the working directory by its path from there, so that the log means the same on another machine."""
    path = Path(name)
    if not path.is_absolute():
        return {"uri": quote(path.as_posix()), "uriBaseId": "%SRCROOT%"}
    try:
        return {"uri": quote(path.relative_to(Path.cwd()).as_posix()), "uriBaseId": "%SRCROOT%"}
    except ValueError:
        return {"uri": path.as_uri()}


def _region(site: Site) -> dict[str, int]:
    """Lines and columns from 1, the end behind the last character; the whole line where the source cannot be read."""
    line = max(site.line, 1)  # pylint gives 0 to what is of a whole file
    region = {"startLine": line}
    start = _column(site.file, line, site.column)
    if start is None:
        return region
    region["startColumn"] = start
    if site.end_line is not None and site.end_column is not None:
        end = _column(site.file, site.end_line, site.end_column)
        if end is not None and (site.end_line, end) >= (line, start):
            region |= {"endLine": site.end_line, "endColumn": end}
    return region


def _column(file: str, line: int, column: int) -> int | None:
    """Pylint's column (UTF-8 bytes, from 0) as SARIF's (UTF-16 code units, from 1)."""
    lines = _lines(file)
    if not 0 < line <= len(lines):
        return 1 if column == 0 else None
    before = lines[line - 1].encode()[:column].decode(errors="ignore")
    return len(before.encode("utf-16-le")) // 2 + 1


@cache
def _lines(file: str) -> list[str]:
    from pylint_lstmshape.fixes.edits import Source

    try:
        return Source.decode(Path(file).read_bytes()).lines
    except (OSError, SyntaxError, UnicodeDecodeError, ValueError):
        return []
