"""examples/ and the seed rewritings are run on real Keras, both generations, and held against the analysis; the threads
are held against what index.json says that each Keras did with them.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from pylint_lstmshape.verify.compare import analyze_program, compare
from pylint_lstmshape.verify.harness import Program, run_programs
from pylint_lstmshape.verify.shrink import shrink

ROOT = Path(__file__).parents[1]
THREADS = ROOT / "tests" / "cases" / "threads"
INDEX = {case["id"]: case for case in json.loads((THREADS / "index.json").read_text(encoding="utf-8"))}
RUN = sorted((ROOT / "examples").glob("*.py")) + sorted((ROOT / "tests" / "cases" / "seed").glob("*.py"))


def _program(path: Path) -> Program:
    program = Program.read(path)
    return dataclasses.replace(program, source=shrink(program.source))


@pytest.fixture(scope="module", params=["3", "2"])
def runs(request):
    """Of each program the trace, the analysis and their comparison, in one Keras generation."""
    keras = request.param
    programs = [_program(path) for path in RUN]
    traces = run_programs(programs, keras)
    analyses = [analyze_program(program, keras) for program in programs]
    compared = [compare(*three) for three in zip(programs, analyses, traces, strict=True)]
    return keras, dict(zip(RUN, zip(traces, analyses, compared, strict=True), strict=True))


def test_nothing_static_is_contradicted_by_the_run(runs):
    _, found = runs
    wrong = [f"{path.name}: {text}" for path, (_, _, one) in found.items() for text in one.violations]
    assert wrong == []


def test_coverage(runs, capsys):
    keras, found = runs
    rows = [one for _, _, one in found.values()]
    met = sum(one.met for one in rows)
    rank, dims = sum(one.rank_known for one in rows), sum(one.dims_known for one in rows)
    with capsys.disabled():
        print(f"\nKeras {keras}: {len(rows)} programs, {met} arrays met a model: rank known {rank / met:.1%}, ", end="")
        print(f"every dim {dims / met:.1%}")
        for one in rows:
            if one.rank_known < one.met:
                print(f"    {one.program.name}: rank of {one.rank_known} of {one.met}")
    assert rank / met >= 0.75
    assert dims / met >= 0.75


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
    groups: dict[str, list[int]] = {}
    false = []
    for path in sorted(THREADS.glob("*.py")):
        analysis = analyze_program(Program.read(path), keras)
        case = INDEX[path.stem.rpartition("_")[0]]
        outcome = case[f"outcome_keras{keras}"]
        if path.stem.endswith("_fix") or outcome != "raises":
            false += [f"{path.name}:{one.site.line} {one.symbol}" for one in analysis.findings]
            continue
        row = groups.setdefault(case["category"], [0, 0, 0])
        row[0] += 1
        row[1] += bool(analysis.findings)
        row[2] += any(abs(one.site.line - case["fault_line"]) <= 3 for one in analysis.findings)
    raising, flagged, near = (sum(row[column] for row in groups.values()) for column in range(3))
    with capsys.disabled():
        print(
            f"\nKeras {keras}: of {raising} raising threads {flagged} flagged ({flagged / raising:.0%}), {near} near the fault"
        )
        for category, row in sorted(groups.items()):
            print(f"    {category:28} {row[1]} of {row[0]}")
    assert false == []
    assert flagged / raising >= 0.8
