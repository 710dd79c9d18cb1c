"""What the hooks of one traced run share: where the user is, what Keras is doing, and where records go."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pylint_lstmshape.verify.places import Places
from pylint_lstmshape.verify.records import Place, Record

NOWHERE = Place("", 0)


class Session:
    """A run at a time: `layers` are the layers being called, `methods` the methods of models that are at work.

    `follows_keras` tells whether Keras may come to run code of the user that should be followed.
    """

    places: Places
    emit: Callable[[Record], None]

    def __init__(self) -> None:
        self.layers: list[Any] = []
        self.methods: list[str] = []
        self.follows_keras: Callable[[], bool] = lambda: True

    def begin(self, places: Places, emit: Callable[[Record], None]) -> None:
        """A run begins: where its user's files are, and where its records go."""
        self.places = places
        self.emit = emit
        self.layers.clear()
        self.methods.clear()

    def stack(self) -> tuple[Place, ...]:
        """The user's lines on the stack; never empty."""
        return self.places.stack(sys._getframe(1)) or (NOWHERE,)

    @contextmanager
    def method(self, name: str) -> Iterator[bool]:
        """Marks a method of a model as being at work; gives whether it is the outermost one, which the user called."""
        self.methods.append(name)
        try:
            yield len(self.methods) == 1
        finally:
            self.methods.pop()

    @contextmanager
    def in_keras(self) -> Iterator[None]:
        """Stops following the program while Keras is at work, unless it may call the user's code."""
        follower = sys.gettrace()
        if follower is None or self.follows_keras():
            yield
            return
        sys.settrace(None)
        try:
            yield
        finally:
            sys.settrace(follower)
