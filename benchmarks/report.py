"""python -m benchmarks.report [--quick]: measures all targets and writes docs/benchmark.md with its plot.

With --quick it measures few files, once: to see whether all of it works.

Seconds are those of the processor (user and system), so that other work on the machine does not count; each is the
least of several runs or the median of runs in turn. This package is byte-compiled before, as pip installs
it and the others.
"""

from __future__ import annotations

import compileall
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import astroid
from astroid import nodes

from benchmarks.plot import svg
from benchmarks.programs import GROWING, KERAS_FILES, PLAIN_FILES, PLAIN_PACKAGES, ROOT
from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.settings import Settings

QUICK = "--quick" in sys.argv[1:]
RUNS = 1 if QUICK else 3
CLOSE = 1 if QUICK else 9  # runs where a difference of a hundredth counts
LONG = 1 if QUICK else 3  # runs of what takes a minute
KERAS = KERAS_FILES[:: 60 if QUICK else 1]
PLAIN = PLAIN_FILES[:: 20 if QUICK else 1]
BESIDE = KERAS[:: 3 if QUICK else 16]  # on which all of pylint's checks run, which takes seconds for each
SURVEYED = KERAS[:: 2 if QUICK else 4]  # on which pylint looks for names that are not there: as slow
SIZES = (1, 2, 4, 8, 16, 32, 64)
SETTINGS = Settings(keras="3")
PLUGIN = "--load-plugins=pylint_lstmshape"
FALSE_ALARMS = "import-error,no-name-in-module,no-member"
_OPTIONS = ("--persistent=n", "--score=n", "--reports=n")


def child(*command: str) -> tuple[float, float, str]:
    """Seconds of the processor, megabytes at most, and what a command prints."""
    code = "import resource,subprocess,sys;subprocess.run(sys.argv[1:]);u=resource.getrusage(resource.RUSAGE_CHILDREN);"
    code += "print(u.ru_utime+u.ru_stime,u.ru_maxrss/1024)"
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    *lines, last = done.stdout.strip().split("\n")
    seconds, size = map(float, last.split())
    return seconds, size, "\n".join(lines)


def in_turn(commands: Sequence[Sequence[str]], runs: int = RUNS) -> list[tuple[float, float]]:
    """The least seconds and megabytes of each command, run in turn."""
    found = [[child(*one)[:2] for one in commands] for _ in range(runs)]
    return [(min(one[0] for one in column), min(one[1] for one in column)) for column in zip(*found, strict=True)]


def times(first: Sequence[str], second: Sequence[str], runs: int) -> tuple[float, float]:
    """How many times as long as the first command the second takes, and how many megabytes more: the median of runs
    side by side, for a machine grows slower and faster while they last.
    """
    found = [(child(*first)[:2], child(*second)[:2]) for _ in range(runs)]
    return statistics.median(b / a for (a, _), (b, _) in found), statistics.median(b - a for (_, a), (_, b) in found)


