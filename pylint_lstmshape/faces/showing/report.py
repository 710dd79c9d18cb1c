"""What `lstmshape show` shows of one file: its outline, its findings, and their proved fixes."""

from __future__ import annotations

import dataclasses
import difflib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from pylint_lstmshape.analysis import advised, analyze, fixes, parse
from pylint_lstmshape.domain.values import Site
from pylint_lstmshape.faces import documents
from pylint_lstmshape.faces.documents import Document
from pylint_lstmshape.faces.linting import Linted
from pylint_lstmshape.facts import Described
from pylint_lstmshape.fixes.edits import Source, apply, by_file
from pylint_lstmshape.fixes.situation import Fix
from pylint_lstmshape.outline import Given, Meeting, Model, Outline
from pylint_lstmshape.rules import RULES, Finding
from pylint_lstmshape.settings import Settings

MAX_FIXES = 3  # shown of one finding
_LEVELS = {"E": "error", "W": "warning", "R": "advice"}
_IDS = {rule.symbol: rule.id for rule in RULES}


@dataclass(frozen=True)
class Repair:
    """A proved fix: what it does in words, and the change as lines of a diff; `  in network.py` heads those of another file."""

    kind: str
    title: str
    change: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """A finding. `places`: its own line, and those of the layer, model and array that it speaks of."""

    finding: Finding
    report: Report

    @property
    def level(self) -> str:
        """error, warning or advice."""
        return _LEVELS[_IDS[self.finding.symbol][0]]

    @cached_property
    def places(self) -> frozenset[Site]:
        """Where it happens: its own site, what raises, and the sites of what its fact speaks of."""
        fact = self.finding.fact
        found = {self.finding.site, self.finding.raises}
        for name in ("layer", "model", "array", "data", "target", "producer", "first_layer"):
            found.add(getattr(getattr(fact, name, None), "site", None))
        return frozenset(one for one in (*found, getattr(fact, "site", None)) if one is not None)

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """Its first fixes, best first."""
        return tuple(self.report.repairs(self.finding))


