"""`lstmshape fix`: the proved fixes of findings, shown as a diff, chosen, and written."""

from __future__ import annotations

import argparse
import dataclasses
import difflib
import logging
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pylint_lstmshape.analysis import analyze, fixes, parse
from pylint_lstmshape.faces import documents, formats
from pylint_lstmshape.faces.documents import Document
from pylint_lstmshape.faces.linting import LEVELS, Linted, UsageError
from pylint_lstmshape.faces.writing import Change, RefusedError, replace
from pylint_lstmshape.fixes.edits import Source, apply, by_file
from pylint_lstmshape.fixes.order import KINDS
from pylint_lstmshape.fixes.situation import Fix
from pylint_lstmshape.rules import RULES, Finding
from pylint_lstmshape.settings import Settings

IDS = {rule.symbol: rule.id for rule in RULES}
MAX_ROUNDS = 60  # fixes applied to one file
MAX_SHOWN = 9  # fixes offered for one finding when asking
_CLEAR = "\033[0m"
_COLOURS = {"+": "\033[32m", "-": "\033[31m", "@": "\033[36m"}


class Quit(Exception):  # no error: the user's wish
    """The user wants no more questions."""


class Program:
    """A file that is linted, and the other modules of its project that its fixes change: as read, and as they are to be."""

    def __init__(self, path: Path, settings: Settings, shown: dict[Path, Document]) -> None:
        """`shown`: files as they would be with the fixes of files before. Raises OSError, SyntaxError, ValueError."""
        self.path = path
        self.before: dict[Path, Document] = {}
        self.shown = dict(shown)
        self._settings = settings
        self._read: dict[Path, tuple[bytes, Document]] = {}
        self.now(path)

    def now(self, path: Path) -> Document:
        """One of the files, with the fixes so far."""
        if path not in self._read:
            data = path.read_bytes()
            self._read[path] = (data, documents.decode(data, path))
        return self.shown.get(path, self._read[path][1])

    @property
    def document(self) -> Document:
        """The linted file, with the fixes so far."""
        return self.now(self.path)

    @property
    def settings(self) -> Settings:
        """The settings, with the other modules as they are now."""
        return dataclasses.replace(
            self._settings, texts={str(path): one.source.text for path, one in self.shown.items()}
        )

    def after(self, fix: Fix) -> dict[Path, Document]:
        """The files that the fix changes, changed."""
        files = ((self.now(Path(file)), Path(file), edits) for file, edits in by_file(fix.edits).items())
        return {path: now.with_text(apply(now.source.text, edits)) for now, path, edits in files}

    def take(self, fix: Fix) -> None:
        """Apply a fix."""
        for path, document in self.after(fix).items():
            self.before.setdefault(path, self.now(path))
            self.shown[path] = document

    @property
    def changes(self) -> list[Change]:
        """What is to be written. Raises UnicodeEncodeError."""
        return [
            Change(path, self._read[path][0], self.now(path).encode(self.now(path).source.text)) for path in self.before
        ]


@dataclass
class Chooser:
    """Which fix of a finding to take: the best, the best of a kind, or what the user says."""

    kind: str | None = None
    asks: bool = False
    colour: bool = False
    declined: set[tuple[str, str]] = field(default_factory=set)

    def pick(self, program: Program, finding: Finding, offered: Iterator[Fix]) -> Fix | None:
        """The fix to apply, None for none."""
        if self.kind is not None:
            offered = (fix for fix in offered if fix.kind == self.kind)
        if not self.asks:
            return next(offered, None)
        line = program.document.source.lines[finding.site.line - 1].strip()
        if (finding.symbol, line) in self.declined:
            return None
        found = list(islice(offered, MAX_SHOWN))
        fix = self._ask(program, finding, found) if found else None
        if fix is None:
            self.declined.add((finding.symbol, line))
        return fix

    def _ask(self, program: Program, finding: Finding, found: list[Fix]) -> Fix | None:
        document = program.document
        print(
            f"\n{_shown(program.path)}:{document.place(finding.site.line)}: {document.words(finding.conflict)} ({finding.symbol})"
        )
        chosen = 0
        while True:
            for number, fix in enumerate(found, start=1):
                print(f"{'>' if number == chosen + 1 else ' '} {number} {fix.kind}: {document.words(fix.title)}")
            for path, changed in program.after(found[chosen]).items():
                print(difference(_shown(path), program.now(path), changed, colour=self.colour), end="")
            print(f"Apply {chosen + 1}? y yes, n no, 1-{len(found)} show another, q quit: ", end="", flush=True)
            answer = sys.stdin.readline()
            if not answer or answer.strip() == "q":
                raise Quit
            if answer.strip() == "y":
                return found[chosen]
            if answer.strip() == "n":
                return None
            if answer.strip().isdecimal() and 1 <= int(answer) <= len(found):
                chosen = int(answer) - 1