def fastest(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of the processor that work takes at least, in this process."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def pylint(files: Sequence[Path], *options: str) -> list[str]:
    """A command of pylint on files."""
    return [sys.executable, "-m", "pylint", *_OPTIONS, *options, *map(str, files)]


def alone(files: Sequence[Path]) -> float:
    """(a) This checker only, against an empty one."""
    one = ("--disable=all", "--enable=unnecessary-pass")  # pylint must have something to do
    return times(pylint(files, *one), pylint(files, PLUGIN, *one, "--enable=lstmshape"), CLOSE)[0]


def beside(files: Sequence[Path]) -> tuple[float, float]:
    """(b) pylint's default checks with this plugin, against without; (f) the megabytes that it adds."""
    return times(pylint(files), pylint(files, PLUGIN), LONG)


def against_a_run() -> tuple[float, float]:
    """(c) How many times faster than running a program until Keras raises: cold, and in a warm process."""
    program = ROOT / "examples" / "words_no_input_shape.py"
    check = [sys.executable, "-m", "pylint_lstmshape.faces.cli", "check", "--keras", "3", str(program)]
    ((run, _),) = in_turn([[sys.executable, str(program)]], 1)
    ((cold, _),) = in_turn([check])
    return run / cold, run / fastest(lambda: analyze(parsed(program.read_text(encoding="utf-8"), program), SETTINGS))


def parsed(source: str, path: Path) -> nodes.Module:
    """astroid's tree."""
    return astroid.parse(source, "program", str(path), apply_transforms=False)


def against_the_parse() -> tuple[float, float]:
    """(d) Analysis against astroid's parse: median and 95th percentile over the files."""
    ratios = []
    for path in KERAS:
        source = path.read_text(encoding="utf-8")
        tree = parsed(source, path)
        analyze(tree, SETTINGS)
        ratios.append(fastest(lambda t=tree: analyze(t, SETTINGS)) / fastest(lambda s=source, p=path: parsed(s, p)))
    return statistics.median(ratios), statistics.quantiles(ratios, n=20)[-1]


def growth() -> dict[str, list[float]]:
    """(e) Milliseconds at each size."""
    found = {}
    for program in GROWING:
        trees = [parsed(program(times), Path("program.py")) for times in SIZES]
        analyze(trees[0], SETTINGS)
        found[program.__name__.replace("_", " ")] = [
            1000 * fastest(lambda tree=tree: analyze(tree, SETTINGS)) for tree in trees
        ]
    return found


def exponent(times: Sequence[float]) -> float:
    """How time grows with size, from 4x to 64x: the slope of the line through the logarithms."""
    return statistics.linear_regression([math.log(one) for one in SIZES[2:]], list(map(math.log, times[2:]))).slope


def false_alarms() -> list[int]:
    """Messages of pylint's own that take tensorflow.keras for a mistake: without the plugin, with it."""
    options = ("--disable=all", f"--enable={FALSE_ALARMS}", "--msg-template={line} {symbol}")
    texts = [child(*pylint(SURVEYED, *plugin, *options))[2] for plugin in ((), (PLUGIN,))]
    return [sum(line[:1].isdigit() for line in text.split("\n")) for text in texts]


def main() -> None:
    """Measure and write."""
    compileall.compile_dir(ROOT / "pylint_lstmshape", quiet=1)
    grown = growth()
    parse = against_the_parse()
    cold, warm = against_a_run()
    beside_keras, memory = beside(BESIDE)
    before, after = false_alarms()
    worst = max(map(exponent, grown.values()))
    rows = [
        (
            "(a) this checker only, files without Keras: times an empty checker",
            "< 1.02",
            alone(PLAIN),
            1.02,
            False,
        ),
        ("(b) beside pylint's default checks, Keras files: times without", "< 1.05", beside_keras, 1.05, False),
        ("(c) times faster than a run until Keras raises, cold", ">= 10", cold, 10, True),
        ("(c) the same in a warm process", ">= 100", warm, 100, True),
        ("(d) times astroid's parse, median", "< 10", parse[0], 10, False),
        ("(d) times astroid's parse, 95th percentile", "< 40", parse[1], 40, False),
        ("(e) greatest exponent of growth", "<= 1.15", worst, 1.15, False),
        ("(f) MB above pylint's own", "< 100", memory, 100, False),
    ]
    table = [
        f"| {what} | {target} | {value:.{3 if limit < 2 else 1}f} | {'yes' if (value >= limit if more else value <= limit) else '**no**'} |"
        for what, target, value, limit, more in rows
    ]
    sizes = [f"| {name} | " + " | ".join(f"{one:.1f}" for one in times) for name, times in grown.items()]
    sizes = [f"{row} | {exponent(times):.2f} |" for row, times in zip(sizes, grown.values(), strict=True)]
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {_processor()}, {platform.system()}, "
    machine += f"Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}"
    text = f"""<!-- Made by `make bench`. -->

# Benchmark

On {machine}.

Seconds are the processor's, so that other work on the machine counts for little. (a), (b) and (f) are the median of
{CLOSE} or {LONG} runs side by side, the others from the least of {RUNS} runs (1 of Keras). All is byte-compiled.
Keras files are the examples and the threads of tests/cases: {len(KERAS)} in (d), {len(BESIDE)} of them in (b) and (f).
The {len(PLAIN)} files without Keras in (a) are {", ".join(PLAIN_PACKAGES)} of the standard library; most of what the plugin
costs there is that it is loaded. The program in (c) is examples/words_no_input_shape.py.

| what | target | measured | holds |
|---|---|---|---|
{chr(10).join(table)}

## Growth

Milliseconds of the analysis for programs that are 1 to 64 times as large, and the exponent from 4 to 64 times.

| | {" | ".join(f"{one}x" for one in SIZES)} | exponent |
|---|{"---|" * (len(SIZES) + 1)}
{chr(10).join(sizes)}

![How the time of an analysis grows with the program](benchmark.svg)

## tensorflow.keras under pylint

Messages of pylint's own ({FALSE_ALARMS.replace(",", ", ")}) on {len(SURVEYED)} of the Keras files: {before} without the
plugin, {after} with it.
"""
    (ROOT / "docs" / "benchmark.md").write_text(text, encoding="utf-8")
    (ROOT / "docs" / "benchmark.svg").write_text(svg(SIZES, grown), encoding="utf-8")
    print(text)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n")
    except OSError:
        return platform.processor()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor())


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
