"""A report as text: a table for each model, and below it the arrays it is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from pylint_lstmshape.faces.showing.report import Problem, Report
from pylint_lstmshape.outline import Given, Layer, Meeting, Model, Number, Step, show

WIDTH = 100
MARKS = {"error": "✗", "warning": "!", "advice": "·"}


def text(reports: Sequence[Report]) -> str:
    """All reports."""
    return "\n".join(line for one in reports for line in _report(one)) + "\n"


_PAINT = (  # what a line begins with, how its beginning is shown: bold, red, yellow, cyan, green, red, faint
    (r"\S.*", "1"),
    (r" +✗ (?:line|cell) [^:]+(?::\d+)?:", "1;31"),
    (r" +! (?:line|cell) [^:]+(?::\d+)?:", "1;33"),
    (r" +· (?:line|cell) [^:]+(?::\d+)?:", "1;36"),
    (r" {8,}\+.*", "32"),
    (r" {8,}-.*", "31"),
    (r" {4,}\d+  \w.*", "2"),
)


def painted(text: str) -> str:
    """The text for a terminal that shows colours: what names a part, what is wrong, what a fix changes."""
    lines = []
    for line in text.split("\n"):
        for pattern, colour in _PAINT:
            found = re.match(pattern, line)
            if found is not None:
                line = f"\033[{colour}m{found[0]}\033[0m{line[found.end() :]}"
                break
        lines.append(line)
    return "\n".join(lines)


def number(value: Number) -> str:
    """1,234; a name where it is a number nobody knows; ? where even that is unknown."""
    return "?" if value is None else f"{value:,}" if isinstance(value, int) else value


def counted(model: Model) -> str:
    """12,906 parameters; how many are trained, where that is not all of them."""
    if model.parameters is None:
        return "parameters unknown"
    trained = "" if model.trainable == model.parameters else f", {number(model.trainable)} of them trained"
    return f"{number(model.parameters)} parameters{trained}"


def title(model: Model) -> str:
    """model: Sequential."""
    return f"{model.name}: {model.kind}" if model.name else model.kind


def outputs(layer: Layer) -> str:
    """The shapes that a layer gives."""
    return ", ".join(map(show, layer.outputs)) or "?"


def made(step: Step) -> str:
    """What an assignment gives: a shape, or what it is that has none."""
    return show(step.shape) if step.shape is not None or not step.dtype else step.dtype


def _report(one: Report) -> Iterator[str]:
    yield f"{one.name} (Keras {' or '.join(map(str, one.keras)) or '?'})"
    if not one.outline.models:
        yield "  no Keras model found"
    for model in one.outline.models:
        yield ""
        yield from _model(one, model)
    for problem in one.loose():
        yield ""
        yield from _problem(problem, "  ")
    yield ""


def _model(one: Report, model: Model) -> Iterator[str]:
    yield f"{title(model)}, {one.place(model.site)}"
    names = [f"{layer.name} ({layer.class_name})" for layer in model.layers]
    rows = [
        (
            one.place(layer.site).removeprefix("line "),
            name,
            outputs(layer),
            number(layer.parameters),
            _above(model, place),
        )
        for place, (layer, name) in enumerate(zip(model.layers, names, strict=True))
    ]
    heads = ("line", "layer", "output shape", "parameters", "reads" if any(row[4] for row in rows) else "")
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(5)]
    yield "  " + _row(heads, widths)
    yield "  " + "─" * (sum(widths) + 8 if widths[4] else sum(widths) + 6)
    told: list[Problem] = []
    for layer, row in zip(model.layers, rows, strict=True):
        yield "  " + _row(row, widths)
        for problem in one.of_layer(layer.site):
            told.append(problem)
            yield from _problem(problem, "        ")
    if not model.complete:
        yield "  … and layers that only a run would tell"
    yield f"  {counted(model)}"
    for meeting in one.meetings(model):
        yield from _meeting(one, meeting, told)
    for problem in one.of_model(model):
        if not any(problem.finding is known.finding for known in told):
            yield from _problem(problem, "    ")


def _above(model: Model, place: int) -> str:
    """What a layer reads, where that is not simply the layer before it."""
    above = list(dict.fromkeys(one.row for one in model.layers[place].above))
    return "" if above in ([], [place - 1]) else ", ".join(model.layers[at].name for at in above)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    line, layer, output, parameters, reads = cells
    text = f"{line:>{widths[0]}}  {layer:<{widths[1]}}  {output:<{widths[2]}}  {parameters:>{widths[3]}}"
    return f"{text}  {reads}".rstrip()


def _meeting(one: Report, meeting: Meeting, told: list[Problem]) -> Iterator[str]:
    role = f" ({meeting.role} data)" if meeting.role != "training" else ""
    gives = f" gives {', '.join(map(show, meeting.outputs))}" if any(meeting.outputs) else ""
    yield f"  {meeting.method}{role}, {one.place(meeting.site)}{gives}"
    for word, group in (("x", meeting.inputs), ("y", meeting.targets)):
        for given in group:
            yield f"    {word}: {given.text} {show(given.shape)} {given.dtype}".rstrip()
            yield from (f"         {line}" for line in _steps(one, given))
            for problem in one.of_array(meeting, given):
                if not any(problem.finding is known.finding for known in told):
                    told.append(problem)
                    yield from _problem(problem, "      ")


def _steps(one: Report, given: Given) -> Iterator[str]:
    for step in given.steps:
        source = one.line(step.site.line) if step.site.file == one.file else step.name
        shown = source if len(source) <= 70 else source[:69] + "…"
        yield f"{one.place(step.site).removeprefix('line '):>4}  {shown}   {made(step)}"


def _problem(problem: Problem, indent: str) -> Iterator[str]:
    finding = problem.finding
    yield from _wrapped(
        f"{MARKS[problem.level]} {problem.report.place(finding.site)}: {problem.report.words(finding)} ({finding.symbol})",
        indent,
    )
    for repair in problem.repairs[:1]:
        yield from _wrapped(f"fix: {repair.title}", f"{indent}  ")
        yield from (f"{indent}    {line}" for line in repair.change)


def _wrapped(text: str, indent: str) -> list[str]:
    more = f"{indent}  "
    return wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=more, break_long_words=False, break_on_hyphens=False
    )
