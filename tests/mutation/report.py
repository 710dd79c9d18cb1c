"""python -m tests.mutation.report [2|3] [sites]: mutants of the clean programs, and those that the analysis misses."""

from __future__ import annotations

import sys

from tests.mutation.measuring import CLEAN, measure, mutants, share, table


def main() -> None:
    keras = sys.argv[1] if len(sys.argv) > 1 else "3"
    sites = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chosen = [one for path in CLEAN for one in mutants(path, sites)]
    rejected, wrong = measure(chosen, "2" if keras == "2" else "3")
    print("\n".join(table(rejected)))
    for one in wrong:
        print(f"WRONG E {one.mutant.operator}: {one.mutant.program.path.stem} line {one.mutant.line} runs: {one.found}")
    print(f"Keras {keras}: {len(chosen)} mutants, {share(rejected)}, {len(wrong)} wrong")


if __name__ == "__main__":
    main()
