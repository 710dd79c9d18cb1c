"""`lstmshape verify`: asks the installed Keras, in a process of its own, whether it agrees with what was inferred."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pylint_lstmshape.analysis import analyze, parse
from pylint_lstmshape.faces.linting import Linted, UsageError
from pylint_lstmshape.faces.showing.report import Problem, Report, report
from pylint_lstmshape.faces.showing.table import number, title
from pylint_lstmshape.facts import ArgumentConflict, InputConflict, LayerConflict
from pylint_lstmshape.outline import Dims, Meeting, Model, show
from pylint_lstmshape.rules import Finding

SAMPLES = 2  # of the zeros that a model is fed
STEPS = 3  # in the place of a length that is open
_SHAPE_ERRORS = ("ValueError", "InvalidArgumentError")  # what Keras and TensorFlow raise on shapes


@dataclass(frozen=True)
class Case:
    """A model to be built; `feeds`: the shapes of the zeros, and the meeting that they stand for."""

    report: Report
    model: Model
    plan: dict[str, Any]
    feeds: tuple[tuple[list[list[int]], Meeting | None], ...]


def verify(options: argparse.Namespace) -> int:
    """Build the models of Python files again on the installed Keras, feed zeros, and hold what comes out against what was
    inferred. The code of the files is not run, unless --run is given: then they are, with training cut to one epoch.

    Needs Keras and TensorFlow: pip install "pylint-lstmshape[verify]". Exit status: 0 Keras agrees with all that could be
    asked, 1 it does not, 2 wrong usage, a file that cannot be read, or no Keras.
    """
    try:
        linted = Linted(options.paths, options.keras)
    except UsageError as error:
        print(f"lstmshape verify: {error}", file=sys.stderr)
        return 2
    for failure in linted.failures:
        print(failure, file=sys.stderr)
    status = 2 if linted.failures else 0
    reports = [one for file in list(linted.modules) if (one := report(file, linted)) is not None]
    if options.run_programs:
        return max([status, *(_run(one) for one in reports)])
    for generation in (3, 2):
        chosen = [one for one in reports if max(one.keras, default=3) == generation]
        status = max(status, _ask(chosen, generation))
    return status


def _ask(reports: Sequence[Report], generation: int) -> int:
    cases: list[Case] = []
    for one in reports:
        for model, plan in _plans(one):
            if isinstance(plan, str):
                print(f"{_place(one, model)}: not asked: {plan}")
            else:
                cases.append(Case(one, model, plan, tuple(_feeds(one, model))))
    if not cases:
        return 0
    asked = [{"model": one.plan, "feeds": [shapes for shapes, _ in one.feeds]} for one in cases]
    done = subprocess.run(
        [sys.executable, "-m", "pylint_lstmshape.verify.rebuild", str(generation)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["it ended early"])[-1]
        print(f"lstmshape verify: Keras {generation} cannot be asked: {reason}", file=sys.stderr)
        if "ModuleNotFoundError" in done.stderr:
            print('lstmshape verify: pip install "pylint-lstmshape[verify]" brings it', file=sys.stderr)
        return 2
    told = json.loads(done.stdout)
    status = 0
    for case, answer in zip(cases, told["answers"], strict=True):
        wrong, words = judge(case, answer)
        verdict = f"{'DISAGREES' if wrong else 'agrees'} (Keras {told['version']})"
        print(f"{_place(case.report, case.model)}: {verdict}: {'; '.join(dict.fromkeys(wrong or words))}")
        status = max(status, 1 if wrong else 0)
    return status


def _place(one: Report, model: Model) -> str:
    file, line = model.site.file, model.site.line
    where = f"{one.name}:{one.document.place(line)}" if file == one.file else f"{os.path.relpath(file)}:{line}"
    return f"{where}: {title(model)}"


def _plans(one: Report) -> Iterator[tuple[Model, dict[str, Any] | str]]:
    tree = parse(one.source, Path(one.file))
    plans = [] if tree is None else analyze(tree, one.settings).plans(one.file)
    yield from zip(one.outline.models, plans, strict=tree is not None)


def _feeds(one: Report, model: Model) -> Iterator[tuple[list[list[int]], Meeting | None]]:
    """The shapes of zeros to feed: of each call with data that is known, else what the model declares."""
    found = False
    for meeting in one.meetings(model):
        shapes = [_zeros(given.shape, model) for given in meeting.inputs]
        known = [shape for shape in shapes if shape is not None]
        if known and len(known) == len(shapes):
            found = True
            yield known, meeting
    if not found and model.inputs:
        shapes = [None if shape is None else _zeros((SAMPLES, *shape[1:]), model, STEPS) for shape in model.inputs]
        known = [shape for shape in shapes if shape is not None]
        if len(known) == len(shapes):
            yield known, None


def _zeros(shape: Dims | None, model: Model, steps: int | None = None) -> list[int] | None:
    """The lengths of an array like this one, with few samples; None where a length is not known."""
    if not shape:
        return None
    declared = model.inputs[0][0] if model.inputs and model.inputs[0] else None
    rows = declared if isinstance(declared, int) else min(shape[0], SAMPLES) if isinstance(shape[0], int) else SAMPLES
    rest = [steps if dim is None else dim for dim in shape[1:]]
    return [rows, *(dim for dim in rest if isinstance(dim, int))] if all(isinstance(dim, int) for dim in rest) else None


def judge(case: Case, answer: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What Keras contradicts, and what it confirms."""
    raised = [one for one in (answer, *answer.get("fed", ())) if "raised" in one]
    said = [each.finding for each in case.report.of_model(case.model) if each.level == "error" and _is_asked(each)]
    if said:
        symbols = ", ".join(one.symbol for one in said)
        if not raised:
            return [f"it takes what was said to raise ({symbols})"], []
        if any(_is_this(one, refusal) for one in said for refusal in raised):
            return [], [f"it refuses too ({symbols}): {raised[0]['raised']}"]
        return [f"it was said to refuse ({symbols}), but raises something else: {raised[0]['raised']}"], []
    if raised:
        return [f"it raises: {raised[0]['raised']}"], []
    wrong, words = [], []
    layers = [layer for layer in case.model.layers if layer.class_name != "InputLayer"]
    real = answer["layers"]
    if sorted(one["class"] for one in real) == sorted(layer.class_name for layer in layers):
        known = [layer.parameters for layer in layers]
        counted = [one["parameters"] for one in real]
        if all(isinstance(one, int) for one in known) and sorted(map(int, known)) != sorted(counted):  # type: ignore[arg-type]  # ints all
            wrong.append(f"parameters of the layers {counted}, inferred {known}")
    if isinstance(case.model.parameters, int):
        if answer["parameters"] == case.model.parameters:
            words.append(f"{len(real)} layer{'s' if len(real) > 1 else ''}, {number(case.model.parameters)} parameters")
        else:
            wrong.append(f"{answer['parameters']} parameters, inferred {case.model.parameters}")
    for (shapes, meeting), fed in zip(case.feeds, answer["fed"], strict=True):
        inferred = meeting.outputs if meeting is not None and any(meeting.outputs) else case.model.outputs
        came = [tuple(shape) for shape in fed["outputs"]]
        pairs = list(zip(inferred, came, strict=False))
        texts = ", ".join(map(str, came))
        if any(shape is not None and not _fits(shape, one) for shape, one in pairs):
            wrong.append(f"zeros {shapes} give {texts}, inferred {', '.join(map(show, inferred))}")
        else:
            words.append(f"zeros {', '.join(map(str, map(tuple, shapes)))} give {texts}")
    return wrong, words


