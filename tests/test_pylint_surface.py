"""The plugin as pylint, editors and CI meet it: selection, suppression, options, positions, `-j`, stdin, failures."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pylint_lstmshape.rules import RULES
from tests.linting import lint

ROOT = Path(__file__).parents[1]
BUG = """import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential

größe = 31; model = Sequential([LSTM(4, input_shape=(größe,)), Dense(1)])
"""


def pylint(*arguments: str, source: str | None = None, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pylint", "--load-plugins=pylint_lstmshape", "--disable=all", "--score=n"]
    return subprocess.run(
        [*command, *arguments], input=source, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "train.py"
    path.write_text(BUG, encoding="utf-8")
    return path


def test_the_checkers_name_selects_it(program):
    assert [message.symbol for message in lint([program])] == ["lstm-input-ndim"]


def test_position_is_the_layer_call_in_bytes_as_pylint_counts(program):
    (message,) = lint([program])
    line = BUG.splitlines()[4].encode()
    start = line.index(b"LSTM(4")
    assert (message.line, message.column) == (5, start)
    assert (message.end_line, message.end_column) == (5, start + len("LSTM(4, input_shape=(größe,))".encode()))


@pytest.mark.parametrize("comment", ["lstm-input-ndim", "E9701", "all", "lstmshape"])
def test_disable_comments_work(program, comment):
    program.write_text(BUG.replace("Dense(1)])", f"Dense(1)])  # pylint: disable={comment}"), encoding="utf-8")
    assert lint([program]) == []


def test_two_jobs_report_each_finding_once(program):
    copies = [program.with_name(f"copy{number}.py") for number in range(4)]
    for copy in copies:
        copy.write_text(BUG, encoding="utf-8")
    one = pylint("--enable=lstmshape", *map(str, copies))
    two = pylint("--enable=lstmshape", "-j2", *map(str, copies))
    assert one.stdout.count("lstm-input-ndim") == 4
    assert sorted(two.stdout.splitlines()) == sorted(one.stdout.splitlines())


def test_stdin_gives_the_same(program):
    result = pylint("--enable=lstmshape", "--output-format=json2", "--from-stdin", str(program), source=BUG)
    (message,) = json.loads(result.stdout)["messages"]
    assert message["symbol"] == "lstm-input-ndim"


def test_options_come_from_pylintrc_and_pyproject(program):
    only_in_3 = "from keras.layers import LSTM\nlayer = LSTM(4, batch_input_shape=(2, 5, 3))\n"
    program.write_text(only_in_3, encoding="utf-8")
    for name, text in {
        "pylintrc": "[MAIN]\nload-plugins=pylint_lstmshape\n[LSTMSHAPE]\nlstmshape-keras=%s\n",
        "pyproject.toml": '[tool.pylint.lstmshape]\nlstmshape-keras = "%s"\n',
    }.items():
        found = {}
        for keras in ("2", "3"):
            config = program.with_name(name)
            config.write_text(text % keras, encoding="utf-8")
            result = pylint(f"--rcfile={config}", "--enable=lstmshape", str(program))
            found[keras] = re.findall(r"\((\S+)\)$", result.stdout, re.MULTILINE)
        assert found == {"2": [], "3": ["unknown-layer-argument"]}, name


def test_nothing_of_keras_is_imported_while_linting(program):
    code = (
        "import sys\nfrom pylint.lint import Run\n"
        f"Run(['--load-plugins=pylint_lstmshape', '--disable=all', '--enable=lstmshape', {str(program)!r}], exit=False)\n"
        "heavy = {'numpy', 'pandas', 'sklearn', 'keras', 'tf_keras', 'tensorflow'}\n"
        "print('imported:', sorted(heavy & {name.partition('.')[0] for name in sys.modules}))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "lstm-input-ndim" in result.stdout
    assert "imported: []" in result.stdout


def test_a_file_without_keras_does_not_load_the_analysis(tmp_path):
    plain = tmp_path / "plain.py"
    plain.write_text("import os\nprint(os.sep)\n", encoding="utf-8")
    code = (
        "import sys\nfrom pylint.lint import Run\n"
        f"Run(['--load-plugins=pylint_lstmshape', '--disable=all', '--enable=lstmshape', {str(plain)!r}], exit=False)\n"
        "print([name for name in sys.modules if name.startswith('pylint_lstmshape.')])\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = result.stdout.splitlines()[-1]
    for part in ("rules", "domain", "facts", "keras", "library", "interpreter.loading", "fixes", "faces.told"):
        assert f"pylint_lstmshape.{part}'" not in loaded, "every file that is linted would pay for it"


def test_a_failure_of_the_analysis_keeps_the_other_checkers_messages(program, monkeypatch):
    def fail(*_):
        raise RuntimeError("boom")

    monkeypatch.setattr("pylint_lstmshape.faces.checker.analyze", fail)
    program.write_text(BUG + "import os\n", encoding="utf-8")
    symbols = [message.symbol for message in lint([program], "--enable=unused-import,lstmshape-failed")]
    assert "unused-import" in symbols
    assert "lstmshape-failed" in symbols
    assert "astroid-error" not in symbols


def test_a_failure_of_the_search_for_repairs_keeps_the_findings(program, monkeypatch):
    def fail(*_):
        raise RuntimeError("boom")

    program.write_text(BUG, encoding="utf-8")
    whole = [message.symbol for message in lint([program])]
    monkeypatch.setattr("pylint_lstmshape.faces.told.advised", fail)
    symbols = [message.symbol for message in lint([program], "--enable=lstmshape-failed")]
    assert whole
    assert sorted(symbols) == sorted([*whole, "lstmshape-failed"])


def test_every_rule_is_documented_and_numbered_once():
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    for rule in RULES:
        for part in ("What it does:", "Why it matters:", "Example:", "Use instead:", "Known limits:"):
            assert part in (rule.__doc__ or ""), (rule.symbol, part)
        described = pylint(f"--help-msg={rule.symbol}").stdout
        assert rule.symbol in described


def test_messages_keep_their_contract():
    programs = sorted((ROOT / "tests" / "cases").rglob("*_bug.py")) + sorted((ROOT / "examples").glob("*.py"))
    messages = lint(programs, "--lstmshape-keras=3")
    assert messages
    for message in messages:
        assert "\n" not in message.text
        assert len(message.text) <= 500, message.text
        assert not re.search(r":\d+:\d+:", message.text), message.text
        assert message.confidence in ("HIGH", "INFERENCE")
        assert message.end_line is not None and message.end_column is not None
