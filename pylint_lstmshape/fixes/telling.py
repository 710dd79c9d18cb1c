"""A fix in words: what it means, the others by name, and its code as it can be pasted."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from pylint_lstmshape.fixes.edits import Edit, Source, apply, by_file, in_order
from pylint_lstmshape.fixes.places import Places
from pylint_lstmshape.fixes.situation import Fix

MAX_CODE = 170
MAX_PARTS = 3
MAX_STATEMENT = 110  # of one that stands on several lines; of a longer one the call that changes is told
_COMMENT = re.compile(r"\s*#[^'\"]*$")


def tell(best: Fix, others: Sequence[str], places: Places) -> str:
    """A feature axis (or one-hot, windows): x = x.reshape(-1, 31, 1)."""
    written = code(best, places)
    title, rest = best.title, f" (or {', '.join(others)})" if others else ""
    first = re.split(r"\W", title)[0]
    gone = "; ".join(
        places.source(file).text[one.start : one.end] for file, edits in by_file(best.edits).items() for one in edits
    )
    if "_" not in first and not re.search(rf"\b{first}\b", f"{gone}; {written}"):  # no name of the program's
        title = title[:1].upper() + title[1:]
    return f"{title}{rest}: {written}" if written else f"{title}{rest}"


def code(fix: Fix, places: Places) -> str:
    """The statements that the fix brings, each on the one line of a message; imports and what is too long are left out."""
    parts: dict[str, bool] = {}
    for file, edits in by_file(fix.edits).items():
        parts.update(_brought(places.source(file), edits))
    shown = [text for text, is_import in parts.items() if not is_import] or list(parts)
    told = shown[0] if shown else ""
    for number, part in enumerate(shown[1:], start=1):
        longer = f"{told}{' ' if told.endswith(':') else '; '}{part}"
        if number == MAX_PARTS or len(longer) > MAX_CODE:
            return f"{told} …"
        told = longer
    return told


def _brought(old: Source, edits: Sequence[Edit]) -> Iterator[tuple[str, bool]]:
    """What the edits write, statement by statement, and whether it is an import; what they take away where it is all."""
    new = Source(apply(old.text, edits))
    statements = [node for node in ast.walk(ast.parse(new.text)) if isinstance(node, ast.stmt)]
    statements.sort(key=lambda one: (one.lineno, one.col_offset))
    shift = 0
    for edit in in_order(edits):
        start, end = edit.start + shift, edit.start + shift + len(edit.text)
        shift += len(edit.text) - (edit.end - edit.start)
        if not edit.text and edit.start == old.line_start(old.line_of(edit.start)):
            yield f"delete {_flat(old.text[edit.start : edit.end])}", False
            continue
        while start < end and new.text[start] in " \t\r\n,":
            start += 1
        while end > start and new.text[end - 1] in " \t\r\n,":
            end -= 1
        for statement in statements:
            first, last = _span(new, statement)
            if (first < max(end, start + 1) and start < last) or start == end == last:
                yield _told(new, statement, start, end), isinstance(statement, ast.Import | ast.ImportFrom)


def _told(source: Source, statement: ast.stmt, start: int, end: int) -> str:
    """A statement, or of a long one the smallest call in it that holds the characters from `start` to `end`."""
    first, last = _span(source, statement)
    text = _flat(source.text[first:last])
    if "\n" not in source.text[first:last].rstrip() or len(text) <= MAX_STATEMENT:
        return text
    calls = [_ends(source, node) for node in ast.walk(statement) if isinstance(node, ast.Call)]
    within = int(start == end)  # what something was taken out of is not what ends there
    holding = [(to - at, at, to) for at, to in calls if at + within <= start and end + within <= to]
    if holding:
        _, first, last = min(holding)
    return _flat(source.text[first:last])


def _span(source: Source, statement: ast.stmt) -> tuple[int, int]:
    """Where a statement begins and ends; of a compound one its head."""
    start, end = _ends(source, statement)
    body = getattr(statement, "body", None)
    return start, _ends(source, body[0])[0] if body else end


def _ends(source: Source, node: ast.stmt | ast.expr) -> tuple[int, int]:
    assert node.end_lineno is not None and node.end_col_offset is not None
    return source.offset(node.lineno, node.col_offset), source.offset(node.end_lineno, node.end_col_offset)


def _flat(text: str) -> str:
    """Code on one line, without comments."""
    line = " ".join(_COMMENT.sub("", one.strip()) for one in text.splitlines()).strip()
    line = re.sub(r"([(\[{]) +", r"\1", re.sub(r" {2,}", " ", line) if "\n" in text else line)
    return re.sub(r",? +([)\]}])", r"\1", line) if "\n" in text else line
