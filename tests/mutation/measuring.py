"""Mutants: clean programs with one mistake each; which of them real Keras rejects, and what the analysis says of those."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pylint_lstmshape.rules import LEVELS, Finding
from pylint_lstmshape.verify.compare import analyze_program
from pylint_lstmshape.verify.harness import Program, run_programs
from pylint_lstmshape.verify.records import Generation, Outcome
from pylint_lstmshape.verify.shrink import shrink
from tests.mutation.editing import Text
from tests.mutation.operators import OPERATORS

ROOT = Path(__file__).parents[2]
CLEAN = [
    *sorted((ROOT / "tests" / "cases" / "threads").glob("*_fix.py")),
    *sorted((ROOT / "tests" / "cases" / "seed").glob("*_fix.py")),
    *sorted((ROOT / "examples").glob("*repaired*.py")),
    ROOT / "examples" / "stacked_lstm.py",
]
NEAR = 3  # lines
# What a mutant raises that is no mistake of shapes: the operator has broken the program itself.
BROKEN = ("NameError", "SyntaxError", "UnboundLocalError", "ImportError", "IndentationError", "ModuleNotFoundError")


@dataclass(frozen=True)
class Mutant:
    """A program with the mistake of `operator` planted at `line`."""

    operator: str
    line: int
    program: Program


@dataclass(frozen=True)
class Verdict:
    """A mutant that was run, and the findings of it: their symbols, with the lines that each stands at or names."""

    mutant: Mutant
    outcome: Outcome
    found: tuple[tuple[str, frozenset[int]], ...]

    @property
    def flagged(self) -> bool:
        """Whether it is called an error."""
        return any(LEVELS[symbol] == "E" for symbol, _ in self.found)

    @property
    def located(self) -> bool:
        """Whether an error stands at or names a line near where it raises, or near the mistake.

        What is given to a model conflicts with what a layer declares: the message stands at the one and names the other.
        """
        meant = {self.mutant.line, *[place.line for place in self.outcome.stack]}
        return any(
            LEVELS[symbol] == "E" and any(abs(line - one) <= NEAR for line in lines for one in meant)
            for symbol, lines in self.found
        )


def mutants(path: Path, sites: int = 1) -> Iterator[Mutant]:
    """The mutants of a program, at most so many of each operator, drawn alike every time."""
    text = Text(shrink(path.read_text(encoding="utf-8")))
    nodes = list(ast.walk(ast.parse(text.source)))
    for name, operator in OPERATORS.items():
        found = {}
        for node in nodes:
            for edits in operator(node, text):
                source = text.edited(edits)
                if source != text.source and _parses(source):
                    found[source] = node.lineno  # type: ignore[attr-defined]  # operators edit expressions
        drawn = random.Random(f"{path.stem} {name}").sample(sorted(found.items()), min(sites, len(found)))
        for source, line in drawn:
            yield Mutant(name, line, Program(path, source))


def measure(chosen: Sequence[Mutant], keras: Generation) -> tuple[list[Verdict], list[Verdict]]:
    """What is said of the mutants that real Keras rejects; then those that run and are called an error nevertheless."""
    rejected, wrong = [], []
    for one, trace in zip(chosen, run_programs([one.program for one in chosen], keras), strict=True):
        findings = analyze_program(one.program, keras).findings
        verdict = Verdict(one, trace.outcome, tuple((each.symbol, _lines(each)) for each in findings))
        if trace.outcome.status == "raised" and trace.outcome.exception not in BROKEN:
            rejected.append(verdict)
        elif trace.outcome.ran and verdict.flagged:
            wrong.append(verdict)
    return rejected, wrong


def share(rejected: Sequence[Verdict]) -> str:
    """The figures in words."""
    flagged, located = sum(one.flagged for one in rejected), sum(one.located for one in rejected)
    number = max(len(rejected), 1)
    return f"{len(rejected)} rejected, {flagged} flagged ({flagged / number:.1%}), {located} located ({located / number:.1%})"


def table(rejected: Sequence[Verdict]) -> Iterator[str]:
    """How many of each operator's mutants are flagged and located; then those that are not."""
    for name in OPERATORS:
        group = [one for one in rejected if one.mutant.operator == name]
        if group:
            flagged, located = sum(one.flagged for one in group), sum(one.located for one in group)
            yield f"{name:24} rejected {len(group):4}  flagged {flagged:4}  located {located:4}"
    for one in rejected:
        if not one.located:
            what = "elsewhere" if one.flagged else "survives"
            message = (one.outcome.message or "").strip()[:140]
            where = f"{one.mutant.program.path.stem} line {one.mutant.line}, raises at {one.outcome.line}"
            said = ", ".join(f"{symbol} {sorted(lines)}" for symbol, lines in one.found)
            yield f"{what:9} {one.mutant.operator}: {where}: {one.outcome.exception}: {message} | {said}"


def _lines(finding: Finding) -> frozenset[int]:
    """The line at which a finding stands, and those that its message names."""
    return frozenset({finding.site.line, *map(int, re.findall(r"\bline (\d+)", finding.message))})


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True
