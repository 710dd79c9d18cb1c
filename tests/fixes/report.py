"""python -m tests.fixes.report [2|3]: every thread repaired by every fix that is offered, and run on real Keras."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fixes.repairing import measure, summary, table

THREADS = Path(__file__).parents[1] / "cases" / "threads"


def main() -> None:
    for keras in sys.argv[1:] or ["3", "2"]:
        repairs = measure(sorted(THREADS.glob("*_bug.py")), keras)
        print(summary(repairs, keras))
        print(table(repairs))


if __name__ == "__main__":
    main()