@dataclass(frozen=True)
class Report:
    """One file. `keras`: the generations that it may be for."""

    file: str
    document: Document
    settings: Settings
    keras: tuple[int, ...]
    outline: Outline
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """The file as the user would write it."""
        name = os.path.relpath(self.file)
        return self.file if name.startswith("..") else name

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Its findings."""
        return tuple(Problem(one, self) for one in self.findings)

    @property
    def source(self) -> Source:
        """The program."""
        return self.document.source

    def place(self, site: Site) -> str:
        """A line as it is named: line 6, cell 3:6 of a notebook, or line 6 of network.py."""
        if site.file != self.file:
            return f"line {site.line} of {os.path.basename(site.file)}"
        place = self.document.place(site.line)
        return place if place.startswith("cell") else f"line {place}"

    def words(self, finding: Finding) -> str:
        """What a finding says, with lines named as the user has them."""
        return self.document.words(finding.message)

    def line(self, number: int) -> str:
        """A line of the source, without its indentation."""
        lines = self.source.lines
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""

    def meetings(self, model: Model) -> list[Meeting]:
        """What data a model meets."""
        return [one for one in self.outline.meetings if one.model == model.site]

    def of_layer(self, site: Site) -> list[Problem]:
        """The findings of which a layer made at `site` is the place, the first first."""
        return [one for one in self.problems if _layer_site(one.finding) == site]

    def of_array(self, meeting: Meeting, given: Given) -> list[Problem]:
        """The findings that speak of an array given in one call."""
        return [one for one in self.problems if _layer_site(one.finding) is None and _speaks_of(one.finding, given)]

    def of_model(self, model: Model) -> list[Problem]:
        """The findings about a model, its layers, and the calls in which it meets data."""
        places = {model.site, *(layer.site for layer in model.layers)}
        for meeting in self.meetings(model):
            places |= {meeting.site, *(one.site for one in (*meeting.inputs, *meeting.targets))}
        return [one for one in self.problems if one.places & places]

    def loose(self) -> list[Problem]:
        """The findings that belong to no model shown."""
        told = [one.finding for model in self.outline.models for one in self.of_model(model)]
        return [one for one in self.problems if not any(one.finding is other for other in told)]

    def repairs(self, finding: Finding) -> Iterator[Repair]:
        """The fixes of a finding; one that cannot be worked out costs nothing else."""
        try:
            for fix in islice(fixes(self.source, Path(self.file), self.settings, finding), MAX_FIXES):
                yield Repair(fix.kind, fix.title, tuple(_change(self, fix)))
        except Exception:  # pylint: disable=broad-except
            # The boundary of checker.py, for this face: the report stands without the fix.
            logging.getLogger(__name__).debug("no fix", exc_info=True)


def _speaks_of(finding: Finding, given: Given) -> bool:
    """Whether a finding is about this very array: those in one list share their place."""
    fact = finding.fact
    arrays = [getattr(fact, name, None) for name in ("array", "data", "target")] + list(getattr(fact, "arrays", ()))
    return any((one.site, one.text) == (given.site, given.text) for one in arrays if isinstance(one, Described))


def _layer_site(finding: Finding) -> Site | None:
    layer = getattr(finding.fact, "layer", None)
    return None if layer is None else layer.site


def _change(one: Report, fix: Fix) -> Iterator[str]:
    """The lines that a fix takes away (-) and puts in their place (+), in each file that it changes."""
    for file, edits in by_file(fix.edits).items():
        is_other = file not in ("", one.file)
        source = Source.decode(Path(file).read_bytes()) if is_other else one.source
        if is_other:
            yield f"  in {os.path.basename(file)}"
        before, after = (
            [line.rstrip("\r\n") for line in each.lines] for each in (source, Source(apply(source.text, edits)))
        )
        for line in islice(difflib.unified_diff(before, after, n=0, lineterm=""), 2, None):
            if not line.startswith("@@"):
                yield line


def report(file: str, linted: Linted) -> Report | None:
    """The report of one file; None where it is no Python."""
    path = Path(file).resolve()
    try:
        document = documents.decode(path.read_bytes(), path)
        tree = parse(document.source, path)
    except (OSError, SyntaxError, ValueError):
        return None
    if tree is None:
        return None
    try:
        found = analyze(tree, linted.settings)
        outline = found.outline(str(path))
        wanted = [one for one in found.findings if linted.wanted(tree, one.symbol, one.site.line)]
        told = advised(document.source, path, linted.settings, wanted)
    except Exception:  # pylint: disable=broad-except
        # The boundary of checker.py: pylint has said what happened to this file.
        logging.getLogger(__name__).debug("analysis failed", exc_info=True)
        return None
    return Report(str(path), document, linted.settings, tuple(sorted(found.generations)), outline, tuple(told))


def as_data(one: Report) -> dict[str, Any]:
    """A report in JSON's own types."""
    outline = dataclasses.asdict(one.outline)
    return {
        "file": one.name,
        "keras": list(one.keras),
        "models": [_plain(model, one) for model in outline["models"]],
        "meetings": [_plain(meeting, one) for meeting in outline["meetings"]],
        "findings": [
            {
                "symbol": problem.finding.symbol,
                "id": _IDS[problem.finding.symbol],
                "level": problem.level,
                "message": one.words(problem.finding),
                "site": _site(dataclasses.asdict(problem.finding.site), one),
                "fixes": [dataclasses.asdict(repair) for repair in problem.repairs],
            }
            for problem in one.problems
        ],
    }


def _plain(value: Any, one: Report) -> Any:
    """Sites without their file, which is the report's."""
    if isinstance(value, dict):
        return _site(value, one) if "end_column" in value else {key: _plain(part, one) for key, part in value.items()}
    return [_plain(part, one) for part in value] if isinstance(value, list | tuple) else value


def _site(site: dict[str, Any], one: Report) -> dict[str, Any]:
    """A site of the program; of a notebook's, whose cells are one program here, also as the user has it."""
    plain = {key: part for key, part in site.items() if key != "file"}
    return plain if one.document.notebook is None else {**plain, "place": one.document.place(site["line"])}
