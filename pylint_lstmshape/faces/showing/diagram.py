"""A model as an inline SVG: data flows in from above, shapes stand on the arrows, mistakes are marked where they happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from pylint_lstmshape.faces.showing.layout import Arrow, Box, Drawing, place
from pylint_lstmshape.faces.showing.report import Problem, Report
from pylint_lstmshape.faces.showing.table import counted, number, title
from pylint_lstmshape.outline import Layer, Meeting, Model, show

LETTER, LINE = 7.3, 17  # the width and height of a letter of the diagram's text
PAD_X, PAD_Y = 14, 9
_FAMILIES = {
    "recurrent": ("LSTM", "GRU", "RNN", "Bidirectional"),
    "embedding": ("Embedding",),
    "convolution": ("Conv", "Pooling"),
    "dense": ("Dense",),
    "input": ("InputLayer",),
}


def anchors(one: Report, page: str) -> dict[int, str]:
    """Where each problem stands on the page, by the id of its finding; `page` is the file's own id there."""
    return {id(problem.finding): f"{page}-problem-{at}" for at, problem in enumerate(one.problems, start=1)}


def diagram(one: Report, model: Model, name: str, marks: dict[int, str]) -> str:
    """The SVG of a model; `name` is the id that its title gets, `marks` are the anchors of problems."""
    meeting = _told(one, model)
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    given = meeting.inputs if meeting is not None else ()
    heads = model.heads
    boxes += [_box(array.text or "data", (f"{array.dtype} array".strip(),), "data") for array in given]
    if not heads and model.inputs:
        boxes.append(_box("Input", (), "input"))
    offset = len(boxes)
    for layer in model.layers:
        at = len(boxes)
        about = (
            layer.class_name if layer.class_name != "InputLayer" else "Input",
            f"{number(layer.parameters)} parameters",
        )
        boxes.append(_box(layer.name, about[: 1 if layer.class_name == "InputLayer" else 2], _family(layer)))
        boxes[-1].bad = _first(one.of_layer(layer.site), marks)
        arrows += [Arrow(offset + edge.row, at, show(edge.shape)) for edge in _merged(layer)]
    if not heads and model.inputs and model.layers:
        arrows.append(Arrow(offset - 1, offset, show(model.inputs[0])))
    for at, array in enumerate(given):
        end = offset + heads[min(at, len(heads) - 1)] if heads else offset - 1 if model.inputs else offset
        if end < len(boxes):
            assert meeting is not None
            arrows.append(Arrow(at, end, show(array.shape), _first(one.of_array(meeting, array), marks)))
    _add_ends(one, model, meeting, offset, boxes, arrows, marks)
    drawing = place(boxes, arrows, LETTER)
    return "".join(_svg(drawing, f"{title(model)}, {counted(model)}", name))


def _told(one: Report, model: Model) -> Meeting | None:
    """The meeting that the diagram shows: the first with a problem, else the first."""
    meetings = one.meetings(model)
    wrong = [each for each in meetings if any(one.of_array(each, given) for given in (*each.inputs, *each.targets))]
    return next(iter(wrong or meetings), None)


def _add_ends(
    one: Report,
    model: Model,
    meeting: Meeting | None,
    offset: int,
    boxes: list[Box],
    arrows: list[Arrow],
    marks: dict[int, str],
) -> None:
    """What comes out; and the targets it is compared with."""
    tails = model.tails or (
        (len(model.layers) - 1,) if model.layers and model.kind in ("Sequential", "Functional") else ()
    )
    targets = meeting.targets if meeting is not None else ()
    for at, row in enumerate(tails):
        shape = model.outputs[at] if at < len(model.outputs) else None
        target = targets[at] if at < len(targets) else None
        if target is not None and meeting is not None:
            boxes.append(_box(target.text or "y", (f"{target.dtype} target".strip(),), "data"))
            boxes.append(_box("loss", ("output against target",), "output"))
            bad = _first(one.of_array(meeting, target), marks)
            arrows.append(Arrow(len(boxes) - 2, len(boxes) - 1, show(target.shape), bad))
        else:
            boxes.append(_box("output", (), "output"))
        arrows.append(Arrow(offset + row, len(boxes) - 1, show(shape)))


def _first(problems: Sequence[Problem], marks: dict[int, str]) -> str:
    return marks[id(problems[0].finding)] if problems else ""


def _merged(layer: Layer) -> Iterator:  # type: ignore[type-arg]  # of Edge
    """One arrow for each layer that is read: of several states the first tells the shape."""
    seen: set[int] = set()
    for edge in layer.above:
        if edge.row not in seen:
            seen.add(edge.row)
            yield edge


