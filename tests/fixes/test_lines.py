"""Programs whose statements share lines: the same findings, and fixes that are looked for without a failure."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pylint_lstmshape.analysis import fixes
from pylint_lstmshape.fixes.edits import Source, apply
from pylint_lstmshape.settings import Settings
from tests.fixes.repairing import findings
from tests.shape_comments import generation_of

THREADS = sorted((Path(__file__).parents[1] / "cases" / "threads").glob("*_bug.py"))
SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Import, ast.ImportFrom, ast.Delete, ast.Pass)


def crowded(source: str) -> str:
    """The same program with its simple statements behind one another on a line, as far as Python takes them so."""
    lines: list[str] = []
    for one in ast.parse(source).body:
        text = ast.unparse(one)
        joins = isinstance(one, SIMPLE) and "\n" not in text and lines and not lines[-1].endswith("\n")
        if joins:
            lines[-1] += f"; {text}"
        else:
            lines.append(text if isinstance(one, SIMPLE) else f"{text}\n")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", THREADS, ids=lambda path: path.stem)
def test_statements_on_one_line(path):
    text = path.read_text(encoding="utf-8")
    source, keras = Source(crowded(text)), generation_of(text) or "3"
    for one in findings(source, path, keras):
        for fix in fixes(source, path, Settings(keras=keras), one):
            ast.parse(apply(source.text, fix.edits))
