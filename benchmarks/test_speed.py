"""How fast the analysis is: `make bench`. Ratios are taken within one run, so that they hold on any machine."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import astroid
import pytest
from pylint.lint import Run
from pylint.reporters.text import TextReporter

from benchmarks.programs import GROWING, KERAS_FILES, PLAIN_FILES
from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.settings import Settings

SIZES = (1, 2, 4, 8, 16, 32, 64)
SETTINGS = Settings(keras="3")


def parse(source: str, path: Path | None = None) -> astroid.nodes.Module:
    return astroid.parse(source, "program", str(path or "program.py"), apply_transforms=False)


def fastest(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of some runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def test_analysis_of_keras_programs(benchmark, capsys):
    sources = [(path.read_text(encoding="utf-8"), path) for path in KERAS_FILES]
    trees = [parse(*one) for one in sources]
    benchmark.pedantic(lambda: [analyze(tree, SETTINGS) for tree in trees], rounds=1, warmup_rounds=1)
    seconds = [fastest(lambda tree=tree: analyze(tree, SETTINGS)) for tree in trees]
    ratios = [
        one / fastest(lambda source=source, path=path: parse(source, path))
        for one, (source, path) in zip(seconds, sources, strict=True)
    ]
    with capsys.disabled():
        print(f"\n{len(trees)} Keras programs: {_spread([1000 * one for one in seconds])} ms each, ", end="")
        print(f"{_spread(ratios)} times astroid's own parse")


def _spread(values: list[float]) -> str:
    return f"median {statistics.median(values):.1f}, p95 {statistics.quantiles(values, n=20)[-1]:.1f}"


@pytest.mark.parametrize("program", GROWING, ids=lambda one: one.__name__)
def test_growth(benchmark, capsys, program):
    seconds = []
    for times in SIZES:
        tree = parse(program(times))
        seconds.append(fastest(lambda tree=tree: analyze(tree, SETTINGS)))
    benchmark.pedantic(lambda: analyze(parse(program(SIZES[-1])), SETTINGS), rounds=1)
    exponent = math.log(seconds[-1] / seconds[2]) / math.log(SIZES[-1] / SIZES[2])
    with capsys.disabled():
        shown = ", ".join(f"{one}x {1000 * second:.1f}" for one, second in zip(SIZES, seconds, strict=True))
        print(f"\ngrowth with {program.__name__}: {shown} ms; exponent {exponent:.2f} from {SIZES[2]}x to {SIZES[-1]}x")


@pytest.mark.parametrize(("kind", "files"), [("plain", PLAIN_FILES), ("Keras", KERAS_FILES[:40])])
def test_pylint_with_and_without_the_plugin(benchmark, capsys, kind, files):
    def lint(*options: str) -> None:
        astroid.astroid_manager.MANAGER.clear_cache()
        arguments = ["--persistent=n", "--score=n", *options, *map(str, files)]
        Run(arguments, reporter=TextReporter(StringIO()), exit=False)

    plain = fastest(lambda: lint("--disable=all", "--enable=W0613"))
    plugin = ("--load-plugins=pylint_lstmshape",)
    ours = fastest(lambda: lint(*plugin, "--disable=all", "--enable=W0613,lstmshape"))
    benchmark.pedantic(lambda: lint(*plugin, "--disable=all", "--enable=lstmshape"), rounds=1)
    with capsys.disabled():
        print(
            f"\n{len(files)} {kind} files: pylint with one checker {plain:.2f} s, with this one as well {ours:.2f} s: ",
            end="",
        )
        print(f"{ours / plain:.2f} times")
