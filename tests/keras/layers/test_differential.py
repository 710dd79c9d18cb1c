"""Drawn layer programs and stacks of layers: static against real Keras, both generations. Zero disagreements.

Compared: accepted or rejected, the shape of every output, its dtype kind, the number of parameters. A program of which the
static side knows nothing is counted as unknown, never as agreement. The programs are seeded; `make test` compares the first
of them, a SHARE, and `make differential` all.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from pylint_lstmshape.keras.layers.binding import signature
from tests.keras.layers import stacks, static
from tests.keras.layers.drawing import Draw, Program
from tests.keras.layers.families import DRAWERS, RECURRENT
from tests.keras.layers.real import Outcome, Real, Shape

SHARE = float(os.environ.get("LSTMSHAPE_SHARE", "0.2"))  # of the programs, from 0 to 1
OF_RECURRENT, OF_OTHERS, OF_STACKS = (max(1, round(SHARE * number)) for number in (200, 50, 200))  # of each class
# tf_keras 2.21 beside Keras 3 mixes up the two InputSpec classes in it: it raises whatever it is given.
BROKEN = {(2, "SpectralNormalization")}
MOST_UNKNOWN = 0.05


@dataclass
class Tally:
    """What was compared."""

    compared: int = 0
    unknown: dict[str, int] = field(default_factory=dict)
    uncounted: int = 0  # accepted, but the number of parameters or a dtype unknown
    wrong: list[str] = field(default_factory=list)

    def add(self, program: Program, thought: Outcome | None, real: Outcome) -> None:
        """One program."""
        if thought is None:
            self.unknown[program.name] = self.unknown.get(program.name, 0) + 1
            return
        self.compared += 1
        if not agree(thought, real):
            self.wrong.append(f"{program.text}\n  static {thought}\n  real   {real}")
        elif not thought.raised and (thought.parameters is None or "?" in thought.kinds):
            self.uncounted += 1


def agree(thought: Outcome, real: Outcome) -> bool:
    """Whether the static outcome is the real one. A dim that Keras shows as None may be known, not the other way round."""
    if thought.raised or real.raised:
        return bool(thought.raised) == bool(real.raised)
    kinds = len(thought.kinds) == len(real.kinds) and all(
        one in ("?", other) for one, other in zip(thought.kinds, real.kinds, strict=True)
    )
    shapes = len(thought.shapes) == len(real.shapes) and all(map(_same, thought.shapes, real.shapes))
    return kinds and shapes and thought.parameters in (None, real.parameters)


def _same(thought: Shape, real: Shape) -> bool:
    return len(thought) == len(real) and all(other in (None, one) for one, other in zip(thought, real, strict=True))


def compare(programs: Sequence[Program], real: Real) -> Tally:
    """All of them."""
    tally = Tally()
    thoughts = static.outcomes([program.text for program in programs], real.generation)
    for program, thought in zip(programs, thoughts, strict=True):
        tally.add(program, thought, real.run(program.text))
    return tally


def report(title: str, tally: Tally) -> None:
    """The figures, and what disagrees."""
    unknown = sum(tally.unknown.values())
    print(
        f"\n{title}: {tally.compared} programs compared, {len(tally.wrong)} disagree; {unknown} unknown {tally.unknown}; "
        f"{tally.uncounted} without number of parameters or dtype"
    )
    assert not tally.wrong, "\n".join(tally.wrong[:10])


def programs_of(names: Sequence[str], generation: int, number: int) -> list[Program]:
    """So many programs of each class that the generation has."""
    return [
        DRAWERS[name](Draw(name, generation, seed))
        for name in names
        if signature(name, generation) is not None and (generation, name) not in BROKEN
        for seed in range(number)
    ]


@pytest.fixture(scope="class")
def keras(request: pytest.FixtureRequest) -> Real:
    """The Keras of a class of tests."""
    return Real(request.cls.generation)


class Comparison:
    """The tests of one generation. Each generation is a class of its own, so that the two may run side by side."""

    generation: int

    def test_recurrent_layers(self, keras: Real) -> None:
        """LSTM, GRU, RNN with cells, Bidirectional, TimeDistributed, ConvLSTM."""
        programs = programs_of(RECURRENT, self.generation, OF_RECURRENT)
        tally = compare(programs, keras)
        report(f"Keras {self.generation}, recurrent layers", tally)
        assert len(programs) == OF_RECURRENT * len(RECURRENT)
        assert sum(tally.unknown.values()) < MOST_UNKNOWN * len(programs)

    def test_other_layers(self, keras: Real) -> None:
        """Every other class."""
        names = [name for name in DRAWERS if name not in RECURRENT]
        programs = programs_of(names, self.generation, OF_OTHERS)
        tally = compare(programs, keras)
        report(f"Keras {self.generation}, other layers", tally)
        assert sum(tally.unknown.values()) < 2 * MOST_UNKNOWN * len(programs)

    def test_stacks(self, keras: Real) -> None:
        """Up to six layers, Sequential and functional."""
        programs = [stacks.stack(Draw("stack", self.generation, seed)) for seed in range(OF_STACKS)]
        tally = compare(programs, keras)
        report(f"Keras {self.generation}, stacks", tally)
        assert sum(tally.unknown.values()) < MOST_UNKNOWN * len(programs)


class TestKeras2(Comparison):
    """tf_keras."""

    generation = 2


class TestKeras3(Comparison):
    """Keras 3."""

    generation = 3
