"""A fix in words: what it means, the others by name, and its code as it can be pasted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from pylint_lstmshape.fixes.edits import Source, apply, by_file
from pylint_lstmshape.fixes.places import Places
from pylint_lstmshape.fixes.situation import Fix

MAX_CODE = 170
MAX_LINES = 3
_COMMENT = re.compile(r"\s*#[^'\"]*$")


def tell(best: Fix, others: Sequence[str], places: Places) -> str:
    """A feature axis (or one-hot, windows): x = x.reshape(-1, 31, 1)."""
    title = best.title[:1].upper() + best.title[1:]
    rest = f" (or {', '.join(others)})" if others else ""
    return f"{title}{rest}: {code(best, places)}"


def code(fix: Fix, places: Places) -> str:
    """The statements that the fix brings, each on the one line of a message; imports and what is too long are left out."""
    lines: list[str] = []
    for file, edits in by_file(fix.edits).items():
        old = places.source(file)
        new = Source(apply(old.text, edits)).lines
        for kind, _, _, start, end in SequenceMatcher(None, old.lines, new, autojunk=False).get_opcodes():
            if kind != "equal":
                lines += [_COMMENT.sub("", line.strip()) for line in new[start:end]]
    brought = [line for line in lines if not line.startswith(("import ", "from "))] or lines
    told = brought[0] if brought else ""
    for number, line in enumerate(brought[1:], start=1):
        longer = f"{told}{' ' if told.endswith(':') else '; '}{line}"
        if number == MAX_LINES or len(longer) > MAX_CODE:
            return f"{told} …"
        told = longer
    return told
