"""W findings compared by their meaning: each is asked of real Keras, in the program itself, by its function in probes.py."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pylint_lstmshape import facts
from pylint_lstmshape.analysis import Analysis
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.rules import Finding
from pylint_lstmshape.verify.harness import Program, run_programs
from pylint_lstmshape.verify.records import Generation
from tests.fuzz import probes

_PASTED = Path(probes.__file__).read_text(encoding="utf-8")
_OF_THE_CALL = ("silent-broadcast-loss", "softmax-over-one-unit", "loss-without-probabilities", "unchecked-timesteps")
_OF_THE_CALL += ("predict-without-batch-axis", "embedding-on-floats", "ids-as-numbers", "batch-size-in-input-shape")
_OF_THE_CALL += ("stateful-shuffle",)
_WITH_TARGET = ("silent-broadcast-loss", "stateful-shuffle")
ROWS = 2  # stands for a number of samples that nobody knows


@dataclass(frozen=True)
class Question:
    """`code` is asked behind the statement at `line`: whether the program does what the finding says."""

    line: int
    code: str


def question(finding: Finding, analysis: Analysis) -> Question | None:
    """How a finding is asked; None where it is of a rule that random programs do not come to."""
    name, fact = finding.symbol.replace("-", "_"), finding.fact
    if isinstance(fact, facts.Reshaped) and isinstance(fact.before.value, Array):
        shapes = [fact.before.value.shape, fact.after.shape]
        written = ", ".join(str(_lengths(shape)) for shape in shapes if shape is not None)
        return Question(0, f"{name}({written})")
    if isinstance(fact, facts.Broadcast):
        return Question(fact.site.line, f"{name}({fact.left.text}, {fact.right.text})")
    if finding.symbol not in _OF_THE_CALL:
        return None
    place = finding.raises or finding.site
    calls = [one for one in analysis.facts if isinstance(one, facts.ModelCall) and one.inputs]
    call = next((one for one in calls if one.site.line == (fact or place).site.line), None) if fact else None  # type: ignore[union-attr]  # where there is a fact
    call = call or next(iter(calls), None)
    if call is None or any("..." in one.text for one in (*call.inputs, *call.targets)):
        return None
    data, targets = call.inputs[0], call.targets
    text = f"model, {data.text}"
    if finding.symbol in _WITH_TARGET:
        text += "" if not targets or targets[0].stream else f", {targets[0].text}"
        text += ", None" if not targets or targets[0].stream else ""
    return Question(call.site.line, f"{name}({text})")


def _lengths(shape: Sequence[Dim]) -> tuple[int, ...]:
    return tuple(ROWS if dim.constant is None else dim.constant for dim in shape)


def asked(source: str, questions: Sequence[Question]) -> str:
    """The program with the questions in it; the answers are printed in their order, as they are met."""
    lines = source.split("\n")
    ends = {
        one.lineno: one.end_lineno or one.lineno for one in ast.walk(ast.parse(source)) if isinstance(one, ast.stmt)
    }
    made: dict[int, list[str]] = {}
    for number, one in enumerate(questions):
        end = next((last for first, last in ends.items() if first <= one.line <= last), len(lines))
        start = lines[one.line - 1] if one.line else ""
        indent = start[: len(start) - len(start.lstrip())]
        made.setdefault(end if one.line else len(lines), []).append(f"{indent}print('MEANT', {number}, {one.code})")
    for at in sorted(made, reverse=True):
        lines[at:at] = made[at]
    return _PASTED + "\n" + "\n".join(lines)


def unmeant(
    programs: Sequence[Program],
    found: Sequence[tuple[Analysis, Sequence[Finding]]],
    keras: Generation,
    together: int = 20,
) -> tuple[list[tuple[int, Finding, str]], int]:
    """The findings (W) whose program does not do what they say, with its number; and how many were asked."""
    wanted: list[tuple[int, list[Finding], Program]] = []
    for number, (program, (analysis, findings)) in enumerate(zip(programs, found, strict=True)):
        pairs = [(one, made) for one in findings if (made := question(one, analysis)) is not None]
        if pairs:
            source = asked(program.source, [made for _, made in pairs])
            wanted.append((number, [one for one, _ in pairs], Program(program.path, source)))
    traces = run_programs([one for _, _, one in wanted], keras, cached=False, together=together)
    wrong, count = [], 0
    for (number, findings, _), trace in zip(wanted, traces, strict=True):
        answers: dict[int, set[str]] = {}
        for at, answer in re.findall(r"^MEANT (\d+) (\w+)$", trace.output, re.MULTILINE):
            answers.setdefault(int(at), set()).add(answer)
        for at, finding in enumerate(findings):
            count += 1
            if answers.get(at) != {"True"}:
                wrong.append((number, finding, f"{answers.get(at)}: {trace.outcome.message or ''}"))
    return wrong, count
