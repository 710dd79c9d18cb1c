"""`lstmshape check` as a gate: what it shows, what a baseline and a change leave out, how it ends."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import pytest
from astroid.manager import AstroidManager

from pylint_lstmshape.faces import checker, cli, formats, progress, results
from tests.integrations.repository import EXAMPLES, commit, git

MANAGER = AstroidManager()
MISTAKE = "words_input_shape_31_25.py"
CLEAN = "words_repaired_reshape.py"
ADVICE = """\
import numpy as np
from keras import layers, models
m = models.Sequential([layers.Input((31, 1)), layers.LSTM(8), layers.Dense(1)])
m.compile("adam", "mse")
m.fit(np.zeros((100, 31)), np.zeros((100, 1)))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder, which is the working directory, with one program that has a mistake and one that has none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(results, "folder", lambda: tmp_path / ".kept")
    for name in ("CI", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    shutil.copy(EXAMPLES / MISTAKE, tmp_path / "train.py")
    shutil.copy(EXAMPLES / CLEAN, tmp_path / "clean.py")
    return tmp_path


def check(*arguments: str) -> int:
    for name, module in list(MANAGER.astroid_cache.items()):  # a process of its own would read the files anew
        if str(module.file).startswith(tempfile.gettempdir()):
            del MANAGER.astroid_cache[name]
    return cli.main(["check", "--keras", "3", *arguments])


def test_one_line_a_message_and_a_summary_beside_it(folder, capsys):
    assert check(".") == 1
    shown = capsys.readouterr()
    (line,) = shown.out.splitlines()
    assert re.fullmatch(r"train\.py:28:10: E9702: fit gets x_train, .* \(fit-input-shape-mismatch\)", line)
    assert shown.err == "lstmshape: 1 error in 2 files\n"
    assert check("clean.py") == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "lstmshape: nothing found in 1 file\n")


def test_every_form_tells_of_the_mistake(folder, capsys):
    for form, reporter in formats.REPORTERS.items():
        if reporter is None:
            continue
        assert check("--format", form, ".") == 1, form
        out = capsys.readouterr().out
        assert "E9702" in out, form
        if form in ("json", "json2", "sarif"):
            json.loads(out)
        if form == "github":
            place = "file=train.py,line=28,col=11,endLine=28,endColumn=17,title=fit-input-shape-mismatch (E9702)"
            assert out.startswith(f"::error {place}::fit gets x_train")
            assert out.count("\n") == 1
        if form == "junit":
            (suite,) = [one for one in ET.fromstring(out.partition("\n")[2]) if one.get("name") == "train"]
            assert suite.get("failures") == "1"


def test_a_form_that_this_pylint_lacks(folder, capsys, monkeypatch):
    monkeypatch.setitem(formats.REPORTERS, "junit", None)
    with pytest.raises(SystemExit) as end:
        check("--format", "junit", ".")
    assert end.value.code == 2
    assert "cannot write junit" in capsys.readouterr().err


def test_several_forms_at_once(folder, capsys):
    assert check("--format", "github", "--format", "sarif:out.sarif", ".") == 1
    assert capsys.readouterr().out.startswith("::error ")
    assert json.loads((folder / "out.sarif").read_text())["runs"][0]["results"]
    assert check("--output", "out.txt", ".") == 1
    assert capsys.readouterr().out == ""
    assert "E9702" in (folder / "out.txt").read_text()
    assert check("--output", "no/such/folder", ".") == 2


def test_colours_only_where_they_are_seen(folder, capsys, monkeypatch):
    check(".")
    assert "\033[" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    check(".")
    assert "\033[1;31m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    check(".")
    assert "\033[" not in capsys.readouterr().out


def test_colours_leave_the_text_to_be_read(folder, capsys, monkeypatch):
    check(".")
    plain = capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    check(".")
    painted = capsys.readouterr().out
    assert re.sub(r"\033\[[\d;]*m", "", painted) == plain
    assert "fit gets x_train" in re.split(r"\033\[[\d;]*m", painted)[4]


