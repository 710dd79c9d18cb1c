"""What local files tell: headers and first lines against what NumPy and pandas read; and what is never opened."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pylint_lstmshape import knowledge
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.objects import LibraryObject
from pylint_lstmshape.domain.shape import Conflict
from pylint_lstmshape.domain.tables import Table
from pylint_lstmshape.domain.values import Array, Constant, Unknown, Value
from pylint_lstmshape.library import data_files
from pylint_lstmshape.library.python.paths import path_text
from tests.context import PlainContext
from tests.library.calls import EXAMPLES, maybe
from tests.library.pandas.truth import abstract, assert_same_table


class Reading(PlainContext):
    """A context whose project is one folder."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root

    def data_file(self, path: Value) -> Path | None:
        text = path_text(path)
        return None if text is None or text in self.files else data_files.locate(text, (self.root,), self.root)


def ask(root: Path, function: str, *args: Any, ctx: Reading | None = None, **kwargs: Any) -> Any:
    entry = knowledge.lookup(function)
    assert entry is not None
    given_options = {name: abstract(one) for name, one in kwargs.items()}
    return knowledge.apply(entry, ctx or Reading(root), [abstract(one) for one in args], given_options)


# arrays


@pytest.mark.parametrize("dtype", ["f4", "f8", "i8", "u1", "?", "c8", "U3", "S5", "M8[ns]", ">i4"])
@pytest.mark.parametrize("shape", [(), (5,), (3, 0), (4, 3, 2)])
def test_a_stored_array(tmp_path: Path, shape: tuple[int, ...], dtype: str) -> None:
    array = np.asfortranarray(np.zeros(shape, dtype))
    np.save(tmp_path / "a.npy", array)
    said = ask(tmp_path, "numpy.load", "a.npy")
    assert (said.shape, said.kind) == (tuple(map(Dim.of, array.shape)), array.dtype.kind)


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_an_archive(tmp_path: Path, save: Any) -> None:
    save(tmp_path / "a.npz", x=np.zeros((1000, 31, 2)), y=np.arange(1000))
    said = ask(tmp_path, "numpy.load", "a.npz")
    assert isinstance(said, LibraryObject)
    x, y = (ask(tmp_path, "numpy.lib.npyio.NpzFile.__getitem__", said, name) for name in "xy")
    assert (x.shape, y.shape, y.kind) == ((1000, 31, 2), (1000,), "i")
    assert isinstance(ask(tmp_path, "numpy.lib.npyio.NpzFile.__getitem__", said, "z"), Conflict)
    names = ask(tmp_path, "numpy.lib.npyio.NpzFile.files", said)
    assert names.cell.content.items == (Constant("x"), Constant("y"))


