"""Models of the program's own that ask one another: what one tells its layers is taken back when it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from pylint_lstmshape.verify.compare import analyze_program
from pylint_lstmshape.verify.harness import Program, run_programs

PROGRAM = """\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

class Inner(keras.Model):
    def __init__(self):
        super().__init__()
        self.drop = layers.Dropout(0.5)
        self.out = layers.Dense(2)
    def call(self, inputs):
        return self.out(self.drop(inputs))

class Outer(keras.Model):
    def __init__(self):
        super().__init__()
        self.inner = Inner()
        self.out = layers.Dense(1)
    def call(self, inputs):
        self.inner.predict(np.zeros((2, 3)), verbose=0)
        return self.out(self.inner(inputs))

model = Outer()
model.compile("sgd", "mse", run_eagerly=True)
model(np.zeros((4, 3)))
found = model.predict_on_batch(np.zeros((4, {})))
"""


@pytest.mark.parametrize("keras", ["2", "3"])
@pytest.mark.parametrize("features", [3, 4])
def test_a_model_that_asks_another_is_followed_to_its_end(keras, features):
    program = Program(Path("/nowhere/nested.py"), PROGRAM.format(features))
    (trace,) = run_programs([program], keras)
    found = analyze_program(program, keras).findings
    assert [one.symbol for one in found] == ([] if trace.outcome.ran else ["layer-input-shape"])
    assert trace.outcome.ran == (features == 3)
