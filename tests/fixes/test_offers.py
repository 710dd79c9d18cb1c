"""What is offered: for every message a fix, whatever the form of the file; done once; and nothing else is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest

from pylint_lstmshape.analysis import fixes
from pylint_lstmshape.fixes.edits import Source, apply
from pylint_lstmshape.fixes.order import KINDS
from pylint_lstmshape.rules import RULES
from pylint_lstmshape.rules.documentation import documentation
from pylint_lstmshape.settings import Settings
from tests.fixes.repairing import findings, repaired

CASES = Path(__file__).parents[1] / "cases"
PROGRAMS = [path for folder in ("seed", "threads") for path in sorted((CASES / folder).glob("*_bug.py"))]


def _with_tabs(text: str) -> str:
    return re.sub(r"(?m)^(?: {4})+", lambda found: "\t" * (len(found[0]) // 4), text)


def _other_letters(text: str) -> str:
    """Names and comments that are longer in bytes than in characters, on the very lines that change."""
    text = re.sub(r"\b(?<!\.)model\b(?!s)", "modèle中", text)
    return re.sub(r"(?m)^(?=\S.*\)$)(.*)$", r"\1  # größe", text)


def _mixed_line_ends(text: str) -> str:
    ends = cycle(["\r\n", "\n", "\r"])
    return re.sub("\n", lambda _: next(ends), text)


def _form_feeds(text: str) -> str:
    """As Emacs sets pages apart: on a line of their own, and before a statement."""
    return re.sub(r"(?m)^(?=model|def )", "\f", text.replace("\n\n", "\n\f\n"))


FORMS: dict[str, Callable[[str], bytes]] = {
    "carriage returns": lambda text: text.replace("\n", "\r\n").encode(),
    "old Mac line ends": lambda text: text.replace("\n", "\r").encode(),
    "mixed line ends": lambda text: _mixed_line_ends(text).encode(),
    "tabs": lambda text: _with_tabs(text).encode(),
    "form feeds": lambda text: _form_feeds(text).encode(),
    "no last line end": lambda text: text.rstrip("\n").encode(),
    "other letters": lambda text: _other_letters(text).encode(),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "latin-1": lambda text: f"# coding: latin-1\n# é\n{text}".encode("latin-1", "replace"),
}
SHARE = int(os.environ.get("LSTMSHAPE_SHARE", "30"))  # of the programs in each form, one in so many


def _best(data: bytes, path: Path, keras: str) -> list[bytes]:
    source = Source.decode(data)
    found = []
    for one in findings(source, path, keras):
        fix = next(fixes(source, path, Settings(keras=keras), one), None)
        if fix is not None:
            own = [edit for edit in fix.edits if not edit.file or Path(edit.file) == path]
            found.append(source.encode(apply(source.text, own)))
    return found


def _plain(data: bytes) -> str:
    """What a file says, without its form and without comments: what is inserted has none of its own."""
    text = Source.decode(data).text.replace("\f", "").replace("modèle中", "model").replace("\t", "    ")
    text = re.sub("\r\n|\r", "\n", text).removeprefix("# coding: latin-1\n# é\n")
    return re.sub("  # größe", "", text).rstrip("\n")


def _kept(data: bytes, one: bytes) -> set[bytes]:
    """The lines that are taken away in one place and stand in another afterwards, whatever is around their text."""
    old, new = (re.split(rb"(?<=\n)|(?<=\r)(?!\n)", text) for text in (data, one))
    matched = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gone = [line for kind, start, end, _, _ in matched if kind != "equal" for line in old[start:end]]
    came = [line for kind, _, _, start, end in matched if kind != "equal" for line in new[start:end]]
    return {line.strip() for line in gone} & {line.strip() for line in came} - {b""}


@cache
def _moved(path: Path, keras: str) -> list[int]:
    """How many lines each fix moves."""
    return [len(_kept(path.read_bytes(), one)) for one in _best(path.read_bytes(), path, keras)]


@cache
def _expected(path: Path, keras: str) -> list[str]:
    return [_plain(one) for one in _best(path.read_bytes(), path, keras)]


@pytest.mark.parametrize("keras", ["3", "2"])
@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_a_file_makes_no_difference(form, keras):
    """A fix of the changed file is the changed fix of the file, and what stood outside of its lines still stands there."""
    for path in PROGRAMS[(list(FORMS).index(form) + 15 * (keras == "2")) % SHARE :: SHARE]:
        data = FORMS[form](path.read_text(encoding="utf-8"))
        now = _best(data, path, keras)
        assert [_plain(one) for one in now] == [re.sub("  # größe", "", one) for one in _expected(path, keras)], (
            path.name
        )
        for one, moved in zip(now, _moved(path, keras), strict=True):
            kept = _kept(data, one)
            # No line that only looks different; where an argument goes, the line end before it or behind it stays.
            assert len(kept) <= moved or form in ("no last line end", "mixed line ends"), (path.name, kept)


def test_what_is_repaired_stays_repaired():
    for path in PROGRAMS[1::4]:
        once, used = repaired(Source.decode(path.read_bytes()), path, "3")
        assert repaired(once, path, "3") == (once, []), path.name
        assert {fix.kind for fix in used} <= set(KINDS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.symbol)
def test_every_message_has_a_fix(rule):
    """Of its own bad example, in each generation in which it is given."""
    bad = documentation(rule).bad
    for generation in sorted(rule.generations):
        path = Path("/nowhere/program.py")
        source, settings = Source(bad), Settings(keras=str(generation))
        own = [one for one in findings(source, path, settings.keras) if one.symbol == rule.symbol]
        assert own
        for finding in own:
            kinds = {fix.kind for fix in fixes(source, path, settings, finding)}
            assert kinds, f"{rule.symbol} in Keras {generation}"
            assert kinds <= set(KINDS)
