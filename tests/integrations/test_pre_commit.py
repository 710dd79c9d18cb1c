"""The hooks of .pre-commit-hooks.yaml, run by the real pre-commit: installed from a repository, on a user's commit."""

from __future__ import annotations

import shutil
import subprocess
import sys

import nbformat
import pytest

from tests.integrations.repository import ENVIRONMENT, EXAMPLES, ROOT, commit, git, published

REPOSITORY = "https://github.com/OWNER/pylint_lstmshape"
DOCUMENTED = (ROOT / "docs" / "pre-commit.md").read_text().partition("```yaml\n")[2].partition("```")[0]


@pytest.fixture(scope="module")
def user(tmp_path_factory):
    """A repository with the seed program and the two hooks, each in an environment that pre-commit makes."""
    hooks = tmp_path_factory.mktemp("hooks") / "repository"
    folder = tmp_path_factory.mktemp("user")
    revision = published(hooks)
    config = DOCUMENTED.replace("rev: main", f"rev: {revision}").replace(REPOSITORY, str(hooks))
    assert REPOSITORY not in config
    (folder / ".pre-commit-config.yaml").write_text(config)
    (folder / "plain.txt").write_text("no program\n")
    commit(folder)
    return folder


def run(folder, cache, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pre_commit", "run", "--color=never", *arguments]
    environment = {**ENVIRONMENT, "PRE_COMMIT_HOME": str(cache)}
    environment.pop("PYTHONPATH", None)  # what the hook runs is what pre-commit has installed
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_commit_with_a_mistake_is_stopped_repaired_and_then_let_through(user, tmp_path):
    program = EXAMPLES / "words_input_shape_31.py"
    shutil.copy(program, user / "train.py")
    cell = nbformat.v4.new_code_cell(f"%matplotlib inline\n{program.read_text()}")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), user / "train.ipynb")
    git(user, "add", "train.py", "train.ipynb")
    first = run(user, tmp_path)
    assert first.returncode == 1, first.stdout + first.stderr
    assert "hook id: lstmshape-fix\n- files were modified by this hook" in first.stdout
    assert "+model.add(Embedding(25, 32))" in first.stdout
    assert git(user, "diff", "--name-only").split() == ["train.ipynb", "train.py"]

    assert "train.ipynb:cell 1:23: lstm-input-ndim: embedding" in first.stdout

    alone = run(user, tmp_path, "lstmshape", "--files", str(program))
    assert alone.returncode == 1
    assert "hook id: lstmshape\n- exit code: 1" in alone.stdout
    assert ": E9701: LSTM needs 3-D input" in alone.stdout

    git(user, "add", "--update")
    second = run(user, tmp_path)
    assert second.returncode == 0, second.stdout + second.stderr
    assert second.stdout.count("Passed") == 2
