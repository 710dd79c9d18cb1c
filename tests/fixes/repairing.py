"""Repairs programs as `lstmshape fix` does, in memory, and runs what comes out on real Keras."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pylint_lstmshape.analysis import analyze, fixes, parse
from pylint_lstmshape.fixes.edits import Source, apply
from pylint_lstmshape.fixes.situation import Fix
from pylint_lstmshape.rules.base import Finding
from pylint_lstmshape.settings import Settings
from pylint_lstmshape.verify.harness import Program, run_programs
from pylint_lstmshape.verify.shrink import shrink

MAX_ROUNDS = 8


def findings(source: Source, path: Path, keras: str) -> tuple[Finding, ...]:
    tree = parse(source, path)
    assert tree is not None, path
    return analyze(tree, Settings(keras=keras)).findings


def repaired(source: Source, path: Path, keras: str) -> tuple[Source, list[Fix]]:
    """The source with the best fix of its first finding that has one, again and again until none has."""
    used: list[Fix] = []
    for _ in range(MAX_ROUNDS):
        every = (next(fixes(source, path, Settings(keras=keras), one), None) for one in findings(source, path, keras))
        fix = next((one for one in every if one is not None), None)
        if fix is None:
            break
        used.append(fix)
        source = source.with_text(apply(source.text, fix.edits))
    return source, used


@dataclass
class Repair:
    """One program: its findings, and for each offered fix of one (then the best of what is left) how it ran."""

    path: Path
    symbols: list[str]
    symbol: str = ""  # of the finding whose fixes these are
    offered: list[Fix] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)  # "ran", or what was raised

    @property
    def executed(self) -> list[tuple[Fix, str]]:
        """Each fix with its outcome."""
        return list(zip(self.offered, self.outcomes, strict=True))

    @property
    def best_runs(self) -> bool:
        return self.outcomes[:1] == ["ran"]

    @property
    def some_runs(self) -> bool:
        return "ran" in self.outcomes


def offers(source: Source, path: Path, keras: str, most: int) -> Iterator[tuple[str, Fix, str]]:
    """The first fixes of a program's first finding that has any: its symbol, and the text that each, with the best of
    the rest, gives.
    """
    for finding in findings(source, path, keras):
        found = False
        for number, fix in enumerate(fixes(source, path, Settings(keras=keras), finding)):
            if number == most:
                return
            found = True
            text, _ = repaired(source.with_text(apply(source.text, fix.edits)), path, keras)
            yield finding.symbol, fix, text.text
        if found:
            return


def measure(programs: Mapping[Path, str], keras: str, most: int = 6) -> list[Repair]:
    """Every flagged program, by the path it stands at, repaired and run."""
    repairs = []
    for path, text in programs.items():
        source = Source(text)
        flagged = findings(source, path, keras)
        if not flagged:
            continue
        repair = Repair(path, [one.symbol for one in flagged])
        for repair.symbol, fix, text in offers(source, path, keras, most):
            repair.offered.append(fix)
            repair.texts.append(text)
        repairs.append(repair)
    texts = [(repair, Program(repair.path, shrink(text))) for repair in repairs for text in repair.texts]
    traces = run_programs([program for _, program in texts], keras)  # type: ignore[arg-type]  # keras is "2" or "3"
    for (repair, _), trace in zip(texts, traces, strict=True):
        outcome = trace.outcome
        repair.outcomes.append(
            "ran" if outcome.ran else f"{outcome.status}: {(outcome.message or 'no word of it')[:150]}"
        )
    return repairs


def table(repairs: list[Repair]) -> str:
    """Messages × fixes × proved: how often each kind was offered for each message, and how often the result ran."""
    rows: dict[tuple[str, str], list[int]] = {}
    for repair in repairs:
        for fix, outcome in repair.executed:
            row = rows.setdefault((repair.symbol, fix.kind), [0, 0])
            row[0] += 1
            row[1] += outcome == "ran"
    lines = [
        f"    {symbol:28} {kind:18} {ran:3} of {offered:3}" for (symbol, kind), (offered, ran) in sorted(rows.items())
    ]
    return "\n".join(lines)


def summary(repairs: list[Repair], keras: str) -> str:
    """The two shares, and every fix that does not run with its reason, the best first."""
    best, some, total = sum(one.best_runs for one in repairs), sum(one.some_runs for one in repairs), len(repairs)
    shares = f"the best fix runs {best} ({best / total:.0%}), some fix runs {some} ({some / total:.0%})"
    lines = [f"Keras {keras}: {total} flagged programs; {shares}"]
    for one in repairs:
        failed = [f"{fix.kind} {outcome}" for fix, outcome in one.executed if outcome != "ran"]
        if failed or not one.offered:
            best = "" if one.best_runs else "NOT the best: " if one.some_runs else "NONE: "
            lines.append(f"    {one.path.stem}: {one.symbol or one.symbols[0]}: {best}{failed or 'no fix is proved'}")
    return "\n".join(lines)
