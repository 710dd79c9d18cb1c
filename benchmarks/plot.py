"""A plot of how time grows with size, both axes logarithmic, as SVG that follows the reader's light or dark page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 360, 60, 20, 140, 40
COLOURS = (("#1f6feb", "#79c0ff"), ("#b35900", "#ffa657"), ("#1a7f37", "#7ee787"), ("#8250df", "#d2a8ff"))
COLOURS += (("#cf222e", "#ff7b72"),)


def svg(sizes: Sequence[int], times: Mapping[str, Sequence[float]]) -> str:
    """The plot of milliseconds by size, one line for each name."""
    low = math.floor(math.log10(min(min(one) for one in times.values())))
    high = math.ceil(math.log10(max(max(one) for one in times.values())))

    def x(size: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])

    def y(milliseconds: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - math.log10(milliseconds)) / (high - low)

    rules = "".join(f".l{at}{{stroke:{one};fill:{one}}}" for at, (one, _) in enumerate(COLOURS))
    dark = "".join(f".l{at}{{stroke:{one};fill:{one}}}" for at, (_, one) in enumerate(COLOURS))
    style = (
        "text{font:12px sans-serif;fill:#1f2328}.b{fill:#fff}.g{stroke:#d0d7de}path{fill:none!important;stroke-width:2}"
    )
    style += f".t{{stroke:none!important}}{rules}"
    style += f"@media(prefers-color-scheme:dark){{text{{fill:#e6edf3}}.b{{fill:#0d1117}}.g{{stroke:#3d444d}}{dark}}}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>Milliseconds of an analysis by the size of the program</title>",
        f"<style>{style}</style>",
        f'<rect class="b" width="{WIDTH}" height="{HEIGHT}"/>',
    ]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<line class="g" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} ms</text>')
    parts += [f'<text x="{x(one):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{one}x</text>' for one in sizes]
    last = 0.0
    ends = sorted(enumerate(times.items()), key=lambda one: -one[1][1][-1])
    for number, (name, values) in ends:
        points = " ".join(f"{x(size):.1f},{y(one):.1f}" for size, one in zip(sizes, values, strict=True))
        at = max(y(values[-1]) + 4, last + 14)
        last = at
        parts.append(f'<path class="l{number}" d="M{points}"/>')
        parts.append(f'<text class="t l{number}" x="{WIDTH - RIGHT + 6}" y="{at:.1f}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])
