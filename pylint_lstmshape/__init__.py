"""A Pylint plugin that checks the shapes of Keras programs without running them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylint.lint import PyLinter


def register(linter: PyLinter) -> None:
    """Pylint's entry point for `--load-plugins=pylint_lstmshape`."""
    from pylint_lstmshape.faces.checker import register as register_checker

    register_checker(linter)
