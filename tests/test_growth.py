"""How the work of an analysis grows with a program, counted in calls: no clock, so that a busy machine does not matter."""

from __future__ import annotations

import math
import sys
from types import FrameType

import astroid
import pytest

from benchmarks.programs import GROWING
from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.settings import Settings

SETTINGS = Settings(keras="3")
MOST = 1.15
SMALL, LARGE = 4, 64


def _calls(source: str) -> int:
    """How many functions, of Python and of C, an analysis calls."""
    tree = astroid.parse(source, "program", "program.py", apply_transforms=False)
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        analyze(tree, SETTINGS)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("program", GROWING, ids=lambda one: one.__name__)
def test_work_grows_with_the_program(program):
    analyze(astroid.parse(program(1), "program", "program.py", apply_transforms=False), SETTINGS)  # loads what it needs
    small, large = _calls(program(SMALL)), _calls(program(LARGE))
    assert large > small
    assert math.log(large / small) / math.log(LARGE / SMALL) <= MOST