def _is_asked(problem: Problem) -> bool:
    """Whether feeding zeros to the model alone can show the mistake."""
    return isinstance(problem.finding.fact, LayerConflict | InputConflict | ArgumentConflict)


def _is_this(finding: Finding, refusal: Mapping[str, Any]) -> bool:
    """Whether what Keras raised is what was said: an error of that kind, of that layer or, of data, where it is fed."""
    fact = finding.fact
    if not isinstance(fact, LayerConflict | InputConflict | ArgumentConflict):
        return False
    if refusal["error"] not in (fact.conflict.error, *_SHAPE_ERRORS):
        return False
    if isinstance(fact, InputConflict):
        return bool(refusal["at"] == "feeding")
    return fact.layer.site.line in refusal["lines"]


def _fits(inferred: Dims, real: Sequence[int]) -> bool:
    """Whether a shape is the inferred one, samples aside."""
    return len(inferred) == len(real) and all(
        not isinstance(one, int) or one == other for one, other in zip(inferred[1:], real[1:], strict=True)
    )


def _run(one: Report) -> int:
    """Run the program itself under the tracer, training cut to one epoch."""
    if one.document.notebook is not None:
        print(f"{one.name}: a notebook is not run")
        return 0
    print(f"{one.name}: run on Keras {max(one.keras, default=3)}", flush=True)
    command = [sys.executable, "-m", "pylint_lstmshape.verify", one.file, "--keras", str(max(one.keras, default=3))]
    return 1 if subprocess.run(command, check=False).returncode else 0
