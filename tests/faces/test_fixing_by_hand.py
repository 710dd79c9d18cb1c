"""`lstmshape fix` at a terminal, finding by finding; by each kind of fix; of one file again and again."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pylint_lstmshape.faces import cli, fixing
from pylint_lstmshape.fixes.edits import Edit
from pylint_lstmshape.fixes.order import KINDS
from pylint_lstmshape.fixes.situation import Fix
from pylint_lstmshape.rules import RULES
from pylint_lstmshape.rules.documentation import documentation

THREADS = Path(__file__).parents[1] / "cases" / "threads"
PATIENCE = 60  # seconds for an answer
CODES = re.compile(r"\033\[\d*m")

MISTAKES = """\
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential

x = np.random.rand(64, 10, 2)
y = np.random.randint(0, 4, size=(64,))
model = Sequential()
model.add(LSTM(output_dim=16, inner_activation="sigmoid", batch_input_shape=(16, 10, 2), stateful=True))
model.add(Dense(4, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(x, y, nb_epoch=2, batch_size=16, shuffle=False)
"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A program with mistakes that come to light one behind the other, in the working directory."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "train.py"
    path.write_text(MISTAKES)
    return path


class Terminal:
    """A command at a pseudo-terminal."""

    def __init__(self, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pylint_lstmshape.faces.cli", *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, "TERM": "xterm"},
        )  # fmt: skip
        os.close(theirs)

    def until(self, end: str) -> str:
        """What is shown up to a text, or to the end."""
        shown, late = "", time.monotonic() + PATIENCE
        while end not in shown and time.monotonic() < late:
            if select.select([self._ours], [], [], 1)[0]:
                try:
                    data = os.read(self._ours, 4096)
                except OSError:  # the command has ended
                    break
                shown += data.decode()
        return shown

    def answer(self, text: str) -> str:
        """What is shown up to the next question."""
        os.write(self._ours, f"{text}\n".encode())
        return self.until("quit: ")

    def status(self) -> int:
        """How it ended."""
        status = self._process.wait(PATIENCE)
        os.close(self._ours)
        return status


def test_finding_by_finding_at_a_terminal(program):
    terminal = Terminal("fix", "--keras", "3", "--interactive", "--write", "train.py")
    shown = terminal.until("quit: ")
    assert "> 1 spelling: output_dim is called units" in shown
    assert "\033[32m+" in shown and "\033[31m-model.add(LSTM(output_dim=16" in shown
    shown = terminal.answer("y")
    assert "inner_activation is called recurrent_activation" in shown
    shown = terminal.answer("3")
    assert "> 3 left-out" in shown and "+model.add(LSTM(units=16, batch_input_shape" in CODES.sub("", shown)
    shown = terminal.answer("y")
    assert "batch_input_shape is said by an Input of its own" in shown
    shown = terminal.answer("y")
    assert "nb_epoch is called epochs" in shown  # the loss, which the layer hid, was repaired with it
    end = terminal.answer("n")
    assert "training-call-argument: no fix taken" in end
    assert terminal.status() == 1
    written = program.read_text()
    assert "model.add(Input(batch_shape=(16, 10, 2)))\nmodel.add(LSTM(units=16, stateful=True))\n" in written
    assert 'loss="sparse_categorical_crossentropy"' in written
    assert "nb_epoch=2" in written


def test_colours_are_left_out_where_they_are_not_wanted(program, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert cli.main(["fix", "--keras", "3", "train.py"]) == 1
    painted = capsys.readouterr().out
    assert "\033[32m+" in painted and "\033[36m@@" in painted
    monkeypatch.setenv("NO_COLOR", "1")
    assert cli.main(["fix", "--keras", "3", "train.py"]) == 1
    assert CODES.sub("", painted) == capsys.readouterr().out


def test_fixes_of_one_place_are_applied_one_after_another(program, capsys):
    """Those of one line; a second run has nothing to do."""
    arguments = ["fix", "--keras", "3", "--write", "train.py"]
    assert cli.main(arguments) == 0
    used = re.findall(r"^train\.py:(\d+): [\w-]+: [\w-]+:", capsys.readouterr().err, re.M)
    assert used[:2] == ["8", "8"] and len(used) >= 4
    once = program.read_bytes()
    assert cli.main(arguments) == 0
    assert program.read_bytes() == once


def test_a_fix_that_is_undone_by_the_next_ends(program, monkeypatch, capsys):
    """Two repairs that each bring the other's mistake, if ever any were offered so: there is an end, and it says what is left."""
    texts = [MISTAKES, MISTAKES.replace("dim=16", "dim=17")]

    def there_and_back(source, path, settings, finding):
        other = texts[source.text == texts[0]]
        yield Fix("reshape", "the other one", (Edit(0, len(source.text), other, str(path)),))

    monkeypatch.setattr(fixing, "fixes", there_and_back)
    assert cli.main(["fix", "--keras", "3", "--write", "train.py"]) == 1
    assert len(re.findall(r": reshape: the other one", capsys.readouterr().err)) <= fixing.MAX_ROUNDS
    assert program.read_text() in texts


# Of each kind a program that it is offered for: the example of a message, or a thread.
OFFERED = {
    "embedding": "fit-input-shape-mismatch", "one-hot": "lstm-input-ndim", "reshape": "array-reshape-mismatch",
    "one-step": "lstm-input-ndim", "windows": "array-reshape-mismatch", "transpose": "batch-size-in-input-shape",
    "drop-axis": "c02_leading_one_axis_bug", "input-shape": "batch-size-in-input-shape",
    "drop-batch": "b04_input_none_first_bug", "newaxis": "predict-without-batch-axis",
    "batch": "s02_dataset_not_batched_bug", "return-sequences": "attention-over-one-step",
    "return-state": "o05_return_state_in_sequential_bug", "reshape-layer": "batch-axis-moved",
    "repeat-vector": "layer-input-ndim", "time-distributed": "c02_leading_one_axis_bug",
    "remove-layer": "c06_hierarchical_document_bug", "masking": "v01_masking_video_cnn_bug",
    "sparse-loss": "i01_cce_integer_labels_bug", "one-hot-loss": "i02_sparse_with_onehot_bug",
    "units": "h06_vector_out_sequence_target_tags_bug", "target-shape": "silent-broadcast",
    "flatten": "fit-target-shape-mismatch", "padding": "h15_conv_pool_shortens_time_bug",
    "align": "sample-count-mismatch", "inputs": "r05_two_inputs_one_array_bug", "array": "unusable-training-data",
    "axis": "k02_shape2_of_2d_bug", "swap": "v03_attention_query_value_order_bug", "spelling": "training-call-argument",
    "activation": "loss-without-probabilities", "batch-size": "stateful-batch-size",
    "rows": "embedding-index-out-of-range", "pad": "unusable-training-data", "shuffle": "stateful-shuffle",
    "left-out": "ignored-input-shape", "list": "text-without-list",
}  # fmt: skip
WRITTEN = {
    "floats": """\
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential

x = np.random.randint(0, 9, size=(64, 10, 2))
model = Sequential([LSTM(16), Dense(1)])
model.compile(loss="mse", optimizer="adam")
model.fit(x, np.zeros(64))
""",
    "columns": """\
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential
from sklearn.preprocessing import MinMaxScaler

data = np.random.rand(100, 3)
scaler = MinMaxScaler()
scaled = scaler.fit_transform(data)
model = Sequential([LSTM(16, input_shape=(1, 3)), Dense(1)])
model.compile(loss="mse", optimizer="adam")
model.fit(scaled.reshape(-1, 1, 3), scaled[:, 0])
predicted = scaler.inverse_transform(model.predict(scaled.reshape(-1, 1, 3)))
""",
    "argmax": """\
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential
from sklearn.metrics import accuracy_score

x, y = np.random.rand(90, 8, 2), np.arange(90) % 3
model = Sequential([LSTM(16, input_shape=(8, 2)), Dense(3, activation="softmax")])
model.compile(loss="sparse_categorical_crossentropy", optimizer="adam")
model.fit(x, y)
print(accuracy_score(y, model.predict(x)))
""",
    "states": """\
import keras
from keras.layers import LSTM, Bidirectional

inputs = keras.Input((7, 4))
target = keras.Input((5, 4))
encoded, h, c, back_h, back_c = Bidirectional(LSTM(8, return_state=True))(inputs)
decoded = LSTM(8, return_sequences=True)(target, initial_state=[h, c, back_h, back_c])
model = keras.Model([inputs, target], decoded)
""",
}


@pytest.mark.parametrize("kind", KINDS)
def test_choose(kind, tmp_path, monkeypatch, capsys):
    """A fix of the kind is the one that is taken first, and of no other kind is any."""
    monkeypatch.chdir(tmp_path)
    examples = {rule.symbol: rule for rule in RULES}
    name = OFFERED.get(kind, "")
    if kind in WRITTEN:
        text = WRITTEN[kind]
    elif name in examples:
        text = documentation(examples[name]).bad
    else:
        text = (THREADS / f"{name}.py").read_text(encoding="utf-8")
    Path("train.py").write_text(text, encoding="utf-8")
    keras = "2" if kind in ("floats", "states") else "3"
    assert cli.main(["fix", "--keras", keras, "--choose", kind, "train.py"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("--- a/train.py\n+++ b/train.py\n@@ ")
    used = re.findall(r"^train\.py:\d+: [\w-]+: ([\w-]+): ", err, re.M)
    assert used and set(used) == {kind}
