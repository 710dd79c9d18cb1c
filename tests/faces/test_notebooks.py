"""Notebooks through `lstmshape check` and `lstmshape fix`: places by cell, and files that keep every byte but the code."""

from __future__ import annotations

import ast
import json
import re

import jsonschema
import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pylint_lstmshape.faces import cli
from pylint_lstmshape.faces.ipython import StandIns, python
from pylint_lstmshape.faces.notebooks import Notebook, NotebookError
from pylint_lstmshape.fixes.edits import Source
from tests.faces import sarif_schema
from tests.integrations.repository import commit

FIRST = """\
%matplotlib inline
!pip install keras
files = !ls
import numpy as np
from keras.layers import Dense, LSTM
from keras.models import Sequential"""
DATA = "%%time\nx = np.random.randint(0, 25, (640, 31))\ny = np.zeros((640, 1))\nprint('''\n%d is no magic\n''' % 3)"
MODEL = """\
größe = "é😀\\t"; model = Sequential()
model.add(LSTM(32, return_sequences=True, input_shape=(31,)))
model.add(LSTM(8))
model.add(Dense(1))"""
TRAIN = "model.compile('adam', 'mse')\nif True:\n    %time model.fit(x, y)\n"
CELLS = [FIRST, "%%bash\necho $HOME\nif then", DATA, "np.zeros?", MODEL, TRAIN]
LINE = "model.add(LSTM(32, return_sequences=True, input_shape=(31,)))"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder, which is the working directory, with a notebook as Jupyter writes it; its first cell is no code."""
    monkeypatch.chdir(tmp_path)
    outputs = [nbformat.v4.new_output("stream", text="3\n")]
    code = [nbformat.v4.new_code_cell(cell, outputs=outputs, execution_count=7) for cell in CELLS]
    cells = [nbformat.v4.new_markdown_cell("# Títel 中文\n%time"), *code]
    metadata = {"zeta": 1, "kernelspec": {"name": "python3", "language": "python", "display_name": "P"}, "alpha": "é"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), tmp_path / "train.ipynb")
    return tmp_path


def check(*arguments: str) -> int:
    return cli.main(["check", "--keras", "3", *arguments])


def fix(*arguments: str) -> int:
    return cli.main(["fix", "--keras", "3", *arguments])


def code(path) -> list[str]:
    """The code cells, as nbformat reads them; the file must be a right notebook."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def write(path, cells: list[str], **more) -> None:
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": one} for one in cells
    ]
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4, **more}))


def test_a_message_names_its_cell_and_line(folder, capsys):
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "train-checkpoint.ipynb").write_bytes((folder / "train.ipynb").read_bytes())
    assert check(".") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("train.ipynb:cell 6:2:10: E9701: LSTM needs 3-D input")
    (folder / "train.ipynb").write_bytes(
        (folder / "train.ipynb").read_bytes().replace(b"input_shape=(31,)", b"name='l'")
    )
    assert check("train.ipynb") == 1  # raised by the fit behind %time, and told with the array's cell
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("train.ipynb:cell 7:3:20: E9701: LSTM 'l' needs 3-D input")
    assert "made by randint at cell 4 line 2" in line


