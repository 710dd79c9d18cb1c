"""Models as Mermaid flow charts, which GitHub and many editors draw from text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pylint_lstmshape.faces.showing.report import Report
from pylint_lstmshape.faces.showing.table import number, title
from pylint_lstmshape.outline import Model, show


def text(reports: Sequence[Report]) -> str:
    """One chart for each model."""
    charts = [(one, model) for one in reports for model in one.outline.models]
    return "\n".join("\n".join(_chart(*pair, place)) + "\n" for place, pair in enumerate(charts))


def _chart(one: Report, model: Model, place: int) -> Iterator[str]:
    yield f"%% {one.name}, {title(model)}, {one.place(model.site)}"
    yield "flowchart TB"
    last = len(model.layers) - 1
    for at, layer in enumerate(model.layers):
        about = f"{layer.class_name}<br>{number(layer.parameters)} parameters"
        yield f'  l{at}["{_safe(layer.name)}<br>{about}"]'
        if one.of_layer(layer.site):
            yield f"  style l{at} stroke:#d1242f,stroke-width:3px"
    for at, layer in enumerate(model.layers):
        for edge in layer.above:
            yield f'  l{edge.row} -- "{_safe(show(edge.shape))}" --> l{at}'
    meeting = next(iter(one.meetings(model)), None)
    heads = model.heads or (0,)
    for at, given in enumerate(meeting.inputs if meeting is not None and model.layers else ()):
        yield f'  x{at}(["{_safe(given.text)}"])'
        wrong = meeting is not None and one.of_array(meeting, given)
        label = f"{_safe(show(given.shape))}{' ✗' if wrong else ''}"
        ends = (".", ".->") if wrong else ("-", "-->")
        yield f'  x{at} -{ends[0]} "{label}" {ends[1]} l{heads[min(at, len(heads) - 1)]}'
    for at, (row, shape) in enumerate(zip(model.tails or (last,), model.outputs, strict=False)):
        yield f'  l{row} -- "{_safe(show(shape))}" --> y{at}(["output"])'


def _safe(text: str) -> str:
    return text.replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
