"""Programs that say in comments what the analysis must find out: one comment for the names that a line binds.

    x = np.zeros((n - 3, 3, 1))  # shape: (n - 3, 3, 1)
    a, b = np.split(x, 2, axis=1)  # shape: ...; ...
    windows = [series[i : i + 3] for i in range(n - 3)]  # len: n - 3
    units = 2 * 16  # value: 32
    y = load()  # value: unknown

`shape` is for arrays, tables and columns, `len` for lists, tuples, dicts and strings, `value` for numbers, strings and
what is unknown; dims read as messages show them. Names bound by one line are told apart by ";". Where a line is met
several times with different results they stand in order, joined by " or ".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pylint_lstmshape.analysis import Analysis
from pylint_lstmshape.verify.compare import bound, said_of

_COMMENT = re.compile(r"#\s*(shape|len|value):\s*(.+?)\s*(?:#.*)?$")


@dataclass(frozen=True)
class Claim:
    """What a comment says of the names that the statement at `line` binds: `texts` has one for each."""

    line: int
    names: tuple[str, ...]
    kind: str
    texts: tuple[str, ...]


def generation_of(source: str) -> str | None:
    """The Keras generation that a program asks for (`# keras: 2` on a line of its own), None where it runs on either."""
    match = re.search(r"^# keras: ([23])$", source, re.MULTILINE)
    return match[1] if match else None


def claims(source: str) -> list[Claim]:
    """The claims in a program's comments, in order."""
    names = dict(_bound_names(ast.parse(source)))
    found = []
    for number, line in enumerate(source.splitlines(), start=1):
        match = _COMMENT.search(line)
        if match:
            assert number in names, f"line {number}: a claim, but no name is bound here"
            texts = tuple(text.strip() for text in match[2].split(";"))
            first, bound_names = names[number]
            assert len(texts) == len(bound_names), f"line {number}: {len(bound_names)} names, {len(texts)} claims"
            found.append(Claim(first, bound_names, match[1], texts))
    return found


def differences(analysis: Analysis, path: Path, source: str) -> list[str]:
    """The claims that the analysis does not bear out, each with what it says instead."""
    values = bound(analysis, path)
    wrong = []
    for claim in claims(source):
        for name, text in zip(claim.names, claim.texts, strict=True):
            said = [said_of(value) for value in values.get((claim.line, name), [])]
            shown = " or ".join(dict.fromkeys(text for _, text in said)) or "nothing"
            if shown != text or any(kind != claim.kind for kind, _ in said):
                kinds = "/".join(sorted({kind for kind, _ in said}))
                wrong.append(f"line {claim.line}: {name} is said to have {kinds} {shown}, not {claim.kind} {text}")
    return wrong


def _bound_names(tree: ast.Module) -> Iterator[tuple[int, tuple[int, tuple[str, ...]]]]:
    """The names that assignments and loops bind, and their first line, by the line where a comment on them stands."""
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.For | ast.NamedExpr):
            targets = [node.target]
        elif isinstance(node, ast.With):
            targets = [item.optional_vars for item in node.items if item.optional_vars is not None]
        names = [one.id for target in targets for one in _leaves(target) if isinstance(one, ast.Name)]
        if names:
            last = node.end_lineno if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) else node.lineno
            yield last or node.lineno, (node.lineno, tuple(names))


def _leaves(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from _leaves(element)
    else:
        yield target.value if isinstance(target, ast.Starred) else target
