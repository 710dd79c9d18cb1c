"""What the model says of Python's values, held against what is so.

What is hidden of an argument (a number, a length) is a symbol whose true number the `World` keeps, so that an answer
in such symbols is checked, too.
"""

from __future__ import annotations

import collections
import contextlib
import io
import itertools
import os
import shutil
import warnings
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

import pylint_lstmshape.library.python  # noqa: F401  # registers the models
from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.containers import (
    DictValue,
    Elements,
    Entries,
    ListValue,
    Run,
    SetValue,
    Stream,
    TupleValue,
)
from pylint_lstmshape.domain.dim import Dim, Opaque, Symbol, equal, maximum, minimum
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.objects import Instance, LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.values import Constant, Integer, Real, SliceValue, Text, Unknown, Value
from pylint_lstmshape.library.python.deques import DequeValue
from pylint_lstmshape.library.python.dict_classes import entries_of
from pylint_lstmshape.library.python.paths import PATH, is_overwritten, path_text
from tests.library.calls import CallTable, Draw
from tests.library.python.values import Context, Once, ask, real_of, really, said
from tests.library.truth import ERRORS, abstract

ENOUGH = 40  # of an endless iterator


@dataclass
class World:
    """The true numbers behind symbols."""

    draw: Draw | None = None  # draws what is hidden; None: nothing is
    numbers: dict[Any, int] = field(default_factory=dict)
    joiner: Context = field(default_factory=Context)

    def hides(self) -> bool:
        """Whether the next part is hidden."""
        from hypothesis import strategies as st

        return self.draw is not None and bool(self.draw(st.booleans()))

    def number(self, true: int) -> Dim:
        """A symbol for a number."""
        symbol = Symbol(("hidden", len(self.numbers)), "n", 0 if true >= 0 else None)
        self.numbers[symbol] = true
        return Dim({(symbol,): 1})

    def see(self, thing: Any, ctx: Context) -> Value:
        """The abstract value of an argument, perhaps with parts hidden."""
        if isinstance(thing, int) and not isinstance(thing, bool):
            return Integer(self.number(thing)) if self.hides() else Constant(thing)
        if isinstance(thing, float):
            return Real(("hidden", thing)) if self.hides() else Constant(thing)
        if isinstance(thing, str):
            return Text(("hidden", thing), self.number(len(thing))) if self.hides() else Constant(thing)
        if isinstance(thing, list | collections.deque | set | frozenset) and self.draw is not None:
            whole = abstract(thing)
            assert isinstance(whole, ListValue)
            whole.cell.content = self.elements(list(thing), ctx)
            return whole
        if isinstance(thing, tuple):
            return TupleValue(Elements.of(self.see(one, ctx) for one in thing))
        if isinstance(thing, Once):
            return Stream(self.elements(thing.items, ctx))
        if type(thing) is dict and are_alike(thing) and are_alike(thing.values()) and self.hides():
            items = [(abstract(key), self.see(one, ctx)) for key, one in thing.items()]
            split = len(items) // 2
            key = Elements.of(key for key, _ in items[split:]).element(self.joiner)
            value = Elements.of(one for _, one in items[split:]).element(self.joiner) or Constant(None)
            return DictValue(Cell(Entries(tuple(items[:split]), Run(value, self.number(len(items) - split)), key)))
        return said(thing, ctx)

    def elements(self, things: list[Any], ctx: Context) -> Elements:
        """The elements, perhaps as so many of one kind."""
        if are_alike(things) and self.hides():
            one = Elements.of(map(abstract, things)).element(self.joiner)
            return Elements((Run(one or Constant(None), self.number(len(things))),))
        return Elements.of(self.see(one, ctx) for one in things)

    def value(self, dim: Dim) -> Dim:
        """The number with what is known in the places of symbols."""
        total = Dim.of(0)
        for monomial, factor in dim.terms.items():
            part = Dim.of(factor)
            for atom in monomial:
                part = part * self.atom(atom)
            total = total + part
        return total

    def atom(self, atom: Any) -> Dim:
        """The number of a symbol or of a term."""
        if isinstance(atom, Opaque) and all(isinstance(one, Dim) for one in atom.arguments):
            parts = [self.value(one) for one in atom.arguments]  # type: ignore[arg-type]  # just looked at
            if atom.function in _TERMS:
                return _TERMS[atom.function](*parts)
        return Dim.of(self.numbers[atom]) if atom in self.numbers else Dim({(atom,): 1})

    # what is said against what is so

    def holds(self, said: Value | Conflict, real: Any, *, exact: bool) -> None:
        """Fail where the model says what is not so; with `exact` also where it leaves a kind or a length open."""
        assert not isinstance(said, Conflict), f"{said}, really {real!r}"
        if isinstance(said, Unknown):
            assert not exact, f"unknown, really {real!r}"
        elif isinstance(said, Constant):
            assert type(said.value) is type(real), f"{said.value!r}, really {real!r}"
            assert said.value == real or real != real, f"{said.value!r}, really {real!r}"
        elif isinstance(said, Integer):
            assert isinstance(real, int) and not isinstance(real, bool), f"an int, really {real!r}"
            assert equal(self.value(said.dim), real) is not False, f"{said.dim}, really {real!r}"
        elif isinstance(said, Real):
            number = float if exact else int | float  # what stands for both counts as a float
            assert isinstance(real, number), f"a float, really {real!r}"
            if said.factor is not None and said.dim is not None and self.value(said.dim).constant is not None:
                assert abs(said.factor * (self.value(said.dim).constant or 0) - real) < 1e-6
        elif isinstance(said, Text):
            assert isinstance(real, str), f"a str, really {real!r}"
            self.counts(said.length, len(real), exact=False)
        elif isinstance(said, SliceValue):
            for name in ("start", "stop", "step"):
                self.holds(getattr(said, name), getattr(real, name), exact=exact)
        elif isinstance(said, DictValue):
            assert isinstance(real, dict | os._Environ), f"a dict, really {real!r}"
            self.holds_entries(said.cell.content, dict(real), exact=exact)
        elif isinstance(said, Instance):
            held = entries_of(said)
            assert held is not None
            self.holds(held, dict(real), exact=exact)
        elif isinstance(said, LibraryObject):
            self.holds_object(said, real)
        else:
            self.holds_elements(said, real, exact=exact)

    def holds_object(self, said: LibraryObject, real: Any) -> None:
        """A path, a file, or what a command line gave."""
        if said.path == PATH:
            assert isinstance(real, PurePath) and path_text(said) in (None, str(real)), f"{path_text(said)}, {real}"
        elif said.path == "argparse.Namespace":
            assert {name for name, _ in said.cell.content.items} <= set(vars(real))
            for name, one in said.cell.content.items:
                self.holds(one, getattr(real, name), exact=False)
        else:
            name = type(real).__name__
            assert said.path.rpartition(".")[2] == _GROUPS.get(name, name), f"{said.path}, really {real!r}"

    def holds_entries(self, said: Entries, real: dict[Any, Any], *, exact: bool) -> None:
        """Each known key with its value, and of the others their number and kind."""
        rest = dict(real)
        for key, one in said.items:
            if isinstance(key, Constant):
                assert key.value in rest, f"{key.value!r} is no key of {real!r}"
                self.holds(one, rest.pop(key.value), exact=False)
        self.counts(said.length, len(real), exact=exact)
        for key, one in rest.items():
            assert said.others is not None, f"{key!r} is not known: {real!r}"
            self.holds(said.others.value, one, exact=False)
            if said.other_key is not None:
                self.holds(said.other_key, key, exact=False)

    def holds_elements(self, said: Value, real: Any, *, exact: bool) -> None:
        """As many elements of that kind, one after the other, in a container of that kind."""
        for kind, expected in ((DequeValue, collections.deque), (SetValue, set | frozenset), (ListValue, list)):
            if isinstance(said, kind) or isinstance(real, expected):
                assert isinstance(said, kind) and isinstance(real, expected), f"{said}, really {real!r}"
                break
        assert isinstance(said, TupleValue) == isinstance(real, tuple), f"{said}, really {real!r}"
        if isinstance(said, Stream) and said.endless:
            assert isinstance(real, Iterator)
            found = list(itertools.islice(real, ENOUGH))
        else:
            found = list(real)
        elements = said.cell.content if isinstance(said, ListValue) else getattr(said, "elements", None)
        assert isinstance(elements, Elements), f"{said}, really {real!r}"
        if not (isinstance(said, Stream) and said.endless):
            self.counts(elements.length, len(found), exact=exact)
        counts = [self.value(run.count).constant for run in elements]
        known = [] if isinstance(said, SetValue) else [count for count in counts if count is not None]
        if len(known) == len(counts) and sum(known) == len(found):
            places = (run.at(offset) for run, count in zip(elements, known, strict=True) for offset in range(count))
            for one, other in zip(places, found, strict=True):
                self.holds(one, other, exact=False)
        elif not any(run.is_ragged for run in elements):
            for one in found:
                self.holds_one_of([run.at(0) for run in elements], one)

    def holds_one_of(self, said: list[Value], real: Any) -> None:
        """It is one of these."""
        errors = []
        for one in said:
            try:
                return self.holds(one, real, exact=False)
            except AssertionError as error:
                errors.append(str(error))
        raise AssertionError(f"no element is {real!r}: {errors}")

    def counts(self, said: Dim, real: int, *, exact: bool) -> None:
        """A length."""
        counted = self.value(said)
        if real == 0 and counted.constant is not None and counted.constant < 0:
            return  # that what a length is made of is not negative is taken for granted
        answer = equal(counted, real)
        assert answer or (answer is None and not exact), f"{said} elements, really {real}"


