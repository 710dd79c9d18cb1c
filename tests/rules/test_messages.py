"""The contract of a message, held against every message of the cases, the examples and the rules' own documentation."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest

from pylint_lstmshape.rules import RULES
from pylint_lstmshape.rules.documentation import documentation
from pylint_lstmshape.verify.compare import analyze_program
from pylint_lstmshape.verify.harness import Program
from tests.verify.running import NOWHERE

ROOT = Path(__file__).parents[2]
PROGRAMS = [
    Program.read(path)
    for path in sorted([*(ROOT / "tests/cases").rglob("*_bug.py"), *(ROOT / "examples").glob("*.py")])
]
PROGRAMS += [Program(NOWHERE / f"{rule.symbol}.py", documentation(rule).bad) for rule in RULES]
SHAPE = re.compile(r"\((?:[\w?+\-*/ ]+,)+[^()]*\)|\d-D")
CODE = re.compile(r"[\w\])]+(?:\(|=|\[)")
# What these say is one shape against another.
OF_TWO_SHAPES = (
    "lstm-input-ndim", "layer-input-ndim", "fit-input-shape-mismatch", "fit-target-shape-mismatch", "silent-broadcast",
    "silent-broadcast-loss", "scrambling-reshape", "batch-size-in-input-shape", "unchecked-timesteps",
)  # fmt: skip


@pytest.fixture(scope="module")
def findings():
    return [one for program in PROGRAMS for keras in ("3", "2") for one in analyze_program(program, keras).findings]


def test_every_rule_speaks(findings):
    assert {one.symbol for one in findings} == {rule.symbol for rule in RULES}


def test_a_message_is_one_short_line(findings):
    assert [one.message for one in findings if "\n" in one.message or "  " in one.message] == []
    assert [one.message for one in findings if len(one.message) > 450] == []
    assert median(len(one.message) for one in findings) < 220


def test_tools_that_read_lines_are_not_confused(findings):
    assert [one.message for one in findings if re.search(r":\d+:\d*:?", one.message)] == []


def test_the_first_sentence_has_both_shapes(findings):
    first = {one.message.partition(". ")[0] for one in findings if one.symbol in OF_TWO_SHAPES}
    assert [text for text in first if len(SHAPE.findall(text)) < 2] == []


def test_the_last_clause_is_code(findings):
    last = {re.split(r"[.;:] ", one.message)[-1] for one in findings if one.symbol in OF_TWO_SHAPES}
    assert [text for text in last if not CODE.search(text)] == []


def test_the_region_is_on_one_line(findings):
    assert [one for one in findings if one.site.end_line not in (None, one.site.line)] == []


def test_another_line_that_fails_is_named(findings):
    away = [one for one in findings if one.raises is not None and one.raises.line != one.site.line]
    assert len(away) > 20
    assert [one.message for one in away if f"line {one.raises.line}" not in one.message] == []


def test_the_seed_question_has_its_numbers(findings):
    assert any("(1085420, 31)" in one.message and "Embedding(25, 32)" in one.message for one in findings)
