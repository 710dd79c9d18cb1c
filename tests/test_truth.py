"""Whole programs are run on real Keras, both generations, and held against the analysis: examples/, tests/cases/ and the
threads. In Keras 2, where a program takes three times as long, of the threads only those whose verdict is another there,
and every eighth. What index.json says that each Keras did is held against the findings for all of them.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from pathlib import Path

import pytest

from pylint_lstmshape.rules import LEVELS
from pylint_lstmshape.verify.compare import analyze_program, compare
from pylint_lstmshape.verify.harness import Program, run_programs
from pylint_lstmshape.verify.shrink import shrink
from tests.shape_comments import generation_of

ROOT = Path(__file__).parents[1]
THREADS = ROOT / "tests" / "cases" / "threads"
INDEX = {case["id"]: case for case in json.loads((THREADS / "index.json").read_text(encoding="utf-8"))}
CASES = [path for path in sorted((ROOT / "tests" / "cases").glob("*/*.py")) if path.parent != THREADS]
RUN = sorted((ROOT / "examples").glob("*.py")) + CASES
EVERY = 8  # of the threads in Keras 2
RAISING_FLAGGED, SILENT_FLAGGED = 0.95, 0.75  # shares of the threads
MEANT_SO = ("single_timestep", "single_sample", "ignored_input_shape")  # categories in which advice is the answer
RANK_KNOWN, DIMS_KNOWN = 0.97, 0.92  # of the arrays that meet a model
SHOWN = 40  # gaps that are printed


def _case(path: Path) -> dict[str, str]:
    return INDEX[path.stem.rpartition("_")[0]]


def _threads(keras: str) -> list[Path]:
    every = sorted(THREADS.glob("*.py"))
    if keras == "3":
        return every
    return [
        path
        for number, path in enumerate(every)
        if number % EVERY == 0 or _case(path)["outcome_keras3"] != _case(path)["outcome_keras2"]
    ]


def _program(path: Path) -> Program:
    program = Program.read(path)
    return dataclasses.replace(program, source=shrink(program.source))


PARAMETERS_KNOWN = 0.95  # of the layers that Keras says have so many


@pytest.fixture(scope="module", params=["3", "2"])
def runs(request):
    """Of each program the trace, the analysis and their comparison, in one Keras generation."""
    keras = request.param
    paths = [path for path in RUN if generation_of(path.read_text(encoding="utf-8")) in (keras, None)] + _threads(keras)
    programs = [_program(path) for path in paths]
    traces = run_programs(programs, keras)
    analyses = [analyze_program(program, keras) for program in programs]
    compared = [compare(*three) for three in zip(programs, analyses, traces, strict=True)]
    return keras, dict(zip(paths, zip(traces, analyses, compared, strict=True), strict=True))


def test_nothing_static_is_contradicted_by_the_run(runs):
    _, found = runs
    wrong = [f"{path.name}: {text}" for path, (_, _, one) in found.items() for text in one.violations]
    assert wrong == []


def test_coverage(runs, capsys):
    keras, found = runs
    rows = sorted((one for _, _, one in found.values()), key=lambda one: len(one.gaps), reverse=True)
    met = sum(one.met for one in rows)
    rank, dims = (sum(counts) / met for counts in zip(*[(one.rank_known, one.dims_known) for one in rows], strict=True))
    gaps = [f"{one.program.stem} ({one.dims_known} of {one.met}) {gap}" for one in rows for gap in one.gaps]
    with capsys.disabled():
        print(f"\nKeras {keras}: {len(rows)} programs, {met} arrays met a model: rank known {rank:.1%}, ", end="")
        print(f"every dim {dims:.1%}; not known:")
        print("\n".join(f"    {gap}" for gap in gaps[:SHOWN]))
    assert rank >= RANK_KNOWN
    assert dims >= DIMS_KNOWN


def test_summaries_are_those_of_keras(runs, capsys):
    """Where both know a model's parameters they are equal, and the analysis knows them of every program that runs but
    where they hang on a number that only a run tells.
    """
    keras, found = runs
    met, known = Counter(), Counter()
    for _, _, one in found.values():
        met.update(one.models.met)
        known.update(one.models.known)
    left = {path: (trace, one.models.open) for path, (trace, _, one) in found.items() if one.models.open}
    with capsys.disabled():
        print(f"\nKeras {keras}: " + ", ".join(f"{known[what]} of {met[what]} {what} equal" for what in met))
        print("\n".join(f"    {path.stem}: {text}" for path, (_, texts) in left.items() for text in texts))
    assert [text for _, _, one in found.values() for text in one.models.wrong] == []
    assert met["models' parameters"] - known["models' parameters"] == sum(len(texts) for _, texts in left.values())
    assert met["layers' parameters"] > 150
    assert all(known[what] >= PARAMETERS_KNOWN * met[what] for what in met)
    ran = [(path.stem, text) for path, (trace, texts) in left.items() if trace.outcome.ran for text in texts]
    assert [pair for pair in ran if "only a run tells" not in pair[1]] == []


def test_every_outcome_is_that_of_the_index(runs):
    keras, found = runs
    for path, (trace, _, _) in found.items():
        applies = keras == "3" or "n/a" not in _case(path)["symptom_tf_keras_2_21"] if path.parent == THREADS else False
        if applies:  # a program that uses keras.ops is none of Keras 2
            raises = path.stem.endswith("_bug") and _case(path)[f"outcome_keras{keras}"] == "raises"
            assert trace.outcome.ran is not raises, (path.name, trace.outcome)


def test_examples_behave_as_they_say(runs):
    _, found = runs
    for path, (trace, analysis, _) in found.items():
        if path.parent.name == "examples":
            clean = path.stem == "stacked_lstm" or "repaired" in path.stem
            assert trace.outcome.ran is clean, (path.name, trace.outcome)
            assert (not analysis.findings) is clean, path.name


def test_seed_rewritings_raise_and_their_twins_run(runs):
    _, found = runs
    for path, (trace, analysis, _) in found.items():
        if path.parent.name == "seed":
            assert trace.outcome.ran is path.stem.endswith("_fix"), (path.name, trace.outcome)
            assert (not analysis.findings) is path.stem.endswith("_fix"), path.name


@pytest.mark.parametrize("keras", ["3", "2"])
def test_threads(keras, capsys):
    """Raising bugs have an E within 3 lines of the fault, silent ones a W (or advice, where the mistake is one that may
    be meant so); repaired programs have neither E nor W, harmless ones no E.
    """
    tables: dict[str, dict[str, list[int]]] = {"raises": {}, "silent": {}}
    missed, false = [], []
    for path in sorted(THREADS.glob("*.py")):
        case = _case(path)
        if keras == "2" and "n/a" in case["symptom_tf_keras_2_21"]:
            continue  # a program that uses keras.ops is none of Keras 2
        program = Program.read(path)
        if keras == "2":  # that of index.json is tf_keras: releases before TensorFlow 2.7 took more
            program = dataclasses.replace(program, source=f"{program.source}\nimport tf_keras\n")
        found = [(one.site.line, one.symbol, LEVELS[one.symbol]) for one in analyze_program(program, keras).findings]
        outcome = "repaired" if path.stem.endswith("_fix") else case[f"outcome_keras{keras}"]
        if outcome == "silent" and case["outcome_keras3"] != "silent":
            outcome = "harmless"  # right in Keras 2: what Keras 3 no longer takes, and what either adapts
        if outcome == "raises":
            flagged = any(level == "E" and abs(line - case["fault_line"]) <= 3 for line, _, level in found)
        elif outcome == "silent":
            flagged = any(level == "W" or (level == "R" and case["category"] in MEANT_SO) for _, _, level in found)
            false += [(path.name, *one) for one in found if one[2] == "E"]
        else:
            false += [(path.name, *one) for one in found if one[2] == "E" or (one[2] == "W" and outcome == "repaired")]
            continue
        row = tables[outcome].setdefault(case["category"], [0, 0])
        row[0] += 1
        row[1] += flagged
        missed += [] if flagged else [path.stem]
    shares = {}
    with capsys.disabled():
        for outcome, groups in tables.items():
            number, flagged = (sum(row[column] for row in groups.values()) for column in range(2))
            shares[outcome] = flagged / number
            print(
                f"\nKeras {keras}: {flagged} of {number} threads that are {outcome} flagged ({flagged / number:.0%}): ",
                end="",
            )
            print(", ".join(f"{category} {row[1]}/{row[0]}" for category, row in sorted(groups.items())))
        print(f"    missed: {', '.join(missed)}")
    assert false == []
    assert shares["raises"] >= RAISING_FLAGGED
    assert shares["silent"] >= SILENT_FLAGGED
