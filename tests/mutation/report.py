"""python -m tests.mutation.report [2|3] [written|random] [number]: mutants of the clean programs, and what is missed.

Of the written ones (cases, examples), or of so many random ones; of each operator one mutant a program.
"""

from __future__ import annotations

import sys

from pylint_lstmshape.verify.records import Generation
from tests.mutation.measuring import measure, mutants, random_programs, share, table, written_programs


def main() -> None:
    keras: Generation = "2" if sys.argv[1:2] == ["2"] else "3"
    kind = sys.argv[2] if len(sys.argv) > 2 else "written"
    number = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    programs = written_programs() if kind == "written" else random_programs(number, keras)
    chosen = [one for clean in programs for one in mutants(clean)]
    rejected, wrong = measure(chosen, keras)
    print("\n".join(table(rejected)))
    for one in wrong:
        print(f"WRONG E {one.mutant.operator}: {one.mutant.program.path.stem} line {one.mutant.line} runs: {one.found}")
    print(
        f"Keras {keras}, {len(programs)} {kind} programs: {len(chosen)} mutants, {share(rejected)}, {len(wrong)} wrong"
    )


if __name__ == "__main__":
    main()
