"""Two calls of one model with arrays of different rank, on real Keras: the graph of the first serves no other rank."""

from __future__ import annotations

from pathlib import Path

import pytest

from pylint_lstmshape.rules import LEVELS
from pylint_lstmshape.verify.compare import analyze_program
from pylint_lstmshape.verify.harness import Program, run_programs

_START = """\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
x, y = np.random.rand(40, 4, 1), np.ones((40, 1))
flat = x[:, :, 0]
"""
_MODELS = {
    "recurrent": "model = keras.Sequential([keras.Input((4, 1)), layers.SimpleRNN(2), layers.Dense(1)])",
    "undeclared": "model = keras.Sequential([layers.SimpleRNN(2), layers.Dense(1)])",
    "functional": "i = keras.Input((4, 1))\nmodel = keras.Model(i, layers.Dense(1)(layers.GRU(2)(i)))",
    "convolution": "model = keras.Sequential([keras.Input((4, 1)), layers.Conv1D(2, 2), layers.Flatten(), layers.Dense(1)])",
}
_COMPILE = "model.compile('sgd', 'mse')"
_CALLS = {
    "predict, predict": "model.predict(x)\nmodel.predict(flat)",
    "predict, other way round": "model.predict(flat)\nmodel.predict(x)",
    "predict, one sample": "model.predict(x)\nmodel.predict(x[0])",
    "predict, single precision": "model.predict(x)\nmodel.predict(flat.astype('float32'))",
    "predict, ints": "model.predict(x)\nmodel.predict(flat.astype(int))",
    "predict, a list": "model.predict(x)\nmodel.predict([flat])",
    "predict, compile, predict": f"model.predict(x)\n{_COMPILE}\nmodel.predict(flat)",
    "predict, eagerly": "model.run_eagerly = True\nmodel.predict(x)\nmodel.predict(flat)",
    "predict, fit, predict": "model.predict(x)\nmodel.fit(x, y)\nmodel.predict(flat)",
    "predict, one batch": "model.predict(x)\nmodel.predict_on_batch(flat)",
    "fit, predict": "model.fit(x, y)\nmodel.predict(flat)",
    "fit, fit": "model.fit(x, y)\nmodel.fit(flat, y)",
    "fit, weighted": "model.fit(x, y)\nmodel.fit(flat, y, sample_weight=np.ones(40))",
    "evaluate, fit": "model.evaluate(x, y)\nmodel.fit(x, y, validation_data=(flat, y))",
    "fit, evaluate": "model.fit(x, y, validation_data=(x, y))\nmodel.evaluate(flat, y)",
    "either branch": "if len(x) > 3:\n    model.predict(flat)\nelse:\n    model.predict(x)\nmodel.predict(flat)",
}
_EAGERLY = "import tensorflow as tf\ntf.config.run_functions_eagerly(True)\nmodel.predict(x)\nmodel.predict(flat)"


def _programs() -> dict[str, Program]:
    bodies = {f"{calls} (recurrent)": ("recurrent", code) for calls, code in _CALLS.items()}
    bodies |= {f"predict, predict ({model})": (model, _CALLS["predict, predict"]) for model in _MODELS}
    return {
        name: Program(Path(f"/nowhere/traces_{at}.py"), f"{_START}{_MODELS[model]}\n{_COMPILE}\n{code}\n")
        for at, (name, (model, code)) in enumerate(bodies.items())
    }


@pytest.mark.parametrize("keras", ["3", "2"])
def test_another_rank_raises_where_the_analysis_says(keras):
    programs = _programs()
    traces = run_programs([*programs.values()], keras, together=len(programs))
    outcomes = [trace.outcome for trace in traces]
    assert {one.status for one in outcomes} == {"ran", "raised"}
    raised = {name: None if one.ran else one.line for name, one in zip(programs, outcomes, strict=True)}
    said = {
        name: next((one.raises or one.site for one in analysis.findings if LEVELS[one.symbol] == "E"), None)
        for name, program in programs.items()
        if (analysis := analyze_program(program, keras))
    }
    unsure = {"predict, predict (convolution)"} if keras == "2" else set()  # what follows decides whether it raises
    lines = {name: None if site is None else site.line for name, site in said.items()}
    assert {one: lines[one] for one in programs if one not in unsure} == {
        one: raised[one] for one in programs if one not in unsure
    }
    assert sum(line is not None for line in raised.values()) >= 9


@pytest.mark.parametrize("keras", ["3", "2"])
def test_functions_that_run_eagerly_are_not_traced(keras):
    program = Program(Path("/nowhere/eagerly.py"), f"{_START}{_MODELS['recurrent']}\n{_COMPILE}\n{_EAGERLY}\n")
    assert run_programs([program], keras)[0].outcome.ran
    assert not [one for one in analyze_program(program, keras).findings if LEVELS[one.symbol] == "E"]
