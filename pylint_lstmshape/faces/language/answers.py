"""Answers to what editors ask of a document: diagnostics, fixes, hovers, hints, lenses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lsprotocol import types
from pygls import uris

from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.faces import pages
from pylint_lstmshape.faces.language.cells import Cells
from pylint_lstmshape.faces.language.positions import at_offset, column, position, span
from pylint_lstmshape.faces.language.state import Now
from pylint_lstmshape.faces.showing.table import counted, number, title
from pylint_lstmshape.faces.told import related
from pylint_lstmshape.fixes.edits import Edit, Source, apply, by_file
from pylint_lstmshape.fixes.situation import Fix
from pylint_lstmshape.outline import Layer, Model, Named
from pylint_lstmshape.rules import RULES, Finding

_RULES = {rule.symbol: rule for rule in RULES}
_SEVERITY = {
    "E": types.DiagnosticSeverity.Error,
    "W": types.DiagnosticSeverity.Warning,
    "R": types.DiagnosticSeverity.Information,
}
_NAME = re.compile(r"[^\W\d]\w*")


def diagnostics(now: Now, uri: str, encoding: str) -> list[types.Diagnostic]:
    """The findings, with the places that explain them."""
    return [found for one in now.state.findings if (found := _diagnostic(now, one, uri, encoding)) is not None]


def _diagnostic(now: Now, finding: Finding, uri: str, encoding: str) -> types.Diagnostic | None:
    site = now.site(finding.site)
    if site is None:
        return None
    rule = _RULES[finding.symbol]
    address = pages.address(rule)
    explained = [(words, one) for words, place in related(finding) if (one := now.site(place)) is not None]
    return types.Diagnostic(
        range=span(now.source.lines, site, encoding),
        message=finding.message,
        severity=_SEVERITY[rule.id[0]],
        code=finding.symbol,
        code_description=None if address is None else types.CodeDescription(href=address),
        source="lstmshape",
        related_information=[
            types.DiagnosticRelatedInformation(_location(now, one, uri, encoding), words)
            for words, one in explained
            if one != site
        ],
    )


def _location(now: Now, site: Site, uri: str, encoding: str) -> types.Location:
    if site.file == str(now.state.path):
        return types.Location(uri, span(now.source.lines, site, encoding))
    try:
        lines = Source.decode(Path(site.file).read_bytes()).lines
    except (OSError, SyntaxError, UnicodeDecodeError):
        lines = []
    return types.Location(uris.from_fs_path(site.file) or uri, span(lines, site, encoding))


def actions(
    now: Now,
    uri: str,
    where: types.Range,
    encoding: str,
    cells: Cells | None = None,
    is_saved: Callable[[str, str], bool] = lambda uri, text: True,
) -> list[types.CodeAction]:
    """A quick fix for every proved fix of the findings that `where` touches, the best preferred.

    Other modules are read from the disk: `is_saved` says whether an editor that has one open shows the same text.
    """
    if not now.is_current:
        return []
    found: list[types.CodeAction] = []
    for finding in now.state.findings:
        diagnostic = _diagnostic(now, finding, uri, encoding)
        if diagnostic is None or not _touches(diagnostic.range, where):
            continue
        for place, fix in enumerate(now.state.fixes(finding)):
            changes = _changes(now, fix, uri, encoding, cells, is_saved)
            if changes is None:
                continue
            found.append(
                types.CodeAction(
                    title=f"{fix.kind}: {fix.title}",
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[diagnostic],
                    is_preferred=place == 0,
                    edit=types.WorkspaceEdit(changes=changes),
                )
            )
    return found


def _changes(
    now: Now, fix: Fix, uri: str, encoding: str, cells: Cells | None, is_saved: Callable[[str, str], bool]
) -> dict[str, Sequence[types.TextEdit]] | None:
    """The edits of each file: of the document as it is open, of other modules as they are on the disk, or none."""
    found: dict[str, Sequence[types.TextEdit]] = {}
    for file, edits in by_file(fix.edits).items():
        if file not in ("", str(now.state.path)):
            other = Source.decode(Path(file).read_bytes())
            address = uris.from_fs_path(file) or file
            if not is_saved(address, other.text):
                return None
            found[address] = _edits(other, edits, encoding)
        elif cells is not None:
            found |= cells.changes(apply(now.source.text, edits), encoding)
        else:
            found[uri] = _edits(now.source, edits, encoding)
    return found


def _edits(source: Source, edits: Sequence[Edit], encoding: str) -> list[types.TextEdit]:
    return [
        types.TextEdit(
            types.Range(at_offset(source, one.start, encoding), at_offset(source, one.end, encoding)), one.text
        )
        for one in edits
    ]


def _touches(one: types.Range, other: types.Range) -> bool:
    return one.start.line <= other.end.line and other.start.line <= one.end.line


def hover(now: Now, at: types.Position, encoding: str) -> types.Hover | None:
    """What the name or the layer under the cursor is."""
    lines = now.source.lines
    text = lines[at.line].rstrip("\r\n") if at.line < len(lines) else ""
    here = column(text, at.character, encoding)
    found = next((one for one in _NAME.finditer(text) if one.start() <= here <= one.end()), None)
    if found is None:
        return None
    words = _of_layer(now, at.line + 1, len(text[: found.start()].encode()), found[0])
    if words is None:
        named = _bound(now, found[0], at.line + 1)
        words = None if named is None else f"`{named.name}` {named.text}"
    if words is None:
        return None
    start, end = (position(lines, at.line + 1, len(text[:place].encode()), encoding) for place in found.span())
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, words), types.Range(start, end))


def _bound(now: Now, name: str, line: int) -> Named | None:
    """The latest binding of a name above a line, or in it; else the first below."""
    placed = [(one, site.line) for one in now.state.outline.names if one.name == name and (site := now.site(one.site))]
    above = [pair for pair in placed if pair[1] <= line]
    chosen = max(above, key=lambda pair: pair[1], default=None) or min(placed, key=lambda pair: pair[1], default=None)
    return None if chosen is None else chosen[0]


def _of_layer(now: Now, line: int, start: int, name: str) -> str | None:
    """The layer whose class is named at a place."""
    for call in now.state.outline.calls:
        site = now.site(call.site)
        if site is None or site.line != line or not call.text.startswith(f"{name}:"):
            continue
        if site.column <= start <= (site.end_column or start):
            rows = [layer for layer in _layers(now) if layer.site == call.site]
            parameters = f", {number(rows[0].parameters)} parameters" if rows else ""
            return f"`{call.text.partition(': ')[0]}` {call.text.partition(': ')[2]}{parameters}"
    return None


def _layers(now: Now) -> Iterator[Layer]:
    return (layer for model in now.state.outline.models for layer in model.layers)


def hints(now: Now, where: types.Range, encoding: str) -> list[types.InlayHint]:
    """The shapes of the arrays bound and the layers made in a line, at its end."""
    texts: dict[int, list[str]] = {}
    outline = now.state.outline
    for one in (*outline.names, *outline.calls):
        site = now.site(one.site)
        if not one.hint or site is None or one.hint.startswith("len"):
            continue
        line = site.end_line or site.line if one in outline.calls else site.line
        if where.start.line < line <= where.end.line + 1 and one.hint not in texts.setdefault(line, []):
            texts[line].append(one.hint)
    lines = now.source.lines
    return [
        types.InlayHint(
            position=position(lines, line, 1 << 20, encoding),
            label=f"  {', '.join(shapes)}",
            kind=types.InlayHintKind.Type,
            padding_left=True,
        )
        for line, shapes in sorted(texts.items())
        if shapes
    ]


def lenses(now: Now, encoding: str) -> list[types.CodeLens]:
    """Above each model how large it is."""
    found = []
    for model in now.state.outline.models:
        site = now.site(model.site)
        if site is not None and site.file == str(now.state.path):
            where = types.Range(types.Position(site.line - 1, 0), types.Position(site.line - 1, 0))
            found.append(types.CodeLens(where, types.Command(title=_size(model), command="")))
    return found


def _size(model: Model) -> str:
    layers = [layer for layer in model.layers if layer.class_name != "InputLayer"]
    many = f"{len(layers)} layer{'s' if len(layers) != 1 else ''}"
    return f"{model.name or title(model)}: {many}{'' if model.complete else ' and more'}, {counted(model)}"
