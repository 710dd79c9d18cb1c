"""Where the boxes of a diagram stand: layers in rows by their depth, arrows through the gaps between the rows.

A small layered drawing (Sugiyama): longest-path ranks, long arrows broken into one step a row, order within a row by the
mean place of what is above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

GAP_X, GAP_Y = 26, 66
MARGIN = 12
SWEEPS = 4


@dataclass
class Box:
    """A box of `lines` of text. `kind` is how it is drawn: data, input, a family of layers, output."""

    name: str
    lines: tuple[str, ...]
    kind: str
    width: float
    height: float
    bad: str = ""  # the id, on the page, of the problem that happens here
    x: float = 0.0  # of its middle
    y: float = 0.0  # of its upper edge
    rank: int = 0


@dataclass
class Arrow:
    """What goes from one box to another; `points` are the places it passes between the two."""

    start: int
    end: int
    label: str
    bad: str = ""
    points: list[tuple[float, float]] = field(default_factory=list)


@dataclass
class Drawing:
    """Boxes and arrows with their places."""

    boxes: list[Box]
    arrows: list[Arrow]
    width: float
    height: float


@dataclass
class _Slot:
    """A place in a row: a box, or an arrow that passes."""

    box: Box | None
    width: float
    above: list[_Slot] = field(default_factory=list)
    x: float = 0.0


def place(boxes: Sequence[Box], arrows: Sequence[Arrow], letter: float) -> Drawing:
    """The drawing, of letters so wide. Arrows go down: their start stands before their end in `boxes`."""
    _rank(boxes, arrows)
    rows: list[list[_Slot]] = [[] for _ in range(max((box.rank for box in boxes), default=0) + 1)]
    labels = [max((len(one.label) + 3 for one in arrows if one.start == at), default=0) for at in range(len(boxes))]
    slots = [_Slot(box, max(box.width, letter * label)) for box, label in zip(boxes, labels, strict=True)]
    for slot, box in zip(slots, boxes, strict=True):
        rows[box.rank].append(slot)
    paths: list[list[_Slot]] = []
    for arrow in arrows:
        before, passed = slots[arrow.start], []
        for rank in range(boxes[arrow.start].rank + 1, boxes[arrow.end].rank):
            slot = _Slot(None, letter * 4, [before])
            rows[rank].append(slot)
            passed.append(slot)
            before = slot
        slots[arrow.end].above.append(before)
        paths.append(passed)
    for _ in range(SWEEPS):
        for row in rows:
            _spread(row)
    heights = [max((slot.box.height for slot in row if slot.box is not None), default=0) for row in rows]
    tops = [MARGIN + sum(heights[:rank]) + GAP_Y * rank for rank in range(len(rows))]
    left = min((slot.x - slot.width / 2 for row in rows for slot in row), default=0) - MARGIN
    right = max((slot.x + slot.width / 2 for row in rows for slot in row), default=0) + MARGIN
    for slot, box in zip(slots, boxes, strict=True):
        box.x, box.y = slot.x - left, tops[box.rank] + (heights[box.rank] - box.height) / 2
    for arrow, passed in zip(arrows, paths, strict=True):
        first = boxes[arrow.start].rank + 1
        for number, slot in enumerate(passed):
            top = tops[first + number]
            arrow.points += [(slot.x - left, top), (slot.x - left, top + heights[first + number])]
    return Drawing(list(boxes), list(arrows), right - left, (tops[-1] + heights[-1] if rows else 0) + MARGIN)


def _rank(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> None:
    """Each box below all it reads; what nothing leads to right above its first reader."""
    for end in range(len(boxes)):
        boxes[end].rank = max((boxes[one.start].rank + 1 for one in arrows if one.end == end), default=0)
    for start in range(len(boxes) - 1, -1, -1):
        if not any(one.end == start for one in arrows):
            boxes[start].rank = max(
                0, min((boxes[one.end].rank for one in arrows if one.start == start), default=1) - 1
            )


def _spread(row: list[_Slot]) -> None:
    """Put a row's slots below what they read, in that order and apart from each other."""
    if not row:
        return
    wanted = {id(slot): _mean([one.x for one in slot.above], slot.x) for slot in row}
    row.sort(key=lambda slot: wanted[id(slot)])
    edge = 0.0
    for number, slot in enumerate(row):
        least = edge + slot.width / 2 + (GAP_X if number else 0)
        slot.x = wanted[id(slot)] if not number else max(least, wanted[id(slot)])
        edge = slot.x + slot.width / 2
    shift = _mean([wanted[id(slot)] - slot.x for slot in row], 0.0)
    for slot in row:
        slot.x += shift


def _mean(numbers: Sequence[float], usual: float) -> float:
    return sum(numbers) / len(numbers) if numbers else usual
