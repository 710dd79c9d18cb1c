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

TOGETHER = 20  # programs in a process
WRONG = ("wrong", "early", "unsound")
"""What must not be: an E though the program runs; an E at a line that was done before another raised; a false shape."""
CHANCE = ("label value", " is not in [0, ")
"""Part of what is raised for numbers that the program draws: no analysis knows them."""


@dataclass(frozen=True)
class Disagreement:
    """One, of a `kind`: those of WRONG, or missed (raises, and no E says so), elsewhere (an E, but at another line) or
    chance (raises by numbers that are drawn).
    """

    kind: str
    source: str
    text: str


def disagreements(sources: Sequence[str], keras: Generation) -> tuple[list[Disagreement], int]:
    """Those of the programs, at most one of each; and how many programs raised."""
    programs = [Program(Path(f"/nowhere/program_{number}.py"), source) for number, source in enumerate(sources)]
    traces = run_programs(programs, keras, cached=False, together=TOGETHER)
    found = []
    for program, trace in zip(programs, traces, strict=True):
        analysis = analyze_program(program, keras)
        found += [Disagreement(kind, program.source, text) for kind, text in _of(program, analysis, trace)][:1]
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
    lines = {place.line for place in outcome.stack}
    named = {line for one in errors for line in (one.site.line, *map(int, re.findall(r"\bline (\d+)", one.message)))}
    what = f"line {outcome.line}: {outcome.exception}: {(outcome.text or '').strip()[:300]}"
    said = "; ".join(f"line {one.site.line} {one.symbol}: {one.message}" for one in errors)
    if not errors:
        yield "chance" if any(part in what for part in CHANCE) else "missed", what
    elif not named & lines:
        first = min(one.raises.line if one.raises else one.site.line for one in errors)
        kind = "early" if first < min(lines, default=0) and _flat(program.source, first) else "elsewhere"
        yield kind, f"{what}\n  but {said}"


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
