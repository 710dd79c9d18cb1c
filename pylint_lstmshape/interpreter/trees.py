"""Trees of source text, and no more: astroid would infer `self.x = ...` and `import *`, read whole libraries for it,
and keep every tree for pylint's own checks, which want the trees of the modules as they are imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from astroid import nodes
from astroid.builder import AstroidBuilder
from astroid.manager import AstroidManager


class _Apart(AstroidManager):  # type: ignore[misc]  # astroid has no types
    """Shares the manager's state, and keeps no tree in it."""

    def cache_module(self, module: nodes.Module) -> None:
        """Nothing."""


class _Builder(AstroidBuilder):  # type: ignore[misc]  # astroid's builder has no types
    """Builds a tree without a look at what it imports."""

    def delayed_assattr(self, *_: object) -> None:
        """Nothing."""

    def add_from_names_to_locals(self, node: nodes.ImportFrom, *_: object) -> None:
        """The names as they are written."""
        for name, renamed in node.names:
            if name != "*":
                node.parent.set_local(renamed or name, node)


@contextmanager
def alone() -> Iterator[None]:
    """Trees that astroid itself builds here are made without a look at what they set on objects of libraries."""
    infers = AstroidBuilder.delayed_assattr
    AstroidBuilder.delayed_assattr = _Builder.delayed_assattr
    try:
        yield
    finally:
        AstroidBuilder.delayed_assattr = infers


def build(text: str, name: str, path: str) -> nodes.Module:
    """The tree of a source. Raises AstroidError or RecursionError where it is no Python."""
    return _Builder(_Apart(), apply_transforms=False).string_build(text, name, path)
