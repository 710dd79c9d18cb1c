"""nbQA runs plain pylint over notebooks; with the plugin it says what `lstmshape check` says of them."""

from __future__ import annotations

import re
import subprocess
import sys

import nbformat

from tests.integrations.repository import EXAMPLES


def test_plain_pylint_over_a_notebook(tmp_path):
    """nbQA numbers the code cells alone."""
    head, body = (EXAMPLES / "words_no_input_shape.py").read_text().split("\nmodel = ")
    cells = [
        nbformat.v4.new_markdown_cell("# Words"),
        nbformat.v4.new_code_cell("%matplotlib inline\n!pip install keras"),
        nbformat.v4.new_code_cell(head),
        nbformat.v4.new_code_cell(f"model = {body}"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "train.ipynb")
    options = ["--load-plugins=pylint_lstmshape", "--disable=all", "--enable=lstmshape", "--score=n"]
    command = [sys.executable, "-m", "nbqa", "pylint", "train.ipynb", *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    line = cells[-1].source.split("\n").index(next(one for one in cells[-1].source.split("\n") if ".fit(" in one)) + 1
    assert re.search(rf"^train\.ipynb:cell_3:{line}:\d+: E9701: LSTM needs 3-D input", done.stdout, re.MULTILINE), done
    assert done.returncode == 2
