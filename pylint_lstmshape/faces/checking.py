"""`lstmshape check`: lints, leaves out what a baseline knows or a change did not touch, and shows the rest."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from pylint.message import Message

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.faces import baseline, changes, formats, progress, results, spreading
from pylint_lstmshape.faces.linting import LEVELS, Linted, UsageError

CLEAN, FOUND, USAGE, CRASHED = range(4)
_CRASHES = ("astroid-error", "lstmshape-failed")


def check(options: argparse.Namespace) -> int:
    """Report shape mistakes in Python files, notebooks and folders.

    Exit status: 0 nothing found that counts (--fail-on), 1 findings, 2 wrong usage or a file that cannot be read,
    3 the analysis or pylint crashed on a file (its message names the file; the others are checked all the same).
    """
    try:
        changed = changes.since(options.diff) if options.diff is not None else None
        cache = f"--lstmshape-cache={'y' if options.cache else 'n'}"
        spread = None if options.scheduler is None else spreading.Spreading(options.scheduler, options.keras, cache)
        linted = Linted(options.paths, options.keras, cache, jobs=options.jobs, bar=progress.errors(), spread=spread)
        if options.cache:
            results.tidy()
        found = messages = linted.messages
        if options.write_baseline is not None:
            number = baseline.write(messages, options.write_baseline)
            print(f"{options.write_baseline}: {_number(number, 'finding')} known from now on", file=sys.stderr)
            return _failed(messages)
        if options.baseline is not None:
            messages = baseline.new(messages, options.baseline)
        if changed is not None:
            messages = [one for one in messages if one.category == "fatal" or _touched(one, linted, changed)]
        _show(messages, linted, options, len(found) - len(messages))
    except (UsageError, baseline.BaselineError, changes.GitError, OSError) as error:
        print(f"lstmshape check: {error}", file=sys.stderr)
        return USAGE
    return _status(messages, options.fail_on)


def _touched(message: Message, linted: Linted, changed: changes.Changes) -> bool:
    """Whether a change touched the place of a message, or one that explains it: the model may stand far from its data."""
    site = Site(message.abspath, message.line, message.column, message.end_line, message.end_column)
    related = linted.related.get((message.symbol, message.abspath, message.line, message.column), [])
    return any(changed.hold(one) for one in (site, *(place for _, place in related)))


def _show(messages: Sequence[Message], linted: Linted, options: argparse.Namespace, hidden: int) -> None:
    usual = "colorized" if options.output is None and formats.colours() else "text"
    for form, file in options.format or [(usual, None)]:
        written = StringIO()
        formats.write(form, messages, linted.linter, linted.modules, written)
        where = file or options.output
        if where is None:
            sys.stdout.write(written.getvalue())
        else:
            Path(where).write_text(written.getvalue(), encoding="utf-8")
        if form in formats.READ_BY_PEOPLE:
            more = f", {hidden} not shown" if hidden else ""
            print(f"lstmshape: {_summary(messages)} in {_number(len(linted.modules), 'file')}{more}", file=sys.stderr)


def _summary(messages: Sequence[Message]) -> str:
    names = {"fatal": "failure", "error": "error", "warning": "warning", "refactor": "piece of advice"}
    counted = Counter(names.get(one.category, "note") for one in messages)
    found = [_number(counted[name], name) for name in [*names.values(), "note"] if counted[name]]
    return ", ".join(found) or "nothing found"


def _number(count: int, name: str) -> str:
    if count == 1:
        return f"1 {name}"
    return f"{count} pieces{name.removeprefix('piece')}" if name.startswith("piece") else f"{count} {name}s"


def _failed(messages: Sequence[Message]) -> int:
    """CRASHED or USAGE where pylint or the analysis failed on a file."""
    if any(one.symbol in _CRASHES for one in messages):
        return CRASHED
    return USAGE if any(one.category == "fatal" for one in messages) else CLEAN


def _status(messages: Sequence[Message], fail_on: str) -> int:
    return _failed(messages) or (FOUND if any(one.C in LEVELS[fail_on] for one in messages) else CLEAN)
