"""Runs a folder of small programs once per generation and gives each one's trace."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from pylint_lstmshape.verify.harness import Program, run_programs
from pylint_lstmshape.verify.records import Binding, FitCall, Generation, LayerCall, Trace

GENERATIONS: tuple[Generation, ...] = ("3", "2")
NOWHERE = Path("/nowhere")  # a folder that does not exist: nothing stands beside these programs


def run(programs: dict[str, str], keras: Generation, **options) -> dict[str, Trace]:
    named = [Program(NOWHERE / f"{name}.py", dedent(source).lstrip()) for name, source in programs.items()]
    return dict(zip(programs, run_programs(named, keras, **options), strict=True))


def layers(trace: Trace, line: int | None = None) -> list[LayerCall]:
    """The calls that stand in the program itself, or at one line of it."""
    return [one for one in trace.layer_calls if one.depth == 0 and line in (None, one.line)]


def fit(trace: Trace, method: str = "fit") -> FitCall:
    (call,) = (one for one in trace.fit_calls if one.method == method)
    return call


def bound(trace: Trace, name: str, line: int | None = None) -> list[Binding]:
    return [one for one in trace.bindings if one.name == name and line in (None, one.line)]


def shapes_of(trace: Trace, name: str, line: int | None = None) -> list[tuple[int | None, ...] | None]:
    return [one.shape for one in bound(trace, name, line)]
