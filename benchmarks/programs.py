"""Programs to measure: those of the tests, plain modules of the standard library, and ones that grow."""

from __future__ import annotations

import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[1]
KERAS_FILES = sorted((ROOT / "examples").glob("*.py")) + sorted((ROOT / "tests" / "cases" / "threads").glob("*.py"))
PLAIN_PACKAGES = ("asyncio", "email", "json", "logging", "unittest")
PLAIN_FILES = [
    file for name in PLAIN_PACKAGES for file in sorted(Path(sysconfig.get_path("stdlib"), name).glob("*.py"))
]

_HEAD = """import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential
"""


def source_length(times: int) -> str:
    """The same pipeline again and again."""
    part = "x = np.zeros((100, 31, 1))\ny = x[:, -1, 0]\nz = np.concatenate([x, x]).reshape(-1, 31)\n"
    return _HEAD + part * 10 * times


def layers(times: int) -> str:
    """One model of many layers."""
    stack = "model.add(LSTM(8, return_sequences=True))\n" * 4 * times
    return f"{_HEAD}model = Sequential()\nmodel.add(LSTM(8, input_shape=(31, 1), return_sequences=True))\n{stack}"


def loops(times: int) -> str:
    """Window loops over data of unknown length, one after the other."""
    part = """data = np.loadtxt("data.txt")
windows, targets = [], []
for i in range(len(data) - 10):
    windows.append(data[i : i + 10])
    targets.append(data[i + 10])
windows, targets = np.array(windows), np.array(targets)
"""
    return _HEAD + part * times


def call_depth(times: int) -> str:
    """Functions that call each other, one deeper each."""
    first = "def f0(x):\n    return x.reshape(-1, 31, 1)\n"
    rest = "".join(f"def f{one}(x):\n    return f{one - 1}(x)\n" for one in range(1, times))
    return f"{_HEAD}{first}{rest}x = f{times - 1}(np.zeros((100, 31)))\n"


def branches(times: int) -> str:
    """Unknown branches, each of which shapes its own array."""
    part = "if input():\n    x{0} = np.zeros((5, 31))\nelse:\n    x{0} = np.zeros((5, 31, 1))\n"
    return _HEAD + "".join(part.format(one) for one in range(times))


GROWING = (source_length, layers, loops, call_depth, branches)
