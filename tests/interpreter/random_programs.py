"""Small random programs of lists, arrays, numbers, loops, branches and functions; how they are run, and what is then wrong.

Numbers and conditions that the source does not tell come from `number()` and `choose()`, which the run brings along.
"""

from __future__ import annotations

import ast
import contextlib
import io
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import astroid
import numpy as np

from pylint_lstmshape.analysis import Analysis
from pylint_lstmshape.interpreter.loading import explore
from pylint_lstmshape.settings import Settings
from pylint_lstmshape.verify.bindings import Bindings
from pylint_lstmshape.verify.compare import allows, bound, said_of
from pylint_lstmshape.verify.places import Places
from pylint_lstmshape.verify.records import Binding
from pylint_lstmshape.verify.statements import read

PATH = Path("program.py")
MAX_LINES = 1500  # lines that a run may execute
MAX_STATEMENTS = 14
PRELUDE = """import numpy as np
a, b, c = np.zeros((3, 4)), np.ones((2, 3)), np.arange(5)
p, q, r = [1, 2], [], [np.zeros(3)]
n, m, k = 2, 3, 0
d, e = {}, {"x": 1}
flag = choose()
class C:
    items = []
    size = 2
    def __init__(self, size=3):
        self.size = size
        self.rows = []
    def add(self, row):
        self.rows.append(row)
        return len(self.rows)
    def grow(self):
        self.size += 1
        return np.zeros((self.size, 2))
o, w = C(), C(4)
"""
ARRAYS, LISTS, NUMBERS, DICTS, OBJECTS = ("a", "b", "c"), ("p", "q", "r"), ("n", "m", "k"), ("d", "e"), ("o", "w")