def _family(layer: Layer) -> str:
    for family, words in _FAMILIES.items():
        if any(word in layer.class_name for word in words):
            return family
    return "other"


def _box(name: str, lines: Sequence[str], kind: str) -> Box:
    shown = name if len(name) <= 34 else name[:33] + "…"
    longest = max(map(len, (shown, *lines)))
    return Box(shown, tuple(lines), kind, longest * LETTER + 2 * PAD_X, (1 + len(lines)) * LINE + 2 * PAD_Y)


def _svg(drawing: Drawing, words: str, name: str) -> Iterator[str]:
    width, height = round(drawing.width), round(drawing.height)
    yield f'<svg class="diagram" role="group" aria-labelledby="{name}" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    yield f'<title id="{name}">{escape(words)}</title>'
    for head in ("arrow", "arrow-bad"):
        yield (
            f'<marker id="{name}-{head}" class="{head}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker>'
        )
    for arrow in drawing.arrows:
        yield from _line(drawing, arrow, name)
    for at, box in enumerate(drawing.boxes):  # in the order in which a screen reader is to tell it
        yield from _rectangle(box)
        for arrow in drawing.arrows:
            if arrow.start == at:
                yield from _label(drawing, arrow)
    yield "</svg>"


def _stops(drawing: Drawing, arrow: Arrow) -> list[tuple[float, float]]:
    start, end = drawing.boxes[arrow.start], drawing.boxes[arrow.end]
    return [(start.x, start.y + start.height), *arrow.points, (end.x, end.y - 2)]


def _line(drawing: Drawing, arrow: Arrow, name: str) -> Iterator[str]:
    (x, y), *rest = _stops(drawing, arrow)
    path = f"M{x:.1f} {y:.1f}"
    for next_x, next_y in rest:
        middle = (y + next_y) / 2
        path += f"C{x:.1f} {middle:.1f} {next_x:.1f} {middle:.1f} {next_x:.1f} {next_y:.1f}"
        x, y = next_x, next_y
    bad = "-bad" if arrow.bad else ""
    yield f'<path class="line{bad}" d="{path}" marker-end="url(#{name}-arrow{bad})"/>'


def _label(drawing: Drawing, arrow: Arrow) -> Iterator[str]:
    """The shape, on the first stretch of the arrow; where it is wrong, a link to what is wrong."""
    (x, y), (next_x, next_y), *_ = _stops(drawing, arrow)
    x, y = x + (next_x - x) * 0.13, y + (next_y - y) * 0.27  # on the curve, where those that meet are still apart
    text = f"✗ {arrow.label}" if arrow.bad else arrow.label
    width = len(text) * LETTER + 14
    bad = " bad" if arrow.bad else ""
    words = f"{arrow.label} from {drawing.boxes[arrow.start].name} to {drawing.boxes[arrow.end].name}"
    told = "" if arrow.bad else f' role="img" aria-label="{escape(words)}"'  # a link has its own name
    mark = (
        f'<g class="label{bad}"{told}><rect x="{x - width / 2:.1f}" y="{y - 11:.1f}" width="{width:.1f}" height="22" rx="11"/>'
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}">{escape(text)}</text></g>'
    )
    if arrow.bad:
        yield f'<a href="#{arrow.bad}" aria-label="{escape(words)} does not fit">{mark}</a>'
    else:
        yield mark


def _rectangle(box: Box) -> Iterator[str]:
    x, y = box.x - box.width / 2, box.y
    bad = " bad" if box.bad else ""
    words = escape(", ".join((box.name, *box.lines)))
    told = "" if box.bad else f' role="img" aria-label="{words}"'
    parts = [
        f'<g class="box {box.kind}{bad}"{told}>',
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="9"/>',
        f'<text class="name" x="{box.x:.1f}" y="{y + PAD_Y + 12:.1f}">{escape(box.name)}</text>',
    ]
    parts += [
        f'<text x="{box.x:.1f}" y="{y + PAD_Y + 12 + LINE * at:.1f}">{escape(line)}</text>'
        for at, line in enumerate(box.lines, start=1)
    ]
    if box.bad:
        parts.append(f'<g class="mark"><circle cx="{x + box.width:.1f}" cy="{y:.1f}" r="10"/>')
        parts.append(f'<text x="{x + box.width:.1f}" y="{y + 4.5:.1f}">✗</text></g>')
    parts.append("</g>")
    text = "".join(parts)
    yield (f'<a href="#{box.bad}" aria-label="{words}: cannot work">{text}</a>' if box.bad else text)
