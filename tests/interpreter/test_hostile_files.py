"""Hostile surroundings, through pylint and the command line: files that lie, never end or are far away, half-typed code,
and side effects planted wherever a tool might import, run, unpickle or open something.
"""

from __future__ import annotations

import io
import os
import pickle
import random
import sys
import time
import tokenize
from pathlib import Path

import numpy as np
import pytest

from pylint_lstmshape.analysis import analyze, parse
from pylint_lstmshape.faces import cli
from pylint_lstmshape.fixes.edits import Source
from pylint_lstmshape.settings import Settings
from tests.linting import lint

ROOT = Path(__file__).parents[2]
PRELUDE = "import keras\nimport numpy as np\nimport pandas as pd\n"
SECONDS = 60.0  # of this process, to parse and analyse one file: longer is a hang; speed is measured in benchmarks/


class _Planted:
    """An object whose unpickling makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.path),))


def _npy(header: str) -> bytes:
    text = header.encode().ljust(247) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text


def _lying(folder: Path) -> dict[str, bytes]:
    """Data files none of which is what it says."""
    mark = folder / "fired-header"
    return {
        "long.npy": _npy("{'descr': '<f8', 'fortran_order': False, 'shape': (10000000000000, 31), }"),
        "negative.npy": _npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-3, 31), }"),
        "code.npy": _npy(
            f"{{'descr': '<f8', 'fortran_order': False, 'shape': (__import__('os').mkdir({str(mark)!r}),)}}"
        ),
        "deep.npy": _npy("{'shape': " + "(" * 200 + "}"),
        "cut.npy": b"\x93NUMPY\x01\x00\xff\xff{",
        "zip.npz": b"PK\x03\x04" + b"\xff" * 300,
        "pickle.npy": pickle.dumps(_Planted(folder / "fired-pickle")),
        "binary.csv": bytes(range(256)) * 500,
        "wide.csv": b"1," * 300_000,
        "quote.csv": b'a,b\n"' + b"x\n" * 200_000,
        "latin.csv": "größe,ça\n1,2\n".encode("latin-1"),
    }


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    """A project whose data lie, whose folders are a ring, and some of whose files never end."""
    (tmp_path / "pyproject.toml").touch()
    for name, data in _lying(tmp_path).items():
        (tmp_path / name).write_bytes(data)
    np.save(tmp_path / "object.npy", np.array([_Planted(tmp_path / "fired-object")], dtype=object), allow_pickle=True)
    with (tmp_path / "huge.csv").open("wb") as sparse:
        sparse.truncate(3 * 10**9)
    (tmp_path / "ring").mkdir()
    (tmp_path / "ring" / "again").symlink_to(tmp_path)
    (tmp_path / "itself.csv").symlink_to(tmp_path / "itself.csv")
    (tmp_path / "folder.csv").mkdir()
    for name in ("pipe.csv", "pipe.npy", "pipe_module.py"):
        os.mkfifo(tmp_path / name)  # whoever opens it waits forever
    return tmp_path


def _loads(folder: Path) -> str:
    lines = []
    for path in sorted(folder.iterdir()):
        if path.suffix in (".npy", ".npz"):
            lines += [f"x = np.load({path.name!r})", f"y = np.load({path.name!r}, allow_pickle=True)"]
        elif path.suffix == ".csv":
            lines += [f"x = pd.read_csv({path.name!r})", f"y = np.loadtxt({path.name!r}, delimiter=',')"]
        lines += ["z = np.asarray(y)", "w = keras.utils.to_categorical(z)"]
    return "\n".join(lines)


def test_data_files_that_lie_or_never_end(project, capsys):
    program = project / "program.py"
    imports = "import pipe_module\nimport ring.again.program\nfrom ring.again.ring.again import program as p\n"
    program.write_text(PRELUDE + imports + _loads(project))
    start = time.process_time()
    assert lint([program]) == []
    assert cli.main(["check", str(program)]) == 0
    assert time.process_time() - start < 2 * SECONDS
    assert "Traceback" not in capsys.readouterr().err
    assert not list(project.glob("fired*"))


PLANT = "import pathlib\npathlib.Path({path!r}).mkdir(exist_ok=True)\n"


def test_nothing_of_the_users_runs_and_nothing_outside_the_project_is_opened(tmp_path):
    outside = tmp_path / "outside"
    project = tmp_path / "project"
    (project / "package").mkdir(parents=True)
    outside.mkdir()
    (project / "pyproject.toml").touch()
    mark = tmp_path / "fired"
    plant = PLANT.format(path=str(mark))
    modules = ["helper", "conftest", "setup", "sitecustomize", "package/__init__", "package/inner", "package/__main__"]
    for name in (*modules, "numpy", "keras", "pandas", "tensorflow"):
        (project / f"{name}.py").write_text(plant + "SHAPE = (8, 5)\n")
    (outside / "secret.py").write_text(plant)
    np.save(outside / "secret.npy", np.zeros((8, 5)))
    (outside / "secret.csv").write_text("a,b\n1,2\n")
    (project / "linked.py").symlink_to(outside / "secret.py")
    (project / "linked.csv").symlink_to(outside / "secret.csv")
    (project / "linked.npy").symlink_to(outside / "secret.npy")
    program = project / "program.py"
    program.write_text(
        f"{PRELUDE}import helper, linked, package.inner, conftest, sitecustomize, os, subprocess, pickle\n"
        f"from package import __main__\n{plant}os.mkdir({str(mark)!r})\nsubprocess.run(['mkdir', {str(mark)!r}])\n"
        f"exec({plant!r})\neval(\"__import__('os').mkdir({str(mark)!r})\")\n__import__('helper')\n"
        f"class M(type):\n    def __new__(cls, *a):\n        os.mkdir({str(mark)!r})\n        return type(*a)\n"
        f"@lambda f: os.mkdir({str(mark)!r})\ndef f(x=os.mkdir({str(mark)!r})) -> os.mkdir({str(mark)!r}): pass\n"
        "x = np.load('../outside/secret.npy')\ny = pd.read_csv('linked.csv')\nz = np.load('linked.npy')\n"
        f"w = pd.read_csv({str(outside / 'secret.csv')!r})\nv = open('../outside/secret.csv').read()\nclass A(metaclass=M): pass\n"
    )
    opened: list[str] = []
    watching = True

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in ("open", "os.mkdir", "subprocess.Popen", "os.system", "pickle.find_class", "exec"):
            opened.append(f"{event} {arguments[0]}")

    sys.addaudithook(note)
    try:
        lint([program])
        cli.main(["check", str(program)])
    finally:
        watching = False
    assert any(str(program) in one for one in opened)  # the watch works
    assert not [one for one in opened if str(outside) in one or "fired" in one or "subprocess" in one]
    assert not mark.exists()


@pytest.mark.parametrize(
    ("data", "symbols"),
    [
        (b"# \xe9\nimport keras\n", ["syntax-error"]),
        (b"# -*- coding: latin-1 -*-\nimport keras\nx = '\xe9'\n", []),
        (b"# -*- coding: no-such -*-\nimport keras\n", ["syntax-error"]),
        (b"\xef\xbb\xbfimport keras\n\x0c\nx = 3\n\x0c", []),
        (b"import keras\r\nx = (1,\r\n2)\r", []),
        (b"import keras\nx = '\xed\xa0\x80'\n", ["parse-error"]),
        (b"import keras\nx = '\\ud800' + '\xf0\x9f\x98\x80'\n", []),
        (b"import keras\nx = " + b"(" * 150 + b"1" + b")" * 150 + b"\n", []),
        (b"import keras\nx = " + b"[" * 300 + b"]" * 300 + b"\n", ["syntax-error"]),
        (b"import keras\nx = [" + b"[1, 2]," * 10_000 + b"]\n", []),
        (b"import keras\nkeras.f(" + b"".join(b"a%d=1," % one for one in range(5_000)) + b")\n", []),
        (b"", []),
    ],
)
def test_bytes_of_all_kinds(tmp_path, capsys, data, symbols):
    path = tmp_path / "program.py"
    path.write_bytes(data)
    assert [one.symbol for one in lint([path])] == symbols
    assert cli.main(["check", str(path)]) in ((0,) if not symbols else (1, 2))
    assert "Traceback" not in capsys.readouterr().err


def test_files_of_fifty_thousand_lines(tmp_path):
    texts = {
        "arrays": "\n".join(f"x{at} = np.zeros(3)" for at in range(49_990)),
        "comments": "# nothing\n" * 49_990,
        "imports": "import big\n",
    }
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "big.py").write_text("x = 1\n" * 50_000)
    for name, text in texts.items():
        tree = parse(Source(PRELUDE + text), tmp_path / f"{name}.py")
        assert tree is not None
        start = time.process_time()
        assert analyze(tree, Settings()).findings == ()
        assert time.process_time() - start < SECONDS


def _half_typed(text: str, rng: random.Random, number: int) -> list[str]:
    """The text as far as some token, and without some token."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    tokens = [one for one in tokenize.generate_tokens(io.StringIO(text).readline) if one.string.strip()]
    made = []
    for token in rng.sample(tokens, min(number, len(tokens))):
        begin = starts[token.start[0] - 1] + token.start[1]
        end = starts[token.end[0] - 1] + token.end[1]
        made += [text[:end], text[:begin] + text[end:]]
    return made


def test_half_typed_programs_never_fail():
    """What an editor sends while one types: most is no Python, and the rest is analysed."""
    rng = random.Random(6)
    files = sorted((ROOT / "examples").glob("*.py")) + rng.sample(sorted((ROOT / "tests" / "cases").rglob("*.py")), 20)
    analysed = 0
    for path in files:
        for text in _half_typed(path.read_text(encoding="utf-8"), rng, 20):
            tree = parse(Source(text), path)
            if tree is not None:
                analyze(tree, Settings(keras="3"))
                analysed += 1
    assert analysed > 100