class Writer:
    """Writes one program from the choices of `rng`."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.functions: list[str] = []
        self.count = 0

    def pick(self, *options: Any) -> Any:
        return self.rng.choice(options)

    def program(self, statements: int) -> str:
        return PRELUDE + "\n".join(line for _ in range(statements) for line in self.statement(0)) + "\n"

    def block(self, depth: int, *, most: int = 3) -> list[str]:
        lines = [line for _ in range(self.rng.randint(1, most)) for line in self.statement(depth)]
        return [f"    {line}" for line in lines]

    def array(self) -> str:
        return self.pick(*ARRAYS)

    def number(self) -> str:
        kinds = ("0", "1", "2", "3", "-1", "len({p})", "{a}.shape[0]", "{a}.ndim", "{n} + 1", "{n} // 2", "{n} * 2")
        more = ("{n} - 1", "{n} % 3", "min({n}, {m})", "max({n}, 1)", "{o}.size", "{n} if {t} else {m}", "number()")
        text = self.pick(*NUMBERS) if self.rng.random() < 0.4 else self.pick(*kinds, *more)
        return self.filled(text)

    def test(self) -> str:
        return self.filled(
            self.pick(
                "choose()", "choose()", "flag", "not flag", "{n} > 2", "{n} == {m}", "len({p}) > 1", "{p}", "{a}.ndim == 2",
                "{n} > number()", "{d}", '"x" in {d}', "{n} in {p}", "flag and {n} > 1", "{a}.shape[0] > 2", "{n} != 0",
            )
        )  # fmt: skip

    def filled(self, text: str) -> str:
        """A template with names in it: a for an array, p a list, n and m numbers, t a test, x a value of any kind."""
        while "{" in text:
            at = text.index("{")
            if text[at + 1] == "}":
                return text.replace("{}", "{" + "}")
            name = text[at + 1]
            part = {
                "a": lambda: self.pick(*ARRAYS), "b": lambda: self.pick(*ARRAYS), "p": lambda: self.pick(*LISTS),
                "q": lambda: self.pick(*LISTS), "n": lambda: self.pick(*NUMBERS), "m": lambda: self.pick(*NUMBERS),
                "d": lambda: self.pick(*DICTS), "o": lambda: self.pick(*OBJECTS), "t": lambda: "flag",
                "N": self.number, "X": self.value, "T": self.test, "S": self.shape,
            }[name]()  # fmt: skip
            text = text[:at] + part + text[at + 3 :]
        return text

    def shape(self) -> str:
        return self.filled(self.pick("({n} % 4, {m} % 3 + 1)", "({n} % 5,)", "(2, 3)", "({N} % 3, 2, 1)"))

    def value(self) -> str:
        return self.pick(self.number, self.number, self.an_array, self.array, self.a_list)()

    def a_list(self) -> str:
        return self.pick(*LISTS)

    def an_array(self) -> str:
        return self.filled(
            self.pick(
                "np.zeros({S})", "np.ones({S})", "np.expand_dims({a}, 0)", "np.expand_dims({a}, -1)", "{a}.T", "{a}[1:]",
                "{a}[:, -1:]", "{a}[0]", "{a}.reshape(-1)", "{a}.reshape(2, -1)", "np.concatenate([{a}, {b}])[:9]",
                "{a} + {b}", "{a} * 2", "{a}.sum(axis=0)", "{a}[:{N}]", "{a}[{n}:{m}]", "np.array({p})", "np.arange({N})",
                "np.stack([{a}, {a}])", "np.array([{N}, {N}])", "np.zeros(len({p}))", "{a}.copy()", "np.squeeze({a})",
            )
        )  # fmt: skip

    def statement(self, depth: int) -> list[str]:
        kinds: list[Callable[[int], list[str]]] = [self.simple] * 9 + [self.branch, self.loop, self.whiled]
        kinds += [self.caught, self.function, self.called, self.called]
        return self.rng.choice(kinds if depth < 2 else [self.simple, self.called])(depth)

    def simple(self, depth: int) -> list[str]:
        text = self.pick(
            "{a} = {b}", "{a} = {Y}", "{a} = {Y}", "{a} = {Y}", "{n} = {N}", "{n} = {N}", "{n} += 1", "{n} -= {m}",
            "{p} = []", "{p} = {q}", "{p} = [{X}, {X}]", "{p}.append({X})", "{p}.append({X})", "{p} += [{X}]",
            "{p} = {p} + {q}", "{p}.extend({q}[:3])", "{p}.insert(0, {X})", "{n} = len({p})", "{p} = {p}[1:]",
            "{p} = {p}[:{N}]", "{p}[0] = {X}", "del {p}[0]", "{p} = [{X} for t in range({N})]",
            "{p} = [t for t in {q} if {T}]", "{p} = list(range({N}))", "{p}.clear()", "{p}.reverse()",
            "{p} = ({p} * 2)[:6]", "{p} = {q}[:]", "{p} = [{q}, {q}]", '{d}["x"] = {X}', '{d}["y"] = {X}',
            '{a} = {d}.get("x", {b})', '{d}.pop("y", None)', '{n} = len({d})', "{d} = {q}", "{o}.size = {N}",
            "{n} = {o}.size", "{o}.rows.append({X})", "{n} = {o}.add({X})", "{a} = {o}.grow()", "{o} = C({N})", "{o} = w",
            "{p} = {o}.rows", "C.items.append({N})", "{n} = len({o}.items)", "C.size = {N}", "{n}, {m} = {m}, {n}",
            "{a}, {b} = {b}, {a}", "{n}, *{p} = {q}", "{n} = {p}.pop()", "{n} = {p}[{N}]", "{a} = np.array({p})",
            "{a} = {p}[0]", "{a}[0] = {N}", "{p} = sorted({p}, key=str)", "{n} = sum({q} == [] for t in range(2))",
            "{p} = [t for t in {a}]", "{p} = [{a}[t:t + 2] for t in range({N})]", "{p} = list(zip({p}, {q}))",
            "{p} = [t for t, u in enumerate({q})]", "{a} = np.array([[{N}] * 2 for t in range({N})])", "k = {N}",
            "{p} = list({d})", "{p} = list(map(str, {q}))", "{d} = dict((t, {N}) for t in range({N}))", "{n} = int({n} * 0.8)",
            "{a} = lambda: {N}" if self.rng.random() < 0.02 else "{n} = abs({N})", "{a} = {a}[{p} == []]",
        )  # fmt: skip
        return [self.filled(text.replace("{Y}", self.an_array()))]

    def branch(self, depth: int) -> list[str]:
        lines = [f"if {self.test()}:", *self.block(depth + 1)]
        if self.rng.random() < 0.6:
            lines += ["else:", *self.block(depth + 1)]
        return lines

    def looped(self, depth: int) -> list[str]:
        lines = self.block(depth + 1)
        if self.rng.random() < 0.3:
            ending = self.pick("break", "continue")
            at = (
                self.rng.randint(0, len(lines))
                if all(len(one) - len(one.lstrip()) == 4 for one in lines)
                else len(lines)
            )
            lines[at:at] = [f"    if {self.test()}:", f"        {ending}"]
        return lines

    def loop(self, depth: int) -> list[str]:
        name = f"i{depth}"
        over = self.filled(self.pick("range({N})", "range(number())", "range(3)", "{p}[:4]", "list({d})", "{a}[:3]"))
        target = self.pick(name, name, name, "n", "a") if "range" not in over else self.pick(name, name, "n")
        lines = [f"for {target} in {over}:", *self.looped(depth)]
        if self.rng.random() < 0.15:
            lines += ["else:", *self.block(depth + 1, most=1)]
        return lines

    def whiled(self, depth: int) -> list[str]:
        self.count += 1
        turn = f"t{self.count}"
        limit = self.pick("3", "number()", "5")
        if self.rng.random() < 0.4:
            body = self.looped(depth)
            return [
                f"{turn} = 0",
                "while True:",
                f"    {turn} += 1",
                f"    if {turn} > {limit}:",
                "        break",
                *body,
            ]
        return [f"{turn} = 0", f"while {turn} < {limit}:", f"    {turn} += 1", *self.looped(depth)]

    def caught(self, depth: int) -> list[str]:
        lines = ["try:", *self.block(depth + 1), "except Exception:", *self.block(depth + 1)]
        if self.rng.random() < 0.3:
            lines += ["finally:", *self.block(depth + 1, most=1)]
        return lines

    def function(self, depth: int) -> list[str]:
        self.count += 1
        name = f"f{self.count}"
        head = self.pick("x", "x, y=2", "x, y=[]", "x, *y", "x, **y")
        lines = [f"def {name}({head}):"]
        inside = self.block(depth + 1)
        local = self.pick("x", *ARRAYS, *LISTS, *NUMBERS)
        names = {
            word for line in inside for word in _words(line) if word in (*ARRAYS, *LISTS, *NUMBERS, *DICTS, *OBJECTS)
        }
        stored = {one for one in names if _stores(inside, one)}
        if stored and self.rng.random() < 0.5:
            lines.append(f"    global {', '.join(sorted(stored))}")
        else:
            lines += [f"    {one} = {'x' if self.rng.random() < 0.3 else repr(2)}" for one in sorted(stored)]
        if head.endswith("[]") and self.rng.random() < 0.7:
            inside.append(f"    y.append({self.number()})")
            local = self.pick("len(y)", "np.array(y)", local)
        if self.rng.random() < 0.2:
            inside.append(f"    yield {local}")
            self.functions.append(f"list({name}({{X}}))")
        else:
            if self.rng.random() < 0.3:
                inside[0:0] = [f"    if {self.test()}:", f"        return {self.pick('None', 'x', local)}"]
            if self.rng.random() < 0.9:
                inside.append(f"    return {local}")
            self.functions.append(f"{name}({{X}})")
        return lines + inside

    def called(self, depth: int) -> list[str]:
        if not self.functions:
            return self.simple(depth)
        call = self.filled(self.pick(*self.functions))
        return [self.filled(self.pick("{a} = ", "{n} = ", "{p} = ", "")) + call]


def _words(line: str) -> list[str]:
    return "".join(letter if letter.isalnum() or letter == "_" else " " for letter in line).split()


def _stores(lines: list[str], name: str) -> bool:
    tree = ast.parse(
        "if True:\n" + "\n".join(f"  {line}" for line in lines).replace("break", "pass").replace("continue", "pass")
    )
    return any(
        isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, ast.Store | ast.Del)
        for one in ast.walk(tree)
    )


class _TooLong(BaseException):
    """The program goes on and on."""


@dataclass
class Run:
    """What one run showed: the bindings, the lines that were executed, and the exception that ended it."""

    bindings: list[Binding]
    lines: set[int]
    error: BaseException | None


def run(source: str, seed: int) -> Run:
    """Run a program for real."""
    rng = random.Random(seed)
    found: list[Binding] = []
    lines: set[int] = set()
    left = MAX_LINES
    follower = Bindings(Places(str(PATH), None), lambda _: read(ast.parse(source)), found.append)

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        inner = follower.trace(frame, event, argument)
        if inner is None:
            return None

        def counted(frame: FrameType, event: str, argument: Any) -> Any:
            nonlocal left
            if event == "line":
                lines.add(frame.f_lineno)
                left -= 1
                if left < 0:
                    raise _TooLong
            inner(frame, event, argument)
            return counted

        return counted

    given = {"choose": lambda: rng.random() < 0.5, "number": lambda: rng.randint(0, 4), "__name__": "__main__"}
    error: BaseException | None = None
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        code = compile(source, str(PATH), "exec")
        sys.settrace(trace)
        try:
            exec(code, given)
        except (Exception, _TooLong) as raised:
            error = raised
        finally:
            sys.settrace(None)
    follower.finish()
    return Run(found, lines, error)


def analyse(source: str) -> Analysis:
    """What the interpreter makes of a program."""
    tree = astroid.parse(source, "program", str(PATH), apply_transforms=False)
    return Analysis((), tuple(explore(tree, Settings(), Path("/nowhere"), frozenset({3}))))


def mistakes(source: str, seeds: range) -> Iterator[str]:
    """What the analysis says of a program and a run of it contradicts."""
    analysis = analyse(source)
    said = bound(analysis, PATH)
    for seed in seeds:
        seen = run(source, seed)
        for one in seen.bindings:
            values = said.get((one.line, one.name), [])
            if values and not any(allows(value, one) for value in values):
                real = one.shape if one.shape else f"{one.type} {one.min}..{one.max}"
                texts = ", ".join(sorted({" ".join(said_of(value)) for value in values}))
                yield f"line {one.line}: {one.name} is {real} (seed {seed}), said to be {texts}"
        if seen.error is None:
            for line in _alarms(analysis, seen.lines):
                yield f"line {line} is said to raise, and runs (seed {seed})"


def _alarms(analysis: Analysis, lines: set[int]) -> set[int]:
    """The executed lines at which every world that reaches them says that they raise."""
    raising, reached = [], []
    for world in analysis.worlds:
        raising.append(
            {
                one.fact.site.line
                for one in world.facts
                if hasattr(one.fact, "conflict") and all(site.line in lines for site in one.calls)
            }
        )
        reached.append({one.fact.site.line for one in world.facts})
    return {
        line
        for line in set().union(*raising) & lines
        if all(line in bad or line not in seen for bad, seen in zip(raising, reached, strict=True))
    }


__all__ = ["MAX_STATEMENTS", "PRELUDE", "Writer", "mistakes", "np"]
