"""A table of random calls: for each modelled function, arguments to give to it and to the real one."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.library.truth import compare

Draw = Callable[[Any], Any]
Call = tuple[list[Any], dict[str, Any]]
Maker = Callable[[Draw], Call]
EXAMPLES = int(os.environ.get("LSTMSHAPE_EXAMPLES", "10"))  # calls drawn of each function
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


class CallTable(dict[str, Maker]):
    """How calls of each function are drawn: good and bad ones."""

    def __init__(self) -> None:
        super().__init__()
        self.loose: set[str] = set()  # shape or kind may stay open
        self.lenient: dict[str, str] = {}  # why a real error need not be foreseen
        self.draw: Draw | None = None  # of the call that is being compared

    def calls(self, *paths: str, loose: bool = False, lenient: str = "") -> Callable[[Maker], Maker]:
        """Register how the calls of these functions are drawn; `lenient` says why a real error need not be foreseen."""

        def register(maker: Maker) -> Maker:
            for path in paths:
                assert path not in self, path
                self[path] = maker
            if loose:
                self.loose.update(paths)
            if lenient:
                self.lenient.update(dict.fromkeys(paths, lenient))
            return maker

        return register

    def compare(self, path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
        """Ask both and compare."""
        compare(path, args, kwargs, loose=path in self.loose, lenient=path in self.lenient)

    def check(self, path: str) -> None:
        """Fail unless the model agrees with the real function on EXAMPLES drawn calls."""

        @QUICK
        @given(st.data())
        def check(data: st.DataObject) -> None:
            self.draw = data.draw
            args, kwargs = self[path](data.draw)
            self.compare(path, args, kwargs)

        check()


def names(prefix: str, words: str) -> list[str]:
    """Dotted names below one prefix."""
    return [f"{prefix}.{word}" for word in words.split()]


def maybe(draw: Draw, **options: Callable[[], Any]) -> dict[str, Any]:
    """A random part of keyword arguments."""
    return {name: make() for name, make in options.items() if draw(st.booleans())}
