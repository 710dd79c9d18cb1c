"""Where the analysis of a program and its run on real Keras disagree, and the least program that shows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pylint_lstmshape.analysis import Analysis
from pylint_lstmshape.rules import LEVELS
from pylint_lstmshape.verify.compare import analyze_program, compare
from pylint_lstmshape.verify.harness import Program, run_programs
from pylint_lstmshape.verify.records import Generation, Trace
from tests.fuzz.meanings import unmeant

TOGETHER = 20  # programs in a process
WRONG = ("wrong", "early", "unsound", "unmeant")
"""What must not be: an E though the program runs; an E at a line that was done before another raised; a false shape; a
W on a program that does not do what it says.
"""
OTHERS = {
    "chance": ("label value", " is not in [0, ", "embedding_lookup", "embedding_1/GatherV2"),
    "dtype": ("was expected to be a int", "is not in the list of allowed values", "does not match type"),
}
"""What is raised for another reason than shapes, by a part of its text: numbers that the program draws, ints where a
model that declares no input multiplies them by floats. Counted apart.
"""


@dataclass(frozen=True)
class Disagreement:
    """One, of a `kind`: those of WRONG or OTHERS, missed (raises, and no E says so) or elsewhere (an E at other lines)."""

    kind: str
    source: str
    text: str


def disagreements(sources: Sequence[str], keras: Generation) -> tuple[list[Disagreement], int]:
    """Those of the programs, at most one of each; and how many programs raised."""
    programs = [Program(Path(f"/nowhere/program_{number}.py"), source) for number, source in enumerate(sources)]
    traces = run_programs(programs, keras, cached=False, together=TOGETHER)
    analyses = [analyze_program(program, keras) for program in programs]
    found = []
    for program, analysis, trace in zip(programs, analyses, traces, strict=True):
        found += [Disagreement(kind, program.source, text) for kind, text in _of(program, analysis, trace)][:1]
    ran = [one for one, trace in enumerate(traces) if trace.outcome.ran]
    warned = [(analyses[at], [one for one in analyses[at].findings if LEVELS[one.symbol] == "W"]) for at in ran]
    for number, finding, answer in unmeant([programs[at] for at in ran], warned, keras, TOGETHER)[0]:
        text = f"line {finding.site.line}: {finding.symbol}, of which Keras says {answer}"
        found.append(Disagreement("unmeant", programs[ran[number]].source, text))
    return found, sum(trace.outcome.status == "raised" for trace in traces)


def _of(program: Program, analysis: Analysis, trace: Trace) -> Iterator[tuple[str, str]]:
    outcome = trace.outcome
    if outcome.status not in ("ran", "raised"):
        yield "harness", f"{outcome.status}: {outcome.message}"
        return
    for text in compare(program, analysis, trace).violations:
        yield "wrong" if ", but the program runs: " in text else "unsound", text
    if outcome.ran:
        return
    errors = [one for one in analysis.findings if LEVELS[one.symbol] == "E"]
    lines = {line for place in outcome.stack for line in _statement(program.source, place.line)}
    named = {line for one in errors for line in (one.site.line, *map(int, re.findall(r"\bline (\d+)", one.message)))}
    what = f"line {outcome.line}: {outcome.exception}: {(outcome.text or '').strip()[:300]}"
    said = "; ".join(f"line {one.site.line} {one.symbol}: {one.message}" for one in errors)
    other = next((kind for kind, texts in OTHERS.items() if any(text in (outcome.text or "") for text in texts)), "")
    if not errors:
        yield other or "missed", what
    elif not named & lines:
        first = min(one.raises.line if one.raises else one.site.line for one in errors)
        kind = "early" if first < min(lines, default=0) and _flat(program.source, first) else other or "elsewhere"
        yield kind, f"{what}\n  but {said}"


def _statement(source: str, line: int) -> range:
    """The lines of the statement that a line belongs to."""
    inner = [
        (one.lineno, one.end_lineno or one.lineno)
        for one in ast.walk(ast.parse(source))
        if isinstance(one, ast.stmt) and one.lineno <= line <= (one.end_lineno or one.lineno)
    ]
    first, last = min(inner, key=lambda span: span[1] - span[0], default=(line, line))
    return range(first, last + 1)


def _flat(source: str, line: int) -> bool:
    """Whether a line is one of the module's own: what it raises, it raises there."""
    return any(
        one.lineno <= line <= (one.end_lineno or one.lineno)
        for one in ast.parse(source).body
        if not isinstance(one, ast.FunctionDef | ast.ClassDef)
    )


def shrunk(found: Disagreement, keras: Generation) -> Disagreement:
    """The same kind of disagreement in a program from which no line can be left out."""
    while True:
        lines = found.source.split("\n")
        fewer = [
            "\n".join(lines[:at] + lines[at + size :]) for size in (8, 4, 2, 1) for at in range(0, len(lines), size)
        ]
        fewer = [source for source in fewer if source.strip() and _parses(source)]
        smaller = [
            one for one in disagreements(fewer, keras)[0] if one.kind == found.kind and _about(one) == _about(found)
        ]
        if not smaller:
            return found
        found = min(smaller, key=lambda one: len(one.source))


def _about(found: Disagreement) -> str:
    """What remains alike when lines are left out."""
    return re.sub(r"[^a-zA-Z ]", "", found.text.partition("\n")[0])[:60]


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True