def test_nothing_is_unpickled(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> Any:
            return os.mkdir, (str(tmp_path / "exploded"),)

    bombs = np.empty(2, dtype=object)
    bombs[0] = Bomb()
    np.save(tmp_path / "a.npy", bombs, allow_pickle=True)
    (tmp_path / "b.npy").write_bytes(pickle.dumps(Bomb()))
    assert ask(tmp_path, "numpy.load", "a.npy").kind == "O"
    assert isinstance(ask(tmp_path, "numpy.load", "b.npy"), Unknown)
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("change", ["cut", "longer", "shape", "text", "deep"])
def test_a_header_that_lies(tmp_path: Path, change: str) -> None:
    np.save(tmp_path / "a.npy", np.zeros((10, 31)))
    data = (tmp_path / "a.npy").read_bytes()
    data = {
        "cut": data[:-8], "longer": data + b"\0", "shape": data.replace(b"(10, 31)", b"(10, 32)"),
        "text": data.replace(b"(10, 31)", b"(1, 1e9)"), "deep": data[:10] + b"(" * 118 + data[128:],
    }[change]  # fmt: skip
    (tmp_path / "a.npy").write_bytes(data)
    assert isinstance(ask(tmp_path, "numpy.load", "a.npy"), Unknown)


@settings(max_examples=5 * EXAMPLES, derandomize=True, deadline=None, database=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_no_crash(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    for name, start in (("a.npy", b"\x93NUMPY\x01\x00"), ("a.npz", b"PK\x03\x04"), ("a.csv", b"")):
        (folder / name).write_bytes(start + data)
    ask(folder, "numpy.load", "a.npy")
    ask(folder, "numpy.load", "a.npz")
    ask(folder, "pandas.read_csv", "a.csv")
    ask(folder, "numpy.loadtxt", "a.csv", delimiter=",")


def test_what_the_program_saves_it_loads(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.zeros((10, 31)))
    ctx = Reading(tmp_path)
    ask(tmp_path, "numpy.save", "a.npy", np.zeros((7, 3)), ctx=ctx)
    assert ask(tmp_path, "numpy.load", "a.npy", ctx=ctx).shape == (7, 3)
    pd.DataFrame({"a": [1]}).to_csv(tmp_path / "b.csv")
    ask(tmp_path, "pandas.DataFrame.to_csv", pd.DataFrame({"z": [1]}), "b.csv", ctx=ctx)
    assert ask(tmp_path, "pandas.read_csv", "b.csv", ctx=ctx).content.names is None


# where files may be


def test_only_below_the_root(tmp_path: Path) -> None:
    root, outside = tmp_path / "project", tmp_path / "outside"
    for folder in (root, outside):
        folder.mkdir()
        np.save(folder / "a.npy", np.zeros((10, 31)))
    (root / "link.npy").symlink_to(outside / "a.npy")
    (root / "folder").symlink_to(outside)
    (root / "inner.npy").symlink_to(root / "a.npy")
    for name in ("link.npy", "folder/a.npy", "../outside/a.npy", str(outside / "a.npy")):
        assert isinstance(ask(root, "numpy.load", name), Unknown), name
    for name in ("a.npy", "./a.npy", "inner.npy", str(root / "a.npy")):
        assert isinstance(ask(root, "numpy.load", name), Array), name


@pytest.mark.parametrize(
    "name", ["a.pkl", "a.py", ".env", "a.npy\0", "https://example.org/a.npy", "missing.npy", "folder.npy"]
)
def test_no_other_file_is_opened(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder.npy").mkdir()
    for other in ("a.pkl", "a.py", ".env"):
        (tmp_path / other).write_text("x")
    monkeypatch.setattr(Path, "open", lambda *args, **options: pytest.fail("opened"))
    assert data_files.locate(name, (tmp_path,), tmp_path) is None


def test_no_more_than_the_bound_is_read(tmp_path: Path) -> None:
    lines = ["a,b,c", *(f"{at},{at}.5,x{at}" for at in range(20_000))]
    (tmp_path / "big.csv").write_text("\n".join(lines))
    assert (tmp_path / "big.csv").stat().st_size > data_files.MAX_BYTES
    content = ask(tmp_path, "pandas.read_csv", "big.csv").content
    assert content.names == ("a", "b", "c") and content.rows.constant is None
    assert [one.kind for one in content.types] == [None, "f", "O"]
    np.savez(tmp_path / "big.npz", **{f"x{at}": np.zeros((50, 1000)) for at in range(8)})
    assert isinstance(ask(tmp_path, "numpy.load", "big.npz"), LibraryObject)


# text tables


def a_cell(draw: Any, kind: str, at: int) -> str:
    if kind == "n" and at % 2:
        return draw(st.sampled_from(["", "NA", "nan"]))
    return {
        "i": str(at * 3 - 4),
        "f": f"{at}.5",
        "n": str(at),
        "s": f'"word, {at}"',
        "b": str(at % 2 == 0),
        "d": f"2020-01-0{at + 1}",
    }[kind]


@settings(
    max_examples=12 * EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(st.data())
def test_a_local_csv(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    draw = data.draw
    width, rows, separator = (
        draw(st.integers(1, 4)),
        draw(st.integers(1, 5)),
        draw(st.sampled_from([",", ",", ";", "\t"])),
    )
    kinds = [draw(st.sampled_from("ifnsbd")) for _ in range(width)]
    titles = [draw(st.sampled_from(["a", "b", "c", "temp", ""])) + str(at) for at in range(width)]
    lines = [separator.join(titles), *(separator.join(a_cell(draw, kind, at) for kind in kinds) for at in range(rows))]
    if draw(st.integers(0, 4)) == 0:
        lines.insert(draw(st.integers(0, len(lines))), "")
    options: dict[str, Any] = maybe(
        draw, header=lambda: draw(st.sampled_from([0, None, 1])), nrows=lambda: draw(st.integers(1, 6)),
        index_col=lambda: draw(st.sampled_from([0, titles[-1], False])), skiprows=lambda: draw(st.integers(0, 2)),
        usecols=lambda: draw(st.sampled_from([[0], [width - 1, 0], titles[:2]])), names=lambda: [f"n{at}" for at in range(width)],
    )  # fmt: skip
    if separator != "," or draw(st.booleans()):
        options["sep"] = separator
    folder = tmp_path_factory.mktemp("csv")
    path = folder / "a.csv"
    path.write_text("\n".join(lines) + "\n")
    try:
        real = pd.read_csv(path, **options)
    except (ValueError, TypeError, IndexError, KeyError, pd.errors.ParserError):
        return
    said = ask(folder, "pandas.read_csv", "a.csv", **options)
    if isinstance(said, Unknown):
        return
    assert isinstance(said, Table)
    assert_same_table(said, real, loose=True)


def test_a_plain_csv_is_known_exactly(tmp_path: Path) -> None:
    frame = pd.DataFrame({"date": ["x", "y"], "temp": [1.5, 2.5], "count": [1, 2]})
    frame.to_csv(tmp_path / "a.csv", index=False)
    assert_same_table(ask(tmp_path, "pandas.read_csv", "a.csv"), pd.read_csv(tmp_path / "a.csv"), loose=False)
    indexed = ask(tmp_path, "pandas.read_csv", "a.csv", index_col="date", usecols=["date", "count"])
    assert (indexed.content.rows, indexed.content.names) == (2, ("count",))


@pytest.mark.parametrize(("text", "options"), [
    ("1,2,3\n4,5,6\n", {"delimiter": ","}), ("1 2\n3 4\n5 6\n", {}), ("1\n2\n3\n", {}),
    ("a,b\n1,2\n3,4\n", {"delimiter": ",", "skiprows": 1}),
    ("1,2,3\n4,5,6\n", {"delimiter": ",", "usecols": [0, 2]}), ("1,2,3\n4,5,6\n", {"delimiter": ",", "usecols": [0]}),
])  # fmt: skip
def test_numbers_in_a_text(tmp_path: Path, text: str, options: dict[str, Any]) -> None:
    (tmp_path / "a.csv").write_text(text)
    real = np.loadtxt(tmp_path / "a.csv", **options)
    assert ask(tmp_path, "numpy.loadtxt", "a.csv", **options).shape == tuple(map(Dim.of, real.shape))
