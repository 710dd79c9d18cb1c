"""The questions that ask a program for what a warning says: yes in a rule's bad example, no in its good one."""

from __future__ import annotations

import re

import pytest

from pylint_lstmshape.rules import RULES
from pylint_lstmshape.rules.documentation import documentation
from pylint_lstmshape.verify.compare import analyze_program
from pylint_lstmshape.verify.harness import Program, run_programs
from tests.fuzz import probes
from tests.fuzz.meanings import Question, asked, question
from tests.verify.running import NOWHERE

ASKED = (
    "softmax-over-one-unit", "silent-broadcast-loss", "unchecked-timesteps", "predict-without-batch-axis",
    "stateful-shuffle", "batch-size-in-input-shape", "embedding-on-floats", "loss-without-probabilities",
)  # fmt: skip
# Whose good example has no such layer, declares no length, or differs in the very argument that is asked about.
ONLY_BAD = ("embedding-on-floats", "unchecked-timesteps", "predict-without-batch-axis", "stateful-shuffle")


@pytest.fixture(scope="module")
def answers():
    programs = {}
    for rule in RULES:
        if rule.symbol not in ASKED:
            continue
        page = documentation(rule)
        bad = Program(NOWHERE / "bad.py", page.bad)
        analysis = analyze_program(bad, "3")
        made = question(next(one for one in analysis.findings if one.symbol == rule.symbol), analysis)
        assert made is not None
        programs[rule.symbol, "bad"] = asked(page.bad, [made])
        if rule.symbol not in ONLY_BAD:
            programs[rule.symbol, "good"] = asked(page.good, [Question(len(page.good.rstrip().split("\n")), made.code)])
    traces = run_programs([Program(NOWHERE / "asked.py", one) for one in programs.values()], "3", together=20)
    return {
        key: re.findall(r"^MEANT 0 (\w+)$", one.output, re.MULTILINE) for key, one in zip(programs, traces, strict=True)
    }


def test_yes_of_a_bad_program_and_no_of_a_good_one(answers):
    assert answers == {key: ["True" if key[1] == "bad" else "False"] for key in answers}
    assert len(answers) > len(ASKED)


def test_numbers_that_change_their_places():
    assert probes.scrambling_reshape((2, 3, 10), (2, 10, 3))
    assert not probes.scrambling_reshape((2, 3, 1), (2, 1, 3))
    assert probes.silent_broadcast([[1], [2], [3]], [1, 2, 3])
    assert not probes.silent_broadcast([[1], [2], [3]], [[1], [2], [3]])