def are_alike(things: Iterable[Any]) -> bool:
    """Whether what stands for each of them says no more than is so."""
    return len({_kind(one) for one in things}) == 1


def _kind(thing: Any) -> Hashable:
    return (type(thing), *map(_kind, thing)) if isinstance(thing, tuple | list) else type(thing)


_GROUPS = dict.fromkeys(("_ArgumentGroup", "_MutuallyExclusiveGroup"), "ArgumentParser")  # what they add, it adds
_TERMS: dict[str, Callable[..., Dim]] = {"//": lambda a, b: a // b, "min": minimum, "max": maximum}


def files() -> None:
    """The files that each call finds in its folder."""
    for made in ("new", "made"):
        shutil.rmtree(made, ignore_errors=True)
    Path("new.txt").unlink(missing_ok=True)
    os.makedirs("data/empty", exist_ok=True)
    Path("a.csv").write_text("1,2,3\n4,5\n")
    Path("data/b.txt").write_text("one\ntwo\n")


def contents(folder: Path) -> dict[str, bytes]:
    """What its files hold."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


class PythonCalls(CallTable):
    """Compares what a call gives and what it leaves of its arguments, once all known and once with parts hidden."""

    def check_call(self, path: str, args: list[Any], kwargs: dict[str, Any], draw: Draw | None) -> None:
        """Ask both and compare; `draw` hides parts of the arguments."""
        files()
        world, ctx = World(draw), Context()
        given = [world.see(one, ctx) for one in args]
        options = {name: world.see(one, ctx) for name, one in kwargs.items()}
        real_args, real_options = [*map(really, args)], {name: really(one) for name, one in kwargs.items()}
        folder, entry = Path.cwd(), knowledge.entries()[path]
        before = contents(folder)
        answer = ask(path, given, options, ctx)
        try:
            with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
                warnings.simplefilter("ignore")
                if entry.is_attribute:
                    real = getattr(real_args[0], path.rpartition(".")[2])
                else:
                    real = real_of(path)(*real_args, **real_options)
                if isinstance(real, Iterator) and not isinstance(real, io.IOBase):
                    real = iter(list(itertools.islice(real, 10_000)))
        except (*ERRORS, StopIteration, SystemExit) as error:
            assert isinstance(answer, Conflict) or path in self.lenient or draw is not None, (
                f"raises {error!r}, said {answer}"
            )
            return
        if Path.cwd() != folder:
            assert is_overwritten(ctx, "a.csv"), "another folder"
            os.chdir(folder)
        exact = draw is None and path not in self.loose
        if path in PLACES and isinstance(answer, Constant | LibraryObject):
            assert os.path.abspath(path_text(answer) or "") == os.path.abspath(real), f"{answer}, really {real}"
        else:
            world.holds(answer, real, exact=exact)
        for one, thing in zip(given, real_args, strict=True):
            if isinstance(one, ListValue | DictValue | Instance):
                world.holds(one, thing, exact=exact)
        written = {name for name, text in contents(folder).items() if before.get(name) != text}
        assert draw is not None or all(is_overwritten(ctx, name) for name in written), (
            f"{written} written, {set(ctx.files)} known"
        )

    def compare(self, path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
        """A failure names the call."""
        for hiding in (None, self.draw):
            try:
                self.check_call(path, args, kwargs, hiding)
            except AssertionError as error:
                raise AssertionError(f"{path}(*{args}, **{kwargs}){' hidden' * bool(hiding)}: {error}") from None


PLACES = {"os.getcwd", "pathlib.Path.cwd", "os.path.abspath", "os.path.realpath", "pathlib.Path.resolve",
          "pathlib.Path.absolute"}  # fmt: skip  # relative paths stay relative: the place is the same
