"""`lstmshape check --scheduler`: a real cluster of processes finds what one machine finds, whatever becomes of it."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from distributed import Client, LocalCluster

from pylint_lstmshape.faces import cli, results, spreading
from tests.integrations.repository import EXAMPLES

_ALONE: list[tuple[int, str, str]] = []  # what one machine finds: worked out once
SEED = EXAMPLES / "words_input_shape_31_25.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A tree with a package, folders, a notebook, a file that is no Python, and mistakes all over it."""
    folder = tmp_path_factory.mktemp("tree")
    for name in ("one", "pack", "pack/inner", "two"):
        (folder / name).mkdir()
        shutil.copy(SEED, folder / name / "train.py")
    for name in ("pack", "pack/inner"):
        (folder / name / "__init__.py").write_text("")
    shutil.copy(EXAMPLES / "words_repaired_reshape.py", folder / "clean.py")
    (folder / "two" / "half.py").write_text("x = (\n")
    (folder / "two" / "quiet.py").write_text("# pylint: disable=lstmshape\n" + SEED.read_text())
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SEED.read_text())])
    nbformat.write(notebook, folder / "one" / "seed.ipynb")
    return folder


@pytest.fixture(scope="module")
def cluster():
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster:
        yield cluster


@pytest.fixture
def check(folder, monkeypatch, tmp_path):
    """Runs check; gives its status and what it wrote as json2 and as SARIF."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(results, "folder", lambda: tmp_path / "kept")

    def run(*arguments: str) -> tuple[int, str, str]:
        forms = [f"json2:{tmp_path}/json", f"sarif:{tmp_path}/sarif"]
        more = [one for form in forms for one in ("--format", form)]
        status = cli.main(["check", "--keras", "3", "--no-cache", *more, *arguments, "."])
        return status, (tmp_path / "json").read_text(), (tmp_path / "sarif").read_text()

    return run


@pytest.fixture
def alone(check):
    if not _ALONE:
        _ALONE.append(check())
        assert _ALONE[0][0] == 1
        assert _ALONE[0][1].count("E9702") == 5
    return _ALONE[0]


def test_the_same_as_one_machine_finds(check, alone, cluster, capsys, monkeypatch):
    monkeypatch.setattr(spreading, "MOST", 4)
    assert check("--scheduler", cluster.scheduler_address) == alone
    assert "left" not in capsys.readouterr().err


def test_a_worker_that_dies(check, alone, cluster, capsys, monkeypatch):
    """It is killed in the middle of its work; the others do it."""
    monkeypatch.setattr(spreading, "MOST", 3)
    killed = []

    def kill():
        with Client(cluster.scheduler_address, set_as_default=False) as client:
            for _ in range(600):
                for worker, keys in client.processing().items():
                    if keys:
                        pid = client.run(os.getpid, workers=[worker])[worker]
                        os.kill(pid, signal.SIGKILL)
                        killed.append(pid)
                        return
                time.sleep(0.05)

    killer = threading.Thread(target=kill)
    killer.start()
    assert check("--scheduler", cluster.scheduler_address) == alone
    killer.join()
    assert killed
    assert "left" not in capsys.readouterr().err


def test_what_the_workers_cannot_do_is_done_here(check, alone, cluster, capsys, monkeypatch):
    real = spreading._gathered
    monkeypatch.setattr(
        spreading, "_gathered", lambda client, tasks: real(client, [replace(one, versions="older") for one in tasks])
    )
    assert check("--scheduler", cluster.scheduler_address) == alone
    assert "another version" in capsys.readouterr().err


def test_a_cluster_without_workers(check, alone, capsys, monkeypatch):
    monkeypatch.setattr(spreading, "PATIENCE", 0.5)
    with LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as empty:
        assert check("--scheduler", empty.scheduler_address) == alone
    assert "it has no workers" in capsys.readouterr().err


def test_no_scheduler(check, capsys, monkeypatch):
    monkeypatch.setattr(spreading, "WAIT", 0.5)
    monkeypatch.chdir(Path("one"))
    assert cli.main(["check", "--scheduler", "tcp://127.0.0.1:9", "."]) == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err
