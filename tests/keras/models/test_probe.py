"""1,964 measured programs (probe.tsv): each is analysed as source, and what is said of it is what its Keras did."""

from __future__ import annotations

from collections import Counter

import astroid
import pytest

from pylint_lstmshape.analysis import analyze
from pylint_lstmshape.settings import Settings
from tests.keras.models import probe

VERDICTS = 0.95  # of the rows of one column; the rest is silence
DISAGREE = {2: 0, 3: 0}


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


INSIDE = """
import keras
import tensorflow as tf
from keras import Input, Model, layers

class Last(layers.Layer):
    def call(self, x):
        return tf.reduce_mean(tf.expand_dims(x, -1), axis=1)

i = Input((5, 3))
Model(i, [Last()(i), layers.Lambda(lambda t: tf.reduce_sum(t, axis=1))(i)])
"""


@pytest.mark.parametrize(("more", "raises"), [("", False), ("Model(i, tf.expand_dims(i, -1))", True)])
def test_tf_functions_are_for_the_inside_of_layers(more: str, raises: bool) -> None:
    """On a symbolic tensor Keras 3 refuses a tf function; within a layer's own call the tensors are TensorFlow's."""
    findings = analyze(astroid.parse(INSIDE + more), Settings(keras="3")).findings
    assert [finding.symbol for finding in findings] == ["training-call-argument"] * raises
    world = {"__name__": "program"}
    if raises:
        with pytest.raises(ValueError, match="KerasTensor"):
            exec(INSIDE + more, world)
    else:
        exec(INSIDE, world)