def test_what_the_project_has_switched_off(folder, capsys):
    """Pylint's configuration file turns off messages of this checker; what it says of pylint's own means nothing here."""
    for name, text in {
        "pyproject.toml": '[tool.pylint."messages control"]\ndisable = ["all", "%s"]\n',
        "pylintrc": "[MESSAGES CONTROL]\ndisable=missing-module-docstring,%s\n",
    }.items():
        for symbol, status in {"fit-input-shape-mismatch": 0, "E9702": 0, "lstmshape": 0, "E9701": 1}.items():
            (folder / name).write_text(text % symbol)
            assert check("train.py") == status, (name, symbol)
            assert cli.main(["fix", "--keras", "3", "train.py"]) == status
        (folder / name).unlink()


def test_several_processes_say_what_one_says(folder):
    shutil.copy(EXAMPLES / "words_no_input_shape.py", folder / "other.py")
    (folder / "broken.py").write_text("if:\n")
    said = []
    for jobs in ("1", "3"):
        command = [
            sys.executable,
            "-m",
            "pylint_lstmshape.faces.cli",
            "check",
            "--keras",
            "3",
            "--no-cache",
            "-j",
            jobs,
            ".",
        ]
        said.append(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False))
    one, several = said
    assert one.stdout.count("\n") == 3
    assert (one.returncode, one.stdout, one.stderr) == (several.returncode, several.stdout, several.stderr)


def test_fail_on(folder):
    (folder / "advice.py").write_text(ADVICE)
    assert [check("--fail-on", one, "advice.py") for one in ("error", "warning", "advice")] == [0, 0, 1]
    assert check("advice.py") == 0
    assert check("--fail-on", "error", "train.py") == 1
    for levels, status in (("error", 0), ("warning", 0), ("advice", 1)):  # advice that no kind of fix is there for
        fix = ["fix", "--keras", "3", "--choose", "transpose", "--write", "--fail-on", levels, "advice.py"]
        assert cli.main(fix) == status
    assert cli.main(["fix", "--keras", "3", "--choose", "transpose", "--write", "--fail-on", "error", "train.py"]) == 1


def test_a_baseline_leaves_only_what_is_new(folder, capsys):
    assert check("--write-baseline", "known.json", ".") == 0
    assert "1 finding known from now on" in capsys.readouterr().err
    assert check("--baseline", "known.json", ".") == 0
    assert "nothing found in 2 files, 1 not shown" in capsys.readouterr().err

    program = folder / "train.py"
    lines = program.read_text().splitlines(keepends=True)
    program.write_text("# moved\n\n\n" + "".join(lines))
    assert check("--baseline", "known.json", ".") == 0
    capsys.readouterr()
    program.write_text("".join([*lines, lines[-1]]))  # the very line a second time: one of the two is new
    assert check("--baseline", "known.json", ".") == 1
    assert len(capsys.readouterr().out.splitlines()) == 1
    shutil.copy(program, folder / "other.py")
    check("--baseline", "known.json", "other.py")
    assert len(capsys.readouterr().out.splitlines()) == 2

    below = folder / "below"
    below.mkdir()
    os.chdir(below)
    program.write_text("".join(lines))
    assert check("--baseline", "../known.json", "..", "--format", "json") == 1
    assert {os.path.basename(one["path"]) for one in json.loads(capsys.readouterr().out)} == {"other.py"}


def test_what_is_no_baseline(folder, capsys):
    assert check("--baseline", "gone.json", ".") == 2
    assert "--write-baseline gone.json makes it" in capsys.readouterr().err
    for text in ("[]", "{", '{"version": 9, "findings": []}'):
        (folder / "bad.json").write_text(text)
        assert check("--baseline", "bad.json", ".") == 2
        assert "bad.json is" in capsys.readouterr().err


