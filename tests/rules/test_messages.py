"""The contract of a message, held against every message of the cases, the examples and the rules' own documentation."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from pathlib import Path
from statistics import median

import pytest

from pylint_lstmshape.analysis import advised, fixes
from pylint_lstmshape.fixes.edits import Source, apply
from pylint_lstmshape.rules import RULES, Finding
from pylint_lstmshape.rules.documentation import documentation
from pylint_lstmshape.settings import Settings
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
    return [
        one
        for program in PROGRAMS
        for keras in ("3", "2")
        for one in (_told(program) if keras == "3" else analyze_program(program, keras).findings)
    ]


@cache
def _told(program: Program) -> list[Finding]:
    """As pylint gives them, with what is proved as their advice."""
    found = analyze_program(program, "3").findings
    return advised(Source(program.source), program.path, Settings(keras="3"), found)


def test_every_rule_speaks(findings):
    assert {one.symbol for one in findings} == {rule.symbol for rule in RULES}


def test_a_message_is_one_short_line(findings):
    assert [one.message for one in findings if "\n" in one.message or "  " in one.message] == []
    assert [one.message for one in findings if len(one.message) > 500] == []
    assert median(len(one.message) for one in findings) < 220


def test_long_expressions_and_names_are_cut_short():
    """What is long in the program makes no message long, and costs it neither the shapes nor code that can be pasted."""
    table = "a_table_of_measurements_from_the_northern_station_" * 3
    made = (
        f"np.concatenate([np.random.rand(len({table}) * 7, 4), np.random.rand(len({table}) - 1, 4)]).astype('float32')"
    )
    seen = 0
    for layer in ("LSTM(8, input_shape=(30, 4))", "LSTM(8, input_shape=(4,))", "LSTM(8)"):
        for given in (made, f"({made} * 2).copy().reshape(-1, 4)"):
            source = (
                "import numpy as np\nimport pandas as pd\nfrom keras.layers import LSTM, Dense\n"
                f"from keras.models import Sequential\n{table} = pd.read_csv('x.csv')\n"
                f"model = Sequential([{layer}, Dense(1, name='{table}')])\nmodel.compile(loss='mse')\n"
                f"model.fit({given}, np.zeros((len({table}) * 8 - 1, 1)))\n"
            )
            for one in (*analyze_program(Program(NOWHERE / "long.py", source), "3").findings,
                        *_told(Program(NOWHERE / "long.py", source))):  # fmt: skip
                assert len(one.message) <= 500
                assert "4)" in one.message and "...." not in one.message
                seen += 1
    assert seen >= 12


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


def test_the_advice_is_the_best_fix():
    """Of every rule: in code that stands in the repaired program; the others that it names are proved as well."""
    told = {}
    for program in PROGRAMS[::3]:
        source, settings = Source(program.source), Settings(keras="3")
        for own, one in zip(analyze_program(program, "3").findings, _told(program), strict=True):
            if own.advice == one.advice:
                continue
            best = next(fixes(source, program.path, settings, own))
            assert one.advice.lower().startswith(best.title.lower())
            code = one.advice[len(best.title) :].removesuffix(" …")
            if named := re.match(r" \(or ([\w, -]+)\)", code):
                kinds = [fix.kind for fix in islice(fixes(source, program.path, settings, own), 8)]
                assert {*named[1].split(", ")} <= {*kinds}
                code = code[named.end() :]
            repaired = "".join(re.sub(r"(?m)\s*#[^'\"\n]*$", "", apply(source.text, best.edits)).split())
            for statement in code.removeprefix(": ").split("; "):
                brought = "".join(statement.split())
                if statement.startswith("delete "):
                    assert brought.removeprefix("delete") in "".join(source.text.split())
                else:
                    assert brought in re.sub(r",(?=[)\]])", "", repaired), (program.path.name, statement)
            told[one.symbol] = one
    assert len(told) > 20


def test_three_repairs_told_apart_by_meaning_stay_where_all_are_proved():
    program = Program.read(ROOT / "examples/words_input_shape_31.py")
    (finding,) = _told(program)
    assert all(shape in finding.message for shape in ("Embedding(25, 32)", "(1085420, 31, 25)", "(1085420, 31, 1)"))
    kinds = {fix.kind for fix in fixes(Source(program.source), program.path, Settings(keras="3"), finding)}
    assert kinds >= {"embedding", "one-hot", "reshape"}


def test_a_stack_that_lost_its_steps_is_told_so():
    """No Reshape of units, no RepeatVector: those would train, but of a recurrent layer's last step make no steps."""
    (finding,) = _told(Program.read(ROOT / "tests/cases/seed/stacked_without_sequences_bug.py"))
    assert "model.add(GRU(9, return_sequences=level < depth - 1))" in finding.message


def test_a_long_program_keeps_the_words_of_its_rule():
    """There the proof would cost too much."""
    program = Program.read(ROOT / "examples/words_input_shape_31.py")
    long = Program(program.path, program.source + "\n" * 4000)
    assert [one.message for one in _told(long)] == [one.message for one in analyze_program(long, "3").findings]


@pytest.mark.parametrize(("given", "named"), [("*pair", "pair[1]"), ("x, *pair[1:]", "pair[1:][0]"), ("*(x, y)", "y")])
def test_an_array_of_a_starred_argument_has_a_name_of_its_own(given, named):
    source = (
        "import numpy as np\nfrom keras.layers import LSTM, Dense\nfrom keras.models import Sequential\n"
        "x, y = np.zeros((9, 5, 2)), np.zeros((9, 5, 3))\npair = (x, y)\nmodel = Sequential([LSTM(4), Dense(2)])\n"
        f'model.compile(loss="mse")\nmodel.fit({given})\n'
    )
    (finding,) = analyze_program(Program(NOWHERE / "starred.py", source), "3").findings
    assert f"{named}, 3-D (9, 5, 3)" in finding.message
