"""The lines that differ from a git revision: what a pull request changed."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.faces.documents import notebook_of

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPED = re.compile(rb'\\([0-7]{3}|[abtnvfr"\\])')
_DIFF = ("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/")


class GitError(Exception):
    """Git is not there, or cannot say what has changed; the message says why."""


@dataclass(frozen=True)
class Changes:
    """The changed lines of each file, from 1; None: all of them."""

    lines: dict[Path, frozenset[int] | None]

    def hold(self, site: Site) -> bool:
        """Whether a place is on a changed line."""
        path = Path(site.file).resolve()
        changed = self.lines.get(path, frozenset())
        first, last = site.line, site.end_line or site.line
        notebook = notebook_of(site.file)
        if notebook is not None:
            first, last = (notebook.in_file(line, 0)[0] for line in (first, last))
        return changed is None or not changed.isdisjoint(range(first, last + 1))


def since(revision: str) -> Changes:
    """What `git diff REVISION` says, and the files that git does not track, whole. Raises GitError."""
    if revision.startswith("-"):
        raise GitError(f"--diff: {revision} is no revision")
    top = Path(_git("rev-parse", "--show-toplevel").decode().rstrip("\n"))
    lines: dict[Path, frozenset[int] | None] = {
        (top / file).resolve(): numbers for file, numbers in _changed(_git(*_DIFF, revision, "--")).items()
    }
    for name in _git("-C", str(top), "ls-files", "--others", "--exclude-standard", "-z").decode().split("\0"):
        lines[(top / name).resolve()] = None
    return Changes(lines)


def _git(*arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GitError("--diff: git is not installed") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
        raise GitError(f"--diff: {said[0].removeprefix('fatal: ')}")
    return done.stdout


def _changed(diff: bytes) -> dict[str, frozenset[int]]:
    """File: the lines that are new or changed in it, of a diff without context."""
    found: dict[str, set[int]] = {}
    numbers: set[int] = set()
    inside = 0  # lines of the hunk still to come: an added `++ b/x` reads like a file's name
    for line in diff.split(b"\n"):
        if inside and line[:1] in (b"+", b"-"):
            inside -= 1
        elif line.startswith(b"+++ "):
            numbers = found.setdefault(_name(line[4:]), set())
        elif hunk := _HUNK.match(line):
            removed, first, added = (1 if number is None else int(number) for number in hunk.groups())
            numbers |= set(range(first, first + added))
            inside = removed + added
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _name(written: bytes) -> str:
    """A file's name as git writes it: quoted where it has uncommon characters."""
    written = written.rstrip(b"\t\r")
    if written.startswith(b'"'):
        written = _ESCAPED.sub(_character, written[1:-1])
    return written.decode(errors="surrogateescape").removeprefix("b/")


def _character(escaped: re.Match[bytes]) -> bytes:
    what = escaped[1]
    if what.isdigit():
        return bytes([int(what, 8)])
    return {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}.get(what, what)