def test_only_changed_lines(folder, capsys):
    (folder / 'odd "é.py').write_text((folder / "train.py").read_text())
    commit(folder)
    assert check("--diff", "HEAD", ".") == 0
    odd = folder / 'odd "é.py'
    lines = odd.read_text().splitlines(keepends=True)
    odd.write_text("".join(["# another line\n", *lines]))
    assert check("--diff", "HEAD", ".") == 0
    odd.write_text("".join([*lines[:-1], "++ 1\n", lines[-1].replace("batch_size=64", "batch_size=32")]))
    capsys.readouterr()
    assert check("--diff", "HEAD", ".") == 1
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == ['odd "é.py']
    git(folder, "checkout", "--", ".")

    # The model's declaration changes; the message stands at the fit, which does not.
    (folder / "train.py").write_text((folder / "train.py").read_text().replace("(31, 25)", "(31, 24)"))
    assert check("--diff", "HEAD", "--format", "json", ".") == 1
    assert [one["path"] for one in json.loads(capsys.readouterr().out)] == ["train.py"]
    commit(folder)
    assert check("--diff", "HEAD", ".") == 0
    assert check("--diff", "HEAD~1", ".") == 1
    shutil.copy(folder / "train.py", folder / "new.py")  # git does not track it yet
    capsys.readouterr()
    assert check("--diff", "HEAD", ".") == 1
    assert capsys.readouterr().out.startswith("new.py:")


def test_what_git_cannot_say(folder, capsys):
    assert check("--diff", "HEAD", ".") == 2
    assert "--diff: not a git repository" in capsys.readouterr().err
    commit(folder)
    assert check("--diff", "no-such-branch", ".") == 2
    assert "--diff: bad revision" in capsys.readouterr().err
    assert check("--diff=--output=x", ".") == 2
    assert not (folder / "x").exists()


def test_wrong_usage_and_what_cannot_be_read(folder, capsys):
    assert check("nowhere.py") == 2
    assert "there is no file or folder nowhere.py" in capsys.readouterr().err
    (folder / "broken.py").write_text("if:\n")
    assert check("broken.py") == 1
    assert "E0001" in capsys.readouterr().out
    (folder / "pylintrc").write_text("[MAIN]\njobs=many\n")
    assert check("clean.py") == 2
    with pytest.raises(SystemExit) as end:
        check("-j", "-1", ".")
    assert end.value.code == 2


def test_a_crash_of_the_analysis_is_told_and_costs_the_others_nothing(folder, capsys, monkeypatch):
    real = checker.analyze

    def broken(tree, settings):
        if tree.name == "clean":
            raise ValueError("no way")
        return real(tree, settings)

    monkeypatch.setattr(checker, "analyze", broken)
    assert check(".") == 3
    out = capsys.readouterr().out
    assert "clean.py:1:0: I9701: lstmshape could not analyse this module: ValueError: no way" in out
    assert "train.py:28:10: E9702" in out


def run_on_a_terminal(folder, *arguments: str, **environment: str) -> str:
    """What a command shows on a terminal (standard error), its patience taken away."""
    code = (
        f"from pylint_lstmshape.faces import cli, progress\nprogress.PATIENCE = 0\ncli.main({['check', *arguments]!r})"
    )
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=folder, stdout=subprocess.DEVNULL, stderr=slave,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    )  # fmt: skip
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:  # Linux: the other end is closed
            break
        if not part:
            break
        shown += part
    process.wait()
    os.close(master)
    return shown.decode()


def test_a_bar_on_a_terminal_and_none_in_ci(folder):
    shown = run_on_a_terminal(folder, ".")
    assert f"{'█' * progress.WIDTH} 2/2 train.py" in shown
    assert shown.endswith("\r\033[Klstmshape: 1 error in 2 files\r\n")
    shown = run_on_a_terminal(folder, "-j", "2", ".")
    assert f"{'█' * (progress.WIDTH // 2)}{'░' * (progress.WIDTH // 2)} 1/2 files" in shown
    assert f"{'█' * progress.WIDTH} 2/2 files" in shown
    assert shown.endswith("\r\033[Klstmshape: 1 error in 2 files\r\n")
    assert run_on_a_terminal(folder, ".", CI="true") == "lstmshape: 1 error in 2 files\r\n"
