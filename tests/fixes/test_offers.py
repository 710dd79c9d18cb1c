"""What is offered: for every message a fix, whatever the form of the file; done once; and nothing else is touched."""

from __future__ import annotations

import re
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


FORMS = {
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "tabs": _with_tabs,
    "no last line end": lambda text: text.rstrip("\n"),
    "other letters": _other_letters,
}


def _best(text: str, path: Path, keras: str = "3") -> list[str]:
    source = Source(text)
    found = []
    for one in findings(source, path, keras):
        fix = next(fixes(source, path, Settings(keras=keras), one), None)
        if fix is not None:
            found.append(apply(text, fix.edits))
    return found


@pytest.fixture(scope="module")
def plain():
    return {path: _best(path.read_text(encoding="utf-8"), path) for path in PROGRAMS}


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_a_file_makes_no_difference(plain, form):
    """A fix of the changed file is the changed fix of the file: nothing but the intended text differs."""
    change = FORMS[form]
    for path in PROGRAMS[::2]:
        text = path.read_text(encoding="utf-8")
        if form == "other letters":
            # what is inserted has no comment of its own: compare without them
            now = [re.sub(r"  # größe", "", one) for one in _best(change(text), path)]
            assert now == [re.sub(r"  # größe", "", change(one)) for one in plain[path]], path.name
        else:
            assert _best(change(text), path) == [change(one) for one in plain[path]], path.name


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