def fix_files(options: argparse.Namespace) -> int:
    """Run `lstmshape fix`.

    Exit status: 0 where nothing is left to do (nothing found, or all that was found is repaired and written), 1 where
    findings are left that count (--fail-on) or fixes are not written (without --write), 2 on wrong usage, unreadable
    input, a refused write or a file that the analysis cannot handle; the other files are repaired all the same.
    """
    problem = _wrong(options)
    if problem:
        print(f"lstmshape fix: {problem}", file=sys.stderr)
        return 2
    try:
        linted = Linted(options.paths, options.keras)
    except UsageError as error:
        print(f"lstmshape fix: {error}", file=sys.stderr)
        return 2
    status = 0
    for failure in linted.failures:
        print(failure, file=sys.stderr)
        status = 2
    chooser = Chooser(options.choose, options.interactive, formats.colours())
    shown: dict[Path, Document] = {}
    for path in linted.files:
        try:
            status = max(status, _fix_file(path, linted, chooser, options, shown))
        except Quit:
            return max(status, 1)
    return status


def _wrong(options: argparse.Namespace) -> str:
    """What is wrong with the options; "" where nothing is."""
    symbols = {rule.symbol for rule in RULES} | {rule.id for rule in RULES}
    unknown = [one for one in options.select or () if one not in symbols]
    if unknown:
        return f"--select {unknown[0]}: no message of that name; there are {', '.join(sorted(symbols))}"
    if options.choose is not None and options.choose not in KINDS:
        return f"--choose {options.choose}: no kind of fix; there are {', '.join(KINDS)}"
    return ""


def _fix_file(
    path: Path, linted: Linted, chooser: Chooser, options: argparse.Namespace, earlier: dict[Path, Document]
) -> int:
    shown = _shown(path)
    try:
        program = Program(path, linted.settings, earlier)
    except (OSError, SyntaxError, ValueError) as error:
        print(f"{shown}: {error}", file=sys.stderr)
        return 2
    try:
        used, left = _repair(program, linted, chooser, set(options.select or ()))
    except Quit:
        raise
    except Exception as error:  # pylint: disable=broad-except
        # The boundary of checker.py, for this face: one file must not cost the others their fixes.
        logging.getLogger(__name__).debug("analysis failed", exc_info=True)
        reason = " ".join(str(error).split())
        print(f"{shown}: lstmshape could not analyse this file: {type(error).__name__}: {reason}", file=sys.stderr)
        return 2
    if not (options.interactive and options.write):
        for file, before in program.before.items():
            print(difference(_shown(file), before, program.now(file), colour=chooser.colour), end="")
    for place, finding, fix in used:
        print(f"{shown}:{place}: {finding.symbol}: {fix.kind}: {program.document.words(fix.title)}", file=sys.stderr)
    for finding in left:
        print(
            f"{shown}:{program.document.place(finding.site.line)}: {finding.symbol}: no fix {_why(options)}",
            file=sys.stderr,
        )
    remains = any(IDS[finding.symbol][0] in LEVELS[options.fail_on] for finding in left)
    if not used:
        return 1 if remains else 0
    if not options.write:
        earlier.update(program.shown)
        return 1
    try:
        replace(program.changes)
    except (RefusedError, UnicodeEncodeError) as error:
        print(f"lstmshape fix: {error}", file=sys.stderr)
        return 2
    return 1 if remains else 0


def _why(options: argparse.Namespace) -> str:
    if options.interactive:
        return "taken"
    return f"of kind {options.choose}" if options.choose else "is proved"


def _repair(
    program: Program, linted: Linted, chooser: Chooser, select: set[str]
) -> tuple[list[tuple[str, Finding, Fix]], list[Finding]]:
    """Apply fixes one after another, each on what the last one left; what was used, where, and what is left."""
    used: list[tuple[str, Finding, Fix]] = []
    while True:
        source = program.document.source
        left = _findings(source, program, linted, select)
        if len(used) == MAX_ROUNDS:
            return used, left
        for finding in left:
            fix = chooser.pick(program, finding, fixes(source, program.path, program.settings, finding))
            if fix is not None:
                break
        else:
            return used, left
        used.append((program.document.place(finding.site.line), finding, fix))
        program.take(fix)


def _findings(source: Source, program: Program, linted: Linted, select: set[str]) -> list[Finding]:
    tree = parse(source, program.path)
    if tree is None:
        return []
    return [
        one
        for one in analyze(tree, program.settings).findings
        if (not select or {one.symbol, IDS[one.symbol]} & select) and linted.wanted(tree, one.symbol, one.site.line)
    ]


def _shown(path: Path) -> Path:
    """The path as the user would write it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def difference(path: Path, old: Document, new: Document, *, colour: bool) -> str:
    """A unified diff of two texts of a file's program."""
    lines = difflib.unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}")
    return "".join(_painted(lines) if colour else _ended(lines))


def _lines(document: Document) -> list[str]:
    return Source(document.shown(document.source.text)).lines


def _ended(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"


def _painted(lines: Iterable[str]) -> Iterator[str]:
    for line in _ended(lines):
        paint = "" if line.startswith(("+++", "---")) else _COLOURS.get(line[0], "")
        body = line.rstrip("\r\n")
        yield f"{paint}{body}{_CLEAR}{line[len(body) :]}" if paint else line
