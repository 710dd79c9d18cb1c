"""python -m tests.fixes.report: every fix that is offered, run on real Keras in both generations.

First those of each message's own example, which make docs/fixes.md; then those of every thread, which are printed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pylint_lstmshape.rules import RULES
from pylint_lstmshape.rules.documentation import documentation
from tests.fixes.repairing import Repair, measure, summary, table
from tests.verify.running import NOWHERE

ROOT = Path(__file__).parents[2]
THREADS = ROOT / "tests" / "cases" / "threads"
PAGE = ROOT / "docs" / "fixes.md"
HEAD = """\
# Fixes, and what real Keras says to them

Made by `make fixes`; not written by hand. For every message: the example on its page, each fix that is offered for it,
and what became of it when the repaired program was run on real Keras. The example itself raises there, or does silently
what the message says; a test of the pages runs it.

| message | fix | Keras 3 | Keras 2 |
|---|---|---|---|
"""


def examples(keras: str) -> dict[str, Repair]:
    """The repairs of each message's own example, by the message."""
    rules = [rule for rule in RULES if int(keras) in rule.generations]
    sources = {NOWHERE / f"{rule.symbol.replace('-', '_')}.py": documentation(rule).bad for rule in rules}
    repairs = {repair.path: repair for repair in measure(sources, keras)}
    return {rule.symbol: repairs[path] for rule, path in zip(rules, sources, strict=True)}


def page(found: dict[str, dict[str, Repair]]) -> str:
    """The table of all messages: `found` by generation and message."""
    lines = []
    without = []
    for rule in sorted(RULES, key=lambda rule: rule.symbol):
        kinds: dict[str, dict[str, str]] = {}
        for keras, repairs in found.items():
            for fix, outcome in repairs[rule.symbol].executed if rule.symbol in repairs else ():
                kinds.setdefault(fix.kind, {}).setdefault(keras, "runs" if outcome == "ran" else f"**{outcome}**")
        for kind, told in kinds.items():
            cells = " | ".join(told.get(keras, "–") for keras in found)
            lines.append(f"| [{rule.symbol}](rules/{rule.symbol}.md) | {kind} | {cells} |")
        if not kinds:
            without.append(rule.symbol)
    rest = (
        f"\nNo fix is offered for the example of: {', '.join(without)}.\n" if without else "\nEvery message has one.\n"
    )
    return HEAD + "\n".join(lines) + "\n" + rest


def main() -> None:
    PAGE.write_text(page({keras: examples(keras) for keras in ("3", "2")}), encoding="utf-8")
    if "--examples" in sys.argv[1:]:
        return
    for keras in ("3", "2"):
        paths = sorted(THREADS.glob("*_bug.py"))
        repairs = measure({path: path.read_text(encoding="utf-8") for path in paths}, keras)
        print(summary(repairs, keras))
        print(table(repairs))


if __name__ == "__main__":
    main()
