"""Results that `lstmshape check` keeps: used while nothing has changed that they hang on, and never wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from astroid.manager import AstroidManager

from pylint_lstmshape import disk
from pylint_lstmshape.analysis import analyze, parse
from pylint_lstmshape.faces import cli, results
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.interpreter import modules, project
from pylint_lstmshape.settings import Settings

MANAGER = AstroidManager()
PROGRAM = """\
import numpy as np
import pandas as pd
from data import steps
from keras import Input, Sequential
from keras.layers import LSTM
from mine import make

columns = pd.read_csv("series.csv").shape[1]
model = Sequential([Input((steps, 3)), LSTM(4)])
model.predict(make())
model.predict(np.zeros((8, steps, columns)))
"""
FILES = {
    "pyproject.toml": '[tool.lstmshape.shapes]\n"mine.make" = "(n, 5, 3)"\n',
    "data.py": "steps = 5\n",
    "app/train.py": PROGRAM,
    "app/series.csv": "a,b\n1,2\n3,4\n",
}
POISON = "as it was kept"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(results, "folder", lambda: tmp_path / ".kept")
    monkeypatch.setattr(results, "STARTED", time.time() + 1e6)  # the files are as new as this process
    for name, text in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    return tmp_path


def check(*arguments: str) -> tuple[int, list[str]]:
    """The exit status and the messages of a run, whose process would read all files anew."""
    for name, module in list(MANAGER.astroid_cache.items()):
        if str(module.file).startswith(tempfile.gettempdir()):
            del MANAGER.astroid_cache[name]
    modules._PARSED.clear()
    project._read.cache_clear()
    Path("out").unlink(missing_ok=True)
    status = cli.main(["check", "--output", "out", *arguments, "app"])
    return status, Path("out").read_text().splitlines()


def entries(folder: Path) -> list[Path]:
    return sorted((folder / ".kept").iterdir())


def poison(folder: Path) -> None:
    """Make what is kept tell itself from what is worked out."""
    for file in entries(folder):
        entry = json.loads(file.read_text())
        entry["told"] = [{**one, "message": POISON} for one in entry["told"]]
        file.write_text(json.dumps(entry))


def test_the_second_run_says_what_the_first_said(folder):
    first = check("--keras", "3")
    assert first[0] == 1
    assert len(first[1]) == 1
    assert len(entries(folder)) == 1
    assert check("--keras", "3") == first
    poison(folder)
    assert POISON in check("--keras", "3")[1][0]
    assert check("--keras", "3", "--no-cache") == first


def test_every_file_that_is_read_is_asked_for(folder):
    """A read that `disk` does not know of would be a change that nobody sees."""
    opened: set[str] = set()
    listening = [True]
    sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" and listening else None)
    try:
        with disk.recorded() as answers:
            tree = parse(Source(PROGRAM), folder / "app" / "train.py")
            assert analyze(tree, Settings(keras="3")).findings
    finally:
        listening.clear()
    read = {one for one in opened if one.startswith(str(folder))}
    assert {Path(one).name for one in read} >= {"series.csv", "data.py", "pyproject.toml"}
    assert read <= {path for kind, path in answers if kind == "content"}


CHANGES = {
    "the program": ("app/train.py", PROGRAM.replace("(8, steps", "(9, steps")),
    "a comment": ("app/train.py", PROGRAM.replace("columns))", "columns))  # pylint: disable=lstmshape")),
    "an imported module": ("data.py", "steps = 7\n"),
    "a module that is found earlier": ("app/data.py", "steps = 7\n"),
    "a module where a library was": ("mine.py", "import numpy as np\ndef make():\n    return np.zeros((4, 5, 6))\n"),
    "the head of a data file": ("app/series.csv", "a,b,c\n1,2,3\n"),
    "a declared shape": ("pyproject.toml", '[tool.lstmshape.shapes]\n"mine.make" = "(n, 5, 4)"\n'),
    "a switch": ("pyproject.toml", "[tool.lstmshape]\nread-data = false\n"),
    "the project's root": ("app/setup.py", ""),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_result_hangs_on_changes(folder, change):
    first = check("--keras", "3")
    poison(folder)
    name, text = CHANGES[change]
    status = Path(name).stat() if Path(name).exists() else None
    Path(name).write_text(text)
    if status is not None:
        os.utime(name, ns=(status.st_atime_ns, status.st_mtime_ns))  # content counts, not its age
    found = check("--keras", "3")
    assert not any(POISON in line for line in found[1])
    assert found == check("--keras", "3", "--no-cache")
    assert found != first
    assert check("--keras", "3") == found


def test_settings_are_told_apart(folder):
    Path("app/train.py").write_text("from keras.layers import LSTM, Input\nLSTM(4, time_major=True)(Input((3, 2)))\n")
    in_3 = check("--keras", "3")
    in_2 = check("--keras", "2")
    assert (in_3[0], in_2[0]) == (1, 0)
    poison(folder)
    assert check("--keras", "2") == in_2
    assert POISON in check("--keras", "3")[1][0]


def test_what_is_damaged_is_made_anew(folder):
    first = check("--keras", "3")
    (file,) = entries(folder)
    for damage in (
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"asked": [["x", "y", "z"]], "told": []}',
        b'{"asked": [1], "told": 2}',
    ):
        file.write_bytes(damage)
        assert check("--keras", "3") == first
        assert json.loads(file.read_bytes())["told"]


def test_a_folder_that_cannot_be_written(folder, monkeypatch):
    (folder / "taken").write_text("a file\n")
    monkeypatch.setattr(results, "folder", lambda: folder / "taken" / "x")
    assert check("--keras", "3")[0] == 1


def test_a_file_written_since_the_run_began_is_not_kept(folder, monkeypatch):
    monkeypatch.setattr(results, "STARTED", time.time() - 3600)
    assert check("--keras", "3")[0] == 1
    assert not (folder / ".kept").exists()


def test_the_oldest_go_first(folder):
    kept = folder / ".kept"
    kept.mkdir()
    for age in range(10):
        file = kept / f"{age}.json"
        file.write_bytes(b"x" * 100)
        os.utime(file, (1e9 - age, 1e9 - age))
    results.tidy(1000)
    assert len(entries(folder)) == 10
    results.tidy(900)
    assert [file.name for file in entries(folder)] == [f"{age}.json" for age in range(6)]


def test_runs_at_once_share_the_folder(folder):
    """Real processes, each with workers of its own, and an old copy of each result in the way."""
    for number in range(6):
        Path(f"app/train{number}.py").write_text(PROGRAM + f"# {number}\n")
    command = [sys.executable, "-m", "pylint_lstmshape.faces.cli", "check", "--keras", "3", "app"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "home"), "LOCALAPPDATA": str(folder / "home")}

    def run(*more: str) -> str:
        done = subprocess.run([*command, *more], capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 1, done.stderr
        return done.stdout

    with ThreadPoolExecutor() as pool:
        said = set(pool.map(lambda jobs: run("-j", jobs), ["1", "2", "2"]))
    assert said == {run("--no-cache")}
    kept = [file for file in (folder / "home").rglob("*") if file.is_file()]
    assert len(kept) == 7
    assert all(json.loads(file.read_text())["told"] for file in kept)


def test_a_run_remembers_what_is_there_and_the_next_asks_again(folder):
    Path("app/train.py").write_text("import shared\n")
    assert check("--keras", "3", "--no-cache") == (0, [])
    Path("shared.py").write_text("import keras\n")
    Path("app/train.py").write_text(
        "import shared\nfrom shared import keras\nkeras.layers.LSTM(4)(keras.Input((3,)))\n"
    )
    assert len(check("--keras", "3", "--no-cache")[1]) == 1
    disk.remember()
    assert not disk.exists("later")
    Path("later").touch()
    with disk.recorded() as answers:
        assert not disk.exists("later")
    assert answers == {("exists", "later"): ""}
    disk.forget()
    assert disk.exists("later")
