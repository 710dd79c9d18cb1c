"""The shapes of a small program as a drawing: what goes from the data through the layers to the target, a line a call.

x_train (64, 31) → Embedding (None, 31, 4) → LSTM (None, 8) → Dense (None, 1) ↔ y_train (64, 1)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pylint_lstmshape.analysis import analyze, parse
from pylint_lstmshape.faces import documents
from pylint_lstmshape.faces.showing.report import Problem, Report
from pylint_lstmshape.faces.showing.table import MARKS, outputs
from pylint_lstmshape.outline import Dims, Given, Layer, Meeting, Model, show
from pylint_lstmshape.settings import Settings

WIDTH = 100
_FILE = Path("/nowhere/program.py")


def drawn(program: str, generation: int) -> str:
    """The drawing of a program, as that Keras generation has it; what is flagged has its mark."""
    document = documents.decode(program.encode(), _FILE)
    tree = parse(document.source, _FILE)
    if tree is None:
        return ""
    settings = Settings(keras=str(generation))
    found = analyze(tree, settings)
    one = Report(str(_FILE), document, settings, (generation,), found.outline(str(_FILE)), found.findings)
    rows = [row for model in one.outline.models for row in _of_model(one, model)]
    if not rows or one.loose():
        rows += [_of_names(one)]
    return "\n".join(line for row in dict.fromkeys(map(tuple, rows)) for line in _lines(row))


def _of_model(one: Report, model: Model) -> Iterator[list[str]]:
    meetings = one.meetings(model)
    for meeting in meetings:
        yield _of_meeting(one, model, meeting)
    if not meetings and model.layers:
        yield [*(show(shape) for shape in model.inputs), *_layers(one, model)]


def _of_meeting(one: Report, model: Model, meeting: Meeting) -> list[str]:
    given = [_given(one, meeting, each) for each in meeting.inputs]
    targets = [_given(one, meeting, each) for each in meeting.targets]
    layers = _layers(one, model)
    told = [problem for layer in model.layers for problem in one.of_layer(layer.site)]
    told += [problem for each in (*meeting.inputs, *meeting.targets) for problem in one.of_array(meeting, each)]
    rest = [problem for problem in one.of_model(model) if not any(problem.finding is each.finding for each in told)]
    if rest and meeting.site.line in {site.line for problem in rest for site in problem.places}:
        layers.append(f"{meeting.method}{_mark(rest)}")
    last = f" ↔ {', '.join(targets)}" if targets else ""
    first = [", ".join(given)] if given else []
    if len(given) == len(model.inputs) == 1 and _differs(meeting.inputs[0].shape, model.inputs[0]):
        first.append(f"declared {show(model.inputs[0])}")
    return [*first, *layers[:-1], f"{layers[-1] if layers else meeting.method}{last}"]


def _differs(given: Dims | None, declared: Dims | None) -> bool:
    return given is not None and declared is not None and given[1:] != declared[1:]


def _layers(one: Report, model: Model) -> list[str]:
    return [_layer(one, layer) for layer in model.layers if layer.class_name != "InputLayer"]


def _layer(one: Report, layer: Layer) -> str:
    return f"{layer.class_name} {outputs(layer)}{_mark(one.of_layer(layer.site))}"


def _given(one: Report, meeting: Meeting, given: Given) -> str:
    return f"{given.text} {show(given.shape)}{_mark(one.of_array(meeting, given))}"


def _of_names(one: Report) -> list[str]:
    """What the names hold, where no model does: the flagged lines as they stand."""
    flagged = {problem.finding.site.line: problem for problem in reversed(one.problems)}
    parts = [(each.site.line, f"{each.name} {each.hint}") for each in one.outline.names if each.hint.startswith("(")]
    parts = [part for part in parts if part[0] not in flagged]
    for line, problem in flagged.items():
        code = one.line(line).partition("  #")[0]
        parts.append((line, f"{code}{_mark([problem])}"))
    return [text for _, text in sorted(parts)]


def _mark(problems: Sequence[Problem]) -> str:
    return f" {MARKS[problems[0].level]}" if problems else ""


def _lines(parts: Sequence[str]) -> Iterator[str]:
    """The parts behind each other, on as many lines as they need."""
    line = ""
    for part in parts:
        longer = f"{line} → {part}" if line else part
        if line and len(longer) > WIDTH:
            yield line
            longer = f"  → {part}"
        line = longer
    yield line
