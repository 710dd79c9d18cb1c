"""Programs that misbehave, what they find around them, and traces that are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pylint_lstmshape.verify import harness
from pylint_lstmshape.verify.cache import Cache
from pylint_lstmshape.verify.harness import Program, run_programs
from pylint_lstmshape.verify.records import Trace, decode, encode
from tests.verify.running import GENERATIONS, run, shapes_of

PROGRAMS = {
    "leaves": "import os\nx = 1\nos._exit(3)",
    "is_killed": "import os, signal\nx = 1\nos.kill(os.getpid(), signal.SIGKILL)",
    "is_greedy": "import numpy as np\nx = np.ones((10 ** 6, 10 ** 4))",
    "exits": "import sys\nx = 1\nsys.exit()",
    "exits_badly": "import sys\nx = 1\nsys.exit('no data')",
    "asks": "name = input('name? ')",
    "downloads": "import urllib.request\nurllib.request.urlopen('http://example.org')",
    "draws": "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([1])\nplt.show()\ndrawn = 1",
    "is_broken": "x = 1\nmodel.add(LSTM(3)\n",
    "prints": "print('said', __name__, __file__)",
    "warns": "import warnings\nx = 1\nwarnings.warn('careful')",
    "draws_lots": "import random\nimport numpy as np\nx = np.random.rand(3)\ny = random.random()",
    "is_late": "x = 1\nwhile True:\n    pass",
}


@pytest.fixture(scope="module", params=GENERATIONS)
def traces(request):
    return run(PROGRAMS, request.param, timeout=4, cached=False)


@pytest.mark.parametrize(
    ("name", "status", "exception", "line"),
    [
        ("leaves", "crashed", None, 0),
        ("is_killed", "crashed", None, 0),
        ("is_late", "timeout", None, 0),
        ("is_greedy", "raised", "MemoryError", 2),
        ("exits", "ran", None, 0),
        ("exits_badly", "raised", "SystemExit", 3),
        ("asks", "raised", "EOFError", 1),
        ("downloads", "raised", "URLError", 2),
        ("draws", "ran", None, 0),
        ("is_broken", "raised", "SyntaxError", 2),
        ("prints", "ran", None, 0),
    ],
)
def test_outcomes(traces, name, status, exception, line):
    outcome = traces[name].outcome
    assert (outcome.status, outcome.exception, outcome.line) == (status, exception, line)


@pytest.mark.parametrize("name", ["leaves", "is_killed", "is_late"])
def test_what_came_before_the_end_is_kept(traces, name):
    assert shapes_of(traces[name], "x") == [()]


def test_output_and_warnings(traces):
    assert traces["prints"].output == "said __main__ /nowhere/prints.py\n"
    (warned,) = traces["warns"].warnings
    assert (warned.line, warned.category, warned.message) == (3, "UserWarning", "careful")


def test_random_numbers_are_the_same_each_time(traces):
    again = run({"draws_lots": PROGRAMS["draws_lots"]}, traces["draws_lots"].keras, cached=False)
    assert again["draws_lots"] == traces["draws_lots"]


def test_a_trace_goes_through_json(traces):
    for trace in traces.values():
        assert decode(Trace, json.loads(json.dumps(encode(trace)))) == trace


@pytest.fixture
def project(tmp_path):
    (tmp_path / "shapes.py").write_text(
        "import numpy as np\ndef make(n):\n    made = np.zeros((n, 2))\n    return made\n"
    )
    (tmp_path / "data.csv").write_text("a,b\n1,2\n3,4\n")
    source = "import pandas as pd\nfrom shapes import make\nx = make(3)\ndf = pd.read_csv('data.csv')\n"
    source += "open('made.txt', 'w').close()\nmake('no')\n"
    (tmp_path / "main.py").write_text(source)
    return Program.read(tmp_path / "main.py")


def test_modules_and_data_beside_the_program(project):
    (trace,) = run_programs([project], cached=False)
    assert shapes_of(trace, "df") == [(2, 2)]
    made = [one for one in trace.bindings if one.name == "made"]
    assert [(one.file, one.line, one.function, one.shape) for one in made] == [("shapes.py", 3, "make", (3, 2))]
    assert (trace.outcome.file, trace.outcome.line) == ("shapes.py", 3)
    assert [(one.file, one.line) for one in trace.outcome.stack] == [("shapes.py", 3), ("main.py", 6)]
    assert set(trace.files) == {"data.csv", "made.txt", "shapes.py"}
    assert not (project.path.parent / "made.txt").exists()


def test_a_kept_trace_holds_until_something_changes(project, tmp_path, monkeypatch):
    store = Cache(tmp_path / "kept")
    monkeypatch.setattr(harness, "_CACHE", store)
    (first,) = run_programs([project])
    monkeypatch.setattr(harness, "_server", None)  # nothing may be run now
    assert run_programs([project]) == [first]
    assert store.get(project.path, project.source, "2") is None
    assert store.get(project.path, project.source + "\n", "3") is None
    (project.path.parent / "data.csv").write_text("a,b\n1,2\n")
    assert store.get(project.path, project.source, "3") is None


def test_the_command_prints_a_trace(tmp_path, capsys, monkeypatch):
    from pylint_lstmshape.verify.__main__ import main

    path: Path = tmp_path / "program.py"
    path.write_text("import numpy as np\nx = np.ones((70000, 2))\ny = x.reshape(3)\n")
    monkeypatch.setattr("sys.argv", ["verify", str(path), "--shrink"])
    assert main() == 1
    printed = capsys.readouterr().out
    assert "program.py:2: x = array (12400, 2) float64 1..1" in printed
    assert "raised at program.py:3 on Keras 3" in printed
