"""A rule's documentation: the parts of its docstring, of which two are whole programs that the tests run.

What it does: one paragraph.
Why it matters: one paragraph.
Example: a few words, may be left out.

    a program that is flagged on the lines with `# [symbol]`

Use instead: a few words, may be left out.

    a program that says nothing and runs

Known limits: one paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from inspect import cleandoc
from textwrap import dedent

from pylint_lstmshape.rules.base import Rule

PARTS = ("What it does", "Why it matters", "Example", "Use instead", "Known limits")
_PART = re.compile(rf"^({'|'.join(PARTS)}): *", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """Prose on one line, and the program that follows it ("" where none does)."""

    text: str
    program: str = ""


@dataclass(frozen=True)
class Documentation:
    """What a rule's docstring says: its first sentence, and its parts by name, in their order."""

    title: str
    parts: dict[str, Part]

    @property
    def bad(self) -> str:
        """The program with the mistake."""
        return self.parts["Example"].program

    @property
    def good(self) -> str:
        """The program without it."""
        return self.parts["Use instead"].program


def documentation(rule: Rule) -> Documentation:
    """The documentation of a rule; a KeyError on use where its docstring lacks a part."""
    title, *rest = _PART.split(cleandoc(rule.__doc__ or ""))
    parts = zip(rest[::2], rest[1::2], strict=True)
    return Documentation(" ".join(title.split()), {name: _part(text) for name, text in parts})


def _part(text: str) -> Part:
    prose, _, program = text.partition("\n\n    ")
    return Part(" ".join(prose.split()), dedent(f"    {program}").strip() + "\n" if program else "")
