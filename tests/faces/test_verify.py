"""`lstmshape verify`: real Keras is asked, in a process of its own, and the program is run only when that is wanted."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from pylint_lstmshape.faces.cli import main
from pylint_lstmshape.faces.linting import Linted
from pylint_lstmshape.faces.showing.report import report
from pylint_lstmshape.faces.verifying import Case, judge

RUNS = "open('was_run', 'w').close()\nimport numpy as np\nfrom keras import Sequential, Model\nfrom keras.layers import *\n"
PROGRAMS = {
    "right": "x = np.zeros((64, 5, 3))\nmodel = Sequential([Input((5, 3)), Bidirectional(LSTM(8)), Dense(2)])\n"
    "model.compile(loss='mse')\nmodel.fit(x, np.zeros((64, 2)), epochs=50)\n",
    "wrong": "model = Sequential([Input((5, 3)), LSTM(8), LSTM(4)])\n",
    "data": "model = Sequential([Input((5, 3)), LSTM(8)])\nmodel.compile(loss='mse')\n"
    "model.fit(np.zeros((64, 5, 4)), np.zeros((64, 8)))\n",
    "argument": "model = Sequential([Input((5, 3)), LSTM(8, batch_size=4)])\n",
    "states": "seen, told = Input((None, 7)), Input((None, 9))\n_, h, c = LSTM(6, return_state=True)(seen)\n"
    "steps = LSTM(6, return_sequences=True)(told, initial_state=[h, c])\nboth = Model([seen, told], Dense(9)(steps))\n",
    "own": "model = Sequential([Input((5, 3)), Lambda(lambda x: x * 2), LSTM(8)])\n",
    "shared": "layer = LSTM(4)\na, b = Input((6, 2)), Input((6, 2))\nm = Model([a, b], concatenate([layer(a), layer(b)]))\n"
    "outer = Sequential([Input((6, 2)), GRU(4, return_sequences=True), TimeDistributed(Dense(3))])\n",
    "joined": "import sys\nx = y = Input((5, 3))\nfor width in map(int, sys.argv[1:]):\n    y = Dense(width)(y)\n"
    "m = Model(x, Dense(2)(y))\n",
    "twice": "def make(units):\n    return Sequential([Input((5, 3)), LSTM(units)])\n\n\nsmall, large = make(4), make(8)\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("programs")
    for name, text in PROGRAMS.items():
        (folder / f"{name}.py").write_text(RUNS + text)
    return folder


def test_keras_is_asked_and_no_program_is_run(folder, capsys, monkeypatch):
    monkeypatch.chdir(folder)
    assert main(["verify", "--keras", "3", "."]) == 0
    said = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert "agrees" in said["right.py:6"]
    assert "2 layers, 802 parameters; zeros (2, 5, 3) give (2, 2)" in said["right.py:6"]
    assert "it refuses too (" in said["wrong.py:5"]
    assert "expected ndim=3, found ndim=2" in said["wrong.py:5"]
    assert "it refuses too (fit-input-shape-mismatch)" in said["data.py:5"]
    assert "it refuses too (unknown-layer-argument)" in said["argument.py:5"]
    assert "zeros (2, 3, 7), (2, 3, 9) give (2, 3, 9)" in said["states.py:8"]
    assert "not asked: Lambda is made of the program's own code" in said["own.py:5"]
    assert "agrees" in said["shared.py:7"]
    assert "agrees" in said["shared.py:8"]
    assert "not asked: where one of its tensors comes from is not known" in said["joined.py:9"]
    assert "agrees" in said["twice.py:6"] and "384 parameters" in said["twice.py:6"]  # the second of two
    assert len(said) == 10
    assert not Path("was_run").exists()


def test_the_program_is_run_when_that_is_wanted(folder, capfd, monkeypatch):
    monkeypatch.chdir(folder)
    assert main(["verify", "--run", "--keras", "3", "right.py"]) == 0
    out = capfd.readouterr().out
    assert "right.py: run on Keras 3" in out
    assert "sequential.fit(x=array (64, 5, 3)" in out
    assert "ran on Keras 3" in out


@pytest.fixture(scope="module")
def right(folder):
    one = report(str(folder / "right.py"), Linted([str(folder / "right.py")], "3"))
    (model,) = one.outline.models
    return Case(one, model, {}, (([[2, 5, 3]], one.meetings(model)[0]),))


LAYERS = [{"class": "Bidirectional", "parameters": 768}, {"class": "Dense", "parameters": 34}]
ANSWER = {"layers": LAYERS, "parameters": 802, "fed": [{"outputs": [[2, 2]]}]}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"parameters": 819}, "819 parameters"),
        ({"fed": [{"outputs": [[2, 3]]}]}, "zeros [[2, 5, 3]] give (2, 3), inferred (64, 2)"),
        ({"fed": [{"raised": "ValueError: no"}]}, "it raises: ValueError: no"),
        ({"raised": "TypeError: no", "error": "TypeError", "at": "building", "lines": [6]}, "it raises: TypeError: no"),
        (
            {"layers": [LAYERS[0], {"class": "Dense", "parameters": 35}]},
            "parameters of the layers [768, 35], inferred [768, 34]",
        ),
    ],
)
def test_every_difference_is_told(right, change, complaint):
    assert judge(right, ANSWER)[0] == []
    wrong, _ = judge(right, {**ANSWER, **change})
    assert any(complaint in text for text in wrong)


def test_what_was_said_to_raise_and_runs(right, folder):
    case = of(right, folder / "data.py")
    (text,) = judge(case, {**ANSWER, "fed": [{"outputs": [[2, 8]]}]})[0]
    assert text == "it takes what was said to raise (fit-input-shape-mismatch)"


REFUSAL = {"raised": "ValueError: no", "error": "ValueError", "at": "building", "lines": [5]}


@pytest.mark.parametrize(
    ("program", "change", "same"),
    [
        ("wrong", {}, True),
        ("wrong", {"error": "NotImplementedError"}, False),  # no shape of anything
        ("wrong", {"lines": [9]}, False),  # another layer
        ("wrong", {"lines": []}, False),
        ("wrong", {"at": "feeding"}, True),
        ("data", {"at": "feeding", "lines": [], "error": "InvalidArgumentError"}, True),
        ("data", {"at": "feeding", "error": "MemoryError"}, False),
        ("data", {}, False),  # the model was said to be built
        ("argument", {}, True),
    ],
)
def test_another_failure_is_no_refusal(right, folder, program, change, same):
    wrong, words = judge(of(right, folder / f"{program}.py"), {**REFUSAL, **change})
    assert bool(wrong) is not same
    assert ("raises something else" in wrong[0]) if wrong else ("it refuses too" in words[0])


def of(case, file):
    one = report(str(file), Linted([str(file)], "3"))
    return dataclasses.replace(case, report=one, model=one.outline.models[0])
