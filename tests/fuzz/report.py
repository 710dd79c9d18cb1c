"""python -m tests.fuzz.report NUMBER SEED [2|3]: so many random programs from a seed on, and where they disagree."""

from __future__ import annotations

import sys
from collections import Counter

from tests.fuzz.agreement import WRONG, disagreements, shrunk
from tests.fuzz.programs import program

BLOCK = 200  # programs between two lines of the report
SHRUNK = 3  # disagreements of a block that are shrunk


def main() -> int:
    number, seed = int(sys.argv[1]), int(sys.argv[2])
    bad = 0
    for keras in sys.argv[3:] or ["3", "2"]:
        counts: Counter[str] = Counter()
        for start in range(seed, seed + number, BLOCK):
            stop = min(start + BLOCK, seed + number)
            generation = "2" if keras == "2" else "3"
            sources = [program(one) for one in range(start, stop)]
            found, raised = disagreements(sources, generation)  # type: ignore[arg-type]  # "2" or "3"
            counts.update(programs=stop - start, raised=raised, **Counter(one.kind for one in found))
            for one in [each for each in found if each.kind in WRONG][:SHRUNK]:
                small = shrunk(one, generation)  # type: ignore[arg-type]  # "2" or "3"
                print(f"\n{small.kind}: {small.text}\n{small.source}", flush=True)
            for one in found:
                if one.kind not in WRONG:
                    print(f"{one.kind}, seed {start + sources.index(one.source)}: {one.text}", flush=True)
            print(f"Keras {keras}, seeds {seed} to {stop - 1}: {dict(counts)}", flush=True)
        bad += sum(counts[kind] for kind in WRONG)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
