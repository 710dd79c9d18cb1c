"""Programs with shape comments (shape_comments.py): the analysis says what they say, and a real run agrees.

They stand under tests/cases/ (threads apart) and run on Keras 3; `# keras: 2` in a program asks for Keras 2 instead.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pylint_lstmshape.verify.compare import allows, analyze_program, bound, compare
from pylint_lstmshape.verify.harness import Program, run_programs
from tests.linting import expected_messages
from tests.shape_comments import claims, differences, generation_of

CASES = Path(__file__).parent / "cases"
PROGRAMS = {
    path: program
    for folder in sorted(CASES.iterdir())
    if folder.is_dir() and folder.name != "threads"
    for path in sorted(folder.glob("*.py"))
    if re.search(r"# (shape|len|value): ", (program := Program.read(path)).source)
}
IDS = [f"{path.parent.name}/{path.stem}" for path in PROGRAMS]


def _generation(program: Program) -> str:
    return generation_of(program.source) or "3"


@pytest.fixture(scope="module")
def traces():
    found = {}
    for keras in ("3", "2"):
        chosen = [program for program in PROGRAMS.values() if _generation(program) == keras]
        if chosen:
            found |= dict(zip([one.path for one in chosen], run_programs(chosen, keras), strict=True))
    return found


@pytest.mark.parametrize("path", PROGRAMS, ids=IDS)
def test_the_analysis_says_what_the_comments_say(path):
    program = PROGRAMS[path]
    analysis = analyze_program(program, _generation(program))
    assert analysis.worlds, "a program that does not use Keras is not analysed: import it"
    wrong = differences(analysis, path, program.source)
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("path", PROGRAMS, ids=IDS)
def test_a_real_run_agrees(traces, path):
    program, trace = PROGRAMS[path], traces[path]
    analysis = analyze_program(program, _generation(program))
    if not expected_messages(path):
        assert trace.outcome.ran, (trace.outcome.line, trace.outcome.message)
    assert compare(program, analysis, trace).violations == []
    values = bound(analysis, path)
    seen = {(one.line, one.name) for one in trace.bindings}
    for claim in claims(program.source):
        for name in claim.names:
            if claim.texts != ("nothing",) and trace.outcome.ran:
                assert (claim.line, name) in seen, f"line {claim.line}: the run never bound {name}"
    for one in trace.bindings:
        said = values.get((one.line, one.name))
        assert not said or any(allows(value, one) for value in said), one
