"""The seed question: each of the three fixes, on each spelling in examples/, trains on real Keras, both generations."""

from __future__ import annotations

from pathlib import Path

import pytest

from pylint_lstmshape.analysis import fixes
from pylint_lstmshape.fixes.edits import Source, apply
from pylint_lstmshape.settings import Settings
from pylint_lstmshape.verify.harness import Program, run_programs
from pylint_lstmshape.verify.shrink import shrink
from tests.fixes.repairing import findings

EXAMPLES = Path(__file__).parents[2] / "examples"
SPELLINGS = ("words_input_shape_31", "words_input_shape_31_25", "words_no_input_shape")
KINDS = ("embedding", "one-hot", "reshape")


def _repaired(keras: str) -> dict[tuple[str, str], Program]:
    found = {}
    for name in SPELLINGS:
        path = EXAMPLES / f"{name}.py"
        source = Source.decode(path.read_bytes())
        (finding,) = findings(source, path, keras)
        for fix in fixes(source, path, Settings(keras=keras), finding):
            text = apply(source.text, fix.edits)
            assert findings(source.with_text(text), path, keras) == (), (name, fix.kind)
            quick = shrink(text).replace("epochs = 5", "epochs = 1")
            found.setdefault((name, fix.kind), Program(path, quick))
    return found


@pytest.mark.parametrize("keras", ["3", "2"])
def test_each_fix_of_each_spelling_trains(keras):
    programs = _repaired(keras)
    wanted = [(name, kind) for name in SPELLINGS for kind in KINDS]
    assert [one for one in wanted if one not in programs] == []
    traces = run_programs([programs[one] for one in wanted], keras)
    assert {
        one: trace.outcome.message for one, trace in zip(wanted, traces, strict=True) if not trace.outcome.ran
    } == {}
    assert all(any(call.method == "fit" for call in trace.fit_calls) for trace in traces)


ELSEWHERE = {  # what the fixes write: on the side of the array where the model is made in another module
    "in_other_module_bug": {
        "one-hot": ["import numpy as np", "x = np.eye(25)[x]"],
        "reshape": ["x = x.reshape(-1, 31, 1)"],
        "one-step": ["x = x.reshape(-1, 1, 31)"],
    },
    "in_function": {
        "embedding": [
            "from keras.layers import LSTM, Dense, Embedding",
            "    model.add(Embedding(25, 32))",
            "    model.add(LSTM(32))",
        ],
        "one-hot": [
            "from keras.utils import to_categorical",
            "    model.add(LSTM(32, input_shape=(31, 25)))",
            "    x_train = to_categorical(x_train, 25)",
            "    x_val = to_categorical(x_val, 25)",
        ],
        "reshape": [
            "    model.add(LSTM(32, input_shape=(31, 1)))",
            "    x_train = x_train.reshape(-1, 31, 1)",
            "    x_val = x_val.reshape(-1, 31, 1)",
        ],
    },
}

IN_FUNCTION = """\
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential


def load(count):
    return np.random.randint(0, 25, size=(count, 31)), np.random.randint(0, 3, size=count)


def build(classes):
    model = Sequential()
    model.add(LSTM(32, input_shape=(31,)))
    model.add(Dense(classes, activation="softmax"))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="rmsprop")
    return model


def main():
    x_train, y_train = load(400)
    x_val, y_val = load(100)
    model = build(3)
    model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=1)


main()
"""


@pytest.mark.parametrize("keras", ["3", "2"])
def test_an_edit_goes_where_the_user_would_put_it(keras):
    """The array comes from a function or a module, and so does the model: each fix as it is written, and run."""
    seed = Path(__file__).parents[1] / "cases" / "seed"
    module = seed / "in_other_module_bug.py"
    sources = {
        module.stem: (module, Source.decode(module.read_bytes())),
        "in_function": (seed / "in_function.py", Source(IN_FUNCTION)),
    }
    programs: dict[tuple[str, str], Program] = {}
    for name, (path, source) in sources.items():
        (finding,) = findings(source, path, keras)
        for fix in fixes(source, path, Settings(keras=keras), finding):
            if fix.kind in ELSEWHERE[name]:
                text = apply(source.text, fix.edits)
                new = [line for line in text.splitlines() if line not in source.text.splitlines()]
                wanted = ELSEWHERE[name][fix.kind]
                if keras == "2" and name == module.stem and fix.kind != "one-hot":
                    # Without a declared input its layers would be built for the integers that they are given.
                    wanted = [f'{line}.astype("float32")' for line in wanted]
                assert new == wanted
                programs[name, fix.kind] = Program(path, text)
    assert sorted(programs) == sorted((name, kind) for name in ELSEWHERE for kind in ELSEWHERE[name])
    traces = run_programs(list(programs.values()), keras)
    outcomes = dict(zip(programs, (trace.outcome.message for trace in traces), strict=True))
    assert {one for one, trace in zip(programs, traces, strict=True) if not trace.outcome.ran} == set(), outcomes
