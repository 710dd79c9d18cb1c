"""A report as one HTML page that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from pylint_lstmshape.faces import pages
from pylint_lstmshape.faces.showing.diagram import anchors, diagram
from pylint_lstmshape.faces.showing.report import Problem, Report
from pylint_lstmshape.faces.showing.table import counted, made, number, outputs, title
from pylint_lstmshape.outline import Given, Meeting, Model, show
from pylint_lstmshape.rules import RULES

_RULES = {rule.symbol: rule for rule in RULES}
_WORDS = {"error": "Error", "warning": "Warning", "advice": "Advice"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html(reports: Sequence[Report]) -> str:
    """The page of all reports."""
    return "\n".join(_page(reports)) + "\n"


def _page(reports: Sequence[Report]) -> Iterator[str]:
    names = ", ".join(one.name for one in reports) or "nothing"
    style = resources.files("pylint_lstmshape.faces.showing").joinpath("page.css").read_text(encoding="utf-8")
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>Shapes of {escape(names)}</title>"
    yield f"<style>{style}</style></head><body>"
    yield '<a class="skip" href="#main">Skip to the models</a>'
    yield "<header><p>lstmshape show</p><h1>What flows through the model</h1>"
    yield "<p>Worked out from the source alone: nothing was run.</p></header>"
    yield '<main id="main">'
    for place, one in enumerate(reports, start=1):
        yield from _report(one, f"file{place}")
    if not reports:
        yield "<p>There is no Keras program here.</p>"
    yield "</main>"
    yield from _legend()
    yield "</body></html>"


_LEGEND = {
    "(None, 31, 25)": "The shape of an array: how long it is along each axis. None is a length that is open: any number "
    "of samples.",
    "(batch, timesteps, features)": "What LSTM and GRU take: so many samples, in each so many steps in time, at each "
    "step so many numbers.",
    "parameters": "The numbers that training changes; the same count as model.summary() prints.",
    "✗": "Here the shapes do not fit. Follow it to the reason, and to code that repairs it.",
}


def _legend() -> Iterator[str]:
    yield "<footer><h2>How to read this</h2><dl>"
    for term, words in _LEGEND.items():
        yield f"<dt>{escape(term)}</dt><dd>{escape(words)}</dd>"
    yield "</dl></footer>"


def _report(one: Report, name: str) -> Iterator[str]:
    keras = " or ".join(map(str, one.keras))
    yield f'<section class="file" aria-labelledby="{name}"><h2 id="{name}"><code>{escape(one.name)}</code></h2>'
    yield f'<p class="verdict">{_verdict(one)}{f" Keras {keras}." if keras else ""}</p>'
    marks = anchors(one, name)
    for place, model in enumerate(one.outline.models, start=1):
        yield from _model(one, model, f"{name}-model{place}", marks)
    loose = one.loose()
    if loose:
        yield '<section class="problems"><h3>Elsewhere in the program</h3>'
        for problem in loose:
            yield from _problem(one, problem, marks)
        yield "</section>"
    yield "</section>"


def _verdict(one: Report) -> str:
    counts = [(level, sum(problem.level == level for problem in one.problems)) for level in _WORDS]
    found = [f"{count} {level}{'s' if count > 1 and level != 'advice' else ''}" for level, count in counts if count]
    mark = "✗" if any(problem.level == "error" for problem in one.problems) else "!" if found else "✓"
    return f'<span aria-hidden="true">{mark}</span> {", ".join(found) if found else "All shapes that are known fit"}.'


def _model(one: Report, model: Model, name: str, marks: dict[int, str]) -> Iterator[str]:
    yield f'<section class="model" aria-labelledby="{name}"><h3 id="{name}">{escape(title(model))}</h3>'
    yield f'<p>Made at {one.place(model.site)}, {escape(counted(model))}.</p><div class="columns">'
    yield f'<div class="canvas" tabindex="0" role="region" aria-label="Diagram of {escape(title(model))}">'
    yield diagram(one, model, f"{name}-diagram", marks)
    yield "</div><div>"
    first = [problem for problem in one.of_model(model) if _home(one, problem) is model]
    for problem in first:
        yield from _problem(one, problem, marks)
    yield from _meetings(one, model, marks)
    yield "</div></div>"
    yield from _table(one, model)
    yield "</section>"


def _home(one: Report, problem: Problem) -> Model:
    """The first model that a problem is about: it is told there once."""
    return next(
        model for model in one.outline.models if any(each.finding is problem.finding for each in one.of_model(model))
    )


def _meetings(one: Report, model: Model, marks: dict[int, str]) -> Iterator[str]:
    for meeting in one.meetings(model):
        yield f'<section class="meeting"><h4>{_call(meeting)} at {one.place(meeting.site)}</h4><dl>'
        for word, group in (("in", meeting.inputs), ("target", meeting.targets)):
            for given in group:
                yield from _array(one, meeting, word, given, marks)
        for shape in meeting.outputs:
            yield f"<dt>out</dt><dd><code>{show(shape)}</code></dd>"
        yield "</dl></section>"


def _call(meeting: Meeting) -> str:
    role = f" ({meeting.role} data)" if meeting.role != "training" else ""
    return f"<code>{escape(meeting.method)}</code>{role}"


def _array(one: Report, meeting: Meeting, word: str, given: Given, marks: dict[int, str]) -> Iterator[str]:
    wrong = one.of_array(meeting, given)
    link = f' <a class="wrong" href="#{marks[id(wrong[0].finding)]}">✗ does not fit</a>' if wrong else ""
    yield f"<dt>{word}</dt><dd><code>{escape(given.text)}</code> <strong>{escape(show(given.shape))}</strong> "
    yield f"{given.dtype}{link}<ol>"
    for step in given.steps:
        source = one.line(step.site.line) if step.site.file == one.file else step.name
        yield f"<li><span>{one.place(step.site)}</span> <code>{escape(source)}</code> <b>{escape(made(step))}</b></li>"
    yield "</ol></dd>"


def _problem(one: Report, problem: Problem, marks: dict[int, str]) -> Iterator[str]:
    finding, mark = problem.finding, marks[id(problem.finding)]
    rule = _RULES[finding.symbol]
    yield f'<article class="problem {problem.level}" id="{mark}" tabindex="-1">'
    yield f"<h4>{_WORDS[problem.level]} at {one.place(finding.site)}</h4>"
    yield f"<pre><code>{escape(one.line(finding.site.line))}</code></pre>"
    yield f"<p>{escape(one.words(finding))}</p>"
    address, name = pages.published(rule), escape(finding.symbol)
    yield f'<p class="rule">{name if address is None else f"""<a href="{escape(address)}">{name}</a>"""} {rule.id}</p>'
    for place, repair in enumerate(problem.repairs):
        yield f"<details{' open' if not place else ''}><summary>{'Repair' if not place else 'Or'}: {escape(repair.title)}</summary>"
        kinds = [({"+": "ins", "-": "del"}.get(line[:1], "b"), line) for line in repair.change]
        change = "".join(f"<{kind}>{escape(line)}</{kind}>" for kind, line in kinds)
        yield f'<pre class="change"><code>{change}</code></pre></details>'
    yield "</article>"


def _table(one: Report, model: Model) -> Iterator[str]:
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Table of layers"><table>'
    yield f"<caption>Layers of {escape(title(model))}, as model.summary() prints them</caption>"
    yield "<thead><tr>" + "".join(
        f'<th scope="col">{head}</th>'
        for head in ("Layer", "Class", "Output shape", 'Param<span class="long">eter</span>s', "Line")
    )
    yield "</tr></thead><tbody>"
    for layer in model.layers:
        yield (
            f'<tr><th scope="row">{escape(layer.name)}</th><td>{escape(layer.class_name)}</td>'
            f"<td><code>{escape(outputs(layer))}</code></td><td>{escape(number(layer.parameters))}</td>"
            f"<td>{one.place(layer.site).removeprefix('line ')}</td></tr>"
        )
    yield f'</tbody><tfoot><tr><th scope="row" colspan="3">All</th><td>{escape(number(model.parameters))}</td><td></td></tr>'
    yield f'<tr><th scope="row" colspan="3">Trained</th><td>{escape(number(model.trainable))}</td><td></td></tr></tfoot>'
    yield "</table></div>"
