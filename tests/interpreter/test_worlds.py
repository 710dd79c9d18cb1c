"""Findings of several worlds, through pylint: what only some worlds find, and what is not known where the budget ends."""

from __future__ import annotations

import pytest

from tests.linting import lint

HEAD = """import sys
import numpy as np
from keras.layers import LSTM, Dense, Flatten
from keras.models import Sequential

flat, recurrent = "-f" in sys.argv, "-r" in sys.argv
"""
SHAPES = """if flat:
    x = np.zeros((8, 5))
else:
    x = np.zeros((8, 5, 1))
"""
LAYERS = """if recurrent:
    model = Sequential([LSTM(4), Dense(1)])
else:
    model = Sequential([Flatten(), Dense(1)])
"""
FIT = """model.compile(loss="mse", optimizer="adam")
model.fit(x, np.zeros((8, 1)))
"""
ALWAYS = """other = Sequential([LSTM(4), Dense(1)])
other.compile(loss="mse", optimizer="adam")
other.fit(np.zeros((8, 5)), np.zeros((8, 1)))
"""
# So many steps that one world takes most of them.
LONG = "".join(f"for i{at} in range(48):\n    a{at} = [{' + '.join([f'i{at}'] * 60)}]\n" for at in range(8))


def _messages(tmp_path, source: str) -> list[str]:
    path = tmp_path / "program.py"
    path.write_text(source)
    return [f"{one.symbol} {one.text}" for one in lint([path], "--lstmshape-keras=3")]


@pytest.mark.parametrize("long", ["", LONG], ids=["explored", "budget ends"])
def test_two_conditions_that_may_hang_together_are_not_reported(tmp_path, long):
    # Only with both is it a mistake, and nobody says that both are ever given.
    assert _messages(tmp_path, HEAD + SHAPES + long + LAYERS + FIT) == []
    assert _messages(tmp_path, HEAD + long + SHAPES + LAYERS + FIT) == []


def test_one_condition_is_named(tmp_path):
    (message,) = _messages(tmp_path, HEAD + SHAPES + "recurrent = True\n" + LAYERS + FIT)
    assert message.startswith("lstm-input-ndim ")
    assert "(when `flat` is true)" in message


@pytest.mark.parametrize("before", ["", LONG], ids=["explored", "budget ends"])
def test_what_is_found_on_the_way_to_all_worlds_stands(tmp_path, before):
    (message,) = _messages(tmp_path, HEAD + before + ALWAYS + SHAPES + LAYERS + before + FIT)
    assert message.startswith("lstm-input-ndim ")
    assert "when" not in message


def test_hundreds_of_branches_one_after_the_other(tmp_path):
    guards = "".join(f"    if u == {at}:\n        return np.zeros((8, 5, 1))\n" for at in range(400))
    branches = "".join(
        f"if {at} > 3:\n    z = np.zeros({at})\nif u{at}:\n    z = np.zeros(({at}, 2))\n" for at in range(400)
    )
    function = f"def load(u):\n{guards}    return np.zeros((8, 5, 1))\n"
    (message,) = _messages(tmp_path, HEAD + function + "load(flat)\n" + branches + ALWAYS)
    assert message.startswith("lstm-input-ndim ")


def test_branches_within_branches_beyond_the_stack_are_silent(tmp_path):
    cases = "".join(f"    case {at}:\n        x = np.zeros((8, {at + 1}))\n" for at in range(700))
    assert _messages(tmp_path, HEAD + f"match flat:\n{cases}" + ALWAYS) == []


def test_a_function_that_takes_all_steps_leaves_some_to_the_next(tmp_path):
    long = "def long(n):\n    for j in range(n):\n" + "".join(f"        {line}\n" for line in (LONG * 2).splitlines())
    late = "def late(n):\n" + "".join(f"    {line}\n" for line in ALWAYS.splitlines())
    (message,) = _messages(tmp_path, HEAD + long + late)
    assert message.startswith("lstm-input-ndim ")
