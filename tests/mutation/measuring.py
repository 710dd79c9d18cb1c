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
from tests.fuzz.programs import program
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
TOGETHER = 10  # mutants in a process
# What a mutant raises that is no mistake of shapes: the operator has broken the program itself.
BROKEN = ("NameError", "SyntaxError", "UnboundLocalError", "ImportError", "IndentationError", "ModuleNotFoundError")
# The same of a list or an array that is used as what it is no more: whatever its shape, and pylint's own no-member to find.
NO_SUCH = re.compile(
    r"'(list|numpy\.ndarray)' object has no attribute|'<?>?=?' not supported between instances of 'list'"
)


@dataclass(frozen=True)
class Mutant:
    """A program with the mistake of `operator` planted at `line`."""

    operator: str
    line: int
    program: Program


@dataclass(frozen=True)
class Verdict:
    """A mutant that was run, and the findings of it: symbol, line, and the lines that the message names."""

    mutant: Mutant
    outcome: Outcome
    found: tuple[tuple[str, int, frozenset[int]], ...]

    @property
    def flagged(self) -> bool:
        """Whether it is called an error."""
        return any(LEVELS[symbol] == "E" for symbol, _, _ in self.found)

    @property
    def located(self) -> bool:
        """Whether an error stands at or names a line near where it raises, or near the mistake.

        What is given to a model conflicts with what a layer declares: the message stands at the one and names the other.
        """
        return any(_near({line, *named}, self._meant) for symbol, line, named in self.found if LEVELS[symbol] == "E")

    @property
    def stands_there(self) -> bool:
        """Whether an error stands near where it raises or near the mistake, whatever lines its message names."""
        return any(_near({line}, self._meant) for symbol, line, _ in self.found if LEVELS[symbol] == "E")

    @property
    def names_mistake(self) -> bool:
        """Whether an error stands at or names a line near the mistake itself."""
        near = {self.mutant.line}
        return any(_near({line, *named}, near) for symbol, line, named in self.found if LEVELS[symbol] == "E")

    @property
    def _meant(self) -> set[int]:
        return {self.mutant.line, *[place.line for place in self.outcome.stack]}


def _near(lines: set[int] | frozenset[int], meant: set[int]) -> bool:
    return any(abs(line - one) <= NEAR for line in lines for one in meant)


def written_programs() -> list[Program]:
    """The clean programs of the tests and examples."""
    return [Program(path, shrink(path.read_text(encoding="utf-8"))) for path in CLEAN]


def random_programs(number: int, keras: Generation) -> list[Program]:
    """Those of so many random programs without a planted mistake that run: what some draw is a mistake of its own."""
    drawn = [Program(Path(f"/nowhere/random_{seed}.py"), program(seed, clean=True)) for seed in range(number)]
    traces = run_programs(drawn, keras, together=TOGETHER)
    return [one for one, trace in zip(drawn, traces, strict=True) if trace.outcome.ran]


def mutants(clean: Program, sites: int = 1) -> Iterator[Mutant]:
    """The mutants of a program, at most so many of each operator, drawn alike every time."""
    path, text = clean.path, Text(clean.source)
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
    traces = run_programs([one.program for one in chosen], keras, together=TOGETHER)
    for one, trace in zip(chosen, traces, strict=True):
        findings = analyze_program(one.program, keras).findings
        verdict = Verdict(one, trace.outcome, tuple((each.symbol, each.site.line, _named(each)) for each in findings))
        if trace.outcome.status == "raised" and not _is_broken(trace.outcome):
            rejected.append(verdict)
        elif trace.outcome.ran and verdict.flagged:
            wrong.append(verdict)
    return rejected, wrong


def share(rejected: Sequence[Verdict]) -> str:
    """The figures in words."""
    number = max(len(rejected), 1)
    shares = {
        "flagged": sum(one.flagged for one in rejected),
        "located": sum(one.located for one in rejected),
        "on the finding's own line": sum(one.stands_there for one in rejected),
        "naming the mistake's own line": sum(one.names_mistake for one in rejected),
    }
    return f"{len(rejected)} rejected, " + ", ".join(f"{n} {what} ({n / number:.1%})" for what, n in shares.items())


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
            said = ", ".join(f"{symbol} {line} {sorted(named)}" for symbol, line, named in one.found)
            yield f"{what:9} {one.mutant.operator}: {where}: {one.outcome.exception}: {message} | {said}"


def _is_broken(outcome: Outcome) -> bool:
    return outcome.exception in BROKEN or NO_SUCH.match(outcome.message or "") is not None


def _named(finding: Finding) -> frozenset[int]:
    """The lines that a finding's message names."""
    return frozenset(map(int, re.findall(r"\bline (\d+)", finding.message)))


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True
