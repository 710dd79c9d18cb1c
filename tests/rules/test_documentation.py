"""The examples in every rule's docstring: the bad program is flagged where it says and does what the message says on
real Keras (an E raises, W and R run), the good one is silent and runs; in each generation that the rule is for.
"""

from __future__ import annotations

import pytest

from pylint_lstmshape.rules import RULES
from pylint_lstmshape.rules.documentation import PARTS, documentation
from pylint_lstmshape.verify.compare import analyze_program
from pylint_lstmshape.verify.harness import Program, run_programs
from tests.linting import expected_in
from tests.verify.running import NOWHERE

PAGES = {rule: documentation(rule) for rule in RULES}
WRITTEN = [rule for rule, page in PAGES.items() if page.bad]


def _programs(keras):
    return {
        (rule.symbol, kind): Program(NOWHERE / f"{rule.symbol}-{kind}.py", getattr(PAGES[rule], kind))
        for rule in WRITTEN
        if int(keras) in rule.generations
        for kind in ("bad", "good")
    }


@pytest.fixture(scope="module", params=["3", "2"])
def outcomes(request):
    """In one generation: of each (rule, bad or good) the messages expected and found, and how the run ended."""
    programs = _programs(request.param)
    traces = run_programs(list(programs.values()), request.param)
    return {
        key: (
            expected_in(program.source),
            [(one.site.line, one.symbol) for one in analyze_program(program, request.param).findings],
            trace.outcome,
        )
        for (key, program), trace in zip(programs.items(), traces, strict=True)
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.symbol)
def test_every_part_is_written(rule):
    page = PAGES[rule]
    assert tuple(page.parts) == PARTS
    assert page.title.endswith(".")
    assert all(page.parts[part].text for part in ("What it does", "Why it matters", "Known limits"))


def test_findings_are_those_in_the_examples(outcomes):
    assert {key: found for key, (_, found, _) in outcomes.items()} == {
        key: expected for key, (expected, _, _) in outcomes.items()
    }
    for (symbol, kind), (expected, _, _) in outcomes.items():
        assert {one for _, one in expected} == ({symbol} if kind == "bad" else set())


def test_examples_do_on_real_keras_what_they_say(outcomes):
    errors = {rule.symbol for rule in RULES if rule.id.startswith("E")}
    for (symbol, kind), (_, _, outcome) in outcomes.items():
        assert outcome.status == ("raised" if kind == "bad" and symbol in errors else "ran"), (symbol, kind, outcome)
