"""Every command of the README and of the documentation runs, as it is written there, in a user's own project."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.integrations.repository import ENVIRONMENT, EXAMPLES, ROOT, commit

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
WRITTEN = re.compile(r"^    ((?:lstmshape|pylint|nbqa) [^#\n]+)", re.MULTILINE)
A_CLUSTER = re.compile(r" --scheduler tcp://\S+")  # needs one: test_spreading.py starts it
BEFORE = {"check --baseline lstmshape.json .": "lstmshape check --write-baseline lstmshape.json ."}
COMMANDS = sorted({found.strip() for page in PAGES for found in WRITTEN.findall(page.read_text(encoding="utf-8"))})


@pytest.fixture
def project(tmp_path):
    """A repository of somebody's who asked the seed question, with one change since."""
    program = (EXAMPLES / "words_input_shape_31.py").read_text()
    cells = [nbformat.v4.new_code_cell(program)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "train.ipynb")
    (tmp_path / "train.py").write_text("")
    commit(tmp_path)
    (tmp_path / "train.py").write_text(program)
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    name, *arguments = shlex.split(A_CLUSTER.sub("", command))
    path = shutil.which(name, path=str(Path(sys.executable).parent))
    assert path is not None, name
    answers = "y\n" * 9 if "--interactive" in arguments else None
    return subprocess.run(
        [path, *arguments], cwd=folder, env=ENVIRONMENT, input=answers, capture_output=True, text=True, check=False
    )


def test_there_are_some():
    assert {"lstmshape check .", "lstmshape fix --interactive --write .", "lstmshape verify train.py"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_it_does_something_and_complains_of_nothing(command, project):
    for end, first in BEFORE.items():
        if command.endswith(end):
            run(first, project)
    before = {path.name: path.read_bytes() for path in project.iterdir() if path.is_file()}
    done = run(command, project)
    wrong = 32 | 1 if command.startswith("pylint") else ~1  # pylint: a crash or wrong usage; the rest are findings
    assert done.returncode & wrong == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    after = {path.name: path.read_bytes() for path in project.iterdir() if path.is_file()}
    assert done.stdout.strip() or after != before or "--baseline" in command
