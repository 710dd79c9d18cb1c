"""Makes programs on big data quick to run: the same program with smaller numbers."""

from __future__ import annotations

import io
import tokenize

_BIG = 50_000
# 2^7 * 3 * 5^2: what is a multiple of a usual batch size, or a remainder of one, stays so.
_MODULUS = 9_600


def shrink(source: str) -> str:
    """The source with every decimal integer literal of 50,000 or more made smaller, line by line the same otherwise.

    Equal literals become equal, greater ones stay greater (also than the small literals), and remainders by usual batch
    sizes (32, 64, 100, 128 …) are kept. A literal that would not get smaller stays. Source that has no tokens of Python
    is given back as it is.
    """
    try:
        tokens = [
            (token.start, token.end, int(token.string.replace("_", "")))
            for token in tokenize.generate_tokens(io.StringIO(source).readline)
            if token.type == tokenize.NUMBER and token.string.replace("_", "").isdecimal()
        ]
    except (tokenize.TokenError, SyntaxError):
        return source
    smaller = _smaller(sorted({value for _, _, value in tokens}))
    lines = source.splitlines(keepends=True)
    for (row, start), (_, end), value in reversed(tokens):
        if value in smaller:
            line = lines[row - 1]
            lines[row - 1] = f"{line[:start]}{smaller[value]}{line[end:]}"
    return "".join(lines)


def _smaller(values: list[int]) -> dict[int, int]:
    """The number for each big one among ascending values."""
    least = max((value for value in values if value < _BIG), default=0)
    chosen: dict[int, int] = {}
    for value in values:
        if value >= _BIG:
            number = value % _MODULUS + _MODULUS
            number += max(0, -(-(least + 1 - number) // _MODULUS)) * _MODULUS
            least = min(number, value)
            chosen[value] = least
    return chosen
