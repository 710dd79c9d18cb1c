"""The random choices of one program, and the lines that they make."""

from __future__ import annotations

import random
from typing import TypeVar

_T = TypeVar("_T")
MISTAKES = 0.5  # of the programs have places where a mistake may be planted
WRONG = 0.15  # how often one is, at such a place


class Choices:
    """Seeded; `wrong` says whether a mistake is to be planted here, which in a `clean` program is never."""

    def __init__(self, seed: int, *, clean: bool = False) -> None:
        self._random = random.Random(seed)
        self._mistakes = self.chance(MISTAKES) and not clean
        self._names = 0
        self.lines: list[str] = []

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def of(self, *options: _T) -> _T:
        return self._random.choice(options)

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def wrong(self) -> bool:
        return self._mistakes and self.chance(WRONG)

    def name(self, stem: str) -> str:
        """A name that is new, or the plain one again: programs bind x anew and anew."""
        if self.chance(0.7):
            return stem
        self._names += 1
        return f"{stem}_{self._names}"

    def line(self, text: str) -> None:
        self.lines.append(text)

    def about(self, number: int) -> int:
        """A number, which a mistake makes another one."""
        return max(1, number + self.of(-1, 1, 2)) if self.wrong() else number


def tuple_of(dims: list[int]) -> str:
    """A tuple as source."""
    return f"({dims[0]},)" if len(dims) == 1 else f"({', '.join(map(str, dims))})"