def test_forms_for_programs(folder, capsys):
    raw = (folder / "train.ipynb").read_text().split("\n")
    at = next(number for number, line in enumerate(raw, start=1) if LINE in line)
    check("--format", "json", ".")
    (message,) = json.loads(capsys.readouterr().out)
    assert (message["path"], message["cell"], message["line"], message["column"]) == ("train.ipynb", 6, 2, 10)
    check("--format", "json2", ".")
    assert json.loads(capsys.readouterr().out)["messages"][0]["cell"] == 6
    check("--format", "github", ".")
    place = f"file=train.ipynb,line={at},col={raw[at - 1].index('LSTM') + 1},endLine={at},"
    assert capsys.readouterr().out.startswith(f"::error {place}")
    check("--format", "sarif", ".")
    log = json.loads(capsys.readouterr().out)
    jsonschema.Draft7Validator(sarif_schema.LOG).validate(log)
    (result,) = log["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["properties"] == {"cell": 6, "line": 2}
    region = location["physicalLocation"]["region"]
    assert raw[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == LINE[10:-1]
    made = result["relatedLocations"][0]
    assert made["properties"] == {"cell": 4, "line": 2}
    (change,) = result["fixes"][0]["artifactChanges"]
    text = "\n".join(raw)
    for one in reversed(change["replacements"]):
        start, end = (offset(raw, one["deletedRegion"], side) for side in ("start", "end"))
        text = text[:start] + one["insertedContent"]["text"] + text[end:]
    fix("--write", "train.ipynb")
    assert (folder / "train.ipynb").read_text() == text


def offset(lines: list[str], region: dict[str, int], side: str) -> int:
    line, column = region[f"{side}Line"], region[f"{side}Column"]
    before = lines[line - 1].encode("utf-16-le")[: 2 * column - 2].decode("utf-16-le")
    return sum(len(one) + 1 for one in lines[: line - 1]) + len(before)


@pytest.mark.parametrize("form", ["jupyter", "compact", "one string", "tabs, CRLF, BOM, no last newline"])
def test_a_fix_changes_its_lines_and_nothing_else(folder, form, capsys):
    path = folder / "train.ipynb"
    data = json.loads(path.read_text())
    if form == "compact":
        path.write_text(json.dumps(data, separators=(",", ":")))
    elif form == "one string":
        for cell in data["cells"]:
            cell["source"] = "".join(cell["source"])
        path.write_text(json.dumps(data, indent=2, ensure_ascii=False))
    elif form.startswith("tabs"):
        text = json.dumps(data, indent="\t", ensure_ascii=True).replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    before = path.read_bytes()
    assert fix("train.ipynb") == 1
    shown = capsys.readouterr()
    assert "+model.add(Embedding(25, 32))\n" in shown.out
    assert " # %% cell 6\n" in shown.out
    assert "\ue000" not in shown.out + shown.err
    assert "train.ipynb:cell 6:2: lstm-input-ndim: embedding" in shown.err
    assert path.read_bytes() == before

    assert fix("--write", "train.ipynb") == 0
    after = path.read_bytes()
    between = {"jupyter": '",\n    "', "compact": '","', "one string": ""}.get(form, '",\r\n\t\t\t\t"')
    line = json.dumps(LINE)[1:-1]
    wanted = before.replace(b"import Dense, LSTM", b"import Dense, Embedding, LSTM").replace(
        line.encode(), f"model.add(Embedding(25, 32))\\n{between}{line.replace(', input_shape=(31,)', '')}".encode()
    )
    assert after == wanted
    path.write_bytes(after.removeprefix(b"\xef\xbb\xbf"))
    cells = CELLS.copy()
    cells[0] = FIRST.replace("Dense, LSTM", "Dense, Embedding, LSTM")
    cells[4] = MODEL.replace(LINE, f"model.add(Embedding(25, 32))\n{LINE.replace(', input_shape=(31,)', '')}")
    assert code(path) == cells
    assert check("train.ipynb") == 0


def test_the_fix_of_a_line_behind_a_magic(folder, capsys):
    write(folder / "t.ipynb", [
        "import numpy as np\nfrom keras import layers, models",
        "m = models.Sequential([layers.LSTM(3), layers.Dense(1)]); m.compile('adam', 'mse')",
        "%time m.fit(np.zeros((10, 3)), np.zeros((10, 1)))",
    ])  # fmt: skip
    assert fix("--choose", "reshape", "--write", "t.ipynb") == 0, capsys.readouterr()
    assert code(folder / "t.ipynb")[2] == "%time m.fit(np.zeros((10, 3)).reshape(-1, 3, 1), np.zeros((10, 1)))"


def test_what_is_no_program(folder, capsys):
    (folder / "train.ipynb").unlink()
    write(folder / "r.ipynb", ["x <- 3"], metadata={"kernelspec": {"language": "R"}})
    write(folder / "none.ipynb", [])
    assert check(".") == 0
    write(folder / "wrong.ipynb", ["x = 1", "\ny = (\n"])
    (folder / "half.ipynb").write_text('{"cells": [')
    (folder / "list.ipynb").write_text("[]")
    (folder / "old.ipynb").write_text('{"worksheets": []}')
    capsys.readouterr()
    assert check(".") == 1
    said = {line.partition(":")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert said["wrong.ipynb"].startswith("wrong.ipynb:cell 2:2:5: E0001: Parsing failed")
    assert "(wrong, cell 2 line 2)" in said["wrong.ipynb"]
    assert "no notebook" in said["half.ipynb"]
    assert "no notebook" in said["list.ipynb"]
    assert "open and save it in Jupyter" in said["old.ipynb"]
    assert fix("half.ipynb") == 2


def test_comments_that_switch_messages_off(folder, capsys):
    path = folder / "train.ipynb"
    path.write_text(path.read_text().replace("(31,)))", "(31,)))  # pylint: disable=lstm-input-ndim"))
    assert check(".") == 0
    assert fix(".") == 0


def test_baseline_and_changed_lines(folder, capsys):
    path = folder / "train.ipynb"
    assert check("--write-baseline", "known.json", ".") == 0
    assert f'"line": {json.dumps(LINE)}' in (folder / "known.json").read_text()
    commit(folder)
    text = path.read_text()
    path.write_text(text.replace('"%matplotlib inline\\n",', '"# new\\n",\n    "%matplotlib inline\\n",'))
    assert path.read_text() != text
    assert check("--baseline", "known.json", ".") == 0
    assert check("--diff", "HEAD", ".") == 0
    path.write_text(text.replace("LSTM(32", "LSTM(33"))
    assert check("--diff", "HEAD", ".") == 1


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("if x:\n    !echo {x} \\\n      more\ny = 1", "if x:\n    pass\n\ny = 1"),
        ("s = '''\n%d\n!x\n''' % (3\n% 4)\nz = \\\n% 3\n%who", "s = '''\n%d\n!x\n''' % (3\n% 4)\nz = \\\n% 3\npass"),
        ("a, b = !ls\nc = %env HOME", "a, b = get_ipython()\nc = get_ipython()"),
        ("?x\nx.y??\nx[1]?\n# what?\nz = 'what?'", "pass\npass\npass\n# what?\nz = 'what?'"),
        ("  %time f(x)\n%time -q f(x)", "  f(x)\npass"),
        ("%%capture out\nf(x)\n%who", "\nf(x)\npass"),
        ("\n%%html\n<b>if</b>", "\n\n"),
        ("%%timeit\nx = 1", "\n"),
        ("pip install -U keras\ncd ..\nls\ncat = rm -x", "pass\npass\nls\ncat = rm -x"),
        ("%who\nls -x", "pass\nls -x"),
        ("%who\r\nx = 1\r\n", "pass\r\nx = 1\r\n"),
    ],
)
def test_what_only_ipython_understands(cell, code):
    stand_ins = StandIns()
    made = python(cell, stand_ins)
    assert re.sub(r" *#\ue000\d+", "", made).replace("\n  \n", "\n\n").replace("      \n", "\n") == code
    assert stand_ins.restored(made) == cell


UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PARTS = st.sampled_from(
    ["%", "!", "?", "x", " ", "\n", "'", '"', "'''", "(", ")", "\\", "#", "%%", "time", "=", "\r", "é", "pip "]
)


@UNHURRIED
@given(st.lists(PARTS, max_size=25).map("".join))
def test_every_cell_keeps_its_lines_and_comes_back(cell):
    stand_ins = StandIns()
    made = python(cell, stand_ins)
    assert len(Source(made).lines) == len(Source(cell).lines)
    assert stand_ins.restored(made) == cell


@UNHURRIED
@given(
    st.lists(st.tuples(st.sampled_from(["code", "markdown"]), st.lists(PARTS, max_size=12)), max_size=5),
    st.sampled_from([None, 1, "\t"]),
    st.booleans(),
)
def test_an_unchanged_program_leaves_every_byte(cells, indent, ascii_only):
    made = [{"source": source, "cell_type": kind, "outputs": [{"cells": "{"}]} for kind, source in cells]
    data = json.dumps({"metadata": {"a": "]"}, "cells": made}, indent=indent, ensure_ascii=ascii_only).encode()
    notebook = Notebook.decode(data)
    assert notebook.encode(notebook.source.text) == data
    lines = [(cell.number, Source(cell.text).lines) for cell in notebook.cells]
    for number in range(1, len(notebook.source.lines) + 1):
        place = notebook.place(number)
        assert any(place.cell == one and place.line <= max(len(held), 1) for one, held in lines)


@UNHURRIED
@given(st.binary(max_size=60) | st.text('[]{}",:0cels', max_size=30).map(str.encode))
def test_whatever_a_file_holds(data):
    try:
        notebook = Notebook.decode(data)
    except NotebookError:
        return
    ast.parse(notebook.source.text)
