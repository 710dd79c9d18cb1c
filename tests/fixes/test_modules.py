"""The array and the model come from other modules of the project: each fix as it is written, in which file, and run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pylint_lstmshape.analysis import fixes
from pylint_lstmshape.faces import cli
from pylint_lstmshape.fixes.edits import Source, apply, by_file
from pylint_lstmshape.settings import Settings
from pylint_lstmshape.verify.harness import Program, run_programs
from tests.fixes.repairing import findings

NETWORK = """\
from keras.layers import LSTM, Dense
from keras.models import Sequential


def build(classes):
    model = Sequential()
    model.add(LSTM(32, input_shape=(31,)))
    model.add(Dense(classes, activation="softmax"))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="rmsprop")
    return model
"""
LOAD = """\
import numpy as np


def load(count):
    return np.random.randint(0, 25, size=(count, 31)), np.random.randint(0, 3, size=count)
"""
LOADED = f"""\
{LOAD}

x_train, y_train = load(400)
x_val, y_val = load(100)
"""
FIT = "model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=1)\n"
PROJECTS = {
    "a function gives the array": {
        "main.py": (
            "from data import load\nfrom network import build\n\nx_train, y_train = load(400)\n"
            f"x_val, y_val = load(100)\nmodel = build(3)\n{FIT}"
        ),
        "data.py": LOAD,
        "network.py": NETWORK,
    },
    "a module holds the array": {
        "main.py": (
            "import data\nfrom network import build\n\nmodel = build(3)\n"
            "model.fit(data.x_train, data.y_train, validation_data=(data.x_val, data.y_val), epochs=1)\n"
        ),
        "data.py": LOADED,
        "network.py": NETWORK,
    },
    "a module holds the name": {
        "main.py": f"from data import x_train, x_val, y_train, y_val\nfrom network import build\n\nmodel = build(3)\n{FIT}",
        "data.py": LOADED,
        "network.py": NETWORK,
    },
    "a package": {
        "main.py": f"from lib import load\nfrom lib.network import build\n\nx_train, y_train = load(400)\nx_val, y_val = load(100)\n"
        f"model = build(3)\n{FIT}",
        "lib/__init__.py": "from .data import load\n",
        "lib/data.py": LOAD,
        "lib/network.py": NETWORK,
    },
}
# What is edited differs in these two; the others would train the same programs again.
RUN = ("a function gives the array", "a module holds the array")
EMBEDDED = [
    "from keras.layers import LSTM, Dense, Embedding",
    "    model.add(Embedding(25, 32))",
    "    model.add(LSTM(32))",
]
# The lines that each fix brings, by file: where the array is, or is given to the program, and where the model is built.
NEW = {
    "embedding": ((), EMBEDDED),
    "reshape": (
        ("x_train = x_train.reshape(-1, 31, 1)", "x_val = x_val.reshape(-1, 31, 1)"),
        ["    model.add(LSTM(32, input_shape=(31, 1)))"],
    ),
    "one-hot": (
        ("x_train = np.eye(25)[x_train]", "x_val = np.eye(25)[x_val]"),
        ["    model.add(LSTM(32, input_shape=(31, 25)))"],
    ),
}


def _write(folder: Path, project: dict[str, str]) -> Path:
    for name, text in {"pyproject.toml": "", **project}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder / "main.py"


def _new_lines(file: str, old: str, new: str) -> list[str]:
    have = old.splitlines()
    return [line for line in new.splitlines() if line not in have and line != "import numpy as np"]


def _given(arrays: tuple[str, ...]) -> str:
    """The call of fit with each array as its assignment in `arrays` would make it."""
    line = FIT.strip()
    for assignment in arrays:
        name, _, made = assignment.partition(" = ")
        line = re.sub(rf"\b{name}\b", made, line)
    return line


@pytest.mark.parametrize("keras", ["3", "2"])
def test_each_edit_is_in_its_file_and_the_program_trains(keras, tmp_path):
    programs: dict[tuple[str, str], Program] = {}
    for number, (name, project) in enumerate(PROJECTS.items()):
        main = _write(tmp_path / str(number), project)
        source = Source.decode(main.read_bytes())
        (finding,) = findings(source, main, keras)
        for fix in fixes(source, main, Settings(keras=keras), finding):
            if fix.kind not in NEW:
                continue
            after = {Path(file): apply(Path(file).read_text(), edits) for file, edits in by_file(fix.edits).items()}
            changed = {
                str(path.relative_to(main.parent)): _new_lines(str(path), path.read_text(), text)
                for path, text in after.items()
            }
            arrays, network = NEW[fix.kind]
            if name == "a module holds the name" and arrays:  # which main.py does not bind: changed where it is given
                arrays = (_given(arrays),)
            where = "data.py" if name == "a module holds the array" else "main.py"
            built = "lib/network.py" if name == "a package" else "network.py"
            assert changed == {**({where: list(arrays)} if arrays else {}), built: network}, (name, fix.kind)
            copy = tmp_path / f"{number} {fix.kind}"
            _write(copy, {**project, **{str(path.relative_to(main.parent)): text for path, text in after.items()}})
            assert findings(Source.decode((copy / "main.py").read_bytes()), copy / "main.py", keras) == ()
            programs[name, fix.kind] = Program.read(copy / "main.py")
    assert sorted(programs) == sorted((name, kind) for name in PROJECTS for kind in NEW)
    programs = {one: programs[one] for one in programs if one[0] in RUN}
    traces = run_programs(list(programs.values()), keras, cached=False)
    outcomes = {
        one: trace.outcome.message for one, trace in zip(programs, traces, strict=True) if not trace.outcome.ran
    }
    assert outcomes == {}


def test_a_fix_that_breaks_another_program_is_not_offered(tmp_path):
    """Another script builds the same network and gives it what it wants: its shape is not to change."""
    project = PROJECTS["a function gives the array"]
    declared = NETWORK.replace("(31,)", "(31, 25)")
    other = (
        "import numpy as np\nfrom network import build\n\nmodel = build(3)\n"
        "model.fit(np.eye(25)[np.random.randint(0, 25, (400, 31))], np.zeros(400), epochs=1)\n"
    )
    main = _write(tmp_path, {**project, "network.py": declared, "other.py": other})
    source = Source.decode(main.read_bytes())
    (finding,) = findings(source, main, "3")
    kinds = {fix.kind for fix in fixes(source, main, Settings(keras="3"), finding)}
    assert "one-hot" in kinds  # the array changes, the network stays
    assert not kinds & {"embedding", "reshape"}
    (tmp_path / "other.py").unlink()
    assert {fix.kind for fix in fixes(source, main, Settings(keras="3"), finding)} >= {
        "one-hot",
        "embedding",
        "reshape",
    }


def test_all_files_are_shown_and_written(tmp_path, monkeypatch, capsys):
    main = _write(tmp_path, PROJECTS["a function gives the array"])
    monkeypatch.chdir(tmp_path)
    arguments = ["fix", "--keras", "3", "--choose", "reshape"]
    assert cli.main([*arguments, "."]) == 1
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line.startswith("+++")] == ["+++ b/main.py", "+++ b/network.py"]
    network = tmp_path / "network.py"
    network.chmod(0o444)
    assert cli.main([*arguments, "--write", "main.py"]) == 2
    assert "x_train.reshape" not in main.read_text()
    network.chmod(0o644)
    assert cli.main([*arguments, "--write", "."]) == 0
    assert "x_train.reshape" in main.read_text()
    assert "(31, 1)" in network.read_text()
    capsys.readouterr()
    assert cli.main(["fix", "--keras", "3", "."]) == 0
    assert capsys.readouterr().out == ""
