"""The best fix of every fourth thread makes the program run on real Keras 3; `make fixes` measures all of them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.fixes.repairing import measure, summary, table

THREADS = Path(__file__).parents[1] / "cases" / "threads"
RAISING = [
    THREADS / f"{case['id']}_bug.py"
    for case in json.loads((THREADS / "index.json").read_text(encoding="utf-8"))
    if case["outcome_keras3"] == "raises"
]


def test_best_fixes_run(capsys):
    repairs = measure({path: path.read_text(encoding="utf-8") for path in RAISING[::4]}, "3", most=1)
    with capsys.disabled():
        print(f"\n{summary(repairs, '3')}\n{table(repairs)}")
    assert len(repairs) >= 10
    assert sum(one.best_runs for one in repairs) / len(repairs) >= 0.8
