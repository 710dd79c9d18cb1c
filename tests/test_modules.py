"""Modules of the project: which names they are found under, and at what price they are read."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import astroid
import pytest
from astroid import MANAGER, nodes

from pylint_lstmshape.analysis import analyze, parse
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.settings import Settings

PROGRAM = """
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential

model = Sequential([LSTM(4), Dense(1)])
model.compile(loss="mse", optimizer="adam")
model.fit(np.zeros((8, 5)), np.zeros((8, 1)))
"""


def _symbols(path: Path, source: str) -> list[str]:
    path.write_text(source)
    return [one.symbol for one in analyze(astroid.parse(source, path.stem, str(path)), Settings(keras="3")).findings]


def test_a_program_in_the_source_tree_of_keras_means_keras(tmp_path):
    (tmp_path / "setup.py").touch()
    for package in ("keras", "numpy"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("")
    (tmp_path / "keras" / "layers.py").write_text("LSTM = Dense = None\n")
    (tmp_path / "examples").mkdir()
    assert _symbols(tmp_path / "examples" / "program.py", PROGRAM) == ["lstm-input-ndim"]


@pytest.mark.parametrize(
    "added",
    [
        'sys.path.insert(0, "../data")',
        'sys.path.append("data")',
        'sys.path.append(os.path.join(os.path.dirname(__file__), "..", "data"))',
        "sys.path.append(str(Path(__file__).parent.parent / 'data'))",
    ],
)
def test_a_folder_that_is_added_to_the_path_is_searched(tmp_path, added):
    (tmp_path / "setup.py").touch()
    for folder in ("data", "models"):
        (tmp_path / folder).mkdir()
    (tmp_path / "data" / "tables.py").write_text("import numpy as np\n\n\ndef load():\n    return np.zeros((8, 5))\n")
    first = f"import os, sys\nfrom pathlib import Path\n{added}\nfrom tables import load\n"
    program = PROGRAM.replace("np.zeros((8, 5))", "load()")
    assert _symbols(tmp_path / "models" / "program.py", first + program) == ["lstm-input-ndim"]
    assert _symbols(tmp_path / "models" / "program.py", first.replace(added, "") + program) == []


def test_reading_a_module_of_the_project_reads_no_library(tmp_path):
    (tmp_path / "setup.py").touch()
    (tmp_path / "model.py").write_text(
        "import pickle\nfrom decimal import *\n\n\nclass Holder:\n    def __init__(self):\n        self.x = pickle.Pickler()\n"
        "\n\ndef later(holder):\n    holder.x.dispatch_table = 1\n    pickle.loads.name = 2\n"
    )
    (tmp_path / "program.py").write_text("import keras\nimport model\n")
    script = (
        "import sys, astroid\nfrom pathlib import Path\nfrom pylint_lstmshape.analysis import analyze\n"
        "from pylint_lstmshape.settings import Settings\n"
        "tree = astroid.parse(Path(sys.argv[1]).read_text(), 'program', sys.argv[1], apply_transforms=False)\n"
        "before = set(astroid.MANAGER.astroid_cache)\nworlds = analyze(tree, Settings(keras='3')).worlds\n"
        "assert worlds\nprint(sorted(set(astroid.MANAGER.astroid_cache) - before))\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "program.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"  # not even `model`, whose tree pylint wants as it is imported


def test_parsing_a_program_reads_no_library_and_leaves_no_tree_to_pylint(tmp_path):
    text = "from decimal import *\nfrom os import path as where\n\n\nclass A:\n    def __init__(self):\n        self.x = Decimal(1)\n"
    before = set(MANAGER.astroid_cache)
    tree = parse(Source(text), tmp_path / "parsed_alone.py")
    assert tree is not None
    assert {"where", "A"} <= set(tree.locals)
    assert "Decimal" not in tree.locals
    assert set(MANAGER.astroid_cache) == before


def test_trees_of_imported_modules_are_kept_up_to_a_bound(tmp_path):
    (tmp_path / "setup.py").touch()
    names = [f"kept_{number}" for number in range(4)]
    for name in names:
        (tmp_path / f"{name}.py").write_text(f"N = 5\n# {'-' * 300_000}\n")
    imports = "".join(f"import {name}\n" for name in names)
    program = imports + PROGRAM.replace("LSTM(4)", "LSTM(4, input_shape=(kept_0.N, 2))")
    assert _symbols(tmp_path / "program.py", program) == ["fit-input-shape-mismatch"]
    assert 1 <= _kept() <= 3  # a tree is 35 times as large as its source
    assert _symbols(tmp_path / "program.py", program) == ["fit-input-shape-mismatch"]


def _kept() -> int:
    gc.collect()
    return sum(isinstance(one, nodes.Module) and one.name.startswith("kept_") for one in gc.get_objects())
