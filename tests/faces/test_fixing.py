"""`lstmshape fix` as a user has it: what it prints, what it writes, what it refuses, how it ends."""

from __future__ import annotations

import io
import os
import shutil
import stat
from pathlib import Path

import pytest

from pylint_lstmshape.faces import checker, cli, fixing, writing

EXAMPLES = Path(__file__).parents[2] / "examples"
SEED = "words_input_shape_31.py"


@pytest.fixture
def program(tmp_path, monkeypatch):
    """The seed program in a folder of its own, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLES / SEED, tmp_path / "train.py")
    return tmp_path / "train.py"


def fix(*arguments: str) -> int:
    return cli.main(["fix", "--keras", "3", *arguments])


def test_a_diff_is_shown_and_nothing_written(program, capsys):
    before = program.read_bytes()
    assert fix("train.py") == 1
    out = capsys.readouterr().out
    assert out.startswith("--- a/train.py\n+++ b/train.py\n")
    assert "+model.add(Embedding(25, 32))" in out
    assert "\033[" not in out
    assert program.read_bytes() == before


def test_write_keeps_permissions_and_is_done_once(program, capsys):
    program.chmod(0o640)
    assert fix("--write", "--choose", "one-hot", "train.py") == 0
    assert stat.S_IMODE(program.stat().st_mode) == 0o640
    written = program.read_text()
    assert "x_val = to_categorical(x_val, 25)" in written
    assert "input_shape=(31, 25)" in written
    assert [path.name for path in program.parent.iterdir()] == ["train.py"]
    capsys.readouterr()
    assert fix("--write", "train.py") == 0
    assert capsys.readouterr().out == ""
    assert program.read_text() == written


def test_line_ends_and_the_rest_of_the_file_stay(program):
    data = b"\xef\xbb\xbf" + program.read_bytes().replace(b"\n", b"\r\n").rstrip()
    program.write_bytes(data)
    assert fix("--write", "--choose", "embedding", ".") == 0
    now = program.read_bytes()
    assert now.startswith(b"\xef\xbb\xbf")
    assert now.count(b"\n") == now.count(b"\r\n") == data.count(b"\n") + 1
    assert not now.endswith(b"\n")
    old, new = data.split(b"\r\n"), now.split(b"\r\n")
    assert [line for line in new if line not in old] == [
        b"from keras.layers import Dense, Embedding, LSTM",
        b"model.add(Embedding(25, 32))",
    ]
    assert [line for line in old if line not in new] == [
        b"from keras.layers import Dense, LSTM",
        b"model.add(LSTM(32, return_sequences=True, input_shape=(31,)))",
    ]


def test_a_message_that_is_switched_off_is_not_repaired(program, capsys):
    program.write_text(program.read_text().replace("(31,)))", "(31,)))  # pylint: disable=lstm-input-ndim"))
    assert fix("train.py") == 0
    assert capsys.readouterr().out == ""
    program.write_text("# pylint: skip-file\n" + program.read_text())
    assert fix("train.py") == 0


def test_select(program, capsys):
    assert fix("--select", "E9708", "train.py") == 0
    assert fix("--select", "lstm-input-ndim", "train.py") == 1
    assert fix("--select", "no-such-message", "train.py") == 2
    assert "no message of that name" in capsys.readouterr().err


def test_a_kind_that_is_not_there(program, capsys):
    assert fix("--choose", "transpose", "--write", "train.py") == 1
    assert "no fix of kind transpose" in capsys.readouterr().err
    assert fix("--choose", "magic", "train.py") == 2


@pytest.mark.parametrize(
    ("answers", "status", "holds"),
    [
        ("y\n", 0, "Embedding(25, 32)"),
        ("2\ny\n", 0, "x_train = to_categorical(x_train, 25)"),
        ("n\n", 1, "input_shape=(31,)"),
        ("q\n", 1, "input_shape=(31,)"),
        ("", 1, "input_shape=(31,)"),
        ("what\n99\ny\n", 0, "Embedding(25, 32)"),
    ],
)
def test_questions(program, monkeypatch, capsys, answers, status, holds):
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    assert fix("--interactive", "--write", "train.py") == status
    assert holds in program.read_text()
    assert "Apply 1?" in capsys.readouterr().out


def test_unreadable_input(program, capsys):
    (program.parent / "broken.py").write_text("import keras\nif:\n")
    assert fix("train.py", "broken.py") == 2
    assert fix("nowhere.py") == 2


@pytest.mark.parametrize("when", ["check", "fix"])
def test_a_file_that_cannot_be_analysed_costs_the_others_nothing(program, monkeypatch, capsys, when):
    (program.parent / "bad.py").write_text(program.read_text())
    real = fixing.analyze

    def broken(tree, settings):
        if tree.name == "bad":
            raise ValueError("no\nway")
        return real(tree, settings)

    monkeypatch.setattr(fixing, "analyze", broken)
    if when == "check":  # it fails before there is anything to fix
        monkeypatch.setattr(checker, "analyze", broken)
    assert fix("--write", "bad.py", "train.py") == 2
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if line.startswith("bad.py")] == [
        "bad.py: lstmshape could not analyse this file: ValueError: no way"
    ]
    assert "Embedding(25, 32)" in program.read_text()


def test_the_writer_refuses(tmp_path):
    file = tmp_path / "a.py"
    file.write_bytes(b"new")
    with pytest.raises(writing.RefusedError, match="changed meanwhile"):
        writing.replace([writing.Change(file, b"old", b"mine")])
    assert file.read_bytes() == b"new"
    outside = tmp_path / "elsewhere" / "b.py"
    outside.parent.mkdir()
    outside.write_bytes(b"x")
    (tmp_path / "in").mkdir()
    link = tmp_path / "in" / "link.py"
    link.symlink_to(outside)
    with pytest.raises(writing.RefusedError, match="outside"):
        writing.replace([writing.Change(link, b"x", b"y")])
    assert outside.read_bytes() == b"x"
    with pytest.raises(writing.RefusedError):
        writing.replace([writing.Change(tmp_path / "gone.py", b"", b"x")])
    file.chmod(0o444)
    with pytest.raises(writing.RefusedError, match="read-only"):
        writing.replace([writing.Change(file, b"new", b"mine")])
    assert sorted(os.listdir(tmp_path)) == ["a.py", "elsewhere", "in"]


def test_a_link_within_its_folder_stays_a_link(tmp_path):
    file = tmp_path / "a.py"
    file.write_bytes(b"x")
    link = tmp_path / "link.py"
    link.symlink_to(file)
    writing.replace([writing.Change(link, b"x", b"y")])
    assert link.is_symlink()
    assert file.read_bytes() == b"y"


def test_all_files_are_written_or_none(tmp_path, monkeypatch):
    first, second = tmp_path / "a.py", tmp_path / "b.py"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    first.chmod(0o640)
    changes = [writing.Change(first, b"1", b"one"), writing.Change(second, b"2", b"two")]
    with pytest.raises(writing.RefusedError, match=r"b\.py has changed meanwhile"):
        writing.replace([changes[0], writing.Change(second, b"x", b"two")])
    assert first.read_bytes() == b"1"
    real, calls = os.replace, []

    def full(half, target):
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device", str(target))
        real(half, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(writing.RefusedError, match="No space left"):
        writing.replace(changes)
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    writing.replace(changes)
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert stat.S_IMODE(first.stat().st_mode) == 0o640
    assert sorted(os.listdir(tmp_path)) == ["a.py", "b.py"]
