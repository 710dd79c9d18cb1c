"""What the program itself says about shapes: `assert x.shape == (n, 31)`, `assert x.ndim == 3`, annotations."""

from __future__ import annotations

from astroid import nodes

from pylint_lstmshape.domain.values import Value
from pylint_lstmshape.interpreter.branches import assume
from pylint_lstmshape.interpreter.frames import Frame, evaluate


def learn(frame: Frame, test: nodes.NodeNG) -> None:
    """From here on `test` holds."""
    assume(frame.machine, evaluate(frame, test), True)


def annotated(frame: Frame, annotation: nodes.NodeNG, value: Value | None) -> Value | None:
    """The value of a name with this annotation, which may tell more than the value."""
    return value
