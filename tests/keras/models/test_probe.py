"""1,964 measured programs (probe.tsv): each is analysed as source, and what is said of it is what its Keras did."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.keras.models import probe

VERDICTS = 0.95  # of the rows of one column; the rest is silence
DISAGREE = {2: 16, 3: 10}  # verdicts that are wrong: to be lowered, never raised


@pytest.mark.parametrize("generation", [2, 3])
def test_verdicts_agree_with_keras(generation: int, capsys: pytest.CaptureFixture[str]) -> None:
    """A verdict for nearly every row, and none that Keras contradicts; above all no error on what runs."""
    rows = [row for row in probe.rows() if row.measured(generation)]
    silent: Counter[str] = Counter()
    wrong: list[str] = []
    alarms: list[str] = []
    for row in rows:
        measured = row.measured(generation)
        verdict = probe.verdict(row, generation)
        if not verdict.said:
            silent[row.group] += 1
        elif not probe.agrees(verdict.said, measured, row.action):
            where = f"{row.group} | {row.scenario} | {row.action} | {row.program}"
            wrong.append(f"{where}: {measured}, said {verdict.said} {verdict.why}")
            if verdict.said == "raises":
                alarms.append(wrong[-1])
    said = len(rows) - silent.total()
    with capsys.disabled():
        print(
            f"\nKeras {generation}: {said} verdicts on {len(rows)} rows ({said / len(rows):.1%}), {len(wrong)} disagree;"
        )
        print("  rows without a verdict by group:", dict(sorted(silent.items())))
    assert not alarms
    assert len(wrong) <= DISAGREE[generation], "\n".join(wrong)
    assert said >= VERDICTS * len(rows)
